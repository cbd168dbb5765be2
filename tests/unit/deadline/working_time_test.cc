// Working hours and minutes: across breaks, days off, swapped Saturdays, changes of clocks both
// ways, days that a zone left out; and a walk from minute to minute as the oracle.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "tests/unit/deadline/rules.h"

namespace dunghan::deadline {
namespace {

using fakes::day;
using fakes::viet_nam;
using std::chrono::hours;
using std::chrono::minutes;

Instant utc(std::string_view text) {
  return parse_occurrence(text, ZoneRules("UTC")).value().at;
}

// Office hours of viet_nam(): 07:30-11:30 and 13:30-17:00, seven and a half hours a day.
Instant due(const char* from, const char* length) {
  return due_after(civil_code(), viet_nam(), vn(from), period(length)).value().due_at;
}

TEST(WorkingTime, stands_still_in_the_break) {
  EXPECT_EQ(due("2024-05-06T11:00", "30 working minutes"), vn("2024-05-06T11:30"));
  EXPECT_EQ(due("2024-05-06T11:00", "31 working minutes"), vn("2024-05-06T13:31"));
  EXPECT_EQ(due("2024-05-06T11:00", "90 working minutes"), vn("2024-05-06T14:30"));
  EXPECT_EQ(due("2024-05-06T12:00", "1 working minute"), vn("2024-05-06T13:31"));
  EXPECT_EQ(due("2024-05-06T07:30", "4 working hours"), vn("2024-05-06T11:30"));
  EXPECT_EQ(due("2024-05-06T05:00", "1 working hour"), vn("2024-05-06T08:30"));
}

TEST(WorkingTime, in_hours_and_minutes_is_one_amount) {
  EXPECT_EQ(due("2024-05-06T07:30", "8 working hours 30 working minutes"), vn("2024-05-07T08:30"));
  EXPECT_EQ(due("2024-05-06T07:30", "510 working minutes"), vn("2024-05-07T08:30"));
  EXPECT_EQ(due("2024-05-06T09:10", "7 giờ làm việc 30 phút làm việc"), vn("2024-05-07T09:10"));
}

TEST(WorkingTime, passes_over_days_off_and_runs_on_a_swapped_saturday) {
  EXPECT_EQ(due("2024-04-26T16:30", "1 working hour"), vn("2024-05-02T08:00"));
  EXPECT_EQ(due("2024-05-03T16:00", "61 working minutes"), vn("2024-05-04T07:31"));
  EXPECT_EQ(due("2024-05-03T16:00", "8 working hours 31 working minutes"), vn("2024-05-06T07:31"));
  EXPECT_EQ(due("2024-05-05T10:00", "1 working minute"), vn("2024-05-06T07:31"));
}

TEST(WorkingTime, before_an_event_is_counted_back_through_office_hours) {
  const auto latest = [](const char* event, const char* length) {
    return due_before(civil_code(), viet_nam(), day(event), period(length)).value().due_at;
  };
  EXPECT_EQ(latest("2024-05-08", "2 working hours"), vn("2024-05-07T15:00"));
  EXPECT_EQ(latest("2024-05-08", "210 working minutes"), vn("2024-05-07T13:30"));
  EXPECT_EQ(latest("2024-05-08", "211 working minutes"), vn("2024-05-07T11:29"));
  EXPECT_EQ(latest("2024-05-08", "5 working hours"), vn("2024-05-07T10:00"));
  EXPECT_EQ(latest("2024-05-02", "1 working hour"), vn("2024-04-26T16:00"));
  EXPECT_EQ(latest("2024-05-06", "30 working minutes"), vn("2024-05-04T16:30"));  // worked Saturday
}

TEST(WorkingTime, that_is_suspended_stands_still_to_the_microsecond) {
  const auto state = [](std::vector<Operation> operations) {
    return fold_all(std::move(operations)).value().due->due_at;
  };
  EXPECT_EQ(state({start("2024-05-06T09:00", "60 working minutes"),
                   suspend("2024-05-06T09:30:00.000001"), resume("2024-05-06T10:00")}),
            vn("2024-05-06T10:29:59.999999"));
  EXPECT_EQ(state({start("2024-05-06T11:00", "60 working minutes"),
                   suspend("2024-05-06T11:29:59.999999"), resume("2024-05-07T07:30")}),
            vn("2024-05-07T08:00:00.000001"));
  // Suspended and resumed outside office hours: no office time was lost.
  EXPECT_EQ(state({start("2024-05-06T11:00", "60 working minutes"), suspend("2024-05-06T11:45"),
                   resume("2024-05-06T13:00")}),
            vn("2024-05-06T14:00"));
  EXPECT_EQ(state({start("2024-05-10T16:30", "2 working hours 15 working minutes"),
                   suspend("2024-05-11T08:00"), resume("2024-05-12T20:00")}),
            vn("2024-05-13T09:15"));
}

/// Every day from 01:00 to 05:00, the hours in which clocks are changed.
calendar::Calendar night_shift(const ZoneRules& zone) {
  calendar::CalendarSpec spec;
  spec.id = "night";
  spec.zone = zone;
  spec.weekend.emplace();
  for (unsigned weekday = 0; weekday < 7; ++weekday)
    spec.office_hours.push_back({std::chrono::weekday{weekday}, {{60, 300}}, {}});
  return fakes::compiled(spec);
}

const ZoneRules& berlin() {
  static const ZoneRules zone(
      "Europe/Berlin", hours{1},
      {{utc("2024-03-31T01:00"), hours{2}}, {utc("2024-10-27T01:00"), hours{1}}});
  return zone;
}

Instant at(const ZoneRules& zone, std::string_view text) {
  return parse_occurrence(text, zone).value().at;
}

TEST(WorkingTime, in_the_night_to_summer_time_lacks_an_hour) {
  const calendar::Calendar calendar = night_shift(berlin());
  const auto ends = [&](const char* from, const char* length) {
    return due_after(civil_code(), calendar, at(berlin(), from), period(length)).value().due_at;
  };
  EXPECT_EQ(calendar.office_time_between(at(berlin(), "2024-03-31"), at(berlin(), "2024-04-01")),
            hours{3});
  EXPECT_EQ(ends("2024-03-31T01:00", "2 working hours"), at(berlin(), "2024-03-31T04:00"));
  EXPECT_EQ(ends("2024-03-31T01:00", "4 working hours"), at(berlin(), "2024-04-01T02:00"));
  EXPECT_EQ(ends("2024-03-31T01:30", "45 working minutes"), at(berlin(), "2024-03-31T03:15"));
}

TEST(WorkingTime, in_the_night_to_winter_time_has_an_hour_twice) {
  const calendar::Calendar calendar = night_shift(berlin());
  const auto ends = [&](Instant from, const char* length) {
    return due_after(civil_code(), calendar, from, period(length)).value().due_at;
  };
  EXPECT_EQ(calendar.office_time_between(at(berlin(), "2024-10-27"), at(berlin(), "2024-10-28")),
            hours{5});
  const Instant opens = at(berlin(), "2024-10-27T01:00");
  EXPECT_EQ(ends(opens, "2 working hours"), utc("2024-10-27T01:00"));  // 02:00, the second time
  EXPECT_EQ(ends(opens, "5 working hours"), at(berlin(), "2024-10-27T05:00"));
  EXPECT_EQ(ends(opens, "301 working minutes"), at(berlin(), "2024-10-28T01:01"));
}

TEST(WorkingTime, counted_back_over_a_change_of_clocks_is_what_passed) {
  const calendar::Calendar calendar = night_shift(berlin());
  const auto back = [&](const char* event, const char* length) {
    return due_before(civil_code(), calendar, day(event), period(length)).value().due_at;
  };
  EXPECT_EQ(back("2024-04-01", "3 working hours"), at(berlin(), "2024-03-31T01:00"));
  EXPECT_EQ(back("2024-04-01", "150 working minutes"), at(berlin(), "2024-03-31T01:30"));
  EXPECT_EQ(back("2024-10-28", "5 working hours"), at(berlin(), "2024-10-27T01:00"));
  EXPECT_EQ(back("2024-10-28", "3 working hours"), utc("2024-10-27T01:00"));
}

TEST(WorkingTime, suspended_over_a_change_of_clocks_keeps_what_was_left) {
  const calendar::Calendar calendar = night_shift(berlin());
  std::vector<Operation> operations(3);
  operations[0].at = at(berlin(), "2024-03-30T04:00");
  operations[0].limit.period = period("3 working hours");
  operations[1].kind = OperationKind::suspend;
  operations[1].at = at(berlin(), "2024-03-31T01:30");
  operations[2].kind = OperationKind::resume;
  operations[2].at = at(berlin(), "2024-03-31T03:30");
  for (std::size_t i = 0; i < operations.size(); ++i)
    operations[i].seq = static_cast<std::int64_t>(i);
  // An hour on Saturday, half an hour on Sunday; an hour and a half is left at 03:30.
  EXPECT_EQ(fold(operations, civil_code(), calendar)->due->due_at,
            at(berlin(), "2024-03-31T05:00"));
}

// Lord Howe Island goes back by half an hour: 7 April 2024, 02:00 becomes 01:30.
TEST(WorkingTime, in_zones_of_half_hours_is_what_passed) {
  const ZoneRules lord_howe("Australia/Lord_Howe", hours{11},
                            {{utc("2024-04-06T15:00"), minutes{630}}});
  const calendar::Calendar calendar = night_shift(lord_howe);
  EXPECT_EQ(calendar.office_time_between(at(lord_howe, "2024-04-07"), at(lord_howe, "2024-04-08")),
            minutes{270});
  EXPECT_EQ(due_after(civil_code(), calendar, at(lord_howe, "2024-04-07T01:00"),
                      period("2 working hours"))
                ->due_at,
            at(lord_howe, "2024-04-07T02:30"));
  const ZoneRules kolkata("Asia/Kolkata", minutes{330});
  const calendar::Calendar india = fakes::compiled(fakes::plain_week(kolkata));
  EXPECT_EQ(
      due_after(civil_code(), india, at(kolkata, "2024-05-06T16:45"), period("30 working minutes"))
          ->due_at,
      at(kolkata, "2024-05-07T07:45"));
}

// Samoa had no Friday 30 December 2011: it went from UTC-10 to UTC+14.
TEST(WorkingTime, does_not_pass_on_a_day_that_never_was) {
  const ZoneRules apia("Pacific/Apia", -hours{10}, {{utc("2011-12-30T10:00"), hours{14}}});
  const calendar::Calendar calendar = fakes::compiled(fakes::plain_week(apia));
  EXPECT_EQ(
      due_after(civil_code(), calendar, at(apia, "2011-12-29T16:00"), period("2 working hours"))
          ->due_at,
      at(apia, "2012-01-02T08:30"));
  EXPECT_EQ(due_before(civil_code(), calendar, day("2012-01-02"), period("1 working hour"))->due_at,
            at(apia, "2011-12-29T16:00"));
  EXPECT_EQ(calendar.office_time_between(at(apia, "2011-12-29"), at(apia, "2012-01-02")),
            minutes{450});
}

// Kwajalein had no Saturday 21 August 1993: it went from UTC-12 to UTC+12.
TEST(WorkingTime, does_not_pass_on_a_saturday_that_never_was) {
  const ZoneRules kwajalein("Pacific/Kwajalein", -hours{12},
                            {{utc("1993-08-21T12:00"), hours{12}}});
  calendar::CalendarSpec spec = fakes::plain_week(kwajalein);
  spec.weekend.emplace();
  for (const std::chrono::weekday weekday : {std::chrono::Saturday, std::chrono::Sunday})
    spec.office_hours.push_back({weekday, {{450, 690}, {810, 1020}}, {}});
  const calendar::Calendar calendar = fakes::compiled(spec);
  EXPECT_EQ(due_after(civil_code(), calendar, at(kwajalein, "1993-08-20T16:30"),
                      period("31 working minutes"))
                ->due_at,
            at(kwajalein, "1993-08-22T07:31"));
  EXPECT_EQ(calendar.office_time_between(at(kwajalein, "1993-08-20"), at(kwajalein, "1993-08-23")),
            minutes{900});
}

TEST(LeftOutDay, is_no_working_day_and_no_last_day_that_stays) {
  const ZoneRules apia("Pacific/Apia", -hours{10}, {{utc("2011-12-30T10:00"), hours{14}}});
  const calendar::Calendar calendar = fakes::compiled(fakes::plain_week(apia));
  const Instant from = at(apia, "2011-12-28T09:00");
  EXPECT_FALSE(calendar.is_working(day("2011-12-30")));
  EXPECT_TRUE(calendar.is_working(day("2011-12-29")));
  EXPECT_EQ(due_after(civil_code(), calendar, from, period("2 working days"))->due_on,
            day("2012-01-02"));
  EXPECT_EQ(due_after(civil_code(), calendar, from, period("2 days"))->due_on, day("2012-01-02"));
  EXPECT_EQ(due_before(civil_code(), calendar, day("2012-01-02"), period("3 days"))->due_on,
            day("2011-12-29"));
  const calendar::DayReason reason = calendar.reason_for(day("2011-12-30"));
  EXPECT_EQ(reason.kind, calendar::DayReason::Kind::extra_off);
  EXPECT_EQ(reason.name_en, "a day that did not exist there");
  EXPECT_EQ(reason.basis, "IANA tz: Pacific/Apia");
}

TEST(LeftOutDay, is_not_one_that_only_lacks_its_midnight_or_an_hour) {
  // Sao Paulo, 4 November 2018: clocks go from 00:00 to 01:00.
  const ZoneRules sao_paulo("America/Sao_Paulo", -hours{3}, {{utc("2018-11-04T03:00"), -hours{2}}});
  const calendar::Calendar calendar = fakes::compiled(fakes::plain_week(sao_paulo));
  for (Date date = day("2018-11-01"); date < day("2018-11-10"); date += std::chrono::days{1})
    EXPECT_NE(calendar.kind_of(date), calendar::DayReason::Kind::extra_off) << to_text(date);
}

/// Minute by minute: is the office open, by the wall clock?
Instant walked(const calendar::Calendar& calendar, Instant from, int amount,
               const std::vector<std::pair<int, int>>& open) {
  Instant now = from;
  while (amount > 0) {
    const LocalTime local = calendar.zone().to_local(now);
    const Date date = std::chrono::floor<std::chrono::days>(local);
    const auto minute = (local - LocalTime{date}) / minutes{1};
    for (const auto& [opens, closes] : open) {
      if (calendar.is_working(date) && minute >= opens && minute < closes) --amount;
    }
    now += minutes{1};
  }
  return now;
}

RC_GTEST_PROP(WorkingTimeOracle, ends_at_the_minute_that_a_walk_finds, ()) {
  const Instant from = vn("2024-04-24") + minutes{*rc::gen::inRange(0, 12 * 1440)};
  const int amount = *rc::gen::inRange(1, 1200);
  Period length;
  length.working_minutes = amount;
  RC_ASSERT(due_after(civil_code(), viet_nam(), from, length)->due_at ==
            walked(viet_nam(), from, amount, {{450, 690}, {810, 1020}}));
}

RC_GTEST_PROP(WorkingTimeOracle, agrees_with_a_walk_over_both_changes_of_clocks, ()) {
  static const calendar::Calendar calendar = night_shift(berlin());
  const bool spring = *rc::gen::arbitrary<bool>();
  const Instant from =
      at(berlin(), spring ? "2024-03-30" : "2024-10-26") + minutes{*rc::gen::inRange(0, 2 * 1440)};
  const int amount = *rc::gen::inRange(1, 700);
  Period length;
  length.working_hours = amount / 60;
  length.working_minutes = amount % 60;
  RC_ASSERT(due_after(civil_code(), calendar, from, length)->due_at ==
            walked(calendar, from, amount, {{60, 300}}));
}

RC_GTEST_PROP(WorkingTimeLaws, going_back_what_was_gone_forward_loses_nothing, ()) {
  const Instant from = vn("2024-04-24") + minutes{*rc::gen::inRange(0, 20 * 1440)};
  const minutes length{*rc::gen::inRange(1, 3000)};
  const Instant end = viet_nam().add_office_time(from, length).value();
  RC_ASSERT(viet_nam().office_time_between(from, end) == length);
  const Instant back = viet_nam().subtract_office_time(end, length).value();
  RC_ASSERT(back >= from);
  RC_ASSERT(viet_nam().office_time_between(back, end) == length);
}

}  // namespace
}  // namespace dunghan::deadline
