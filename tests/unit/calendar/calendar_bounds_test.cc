// A calendar at its edges: the first and the last day of 1900-2199, the first and the last day that
// is official, hours that end when a count begins.
#include <gtest/gtest.h>

#include "engine/calendar/calendar_spec.h"
#include "engine/calendar/changes.h"
#include "tests/fakes/test_calendars.h"

namespace dunghan::calendar {
namespace {

using fakes::compiled;
using fakes::day;
using fakes::off;
using fakes::plain_week;
using fakes::viet_nam;
using fakes::worked;
using std::chrono::hours;

const ZoneRules utc("UTC");

Instant at(const Calendar& calendar, std::string_view text) {
  const auto read = parse_occurrence(text, calendar.zone());
  EXPECT_TRUE(read.has_value()) << text;
  return read ? read->at : Instant{};
}

/// 1 January 1900 is a Monday, 31 December 2199 a Tuesday.
const Calendar& plain() {
  static const Calendar calendar = compiled(plain_week(utc));
  return calendar;
}

std::string text_of(const Result<Date>& date) {
  return date ? to_text(*date) : "exhausted";
}

TEST(CalendarBounds, the_first_working_day_follows_the_day_before_the_first) {
  EXPECT_EQ(text_of(plain().nth_working_day_after(day("1899-12-31"), 1)), "1900-01-01");
  EXPECT_EQ(text_of(plain().nth_working_day_after(day("1899-12-30"), 1)), "exhausted");
  EXPECT_EQ(text_of(plain().nth_working_day_before(day("1900-01-02"), 1)), "1900-01-01");
  EXPECT_EQ(text_of(plain().nth_working_day_before(day("1900-01-02"), 2)), "exhausted");
}

TEST(CalendarBounds, the_last_working_day_comes_before_the_day_after_the_last) {
  EXPECT_EQ(text_of(plain().nth_working_day_before(day("2200-01-01"), 1)), "2199-12-31");
  EXPECT_EQ(text_of(plain().nth_working_day_before(day("2200-01-02"), 1)), "exhausted");
  EXPECT_EQ(text_of(plain().nth_working_day_after(day("2199-12-30"), 1)), "2199-12-31");
  EXPECT_EQ(text_of(plain().nth_working_day_after(day("2199-12-30"), 2)), "exhausted");
  EXPECT_EQ(text_of(plain().working_day_from(day("2199-12-31"))), "2199-12-31");
}

TEST(CalendarBounds, after_the_last_working_day_none_is_found) {
  CalendarSpec spec = plain_week(utc);
  spec.days_off = {off("2199-12-31", "the end")};
  EXPECT_EQ(text_of(compiled(spec).working_day_from(day("2199-12-31"))), "exhausted");
}

TEST(CalendarBounds, the_first_and_the_last_official_day_are_official) {
  EXPECT_TRUE(viet_nam().is_official(day("2024-01-01")));
  EXPECT_TRUE(viet_nam().is_official(day("2026-12-31")));
  EXPECT_FALSE(viet_nam().is_official(day("2027-01-01")));
}

CalendarSpec official_on(const char* date) {
  CalendarSpec spec = plain_week(utc);
  spec.official_from = spec.official_until = day(date);
  return spec;
}

TEST(CalendarBounds, one_day_alone_may_be_official) {
  const Calendar calendar = compiled(official_on("2024-05-07"));
  EXPECT_TRUE(calendar.is_official(day("2024-05-07")));
  EXPECT_FALSE(calendar.is_official(day("2024-05-06")));
  EXPECT_FALSE(calendar.is_official(day("2024-05-08")));
  // And when it is so no more, that one day is what was lost.
  EXPECT_EQ(change_between(calendar, plain()).shortened,
            std::pair(day("2024-05-07"), day("2024-05-07")));
}

TEST(CalendarBounds, a_change_of_the_first_or_the_last_day_is_seen) {
  CalendarSpec spec = plain_week(utc);
  spec.days_off = {off("1900-01-01", "first"), off("2199-12-31", "last")};
  const CalendarChange change = change_between(plain(), compiled(spec));
  ASSERT_EQ(change.days.size(), 2U);
  EXPECT_EQ(change.days[0].date, Calendar::first_date());
  EXPECT_EQ(change.days[1].date, Calendar::last_date());
}

TEST(CalendarBounds, the_first_and_the_last_year_may_have_a_list_in_place_of_the_rules) {
  for (const int year : {1900, 2199}) {
    CalendarSpec spec = plain_week(utc);
    HolidayRule rule;
    rule.id = rule.name_en = "summer";
    rule.month = 7;
    rule.day = 2;
    spec.holidays.push_back(rule);
    EXPECT_FALSE(compiled(spec).is_working(make_date(year, 7, 2))) << year;
    spec.official_years.push_back({year, "law", {}, {}, {}});
    EXPECT_TRUE(compiled(spec).is_working(make_date(year, 7, 2))) << year;
  }
}

TEST(SwappedDays, a_worked_saturday_keeps_the_hours_of_the_day_it_is_worked_for) {
  CalendarSpec spec = plain_week(utc);
  spec.office_hours[4].intervals = {{480, 720}};  // on Fridays 08:00 to 12:00
  spec.days_off = {off("2024-05-03", "", ListedDayOff::Kind::swapped)};
  spec.days_worked = {worked("2024-05-04", "2024-05-03")};
  const Calendar calendar = compiled(spec);
  EXPECT_EQ(calendar.opening_of(day("2024-05-04")), at(calendar, "2024-05-04T08:00"));
  EXPECT_EQ(calendar.close_of(day("2024-05-04")), at(calendar, "2024-05-04T12:00"));
}

TEST(SwappedDays, a_day_that_is_no_swap_keeps_its_own_hours_beside_one_that_is) {
  // Saturdays are worked; one more is worked in place of a Friday, whose hours are shorter.
  CalendarSpec base = plain_week(utc, "base");
  base.office_hours[4].intervals = {{480, 720}};
  base.days_off = {off("2024-05-03", "", ListedDayOff::Kind::swapped)};
  base.days_worked = {worked("2024-05-04", "2024-05-03")};
  const Calendar calendar = compiled(base);
  EXPECT_EQ(calendar.opening_of(day("2024-05-06")), at(calendar, "2024-05-06T07:30"));
  EXPECT_EQ(calendar.opening_of(day("2024-05-10")), at(calendar, "2024-05-10T08:00"));
}

TEST(OfficeHours, of_no_length_end_at_the_first_opening_and_counted_back_at_the_last_close) {
  const Calendar& calendar = viet_nam();
  const auto forward = [&](const char* from) {
    return calendar.add_office_time(at(calendar, from), hours{0}).value();
  };
  const auto back = [&](const char* until) {
    return calendar.subtract_office_time(at(calendar, until), hours{0}).value();
  };
  for (const char* moment : {"2024-05-06T08:00", "2024-05-06T11:30", "2024-05-06T12:00",
                             "2024-05-06T17:00", "2024-05-10T17:00"})
    EXPECT_EQ(forward(moment), calendar.next_open(at(calendar, moment)).value()) << moment;
  EXPECT_EQ(back("2024-05-06T08:00"), at(calendar, "2024-05-06T08:00"));
  EXPECT_EQ(back("2024-05-06T13:30"), at(calendar, "2024-05-06T11:30"));
  EXPECT_EQ(back("2024-05-07T07:30"), at(calendar, "2024-05-06T17:00"));
}

TEST(OfficeHours, between_a_later_and_an_earlier_moment_are_none) {
  const Calendar& calendar = viet_nam();
  const auto between = [&](const char* from, const char* to) {
    return calendar.office_time_between(at(calendar, from), at(calendar, to));
  };
  EXPECT_EQ(between("2024-05-07T16:00", "2024-05-07T08:00"), Microseconds{0});
  EXPECT_EQ(between("2024-05-10T16:00", "2024-05-06T08:00"), Microseconds{0});
  EXPECT_EQ(between("2024-05-07T12:00", "2024-05-07T12:30"), Microseconds{0});
}

/// A zone that leaves out the day of `date` by the clocks before: from UTC-10 to UTC+14 at its
/// 00:00.
ZoneRules::Transition across_the_date_line(const char* date) {
  return {Instant{LocalTime{day(date)}.time_since_epoch() + hours{10}}, hours{14}};
}

TEST(LeftOutDay, is_closed_in_the_first_and_in_the_last_year_too) {
  for (const char* left_out : {"1900-01-01", "1900-03-07", "2199-03-06", "2199-12-31"}) {
    const ZoneRules zone("Test/Line", -hours{10}, {across_the_date_line(left_out)});
    const Calendar calendar = compiled(plain_week(zone));
    EXPECT_EQ(calendar.kind_of(day(left_out)), DayReason::Kind::extra_off) << left_out;
    EXPECT_EQ(calendar.working_days_between(day("1899-12-31"), day("2199-12-31")),
              plain().working_days_between(day("1899-12-31"), day("2199-12-31")) - 1)
        << left_out;
  }
}

TEST(LeftOutDay, is_found_though_the_zone_goes_back_over_the_line_in_the_same_year) {
  ZoneRules::Transition back = across_the_date_line("2011-09-01");
  back.offset = -hours{10};
  const ZoneRules zone("Test/Line", -hours{10}, {across_the_date_line("2011-03-30"), back});
  const Calendar calendar = compiled(plain_week(zone));
  EXPECT_EQ(calendar.kind_of(day("2011-03-30")), DayReason::Kind::extra_off);
  EXPECT_EQ(calendar.kind_of(day("2011-03-29")), DayReason::Kind::working_day);
  EXPECT_EQ(calendar.kind_of(day("2011-03-31")), DayReason::Kind::working_day);
  EXPECT_EQ(calendar.kind_of(day("2011-09-01")), DayReason::Kind::working_day);
}

TEST(LeftOutDay, may_be_followed_by_another) {
  const Instant jump{LocalTime{day("2011-03-29")}.time_since_epoch() + hours{24}};
  const ZoneRules zone("Test/Two", -hours{24}, {{jump, hours{24}}});
  const Calendar calendar = compiled(plain_week(zone));
  EXPECT_EQ(calendar.kind_of(day("2011-03-28")), DayReason::Kind::working_day);
  EXPECT_EQ(calendar.kind_of(day("2011-03-29")), DayReason::Kind::extra_off);
  EXPECT_EQ(calendar.kind_of(day("2011-03-30")), DayReason::Kind::extra_off);
  EXPECT_EQ(calendar.kind_of(day("2011-03-31")), DayReason::Kind::working_day);
}

TEST(LeftOutDay, outside_the_calendar_is_of_no_concern) {
  for (const char* left_out : {"1899-12-31", "2200-01-01"}) {
    const ZoneRules zone("Test/Line", -hours{10}, {across_the_date_line(left_out)});
    EXPECT_FALSE(change_between(plain(), compiled(plain_week(zone))).hours) << left_out;
    EXPECT_TRUE(change_between(plain(), compiled(plain_week(zone))).days.empty()) << left_out;
  }
}

}  // namespace
}  // namespace dunghan::calendar
