// What a new version of a calendar changes: days, hours, the range for which it is official.
#pragma once

#include <vector>

#include "engine/calendar/calendar.h"

namespace dunghan::calendar {

/// A day that is worked by one version and off by the other.
struct DayChange {
  Date date{};
  bool worked_before = false;  // then it is off now; else the other way round
};

struct CalendarChange {
  std::vector<DayChange> days;  // in order of date
  bool zone = false;
  bool hours = false;  // of some weekday, or of a day that both work
  /// Days that were official and are so no more: from the first to the last of the old range.
  std::optional<std::pair<Date, Date>> shortened;
  [[nodiscard]] bool any() const { return !days.empty() || zone || hours; }
};

[[nodiscard]] CalendarChange change_between(const Calendar& before, const Calendar& after);

}  // namespace dunghan::calendar
