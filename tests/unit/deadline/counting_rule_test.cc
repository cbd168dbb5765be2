// Due dates worked out by hand: the truths that every reading of the law agrees on, and those that
// a rule decides.
#include "engine/deadline/counting_rule.h"

#include <gtest/gtest.h>

#include "tests/unit/deadline/rules.h"

namespace dunghan::deadline {
namespace {

using fakes::day;
using fakes::viet_nam;
using std::chrono::hours;
using std::chrono::minutes;

struct Truth {
  const char* start;
  const char* length;
  const char* due;
};

class VietNam : public testing::TestWithParam<Truth> {};

std::string after(const CountingRule& rule, const char* start, const char* length) {
  const auto due = due_after(rule, viet_nam(), vn(start), period(length));
  return due ? to_text(due->due_on) : due.error().message;
}

TEST_P(VietNam, due) {
  const Truth& truth = GetParam();
  EXPECT_EQ(after(civil_code(), truth.start, truth.length), truth.due)
      << truth.start << " + " << truth.length;
  const auto due = due_after(civil_code(), viet_nam(), vn(truth.start), period(truth.length));
  ASSERT_TRUE(due.has_value());
  EXPECT_EQ(due->due_at, viet_nam().zone().end_of(due->due_on));
  EXPECT_FALSE(due->clock_type);
}

INSTANTIATE_TEST_SUITE_P(
    WorkedTruths, VietNam,
    testing::Values(
        Truth{"2024-04-26", "30 days", "2024-05-27"},          // Sun 26 May rolls
        Truth{"2024-04-26", "5 working days", "2024-05-07"},   // 29 Apr-1 May off, Sat 4 May worked
        Truth{"2024-04-26", "7 working days", "2024-05-09"},   //
        Truth{"2024-01-15", "30 days", "2024-02-15"},          // ends in Tết
        Truth{"2024-01-31", "1 month", "2024-02-29"},          // shorter month
        Truth{"2025-08-21", "10 days", "2025-09-03"},          // Sunday, then 1-2 September
        Truth{"2026-08-20", "10 days", "2026-09-03"},          // swapped 31 August too
        Truth{"2025-12-29", "5 working days", "2026-01-07"},   // 1 and 2 January
        Truth{"2026-11-13", "7 working days", "2026-11-25"},   // 24 November, new
        Truth{"2024-04-24", "10 days", "2024-05-04"},          // a worked Saturday does not roll
        Truth{"2024-02-02", "10 working days", "2024-02-23"},  // Tết 2024
        Truth{"2026-06-29", "10 days", "2026-07-09"},          // acceptance, old rule
        Truth{"2026-07-02", "7 working days", "2026-07-13"},   // acceptance, new rule
        Truth{"2024-04-26T23:59", "30 days",
              "2024-05-27"},                          // the hour of the event does not matter
        Truth{"2024-02-29", "1 year", "2025-02-28"},  // no such day next year
        Truth{"2024-03-29", "1 month 2 days", "2024-05-02"},   // 29 Apr + 2 = 1 May, off
        Truth{"2024-05-10", "2 weeks", "2024-05-24"},          //
        Truth{"2024-05-11", "1 working day", "2024-05-13"}));  // from a Saturday

TEST(Counting, months_and_the_same_number_of_days_differ) {
  EXPECT_EQ(after(plain_days(), "2024-01-31", "1 month"), "2024-02-29");
  EXPECT_EQ(after(plain_days(), "2024-01-31", "30 days"), "2024-03-01");
  EXPECT_EQ(after(plain_days(), "2024-01-31", "2 months"), "2024-03-31");
  EXPECT_EQ(after(plain_days(), "2023-12-31", "2 months"), "2024-02-29");
  EXPECT_EQ(after(plain_days(), "2024-05-15", "2 years 3 months 1 week 2 days"), "2026-08-24");
}

TEST(Counting, with_the_first_day_in_ends_a_day_earlier) {
  CountingRule rule = plain_days();
  rule.first_day_counts = true;
  EXPECT_EQ(after(rule, "2024-05-06", "5 days"), "2024-05-10");
  EXPECT_EQ(after(rule, "2024-05-06", "1 day"), "2024-05-06");
  EXPECT_EQ(after(rule, "2024-05-06", "5 working days"), "2024-05-10");
  EXPECT_EQ(after(rule, "2024-05-05", "5 working days"),
            "2024-05-10");  // a Sunday is no working day to count
  EXPECT_EQ(after(rule, "2024-01-15", "1 month"), "2024-02-14");
  EXPECT_EQ(after(rule, "2024-03-01", "1 month"), "2024-03-31");
  EXPECT_EQ(after(rule, "2024-01-31", "1 month"),
            "2024-02-29");  // BGB s. 188(3): the month is too short already
  EXPECT_EQ(after(rule, "2024-01-31", "1 month 1 day"), "2024-02-29");
}

TEST(Counting, rolls_as_the_rule_says) {
  CountingRule rule = civil_code();
  EXPECT_EQ(after(rule, "2024-05-01", "10 days"), "2024-05-13");  // Sat 11
  rule.roll_forward = Roll::preceding;
  EXPECT_EQ(after(rule, "2024-05-01", "10 days"), "2024-05-10");
  rule.roll_forward = Roll::none;
  EXPECT_EQ(after(rule, "2024-05-01", "10 days"), "2024-05-11");
}

TEST(Counting, keeps_the_unrolled_day_for_extensions) {
  const Due due = due_after(civil_code(), viet_nam(), vn("2024-04-26"), period("30 days")).value();
  EXPECT_EQ(due.unrolled, day("2024-05-26"));
  EXPECT_EQ(due.due_on, day("2024-05-27"));
}

TEST(Counting, longer_periods_do_not_roll_where_the_rule_ends) {
  CountingRule rule = civil_code();
  rule.rolls_up_to = Period{0, 3, 12, 90, 0, 0, 0, 0, 0};
  EXPECT_EQ(after(rule, "2024-05-04", "12 weeks"), "2024-07-29");  // Sat 27 July rolls
  EXPECT_EQ(after(rule, "2024-05-04", "13 weeks"), "2024-08-03");  // a Saturday stays
  EXPECT_EQ(after(rule, "2024-06-08", "1 year"), "2025-06-08");    // a Sunday stays
}

TEST(Counting, a_period_holds_the_least_number_of_working_days) {
  CountingRule rule = plain_days();
  rule.roll_forward = Roll::following;
  rule.working_days_min = 2;
  rule.working_days_min_from = 3;
  EXPECT_EQ(after(rule, "2024-05-10", "3 days"),
            "2024-05-14");  // Fri + 3 = Mon, one working day: Tuesday
  EXPECT_EQ(after(rule, "2024-05-10", "2 days"), "2024-05-13");  // too short for the rule
  EXPECT_EQ(after(rule, "2024-05-06", "3 days"), "2024-05-09");  // holds three already
}

TEST(Counting, an_event_after_the_cut_off_counts_as_the_next_working_day) {
  CountingRule rule = civil_code();
  rule.cutoff = Cutoff{16 * 60};
  EXPECT_EQ(after(rule, "2024-05-10T15:59", "1 working day"), "2024-05-13");
  EXPECT_EQ(after(rule, "2024-05-10T16:00", "1 working day"), "2024-05-14");
  EXPECT_EQ(due_after(rule, viet_nam(), vn("2024-05-10T16:30"), period("2 hours"))->due_at,
            vn("2024-05-13T09:30"));
}

TEST(Counting, may_end_at_the_close_of_business_or_the_same_time) {
  CountingRule rule = civil_code();
  rule.ends = PeriodEnd::close_of_business;
  Due due = due_after(rule, viet_nam(), vn("2024-05-06T10:00"), period("2 days")).value();
  EXPECT_EQ(due.due_at, vn("2024-05-08T17:00"));
  EXPECT_TRUE(due.clock_type);
  EXPECT_TRUE(in_time(due, vn("2024-05-08T17:00")));
  EXPECT_FALSE(in_time(due, vn("2024-05-08T17:00") + Microseconds{1}));
  rule.ends = PeriodEnd::same_time;
  EXPECT_EQ(due_after(rule, viet_nam(), vn("2024-05-06T10:00"), period("2 days"))->due_at,
            vn("2024-05-08T10:00"));
}

TEST(ClockLimits, run_from_the_very_moment) {
  const Due due =
      due_after(civil_code(), viet_nam(), vn("2024-05-10T16:20"), period("48 hours")).value();
  EXPECT_EQ(due.due_at, vn("2024-05-12T16:20"));  // a Sunday: hours do not roll here
  EXPECT_EQ(due.due_on, day("2024-05-12"));
  EXPECT_TRUE(due.clock_type);
  EXPECT_TRUE(in_time(due, due.due_at));
  EXPECT_FALSE(in_time(due, due.due_at + Microseconds{1}));
  EXPECT_EQ(
      due_after(civil_code(), viet_nam(), vn("2024-05-10T16:20"), period("90 minutes"))->due_at,
      vn("2024-05-10T17:50"));
}

TEST(ClockLimits, take_the_day_part_first) {
  EXPECT_EQ(due_after(civil_code(), viet_nam(), vn("2024-01-31T10:00"), period("1 month 5 hours"))
                ->due_at,
            vn("2024-02-29T15:00"));
}

TEST(ClockLimits, in_working_hours_count_only_office_hours) {
  const auto due = [](const char* start, const char* length) {
    return due_after(civil_code(), viet_nam(), vn(start), period(length)).value().due_at;
  };
  EXPECT_EQ(due("2024-05-10T16:00", "2 working hours"), vn("2024-05-13T08:30"));
  EXPECT_EQ(due("2024-05-11T16:00", "8 working hours"),
            vn("2024-05-14T08:00"));  // from a Saturday: 7.5 hours on Monday
  EXPECT_EQ(due("2024-05-03T16:30", "1 working hour"),
            vn("2024-05-04T08:00"));  // Saturday 4 May is worked
}

TEST(ClockLimits, may_roll_to_the_same_time_of_the_next_open_day) {
  CountingRule rule = civil_code();
  rule.roll_hours = Roll::following;  // FRCP 6(a)(2)(C)
  EXPECT_EQ(due_after(rule, viet_nam(), vn("2024-05-10T16:20"), period("48 hours"))->due_at,
            vn("2024-05-13T16:20"));
}

TEST(ClockLimits, elapsed_hours_pass_over_a_change_of_clocks) {
  const auto utc = [](const char* text) {
    return parse_occurrence(text, ZoneRules("UTC")).value().at;
  };
  const ZoneRules rome("Europe/Rome", hours{1}, {{utc("2024-03-31T01:00"), hours{2}}});
  const calendar::Calendar calendar = fakes::compiled(fakes::plain_week(rome));
  const Instant start = parse_occurrence("2024-03-30T12:00", rome).value().at;
  EXPECT_EQ(due_after(plain_days(), calendar, start, period("24 hours"))->due_at,
            parse_occurrence("2024-03-31T13:00", rome).value().at);
  // A day-type limit ends with the day, however long that was.
  const Due due = due_after(plain_days(), calendar, start, period("1 day")).value();
  EXPECT_EQ(due.due_on, day("2024-03-31"));
  EXPECT_EQ(due.due_at, utc("2024-03-31T22:00"));
}

TEST(SkippedDay, a_limit_that_ends_on_a_day_that_never_was_ends_at_the_jump) {
  const auto utc = [](const char* text) {
    return parse_occurrence(text, ZoneRules("UTC")).value().at;
  };
  const ZoneRules apia("Pacific/Apia", -hours{10}, {{utc("2011-12-30T10:00"), hours{14}}});
  const calendar::Calendar calendar = fakes::compiled(fakes::plain_week(apia));
  const Instant start = parse_occurrence("2011-12-28T09:00", apia).value().at;
  const Due due = due_after(plain_days(), calendar, start, period("2 days")).value();
  EXPECT_EQ(due.due_on, day("2011-12-30"));
  EXPECT_EQ(due.due_at, utc("2011-12-30T10:00"));
  EXPECT_FALSE(in_time(due, utc("2011-12-30T10:00")));
  EXPECT_TRUE(in_time(due, utc("2011-12-30T10:00") - Microseconds{1}));
}

TEST(InTime, midnight_at_the_end_of_the_last_day_is_a_day_late) {
  const Due due = due_after(civil_code(), viet_nam(), vn("2024-04-26"), period("30 days")).value();
  EXPECT_TRUE(in_time(due, vn("2024-05-27T23:59:59.999999")));
  EXPECT_FALSE(in_time(due, vn("2024-05-28")));
}

TEST(Backward, counts_from_the_event_and_never_ends_later) {
  const auto before = [](const char* event, const char* length) {
    return to_text(due_before(civil_code(), viet_nam(), day(event), period(length)).value().due_on);
  };
  EXPECT_EQ(before("2026-09-07", "5 days"),
            "2026-08-28");  // Wed 2 Sep is off, and so are 31 Aug and 1 Sep
  EXPECT_EQ(before("2024-05-07", "5 working days"), "2024-04-26");
  EXPECT_EQ(before("2024-05-10", "1 day"), "2024-05-09");
  EXPECT_EQ(before("2024-03-31", "1 month"), "2024-02-29");
  EXPECT_EQ(before("2024-05-15", "1 week"), "2024-05-08");
  CountingRule rule = civil_code();
  rule.roll_backward = Roll::none;
  EXPECT_EQ(due_before(rule, viet_nam(), day("2026-09-07"), period("5 days"))->due_on,
            day("2026-09-02"));
}

TEST(Backward, is_not_the_inverse_of_forward) {
  // 30 April is the day one month before 30 and 31 May alike.
  EXPECT_EQ(due_before(plain_days(), viet_nam(), day("2024-05-31"), period("1 month"))->due_on,
            day("2024-04-30"));
  EXPECT_EQ(after(plain_days(), "2024-04-30", "1 month"), "2024-05-30");
}

TEST(Backward, hours_end_at_a_moment) {
  const Due due =
      due_before(civil_code(), viet_nam(), day("2024-05-10"), period("36 hours")).value();
  EXPECT_EQ(due.due_at, vn("2024-05-08T12:00"));
  EXPECT_TRUE(due.clock_type);
}

TEST(Provisional, when_an_answer_rests_on_days_without_an_official_list) {
  const auto provisional = [](const CountingRule& rule, const char* start, const char* length) {
    return due_after(rule, viet_nam(), vn(start), period(length)).value().provisional;
  };
  EXPECT_FALSE(provisional(civil_code(), "2026-12-01", "30 days"));
  EXPECT_TRUE(provisional(civil_code(), "2026-12-02", "30 days"));  // ends on 1 January 2027
  EXPECT_TRUE(provisional(civil_code(), "2026-12-30", "5 working days"));
  EXPECT_TRUE(
      provisional(civil_code(), "2023-12-25", "10 working days"));   // begins before the first list
  EXPECT_FALSE(provisional(civil_code(), "2023-12-25", "30 days"));  // only its end is looked at
  EXPECT_FALSE(provisional(plain_days(), "2026-12-02", "30 days"));  // rests on no calendar
}

TEST(Limits, outside_the_calendar_are_exhausted_and_zero_is_refused) {
  const auto code = [](const char* start, const Period& length) {
    const auto due = due_after(civil_code(), viet_nam(), vn(start), length);
    return due ? std::string("due") : std::string(name_of(due.error().code));
  };
  EXPECT_EQ(code("2199-12-20", period("30 days")), "calendar_exhausted");
  EXPECT_EQ(code("2199-12-20", period("300 months")), "calendar_exhausted");
  EXPECT_EQ(code("2024-01-01", period("100000 years")), "calendar_exhausted");
  EXPECT_EQ(code("2024-01-01", period("100000 weeks")), "calendar_exhausted");
  EXPECT_EQ(code("2024-01-01", period("100000 working days")), "calendar_exhausted");
  EXPECT_EQ(code("2024-01-01", period("100000 working hours")), "due");
  EXPECT_EQ(code("1850-01-01", period("1 day")), "calendar_exhausted");
  EXPECT_EQ(code("9999-12-31", period("1 day")), "calendar_exhausted");
  EXPECT_EQ(code("2024-01-01", Period{}), "invalid_argument");
  EXPECT_EQ(due_before(civil_code(), viet_nam(), day("1900-01-10"), period("1 month")).error().code,
            ErrorCode::calendar_exhausted);
  EXPECT_EQ(due_before(civil_code(), viet_nam(), day("2024-01-10"), Period{}).error().code,
            ErrorCode::invalid_argument);
}

}  // namespace
}  // namespace dunghan::deadline
