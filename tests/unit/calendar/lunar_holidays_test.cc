// Holidays by lunar date, moved by an offset and lasting several days.
#include <gtest/gtest.h>

#include "engine/calendar/calendar_spec.h"
#include "tests/fakes/test_calendars.h"

namespace dunghan::calendar {
namespace {

using fakes::compiled;
using fakes::day;
using fakes::plain_week;

const ZoneRules utc("UTC");

HolidayRule lunar_rule(unsigned month, unsigned day_of_month, const char* name) {
  HolidayRule rule;
  rule.kind = HolidayRule::Kind::lunar;
  rule.id = name;
  rule.name_vi = rule.name_en = name;
  rule.month = month;
  rule.day = day_of_month;
  return rule;
}

CalendarSpec with(HolidayRule rule) {
  CalendarSpec spec = plain_week(utc);
  spec.holidays.push_back(std::move(rule));
  return spec;
}

TEST(LunarHolidays, fall_on_the_civil_date_of_their_year) {
  const LunarCalendar lunar;
  const HolidayRule tet = lunar_rule(1, 1, "tet");
  EXPECT_EQ(date_in_year(tet, 1985, &lunar), day("1985-01-21"));
  EXPECT_EQ(date_in_year(tet, 2007, &lunar), day("2007-02-17"));
  EXPECT_EQ(date_in_year(lunar_rule(3, 10, "hung"), 2026, &lunar), day("2026-04-26"));
  EXPECT_EQ(date_in_year(tet, 2200, &lunar), std::nullopt);
}

TEST(LunarHolidays, of_a_leap_year_fall_in_the_ordinary_month) {
  const LunarCalendar lunar;  // 2023 has a leap month 2, from 22 March
  EXPECT_EQ(date_in_year(lunar_rule(2, 1, "x"), 2023, &lunar), day("2023-02-20"));
  EXPECT_EQ(date_in_year(lunar_rule(3, 1, "x"), 2023, &lunar), day("2023-04-20"));
}

TEST(LunarHolidays, on_a_day_30_that_the_month_does_not_have_are_not_held) {
  const LunarCalendar lunar;
  const HolidayRule rule = lunar_rule(12, 30, "x");
  EXPECT_EQ(date_in_year(rule, 2023, &lunar), day("2024-02-09"));
  EXPECT_EQ(date_in_year(rule, 2024, &lunar), std::nullopt);  // the 12th month has 29 days
  HolidayRule eve = lunar_rule(1, 1, "eve");
  eve.offset = -1;
  EXPECT_EQ(date_in_year(eve, 2024, &lunar), day("2024-02-09"));
  EXPECT_EQ(date_in_year(eve, 2025, &lunar), day("2025-01-28"));
}

TEST(LunarHolidays, of_the_last_months_are_marked_in_the_civil_year_they_reach) {
  HolidayRule rule = lunar_rule(12, 8, "x");
  const Calendar calendar = compiled(with(rule));
  EXPECT_EQ(calendar.reason_for(day("1900-01-08")).name_en, "x");  // of the lunar year 1899
  rule.from_year = 1900;
  EXPECT_EQ(compiled(with(rule)).reason_for(day("1900-01-08")).kind, DayReason::Kind::working_day);
  EXPECT_EQ(calendar.reason_for(day("2024-01-18")).name_en, "x");  // of 2023
  EXPECT_EQ(calendar.reason_for(day("2025-01-07")).name_en, "x");  // of 2024
}

TEST(HolidayRules, last_several_days_from_an_offset_and_are_made_up_one_by_one) {
  HolidayRule tet = lunar_rule(1, 1, "tet");
  tet.offset = -2;
  tet.days = 5;
  tet.substitute = Substitute::next_working_day;
  const Calendar calendar = compiled(with(tet));
  // Tết on Sunday 22 January 2023: Friday to Tuesday, and Wednesday and Thursday for the weekend.
  using Kind = DayReason::Kind;
  EXPECT_EQ(calendar.reason_for(day("2023-01-19")).kind, Kind::working_day);
  for (const char* date : {"2023-01-20", "2023-01-21", "2023-01-22", "2023-01-23", "2023-01-24"})
    EXPECT_EQ(calendar.reason_for(day(date)).kind, Kind::holiday) << date;
  for (const char* date : {"2023-01-25", "2023-01-26"})
    EXPECT_EQ(calendar.reason_for(day(date)).kind, Kind::compensatory) << date;
  EXPECT_EQ(calendar.reason_for(day("2023-01-27")).kind, Kind::working_day);
}

TEST(HolidayRules, take_an_offset_from_each_kind_of_date) {
  HolidayRule rule;
  rule.month = 1;
  rule.offset = -1;
  EXPECT_EQ(date_in_year(rule, 2024), day("2023-12-31"));
  rule.kind = HolidayRule::Kind::nth_weekday;  // the day before the first Monday of January
  EXPECT_EQ(date_in_year(rule, 2024), day("2023-12-31"));
  rule.kind = HolidayRule::Kind::easter;
  EXPECT_EQ(date_in_year(rule, 2024), day("2024-03-30"));
  // New Year's Eve by the rule of 2200, whose own date lies beyond the calendar.
  rule.kind = HolidayRule::Kind::fixed;
  rule.name_en = "eve";
  EXPECT_EQ(compiled(with(rule)).reason_for(day("2199-12-31")).name_en, "eve");
}

TEST(HolidayRules, that_are_moved_too_far_or_last_too_long_are_refused) {
  for (const auto& [offset, length] :
       {std::pair{121, 1}, std::pair{-121, 1}, std::pair{0, 0}, std::pair{0, 32}}) {
    HolidayRule rule;
    rule.id = "x";
    rule.offset = offset;
    rule.days = length;
    const auto result = compile(with(rule));
    ASSERT_FALSE(result.has_value()) << offset << " " << length;
    EXPECT_EQ(result.error().front().code, "E0454");
  }
}

}  // namespace
}  // namespace dunghan::calendar
