// Recurrence at its edges: years that begin in the middle of a week, occurrences at the moment from
// which one asks, days beside the first and the last of the calendars, rules that reach nothing,
// texts of the very greatest length.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/calendar/calendar.h"
#include "engine/calendar/recurrence_plan.h"
#include "tests/unit/calendar/recurrence_samples.h"

namespace dunghan::calendar {
namespace {

using std::chrono::days;
using std::chrono::hours;
using std::chrono::minutes;
using testing::HasSubstr;
using Texts = std::vector<std::string>;

LocalTime local(std::string_view text) {
  return time_of(text).at;
}

/// The first occurrences at or after `from`, as the zone's clocks show them.
Texts from(const Recurrence& recurrence, std::string_view at, std::size_t most) {
  Texts texts;
  RecurrenceCursor cursor = recurrence.occurrences_from(local(at));
  while (texts.size() < most) {
    const auto next = cursor.next();
    if (!next) break;
    texts.push_back(to_text(RecurrenceTime::local(next->local)));
  }
  return texts;
}

TEST(RecurrenceWeeks, belong_to_the_year_of_their_fourth_day) {
  // Monday 29 December 2025 begins the first week of 2026, whose Thursday is 1 January.
  EXPECT_EQ(first(recurrence_of("FREQ=YEARLY;INTERVAL=2;BYWEEKNO=1;BYDAY=MO", "20251229"), 3),
            (Texts{"20251229", "20280103", "20291231"}));
  // Thursday 31 December 2020 lies in the last week of its year; its Friday is a day of 2021.
  EXPECT_EQ(first(recurrence_of("FREQ=YEARLY;INTERVAL=2;BYWEEKNO=-1;BYDAY=TH", "20201231"), 3),
            (Texts{"20201231", "20221229", "20241226"}));
}

TEST(RecurrenceWeeks, a_year_of_52_weeks_has_no_53rd) {
  EXPECT_EQ(first(recurrence_of("FREQ=YEARLY;BYWEEKNO=53;BYDAY=MO", "20210101"), 3),
            (Texts{"20261228", "20321227", "20371228"}));
}

TEST(RecurrenceWeeks, are_found_from_each_of_their_days_on) {
  const Recurrence last_weeks = recurrence_of("FREQ=YEARLY;BYWEEKNO=53", "20201231");
  EXPECT_EQ(from(last_weeks, "20201231", 1), Texts{"20201231T000000"});
  EXPECT_EQ(from(last_weeks, "20210101", 1), Texts{"20261231T000000"});
  const Recurrence saturdays = recurrence_of("FREQ=YEARLY;BYWEEKNO=53;BYDAY=SA", "20201231");
  EXPECT_EQ(from(saturdays, "20210102", 1), Texts{"20210102T000000"});
  // Sunday 29 December 2199 is of week 52; the days after it are of the first week of 2200.
  const Recurrence of_both = recurrence_of("FREQ=YEARLY;BYWEEKNO=1,52;BYDAY=SU,MO", "21990101");
  EXPECT_EQ(from(of_both, "21991201", 9),
            (Texts{"21991223T000000", "21991229T000000", "21991230T000000"}));
}

TEST(RecurrenceFrom, a_rule_with_count_counts_what_is_passed_over) {
  const Recurrence five = recurrence_of("FREQ=DAILY;COUNT=5", "20260601");
  EXPECT_EQ(from(five, "20260604", 9), (Texts{"20260604T000000", "20260605T000000"}));
  EXPECT_EQ(from(five, "20260606", 9), Texts{});
}

TEST(RecurrenceFrom, an_occurrence_at_that_very_moment_is_given) {
  RecurrenceSpec spec{rule_of("FREQ=DAILY;INTERVAL=10"), time_of("20260601T090000"), {}, {}, {}};
  spec.added = {time_of("20260605T090000"), time_of("20260607T090000")};
  const Recurrence recurrence = made(spec);
  EXPECT_EQ(from(recurrence, "20260605T090000", 2), (Texts{"20260605T090000", "20260607T090000"}));
  EXPECT_EQ(from(recurrence, "20260605T090001", 1), Texts{"20260607T090000"});
  EXPECT_EQ(from(recurrence, "20260611T090000", 1), Texts{"20260611T090000"});
}

TEST(RecurrenceFrom, a_time_moved_out_of_a_gap_is_found_from_behind_the_gap) {
  // On 11 March 2007 New York had no 02:30: it became 03:30, and the clocks jumped at 02:00.
  const Recurrence daily = in_new_york("FREQ=DAILY", "20070301T023000");
  EXPECT_EQ(from(daily, "20070311T030000", 2), (Texts{"20070311T033000", "20070312T023000"}));
  EXPECT_EQ(from(daily, "20070311T033000", 1), Texts{"20070311T033000"});
  EXPECT_EQ(from(daily, "20070311T033001", 1), Texts{"20070312T023000"});
}

TEST(RecurrenceFrom, also_where_the_clocks_were_put_back_the_day_before) {
  // Back from UTC+1 on 1 June at 02:00, on again to it on 2 June at 20:00: 20:30 becomes 21:30.
  const auto utc = [](std::string_view text) { return Instant{local(text).time_since_epoch()}; };
  RecurrenceSpec spec{rule_of("FREQ=DAILY"), time_of("20260525T203000"), {}, {}, {}};
  spec.zone = ZoneRules("Test/Twice", hours{1},
                        {{utc("20260601T010000"), hours{0}}, {utc("20260602T200000"), hours{1}}});
  EXPECT_EQ(from(made(spec), "20260602T210000", 1), Texts{"20260602T213000"});
}

TEST(RecurrenceFrom, an_addition_in_utc_may_lie_in_the_day_beside_the_first_or_the_last) {
  RecurrenceSpec early{std::nullopt, time_of("19000105T090000"), {}, {}, {}};
  early.zone = ZoneRules("Test/West", -hours{5});
  early.added = {time_of("19000101T003000Z")};
  EXPECT_EQ(first(made(early), 1), Texts{"18991231T193000"});
  EXPECT_EQ(from(made(early), "18991231T190000", 1), Texts{"18991231T193000"});
  EXPECT_EQ(from(made(early), "18991231T200000", 1), Texts{"19000105T090000"});
  RecurrenceSpec late{std::nullopt, time_of("21991230T090000"), {}, {}, {}};
  late.zone = ZoneRules("Test/East", hours{7});
  late.added = {time_of("21991231T230000Z")};
  EXPECT_EQ(from(made(late), "21991231T120000", 1), Texts{"22000101T060000"});
  EXPECT_EQ(from(made(late), "22000101T120000", 1), Texts{});
}

TEST(RecurrenceUntil, of_dates_ends_with_that_date) {
  EXPECT_EQ(first(recurrence_of("FREQ=DAILY;UNTIL=20260603;BYDAY=TU,WE,TH", "20260601"), 9),
            (Texts{"20260602", "20260603"}));
}

// The hour from one to two comes twice on 2026-11-01. A quarter to two is of the first, 05:45 UTC,
// and so before half past one of the second, 06:30 UTC, though its time of day is later.
TEST(RecurrenceUntil, in_the_second_of_two_hours_keeps_all_of_the_first) {
  const Recurrence quarters =
      in_new_york("FREQ=MINUTELY;INTERVAL=15;UNTIL=20261101T063000Z", "20261101T010000");
  EXPECT_EQ(first(quarters, 9),
            (Texts{"20261101T010000", "20261101T011500", "20261101T013000", "20261101T014500"}));
}

TEST(RecurrenceUntil, holds_a_time_that_the_clocks_moved_on) {
  // 02:30 of 11 March 2007 is 03:30 EDT, that is 07:30 UTC, whatever its wall clock says.
  const Recurrence daily = in_new_york("FREQ=DAILY;UNTIL=20070311T073000Z", "20070310T023000");
  EXPECT_EQ(first(daily, 9), (Texts{"20070310T023000", "20070311T033000"}));
}

TEST(RecurrenceSets, ten_thousand_additions_are_taken) {
  RecurrenceSpec spec{std::nullopt, time_of("20260601"), {}, {}, {}};
  spec.added.assign(recurrence_dates_max, time_of("20260603"));
  EXPECT_EQ(first(made(spec), 9), (Texts{"20260601", "20260603"}));
}

TEST(RecurrenceReach, steps_of_whole_weeks_stay_on_their_weekday) {
  // 2 June 2026 is a Tuesday.
  EXPECT_EQ(first(recurrence_of("FREQ=HOURLY;INTERVAL=168;BYDAY=TU", "20260602T080000"), 2),
            (Texts{"20260602T080000", "20260609T080000"}));
  EXPECT_EQ(first(recurrence_of("FREQ=HOURLY;INTERVAL=168;BYDAY=SU", "20260607T080000"), 2),
            (Texts{"20260607T080000", "20260614T080000"}));
}

bool reaches(const char* rule, const char* start) {
  RecurrenceRule read = rule_of(rule);
  return plan_of(read, local(start), false, LocalTime{Calendar::last_date()}).reachable;
}

TEST(RecurrenceReach, of_rules_that_can_meet_nothing_is_known_before_the_walk) {
  // On Tuesday 2 June 2026; each second line would only be found out by walking to the year 2199.
  EXPECT_TRUE(reaches("FREQ=HOURLY;INTERVAL=168;BYDAY=TU", "20260602T080000"));
  EXPECT_FALSE(reaches("FREQ=HOURLY;INTERVAL=168;BYDAY=WE", "20260602T080000"));
  EXPECT_TRUE(reaches("FREQ=MINUTELY;INTERVAL=60;BYMINUTE=0", "20260602T080000"));
  EXPECT_FALSE(reaches("FREQ=MINUTELY;INTERVAL=60;BYMINUTE=30", "20260602T080000"));
  EXPECT_TRUE(reaches("FREQ=HOURLY;BYMINUTE=0,30;BYSETPOS=2", "20260602T080000"));
  EXPECT_FALSE(reaches("FREQ=HOURLY;BYMINUTE=0,30;BYSETPOS=3", "20260602T080000"));
  EXPECT_TRUE(reaches("FREQ=DAILY;BYHOUR=9,10;BYSETPOS=-2", "20260602T080000"));
  EXPECT_FALSE(reaches("FREQ=DAILY;BYHOUR=9,10;BYSETPOS=-3", "20260602T080000"));
}

TEST(ChosenDays, have_none_behind_the_last_that_fits) {
  ChosenDays set;
  set.add(383);
  EXPECT_EQ(set.next(0), 383);
  EXPECT_EQ(set.next(383), 383);
  EXPECT_EQ(set.next(384), -1);
  set.add_all(377, 0b100'0000);  // the same day, as the last of a week
  EXPECT_EQ(set.count(), 1);
  ChosenDays two;
  two.add_all(60, 0b11'0000);  // bits on both sides of the end of a word
  EXPECT_EQ(two.next(0), 64);
  two.add_all(64, 0b1);
  EXPECT_EQ(two.count(), 2);
  two.add_all(59, 0b10'0001);
  EXPECT_EQ(two.next(0), 59);
  EXPECT_EQ(two.count(), 3);
}

TEST(RecurrenceText, values_stand_in_the_order_of_their_days) {
  const auto written = [](const char* text) { return to_text(rule_of(text)); };
  EXPECT_EQ(written("FREQ=DAILY;BYHOUR=12,0"), "FREQ=DAILY;BYHOUR=0,12");
  EXPECT_EQ(written("FREQ=DAILY;BYHOUR=0,12,0"), "FREQ=DAILY;BYHOUR=0,12");
  EXPECT_EQ(written("FREQ=WEEKLY;BYDAY=SU,MO,SA,MO"), "FREQ=WEEKLY;BYDAY=MO,SA,SU");
  EXPECT_EQ(written("FREQ=MONTHLY;BYDAY=-1MO,2SU,2MO,-2SU,FR"),
            "FREQ=MONTHLY;BYDAY=FR,2MO,2SU,-2SU,-1MO");
}

TEST(RecurrenceText, until_may_be_in_a_year_with_two_noughts) {
  for (const char* until : {"20000101", "21001231", "19000101", "00260101"}) {
    const std::string text = std::string("FREQ=DAILY;UNTIL=") + until;
    EXPECT_EQ(to_text(rule_of(text)), text);
  }
}

std::string message_of(const std::string& text) {
  const auto rule = parse_recurrence_rule(text);
  EXPECT_FALSE(rule.has_value()) << text.substr(0, 80);
  return rule ? "" : rule.error().message;
}

TEST(RecurrenceText, forty_letters_are_shown_whole_and_a_41st_is_not) {
  const std::string forty(40, 'A');
  EXPECT_THAT(message_of("FREQ=" + forty), HasSubstr("`" + forty + "` is no frequency"));
  EXPECT_THAT(message_of("FREQ=" + forty + "A"), HasSubstr("`" + forty + "...` is no frequency"));
}

TEST(RecurrenceText, only_a_number_can_be_too_large) {
  EXPECT_THAT(message_of("FREQ=DAILY;BYHOUR=12-345678"), HasSubstr("is no whole number"));
  EXPECT_THAT(message_of("FREQ=DAILY;BYHOUR=12-34567890"), HasSubstr("is no whole number"));
  EXPECT_THAT(message_of("FREQ=DAILY;BYHOUR=+5"), HasSubstr("is no whole number"));
  EXPECT_THAT(message_of("FREQ=DAILY;BYHOUR=9999999999"), HasSubstr("is too large for BYHOUR"));
  EXPECT_THAT(message_of("FREQ=DAILY;BYMONTHDAY=-9999999999"), HasSubstr("is too large"));
  EXPECT_THAT(message_of("FREQ=DAILY;BYMONTHDAY=-"), HasSubstr("is no whole number"));
}

TEST(RecurrenceText, may_be_8192_octets_long) {
  std::string text = "FREQ=DAILY;BYHOUR=1";
  while (text.size() + 2 <= recurrence_text_max) text += ",1";
  if (text.size() < recurrence_text_max) text.insert(text.find("=1,") + 1, "0");
  ASSERT_EQ(text.size(), recurrence_text_max);
  EXPECT_EQ(rule_of(text).by_hour, std::vector{1});
}

}  // namespace
}  // namespace dunghan::calendar
