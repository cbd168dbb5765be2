// Each option of a counting rule by itself: what it does to a date, and what it leaves alone.
#include <gtest/gtest.h>

#include <algorithm>

#include "engine/deadline/count.h"
#include "tests/unit/deadline/rules.h"

namespace dunghan::deadline {
namespace {

using fakes::day;
using fakes::viet_nam;

std::string after(const CountingRule& rule, const char* start, const char* length) {
  const auto due = due_after(rule, viet_nam(), vn(start), period(length));
  return due ? to_text(due->due_on) : due.error().message;
}

std::string before(const CountingRule& rule, const char* event, const char* length) {
  const auto due = due_before(rule, viet_nam(), day(event), period(length));
  return due ? to_text(due->due_on) : due.error().message;
}

std::vector<TraceStep::Kind> kinds_of(const Trace& trace) {
  std::vector<TraceStep::Kind> kinds;
  for (const TraceStep& step : trace) kinds.push_back(step.kind);
  return kinds;
}

bool has(const Trace& trace, TraceStep::Kind kind) {
  const auto kinds = kinds_of(trace);
  return std::find(kinds.begin(), kinds.end(), kind) != kinds.end();
}

TEST(ClearDays, leave_out_the_day_of_the_act_too_when_counting_back) {
  CountingRule rule = plain_days();
  rule.clear_backward = ClearPeriods::days;
  EXPECT_EQ(before(rule, "2023-10-20", "3 days"), "2023-10-16");  // CPR 2.8(3), example (i)
  EXPECT_EQ(before(rule, "2024-05-10", "2 working days"), "2024-05-07");
  EXPECT_EQ(before(rule, "2024-05-10", "1 week"), "2024-05-03");  // a week is no number of days
  EXPECT_EQ(before(rule, "2024-05-10", "1 month"), "2024-04-10");
  EXPECT_EQ(after(rule, "2024-05-06", "3 days"), "2024-05-09");  // forward nothing changes
  Trace trace;
  ASSERT_TRUE(due_before(rule, viet_nam(), day("2023-10-20"), period("3 days"), &trace));
  EXPECT_TRUE(has(trace, TraceStep::Kind::clear_days));
}

TEST(ClearDays, of_all_periods_leave_it_out_of_weeks_and_months_too_but_not_of_hours) {
  CountingRule rule = plain_days();
  rule.clear_backward = ClearPeriods::all;
  EXPECT_EQ(before(rule, "2024-06-12", "1 week"), "2024-06-04");  // ZPO ss. 132(1), 217
  EXPECT_EQ(before(rule, "2024-05-10", "1 month"), "2024-04-09");
  EXPECT_EQ(before(rule, "2024-05-10", "3 days"), "2024-05-06");
  EXPECT_EQ(before(rule, "2024-05-10", "24 hours"), "2024-05-09");
}

TEST(ShortPeriods, of_days_leave_days_off_out) {
  CountingRule rule = plain_days();
  rule.short_days_max = 5;
  EXPECT_EQ(after(rule, "2024-05-10", "5 days"), "2024-05-17");
  EXPECT_EQ(after(rule, "2024-05-10", "6 days"), "2024-05-16");
  EXPECT_EQ(before(rule, "2024-05-13", "3 days"), "2024-05-08");
  EXPECT_EQ(after(rule, "2024-05-10", "5 weeks"), "2024-06-14");        // not in days
  EXPECT_EQ(after(rule, "2024-05-10", "1 week 3 days"), "2024-05-20");  // nor in days alone
  Trace trace;
  ASSERT_TRUE(due_after(rule, viet_nam(), vn("2024-05-10"), period("5 days"), &trace));
  EXPECT_TRUE(has(trace, TraceStep::Kind::short_period));
  trace.clear();
  ASSERT_TRUE(due_after(rule, viet_nam(), vn("2024-05-10"), period("6 days"), &trace));
  EXPECT_FALSE(has(trace, TraceStep::Kind::short_period));
}

TEST(ShortPeriods, hold_for_extensions_and_suspensions_too) {
  CountingRule rule = plain_days();
  rule.short_days_max = 5;
  // Fri 17 May, then two open days: Tue 21 May.
  EXPECT_EQ(due_on({start("2024-05-10", "5 days"), extend_by("2024-05-11", "2 days")}, rule),
            "2024-05-21");
  // Suspended over a weekend: no open day is lost.
  EXPECT_EQ(due_on({start("2024-05-10", "5 days"), suspend("2024-05-10T18:00"),
                    resume("2024-05-12T18:00")},
                   rule),
            "2024-05-17");
}

TEST(FirstHour, is_left_out_where_the_rule_says_so) {
  CountingRule rule = plain_days();
  rule.first_hour_counts = false;
  const auto at = [&](const char* from, const char* length) {
    return due_after(rule, viet_nam(), vn(from), period(length)).value().due_at;
  };
  EXPECT_EQ(at("2024-05-06T10:20", "24 hours"), vn("2024-05-07T11:00"));
  EXPECT_EQ(at("2024-05-06T10:00", "24 hours"), vn("2024-05-07T11:00"));
  EXPECT_EQ(at("2024-05-06T23:59", "2 hours"), vn("2024-05-07T02:00"));
  EXPECT_EQ(after(rule, "2024-05-06T10:20", "2 days"), "2024-05-08");  // days have no first hour
}

TEST(FirstHour, is_an_hour_that_passes_where_the_clock_shows_one_twice) {
  const auto utc = [](const char* text) {
    return parse_occurrence(text, ZoneRules("UTC")).value().at;
  };
  const ZoneRules berlin("Europe/Berlin", std::chrono::hours{2},
                         {{utc("2024-10-27T01:00"), std::chrono::hours{1}}});
  const calendar::Calendar calendar = fakes::compiled(fakes::plain_week(berlin));
  CountingRule rule = plain_days();
  rule.first_hour_counts = false;
  // 02:20, shown the first time: the next full hour is 02:00, shown the second time.
  EXPECT_EQ(due_after(rule, calendar, utc("2024-10-27T00:20"), period("1 hour"))->due_at,
            utc("2024-10-27T02:00"));
}

TEST(FirstHour, is_that_of_the_wall_clock_in_zones_that_are_half_an_hour_off) {
  const ZoneRules kolkata("Asia/Kolkata", std::chrono::minutes{330});
  const calendar::Calendar calendar = fakes::compiled(fakes::plain_week(kolkata));
  CountingRule rule = plain_days();
  rule.first_hour_counts = false;
  EXPECT_EQ(due_after(rule, calendar, parse_occurrence("2024-05-06T10:20", kolkata).value().at,
                      period("1 hour"))
                ->due_at,
            parse_occurrence("2024-05-06T12:00", kolkata).value().at);
}

/// Service by post or courier in England counts on the second business day after the step, and a
/// step after 16:30 or on a closed day is one of the next business day (CPR 6.14, 6.26).
TEST(CutOff, of_deemed_service_knows_hours_and_closed_days) {
  CountingRule rule = plain_days();
  rule.cutoff = Cutoff{16 * 60 + 30, true, true};
  EXPECT_EQ(after(rule, "2023-10-03T13:00", "2 working days"), "2023-10-05");
  EXPECT_EQ(after(rule, "2023-10-03T16:30", "2 working days"), "2023-10-06");
  EXPECT_EQ(after(rule, "2023-10-03T16:29:59", "2 working days"), "2023-10-05");
  EXPECT_EQ(after(rule, "2023-10-07T10:00", "2 working days"), "2023-10-11");
  EXPECT_EQ(after(rule, "2023-10-07T18:00", "2 working days"), "2023-10-11");  // late and closed
}

TEST(CutOff, counts_on_the_next_day_or_the_next_working_day) {
  CountingRule rule = plain_days();
  rule.cutoff = Cutoff{16 * 60, false, false};
  EXPECT_EQ(after(rule, "2024-05-10T16:00", "1 day"), "2024-05-12");  // Saturday counts as its day
  EXPECT_EQ(after(rule, "2024-05-11T10:00", "1 day"), "2024-05-12");
  rule.cutoff = Cutoff{16 * 60, true, false};
  EXPECT_EQ(after(rule, "2024-05-10T16:00", "1 day"), "2024-05-14");
  EXPECT_EQ(after(rule, "2024-05-11T10:00", "1 day"), "2024-05-12");  // a day off is no late hour
  rule.cutoff = Cutoff{16 * 60, false, true};
  EXPECT_EQ(after(rule, "2024-05-11T10:00", "1 day"), "2024-05-14");
  EXPECT_EQ(after(rule, "2024-05-10T16:00", "1 day"), "2024-05-12");
}

TEST(CutOff, may_look_at_closed_days_alone) {
  CountingRule rule = plain_days();
  rule.cutoff = Cutoff{24 * 60, true, true};
  EXPECT_EQ(after(rule, "2024-05-10T23:59", "1 day"), "2024-05-11");
  EXPECT_EQ(after(rule, "2024-05-11T00:00", "1 day"), "2024-05-14");
  Trace trace;
  ASSERT_TRUE(due_after(rule, viet_nam(), vn("2024-05-11"), period("1 day"), &trace));
  const auto step = std::find_if(trace.begin(), trace.end(), [](const TraceStep& each) {
    return each.kind == TraceStep::Kind::cutoff;
  });
  ASSERT_NE(step, trace.end());
  EXPECT_EQ(step->number, -1);  // no hour: the day was closed
}

// 2024: Mon 29 April given off for Sat 4 May.
TEST(Swaps, a_day_given_off_is_a_last_day_or_not) {
  CountingRule rule = civil_code();
  EXPECT_EQ(after(rule, "2024-04-19", "10 days"), "2024-05-02");
  rule.swapped_off_closes = false;
  EXPECT_EQ(after(rule, "2024-04-19", "10 days"), "2024-04-29");
  EXPECT_EQ(after(rule, "2024-04-20", "10 days"), "2024-05-02");  // a holiday still closes
  EXPECT_EQ(after(rule, "2024-04-18", "10 days"), "2024-04-29");  // and a Sunday rolls onto it
  EXPECT_EQ(after(rule, "2024-04-26", "1 working day"), "2024-05-02");  // it is no working day
  EXPECT_EQ(before(rule, "2024-05-09", "10 days"), "2024-04-29");
}

TEST(Swaps, a_worked_saturday_is_a_last_day_or_not) {
  CountingRule rule = civil_code();
  EXPECT_EQ(after(rule, "2024-04-24", "10 days"), "2024-05-04");
  rule.worked_weekend_closes = true;
  EXPECT_EQ(after(rule, "2024-04-24", "10 days"), "2024-05-06");
  EXPECT_EQ(after(rule, "2024-05-03", "1 working day"), "2024-05-06");  // its count falls there too
  EXPECT_EQ(before(rule, "2024-05-14", "10 days"), "2024-05-03");
  EXPECT_EQ(after(rule, "2024-04-23", "10 days"), "2024-05-03");
}

TEST(ReachedSaturday, ends_a_roll_from_a_holiday_where_the_rule_says_so) {
  calendar::CalendarSpec spec = fakes::plain_week(ZoneRules("UTC"));
  spec.days_off.push_back(fakes::off("2025-12-25", "Christmas"));
  spec.days_off.push_back(fakes::off("2025-12-26", "St Stephen"));
  spec.days_off.push_back(fakes::off("2026-08-15", "Assumption"));  // itself a Saturday
  const calendar::Calendar calendar = fakes::compiled(spec);
  CountingRule rule = civil_code();
  const auto due = [&](const char* from, const char* length) {
    return to_text(due_after(rule, calendar, parse_occurrence(from, ZoneRules("UTC")).value().at,
                             period(length))
                       ->due_on);
  };
  EXPECT_EQ(due("2025-06-25", "6 months"), "2025-12-29");
  rule.reached_saturday_closes = false;
  EXPECT_EQ(due("2025-06-25", "6 months"), "2025-12-27");
  EXPECT_EQ(due("2025-12-10", "10 days"), "2025-12-22");  // a limit that falls on a Saturday
  EXPECT_EQ(due("2026-08-05", "10 days"), "2026-08-17");  // so does a holiday on a Saturday
  EXPECT_EQ(to_text(due_before(rule, calendar, day("2025-12-28"), period("7 days"))->due_on),
            "2025-12-20");  // back from a Sunday
}

TEST(FixedDates, roll_as_the_rule_says_for_dates) {
  CountingRule rule = civil_code();
  Stand stand;
  stand.began = stand.last = day("2024-05-11");
  stand.fixed_date = true;
  const auto due = [&] {
    return to_text(Counter(rule, viet_nam()).finish(stand, nullptr).value().due_on);
  };
  EXPECT_EQ(due(), "2024-05-11");  // although periods roll
  rule.roll_fixed_date = Roll::preceding;
  EXPECT_EQ(due(), "2024-05-10");
  rule.roll_fixed_date = Roll::following;
  EXPECT_EQ(due(), "2024-05-13");
}

TEST(FixedDates, extended_by_a_period_are_counts_again) {
  CountingRule rule = civil_code();
  rule.roll_fixed_date = Roll::preceding;
  Stand stand;
  stand.began = stand.last = day("2024-05-10");
  stand.fixed_date = true;
  const Counter counter(rule, viet_nam());
  const Stand longer = counter.on_from(stand, period("8 days")).value();
  EXPECT_EQ(to_text(counter.finish(longer, nullptr)->due_on), "2024-05-20");
}

TEST(Extensions, count_on_from_the_rolled_day_where_the_rule_says_so) {
  CountingRule rule = civil_code();
  // 30 days end on Sun 26 May 2024.
  EXPECT_EQ(due_on({start("2024-04-26", "30 days"), extend_by("2024-05-20", "10 days")}, rule),
            "2024-06-05");
  rule.extension_from_rolled = true;
  EXPECT_EQ(due_on({start("2024-04-26", "30 days"), extend_by("2024-05-20", "10 days")}, rule),
            "2024-06-06");
  EXPECT_EQ(
      due_on({start("2024-04-26", "30 days"), extend_by("2024-05-20", "5 working days")}, rule),
      "2024-06-03");
  // From an open day both are one; hours begin at the end of the rolled day.
  EXPECT_EQ(due_on({start("2024-04-26", "28 days"), extend_by("2024-05-20", "10 days")}, rule),
            "2024-06-03");
  const auto hours =
      fold_all({start("2024-04-26", "30 days"), extend_by("2024-05-20", "5 hours")}, rule);
  EXPECT_EQ(hours->due->due_at, vn("2024-05-28T05:00"));
}

TEST(Extensions, tell_the_roll_that_they_count_on_from) {
  CountingRule rule = civil_code();
  rule.extension_from_rolled = true;
  Trace trace;
  ASSERT_TRUE(
      fold_all({start("2024-04-26", "30 days"), extend_by("2024-05-20", "10 days")}, rule, &trace));
  const auto step = std::find_if(trace.begin(), trace.end(), [](const TraceStep& each) {
    return each.kind == TraceStep::Kind::extension;
  });
  ASSERT_NE(step, trace.end());
  EXPECT_EQ(step->from, day("2024-05-27"));
  ASSERT_NE(step, trace.begin());
  const TraceStep& roll = *std::prev(step);
  EXPECT_EQ(roll.kind, TraceStep::Kind::roll);
  EXPECT_EQ(roll.from, day("2024-05-26"));
  EXPECT_EQ(roll.to, day("2024-05-27"));
  EXPECT_EQ(roll.basis, "art 148(5)");
}

TEST(Extensions, from_the_rolled_day_leave_the_length_of_a_suspension_alone) {
  CountingRule rule = civil_code();
  rule.extension_from_rolled = true;
  Operation pause = suspend("2024-05-11T09:00");  // a Saturday
  pause.at_most = period("5 days");
  const std::vector<Operation> operations{start("2024-05-06", "30 days"), pause};
  const auto until = resumes_by_itself(operations, rule, viet_nam());
  ASSERT_TRUE(until.has_value() && until->has_value());
  EXPECT_EQ(**until, vn("2024-05-16"));
}

TEST(Minimum, holds_backward_from_an_event_too) {
  CountingRule rule = plain_days();
  rule.working_days_min = 2;
  rule.working_days_min_from = 2;
  EXPECT_EQ(before(rule, "2024-05-13", "2 days"), "2024-05-09");  // Sat and Sun hold none
  EXPECT_EQ(before(rule, "2024-05-13", "3 days"), "2024-05-09");  // Friday is one
  EXPECT_EQ(before(rule, "2024-05-15", "2 days"), "2024-05-13");
  EXPECT_EQ(before(rule, "2024-05-13", "1 day"), "2024-05-12");  // too short for the rule
  Trace trace;
  ASSERT_TRUE(due_before(rule, viet_nam(), day("2024-05-13"), period("2 days"), &trace));
  EXPECT_TRUE(has(trace, TraceStep::Kind::minimum));
  rule.first_day_counts = true;  // then the day of the event is one of them
  EXPECT_EQ(before(rule, "2024-05-13", "3 days"), "2024-05-10");
}

std::string moment_after(const CountingRule& rule, const char* start, const char* length) {
  const auto due = due_after(rule, viet_nam(), vn(start), period(length));
  return due ? to_text(due->due_at) : due.error().message;
}

TEST(Minimum, binds_hours_only_where_the_rule_says_so) {
  CountingRule rule = plain_days();
  rule.working_days_min = 2;
  // Friday 10 May 2024, 16:00: one working day lies within 72 hours.
  EXPECT_EQ(moment_after(rule, "2024-05-10T16:00", "72 hours"), to_text(vn("2024-05-13T16:00")));
  rule.working_days_min_hours = true;
  EXPECT_EQ(moment_after(rule, "2024-05-10T16:00", "72 hours"), to_text(vn("2024-05-15")));
  EXPECT_EQ(moment_after(rule, "2024-05-10T16:00", "47 hours"), to_text(vn("2024-05-12T15:00")));
  EXPECT_EQ(moment_after(rule, "2024-05-10T16:00", "48 hours"), to_text(vn("2024-05-15")));
  EXPECT_EQ(moment_after(rule, "2024-05-14T16:00", "48 hours"), to_text(vn("2024-05-16T16:00")));
  Trace trace;
  ASSERT_TRUE(due_after(rule, viet_nam(), vn("2024-05-10T16:00"), period("72 hours"), &trace));
  EXPECT_TRUE(has(trace, TraceStep::Kind::minimum));
  // Counted back from the start of Monday 13 May, 72 hours hold Friday alone.
  const auto back = due_before(rule, viet_nam(), day("2024-05-13"), period("72 hours"));
  ASSERT_TRUE(back.has_value());
  EXPECT_EQ(to_text(back->due_at), to_text(vn("2024-05-09")));
}

TEST(RollLimit, holds_for_both_directions_and_for_the_minimum) {
  CountingRule rule = civil_code();
  Period most;
  most.days = 10;
  rule.rolls_up_to = most;
  rule.working_days_min = 9;
  rule.working_days_min_from = 2;
  EXPECT_EQ(before(rule, "2024-05-22", "11 days"), "2024-05-11");  // a Saturday stays
  EXPECT_EQ(before(rule, "2024-05-21", "10 days"), "2024-05-08");  // Fri 10, then nine open days
  EXPECT_EQ(after(rule, "2024-05-07", "11 days"), "2024-05-18");
}

TEST(Hours, that_roll_do_so_in_the_direction_of_the_count) {
  CountingRule rule = civil_code();
  const auto at = [&](const char* event, const char* length) {
    return due_before(rule, viet_nam(), day(event), period(length)).value();
  };
  EXPECT_EQ(at("2024-05-13", "20 hours").due_at, vn("2024-05-12T04:00"));  // a Sunday stays
  rule.roll_hours = Roll::following;
  const Due back = at("2024-05-13", "20 hours");
  EXPECT_EQ(back.due_at, vn("2024-05-10T04:00"));
  EXPECT_EQ(back.due_on, day("2024-05-10"));
  EXPECT_EQ(back.unrolled, day("2024-05-12"));
  EXPECT_EQ(at("2024-05-11", "20 hours").due_at, vn("2024-05-10T04:00"));
  EXPECT_EQ(due_after(rule, viet_nam(), vn("2024-05-10T16:20"), period("24 hours"))->due_at,
            vn("2024-05-13T16:20"));
}

}  // namespace
}  // namespace dunghan::deadline
