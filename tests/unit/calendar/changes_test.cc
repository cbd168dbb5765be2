// What parts two versions of a calendar.
#include "engine/calendar/changes.h"

#include <gtest/gtest.h>

#include "tests/fakes/test_calendars.h"

namespace dunghan::calendar {
namespace {

using fakes::compiled;
using fakes::day;
using fakes::viet_nam;
using fakes::viet_nam_spec;

TEST(CalendarChange, is_nothing_between_equals) {
  const CalendarChange change = change_between(viet_nam(), compiled(viet_nam_spec()));
  EXPECT_FALSE(change.any());
  EXPECT_FALSE(change.shortened);
}

TEST(CalendarChange, lists_days_taken_and_given_in_order) {
  CalendarSpec spec = viet_nam_spec();
  spec.days_off.push_back(fakes::off("2026-12-31", "storm"));
  spec.official_years[0].days_worked.clear();
  const CalendarChange change = change_between(viet_nam(), compiled(spec));
  ASSERT_EQ(change.days.size(), 2U);
  EXPECT_EQ(change.days[0].date, day("2024-05-04"));
  EXPECT_TRUE(change.days[0].worked_before);
  EXPECT_EQ(change.days[1].date, day("2026-12-31"));
  const CalendarChange back = change_between(compiled(spec), viet_nam());
  EXPECT_FALSE(back.days[1].worked_before);
  EXPECT_FALSE(change.hours);
}

TEST(CalendarChange, sees_hours_that_keep_their_length) {
  CalendarSpec spec = viet_nam_spec();
  spec.office_hours[2].intervals = {{450, 720}, {840, 1020}};  // a later break on Wednesdays
  const CalendarChange change = change_between(viet_nam(), compiled(spec));
  EXPECT_TRUE(change.hours);
  EXPECT_TRUE(change.any());
  EXPECT_TRUE(change.days.empty());
}

TEST(CalendarChange, tells_which_official_days_are_lost) {
  CalendarSpec later = viet_nam_spec();
  later.official_years.erase(later.official_years.begin());
  CalendarSpec sooner = viet_nam_spec();
  sooner.official_years.pop_back();
  CalendarSpec none = viet_nam_spec();
  none.official_years.clear();
  const auto lost = [](const Calendar& before, const CalendarSpec& after) {
    const auto range = change_between(before, compiled(after)).shortened;
    return range ? to_text(range->first) + ".." + to_text(range->second) : std::string("nothing");
  };
  EXPECT_EQ(lost(viet_nam(), later), "2024-01-01..2024-12-31");
  EXPECT_EQ(lost(viet_nam(), sooner), "2026-01-01..2026-12-31");
  EXPECT_EQ(lost(viet_nam(), none), "2024-01-01..2026-12-31");
  EXPECT_EQ(lost(compiled(sooner), viet_nam_spec()), "nothing");
  EXPECT_EQ(lost(compiled(none), viet_nam_spec()), "nothing");
}

}  // namespace
}  // namespace dunghan::calendar
