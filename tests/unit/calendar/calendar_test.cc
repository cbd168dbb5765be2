// Working days by bitmap against lists worked out by hand, office hours, and what cannot be
// compiled.
#include "engine/calendar/calendar.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "engine/calendar/calendar_spec.h"
#include "tests/fakes/test_calendars.h"

namespace dunghan::calendar {
namespace {

using fakes::compiled;
using fakes::day;
using fakes::off;
using fakes::plain_week;
using fakes::viet_nam;
using fakes::worked;
using std::chrono::days;
using std::chrono::hours;
using std::chrono::minutes;

const ZoneRules utc("UTC");

Instant at(const Calendar& calendar, std::string_view text) {
  const auto read = parse_occurrence(text, calendar.zone());
  EXPECT_TRUE(read.has_value()) << text;
  return read ? read->at : Instant{};
}

TEST(Calendar, weekends_holidays_and_swapped_days_of_april_2024) {
  const Calendar& calendar = viet_nam();
  // 18 April holiday; Mon 29 swapped off, 30 April and 1 May holidays, Sat 4 May worked.
  const std::string expected =
      "1111100"   // Mon 15 - Sun 21, before the holiday is struck out below
      "1111100"   // Mon 22 - Sun 28
      "0001110"   // Mon 29 - Sun 5 May
      "1111100";  // Mon 6 - Sun 12
  std::string found;
  for (Date date = day("2024-04-15"); date <= day("2024-05-12"); date += days{1})
    found += calendar.is_working(date) ? '1' : '0';
  std::string with_holiday = expected;
  with_holiday[3] = '0';
  EXPECT_EQ(found, with_holiday);
}

TEST(Calendar, says_why_a_day_is_off_or_worked) {
  const Calendar& calendar = viet_nam();
  const auto kind = [&](const char* date) { return calendar.reason_for(day(date)).kind; };
  EXPECT_EQ(kind("2024-04-29"), DayReason::Kind::swapped_off);
  EXPECT_EQ(kind("2024-05-04"), DayReason::Kind::swapped_worked);
  EXPECT_EQ(kind("2024-02-14"), DayReason::Kind::compensatory);
  EXPECT_EQ(kind("2024-02-10"), DayReason::Kind::holiday);  // a Saturday, but Tết
  EXPECT_EQ(kind("2024-05-05"), DayReason::Kind::weekend);
  EXPECT_EQ(kind("2024-05-06"), DayReason::Kind::working_day);
  EXPECT_EQ(calendar.reason_for(day("2024-02-10")).name_vi, "Tết");
  EXPECT_EQ(calendar.reason_for(day("2024-02-10")).basis, "law 2024");
}

TEST(Calendar, is_official_for_the_years_that_have_lists) {
  EXPECT_EQ(viet_nam().official_from(), day("2024-01-01"));
  EXPECT_EQ(viet_nam().official_until(), day("2026-12-31"));
  EXPECT_FALSE(viet_nam().reason_for(day("2027-01-01")).official);
  EXPECT_TRUE(viet_nam().reason_for(day("2026-12-31")).official);
  EXPECT_FALSE(viet_nam().is_official(day("2023-12-31")));
}

TEST(Calendar, without_list_or_statement_is_official_nowhere) {
  const Calendar calendar = compiled(plain_week(utc));
  EXPECT_FALSE(calendar.is_official(Calendar::first_date()));
  EXPECT_FALSE(calendar.is_official(day("2024-01-01")));
  EXPECT_FALSE(calendar.is_official(Calendar::last_date()));
  EXPECT_EQ(calendar.official_until(), calendar.official_from() - days{1});
}

TEST(Calendar, counts_between_dates_with_the_first_day_out) {
  const Calendar& calendar = viet_nam();
  EXPECT_EQ(calendar.working_days_between(day("2024-04-26"), day("2024-05-07")), 5);
  EXPECT_EQ(calendar.working_days_between(day("2024-05-07"), day("2024-04-26")), -5);
  EXPECT_EQ(calendar.working_days_between(day("2024-04-26"), day("2024-04-26")), 0);
  EXPECT_EQ(calendar.working_days_between(day("1800-01-01"), day("1800-06-01")), 0);
}

TEST(Calendar, finds_the_nth_working_day_both_ways) {
  const Calendar& calendar = viet_nam();
  EXPECT_EQ(calendar.nth_working_day_after(day("2024-04-26"), 5).value(), day("2024-05-07"));
  EXPECT_EQ(calendar.nth_working_day_before(day("2024-05-07"), 5).value(), day("2024-04-26"));
  EXPECT_EQ(calendar.nth_working_day_after(day("2024-05-03"), 1).value(), day("2024-05-04"));
}

TEST(Calendar, ends_where_its_years_end) {
  const Calendar& calendar = viet_nam();
  EXPECT_FALSE(calendar.is_working(day("1899-12-29")));
  EXPECT_FALSE(calendar.is_working(day("2200-01-01")));
  EXPECT_EQ(calendar.nth_working_day_after(Calendar::last_date(), 1).error().code,
            ErrorCode::calendar_exhausted);
  EXPECT_EQ(calendar.nth_working_day_before(Calendar::first_date(), 1).error().code,
            ErrorCode::calendar_exhausted);
  EXPECT_EQ(calendar.nth_working_day_after(day("1850-01-01"), 1).error().code,
            ErrorCode::calendar_exhausted);
  EXPECT_EQ(calendar.nth_working_day_after(day("2024-01-01"), 1'000'000'000'000).error().code,
            ErrorCode::calendar_exhausted);
  EXPECT_EQ(calendar.nth_working_day_after(day("2024-01-01"), 0).error().code,
            ErrorCode::invalid_argument);
  EXPECT_EQ(calendar.nth_working_day_before(day("2024-01-01"), -3).error().code,
            ErrorCode::invalid_argument);
}

TEST(Calendar, takes_less_than_64_kib) {
  EXPECT_LT(viet_nam().memory_octets(), 64U * 1024U);
  CalendarSpec busy = plain_week(utc);
  for (unsigned i = 0; i < 24; ++i) {  // more holidays a year than any country has
    HolidayRule rule;
    rule.id = "holiday-" + std::to_string(i);
    rule.name_vi = rule.name_en =
        "A holiday with a name of some length, number " + std::to_string(i);
    rule.month = i % 12 + 1;
    rule.day = i / 12 * 13 + 2;
    rule.substitute = Substitute::next_working_day;
    busy.holidays.push_back(rule);
  }
  EXPECT_LT(compiled(busy).memory_octets(), 64U * 1024U);
}

TEST(OfficeHours, next_open_is_now_or_the_next_opening) {
  const Calendar& calendar = viet_nam();
  const auto next = [&](const char* text) {
    return calendar.next_open(at(calendar, text)).value();
  };
  EXPECT_EQ(next("2024-05-07T08:00"), at(calendar, "2024-05-07T08:00"));
  EXPECT_EQ(next("2024-05-07T05:00"), at(calendar, "2024-05-07T07:30"));
  EXPECT_EQ(next("2024-05-07T11:30"),
            at(calendar, "2024-05-07T13:30"));  // closes at 11:30, exclusive
  EXPECT_EQ(next("2024-05-07T17:00"), at(calendar, "2024-05-08T07:30"));
  EXPECT_EQ(next("2024-05-03T18:00"),
            at(calendar, "2024-05-04T07:30"));  // Saturday, worked: hours of the Monday swapped
  EXPECT_EQ(next("2024-05-04T18:00"), at(calendar, "2024-05-06T07:30"));
  EXPECT_EQ(calendar.opening_of(day("2024-05-07")), at(calendar, "2024-05-07T07:30"));
  EXPECT_EQ(calendar.close_of(day("2024-05-07")), at(calendar, "2024-05-07T17:00"));
}

TEST(OfficeHours, are_added_taken_off_and_measured_to_the_microsecond) {
  const Calendar& calendar = viet_nam();
  const Instant friday = at(calendar, "2024-05-10T16:00");
  EXPECT_EQ(calendar.add_office_time(friday, hours{1}).value(), at(calendar, "2024-05-10T17:00"));
  EXPECT_EQ(calendar.add_office_time(friday, hours{2}).value(), at(calendar, "2024-05-13T08:30"));
  EXPECT_EQ(calendar.add_office_time(friday, hours{1} + Microseconds{1}).value(),
            at(calendar, "2024-05-13T07:30") + Microseconds{1});
  EXPECT_EQ(calendar.subtract_office_time(at(calendar, "2024-05-13T08:30"), hours{2}).value(),
            friday);
  EXPECT_EQ(calendar.office_time_between(friday, at(calendar, "2024-05-13T08:30")), hours{2});
  EXPECT_EQ(calendar.office_time_between(at(calendar, "2024-05-06"), at(calendar, "2024-05-13")),
            minutes{5 * 450});
  EXPECT_EQ(calendar.office_time_between(friday, friday), Microseconds{0});
  EXPECT_EQ(calendar.add_office_time(at(calendar, "2199-12-31T16:00"), hours{5}).error().code,
            ErrorCode::calendar_exhausted);
}

TEST(HolidayRules, easter_falls_where_the_tables_say) {
  for (const char* date :
       {"1900-04-15", "1943-04-25", "1954-04-18", "2000-04-23", "2008-03-23", "2011-04-24",
        "2019-04-21", "2024-03-31", "2038-04-25", "2100-03-28", "2199-04-14"}) {
    EXPECT_EQ(easter_sunday(static_cast<int>(civil(day(date)).year())), day(date));
  }
}

TEST(HolidayRules, nth_and_last_weekdays) {
  HolidayRule rule;
  rule.kind = HolidayRule::Kind::nth_weekday;
  rule.month = 5;
  rule.nth = -1;
  EXPECT_EQ(date_in_year(rule, 2024), day("2024-05-27"));
  rule.nth = 1;
  EXPECT_EQ(date_in_year(rule, 2024), day("2024-05-06"));
  rule.nth = 5;
  EXPECT_EQ(date_in_year(rule, 2024), std::nullopt);  // four Mondays only
  EXPECT_EQ(date_in_year(rule, 2023), day("2023-05-29"));
}

CalendarSpec with_holidays(std::vector<std::pair<const char*, Substitute>> holidays) {
  CalendarSpec spec = plain_week(utc);
  for (const auto& [date, substitute] : holidays) {
    HolidayRule rule;
    rule.id = rule.name_vi = rule.name_en = date;
    rule.month = static_cast<unsigned>(civil(day(date)).month());
    rule.day = static_cast<unsigned>(civil(day(date)).day());
    rule.substitute = substitute;
    spec.holidays.push_back(rule);
  }
  return spec;
}

TEST(HolidayRules, two_holidays_on_one_weekend_give_two_days_in_lieu) {
  // 30 April 2022 was a Saturday, 1 May a Sunday: Monday 2 and Tuesday 3 May were off.
  const Calendar calendar = compiled(with_holidays({{"2022-04-30", Substitute::next_working_day},
                                                    {"2022-05-01", Substitute::next_working_day}}));
  EXPECT_FALSE(calendar.is_working(day("2022-05-02")));
  EXPECT_FALSE(calendar.is_working(day("2022-05-03")));
  EXPECT_TRUE(calendar.is_working(day("2022-05-04")));
  EXPECT_EQ(calendar.reason_for(day("2022-05-02")).kind, DayReason::Kind::compensatory);
  EXPECT_EQ(calendar.reason_for(day("2022-05-02")).name_en, "2022-04-30");
  EXPECT_EQ(calendar.reason_for(day("2022-05-03")).name_en, "2022-05-01");
  EXPECT_TRUE(calendar.is_working(day("2024-05-02")));  // both on weekdays that year: none in lieu
}

TEST(HolidayRules, a_lost_holiday_a_monday_and_a_day_before) {
  const Calendar none = compiled(with_holidays({{"2022-01-01", Substitute::none}}));
  EXPECT_TRUE(none.is_working(day("2022-01-03")));
  const Calendar monday = compiled(
      with_holidays({{"2021-12-25", Substitute::monday}, {"2021-12-26", Substitute::monday}}));
  EXPECT_FALSE(monday.is_working(day("2021-12-27")));
  EXPECT_FALSE(monday.is_working(day("2021-12-28")));  // the Monday was taken already
  EXPECT_TRUE(monday.is_working(day("2021-12-29")));
  const Calendar kings =
      compiled(with_holidays({{"2014-04-27", Substitute::day_before}}));  // a Sunday
  EXPECT_EQ(kings.reason_for(day("2014-04-26")).kind, DayReason::Kind::holiday);
  EXPECT_EQ(kings.reason_for(day("2014-04-27")).kind, DayReason::Kind::weekend);
  EXPECT_FALSE(kings.is_working(day("2015-04-27")));
}

TEST(HolidayRules, hold_only_in_their_years) {
  CalendarSpec spec = with_holidays({{"2026-11-24", Substitute::none}});
  spec.holidays[0].from_year = 2026;
  const Calendar calendar = compiled(spec);
  EXPECT_TRUE(calendar.is_working(day("2025-11-24")));
  EXPECT_FALSE(calendar.is_working(day("2026-11-24")));
}

TEST(OfficialLists, stand_in_place_of_the_rules_of_their_year) {
  CalendarSpec spec = with_holidays({{"2024-05-01", Substitute::none}});
  spec.official_years.push_back({2024, "law", {off("2024-05-02", "moved")}, {}, {}});
  const Calendar calendar = compiled(spec);
  EXPECT_TRUE(calendar.is_working(day("2024-05-01")));
  EXPECT_FALSE(calendar.is_working(day("2024-05-02")));
  EXPECT_FALSE(calendar.is_working(day("2025-05-01")));
}

TEST(Extending, takes_over_days_off_swaps_hours_zone_and_horizon) {
  CalendarSpec town = {};
  town.id = "town";
  town.extends = {{"vn-test", {}}};
  town.days_off = {off("2024-05-09", "town feast", ListedDayOff::Kind::extra)};
  const CalendarSpec base = fakes::viet_nam_spec();
  const auto result =
      compile(town, [&](std::string_view id) { return id == base.id ? &base : nullptr; });
  ASSERT_TRUE(result.has_value());
  EXPECT_EQ(result->zone().name(), "Asia/Ho_Chi_Minh");
  EXPECT_FALSE(result->is_working(day("2024-05-09")));
  EXPECT_FALSE(result->is_working(day("2024-04-30")));
  EXPECT_FALSE(result->is_working(day("2024-05-05")));
  EXPECT_TRUE(result->is_working(day("2024-05-04")));
  EXPECT_EQ(result->official_until(), day("2026-12-31"));
  EXPECT_EQ(result->opening_of(day("2024-05-04")),
            result->zone().to_instant(LocalTime{day("2024-05-04")} + minutes{450}));
}

TEST(Extending, two_calendars_closes_what_either_closes) {
  const CalendarSpec first = with_holidays({{"2024-03-06", Substitute::none}});
  CalendarSpec second = with_holidays({{"2024-03-07", Substitute::none}});
  second.id = "second";
  second.official_from = day("2020-01-01");
  second.official_until = day("2030-12-31");
  CalendarSpec both;
  both.id = "both";
  both.extends = {{"plain", {}}, {"second", {}}};
  const auto result =
      compile(both, [&](std::string_view id) { return id == "plain" ? &first : &second; });
  ASSERT_TRUE(result.has_value());
  EXPECT_FALSE(result->is_working(day("2024-03-06")));
  EXPECT_FALSE(result->is_working(day("2024-03-07")));
  EXPECT_TRUE(result->is_working(day("2024-03-08")));
}

// ---- what cannot be compiled
// -----------------------------------------------------------------------

std::vector<std::string> codes_of(const CalendarSpec& spec, const SpecLookup& lookup = {}) {
  std::vector<std::string> codes;
  const auto result = compile(spec, lookup);
  if (!result) {
    for (const SpecFault& fault : result.error()) codes.push_back(fault.code);
  }
  return codes;
}

using Codes = std::vector<std::string>;

TEST(Contradiction, a_day_both_off_and_worked) {
  CalendarSpec spec = plain_week(utc);
  spec.days_off = {off("2024-05-04", "off")};
  spec.days_worked = {worked("2024-05-04", "2024-05-04")};
  const Codes codes = codes_of(spec);
  EXPECT_NE(std::find(codes.begin(), codes.end(), "E0461"), codes.end());
}

TEST(Contradiction, a_day_listed_twice_and_one_of_another_year) {
  CalendarSpec spec = plain_week(utc);
  spec.official_years.push_back(
      {2024,
       "law",
       {off("2024-05-01", "a"), off("2024-05-01", "b"), off("2025-05-01", "c")},
       {},
       {}});
  EXPECT_EQ(codes_of(spec), (Codes{"E0458", "E0460"}));
}

TEST(Contradiction, a_worked_weekday_and_a_swap_for_a_day_that_is_not_off) {
  CalendarSpec spec = plain_week(utc);
  spec.days_worked = {
      worked("2024-05-08", "2024-05-09")};  // a Wednesday, for a Thursday nobody gave off
  EXPECT_EQ(codes_of(spec), (Codes{"E0462", "E0463"}));
}

TEST(Contradiction, a_rule_against_a_worked_day) {
  CalendarSpec spec = with_holidays({{"2024-05-04", Substitute::none}});  // a Saturday
  ListedDayWorked listed;
  listed.date = day("2024-05-04");
  spec.days_worked = {listed};
  EXPECT_EQ(codes_of(spec), Codes{"E0461"});
}

TEST(Contradiction, overlapping_empty_and_backward_office_hours) {
  CalendarSpec spec = plain_week(utc);
  spec.office_hours[0].intervals = {{480, 720}, {700, 1020}};
  spec.office_hours[1].intervals = {};
  spec.office_hours[2].intervals = {{720, 480}};
  spec.office_hours[3].intervals = {{480, 1441}};
  EXPECT_EQ(codes_of(spec), (Codes{"E0453", "E0452", "E0452", "E0452"}));
  spec = plain_week(utc);
  spec.office_hours.pop_back();
  EXPECT_EQ(codes_of(spec), Codes{"E0452"});  // Friday has none
}

TEST(Contradiction, a_circle_of_calendars_names_them) {
  CalendarSpec a, b;
  a.id = "a";
  a.extends = {{"b", {}}};
  b.id = "b";
  b.extends = {{"a", {}}};
  const auto result = compile(a, [&](std::string_view id) { return id == "a" ? &a : &b; });
  ASSERT_FALSE(result.has_value());
  ASSERT_EQ(result.error().size(), 1U);
  EXPECT_EQ(result.error()[0].code, "E0464");
  EXPECT_NE(result.error()[0].message.find("`a` extends `b` extends `a`"), std::string::npos);
}

TEST(Contradiction, what_is_extended_must_be_there) {
  CalendarSpec spec;
  spec.id = "town";
  spec.extends = {{"nowhere", {}}};
  EXPECT_EQ(codes_of(spec, [](std::string_view) { return nullptr; }), Codes{"E0465"});
}

TEST(Contradiction, a_calendar_cannot_work_a_holiday_of_its_base) {
  const CalendarSpec base = with_holidays({{"2024-05-04", Substitute::none}});  // a Saturday
  CalendarSpec spec;
  spec.id = "town";
  spec.extends = {{"plain", {}}};
  ListedDayWorked listed;
  listed.date = day("2024-05-04");
  spec.days_worked = {listed};
  EXPECT_EQ(codes_of(spec, [&](std::string_view) { return &base; }), Codes{"E0461"});
}

TEST(Contradiction, gaps_between_lists_two_rules_for_a_year_and_impossible_days) {
  CalendarSpec spec = plain_week(utc);
  spec.official_years.push_back({2024, "", {}, {}, {}});
  spec.official_years.push_back({2026, "", {}, {}, {}});
  EXPECT_EQ(codes_of(spec), Codes{"E0457"});
  spec = with_holidays({{"2024-02-28", Substitute::none}, {"2024-03-01", Substitute::none}});
  spec.holidays[0].day = 30;
  spec.holidays[1].id = spec.holidays[0].id;
  EXPECT_EQ(codes_of(spec), (Codes{"E0454", "E0456"}));
}

TEST(Contradiction, no_zone_no_weekend_and_nothing_but_weekend) {
  CalendarSpec spec;
  spec.id = "empty";
  EXPECT_EQ(codes_of(spec), (Codes{"E0450", "E0451"}));
  spec = plain_week(utc);
  spec.weekend = {std::chrono::Monday,   std::chrono::Tuesday, std::chrono::Wednesday,
                  std::chrono::Thursday, std::chrono::Friday,  std::chrono::Saturday,
                  std::chrono::Sunday};
  EXPECT_EQ(codes_of(spec), Codes{"E0450"});
}

}  // namespace
}  // namespace dunghan::calendar
