// Limits that are more than a period after a start: days named by way of others, windows, least
// times, the first of several, a roll and a target of their own, starts that lie ahead.
#include "engine/deadline/limit.h"

#include <gtest/gtest.h>

#include "tests/unit/deadline/rules.h"

namespace dunghan::deadline {
namespace {

using fakes::day;
using fakes::viet_nam;
using Day = DayChoice::Kind;
using Kind = ResolvedLimit::Kind;

DayChoice choice(Day kind, int number = 0, int month = 0, int shift = 0) {
  DayChoice made;
  made.kind = kind;
  made.day = number;
  made.month = month;
  made.shift = shift;
  return made;
}

std::string chosen(const DayChoice& one, std::string_view at) {
  const auto found = chosen_day(one, day(at), viet_nam(), nullptr);
  return found ? to_text(*found) : found.error().message;
}

ResolvedLimit on(std::string_view date, DayChoice one = {}) {
  ResolvedLimit limit;
  limit.kind = Kind::on_date;
  limit.date = day(date);
  limit.day = one;
  return limit;
}

ResolvedLimit relative(Kind kind, std::string_view length, std::string_view date) {
  ResolvedLimit limit = on(date);
  limit.kind = kind;
  limit.period = period(length);
  return limit;
}

ResolvedLimit of_moment(Kind kind, std::string_view length, std::string_view at) {
  ResolvedLimit limit;
  limit.kind = kind;
  if (!length.empty()) limit.period = period(length);
  limit.moment = vn(at);
  limit.date = viet_nam().zone().date_of(*limit.moment);
  return limit;
}

ResolvedLimit window(std::string_view from, std::string_view to) {
  ResolvedLimit limit = on(to);
  limit.kind = Kind::window;
  limit.from = day(from);
  return limit;
}

ResolvedLimit least(std::string_view length) {
  ResolvedLimit limit = within(length);
  limit.kind = Kind::at_least;
  return limit;
}

ResolvedLimit rolling(ResolvedLimit limit, Roll roll) {
  limit.roll = roll;
  return limit;
}

DeadlineState folded(std::vector<Operation> operations, const CountingRule& rule = civil_code()) {
  auto state = fold_all(std::move(operations), rule);
  EXPECT_TRUE(state.has_value()) << (state ? "" : state.error().message);
  return state.value_or(DeadlineState{});
}

Instant due_at(std::string_view start_at, ResolvedLimit limit) {
  return folded({start(start_at, std::move(limit))}).due->due_at;
}

// ---- days named by way of another ---------------------------------------------------------------

TEST(DayChoice, is_a_day_of_the_month_of_the_date_or_of_a_month_beside_it) {
  EXPECT_EQ(chosen(choice(Day::day_of_month, 17), "2025-03-14"), "2025-03-17");
  EXPECT_EQ(chosen(choice(Day::day_of_month, 1), "2025-03-14"), "2025-03-01");
  EXPECT_EQ(chosen(choice(Day::day_of_month, 20, 0, 1), "2025-12-14"), "2026-01-20");
  EXPECT_EQ(chosen(choice(Day::day_of_month, 15, 0, -3), "2025-03-01"), "2024-12-15");
  EXPECT_EQ(chosen({}, "2025-03-14"), "2025-03-14");
}

TEST(DayChoice, is_the_last_day_where_the_month_is_shorter) {
  EXPECT_EQ(chosen(choice(Day::day_of_month, 31), "2025-04-10"), "2025-04-30");
  EXPECT_EQ(chosen(choice(Day::day_of_month, 30), "2025-02-10"), "2025-02-28");
  EXPECT_EQ(chosen(choice(Day::day_of_month, 30), "2024-02-10"), "2024-02-29");
  EXPECT_EQ(chosen(choice(Day::day_of_year, 29, 2), "2025-06-01"), "2025-02-28");
  EXPECT_EQ(chosen(choice(Day::day_of_year, 29, 2), "2024-06-01"), "2024-02-29");
}

TEST(DayChoice, is_the_first_or_last_working_day_as_the_calendar_has_it) {
  EXPECT_EQ(chosen(choice(Day::last_day), "2025-05-02"), "2025-05-31");  // a Saturday
  EXPECT_EQ(chosen(choice(Day::last_working_day), "2025-05-02"), "2025-05-30");
  // Monday 31 August 2026 is off by a swap.
  EXPECT_EQ(chosen(choice(Day::last_working_day), "2026-08-15"), "2026-08-28");
  EXPECT_EQ(chosen(choice(Day::first_working_day, 0, 0, 1), "2026-08-15"), "2026-09-03");
  EXPECT_EQ(chosen(choice(Day::last_working_day), "2025-06-30"), "2025-06-30");
}

TEST(DayChoice, of_the_year_is_that_of_the_date_or_of_a_year_beside_it) {
  EXPECT_EQ(chosen(choice(Day::day_of_year, 30, 11), "2024-12-31"), "2024-11-30");
  EXPECT_EQ(chosen(choice(Day::day_of_year, 31, 12, 1), "2024-12-31"), "2025-12-31");
  EXPECT_EQ(chosen(choice(Day::day_of_year, 15, 12, -1), "2025-03-31"), "2024-12-15");
}

TEST(DayChoice, without_a_date_is_the_next_on_or_after_the_start) {
  DayChoice next = choice(Day::day_of_year, 20, 12);
  next.next_from_start = true;
  EXPECT_EQ(chosen(next, "2025-03-03"), "2025-12-20");
  EXPECT_EQ(chosen(next, "2025-12-20"), "2025-12-20");
  EXPECT_EQ(chosen(next, "2025-12-21"), "2026-12-20");
  ResolvedLimit limit;
  limit.kind = Kind::on_date;
  limit.day = next;
  EXPECT_EQ(due_on({start("2025-12-21", limit)}), "2026-12-20");
}

TEST(DayChoice, may_be_the_first_or_the_last_day_of_the_calendars) {
  EXPECT_EQ(chosen(choice(Day::day_of_month, 1), "1900-01-01"), "1900-01-01");
  EXPECT_EQ(chosen(choice(Day::last_day), "2199-12-31"), "2199-12-31");
}

TEST(DayChoice, outside_the_years_of_calendars_is_refused) {
  EXPECT_NE(chosen(choice(Day::day_of_month, 1, 0, 1), "2199-12-01").find("2199"),
            std::string::npos);
  EXPECT_NE(chosen(choice(Day::day_of_year, 1, 1), "3000-01-01").find("2199"), std::string::npos);
}

TEST(Limit, before_or_after_a_named_day) {
  ResolvedLimit limit = relative(Kind::before_date, "1 day", "2025-06-01");
  limit.day = choice(Day::day_of_year, 30, 11);
  EXPECT_EQ(due_on({start("2025-03-03", limit)}), "2025-11-28");  // Sat 29 November
  limit = relative(Kind::after_date, "2 working days", "2025-03-14");
  limit.day = choice(Day::last_working_day);
  EXPECT_EQ(due_on({start("2025-03-03", limit)}), "2025-04-02");
}

// ---- a roll of its own --------------------------------------------------------------------------

TEST(OwnRoll, of_a_fixed_date) {
  const ResolvedLimit saturday = on("2025-12-20");
  EXPECT_EQ(due_on({start("2025-03-03", saturday)}), "2025-12-20");
  EXPECT_EQ(due_on({start("2025-03-03", rolling(saturday, Roll::preceding))}), "2025-12-19");
  EXPECT_EQ(due_on({start("2025-03-03", rolling(saturday, Roll::following))}), "2025-12-22");
  EXPECT_EQ(due_on({start("2025-03-03", rolling(saturday, Roll::none))}), "2025-12-20");
}

TEST(OwnRoll, of_a_count_takes_the_place_of_the_rules) {
  EXPECT_EQ(due_on({start("2024-04-26", rolling(within("30 days"), Roll::none))}), "2024-05-26");
  EXPECT_EQ(due_on({start("2024-04-26", rolling(within("30 days"), Roll::preceding))}),
            "2024-05-24");
  EXPECT_EQ(
      due_on({start("2024-04-26", rolling(within("30 days"), Roll::following))}, plain_days()),
      "2024-05-27");
  const ResolvedLimit notice = relative(Kind::before_date, "5 days", "2026-09-07");
  EXPECT_EQ(due_on({start("2026-08-01", rolling(notice, Roll::none))}), "2026-09-02");
  EXPECT_EQ(due_on({start("2026-08-01", rolling(notice, Roll::following))}), "2026-09-03");
  // 48 hours from Friday evening end on Sunday; rolled, at the same hour on Monday.
  EXPECT_EQ(due_at("2024-05-10T16:20", rolling(within("48 hours"), Roll::following)),
            vn("2024-05-13T16:20"));
  EXPECT_EQ(due_on({start("2024-05-06", rolling(least("5 days"), Roll::following))}), "2024-05-13");
}

TEST(OwnRoll, keeps_what_is_extended_counting_from_the_unrolled_day) {
  EXPECT_EQ(due_on({start("2024-01-15", rolling(within("30 days"), Roll::none)),
                    extend_by("2024-02-01", "31 days")}),
            "2024-03-16");  // a Saturday
}

// ---- moments ------------------------------------------------------------------------------------

TEST(Moment, hours_are_counted_from_it_and_not_from_midnight) {
  EXPECT_EQ(due_at("2026-08-01", of_moment(Kind::before_date, "1 hour", "2026-09-07T08:00")),
            vn("2026-09-07T07:00"));
  EXPECT_EQ(due_at("2026-08-01", of_moment(Kind::before_date, "1 day 2 hours", "2026-09-07T08:00")),
            vn("2026-09-06T06:00"));
  // One hour on Monday, seven on Friday: 13:30 to 17:00 and 08:00 to 11:30.
  EXPECT_EQ(
      due_at("2026-08-01", of_moment(Kind::before_date, "8 working hours", "2026-09-07T08:30")),
      vn("2026-09-04T08:00"));
  EXPECT_EQ(
      due_at("2026-08-01", of_moment(Kind::before_date, "90 working minutes", "2026-09-07T08:30")),
      vn("2026-09-04T16:30"));
  EXPECT_EQ(due_at("2026-08-01", of_moment(Kind::after_date, "2 hours", "2026-09-07T08:00")),
            vn("2026-09-07T10:00"));
}

TEST(Moment, days_before_it_are_days_before_its_day) {
  EXPECT_EQ(
      due_on({start("2026-08-01", of_moment(Kind::before_date, "5 days", "2026-09-07T08:00"))}),
      "2026-08-28");
}

TEST(Moment, that_is_the_limit_is_kept_at_the_minute_itself) {
  const ResolvedLimit limit = of_moment(Kind::on_date, "", "2026-09-07T08:00");
  EXPECT_FALSE(folded({start("2026-08-01", limit), stop("2026-09-07T08:00")}).late);
  EXPECT_TRUE(folded({start("2026-08-01", limit), stop("2026-09-07T08:01")}).late);
}

// ---- windows and least times --------------------------------------------------------------------

TEST(Window, an_act_counts_from_its_first_day_to_the_end_of_its_last) {
  const auto met = [](std::string_view at) {
    return folded({start("2025-03-03", window("2025-03-15", "2025-03-31")), stop(at)});
  };
  EXPECT_TRUE(met("2025-03-14T23:59").early);
  EXPECT_FALSE(met("2025-03-14T23:59").late);
  EXPECT_FALSE(met("2025-03-15").early);
  EXPECT_FALSE(met("2025-03-31T23:59").late);
  EXPECT_TRUE(met("2025-04-01").late);
  EXPECT_EQ(met("2025-03-20").not_before, vn("2025-03-15"));
}

TEST(Window, in_time_means_within_it) {
  const std::vector<Operation> operations{start("2025-03-03", window("2025-03-15", "2025-03-31"))};
  const auto asked = [&](std::string_view at) {
    return in_time(operations, civil_code(), viet_nam(), vn(at)).value();
  };
  EXPECT_FALSE(asked("2025-03-10"));
  EXPECT_TRUE(asked("2025-03-15"));
  EXPECT_TRUE(asked("2025-03-31T23:59"));
  EXPECT_FALSE(asked("2025-04-01"));
}

TEST(Window, may_be_named_from_one_date) {
  ResolvedLimit limit = window("2025-03-31", "2025-03-31");
  limit.from_day = choice(Day::day_of_month, 15, 0, -1);
  limit.day = choice(Day::day_of_month, 14);
  const DeadlineState state = folded({start("2025-03-03", limit)});
  EXPECT_EQ(state.not_before, vn("2025-02-15"));
  EXPECT_EQ(state.due->due_on, day("2025-03-14"));
}

TEST(Window, may_be_prolonged_and_does_not_move_with_a_suspension) {
  const Operation begin = start("2025-03-03", window("2025-03-15", "2025-03-31"));
  EXPECT_EQ(due_on({begin, extend_by("2025-03-20", "7 days")}), "2025-04-08");  // Mon 7: Hùng Kings
  EXPECT_EQ(due_on({begin, suspend("2025-03-17"), resume("2025-03-20")}), "2025-03-31");
}

TEST(Window, that_ends_before_it_opens_is_refused) {
  const auto state = fold_all({start("2025-03-03", window("2025-03-31", "2025-03-15"))});
  ASSERT_FALSE(state.has_value());
  EXPECT_NE(state.error().message.find("ends before it opens"), std::string::npos);
}

TEST(LeastTime, an_end_before_it_is_over_is_on_record_as_too_early) {
  const auto met = [](std::string_view at) {
    return folded({start("2024-05-06", least("5 days")), stop(at)});
  };
  EXPECT_EQ(met("2024-05-10").status, Status::met);
  EXPECT_TRUE(met("2024-05-10").early);
  EXPECT_TRUE(met("2024-05-11T23:59").early);
  EXPECT_FALSE(met("2024-05-12").early);
  EXPECT_FALSE(met("2024-06-30").early);
  EXPECT_FALSE(met("2024-06-30").late);
}

TEST(LeastTime, is_never_overdue_and_in_time_means_after_it) {
  const std::vector<Operation> operations{start("2024-05-06", least("5 days"))};
  EXPECT_FALSE(is_overdue(folded(operations), vn("2024-07-01")));
  EXPECT_FALSE(in_time(operations, civil_code(), viet_nam(), vn("2024-05-10")).value());
  EXPECT_TRUE(in_time(operations, civil_code(), viet_nam(), vn("2024-05-12")).value());
  const std::vector<Operation> hours{start("2024-05-06T09:00", least("48 hours"))};
  EXPECT_FALSE(in_time(hours, civil_code(), viet_nam(), vn("2024-05-08T08:59")).value());
  EXPECT_TRUE(in_time(hours, civil_code(), viet_nam(), vn("2024-05-08T09:00")).value());
}

TEST(LeastTime, that_was_cancelled_is_neither_early_nor_late) {
  const DeadlineState state = folded(
      {start("2024-05-06", least("5 days")), operation(OperationKind::cancel, "2024-05-07")});
  EXPECT_FALSE(state.early || state.late);
}

TEST(LeastTime, broken_and_begun_anew_counts_afresh) {
  Operation again = start("2024-05-09", least("5 days"));
  again.kind = OperationKind::restart;
  const DeadlineState state = folded({start("2024-05-06", least("5 days")), again});
  EXPECT_EQ(state.due->due_on, day("2024-05-14"));
  EXPECT_EQ(state.superseded_late, 0);
}

// ---- the first of several -----------------------------------------------------------------------

ResolvedLimit first_of(std::vector<ResolvedLimit> parts) {
  ResolvedLimit limit;
  limit.kind = Kind::first_of;
  limit.parts = std::move(parts);
  return limit;
}

TEST(FirstOf, takes_the_part_that_ends_first) {
  const ResolvedLimit date = on("2024-05-20");
  EXPECT_EQ(due_on({start("2024-05-06", first_of({within("30 days"), date}))}), "2024-05-20");
  EXPECT_EQ(due_on({start("2024-05-06", first_of({within("10 days"), date}))}), "2024-05-16");
  EXPECT_EQ(due_on({start("2024-05-06",
                          first_of({relative(Kind::before_date, "5 days", "2024-05-20"), date}))}),
            "2024-05-15");
}

TEST(FirstOf, parts_move_each_in_its_own_way) {
  // Suspended four days: the count ends on 20 May, the date stays.
  const auto due = [](std::string_view date) {
    return due_on({start("2024-05-06", first_of({within("10 days"), on(date)})),
                   suspend("2024-05-08"), resume("2024-05-12")});
  };
  EXPECT_EQ(due("2024-05-17"), "2024-05-17");
  EXPECT_EQ(due("2024-05-31"), "2024-05-20");
}

TEST(FirstOf, goes_by_the_parts_whose_date_is_known) {
  ResolvedLimit unknown;
  unknown.kind = Kind::on_date;
  EXPECT_EQ(due_on({start("2024-05-06", first_of({unknown, within("10 days")}))}), "2024-05-16");
  EXPECT_EQ(due_on({start("2024-05-06", first_of({unknown}))}), "none");
}

// ---- a date that is not known -------------------------------------------------------------------

TEST(Awaited, a_limit_whose_date_is_not_known_runs_without_a_due_date) {
  ResolvedLimit unknown;
  unknown.kind = Kind::before_date;
  unknown.period = period("5 days");
  EXPECT_TRUE(awaits_date(unknown));
  const DeadlineState running = folded({start("2024-05-06", unknown)});
  EXPECT_EQ(running.status, Status::running);
  EXPECT_FALSE(running.due.has_value());
  EXPECT_FALSE(is_overdue(running, vn("2030-01-01")));
  EXPECT_FALSE(folded({start("2024-05-06", unknown), stop("2024-08-01")}).late);
  ResolvedLimit half = window("2024-05-01", "2024-05-31");
  half.from.reset();
  EXPECT_TRUE(awaits_date(half));
}

// ---- a target beside the law --------------------------------------------------------------------

TEST(Target, stands_beside_the_due_date_of_the_law) {
  ResolvedLimit limit = within("30 days");
  limit.target = period("20 days");
  const DeadlineState state = folded({start("2024-05-06", limit)});
  EXPECT_EQ(state.due->due_on, day("2024-06-05"));
  EXPECT_EQ(state.target->due_on, day("2024-05-27"));  // Sun 26
  EXPECT_FALSE(folded({start("2024-05-06", limit), stop("2024-06-01")}).late);
}

TEST(Target, moves_with_a_suspension_and_not_with_an_extension) {
  ResolvedLimit limit = within("30 days");
  limit.target = period("20 days");
  const DeadlineState state = folded({start("2024-05-06", limit), suspend("2024-05-10"),
                                      resume("2024-05-15"), extend_by("2024-05-20", "30 days")});
  EXPECT_EQ(state.target->due_on, day("2024-05-31"));
  EXPECT_EQ(state.due->due_on, day("2024-07-10"));
}

TEST(Target, of_what_is_due_at_once_is_the_due_date_itself) {
  ResolvedLimit limit;
  limit.kind = Kind::at_once;
  limit.target = working_days(2);
  const DeadlineState state = folded({start("2024-05-06", limit)});
  EXPECT_EQ(state.due->due_on, day("2024-05-08"));
  EXPECT_FALSE(state.target.has_value());
}

// ---- starts that lie ahead ----------------------------------------------------------------------

TEST(StartAhead, an_act_before_the_deemed_date_is_in_time) {
  // Posted on 2 May, deemed received on the 6th; the appeal comes on the 4th.
  Operation begin = start("2024-05-06", "10 days");
  begin.ahead = true;
  const DeadlineState state = folded({begin, stop("2024-05-04")});
  EXPECT_EQ(state.status, Status::met);
  EXPECT_FALSE(state.late);
  EXPECT_EQ(state.ended_at, vn("2024-05-04"));
  EXPECT_EQ(state.started_at, vn("2024-05-06"));
  begin.seq = 1;
  EXPECT_TRUE(in_time(std::vector{begin}, civil_code(), viet_nam(), vn("2024-05-04")).value());
}

TEST(StartAhead, is_none_that_was_recorded_after_the_act) {
  Operation begin = start("2024-05-06", "10 days");
  begin.ahead = true;
  const auto state = fold_all({stop("2024-05-04"), begin});
  ASSERT_FALSE(state.has_value());
  EXPECT_EQ(state.error().reason, "impossible_order");
  // Nor one that bears the act's own number.
  const std::vector<Operation> together{stop("2024-05-04"), begin};
  EXPECT_EQ(fold(together, civil_code(), viet_nam()).error().reason, "impossible_order");
}

// ---- lapsing, and what is recorded after it -----------------------------------------------------

TEST(Lapse, is_undone_by_a_suspension_recorded_late) {
  const Operation begin = start("2024-05-06", "10 days");
  const Operation lapsed = operation(OperationKind::lapse, "2024-05-17");
  EXPECT_EQ(folded({begin, lapsed}).status, Status::lapsed);
  EXPECT_EQ(folded({begin, lapsed, suspend("2024-05-08")}).status, Status::suspended);
  const DeadlineState moved =
      folded({begin, lapsed, suspend("2024-05-08"), resume("2024-05-14"), stop("2024-05-20")});
  EXPECT_EQ(moved.status, Status::met);
  EXPECT_FALSE(moved.late);
}

TEST(Lapse, stays_where_the_act_came_after_it) {
  const DeadlineState state =
      folded({start("2024-05-06", "10 days"), operation(OperationKind::lapse, "2024-05-17"),
              stop("2024-05-18")});
  EXPECT_EQ(state.status, Status::lapsed);
  EXPECT_EQ(state.ended_at, vn("2024-05-17"));
}

TEST(Extension, until_a_date_that_lies_before_the_due_date_takes_nothing_away) {
  EXPECT_EQ(due_on({start("2024-05-06", "10 days"), extend_until("2024-05-07", "2024-05-10")}),
            "2024-05-16");
  ResolvedLimit hours = within("48 hours");
  EXPECT_EQ(folded({start("2024-05-06T09:00", hours), extend_until("2024-05-07", "2024-05-07")})
                .due->due_at,
            vn("2024-05-08T09:00"));
}

}  // namespace
}  // namespace dunghan::deadline
