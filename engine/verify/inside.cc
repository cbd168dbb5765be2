#include "engine/verify/inside.h"

#include <algorithm>
#include <set>

#include "engine/verify/retiming.h"
#include "engine/verify/span_sum.h"

namespace dunghan::verify {
namespace {

using definition::Severity;

/// Start dates with an overrun that are tried before it is told as not confirmed.
constexpr std::size_t confirmations_max = 40;
/// How far the opening is looked for on either side, in days, so that the outer deadline begins on
/// the day wanted.
constexpr int opening_days = 20;
constexpr std::chrono::hours opens_at{8};

class Inside {
 public:
  Inside(const Inquiry& inquiry, const Containment& containment, const Bounds& bounds,
         Report& report)
      : inquiry_(inquiry),
        found_(inquiry.exploration),
        specs_(inquiry.subject.procedure->deadlines()),
        containment_(containment),
        bounds_(bounds),
        report_(report),
        graph_(span_graph(inquiry.exploration, containment)) {}

  void run() {
    for (const std::string& ground : grounds()) {
      SpanSum sum(inquiry_.subject, found_, containment_, graph_, ground);
      const bool overruns = sum_up(sum, ground);
      if (ground.empty()) {
        tell_unlimited(sum);
        tell_uncountable(sum);
      }
      if (overruns) return;  // prolonged, it would be told once more
    }
  }

 private:
  [[nodiscard]] const definition::Deadline& deadline(int index) const {
    return *specs_[static_cast<std::size_t>(index)].definition;
  }
  [[nodiscard]] const definition::Deadline& outer() const { return deadline(containment_.outer); }

  /// No ground, and each of those by which something inside may be prolonged.
  [[nodiscard]] std::vector<std::string> grounds() {
    std::vector<std::string> names{std::string()};
    for (std::size_t i = 0; i < specs_.size(); ++i) {
      if (!containment_.members[i]) continue;
      for (const auto& ground : specs_[i].definition->extend) {
        if (ground.kind == definition::ExtendGround::Kind::until_date) {
          report_.not_proved.push_back("that " + quoted(specs_[i].definition->name) +
                                       " fits into " + quoted(outer().name) +
                                       " when prolonged by " + quoted(ground.name) +
                                       ": until which day is agreed case by "
                                       "case");
        } else if (std::find(names.begin(), names.end(), ground.name) == names.end()) {
          names.push_back(ground.name);
        }
      }
    }
    return names;
  }

  // ---- start dates

  bool sum_up(SpanSum& sum, const std::string& ground) {
    std::vector<Overrun> overruns;
    std::optional<Overrun> worst;
    std::size_t dates = 0, over = 0;
    for (Date day = inquiry_.subject.from; day <= inquiry_.subject.until();
         day += std::chrono::days{1}) {
      if (bounds_.time_is_up && bounds_.time_is_up()) {
        report_.bound_hit = true;
        report_.not_proved.push_back("that limits fit into " + quoted(outer().name) +
                                     " for start dates from " + to_text(day) + " on" +
                                     with_ground(ground) + ": the time was up");
        break;
      }
      ++dates;
      auto overrun = sum.from(day);
      if (!overrun) continue;
      ++over;
      if (!worst || overrun->days() > worst->days()) worst = overrun;
      if (overruns.size() < confirmations_max) overruns.push_back(*std::move(overrun));
    }
    report_.start_dates = std::max(report_.start_dates, dates);
    if (sum.cut()) {
      report_.bound_hit = true;
      report_.not_proved.push_back("that limits fit into " + quoted(outer().name) +
                                   with_ground(ground) + " on every way: there were more than " +
                                   std::to_string(ways_max) + " from one start date");
    }
    if (!worst) return false;
    overruns.push_back(*worst);
    tell(sum, ground, overruns, *worst, dates, over);
    return true;
  }

  [[nodiscard]] static std::string with_ground(const std::string& ground) {
    return ground.empty() ? std::string() : ", prolonged by " + quoted(ground);
  }

  void tell(const SpanSum& sum, const std::string& ground, const std::vector<Overrun>& overruns,
            const Overrun& worst, std::size_t dates, std::size_t over) {
    for (const Overrun& overrun : overruns) {
      const auto timeline = timeline_of(sum, ground, overrun);
      if (!timeline) continue;
      inquiry_.add(
          "E0707", Severity::error, deadline(overrun.inner).at,
          outer().name + (ground.empty() ? "" : "-" + ground),
          "the limits inside " + quoted(outer().name) + " do not fit" + with_ground(ground) +
              ": started on " + to_text(overrun.start) + ", " + way_text(overrun) + ", and " +
              quoted(outer().name) + " ends on " + to_text(overrun.outer_due) + "; so for " +
              std::to_string(over) + " of " + std::to_string(dates) + " start dates from " +
              to_text(inquiry_.subject.from) + ", by " + std::to_string(worst.days()) +
              " days at most (start " + to_text(worst.start) + ")",
          "shorten the limits inside, or let them lie within working days as the outer one does",
          timeline);
      return;
    }
    report_.not_proved.push_back("that limits fit into " + quoted(outer().name) +
                                 with_ground(ground) + ": they may not for a start on " +
                                 to_text(worst.start) + ", but no case was found that shows it");
  }

  /// "`checking` until 2025-02-03, then `drafting` until 2025-02-20".
  [[nodiscard]] std::string way_text(const Overrun& overrun) const {
    const ZoneRules& zone = inquiry_.subject.procedure->zone();
    std::string text, before;
    for (std::size_t i = 0; i < overrun.way.size(); ++i) {
      const bool last = i + 1 == overrun.way.size();
      const Date until = last ? overrun.inner_due : zone.date_of(overrun.way[i + 1].at);
      const int node = overrun.way[i].edge->to;
      const std::string state = states_text(
          inquiry_.definition(), found_.nodes[static_cast<std::size_t>(node)].configuration);
      const bool stays = !last && overrun.way[i].at == overrun.way[i + 1].at;
      if (stays) continue;
      text += (text.empty() ? "" : ", then ") + quoted(state) + " until " + to_text(until);
    }
    return text + " by " + quoted(deadline(overrun.inner).name);
  }

  // ---- timelines

  [[nodiscard]] const Edge& edge_of(const SpanEdge& edge) const {
    const auto index = static_cast<std::size_t>(edge.source);
    return edge.opens ? found_.openings[index] : found_.edges[index];
  }
  [[nodiscard]] const Step& step_of(const SpanEdge& edge) const {
    return found_.steps[static_cast<std::size_t>(edge_of(edge).step)];
  }

  /// The steps up to the start of the outer deadline, which falls on `day`.
  [[nodiscard]] std::optional<std::vector<Step>> beginning(const SpanEdge& start, Date day) const {
    const ZoneRules& zone = inquiry_.subject.procedure->zone();
    std::vector<Step> steps;
    if (!start.opens) steps = found_.path_to(edge_of(start).from);
    steps.push_back(step_of(start));
    const bool waits = std::any_of(steps.begin(), steps.end(),
                                   [](const Step& step) { return step.kind == Step::Kind::wait; });
    if (!waits) {
      std::vector<Timed> timed;
      Instant at = zone.start_of(day) + opens_at;
      for (Step& step : steps) {
        timed.push_back({std::move(step), at});
        at += std::chrono::minutes{1};
      }
      return take_at(timed, inquiry_.subject);
    }
    const auto lead = zone.date_of(steps.back().at) - zone.date_of(steps.front().at);
    for (int away = 0; away <= 2 * opening_days; ++away) {
      const int shift = away % 2 == 0 ? away / 2 : -(away + 1) / 2;
      const Date opened = day - lead + std::chrono::days{shift};
      auto taken = on_day(steps, opened, steps.front().subject, inquiry_.subject, inquiry_.moves);
      if (taken && zone.date_of(taken->back().at) == day) return taken;
    }
    return std::nullopt;
  }

  [[nodiscard]] std::optional<Timeline> timeline_of(const SpanSum& sum, const std::string& ground,
                                                    const Overrun& overrun) const {
    const auto begun = beginning(*overrun.way.front().edge, overrun.start);
    if (!begun) return std::nullopt;
    std::vector<Timed> timed;
    for (const Step& step : *begun) timed.push_back({step, step.at});
    bool prolonged = ground.empty();
    for (std::size_t i = 1; i < overrun.way.size(); ++i) {
      const SpanEdge& edge = *overrun.way[i].edge;
      const Instant next = timed.back().at + std::chrono::minutes{1};
      timed.push_back({step_of(edge), std::max(next, overrun.way[i].at)});
      if (edge.extends.empty() || prolonged) continue;
      prolonged = true;
      prolong_outer(timed, ground, sum.outer_extensions());
    }
    const auto steps = take_at(timed, inquiry_.subject);
    if (!steps || !shows(*steps, overrun)) return std::nullopt;
    return inquiry_.witness.of(*steps);
  }

  void prolong_outer(std::vector<Timed>& timed, const std::string& ground, int times) const {
    const auto step = std::find_if(found_.steps.begin(), found_.steps.end(), [&](const Step& one) {
      return one.kind == Step::Kind::extend && one.ground == ground && one.subject == outer().name;
    });
    for (int i = 0; i < times && step != found_.steps.end(); ++i)
      timed.push_back({*step, timed.back().at + std::chrono::minutes{1}});
  }

  /// Both run, nobody is late, and the inner one ends after the outer one.
  [[nodiscard]] bool shows(const std::vector<Step>& steps, const Overrun& overrun) const {
    const auto state = take_steps(steps, inquiry_.subject);
    if (!state) return false;
    const auto* inner = state->latest_deadline(deadline(overrun.inner).name);
    const auto* around = state->latest_deadline(outer().name);
    if (inner == nullptr || around == nullptr || !inner->is_open() || !around->is_open())
      return false;
    const auto& inner_due = inner->state.due;
    const auto& outer_due = around->state.due;
    return inner_due && outer_due && !inner->overdue_at && !around->overdue_at &&
           inner_due->due_on == overrun.inner_due && outer_due->due_on == overrun.outer_due;
  }

  // ---- what cannot be summed

  void tell_unlimited(const SpanSum& sum) {
    std::set<statechart::Configuration> told;
    for (const int index : sum.unlimited()) {
      const Node& node = found_.nodes[static_cast<std::size_t>(index)];
      if (!told.insert(node.configuration).second) continue;
      const std::string state = states_text(inquiry_.definition(), node.configuration);
      const definition::State& at =
          inquiry_.definition().states[static_cast<std::size_t>(node.configuration.back())];
      inquiry_.add("E0708", Severity::error, at.at, outer().name + "-" + at.name,
                   "on a way from the start of " + quoted(outer().name) +
                       " to its stop, nothing "
                       "limits the stay in " +
                       quoted(state),
                   "give the state, or the task that ends it, a limit; or say `inside: " +
                       outer().name + "` of the deadline that covers it",
                   inquiry_.witness.at(index));
    }
  }

  void tell_uncountable(const SpanSum& sum) {
    for (const int index : sum.uncountable()) {
      report_.not_proved.push_back("that " + quoted(deadline(index).name) + " fits into " +
                                   quoted(outer().name) +
                                   ": it ends on a date of the case, not so long after its start");
    }
  }

  const Inquiry& inquiry_;
  const Exploration& found_;
  const std::vector<cases::DeadlineSpec>& specs_;
  const Containment& containment_;
  const Bounds& bounds_;
  Report& report_;
  SpanGraph graph_;
};

}  // namespace

void check_inside(const Inquiry& inquiry, const std::vector<Containment>& containments,
                  const Bounds& bounds, Report& report) {
  for (const Containment& containment : containments)
    Inside(inquiry, containment, bounds, report).run();
}

}  // namespace dunghan::verify
