// A cycle: a recurrence that opens cases, a window at a time. It only opens them; what collects is
// a case that fans out.
#pragma once

#include <memory>
#include <optional>
#include <vector>

#include "engine/calendar/recurrence_rule.h"
#include "engine/calendar/recurring_day.h"
#include "engine/calendar/reporting_window.h"
#include "engine/definition/definition.h"

namespace dunghan::definition {

/// A day of each window: day 15 of its last month, its Thursday.
struct CycleDay {
  std::optional<ValuePlace> day;      // 1 to 31; in a month that is shorter, its last day
  std::optional<ValuePlace> weekday;  // "monday"; the first such day of the window
  calendar::DayRoll roll = calendar::DayRoll::none;
  bool skip_outside = false;  // `if_outside: skip`: rolled out of the window, it falls away
  Position at{};
};

/// When the windows lie: of a calendar's rhythm, or from one day of a rule to the day before the
/// next.
struct CycleWindows {
  std::optional<calendar::ReportingWindows> reporting;
  std::optional<calendar::RecurrenceRule> rule;  // from the first day of the cycle on
};

struct CycleDefinition {
  Name id;  // kebab-case
  Text title;
  Date effective_from{};
  std::optional<Date> effective_to;
  std::vector<Law> laws;
  Basis basis;
  Name calendar, counting;
  CycleWindows windows;
  std::vector<CycleDay> days;  // none: once a window
  /// When the cases are opened: `before`, `after` or `on` a day. None: on the day, or where there
  /// is none on the first day of the window.
  Limit opens;
  std::optional<ForEach> for_each;  // over units; its `open` is the cycle's
  Action open;
  /// What becomes of openings that were missed: each is made up for, the last alone, none.
  enum class CatchUp { all, last, none };
  CatchUp catch_up = CatchUp::all;
  std::string content_hash, source, file;
};

using CyclePtr = std::shared_ptr<const CycleDefinition>;

/// What a cycle's expressions may speak of, beside its `as`: window, day, today.
inline constexpr std::string_view cycle_names[] = {"window", "day", "today"};

}  // namespace dunghan::definition
