// Operations at the very moment at which something ends or begins: a suspension on the last day, an
// extension on the day of a suspension, an end that comes by itself; and what does not add up.
#include <gtest/gtest.h>

#include "tests/unit/deadline/rules.h"

namespace dunghan::deadline {
namespace {

using fakes::day;
using fakes::viet_nam;

std::vector<Operation> in_order(std::vector<Operation> operations) {
  for (std::size_t i = 0; i < operations.size(); ++i)
    operations[i].seq = static_cast<std::int64_t>(i + 1);
  return operations;
}

Operation on_date(const char* start_at, const char* date) {
  ResolvedLimit limit;
  limit.kind = ResolvedLimit::Kind::on_date;
  limit.date = day(date);
  return start(start_at, limit);
}

CountingRule with_free_edges() {
  CountingRule rule = plain_days();
  rule.suspension_first_day_counts = false;
  return rule;
}

TEST(FoldBounds, an_operation_at_the_moment_that_is_asked_for_is_among_those_that_hold) {
  const std::vector<Operation> operations =
      in_order({start("2024-05-06", "10 days"), stop("2024-05-08T09:00")});
  const auto status = [&](const char* at) {
    return fold_as_of(operations, civil_code(), viet_nam(), vn(at))->status;
  };
  EXPECT_EQ(status("2024-05-05T23:59"), Status::idle);
  EXPECT_EQ(status("2024-05-06"), Status::running);
  EXPECT_EQ(status("2024-05-08T08:59"), Status::running);
  EXPECT_EQ(status("2024-05-08T09:00"), Status::met);
}

TEST(FoldBounds, a_suspension_that_ends_by_itself_may_be_followed_by_one_at_that_very_moment) {
  Operation first = suspend("2024-05-07T09:00");
  first.at_most = period("24 hours");
  const auto state = fold_all({start("2024-05-06", "10 days"), first, suspend("2024-05-08T09:00")});
  ASSERT_TRUE(state.has_value()) << state.error().message;
  EXPECT_EQ(state->status, Status::suspended);
  EXPECT_EQ(state->times_suspended, 2);
  const std::vector<Operation> once = in_order({start("2024-05-06", "10 days"), first});
  const auto status = [&](const char* at) {
    return fold_as_of(once, civil_code(), viet_nam(), vn(at))->status;
  };
  EXPECT_EQ(status("2024-05-08T08:59"), Status::suspended);
  EXPECT_EQ(status("2024-05-08T09:00"), Status::running);
}

TEST(FoldBounds, overdue_is_what_runs_past_its_due_date_and_nothing_that_has_ended) {
  const auto overdue = [](std::vector<Operation> operations, const char* at) {
    return is_overdue(fold_all(std::move(operations)).value(), vn(at));
  };
  EXPECT_FALSE(overdue({start("2024-05-06", "10 days")}, "2024-05-16T23:59"));
  EXPECT_TRUE(overdue({start("2024-05-06", "10 days")}, "2024-05-17"));
  EXPECT_FALSE(overdue({start("2024-05-06", "10 days"), stop("2024-05-20")}, "2024-05-21"));
}

TEST(FoldBounds, a_refusal_shows_forty_operations_and_no_more) {
  const auto message = [](int suspensions) {
    std::vector<Operation> operations{start("2024-05-06", "100 days")};
    for (int i = 0; i < suspensions; ++i) operations.push_back(suspend("2024-05-07"));
    const auto state = fold_all(std::move(operations));
    return state ? "" : state.error().message;
  };
  EXPECT_EQ(message(2),
            "suspend on 2024-05-07 cannot be: it is suspended already (operations in order of law: "
            "start 2024-05-05T17:00:00Z, suspend 2024-05-06T17:00:00Z, suspend "
            "2024-05-06T17:00:00Z)");
  EXPECT_EQ(message(39).find("..."), std::string::npos);
  EXPECT_NE(message(40).find("..."), std::string::npos);
}

TEST(Suspension, at_the_very_end_of_hours_that_are_extended_is_one_of_these_hours) {
  // The 48 hours end on Wednesday 8 May at 09:00, the moment of the suspension: they go on for 23
  // hours, to Thursday; two days more are Saturday. Taken out of those, it would be two days.
  EXPECT_EQ(due_on({start("2024-05-06T09:00", "48 hours"), suspend("2024-05-08T09:00"),
                    resume("2024-05-09T08:00"), extend_by("2024-05-10", "2 days")},
                   with_free_edges()),
            "2024-05-11");
}

TEST(Suspension, after_the_last_day_of_what_is_extended_is_taken_out_of_the_extension) {
  // Ten days end on 30 January, one month later is 28 February, and a day free makes 1 March; were
  // the day free before, it would be the month from 31 January.
  const Operation begin = start("2025-01-20", "10 days");
  const Operation longer = extend_by("2025-01-25", "1 month");
  EXPECT_EQ(due_on({begin, longer, suspend("2025-01-31"), resume("2025-02-01")}, plain_days()),
            "2025-03-01");
  EXPECT_EQ(
      due_on({begin, longer, suspend("2025-01-30T23:59"), resume("2025-01-31")}, plain_days()),
      "2025-02-28");
}

TEST(Suspension, on_the_day_of_the_start_takes_nothing_before_the_count_begins) {
  // The day of the start is not counted anyway; the 7th and the 8th are free.
  EXPECT_EQ(due_on({start("2024-05-06", "10 days"), suspend("2024-05-06"), resume("2024-05-08")},
                   with_free_edges()),
            "2024-05-18");
}

TEST(Suspension, no_day_is_free_twice_whatever_comes_in_between) {
  Operation short_one = suspend("2024-05-10T09:00");
  short_one.last_day_counts = true;
  Operation last = suspend("2024-05-10T11:00");
  last.first_day_counts = false;
  // Free are the 9th and 10th, then the 11th and 12th.
  EXPECT_EQ(
      due_on({start("2024-05-06", "10 days"), suspend("2024-05-08"), resume("2024-05-10T08:00"),
              short_one, resume("2024-05-10T10:00"), last, resume("2024-05-12")},
             plain_days()),
      "2024-05-20");
}

TEST(Suspension, of_working_days_over_a_weekend_moves_nothing) {
  EXPECT_EQ(
      due_on({start("2024-05-06", "10 working days"), suspend("2024-05-11"), resume("2024-05-12")}),
      "2024-05-20");
}

TEST(Extension, by_days_may_be_suspended_up_to_the_day_to_which_it_rolls) {
  // Five days and seven more end on Saturday 18 May, and so on Monday the 20th.
  const std::vector<Operation> extended{start("2024-05-06", "5 days"),
                                        extend_by("2024-05-07", "7 days"),
                                        suspend("2024-05-20T08:00"), resume("2024-05-24")};
  EXPECT_EQ(due_on(extended), "2024-05-22");
  // Not so the first of two extensions: the suspension lies in the second.
  EXPECT_EQ(due_on({start("2024-05-06", "5 days"), extend_by("2024-05-07", "7 days"),
                    extend_by("2024-05-07T10:00", "1 month"), suspend("2024-05-20T08:00"),
                    resume("2024-05-24")}),
            "2024-06-24");  // 18 June, and four days: Saturday 22
}

TEST(Extension, until_a_date_moves_by_what_is_suspended_from_its_own_moment_on) {
  const Operation begin = start("2024-05-06", "10 days");
  const Operation until = extend_until("2024-05-10", "2024-05-31");
  EXPECT_EQ(due_on({begin, until, suspend("2024-05-10"), resume("2024-05-13")}), "2024-06-03");
  EXPECT_EQ(due_on({begin, suspend("2024-05-09T23:59"), resume("2024-05-13"), until}),
            "2024-05-31");
  EXPECT_EQ(due_on({begin, until, suspend("2024-05-20"), resume("2024-05-23")}), "2024-06-03");
}

TEST(Extension, of_a_date_is_not_moved_by_what_was_suspended_before_that_date) {
  const Operation begin = on_date("2024-05-06", "2024-05-20");
  const Operation longer = extend_by("2024-05-07", "5 days");
  EXPECT_EQ(due_on({begin, longer, suspend("2024-05-10"), resume("2024-05-13")}, plain_days()),
            "2024-05-25");
  EXPECT_EQ(
      due_on({begin, longer, suspend("2024-05-20T10:00"), resume("2024-05-23")}, plain_days()),
      "2024-05-25");
  EXPECT_EQ(due_on({begin, longer, suspend("2024-05-21"), resume("2024-05-23")}, plain_days()),
            "2024-05-27");
}

TEST(Window, may_be_one_day_long) {
  ResolvedLimit limit;
  limit.kind = ResolvedLimit::Kind::window;
  limit.from = limit.date = day("2024-05-20");
  EXPECT_EQ(due_on({start("2024-05-06", limit)}), "2024-05-20");
}

}  // namespace
}  // namespace dunghan::deadline
