// What a calendar's file may still say, at the very limit of each check, and Easter by another way.
#include <gtest/gtest.h>

#include "engine/calendar/calendar_spec.h"
#include "tests/fakes/test_calendars.h"

namespace dunghan::calendar {
namespace {

using fakes::compiled;
using fakes::day;
using fakes::off;
using fakes::plain_week;

const ZoneRules utc("UTC");

/// "E0452 what is told", or nothing.
std::string fault_of(const CalendarSpec& spec) {
  const auto result = compile(spec);
  return result ? "" : result.error().front().code + " " + result.error().front().message;
}

CalendarSpec with_hours(std::vector<OfficeInterval> monday) {
  CalendarSpec spec = plain_week(utc);
  spec.office_hours[0].intervals = std::move(monday);
  return spec;
}

HolidayRule rule_of_kind(HolidayRule::Kind kind) {
  HolidayRule rule;
  rule.kind = kind;
  rule.id = rule.name_en = "x";
  return rule;
}

CalendarSpec with(std::vector<HolidayRule> rules) {
  CalendarSpec spec = plain_week(utc);
  spec.holidays = std::move(rules);
  return spec;
}

TEST(SpecBounds, office_hours_may_touch_and_end_at_midnight_but_not_be_empty) {
  EXPECT_EQ(fault_of(with_hours({{480, 720}, {720, 1440}})), "");
  EXPECT_EQ(fault_of(with_hours({{0, 720}})), "");
  EXPECT_EQ(fault_of(with_hours({{480, 480}})),
            "E0452 office hours must open before they close, within one day");
  EXPECT_EQ(fault_of(with_hours({{480, 720}, {719, 900}})),
            "E0453 office hours overlap or are out of order: 11:59-15:00 begins before 08:00-12:00 "
            "ends");
  EXPECT_EQ(fault_of(with_hours({{545, 660}, {610, 900}})),
            "E0453 office hours overlap or are out of order: 10:10-15:00 begins before 09:05-11:00 "
            "ends");
}

TEST(SpecBounds, a_holiday_may_be_left_out_in_its_first_and_in_its_last_year) {
  HolidayRule rule = rule_of_kind(HolidayRule::Kind::fixed);
  rule.from_year = 2000;
  rule.to_year = 2010;
  rule.except = {2000, 2010};
  EXPECT_EQ(fault_of(with({rule})), "");
  rule.except = {1999};
  EXPECT_NE(fault_of(with({rule})), "");
  rule.except = {2011};
  EXPECT_NE(fault_of(with({rule})), "");
}

TEST(SpecBounds, two_rules_may_not_meet_even_in_the_first_or_the_last_year_alone) {
  for (const int year : {1900, 2199}) {
    HolidayRule always = rule_of_kind(HolidayRule::Kind::fixed);
    HolidayRule once = always;
    once.from_year = once.to_year = year;
    EXPECT_EQ(fault_of(with({always, once})).substr(0, 5), "E0456") << year;
  }
}

TEST(SpecBounds, the_first_and_the_last_day_may_be_listed) {
  CalendarSpec spec = plain_week(utc);
  spec.days_off = {off("1900-01-01", "first"), off("2199-12-31", "last")};
  EXPECT_EQ(fault_of(spec), "");
  spec.days_off = {off("1899-12-31", "before")};
  EXPECT_EQ(fault_of(spec).substr(0, 5), "E0458");
}

TEST(SpecBounds, a_holiday_lasts_31_days_and_lies_120_days_off_at_most) {
  HolidayRule rule = rule_of_kind(HolidayRule::Kind::fixed);
  rule.month = 7;
  rule.days = holiday_days_max;
  EXPECT_EQ(fault_of(with({rule})), "");
  rule.days = 1;
  for (const int offset : {-120, 120}) {
    rule.offset = offset;
    EXPECT_EQ(fault_of(with({rule})), "") << offset;
  }
}

TEST(SpecBounds, a_lunar_month_may_have_a_day_30) {
  HolidayRule rule = rule_of_kind(HolidayRule::Kind::lunar);
  rule.day = 30;
  EXPECT_EQ(fault_of(with({rule})), "");
  rule.day = 31;
  EXPECT_EQ(fault_of(with({rule})).substr(0, 5), "E0454");
}

TEST(HolidayRules, that_fall_on_one_day_give_it_the_name_of_the_last_of_them) {
  // By rule alone, and where another rule's run of days crosses the new year.
  HolidayRule first = rule_of_kind(HolidayRule::Kind::fixed);
  first.month = 5;
  HolidayRule second = first;
  second.id = second.name_en = "y";
  HolidayRule across = first;
  across.id = across.name_en = "z";
  across.month = 12;
  across.day = 30;
  across.days = 5;
  EXPECT_EQ(compiled(with({first, second})).reason_for(day("2024-05-01")).name_en, "y");
  EXPECT_EQ(compiled(with({second, first})).reason_for(day("2024-05-01")).name_en, "x");
  EXPECT_EQ(compiled(with({across, first, second})).reason_for(day("2024-05-01")).name_en, "y");
  EXPECT_EQ(compiled(with({across, second, first})).reason_for(day("2024-05-01")).name_en, "x");
}

/// Easter Sunday by the epacts of Clavius (D. E. Knuth, The Art of Computer Programming, volume 1,
/// exercise 1.3.2-14), which shares no step with the formula of the engine.
Date easter_by_epacts(int year) {
  const int golden = year % 19 + 1;
  const int century = year / 100 + 1;
  const int leaps_dropped = 3 * century / 4 - 12;
  const int moon_shift = (8 * century + 5) / 25 - 5;
  const int sunday = 5 * year / 4 - leaps_dropped - 10;
  int epact = (11 * golden + 20 + moon_shift - leaps_dropped) % 30;
  if (epact < 0) epact += 30;
  if ((epact == 25 && golden > 11) || epact == 24) ++epact;
  int full_moon = 44 - epact;  // of March
  if (full_moon < 21) full_moon += 30;
  const int easter = full_moon + 7 - (sunday + full_moon) % 7;
  return make_date(year, 3, 1) + std::chrono::days{easter - 1};
}

TEST(HolidayRules, easter_is_that_of_the_epacts_in_every_year_that_is_promised) {
  for (int year = 1583; year <= 9999; ++year)
    ASSERT_EQ(easter_sunday(year), easter_by_epacts(year)) << year;
}

TEST(HolidayRules, easter_keeps_its_exceptions) {
  // A week earlier than the epact alone would have it, lest two full moons fall on one date or
  // Easter on 26 April; and the earliest and the latest days that there are.
  for (const char* date : {"1954-04-18", "1981-04-19", "2049-04-18", "2076-04-19", "2106-04-18",
                           "2133-04-19", "1818-03-22", "2285-03-22", "1943-04-25", "2038-04-25"})
    EXPECT_EQ(easter_sunday(static_cast<int>(civil(day(date)).year())), day(date));
}

}  // namespace
}  // namespace dunghan::calendar
