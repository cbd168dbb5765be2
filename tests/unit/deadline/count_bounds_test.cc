// Counts at their edges: limits that begin or end on the first or the last day of the calendars,
// that hold just as many working days as they must, that rest on official days or not.
#include <gtest/gtest.h>

#include <algorithm>

#include "tests/unit/deadline/rules.h"

namespace dunghan::deadline {
namespace {

using fakes::day;
using fakes::viet_nam;

/// 1 January 1900 is a Monday, 31 December 2199 a Tuesday.
calendar::Calendar with_days_off(std::initializer_list<const char*> dates) {
  calendar::CalendarSpec spec =
      fakes::plain_week(ZoneRules("Asia/Ho_Chi_Minh", std::chrono::hours{7}));
  for (const char* date : dates) spec.days_off.push_back(fakes::off(date, "closed"));
  return fakes::compiled(spec);
}

const calendar::Calendar& plain() {
  static const calendar::Calendar calendar = with_days_off({});
  return calendar;
}

std::string text_of(const Result<Due>& due) {
  if (due) return to_text(due->due_on);
  return due.error().code == ErrorCode::calendar_exhausted ? "exhausted" : due.error().message;
}

std::string after(const CountingRule& rule, const char* start, const char* length,
                  const calendar::Calendar& calendar = plain()) {
  return text_of(due_after(rule, calendar, vn(start), period(length)));
}

std::string before(const CountingRule& rule, const char* event, const char* length,
                   const calendar::Calendar& calendar = plain()) {
  return text_of(due_before(rule, calendar, day(event), period(length)));
}

CountingRule from_the_first_day() {
  CountingRule rule = plain_days();
  rule.first_day_counts = true;
  return rule;
}

bool has(const Trace& trace, TraceStep::Kind kind) {
  return std::any_of(trace.begin(), trace.end(),
                     [kind](const TraceStep& step) { return step.kind == kind; });
}

TEST(CountBounds, a_limit_may_begin_and_end_on_the_first_day_of_the_calendar) {
  EXPECT_EQ(after(from_the_first_day(), "1900-01-01", "1 day"), "1900-01-01");
  EXPECT_EQ(after(from_the_first_day(), "1900-01-01", "1 working day"), "1900-01-01");
  EXPECT_EQ(after(plain_days(), "1900-01-01T08:00", "2 hours"), "1900-01-01");
  EXPECT_EQ(after(plain_days(), "1899-12-31", "1 day"), "exhausted");
}

TEST(CountBounds, a_limit_may_begin_and_end_on_the_last_day_of_the_calendar) {
  EXPECT_EQ(after(from_the_first_day(), "2199-12-31", "1 day"), "2199-12-31");
  EXPECT_EQ(after(plain_days(), "2199-12-30", "1 day"), "2199-12-31");
  EXPECT_EQ(after(plain_days(), "2199-12-31T08:00", "2 hours"), "2199-12-31");
  EXPECT_EQ(after(plain_days(), "2199-12-31", "1 day"), "exhausted");
  EXPECT_EQ(after(plain_days(), "2199-12-31T23:00", "2 hours"), "exhausted");
  EXPECT_EQ(after(plain_days(), "2200-01-01", "1 day"), "exhausted");
}

TEST(CountBounds, a_month_whose_first_day_counts_may_end_with_the_last_year) {
  EXPECT_EQ(after(from_the_first_day(), "2199-12-01", "1 month"), "2199-12-31");
  EXPECT_EQ(after(from_the_first_day(), "2199-12-02", "1 month"), "exhausted");
}

TEST(CountBounds, a_limit_counted_back_may_end_on_the_first_or_begin_on_the_last_day) {
  EXPECT_EQ(before(plain_days(), "1900-01-02", "1 day"), "1900-01-01");
  EXPECT_EQ(before(plain_days(), "1900-03-01", "2 months"), "1900-01-01");
  EXPECT_EQ(before(plain_days(), "1900-03-01", "3 months"), "exhausted");
  EXPECT_EQ(before(plain_days(), "1900-01-01", "1 day"), "exhausted");
  EXPECT_EQ(before(from_the_first_day(), "1900-01-01", "1 day"), "1900-01-01");
  EXPECT_EQ(before(from_the_first_day(), "1900-01-01", "1 working day"), "1900-01-01");
  EXPECT_EQ(before(plain_days(), "1900-01-02", "2 hours"), "1900-01-01");
  EXPECT_EQ(before(plain_days(), "2199-12-31", "1 day"), "2199-12-30");
  EXPECT_EQ(before(from_the_first_day(), "2199-12-31", "1 day"), "2199-12-31");
  EXPECT_EQ(before(plain_days(), "2200-01-01", "1 day"), "exhausted");
}

TEST(CountBounds, a_last_day_may_roll_to_the_first_or_the_last_day_and_not_past_it) {
  CountingRule rule = plain_days();
  rule.roll_forward = Roll::following;
  EXPECT_EQ(after(rule, "2199-12-29", "1 day", with_days_off({"2199-12-30"})), "2199-12-31");
  EXPECT_EQ(after(rule, "2199-12-30", "1 day", with_days_off({"2199-12-31"})), "exhausted");
  rule.roll_forward = Roll::preceding;
  EXPECT_EQ(after(rule, "1900-01-01", "1 day", with_days_off({"1900-01-02"})), "1900-01-01");
  EXPECT_EQ(after(rule, "1900-01-01", "1 day", with_days_off({"1900-01-01", "1900-01-02"})),
            "exhausted");
}

/// At least two working days in periods of two days and more (EU 1182/71 art. 3(5)).
CountingRule two_working_days() {
  CountingRule rule = plain_days();
  rule.working_days_min = 2;
  return rule;
}

TEST(LeastWorkingDays, are_counted_from_the_day_of_the_event_where_that_counts) {
  CountingRule rule = two_working_days();
  rule.first_day_counts = true;
  // From Saturday 11 to Monday 13 May: one working day. From Friday 10 to Sunday 12: one too.
  EXPECT_EQ(after(rule, "2024-05-11", "3 days"), "2024-05-14");
  EXPECT_EQ(after(rule, "2024-05-10", "3 days"), "2024-05-13");
}

TEST(LeastWorkingDays, that_are_there_leave_the_limit_as_it_is) {
  Trace trace;
  // Thursday and Friday lie in it, and it ends on a Sunday.
  const auto due =
      due_after(two_working_days(), plain(), vn("2024-05-08"), period("4 days"), &trace);
  EXPECT_EQ(text_of(due), "2024-05-12");
  EXPECT_FALSE(has(trace, TraceStep::Kind::minimum));
  EXPECT_EQ(after(two_working_days(), "2024-05-09", "3 days"), "2024-05-13");  // Friday alone
}

TEST(LeastWorkingDays, counted_back_are_those_from_the_last_day_to_the_day_before_the_event) {
  const CountingRule rule = two_working_days();
  // Before Wednesday 15 May: Monday and Tuesday, from Saturday on.
  EXPECT_EQ(before(rule, "2024-05-15", "4 days"), "2024-05-11");
  // Before Tuesday 14 May: Friday and Monday.
  Trace trace;
  const auto due = due_before(rule, plain(), day("2024-05-14"), period("4 days"), &trace);
  EXPECT_EQ(text_of(due), "2024-05-10");
  EXPECT_FALSE(has(trace, TraceStep::Kind::minimum));
  EXPECT_EQ(before(rule, "2024-05-14", "3 days"), "2024-05-10");  // Monday alone
}

TEST(LeastWorkingDays, where_none_are_asked_for_a_limit_may_roll_back_past_its_start) {
  // Saturday 4 May is worked in place of Monday the 6th, and yet no last day by this rule; Tuesday
  // is a holiday.
  calendar::CalendarSpec spec =
      fakes::plain_week(ZoneRules("Asia/Ho_Chi_Minh", std::chrono::hours{7}));
  spec.days_off = {fakes::off("2024-05-06", "", calendar::ListedDayOff::Kind::swapped),
                   fakes::off("2024-05-07", "holiday")};
  spec.days_worked = {fakes::worked("2024-05-04", "2024-05-06")};
  CountingRule rule = plain_days();
  rule.roll_forward = Roll::preceding;
  rule.worked_weekend_closes = true;
  EXPECT_EQ(after(rule, "2024-05-05", "2 days", fakes::compiled(spec)), "2024-05-03");
}

TEST(LeastWorkingDays, of_hours_within_one_long_day_lie_after_it) {
  // On 27 October 2024 clocks go back in Berlin: 24 hours from 00:00 end at 23:00 of that day.
  const ZoneRules berlin("Europe/Berlin", std::chrono::hours{2},
                         {{vn("2024-10-27T08:00"), std::chrono::hours{1}}});
  CountingRule rule = two_working_days();
  rule.working_days_min_hours = true;
  rule.working_days_min_from = 1;
  const auto due = due_after(rule, fakes::compiled(fakes::plain_week(berlin)),
                             parse_occurrence("2024-10-27", berlin)->at, period("24 hours"));
  EXPECT_EQ(text_of(due), "2024-10-29");
  EXPECT_EQ(due->due_at, berlin.end_of(day("2024-10-29")));
}

// The lists of viet_nam() end with 2026.

bool provisional(const CountingRule& rule, const char* start, const char* length) {
  return due_after(rule, viet_nam(), vn(start), period(length)).value().provisional;
}

bool provisional_back(const CountingRule& rule, const char* event, const char* length) {
  return due_before(rule, viet_nam(), day(event), period(length)).value().provisional;
}

TEST(Provisional, is_what_rests_on_days_past_the_lists_and_nothing_else) {
  CountingRule rule = plain_days();
  EXPECT_FALSE(provisional(rule, "2027-02-01", "10 days"));
  EXPECT_TRUE(provisional(rule, "2027-02-01", "10 working days"));
  EXPECT_FALSE(provisional(rule, "2027-02-01", "48 hours"));
  EXPECT_TRUE(provisional(rule, "2027-02-01", "8 working hours"));
  rule.roll_hours = Roll::following;
  EXPECT_TRUE(provisional(rule, "2027-02-01", "48 hours"));
  EXPECT_FALSE(provisional(rule, "2026-02-01", "48 hours"));
}

TEST(Provisional, counted_back_is_what_rests_on_days_from_the_event_on) {
  CountingRule rule = plain_days();
  EXPECT_FALSE(provisional_back(rule, "2027-02-20", "5 days"));
  EXPECT_FALSE(provisional_back(rule, "2027-01-05", "10 days"));
  EXPECT_TRUE(provisional_back(rule, "2027-01-05", "5 working days"));
  EXPECT_FALSE(provisional_back(rule, "2026-12-31", "5 working days"));
  EXPECT_TRUE(provisional_back(rule, "2027-02-20", "8 working hours"));
  EXPECT_FALSE(provisional_back(rule, "2027-02-20", "48 hours"));
  rule.roll_backward = Roll::preceding;
  EXPECT_TRUE(provisional_back(rule, "2027-02-20", "5 days"));
}

TEST(Provisional, is_an_extension_by_working_days_past_the_lists) {
  const auto due = [](const char* length) {
    return fold_all({start("2026-12-28", "10 days"), extend_by("2026-12-29", length)}, plain_days())
        .value()
        .due.value();
  };
  EXPECT_FALSE(due("2 days").provisional);
  EXPECT_TRUE(due("2 working days").provisional);
  EXPECT_TRUE(due("2 working hours").provisional);
}

TEST(Provisional, names_the_one_day_that_is_official) {
  calendar::CalendarSpec spec =
      fakes::plain_week(ZoneRules("Asia/Ho_Chi_Minh", std::chrono::hours{7}));
  spec.official_from = spec.official_until = day("2024-05-07");
  Trace trace;
  ASSERT_TRUE(
      due_after(civil_code(), fakes::compiled(spec), vn("2024-05-07"), period("3 days"), &trace));
  const auto step = std::find_if(trace.begin(), trace.end(), [](const TraceStep& one) {
    return one.kind == TraceStep::Kind::provisional;
  });
  ASSERT_NE(step, trace.end());
  EXPECT_EQ(step->from, day("2024-05-07"));
  EXPECT_EQ(step->to, day("2024-05-07"));
}

}  // namespace
}  // namespace dunghan::deadline
