// Reminders and escalations: reached at one instant, told in office hours.
#include "engine/deadline/ladder.h"

#include <gtest/gtest.h>

#include <limits>
#include <span>

#include "tests/unit/deadline/rules.h"

namespace dunghan::deadline {
namespace {

using fakes::viet_nam;
using Kind = LadderRung::Kind;

LadderRung rung(Kind kind, const char* length = nullptr) {
  LadderRung made;
  made.kind = kind;
  if (length != nullptr) made.period = period(length);
  return made;
}

/// Due at the end of Tue 7 May 2024 (start Fri 26 April, five working days).
const Due& tuesday() {
  static const Due due =
      due_after(civil_code(), viet_nam(), vn("2024-04-26"), working_days(5)).value();
  return due;
}

LadderFrame frame() {
  return {tuesday(), vn("2024-04-26"), viet_nam(), viet_nam()};
}

std::optional<Firing> fires(const LadderRung& one, int number = 1) {
  const std::vector<LadderRung> rungs{one};
  const auto fired = firing(frame(), rungs, 0, number);
  EXPECT_TRUE(fired.has_value());
  return fired.value_or(std::nullopt);
}

TEST(Ladder, a_reminder_comes_at_opening_time_of_its_day) {
  const auto fired = fires(rung(Kind::before, "3 working days"));  // 6, 4 (worked), 3 May
  ASSERT_TRUE(fired);
  EXPECT_EQ(fired->at, vn("2024-05-03T07:30"));
  EXPECT_EQ(fired->tell_at, fired->at);
  EXPECT_EQ(fires(rung(Kind::before, "1 day"))->at, vn("2024-05-06T07:30"));
}

TEST(Ladder, a_reminder_on_a_day_off_comes_on_the_working_day_before) {
  EXPECT_EQ(fires(rung(Kind::before, "2 days"))->at, vn("2024-05-04T07:30"));  // Sunday 5 May
}

TEST(Ladder, a_reminder_that_would_lie_before_the_start_is_none) {
  EXPECT_FALSE(fires(rung(Kind::before, "6 working days")));
  EXPECT_FALSE(fires(rung(Kind::before, "2 months")));
}

TEST(Ladder, due_is_recorded_at_midnight_and_told_at_the_next_opening) {
  LadderRung due = rung(Kind::at_due);
  EXPECT_EQ(fires(due)->at, vn("2024-05-08"));
  EXPECT_EQ(fires(due)->tell_at, vn("2024-05-08T07:30"));
  due.urgent = true;
  EXPECT_EQ(fires(due)->tell_at, vn("2024-05-08"));
}

TEST(Ladder, after_days_comes_at_opening_of_the_day_after_the_last_counted_one) {
  const auto fired = fires(rung(Kind::after, "3 working days"));  // 8, 9, 10 May: told on Monday
  EXPECT_EQ(fired->at, vn("2024-05-11"));
  EXPECT_EQ(fired->tell_at, vn("2024-05-13T07:30"));
  EXPECT_EQ(fires(rung(Kind::after, "1 day"))->tell_at, vn("2024-05-09T07:30"));
  EXPECT_EQ(fires(rung(Kind::after, "3 hours"))->at, vn("2024-05-08T03:00"));
  EXPECT_EQ(fires(rung(Kind::after, "3 hours"))->tell_at, vn("2024-05-08T07:30"));
}

TEST(Ladder, every_counts_from_due_each_time_and_ends) {
  LadderRung every = rung(Kind::every, "5 working days");
  every.at_most = 3;
  EXPECT_EQ(fires(every, 1)->tell_at, vn("2024-05-15T07:30"));  // 8, 9, 10, 13, 14
  EXPECT_EQ(fires(every, 2)->tell_at, vn("2024-05-22T07:30"));
  EXPECT_EQ(fires(every, 3)->tell_at, vn("2024-05-29T07:30"));
  EXPECT_FALSE(fires(every, 4));
  EXPECT_FALSE(fires(rung(Kind::after, "1 day"), 2));
}

TEST(Ladder, hours_before_never_come_too_late) {
  // Due Mon 13 May 09:00 by the clock; two hours before is 07:00, told at 07:30.
  const Due due = due_after(civil_code(), viet_nam(), vn("2024-05-11T09:00"), hours(48)).value();
  const LadderFrame clock{due, vn("2024-05-11T09:00"), viet_nam(), viet_nam()};
  const std::vector<LadderRung> rungs{rung(Kind::before, "2 hours")};
  EXPECT_EQ(firing(clock, rungs, 0, 1)->value().tell_at, vn("2024-05-13T07:30"));
  // Due Sun 12 May 09:00: the office opens only after that, so those who are to act hear of it
  // before they go home.
  const Due sunday = due_after(civil_code(), viet_nam(), vn("2024-05-09T09:00"), hours(72)).value();
  const LadderFrame weekend{sunday, vn("2024-05-09T09:00"), viet_nam(), viet_nam()};
  EXPECT_EQ(firing(weekend, rungs, 0, 1)->value().tell_at,
            vn("2024-05-10T17:00") - Microseconds{1});
}

TEST(Ladder, the_next_firing_is_the_earliest_not_yet_fired) {
  LadderRung every = rung(Kind::every, "5 working days");
  every.at_most = 2;
  const std::vector<LadderRung> rungs{rung(Kind::before, "3 working days"), rung(Kind::at_due),
                                      rung(Kind::after, "3 working days"), every};
  std::vector<int> fired(rungs.size(), 0);
  std::vector<std::pair<std::size_t, int>> order;
  Instant last{};
  while (true) {
    const auto next = next_firing(frame(), rungs, fired);
    ASSERT_TRUE(next.has_value());
    if (!*next) break;
    EXPECT_GE((*next)->at, last);
    EXPECT_GE((*next)->tell_at, (*next)->at);
    last = (*next)->at;
    order.emplace_back((*next)->rung, (*next)->number);
    fired[(*next)->rung] = (*next)->number;
  }
  EXPECT_EQ(order,
            (std::vector<std::pair<std::size_t, int>>{{0, 1}, {1, 1}, {2, 1}, {3, 1}, {3, 2}}));
}

TEST(Ladder, a_reminder_for_the_moment_of_the_start_is_none) {
  const auto from = [](const char* started) {
    const LadderFrame one{tuesday(), vn(started), viet_nam(), viet_nam()};
    const std::vector<LadderRung> rungs{rung(Kind::before, "1 day")};
    return firing(one, rungs, 0, 1).value();
  };
  EXPECT_TRUE(from("2024-05-06T07:29"));
  EXPECT_FALSE(from("2024-05-06T07:30"));
}

TEST(Ladder, a_reminder_told_at_the_due_moment_itself_would_come_too_late) {
  // Due Mon 13 May at 07:30, when the office opens.
  const Due due = due_after(civil_code(), viet_nam(), vn("2024-05-11T07:30"), hours(48)).value();
  const LadderFrame clock{due, vn("2024-05-10T08:00"), viet_nam(), viet_nam()};
  const std::vector<LadderRung> rungs{rung(Kind::before, "1 hour")};
  EXPECT_EQ(firing(clock, rungs, 0, 1)->value().tell_at, vn("2024-05-10T17:00") - Microseconds{1});
}

TEST(Ladder, of_two_rungs_at_one_moment_the_one_written_first_comes_first) {
  const std::vector<LadderRung> rungs{rung(Kind::after, "24 hours"), rung(Kind::after, "1 day")};
  EXPECT_EQ(next_firing(frame(), rungs, {})->value().rung, 0U);
  EXPECT_EQ(next_firing(frame(), rungs, std::vector<int>{1, 0})->value().rung, 1U);
}

TEST(Ladder, what_is_missing_in_the_record_has_not_fired) {
  const std::vector<LadderRung> rungs{rung(Kind::before, "1 day"), rung(Kind::at_due)};
  const std::vector<int> longer{1, 7};  // of which only the first is handed over
  const auto next = next_firing(frame(), rungs, std::span(longer).first(1)).value();
  ASSERT_TRUE(next);
  EXPECT_EQ(next->rung, 1U);
  EXPECT_EQ(next->number, 1);
}

TEST(Ladder, beyond_the_year_after_the_calendars_nothing_is_reached) {
  LadderRung late = rung(Kind::after, "177 years");  // 2201
  late.urgent = true;
  const std::vector<LadderRung> rungs{late};
  EXPECT_EQ(firing(frame(), rungs, 0, 1).error().code, ErrorCode::calendar_exhausted);
}

TEST(Ladder, the_largest_amount_is_counted_once_and_not_twice) {
  LadderRung every = rung(Kind::every, "1 minute");
  every.period.minutes = std::numeric_limits<std::int32_t>::max();
  every.urgent = true;
  ASSERT_TRUE(fires(every, 1));
  EXPECT_EQ(fires(every, 1)->at,
            tuesday().due_at + std::chrono::minutes{std::numeric_limits<std::int32_t>::max()});
  EXPECT_FALSE(fires(every, 2));
}

TEST(Ladder, without_an_end_goes_on_to_the_end_of_the_calendar_and_no_further) {
  const std::vector<LadderRung> rungs{rung(Kind::every, "100000 years")};
  EXPECT_EQ(firing(frame(), rungs, 0, 1).error().code, ErrorCode::calendar_exhausted);
  EXPECT_FALSE(firing(frame(), rungs, 0, 2'000'000'000)->has_value());
}

}  // namespace
}  // namespace dunghan::deadline
