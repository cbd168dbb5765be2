// A changed calendar under deadlines: which move, by how much, and because of which days.
#include "engine/deadline/recompute.h"

#include <gtest/gtest.h>

#include "tests/unit/deadline/rules.h"

namespace dunghan::deadline {
namespace {

using fakes::day;
using fakes::viet_nam;

/// As viet_nam(), with one more day off.
calendar::Calendar with_day_off(const char* date) {
  calendar::CalendarSpec spec = fakes::viet_nam_spec();
  spec.days_off.push_back(fakes::off(date, "storm", calendar::ListedDayOff::Kind::extra));
  return fakes::compiled(spec);
}

Result<std::optional<Move>> moved_by(const calendar::Calendar& after,
                                     const std::vector<Operation>& operations) {
  return recompute(operations, civil_code(), viet_nam(), after,
                   calendar::change_between(viet_nam(), after));
}

TEST(Recompute, moves_what_counts_over_the_changed_day_and_says_why) {
  const auto move =
      moved_by(with_day_off("2024-06-12"), {start("2024-06-10", "5 working days")}).value();
  ASSERT_TRUE(move.has_value());
  EXPECT_TRUE(move->moves());
  EXPECT_EQ(move->before.due_on, day("2024-06-17"));
  EXPECT_EQ(move->after.due_on, day("2024-06-18"));
  EXPECT_EQ(move->days(), 1);
  ASSERT_EQ(move->because.size(), 1U);
  EXPECT_EQ(move->because[0].date, day("2024-06-12"));
}

TEST(Recompute, moves_a_limit_in_days_only_where_its_last_day_is_touched) {
  EXPECT_FALSE(moved_by(with_day_off("2024-06-12"), {start("2024-06-10", "7 days")})->has_value());
  const auto move = moved_by(with_day_off("2024-06-17"), {start("2024-06-10", "7 days")}).value();
  ASSERT_TRUE(move.has_value());
  EXPECT_EQ(move->after.due_on, day("2024-06-18"));
}

TEST(Recompute, names_changes_of_the_first_and_of_the_last_day_that_were_looked_at) {
  // Monday 10 June, Monday 17 June: off; Tuesday 18 June was off, and is worked now.
  calendar::CalendarSpec old_spec = fakes::viet_nam_spec();
  old_spec.days_off.push_back(
      fakes::off("2024-06-18", "fair", calendar::ListedDayOff::Kind::extra));
  calendar::CalendarSpec new_spec = fakes::viet_nam_spec();
  for (const char* date : {"2024-06-09", "2024-06-10", "2024-06-17", "2024-06-19"})
    new_spec.days_off.push_back(fakes::off(date, "storm", calendar::ListedDayOff::Kind::extra));
  const calendar::Calendar before = fakes::compiled(old_spec), after = fakes::compiled(new_spec);
  const std::vector<Operation> operations{start("2024-06-10", "7 days")};
  const auto move =
      recompute(operations, civil_code(), before, after, calendar::change_between(before, after))
          .value();
  ASSERT_TRUE(move.has_value());
  EXPECT_EQ(move->before.due_on, day("2024-06-17"));
  EXPECT_EQ(move->after.due_on, day("2024-06-18"));
  std::vector<std::string> because;
  for (const calendar::DayChange& change : move->because) because.push_back(to_text(change.date));
  EXPECT_EQ(because, (std::vector<std::string>{"2024-06-10", "2024-06-17", "2024-06-18"}));
}

TEST(Recompute, may_move_a_limit_to_an_earlier_day) {
  const calendar::Calendar before = with_day_off("2024-06-12");
  const std::vector<Operation> operations{start("2024-06-10", "5 working days")};
  const auto move = recompute(operations, civil_code(), before, viet_nam(),
                              calendar::change_between(before, viet_nam()));
  EXPECT_EQ(move.value()->days(), -1);
}

TEST(Recompute, never_touches_what_has_ended) {
  const std::vector<Operation> met{start("2024-06-10", "5 working days"),
                                   operation(OperationKind::stop, "2024-06-14")};
  EXPECT_FALSE(moved_by(with_day_off("2024-06-12"), met)->has_value());
  EXPECT_FALSE(moved_by(with_day_off("2024-06-12"), {})->has_value());
}

TEST(Recompute, takes_suspensions_and_extensions_along) {
  Operation suspend = operation(OperationKind::suspend, "2024-06-11");
  Operation resume = operation(OperationKind::resume, "2024-06-13");
  Operation extend = operation(OperationKind::extend, "2024-06-14");
  extend.by = working_days(2);
  suspend.seq = 1, resume.seq = 2, extend.seq = 3;
  const std::vector<Operation> story{start("2024-06-10", "5 working days"), suspend, resume,
                                     extend};
  // 11 used, 12 and 13 free: 14, 17, 18, 19 are days 2 to 5; two more: 20, 21.
  const auto within = moved_by(with_day_off("2024-06-20"), story).value();
  EXPECT_EQ(within->before.due_on, day("2024-06-21"));
  EXPECT_EQ(within->after.due_on, day("2024-06-24"));
  EXPECT_FALSE(moved_by(with_day_off("2024-06-12"), story)->has_value())
      << "a day that was suspended anyway";
}

TEST(Recompute, tells_what_becomes_certain_and_what_loses_its_ground) {
  calendar::CalendarSpec shorter = fakes::viet_nam_spec();
  shorter.official_years.pop_back();
  const calendar::Calendar after = fakes::compiled(shorter);
  const std::vector<Operation> operations{start("2026-06-10", "5 working days")};
  const auto lost = moved_by(after, operations).value();
  ASSERT_TRUE(lost.has_value());
  EXPECT_FALSE(lost->moves());
  EXPECT_FALSE(lost->before.provisional);
  EXPECT_TRUE(lost->after.provisional);
  const auto won = recompute(operations, civil_code(), after, viet_nam(),
                             calendar::change_between(after, viet_nam()));
  EXPECT_TRUE(won.value()->before.provisional);
  EXPECT_FALSE(won.value()->after.provisional);
}

}  // namespace
}  // namespace dunghan::deadline
