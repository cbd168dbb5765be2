// Days that recur and move to working days.
#include <gtest/gtest.h>

#include "engine/calendar/recurring_day.h"
#include "tests/fakes/test_calendars.h"
#include "tests/unit/calendar/recurrence_samples.h"

namespace dunghan::calendar {
namespace {

using fakes::day;
using fakes::viet_nam;
using Why = RolledDay::Why;
using Texts = std::vector<std::string>;

/// "2026-02-15 -> 2026-02-23", "2026-02-15" where it stays, "2026-02-15 -> off" or "-> outside".
std::string text_of(const RolledDay& rolled) {
  const std::string nominal = dunghan::to_text(rolled.nominal);
  switch (rolled.why) {
    case Why::as_it_is: return nominal;
    case Why::moved: return nominal + " -> " + dunghan::to_text(*rolled.day);
    case Why::left_out_off: return nominal + " -> off";
    case Why::left_out_outside: return nominal + " -> outside";
  }
  return "";
}

Texts days_of(const RecurringDay& recurring, std::string_view start, std::size_t most,
              const Calendar& calendar = viet_nam()) {
  const Recurrence recurrence = made({recurring.rule, RecurrenceTime::on(day(start)), {}, {}, {}});
  RollingDays rolling(recurring, recurrence, calendar);
  Texts texts;
  while (texts.size() < most) {
    const auto next = rolling.next();
    EXPECT_TRUE(next.has_value());
    if (!next || !*next) break;
    texts.push_back(text_of(**next));
  }
  return texts;
}

TEST(RecurringDays, day_15_moves_to_the_next_working_day) {
  // 15 February 2026 is the Sunday before Tết (16-20 February); 15 March is a Sunday.
  EXPECT_EQ(days_of(day_of_month(15, DayRoll::following), "2026-01-01", 5),
            (Texts{"2026-01-15", "2026-02-15 -> 2026-02-23", "2026-03-15 -> 2026-03-16",
                   "2026-04-15", "2026-05-15"}));
}

TEST(RecurringDays, the_last_working_day_of_the_month_is_at_or_before_its_last_day) {
  // 31 January 2026 is a Saturday; 30 April is a holiday; 31 May is a Sunday; 31 August is off in
  // exchange for Saturday the 22nd.
  EXPECT_EQ(days_of(last_working_day_of_month(), "2026-01-01", 8),
            (Texts{"2026-01-31 -> 2026-01-30", "2026-02-28 -> 2026-02-27", "2026-03-31",
                   "2026-04-30 -> 2026-04-29", "2026-05-31 -> 2026-05-29", "2026-06-30",
                   "2026-07-31", "2026-08-31 -> 2026-08-28"}));
}

TEST(RecurringDays, a_worked_saturday_is_a_working_day) {
  // Saturday 10 January 2026 is worked for Friday the 2nd, which is off.
  EXPECT_EQ(days_of(weekday_of_week(std::chrono::Saturday, DayRoll::preceding), "2026-01-01", 2),
            (Texts{"2026-01-03 -> 2025-12-31", "2026-01-10"}));
}

TEST(RecurringDays, what_is_off_stays_is_moved_or_is_left_out) {
  const auto april = [](DayRoll roll) { return days_of(day_of_month(30, roll), "2026-04-01", 1); };
  EXPECT_EQ(april(DayRoll::none), Texts{"2026-04-30"});
  EXPECT_EQ(april(DayRoll::following), Texts{"2026-04-30 -> 2026-05-04"});
  EXPECT_EQ(april(DayRoll::preceding), Texts{"2026-04-30 -> 2026-04-29"});
  EXPECT_EQ(april(DayRoll::skip), Texts{"2026-04-30 -> off"});
}

TEST(RecurringDays, a_day_carried_out_of_its_week_is_left_out_where_that_is_asked) {
  RecurringDay monday = weekday_of_week(std::chrono::Monday, DayRoll::following);
  monday.skip_outside = true;
  // In the week of Tết no day is worked.
  EXPECT_EQ(days_of(monday, "2026-02-09", 3),
            (Texts{"2026-02-09", "2026-02-16 -> outside", "2026-02-23"}));
  // Monday 27 April is in lieu of Sunday the 26th; Tuesday is of the same week.
  EXPECT_EQ(days_of(monday, "2026-04-27", 1), Texts{"2026-04-27 -> 2026-04-28"});
}

TEST(RecurringDays, a_day_carried_out_of_its_month_is_left_out_where_that_is_asked) {
  RecurringDay last = day_of_month(-1, DayRoll::following);
  last.skip_outside = true;
  EXPECT_EQ(days_of(last, "2026-01-01", 3),
            (Texts{"2026-01-31 -> outside", "2026-02-28 -> outside", "2026-03-31"}));
  RecurringDay end_of_year{rule_of("FREQ=YEARLY;BYMONTH=1;BYMONTHDAY=1"), DayRoll::preceding, true};
  EXPECT_EQ(days_of(end_of_year, "2026-01-01", 1), Texts{"2026-01-01 -> outside"});
}

TEST(RecurringDays, a_day_moved_to_the_last_day_of_its_week_stays_in_it) {
  // Where Friday and Saturday are off, Sunday is worked: of the week that began on Monday its last.
  CalendarSpec spec = fakes::plain_week(ZoneRules("UTC"));
  spec.weekend = {std::chrono::Friday, std::chrono::Saturday};
  spec.office_hours.push_back({std::chrono::Sunday, {{480, 720}}, {}});
  RecurringDay friday = weekday_of_week(std::chrono::Friday, DayRoll::following);
  friday.skip_outside = true;
  EXPECT_EQ(days_of(friday, "2026-06-05", 1, fakes::compiled(spec)),
            Texts{"2026-06-05 -> 2026-06-07"});
  // A week that begins on Sunday begins anew with it.
  friday.rule.week_start = std::chrono::Sunday;
  EXPECT_EQ(days_of(friday, "2026-06-05", 1, fakes::compiled(spec)),
            Texts{"2026-06-05 -> outside"});
}

TEST(RecurringDays, of_every_day_one_that_is_moved_leaves_its_own) {
  RecurringDay daily{rule_of("FREQ=DAILY"), DayRoll::following, true};
  EXPECT_EQ(days_of(daily, "2026-03-06", 4),
            (Texts{"2026-03-06", "2026-03-07 -> outside", "2026-03-08 -> outside", "2026-03-09"}));
}

TEST(RecurringDays, days_that_fall_together_are_one) {
  EXPECT_EQ(days_of({rule_of("FREQ=DAILY"), DayRoll::following, false}, "2026-03-06", 3),
            (Texts{"2026-03-06", "2026-03-07 -> 2026-03-09", "2026-03-10"}));
  EXPECT_EQ(days_of({rule_of("FREQ=DAILY"), DayRoll::preceding, false}, "2026-03-06", 2),
            (Texts{"2026-03-06", "2026-03-09"}));
}

TEST(RecurringDays, without_a_working_day_left_the_calendar_is_exhausted) {
  // 31 December 2199 is a Tuesday, 28 December a Saturday.
  EXPECT_EQ(text_of(*rolled(day("2199-12-28"), DayRoll::following, viet_nam())),
            "2199-12-28 -> 2199-12-30");
  const auto before =
      rolled(day("1900-01-01") - std::chrono::days{1}, DayRoll::preceding, viet_nam());
  ASSERT_FALSE(before.has_value());
  EXPECT_EQ(before.error().code, ErrorCode::calendar_exhausted);
}

TEST(RecurringDays, the_ways_to_move_are_named) {
  EXPECT_EQ(*parse_day_roll("none"), DayRoll::none);
  EXPECT_EQ(*parse_day_roll("following"), DayRoll::following);
  EXPECT_EQ(*parse_day_roll("preceding"), DayRoll::preceding);
  EXPECT_EQ(*parse_day_roll("skip"), DayRoll::skip);
  const auto other = parse_day_roll("modified");
  ASSERT_FALSE(other.has_value());
  EXPECT_EQ(other.error().remedy, "write none, following, preceding or skip");
}

}  // namespace
}  // namespace dunghan::calendar
