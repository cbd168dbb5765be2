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
    report.not_proved.push_back("what happens past the last year of the calendar");
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
  Explorer explorer(subject, bounds, counted_in(*subject.procedure, inner));
  const Exploration found = explorer.explore();
  report.cases = found.nodes.size();
  report.steps = found.tried;
  const Witness witness(subject, found, explorer.moves());
  const Inquiry inquiry{subject, found, explorer.moves(), witness, report.findings};
  check_reach(inquiry);
  check_progress(inquiry);
  check_deadline_ends(inquiry);
  check_faults(inquiry);
  check_roles(inquiry);
  check_inside(inquiry, inner, bounds, report);
  tell_bounds(found, bounds, report);
  std::stable_sort(
      report.findings.begin(), report.findings.end(), [](const Finding& a, const Finding& b) {
        return std::pair(a.issue.at, a.issue.code) < std::pair(b.issue.at, b.issue.code);
      });
  return report;
}

}  // namespace dunghan::verify
