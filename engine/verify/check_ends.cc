// Whether deadlines come to an end: each that begins can be met, cancelled, or run out with a
// consequence; and the end of the case cuts none off.
#include <algorithm>
#include <set>

#include "engine/verify/checks.h"

namespace dunghan::verify {
namespace {

using cases::DeadlineSpec;
using deadline::OperationKind;
using definition::Severity;

bool ends(const Change& change) {
  return change.kind == OperationKind::stop || change.kind == OperationKind::lapse ||
         (change.kind == OperationKind::cancel && !change.by_the_end);
}

class Ends {
 public:
  explicit Ends(const Inquiry& inquiry) : inquiry_(inquiry), found_(inquiry.exploration) {}

  void run(int index) {
    const DeadlineSpec& spec =
        inquiry_.subject.procedure->deadlines()[static_cast<std::size_t>(index)];
    // A task's own limit ends with the task, an `after` with its state.
    if (spec.scope != DeadlineSpec::Scope::of_case && spec.scope != DeadlineSpec::Scope::of_state)
      return;
    if (found_.complete && never_ends(index, spec)) return;
    cut_off(index, spec);
  }

 private:
  /// Whether the running out of the deadline draws a consequence somewhere.
  [[nodiscard]] bool draws(const Edge& edge, int index) const {
    if (!edge.waits || edge.timer != index) return false;
    return found_.nodes[static_cast<std::size_t>(edge.from)].configuration !=
           found_.nodes[static_cast<std::size_t>(edge.to)].configuration;
  }

  bool never_ends(int index, const DeadlineSpec& spec) {
    std::vector<bool> over(found_.nodes.size());
    for (std::size_t i = 0; i < over.size(); ++i)
      over[i] = inquiry_.others.waits(found_.nodes[i].configuration);
    for (const Edge& edge : found_.edges) {
      const bool end = std::any_of(
          edge.changes.begin(), edge.changes.end(),
          [&](const Change& change) { return change.deadline == index && ends(change); });
      if (end || draws(edge, index)) over[static_cast<std::size_t>(edge.from)] = true;
    }
    const std::vector<bool> can_end = can_reach(found_, over);
    for (std::size_t i = 0; i < found_.nodes.size(); ++i) {
      if (!found_.nodes[i].open[static_cast<std::size_t>(index)] || can_end[i]) continue;
      const std::string state = states_text(inquiry_.definition(), found_.nodes[i].configuration);
      inquiry_.add("E0704", Severity::error, spec.definition->at, spec.definition->name,
                   "the deadline " + quoted(spec.definition->name) + " runs in " + quoted(state) +
                       ", and from there nothing can meet or cancel it, and nothing follows when "
                       "it runs out",
                   "write `stop:` or `cancel:` what ends it on that way",
                   inquiry_.witness.at(static_cast<int>(i)));
      return true;
    }
    return false;
  }

  void cut_off(int index, const DeadlineSpec& spec) {
    const auto cut = found_.cut_off.find(index);
    if (cut == found_.cut_off.end()) return;
    const std::string& state = cut->second.detail;
    inquiry_.add(
        "E0713", Severity::warning, spec.definition->at, spec.definition->name,
        "the case may end in " + quoted(state) + " while " + quoted(spec.definition->name) +
            " runs: it is cancelled in silence, neither met nor called off",
        "write `stop:` or `cancel: { enter: " + state + " }`", inquiry_.witness.of(cut->second));
  }

  const Inquiry& inquiry_;
  const Exploration& found_;
};

}  // namespace

void check_end(const Inquiry& inquiry, int deadline) {
  Ends(inquiry).run(deadline);
}

}  // namespace dunghan::verify
