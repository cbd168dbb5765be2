// The fold: status, suspensions, extensions, late facts, and orders that cannot be.
#include "engine/deadline/deadline.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "tests/unit/deadline/rules.h"

namespace dunghan::deadline {
namespace {

using fakes::day;
using fakes::viet_nam;
using std::chrono::hours;

using Kind = ResolvedLimit::Kind;

DeadlineState state(std::vector<Operation> operations, const CountingRule& rule = civil_code()) {
  auto folded = fold_all(std::move(operations), rule);
  EXPECT_TRUE(folded.has_value()) << folded.error().message;
  return folded.value_or(DeadlineState{});
}

// ---- suspensions
// -----------------------------------------------------------------------------------

TEST(Suspension, the_law_change_scenario) {
  // Accepted 30 June 2026, 30 days: 30 July. Suspended 6 July, resumed 16 July: ten days, 9 August,
  // a Sunday.
  EXPECT_EQ(due_on({start("2026-06-30", "30 days"), suspend("2026-07-06"), resume("2026-07-16")}),
            "2026-08-10");
}

TEST(Suspension, over_a_weekend_does_not_move_a_working_day_limit) {
  EXPECT_EQ(due_on({start("2024-05-06", "10 working days")}), "2024-05-20");
  EXPECT_EQ(
      due_on({start("2024-05-06", "10 working days"), suspend("2024-05-10"), resume("2024-05-12")}),
      "2024-05-20");
  EXPECT_EQ(due_on({start("2024-05-06", "10 working days"), suspend("2024-05-11T09:00"),
                    resume("2024-05-12T09:00")}),
            "2024-05-20");
  // The day of resumption is free, so resuming on Monday costs Monday.
  EXPECT_EQ(
      due_on({start("2024-05-06", "10 working days"), suspend("2024-05-10"), resume("2024-05-13")}),
      "2024-05-21");
}

TEST(Suspension, and_resumption_at_one_instant_change_nothing) {
  for (const bool first_used : {true, false}) {
    for (const bool last_used : {true, false}) {
      CountingRule rule = civil_code();
      rule.suspension_first_day_counts = first_used;
      rule.suspension_last_day_counts = last_used;
      for (const char* length :
           {"30 days", "10 working days", "1 month", "48 hours", "8 working hours"}) {
        const std::string before = due_on({start("2024-05-06T09:00", length)}, rule);
        EXPECT_EQ(due_on({start("2024-05-06T09:00", length), suspend("2024-05-07T10:00"),
                          resume("2024-05-07T10:00")},
                         rule),
                  before)
            << length;
      }
    }
  }
}

TEST(Suspension, edge_days_are_the_rules_or_the_operations) {
  const auto due = [](bool first_used, bool last_used) {
    Operation suspended = suspend("2024-05-10");
    suspended.first_day_counts = first_used;
    suspended.last_day_counts = last_used;
    return due_on({start("2024-05-06", "10 days"), suspended, resume("2024-05-14")}, plain_days());
  };
  EXPECT_EQ(due(true, false), "2024-05-20");   // 11 to 14 May: four days
  EXPECT_EQ(due(true, true), "2024-05-19");    // 11 to 13
  EXPECT_EQ(due(false, false), "2024-05-21");  // 10 to 14
  EXPECT_EQ(due(false, true), "2024-05-20");   // 10 to 13
}

TEST(Suspension, days_weeks_and_months_move_by_calendar_days_from_the_unrolled_last_day) {
  const auto due = [](const char* length) {
    return due_on({start("2024-05-04", length), suspend("2024-05-06"), resume("2024-05-09")});
  };
  EXPECT_EQ(due("7 days"), "2024-05-14");  // Sat 11 + 3 = Tue 14: not from the rolled Monday
  EXPECT_EQ(due("1 week"), "2024-05-14");
  EXPECT_EQ(due("1 month"), "2024-06-07");  // Tue 4 June + 3
}

TEST(Suspension, hours_move_to_the_microsecond) {
  Operation resumed = resume("2024-05-06T12:00");
  resumed.at += Microseconds{1};
  const DeadlineState folded =
      state({start("2024-05-06T09:00", "48 hours"), suspend("2024-05-06T10:00"), resumed});
  EXPECT_EQ(folded.due->due_at, vn("2024-05-08T11:00") + Microseconds{1});
}

TEST(Suspension, working_hours_lose_only_office_hours) {
  // From 09:00, 8 hours: 2.5 before noon, 3.5 after, 2 the next day: 09:30. Suspended from 16:00
  // over night to 08:30: one hour lost on Monday, one on Tuesday.
  EXPECT_EQ(state({start("2024-05-06T09:00", "8 working hours")}).due->due_at,
            vn("2024-05-07T09:30"));
  EXPECT_EQ(state({start("2024-05-06T09:00", "8 working hours"), suspend("2024-05-06T16:00"),
                   resume("2024-05-07T08:30")})
                .due->due_at,
            vn("2024-05-07T11:30"));
}

TEST(Suspension, several_add_up_and_a_day_is_lost_once) {
  CountingRule rule = plain_days();
  rule.suspension_first_day_counts = false;  // both edge days free: the 10th would belong to both
  EXPECT_EQ(due_on({start("2024-05-01", "30 days"), suspend("2024-05-08"),
                    resume("2024-05-10T08:00"), suspend("2024-05-10T15:00"), resume("2024-05-12")},
                   rule),
            "2024-06-05");  // 8 to 12 May: five days
}

TEST(Suspension, on_the_last_day_moves_the_limit_to_the_day_of_resumption) {
  EXPECT_EQ(due_on({start("2024-05-06", "10 days"), suspend("2024-05-16"), resume("2024-05-20")}),
            "2024-05-20");
  EXPECT_EQ(
      due_on({start("2024-05-06", "10 working days"), suspend("2024-05-20"), resume("2024-05-22")}),
      "2024-05-22");
}

TEST(Suspension, after_the_due_date_moves_nothing) {
  const DeadlineState folded =
      state({start("2024-05-06", "5 days"), suspend("2024-05-20"), resume("2024-05-25")});
  EXPECT_EQ(folded.due->due_on, day("2024-05-13"));
  EXPECT_EQ(folded.suspended_days, 0);
}

TEST(Suspension, that_runs_leaves_the_due_date_as_it_was_and_holds_time) {
  const std::vector<Operation> operations{start("2024-05-06", "10 days"), suspend("2024-05-10")};
  const DeadlineState folded = state(operations);
  EXPECT_EQ(folded.status, Status::suspended);
  EXPECT_EQ(folded.suspended_since, vn("2024-05-10"));
  EXPECT_EQ(folded.due->due_on, day("2024-05-16"));
  EXPECT_FALSE(is_overdue(folded, vn("2024-06-30")));
  const auto held = fold_as_of(operations, civil_code(), viet_nam(), vn("2024-05-21T10:00"));
  ASSERT_TRUE(held.has_value());
  EXPECT_EQ(held->status, Status::suspended);
  EXPECT_EQ(held->due->due_on, day("2024-05-27"));  // as if resumed on that day: 11 days
}

TEST(Suspension, begun_after_the_due_date_stays_overdue) {
  const DeadlineState folded = state({start("2024-05-06", "5 days"), suspend("2024-05-20")});
  EXPECT_TRUE(is_overdue(folded, vn("2024-05-21")));
}

TEST(Suspension, with_a_greatest_length_ends_by_itself) {
  Operation bounded = suspend("2024-05-10T09:00");
  bounded.at_most = period("5 days");
  const std::vector<Operation> operations{start("2024-05-06", "10 days"), bounded};
  // 11 to 15 May do not count; the 15th is the day of resumption.
  EXPECT_EQ(resumes_by_itself(operations, civil_code(), viet_nam()).value(), vn("2024-05-15"));
  EXPECT_EQ(due_on({operations[0], bounded, stop("2024-05-30")}), "2024-05-21");
  EXPECT_EQ(due_on({operations[0], bounded, resume("2024-05-28")}),
            "2024-05-21");  // what is written down later
  EXPECT_EQ(
      due_on({operations[0], bounded, extend_by("2024-05-17", "1 day"), resume("2024-05-28")}),
      "2024-05-22");
  EXPECT_EQ(due_on({operations[0], bounded, resume("2024-05-12")}),
            "2024-05-20");  // Sat 18, rolled: resumed before
  EXPECT_FALSE(
      in_time(std::vector{operations[0], bounded}, civil_code(), viet_nam(), vn("2024-05-22"))
          .value());
  EXPECT_TRUE(
      in_time(std::vector{operations[0], bounded}, civil_code(), viet_nam(), vn("2024-05-21T23:00"))
          .value());
  const auto later = fold_as_of(operations, civil_code(), viet_nam(), vn("2024-05-16"));
  EXPECT_EQ(later->status, Status::running);
}

TEST(Suspension, a_bounded_one_takes_out_exactly_its_length_whatever_the_edges) {
  for (const bool first_used : {true, false}) {
    for (const bool last_used : {true, false}) {
      Operation bounded = suspend("2024-05-10T09:00");
      bounded.at_most = period("4 days");
      bounded.first_day_counts = first_used;
      bounded.last_day_counts = last_used;
      EXPECT_EQ(due_on({start("2024-05-06", "10 days"), bounded, stop("2024-07-01")}, plain_days()),
                "2024-05-20")
          << first_used << last_used;
    }
  }
}

// ---- extensions
// ------------------------------------------------------------------------------------

TEST(Extension, counts_on_from_the_unrolled_last_day) {
  // 15 January + 30 days = Wed 14 February, in Tết: due 15 February. Extended by 30: 15 March, not
  // 18 March.
  EXPECT_EQ(due_on({start("2024-01-15", "30 days")}), "2024-02-15");
  EXPECT_EQ(due_on({start("2024-01-15", "30 days"), extend_by("2024-02-01", "30 days")}),
            "2024-03-15");
}

TEST(Extension, may_be_in_another_unit) {
  // 15 working days from 6 May: Mon 27 May. Extended by 15 days: Tue 11 June.
  EXPECT_EQ(due_on({start("2024-05-06", "15 working days")}), "2024-05-27");
  EXPECT_EQ(due_on({start("2024-05-06", "15 working days"), extend_by("2024-05-20", "15 days")}),
            "2024-06-11");
  EXPECT_EQ(due_on({start("2024-05-06", "10 days"), extend_by("2024-05-10", "3 working days")}),
            "2024-05-21");
  EXPECT_EQ(
      state({start("2024-05-06", "10 days"), extend_by("2024-05-10", "12 hours")}).due->due_at,
      vn("2024-05-17T12:00"));
}

TEST(Extension, to_a_total_counts_from_the_start) {
  EXPECT_EQ(due_on({start("2024-05-06", "30 days"), extend_total("2024-06-01", "45 days")}),
            "2024-06-20");
  // Suspended ten days: the ceiling moves with it, unless the rule says otherwise; never is
  // anything taken away.
  const std::vector<Operation> operations{start("2024-05-06", "30 days"), suspend("2024-05-10"),
                                          resume("2024-05-20"),
                                          extend_total("2024-06-01", "45 days")};
  EXPECT_EQ(due_on(operations), "2024-07-01");  // Sun 30 June
  CountingRule rule = civil_code();
  rule.total_moves_with_suspension = false;
  EXPECT_EQ(due_on(operations, rule), "2024-06-20");
  const std::vector<Operation> longer{start("2024-05-06", "30 days"), suspend("2024-05-10"),
                                      resume("2024-06-10"), extend_total("2024-06-11", "45 days")};
  EXPECT_EQ(due_on(longer, rule),
            "2024-07-08");  // 5 June + 31 days = Sat 6 July, already past the ceiling
}

TEST(Extension, until_a_date_is_that_date) {
  EXPECT_EQ(due_on({start("2024-05-06", "10 days"), extend_until("2024-05-10", "2024-06-01")}),
            "2024-06-01");  // a Saturday, as agreed
}

TEST(Extension, a_suspension_is_charged_to_the_segment_that_runs) {
  // 15 working days to Mon 27 May, then 15 days to Tue 11 June.
  const std::vector<Operation> base{start("2024-05-06", "15 working days"),
                                    extend_by("2024-05-07", "15 days")};
  const auto with = [&](const char* from, const char* to) {
    std::vector<Operation> operations = base;
    operations.push_back(suspend(from));
    operations.push_back(resume(to));
    return due_on(operations);
  };
  EXPECT_EQ(due_on(base), "2024-06-11");
  EXPECT_EQ(with("2024-05-10", "2024-05-12"),
            "2024-06-11");  // a weekend of the working-day segment: nothing
  EXPECT_EQ(with("2024-05-10", "2024-05-14"),
            "2024-06-13");  // two working days: the base ends Wed 29 May
  EXPECT_EQ(with("2024-05-31", "2024-06-02"),
            "2024-06-13");  // a weekend of the calendar-day segment: two days
}

TEST(Extension, is_counted) {
  const DeadlineState folded =
      state({start("2024-05-06", "10 days"), extend_by("2024-05-07", "5 days"),
             extend_by("2024-05-08", "5 days")});
  EXPECT_EQ(folded.times_extended, 2);
  EXPECT_EQ(folded.due->due_on, day("2024-05-27"));  // Sun 26
}

// ---- kinds of limits
// -------------------------------------------------------------------------------

TEST(Limit, earliest_of_several) {
  ResolvedLimit limit;
  limit.kind = Kind::earliest;
  limit.periods = {period("10 days"), period("10 working days")};
  EXPECT_EQ(due_on({start("2024-05-06", limit)}), "2024-05-16");
  // Both move, each in its unit: 10 days to 22 May + ... the working days catch up.
  EXPECT_EQ(due_on({start("2024-05-06", limit), suspend("2024-05-10"), resume("2024-05-19")}),
            "2024-05-27");  // Sat 25 rolls; 27 by the other too
}

TEST(Limit, at_once_has_no_due_date_unless_a_target_is_set) {
  ResolvedLimit limit;
  limit.kind = Kind::at_once;
  DeadlineState folded = state({start("2024-05-06", limit), stop("2024-08-01")});
  EXPECT_EQ(folded.status, Status::met);
  EXPECT_FALSE(folded.due.has_value());
  EXPECT_FALSE(folded.late);
  limit.target = period("3 days");
  folded = state({start("2024-05-06", limit), stop("2024-08-01")});
  EXPECT_EQ(folded.due->due_on, day("2024-05-09"));
  EXPECT_TRUE(folded.late);
}

TEST(Limit, before_after_and_on_a_date) {
  ResolvedLimit limit;
  limit.kind = Kind::before_date;
  limit.date = day("2026-09-07");
  limit.period = period("5 days");
  EXPECT_EQ(due_on({start("2026-08-01", limit)}), "2026-08-28");
  EXPECT_EQ(due_on({start("2026-08-01", limit), suspend("2026-08-03"), resume("2026-08-10")}),
            "2026-08-28");  // no count to suspend
  limit.kind = Kind::after_date;
  EXPECT_EQ(due_on({start("2026-08-01", limit)}), "2026-09-14");  // Sat 12
  EXPECT_EQ(due_on({start("2026-08-01", limit), suspend("2026-09-08"), resume("2026-09-10")}),
            "2026-09-14");  // 12 + 2
  limit.kind = Kind::on_date;
  limit.date = day("2024-05-11");
  EXPECT_EQ(due_on({start("2024-05-01", limit)}),
            "2024-05-11");  // a Saturday: a fixed date does not roll
  EXPECT_EQ(due_on({start("2024-05-01", limit), extend_by("2024-05-02", "5 days")}), "2024-05-16");
}

TEST(Limit, a_least_time_is_never_late) {
  ResolvedLimit limit;
  limit.kind = Kind::at_least;
  limit.period = period("5 days");
  const DeadlineState folded = state({start("2024-05-06", limit), stop("2024-06-30")});
  EXPECT_EQ(folded.due->due_on, day("2024-05-11"));  // a Saturday: nothing need be done on it
  EXPECT_FALSE(folded.late);
}

// ---- status
// ----------------------------------------------------------------------------------------

TEST(Fold, starts_runs_and_ends) {
  EXPECT_EQ(state({}).status, Status::idle);
  EXPECT_EQ(state({start("2024-05-06", "5 days")}).status, Status::running);
  const DeadlineState met = state({start("2024-05-06", "5 days"), stop("2024-05-13T23:59")});
  EXPECT_EQ(met.status, Status::met);
  EXPECT_FALSE(met.late);
  EXPECT_EQ(met.ended_at, vn("2024-05-13T23:59"));
  EXPECT_EQ(met.started_at, vn("2024-05-06"));
  const DeadlineState late = state({start("2024-05-06", "5 days"), stop("2024-05-14")});
  EXPECT_TRUE(late.late);
  const DeadlineState cancelled =
      state({start("2024-05-06", "5 days"), operation(OperationKind::cancel, "2024-05-14")});
  EXPECT_EQ(cancelled.status, Status::cancelled);
  EXPECT_TRUE(cancelled.late);
  EXPECT_FALSE(
      state({start("2024-05-06", "5 days"), operation(OperationKind::cancel, "2024-05-10")}).late);
  const DeadlineState lapsed =
      state({start("2024-05-06", "5 days"), operation(OperationKind::lapse, "2024-05-14")});
  EXPECT_EQ(lapsed.status, Status::lapsed);
  EXPECT_FALSE(lapsed.late);
}

TEST(Fold, a_second_start_is_nothing_and_a_restart_supersedes) {
  EXPECT_EQ(due_on({start("2024-05-06", "5 days"), start("2024-05-08", "5 days")}), "2024-05-13");
  Operation again = start("2024-05-20", "5 days");
  again.kind = OperationKind::restart;
  const DeadlineState folded =
      state({start("2024-05-06", "5 days"), extend_by("2024-05-07", "1 day"), again});
  EXPECT_EQ(folded.status, Status::running);
  EXPECT_EQ(folded.due->due_on, day("2024-05-27"));
  EXPECT_EQ(folded.superseded, 1);
  EXPECT_EQ(folded.superseded_late, 1);  // the first run was past due on 20 May
  EXPECT_EQ(folded.times_extended, 0);
  again.at = vn("2024-05-08");
  EXPECT_EQ(state({start("2024-05-06", "5 days"), again}).superseded_late, 0);
  EXPECT_EQ(state({again}).superseded, 0);  // from idle it is a start
  EXPECT_EQ(state({start("2024-05-01", "5 days"), stop("2024-05-02"), again}).superseded,
            0);  // what has ended is not superseded
}

TEST(Fold, reopened_goes_on_with_the_same_due_date) {
  const DeadlineState folded = state({start("2024-05-06", "10 days"), stop("2024-05-10"),
                                      operation(OperationKind::reopen, "2024-05-13")});
  EXPECT_EQ(folded.status, Status::running);
  EXPECT_EQ(folded.due->due_on, day("2024-05-16"));
  EXPECT_FALSE(folded.ended_at.has_value());
}

TEST(Fold, met_while_suspended_is_in_time_although_the_bare_date_has_passed) {
  const DeadlineState folded =
      state({start("2024-05-06", "10 days"), suspend("2024-05-10"), stop("2024-06-20")});
  EXPECT_EQ(folded.status, Status::met);
  EXPECT_FALSE(folded.late);
  EXPECT_FALSE(folded.suspended_since.has_value());
}

TEST(Fold, takes_operations_in_order_of_law_however_they_come) {
  std::vector<Operation> operations{start("2024-05-06", "30 days"), suspend("2024-05-10"),
                                    resume("2024-05-14"), extend_by("2024-05-20", "10 days"),
                                    stop("2024-06-10")};
  for (std::size_t i = 0; i < operations.size(); ++i)
    operations[i].seq = static_cast<std::int64_t>(i + 1);
  const DeadlineState expected = fold(operations, civil_code(), viet_nam()).value();
  std::sort(operations.begin(), operations.end(),
            [](const auto& a, const auto& b) { return a.seq < b.seq; });
  do {
    ASSERT_EQ(fold(operations, civil_code(), viet_nam()).value(), expected);
  } while (std::next_permutation(operations.begin(), operations.end(),
                                 [](const auto& a, const auto& b) { return a.seq < b.seq; }));
}

TEST(Fold, at_one_instant_the_order_of_recording_decides) {
  Operation resumed = resume("2024-05-10");
  Operation suspended = suspend("2024-05-10");
  EXPECT_EQ(state({start("2024-05-06", "10 days"), suspended, resumed}).status, Status::running);
}

TEST(Fold, an_end_recorded_late_makes_what_followed_in_law_moot) {
  // The stop of 8 May is typed in after the suspension of 10 May.
  const DeadlineState folded =
      state({start("2024-05-06", "10 days"), suspend("2024-05-10"), resume("2024-05-14"),
             extend_by("2024-05-15", "5 days"), stop("2024-05-17"), stop("2024-05-08")});
  EXPECT_EQ(folded.status, Status::met);
  EXPECT_EQ(folded.ended_at, vn("2024-05-08"));
  EXPECT_EQ(folded.times_suspended, 0);
}

// ---- in time
// ---------------------------------------------------------------------------------------

TEST(InTimeAt, looks_at_the_deadline_as_it_stood_whatever_became_of_it) {
  const std::vector<Operation> operations{start("2024-05-06", "5 days"),
                                          extend_by("2024-05-20", "30 days"), stop("2024-05-25")};
  const auto asked = [&](const char* when) {
    return in_time(operations, civil_code(), viet_nam(), vn(when)).value();
  };
  EXPECT_FALSE(asked("2024-05-05"));  // never ran by then
  EXPECT_TRUE(asked("2024-05-13"));
  EXPECT_FALSE(asked("2024-05-14"));  // past due, the extension came later
  EXPECT_TRUE(asked("2024-05-21"));
  EXPECT_TRUE(asked("2024-06-10"));  // met since, but the date holds: Mon 10 June
  EXPECT_FALSE(asked("2024-06-11"));
}

// ---- orders that cannot be
// -------------------------------------------------------------------------

struct Impossible {
  const char* name;
  std::vector<Operation> operations;
};

TEST(Fold, refuses_orders_that_cannot_be_and_shows_the_operations) {
  const std::vector<Impossible> cases{
      {"stop on", {stop("2024-05-01"), start("2024-05-06", "5 days")}},
      {"cancel on", {operation(OperationKind::cancel, "2024-05-01")}},
      {"lapse on", {operation(OperationKind::lapse, "2024-05-01")}},
      {"suspend on", {suspend("2024-05-01")}},
      {"extend on", {extend_by("2024-05-01", "5 days")}},
      {"reopen on", {operation(OperationKind::reopen, "2024-05-01")}},
      {"reopen on",
       {start("2024-05-06", "5 days"), operation(OperationKind::reopen, "2024-05-07")}},
      {"resume on", {start("2024-05-06", "5 days"), resume("2024-05-07")}},
      {"resume on", {resume("2024-05-07")}},
      {"suspend on", {start("2024-05-06", "5 days"), suspend("2024-05-07"), suspend("2024-05-08")}},
      {"extend on",
       {start("2024-05-06", "5 days"), operation(OperationKind::extend, "2024-05-07")}},
  };
  for (const Impossible& one : cases) {
    const auto folded = fold_all(one.operations);
    ASSERT_FALSE(folded.has_value()) << one.name;
    EXPECT_EQ(folded.error().reason, "impossible_order");
    EXPECT_EQ(folded.error().message.rfind(one.name, 0), 0U) << folded.error().message;
    for (const Operation& shown : one.operations) {
      EXPECT_NE(
          folded.error().message.find(std::string(name_of(shown.kind)) + " " + to_text(shown.at)),
          std::string::npos);
    }
  }
}

TEST(Names, of_operations_lead_back_to_them) {
  for (const auto kind : {OperationKind::start, OperationKind::suspend, OperationKind::resume,
                          OperationKind::extend, OperationKind::restart, OperationKind::stop,
                          OperationKind::reopen, OperationKind::cancel, OperationKind::lapse}) {
    EXPECT_EQ(operation_kind(name_of(kind)), kind);
  }
  EXPECT_EQ(operation_kind("finish"), std::nullopt);
  EXPECT_EQ(name_of(Status::lapsed), "lapsed");
}

}  // namespace
}  // namespace dunghan::deadline
