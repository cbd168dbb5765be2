// What rules can say beyond a date a year (years left out, runs of days, the nearest weekday), and
// what an office adds to a calendar that it extends.
#include <gtest/gtest.h>

#include "engine/calendar/calendar.h"
#include "engine/calendar/calendar_spec.h"
#include "tests/fakes/test_calendars.h"

namespace dunghan::calendar {
namespace {

using fakes::compiled;
using fakes::day;
using fakes::off;
using fakes::plain_week;
using fakes::worked;
using std::chrono::minutes;
using Kind = DayReason::Kind;
using Codes = std::vector<std::string>;

const ZoneRules utc("UTC");

HolidayRule fixed(std::string id, unsigned month, unsigned day_of_month,
                  Substitute substitute = Substitute::none) {
  HolidayRule rule;
  rule.id = rule.name_vi = rule.name_en = std::move(id);
  rule.month = month;
  rule.day = day_of_month;
  rule.substitute = substitute;
  return rule;
}

CalendarSpec with_rules(std::vector<HolidayRule> rules) {
  CalendarSpec spec = plain_week(utc);
  spec.holidays = std::move(rules);
  return spec;
}

Kind kind_on(const Calendar& calendar, const char* date) {
  return calendar.reason_for(day(date)).kind;
}

tl::expected<Calendar, SpecFaults> over(const CalendarSpec& spec, const CalendarSpec& base) {
  return compile(spec, [&](std::string_view id) { return id == base.id ? &base : nullptr; });
}

Codes codes_of(const tl::expected<Calendar, SpecFaults>& result) {
  Codes codes;
  if (!result) {
    for (const SpecFault& fault : result.error()) codes.push_back(fault.code);
  }
  return codes;
}

CalendarSpec extending(const CalendarSpec& base) {
  CalendarSpec spec;
  spec.id = "town";
  spec.extends = {{base.id, {}}};
  return spec;
}

TEST(YearsLeftOut, have_the_day_that_a_list_gives_instead) {
  HolidayRule may = fixed("may", 5, 4);
  may.except = {2020, 2022};
  CalendarSpec spec = with_rules({may});
  spec.days_off = {off("2020-05-08", "may")};
  const Calendar calendar = compiled(spec);
  EXPECT_TRUE(calendar.is_working(day("2020-05-04")));
  EXPECT_FALSE(calendar.is_working(day("2020-05-08")));
  EXPECT_FALSE(calendar.is_working(day("2021-05-04")));
  EXPECT_TRUE(calendar.is_working(day("2022-05-04")));
}

TEST(YearsLeftOut, let_another_rule_of_the_holiday_hold_in_them) {
  HolidayRule usual = fixed("may", 5, 4);
  usual.except = {2020};
  HolidayRule moved = fixed("may", 5, 8);
  moved.from_year = moved.to_year = 2020;
  EXPECT_EQ(codes_of(compile(with_rules({usual, moved}))), Codes{});
  usual.except.clear();
  EXPECT_EQ(codes_of(compile(with_rules({usual, moved}))), Codes{"E0456"});
}

TEST(YearsLeftOut, must_be_years_of_the_rule_and_each_once) {
  HolidayRule rule = fixed("may", 5, 4);
  rule.from_year = 2000;
  rule.to_year = 2010;
  rule.except = {1999, 2005, 2005, 2011};
  EXPECT_EQ(codes_of(compile(with_rules({rule}))), (Codes{"E0466", "E0466", "E0466"}));
}

TEST(RunOfDays, closes_each_of_them_also_over_the_new_year) {
  HolidayRule rule = fixed("rest", 12, 30);
  rule.days = 4;
  rule.to_year = 2024;
  const Calendar calendar = compiled(with_rules({rule}));
  for (const char* date : {"2024-12-30", "2024-12-31", "2025-01-01", "2025-01-02"})
    EXPECT_EQ(kind_on(calendar, date), Kind::holiday) << date;
  EXPECT_TRUE(calendar.is_working(day("2024-12-27")));
  EXPECT_TRUE(calendar.is_working(day("2025-01-03")));
  EXPECT_TRUE(calendar.is_working(day("2025-12-30")));
}

TEST(RunOfDays, gives_a_day_in_lieu_for_each_that_falls_on_the_weekend) {
  HolidayRule rule = fixed("feast", 2, 9, Substitute::next_working_day);  // 2024: a Friday
  rule.days = 5;
  const Calendar calendar = compiled(with_rules({rule}));
  EXPECT_EQ(kind_on(calendar, "2024-02-13"), Kind::holiday);
  EXPECT_EQ(kind_on(calendar, "2024-02-14"), Kind::compensatory);
  EXPECT_EQ(kind_on(calendar, "2024-02-15"), Kind::compensatory);
  EXPECT_TRUE(calendar.is_working(day("2024-02-16")));
}

TEST(RunOfDays, has_a_length) {
  HolidayRule none = fixed("none", 5, 4);
  none.days = 0;
  HolidayRule endless = fixed("endless", 5, 4);
  endless.days = 32;
  EXPECT_EQ(codes_of(compile(with_rules({none, endless}))), (Codes{"E0454", "E0454"}));
}

TEST(NearestWeekday, is_friday_for_a_saturday_and_monday_for_a_sunday) {
  const Calendar calendar =
      compiled(with_rules({fixed("new year", 1, 1, Substitute::nearest_weekday),
                           fixed("christmas", 12, 25, Substitute::nearest_weekday)}));
  EXPECT_EQ(kind_on(calendar, "2021-12-31"), Kind::compensatory);  // 1 January 2022, a Saturday
  EXPECT_EQ(calendar.reason_for(day("2021-12-31")).name_en, "new year");
  EXPECT_TRUE(calendar.is_working(day("2022-01-03")));
  EXPECT_EQ(kind_on(calendar, "2021-12-24"), Kind::compensatory);
  EXPECT_TRUE(calendar.is_working(day("2021-12-27")));
  EXPECT_EQ(kind_on(calendar, "2022-12-26"), Kind::compensatory);  // a Sunday
  EXPECT_TRUE(calendar.is_working(day("2022-12-23")));
  EXPECT_TRUE(calendar.is_working(day("2024-12-24")));  // a Wednesday: nothing in lieu
}

TEST(NearestWeekday, goes_on_where_that_day_is_off_already) {
  const Calendar calendar = compiled(
      with_rules({fixed("eve", 12, 24), fixed("christmas", 12, 25, Substitute::nearest_weekday)}));
  EXPECT_EQ(kind_on(calendar, "2021-12-23"), Kind::compensatory);
}

TEST(NearestWeekday, looks_both_ways_in_a_longer_weekend) {
  CalendarSpec spec = with_rules({fixed("feast", 5, 7, Substitute::nearest_weekday)});
  spec.weekend = {std::chrono::Friday, std::chrono::Saturday, std::chrono::Sunday};
  const Calendar calendar = compiled(spec);
  EXPECT_EQ(kind_on(calendar, "2021-05-06"), Kind::compensatory);  // a Friday: Thursday
  EXPECT_EQ(kind_on(calendar, "2022-05-09"), Kind::compensatory);  // a Saturday, in the middle
  EXPECT_EQ(kind_on(calendar, "2023-05-08"), Kind::compensatory);  // a Sunday: Monday
}

TEST(LocalAdditions, days_off_and_worked_weekend_days_stand_on_what_is_extended) {
  const CalendarSpec base = with_rules({fixed("labour", 5, 1)});
  CalendarSpec town = extending(base);
  town.days_off = {off("2024-05-09", "feast", ListedDayOff::Kind::extra),
                   off("2024-05-10", "", ListedDayOff::Kind::swapped)};
  town.days_worked = {worked("2024-05-11", "2024-05-10")};
  const auto calendar = over(town, base);
  ASSERT_EQ(codes_of(calendar), Codes{});
  EXPECT_EQ(kind_on(*calendar, "2024-05-01"), Kind::holiday);
  EXPECT_EQ(kind_on(*calendar, "2024-05-09"), Kind::extra_off);
  EXPECT_EQ(kind_on(*calendar, "2024-05-11"), Kind::swapped_worked);
  EXPECT_EQ(kind_on(*calendar, "2024-05-12"), Kind::weekend);
  EXPECT_EQ(calendar->opening_of(day("2024-05-11")),
            calendar->zone().to_instant(LocalTime{day("2024-05-11")} + minutes{450}));
}

TEST(LocalAdditions, may_give_back_a_day_that_the_extended_one_gave_off) {
  CalendarSpec base = plain_week(utc);
  base.days_off = {off("2024-04-29", "bridge", ListedDayOff::Kind::swapped)};
  CalendarSpec town = extending(base);
  town.days_worked = {worked("2024-05-04", "2024-04-29")};
  EXPECT_EQ(codes_of(over(town, base)), Codes{});
}

TEST(LocalAdditions, hours_of_their_own_with_several_breaks) {
  const CalendarSpec base = plain_week(utc);
  CalendarSpec town = extending(base);
  for (unsigned weekday = 1; weekday <= 5; ++weekday) {
    town.office_hours.push_back(
        {std::chrono::weekday{weekday}, {{480, 600}, {615, 720}, {780, 1020}}, {}});
  }
  const auto calendar = over(town, base);
  ASSERT_EQ(codes_of(calendar), Codes{});
  const Instant eight = calendar->opening_of(day("2024-05-06"));
  EXPECT_EQ(calendar->add_office_time(eight, minutes{121}).value(), eight + minutes{136});
  EXPECT_EQ(calendar->add_office_time(eight, minutes{226}).value(), eight + minutes{301});
  EXPECT_EQ(calendar->close_of(day("2024-05-06")), eight + minutes{540});
}

TEST(LocalAdditions, need_hours_only_for_days_that_are_no_weekend_in_what_they_extend) {
  const CalendarSpec base = plain_week(utc);
  CalendarSpec town = extending(base);
  town.office_hours = {{std::chrono::Monday, {{480, 720}}, {}}};
  EXPECT_EQ(codes_of(over(town, base)), Codes{"E0452"});
}

TEST(LocalAdditions, a_substitute_knows_what_the_extended_calendar_closes) {
  // 25 December 2021 was a Saturday: the base takes Monday 27, so the town's feast of the 26th, a
  // Sunday, is made up on Tuesday.
  const CalendarSpec base = with_rules({fixed("christmas", 12, 25, Substitute::next_working_day)});
  CalendarSpec town = extending(base);
  town.holidays = {fixed("feast", 12, 26, Substitute::next_working_day)};
  const auto calendar = over(town, base);
  ASSERT_EQ(codes_of(calendar), Codes{});
  EXPECT_EQ(calendar->reason_for(day("2021-12-27")).name_en, "christmas");
  EXPECT_EQ(calendar->reason_for(day("2021-12-28")).name_en, "feast");
  EXPECT_TRUE(calendar->is_working(day("2021-12-29")));
}

TEST(LocalAdditions, cannot_work_a_holiday_or_a_day_that_is_worked_anyway) {
  const CalendarSpec base = with_rules({fixed("labour", 5, 1)});
  CalendarSpec town = extending(base);
  ListedDayWorked holiday, weekday;
  holiday.date = day("2024-05-01");
  weekday.date = day("2024-05-08");
  town.days_worked = {holiday, weekday};
  town.days_off = {off("2024-05-12", "", ListedDayOff::Kind::swapped)};  // a Sunday
  EXPECT_EQ(codes_of(over(town, base)), (Codes{"E0461", "E0462", "E0462"}));
}

TEST(Extending, two_that_share_a_third_tells_the_fault_of_the_third_once) {
  CalendarSpec third = plain_week(utc, "third");
  third.days_off = {off("2024-05-09", "a"), off("2024-05-09", "b")};
  CalendarSpec first = extending(third), second = extending(third), top;
  first.id = "first";
  second.id = "second";
  top.id = "top";
  top.extends = {{"first", {}}, {"second", {}}};
  const auto result = compile(top, [&](std::string_view id) {
    return id == "third" ? &third : id == "first" ? &first : &second;
  });
  EXPECT_EQ(codes_of(result), Codes{"E0460"});
}

TEST(Extending, is_official_only_where_all_are) {
  CalendarSpec base = plain_week(utc);
  base.official_from = day("2000-01-01");
  base.official_until = day("2030-12-31");
  CalendarSpec town = extending(base);
  town.official_from = day("2010-01-01");
  town.official_until = day("2040-12-31");
  const auto calendar = over(town, base);
  ASSERT_EQ(codes_of(calendar), Codes{});
  EXPECT_EQ(calendar->official_from(), day("2010-01-01"));
  EXPECT_EQ(calendar->official_until(), day("2030-12-31"));
}

TEST(Contradiction, all_of_them_are_found_in_one_run) {
  CalendarSpec spec = with_rules({fixed("never", 2, 30), fixed("labour", 5, 4)});
  spec.days_off = {off("2024-05-09", "a"), off("2024-05-09", "b"),
                   off("2024-05-12", "", ListedDayOff::Kind::swapped)};
  ListedDayWorked labour, weekday;
  labour.date = day("2024-05-04");
  weekday.date = day("2024-05-08");
  spec.days_worked = {labour, weekday};
  EXPECT_EQ(codes_of(compile(spec)), (Codes{"E0454", "E0460", "E0461", "E0462", "E0462"}));
}

}  // namespace
}  // namespace dunghan::calendar
