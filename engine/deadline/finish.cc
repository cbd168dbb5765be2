// How a count ends: the roll of a closed last day, the least number of working days, the instant of
// the end, and whether all of it rests on official days.
#include <algorithm>

#include "engine/deadline/count.h"
#include "engine/deadline/trace_days.h"

namespace dunghan::deadline {

using std::chrono::days;

/// Whether a last day on `date` is not taken as one. A swap parts this from "no working day": the
/// law speaks of weekends and holidays, and who swaps a day says nothing of time limits.
bool Counter::closes(Date date) const {
  if (calendar_.is_working(date)) {
    return rule_.worked_weekend_closes &&
           calendar_.kind_of(date) == calendar::DayReason::Kind::swapped_worked;
  }
  return rule_.swapped_off_closes ||
         calendar_.kind_of(date) != calendar::DayReason::Kind::swapped_off;
}

/// Whether a roll that began on another day ends on this Saturday. Some say that only a limit that
/// falls on a Saturday is moved, not one that a holiday brought there (c.p.c. art. 155).
bool Counter::is_reached_saturday(Date date) const {
  return !rule_.reached_saturday_closes && std::chrono::weekday{date} == std::chrono::Saturday &&
         calendar_.kind_of(date) == calendar::DayReason::Kind::weekend;
}

Result<Date> Counter::rolled(Date last, Roll roll) const {
  if (roll == Roll::none) return last;
  const days towards{roll == Roll::following ? 1 : -1};
  const Date named = last;
  while (closes(last) && (last == named || !is_reached_saturday(last))) {
    last += towards;
    if (last < calendar::Calendar::first_date() || last > calendar::Calendar::last_date())
      return exhausted();
  }
  return last;
}

Result<Date> Counter::rolled(Date last, Roll roll, std::string_view basis, Trace* trace) const {
  DUNGHAN_TRY(const Date open, rolled(last, roll));
  if (trace == nullptr || open == last) return open;
  trace_closed_days(calendar_, last, open, *trace);
  TraceStep step = step_of(TraceStep::Kind::roll, last, open);
  step.basis = basis_of(basis);
  trace->push_back(std::move(step));
  return open;
}

/// Whether the period is long enough to hold a least number of working days, forward or backward.
bool Counter::minimum_binds(const Stand& stand) const {
  if (rule_.working_days_min <= 0 || !stand.rolls) return false;
  if (!stand.clock)
    return std::chrono::abs(stand.last - stand.began).count() >= rule_.working_days_min_from;
  const Instant began = calendar_.zone().to_instant(LocalTime{stand.began} + stand.time_of_day);
  return rule_.working_days_min_hours &&
         std::chrono::abs(stand.at - began) >= days{rule_.working_days_min_from};
}

/// EU 1182/71 art. 3(5) and its like: a period of so many days holds at least so many working days.
Result<Date> Counter::with_minimum(const Stand& stand, Date due_on, Trace* trace) const {
  const int least = rule_.working_days_min;
  if (!minimum_binds(stand)) return due_on;
  const Date before = rule_.first_day_counts ? stand.began - days{1} : stand.began;
  if (calendar_.working_days_between(before, due_on) >= least) return due_on;
  DUNGHAN_TRY(const Date longer, calendar_.nth_working_day_after(before, least));
  if (trace != nullptr) {
    TraceStep step = step_of(TraceStep::Kind::minimum, due_on, longer);
    step.number = least;
    step.basis = basis_of("minimum");
    trace->push_back(std::move(step));
  }
  return longer;
}

/// The same, counted back from an event: the days from the last to the event hold as many.
Result<Date> Counter::with_minimum_back(const Stand& stand, Date due_on, Trace* trace) const {
  const int least = rule_.working_days_min;
  if (!minimum_binds(stand)) return due_on;
  const Date after = rule_.first_day_counts ? stand.began : stand.began - days{1};
  if (calendar_.working_days_between(due_on - days{1}, after) >= least) return due_on;
  DUNGHAN_TRY(const Date longer, calendar_.nth_working_day_before(after + days{1}, least));
  if (trace != nullptr) {
    TraceStep step = step_of(TraceStep::Kind::minimum, due_on, longer);
    step.number = least;
    step.basis = basis_of("minimum");
    step.backward = true;
    trace->push_back(std::move(step));
  }
  return longer;
}

void Counter::set_end(Due& due, const Stand& stand) const {
  const ZoneRules& zone = calendar_.zone();
  due.due_at = zone.end_of(due.due_on);
  if (rule_.ends == PeriodEnd::same_time) {
    due.due_at = zone.to_instant(LocalTime{due.due_on} + stand.time_of_day);
    due.clock_type = true;
  } else if (rule_.ends == PeriodEnd::close_of_business && calendar_.is_working(due.due_on)) {
    due.due_at = calendar_.close_of(due.due_on);
    due.clock_type = true;
  }
}

void Counter::note_provisional(const Due& due, std::string_view basis, Trace* trace) const {
  if (trace == nullptr) return;
  if (due.provisional) {
    TraceStep doubt = step_of(TraceStep::Kind::provisional, std::nullopt, std::nullopt);
    if (calendar_.official_from() <= calendar_.official_until()) {
      doubt.from = calendar_.official_from();
      doubt.to = calendar_.official_until();
    }
    trace->push_back(std::move(doubt));
  }
  TraceStep step = step_of(TraceStep::Kind::result, due.due_on, due.due_on);
  step.at = due.due_at;
  step.number = due.clock_type ? 1 : 0;
  step.basis = basis_of(basis);
  trace->push_back(std::move(step));
}

/// The same time of the next open day in the direction of the count (FRCP 6(a)(2)(C), (5)).
Result<void> Counter::roll_clock(const Stand& stand, Roll roll, Due& due, Trace* trace) const {
  DUNGHAN_TRY(due.due_on, rolled(stand.last, roll));
  if (due.due_on == stand.last) return {};
  const LocalTime local = calendar_.zone().to_local(stand.at);
  due.due_at = calendar_.zone().to_instant(LocalTime{due.due_on} + (local - LocalTime{stand.last}));
  if (trace == nullptr) return {};
  trace_closed_days(calendar_, stand.last, due.due_on, *trace);
  TraceStep step = step_of(TraceStep::Kind::roll, stand.last, due.due_on);
  step.at = due.due_at;
  if (due.due_on < stand.last) step.basis = basis_of("roll-backward");
  if (step.basis.empty()) step.basis = basis_of("roll");
  trace->push_back(std::move(step));
  return {};
}

/// Where the least number of working days binds hours as well: they end with the last of these days
/// (counted back, with its beginning).
Result<void> Counter::lengthen_clock(const Stand& stand, Due& due, Trace* trace) const {
  const bool back = stand.last < stand.began;
  DUNGHAN_TRY(const Date longer, back ? with_minimum_back(stand, due.due_on, trace)
                                      : with_minimum(stand, due.due_on, trace));
  if (longer == due.due_on) return {};
  due.due_on = longer;
  due.due_at = back ? calendar_.zone().start_of(longer) : calendar_.zone().end_of(longer);
  return {};
}

Result<Due> Counter::finish_clock(const Stand& stand, Roll roll, Trace* trace) const {
  Due due;
  due.clock_type = true;
  due.unrolled = due.due_on = stand.last;
  due.due_at = stand.at;
  if (stand.last < calendar::Calendar::first_date() || stand.last > calendar::Calendar::last_date())
    return exhausted();
  DUNGHAN_TRY_VOID(roll_clock(stand, roll, due, trace));
  DUNGHAN_TRY_VOID(lengthen_clock(stand, due, trace));
  const auto [first_used, last_used] =
      std::minmax({stand.rests_on_calendar ? stand.began : stand.last, stand.last, due.due_on});
  const bool rests = stand.rests_on_calendar || roll != Roll::none;
  due.provisional =
      rests && (!calendar_.is_official(first_used) || !calendar_.is_official(last_used));
  note_provisional(due, "hours", trace);
  return due;
}

Result<Stand> Counter::extends_from(const Stand& stand, Trace* trace) const {
  if (!rule_.extension_from_rolled) return stand;
  DUNGHAN_TRY(const Due due, finish(stand, nullptr));
  if (due.due_on == stand.last) return stand;
  if (trace != nullptr) {
    trace_closed_days(calendar_, stand.last, due.due_on, *trace);
    TraceStep step = step_of(TraceStep::Kind::roll, stand.last, due.due_on);
    if (stand.clock) step.at = due.due_at;
    step.basis = basis_of("roll");
    trace->push_back(std::move(step));
  }
  Stand rolled_to = stand;
  rolled_to.last = due.due_on;
  if (stand.clock) rolled_to.at = due.due_at;
  return rolled_to;
}

Result<Due> Counter::finish(const Stand& stand, Trace* trace) const {
  if (stand.clock) return finish_clock(stand, rule_.roll_hours, trace);
  if (stand.last < calendar::Calendar::first_date() || stand.last > calendar::Calendar::last_date())
    return exhausted();
  const Roll counted = stand.rolls ? rule_.roll_forward : Roll::none;
  const Roll roll = stand.fixed_date ? rule_.roll_fixed_date : counted;
  Due due;
  due.unrolled = stand.last;
  DUNGHAN_TRY(due.due_on,
              rolled(stand.last, roll, stand.fixed_date ? "roll-fixed-date" : "roll", trace));
  DUNGHAN_TRY(due.due_on, with_minimum(stand, due.due_on, trace));
  set_end(due, stand);
  const Date first_used =
      stand.rests_on_calendar || due.due_on < stand.last ? stand.began : stand.last;
  const bool rests = stand.rests_on_calendar || roll != Roll::none;
  due.provisional = rests && (!calendar_.is_official(std::min(first_used, due.due_on)) ||
                              !calendar_.is_official(std::max(due.due_on, stand.last)));
  note_provisional(due, "end", trace);
  return due;
}

Result<Due> Counter::finish_backward(const Stand& stand, Trace* trace) const {
  // Hours counted back roll back, where they roll at all.
  if (stand.clock)
    return finish_clock(stand, rule_.roll_hours == Roll::none ? Roll::none : Roll::preceding,
                        trace);
  if (stand.last < calendar::Calendar::first_date() || stand.last > calendar::Calendar::last_date())
    return exhausted();
  const Roll roll = stand.rolls ? rule_.roll_backward : Roll::none;
  Due due;
  due.unrolled = stand.last;
  DUNGHAN_TRY(due.due_on, rolled(stand.last, roll, "roll-backward", trace));
  DUNGHAN_TRY(due.due_on, with_minimum_back(stand, due.due_on, trace));
  set_end(due, stand);
  const bool rests = stand.rests_on_calendar || roll != Roll::none;
  const Date furthest = stand.rests_on_calendar ? stand.began : std::max(stand.last, due.due_on);
  due.provisional = rests && (!calendar_.is_official(furthest) ||
                              !calendar_.is_official(std::min(stand.last, due.due_on)));
  note_provisional(due, "end", trace);
  return due;
}

}  // namespace dunghan::deadline
