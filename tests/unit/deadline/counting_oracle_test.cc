// Counting by any rule against a clerk with a wall calendar: he knows which squares are crossed
// out, goes from one to the next, and has never heard of bitmaps. He shares no code with the
// engine.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <set>

#include "engine/deadline/readings.h"
#include "tests/unit/deadline/rules.h"

namespace dunghan::deadline {
namespace {

using std::chrono::days;
using std::chrono::weekday;

/// A wall calendar of some years: what is crossed out, and by what.
struct Wall {
  std::set<unsigned> weekend;
  std::set<Date> holidays, swapped_off, swapped_worked;
  calendar::CalendarSpec spec;
  calendar::Calendar calendar;  // the engine's, of the same days

  [[nodiscard]] bool works(Date date) const {
    if (swapped_worked.contains(date)) return true;
    return !weekend.contains(weekday{date}.c_encoding()) && !holidays.contains(date) &&
           !swapped_off.contains(date);
  }
  [[nodiscard]] bool closes_a_limit(Date date, const CountingRule& rule) const {
    if (swapped_worked.contains(date)) return rule.worked_weekend_closes;
    if (swapped_off.contains(date)) return rule.swapped_off_closes;
    return !works(date);
  }
};

constexpr Date first_square = make_date(2030, 1, 1);
constexpr int squares = 900;

Date any_square() {
  return first_square + days{*rc::gen::inRange(0, squares)};
}

Wall any_wall() {
  calendar::CalendarSpec spec = fakes::plain_week(ZoneRules("UTC"));
  spec.office_hours.clear();
  Wall wall{{}, {}, {}, {}, {}, fakes::viet_nam()};
  if (*rc::gen::inRange(0, 5) == 0) spec.weekend = {std::chrono::Friday};
  for (const weekday day : *spec.weekend) wall.weekend.insert(day.c_encoding());
  const auto mark = [&](Date date, calendar::ListedDayOff::Kind kind, std::set<Date>& into) {
    if (wall.weekend.contains(weekday{date}.c_encoding()) || !wall.works(date)) return;
    into.insert(date);
    calendar::ListedDayOff listed;
    listed.date = date;
    listed.kind = kind;
    spec.days_off.push_back(listed);
  };
  for (int i = *rc::gen::inRange(0, 60); i > 0; --i)
    mark(any_square(), calendar::ListedDayOff::Kind::statutory, wall.holidays);
  for (int i = *rc::gen::inRange(0, 12); i > 0; --i)
    mark(any_square(), calendar::ListedDayOff::Kind::swapped, wall.swapped_off);
  for (int i = *rc::gen::inRange(0, 12); i > 0; --i) {
    const Date date = any_square();
    if (!wall.weekend.contains(weekday{date}.c_encoding()) || wall.works(date)) continue;
    wall.swapped_worked.insert(date);
    calendar::ListedDayWorked listed;
    listed.date = date;
    spec.days_worked.push_back(listed);
  }
  wall.calendar = fakes::compiled(spec);
  wall.spec = std::move(spec);
  return wall;
}

Roll any_roll() {
  return *rc::gen::element(Roll::none, Roll::following, Roll::preceding);
}

/// Algemene termijnenwet art. 4 a.
Period most() {
  Period period;
  period.months = 3;
  period.weeks = 12;
  period.days = 90;
  return period;
}

CountingRule any_rule() {
  CountingRule rule;
  rule.id = "any";
  rule.first_day_counts = *rc::gen::inRange(0, 4) == 0;
  rule.roll_forward = any_roll();
  rule.roll_backward = any_roll();
  rule.short_days_max = *rc::gen::element(0, 0, 5, 11);
  rule.clear_backward =
      *rc::gen::element(ClearPeriods::none, ClearPeriods::days, ClearPeriods::all);
  rule.swapped_off_closes = *rc::gen::arbitrary<bool>();
  rule.worked_weekend_closes = *rc::gen::arbitrary<bool>();
  rule.working_days_min = *rc::gen::element(0, 0, 2, 3);
  rule.working_days_min_from = *rc::gen::element(2, 3);
  if (*rc::gen::inRange(0, 3) == 0) rule.rolls_up_to = most();
  return rule;
}

Period any_length() {
  Period length;
  switch (*rc::gen::inRange(0, 5)) {
    case 0: length.working_days = *rc::gen::inRange(1, 40); break;
    case 1: length.weeks = *rc::gen::inRange(1, 16); break;
    case 2: length.months = *rc::gen::inRange(1, 14); break;
    case 3:
      length.months = *rc::gen::inRange(1, 4);
      length.days = *rc::gen::inRange(0, 20);
      break;
    default: length.days = *rc::gen::inRange(1, 130);
  }
  return length;
}

/// The same day of the month, month by month as leaves are turned; the last one of a short month.
Date turn_leaves(Date from, int months, bool& was_short) {
  int year = static_cast<int>(civil(from).year());
  unsigned month = static_cast<unsigned>(civil(from).month());
  for (int i = 0; i < (months < 0 ? -months : months); ++i) {
    if (months > 0 && ++month == 13) month = 1, ++year;
    if (months < 0 && --month == 0) month = 12, --year;
  }
  unsigned day = static_cast<unsigned>(civil(from).day());
  was_short = false;
  while (!(std::chrono::year{year} / std::chrono::month{month} / std::chrono::day{day}).ok()) {
    --day;
    was_short = true;
  }
  return make_date(year, month, day);
}

bool is_short(const Period& length, const CountingRule& rule) {
  return length.days > 0 && length.days <= rule.short_days_max && length.weeks == 0 &&
         length.months == 0 && length.working_days == 0;
}

bool is_too_long(const Period& length, const CountingRule& rule) {
  return rule.rolls_up_to && (length.months > 3 || length.weeks > 12 || length.days > 90);
}

Date next_open(const Wall& wall, const CountingRule& rule, Date date, Roll roll) {
  if (roll == Roll::none) return date;
  while (wall.closes_a_limit(date, rule)) date += days{roll == Roll::following ? 1 : -1};
  return date;
}

int worked_between(const Wall& wall, Date after, Date through) {
  int count = 0;
  for (Date date = after + days{1}; date <= through; date += days{1}) count += wall.works(date);
  return count;
}

Date clerk_forward(const Wall& wall, const CountingRule& rule, Date event, const Period& length) {
  const int working = is_short(length, rule) ? length.days : length.working_days;
  Date last = event;
  if (working > 0) {
    if (rule.first_day_counts) last -= days{1};
    for (int used = 0; used < working;) {
      last += days{1};
      used += wall.works(last);
    }
  } else {
    bool was_short = false;
    if (length.months > 0) last = turn_leaves(last, length.months, was_short);
    const int rest = length.weeks * 7 + length.days;
    last += days{rest};
    if (rule.first_day_counts && !(was_short && rest == 0)) last -= days{1};
  }
  if (is_too_long(length, rule)) return last;
  Date due = next_open(wall, rule, last, rule.roll_forward);
  if (rule.working_days_min > 0 && last - event >= days{rule.working_days_min_from}) {
    const Date before = rule.first_day_counts ? event - days{1} : event;
    while (worked_between(wall, before, due) < rule.working_days_min) due += days{1};
  }
  return due;
}

Date clerk_backward(const Wall& wall, const CountingRule& rule, Date event, const Period& length) {
  const int working = is_short(length, rule) ? length.days : length.working_days;
  Date latest = rule.first_day_counts ? event + days{1} : event;
  if (working > 0) {
    for (int used = 0; used < working;) {
      latest -= days{1};
      used += wall.works(latest);
    }
  } else {
    bool was_short = false;
    if (length.months > 0) latest = turn_leaves(latest, -length.months, was_short);
    latest -= days{length.weeks * 7 + length.days};
  }
  const bool in_days = working > 0 || (length.days > 0 && length.weeks == 0 && length.months == 0);
  if (rule.clear_backward == ClearPeriods::all ||
      (rule.clear_backward == ClearPeriods::days && in_days))
    latest -= days{1};
  if (is_too_long(length, rule)) return latest;
  Date due = next_open(wall, rule, latest, rule.roll_backward);
  if (rule.working_days_min > 0 && event - latest >= days{rule.working_days_min_from}) {
    const Date through = rule.first_day_counts ? event : event - days{1};
    while (worked_between(wall, due - days{1}, through) < rule.working_days_min) due -= days{1};
  }
  return due;
}

RC_GTEST_PROP(CountingOracle, forward_ends_where_a_clerk_ends, ()) {
  const Wall wall = any_wall();
  const CountingRule rule = any_rule();
  const Period length = any_length();
  const Date event = any_square();
  const auto due = due_after(rule, wall.calendar, wall.calendar.zone().start_of(event), length);
  RC_ASSERT(due.has_value());
  RC_ASSERT(to_text(due->due_on) == to_text(clerk_forward(wall, rule, event, length)));
}

RC_GTEST_PROP(CountingOracle, backward_ends_where_a_clerk_ends, ()) {
  const Wall wall = any_wall();
  const CountingRule rule = any_rule();
  const Period length = any_length();
  const Date event = any_square();
  const auto due = due_before(rule, wall.calendar, event, length);
  RC_ASSERT(due.has_value());
  RC_ASSERT(to_text(due->due_on) == to_text(clerk_backward(wall, rule, event, length)));
}

RC_GTEST_PROP(CountingOracle, a_trace_ends_where_the_count_does_and_changes_nothing, ()) {
  const Wall wall = any_wall();
  const CountingRule rule = any_rule();
  const Period length = any_length();
  const Instant event = wall.calendar.zone().start_of(any_square());
  Trace trace;
  const auto traced = due_after(rule, wall.calendar, event, length, &trace);
  RC_ASSERT(traced.value() == due_after(rule, wall.calendar, event, length).value());
  RC_ASSERT(*trace.back().to == traced->due_on);
  Trace back;
  const Date date = any_square();
  RC_ASSERT(due_before(rule, wall.calendar, date, length, &back).value() ==
            due_before(rule, wall.calendar, date, length).value());
}

RC_GTEST_PROP(CountingLaws, one_more_holiday_never_ends_a_forward_limit_earlier, ()) {
  const Wall wall = any_wall();
  CountingRule rule = any_rule();
  if (rule.roll_forward == Roll::preceding) rule.roll_forward = Roll::following;
  const Period length = any_length();
  const Date event = any_square();
  const Date extra = event + days{*rc::gen::inRange(-2, 60)};
  RC_PRE(wall.works(extra) && !wall.swapped_worked.contains(extra));
  calendar::CalendarSpec spec = wall.spec;
  spec.days_off.push_back(fakes::off(to_text(extra), "storm"));
  const calendar::Calendar longer = fakes::compiled(spec);
  const Instant at = wall.calendar.zone().start_of(event);
  const Date without = due_after(rule, wall.calendar, at, length)->due_on;
  RC_ASSERT(due_after(rule, longer, at, length)->due_on >= without);
}

RC_GTEST_PROP(CountingLaws, days_counted_back_from_where_they_ended_lead_to_the_event, ()) {
  const CountingRule rule = plain_days();
  const Date event = any_square();
  Period length;
  length.weeks = *rc::gen::inRange(0, 20);
  length.days = *rc::gen::inRange(1, 400);
  const auto& calendar = fakes::viet_nam();
  const Date last = due_after(rule, calendar, calendar.zone().start_of(event), length)->due_on;
  RC_ASSERT(due_before(rule, calendar, last, length)->due_on == event);
}

}  // namespace
}  // namespace dunghan::deadline
