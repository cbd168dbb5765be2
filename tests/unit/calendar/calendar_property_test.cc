// The bitmap against a set of days, on calendars made at random.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <set>

#include "engine/calendar/calendar.h"
#include "tests/fakes/test_calendars.h"

namespace dunghan::calendar {
namespace {

using std::chrono::days;

/// A calendar and, apart from it, the days that it closes.
struct Sample {
  Calendar calendar;
  std::set<Date> closed;
  [[nodiscard]] bool works(Date date) const {
    return date >= Calendar::first_date() && date <= Calendar::last_date() &&
           !closed.contains(date);
  }
};

Sample any_calendar() {
  CalendarSpec spec = fakes::plain_week(ZoneRules("UTC"));
  spec.office_hours.clear();
  spec.weekend->clear();
  std::set<unsigned> weekend;
  for (unsigned weekday = 0; weekday < 7; ++weekday) {
    if (weekday != 3 && *rc::gen::arbitrary<bool>()) weekend.insert(weekday);
  }
  for (const unsigned weekday : weekend) spec.weekend->push_back(std::chrono::weekday{weekday});
  Sample sample{fakes::viet_nam(), {}};
  for (Date date = Calendar::first_date(); date <= Calendar::last_date(); date += days{1}) {
    if (weekend.contains(std::chrono::weekday{date}.c_encoding()))
      sample.closed.insert(sample.closed.end(), date);
  }
  const auto offsets = *rc::gen::container<std::set<int>>(rc::gen::inRange(0, 109'000));
  for (const int offset : offsets) {
    ListedDayOff listed;
    listed.date = Calendar::first_date() + days{offset};
    listed.kind = ListedDayOff::Kind::extra;
    spec.days_off.push_back(listed);
    sample.closed.insert(listed.date);
  }
  sample.calendar = fakes::compiled(spec);
  return sample;
}

RC_GTEST_PROP(CalendarBitmap, agrees_with_a_walk_from_day_to_day, ()) {
  const Sample sample = any_calendar();
  const Date from = Calendar::first_date() + days{*rc::gen::inRange(0, 109'000)};
  const int n = *rc::gen::inRange(1, 400);
  Date walked = from;
  int counted = 0;
  while (counted < n && walked <= Calendar::last_date()) {
    walked += days{1};
    if (sample.works(walked)) ++counted;
  }
  const auto found = sample.calendar.nth_working_day_after(from, n);
  RC_ASSERT(found.has_value() == (counted == n));
  if (!found) return;
  RC_ASSERT(*found == walked);
  RC_ASSERT(sample.calendar.working_days_between(from, walked) == n);
  RC_ASSERT(sample.calendar.working_days_between(walked, from) == -n);
  for (Date date = from; date <= from + days{70}; date += days{1})
    RC_ASSERT(sample.calendar.is_working(date) == sample.works(date));
}

RC_GTEST_PROP(CalendarBitmap, counts_back_as_it_counts_forth, ()) {
  const Sample sample = any_calendar();
  const Date from = Calendar::first_date() + days{*rc::gen::inRange(0, 109'000)};
  const int n = *rc::gen::inRange(1, 400);
  const auto later = sample.calendar.nth_working_day_after(from, n);
  if (!later) return;
  const auto earlier = sample.calendar.nth_working_day_before(*later, n);
  // Where `from` is closed, the n-th before lies before it.
  const bool holds = sample.works(from) ? earlier.value() == from : !earlier || *earlier < from;
  RC_ASSERT(holds);
}

}  // namespace
}  // namespace dunghan::calendar
