// What a limit comes to by a wall calendar: a walk from day to day that asks of each day only
// whether offices work on it. It shares nothing with engine/deadline but the values.
#pragma once

#include <string>

#include "engine/base/time.h"
#include "engine/calendar/calendar.h"

namespace dunghan::test {

class WallCalendar {
 public:
  /// for_citizen: a last day on a weekend is a day off for a citizen even where offices worked on
  /// it by a swap.
  WallCalendar(const calendar::Calendar& calendar, bool for_citizen)
      : calendar_(calendar), for_citizen_(for_citizen) {}

  /// The last day of "30 days", "5 working days", "3 months", "1 year" after `start`, not rolled.
  [[nodiscard]] Date last_day(Date start, const std::string& period) const;
  /// Where a limit ends whose last day is `last`.
  [[nodiscard]] Date rolled(Date last) const;
  /// The latest day at least `period` before `event`, earlier where that is a day off.
  [[nodiscard]] Date latest_before(Date event, const std::string& period) const;

 private:
  [[nodiscard]] Date months_on(Date start, int count) const;

  const calendar::Calendar& calendar_;
  bool for_citizen_;
};

}  // namespace dunghan::test
