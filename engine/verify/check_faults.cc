// Faults that were met on the way: conditions without an answer, acts that fail for want of
// something, rungs that are told to nobody because a unit is not known.
#include "engine/definition/chart_walk.h"
#include "engine/verify/checks.h"

namespace dunghan::verify {
namespace {

using definition::Severity;

class Faults {
 public:
  explicit Faults(const Inquiry& inquiry) : inquiry_(inquiry), found_(inquiry.exploration) {}

  void run() {
    for (const auto& [message, sighting] : found_.unanswered)
      told(sighting, "E0710", Severity::warning,
           "ask for the field with `has(…)` first, give it a default, or let an earlier act need "
           "it");
    for (const auto& [message, sighting] : found_.incidents)
      told(sighting, "E0710", Severity::error,
           "ask for the field with `has(…)` first, give it a default, or let an earlier act need "
           "it");
    for (const auto& [message, sighting] : found_.broken)
      told(sighting, "E0711", Severity::error, "give what it rests on before the act can come");
    for (const auto& [key, sighting] : found_.untold) untold(key.first, key.second, sighting);
  }

 private:
  [[nodiscard]] const Step& step_of(const Sighting& sighting) const {
    return found_.steps[static_cast<std::size_t>(sighting.step)];
  }

  void told(const Sighting& sighting, std::string_view code, Severity severity,
            std::string remedy) {
    const Step& step = step_of(sighting);
    const std::string act = step.kind == Step::Kind::open   ? std::string("the opening")
                            : step.kind == Step::Kind::wait ? std::string("a timer")
                                                            : quoted(step.subject);
    const std::string where =
        sighting.node < 0
            ? std::string()
            : " in " + quoted(states_text(
                           inquiry_.definition(),
                           found_.nodes[static_cast<std::size_t>(sighting.node)].configuration));
    inquiry_.add(code, severity, position_of(step, sighting),
                 step.kind == Step::Kind::open ? "open" : step.subject,
                 act + where + ": " + sighting.detail, std::move(remedy),
                 inquiry_.witness.of(sighting));
  }

  /// The transition on the step's event where the case stands; else the state.
  [[nodiscard]] definition::Position position_of(const Step& step, const Sighting& sighting) const {
    definition::Position at = inquiry_.definition().states.front().at;
    if (sighting.node < 0) return at;
    const auto& configuration = found_.nodes[static_cast<std::size_t>(sighting.node)].configuration;
    at = inquiry_.definition().states[static_cast<std::size_t>(configuration.back())].at;
    definition::each_transition(inquiry_.definition(),
                                [&](int source, const definition::Transition& transition) {
                                  if (transition.event == step.subject && !step.subject.empty() &&
                                      statechart::is_active(configuration, source))
                                    at = transition.at;
                                });
    return at;
  }

  void untold(int index, const std::string& role, const Sighting& sighting) {
    const definition::Deadline& deadline =
        *inquiry_.subject.procedure->deadlines()[static_cast<std::size_t>(index)].definition;
    inquiry_.add("E0705", Severity::error, deadline.at, deadline.name + "-" + role,
                 "while " + quoted(deadline.name) + " runs, its ladder tells " + quoted(role) +
                     ", and nobody is: " + sighting.detail,
                 "give the role a unit that is known by then, or tell another role",
                 inquiry_.witness.of(sighting));
  }

  const Inquiry& inquiry_;
  const Exploration& found_;
};

}  // namespace

void check_faults(const Inquiry& inquiry) {
  Faults(inquiry).run();
}

}  // namespace dunghan::verify
