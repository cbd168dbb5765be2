#include "engine/verify/verify.h"

#include <algorithm>

#include "engine/verify/checks.h"
#include "engine/verify/inside.h"
#include "engine/verify/roles.h"

namespace dunghan::verify {
namespace {

constexpr std::size_t octets_per_mb = 1'000'000;

std::string bound_text(const Exploration& found, const Bounds& bounds) {
  if (found.cut_by == "memory")
    return "the memory limit of " + std::to_string(bounds.memory_octets_max / octets_per_mb) +
           " MB was reached";
  if (found.cut_by == "size")
    return "there are more than " + std::to_string(bounds.nodes_max) + " cases to tell apart";
  return "the time was up";
}

void tell_bounds(const Exploration& found, const Bounds& bounds, Report& report) {
  if (!found.complete) {
    report.bound_hit = true;
    const auto seen = static_cast<std::size_t>(std::count_if(
        found.nodes.begin(), found.nodes.end(), [](const Node& node) { return node.expanded; }));
    report.not_proved.push_back(
        "that every state and transition is reached, that no case stands still or goes round for "
        "ever, and that every deadline ends: " +
        bound_text(found, bounds) + "; " + std::to_string(seen) + " of " +
        std::to_string(found.nodes.size()) + " cases met were looked at");
  }
  for (const std::string& act : found.cut_short) {
    report.bound_hit = true;
    report.not_proved.push_back(
        "what " + quoted(act) + " does with every combination of values: there are more than " +
        std::to_string(combinations_max) + ", the last fields were given one value each");
  }
  if (found.calendar_ended)
    report.not_proved.emplace_back("what happens past the last year of the calendar");
}

void add_figures(const Exploration& found, Report& report) {
  report.cases += found.nodes.size();
  report.steps += found.tried;
}

/// Deadlines on which nothing else depends multiply the cases by how each stands, though no two of
/// them have to do with each other. Few are followed together; of many, each in a search of its
/// own.
struct Plan {
  Focus together;
  std::vector<int> apart;
};
constexpr std::size_t followed_together_max = 3;

Plan plan_of(const cases::Procedure& procedure, std::vector<bool> counted) {
  Plan plan;
  const Liveness liveness(procedure, counted);
  plan.together.counted = std::move(counted);
  plan.together.followed.resize(procedure.deadlines().size(), true);
  for (std::size_t i = 0; i < procedure.deadlines().size(); ++i) {
    if (liveness.is_inert(static_cast<int>(i))) plan.apart.push_back(static_cast<int>(i));
  }
  if (plan.apart.size() <= followed_together_max) plan.apart.clear();
  for (const int deadline : plan.apart)
    plan.together.followed[static_cast<std::size_t>(deadline)] = false;
  return plan;
}

void look_apart(const Subject& subject, const Bounds& bounds, const Plan& plan, int deadline,
                Report& report) {
  Focus focus = plan.together;
  focus.followed[static_cast<std::size_t>(deadline)] = true;
  // Limits were summed up before: their ways need not be told apart again.
  focus.counted.assign(focus.counted.size(), false);
  Explorer explorer(subject, bounds, std::move(focus));
  const Exploration found = explorer.explore();
  const Witness witness(subject, found, explorer.moves());
  const WaitsForOthers others(subject.definition(), found);
  const Inquiry inquiry{subject, found, explorer.moves(), witness, others, report.findings};
  add_figures(found, report);
  check_use(inquiry, deadline);
  check_end(inquiry, deadline);
  tell_bounds(found, bounds, report);
}

}  // namespace

Date Subject::until() const {
  const auto first = civil(from);
  const auto last = (first.year() + std::chrono::years{years}) / first.month() / first.day();
  const Date end =
      last.ok() ? Date{std::chrono::local_days{last}}
                : Date{std::chrono::local_days{last.year() / last.month() / std::chrono::last}};
  return end - std::chrono::days{1};
}

Report verify(Subject subject, const Bounds& bounds) {
  subject.from = std::max(subject.from, subject.definition().effective_from);
  Report report;
  const auto inner = containments(*subject.procedure);
  const Plan plan = plan_of(*subject.procedure, counted_in(*subject.procedure, inner));
  Explorer explorer(subject, bounds, plan.together);
  const Exploration found = explorer.explore();
  const Witness witness(subject, found, explorer.moves());
  const WaitsForOthers others(subject.definition(), found);
  const Inquiry inquiry{subject, found, explorer.moves(), witness, others, report.findings};
  add_figures(found, report);
  if (others.any())
    report.not_proved.push_back("what comes after " + others.text() +
                                ", where a case waits for what other cases tell");
  check_reach(inquiry);
  check_progress(inquiry);
  check_faults(inquiry);
  check_roles(inquiry);
  check_inside(inquiry, inner, bounds, report);
  for (std::size_t i = 0; i < subject.procedure->deadlines().size(); ++i) {
    const int deadline = static_cast<int>(i);
    if (std::find(plan.apart.begin(), plan.apart.end(), deadline) != plan.apart.end()) continue;
    check_use(inquiry, deadline);
    check_end(inquiry, deadline);
  }
  tell_bounds(found, bounds, report);
  for (const int deadline : plan.apart) {
    if (report.bound_hit) break;  // what is too large for one is too large for the others
    look_apart(subject, bounds, plan, deadline, report);
  }
  std::stable_sort(
      report.findings.begin(), report.findings.end(), [](const Finding& a, const Finding& b) {
        return std::pair(a.issue.at, a.issue.code) < std::pair(b.issue.at, b.issue.code);
      });
  return report;
}

}  // namespace dunghan::verify
