#include "engine/deadline/count.h"

#include <algorithm>

#include "engine/base/check.h"
#include "engine/deadline/trace_days.h"

namespace dunghan::deadline {
namespace {

using std::chrono::days;
using std::chrono::hours;
using std::chrono::minutes;

std::int64_t months_of(const Period& period) {
  return std::int64_t{period.years} * 12 + period.months;
}
days days_of(const Period& period) {
  return days{std::int64_t{period.weeks} * 7 + period.days};
}
bool has_day_part(const Period& period) {
  return months_of(period) != 0 || days_of(period) != days{0};
}

struct MovedDate {
  Date date{};
  bool clamped = false;  // the month is shorter: its last day was taken
};

/// The same day of the month, `count` months on (or back); nothing outside the years of calendars
/// and the one after them.
std::optional<MovedDate> move_months(Date from, std::int64_t count) {
  const std::chrono::year_month_day start = civil(from);
  const std::int64_t month_index = std::int64_t{static_cast<int>(start.year())} * 12 +
                                   static_cast<unsigned>(start.month()) - 1 + count;
  // Rounded towards zero, which is wrong before the year 0; those years are not told either way.
  const std::int64_t year = month_index / 12;
  // A first day that counts may bring a day of the year after back to the last one.
  if (year < calendar::first_year || year > calendar::last_year + 1) return std::nullopt;
  const std::chrono::year_month target{
      std::chrono::year{static_cast<int>(year)},
      std::chrono::month{static_cast<unsigned>(month_index - year * 12 + 1)}};
  const std::chrono::year_month_day same = target / start.day();
  if (same.ok()) return MovedDate{Date{same}, false};
  return MovedDate{Date{target / std::chrono::last}, true};
}

bool may_roll(const CountingRule& rule, const Period& period) {
  if (!rule.rolls_up_to) return true;
  const Period& most = *rule.rolls_up_to;
  return period.years <= most.years && period.months <= most.months && period.weeks <= most.weeks &&
         period.days <= most.days;
}

}  // namespace

TraceStep Counter::step_of(TraceStep::Kind kind, std::optional<Date> from, std::optional<Date> to) {
  TraceStep step;
  step.kind = kind;
  step.from = from;
  step.to = to;
  return step;
}

TraceStep Counter::short_step(const Period& asked) const {
  TraceStep step = step_of(TraceStep::Kind::short_period, std::nullopt, std::nullopt);
  step.period = asked;
  step.number = rule_.short_days_max;
  step.basis = basis_of("short-period");
  return step;
}

std::string Counter::basis_of(std::string_view step) const {
  for (const auto& [name, basis] : rule_.step_basis) {
    if (name == step) return basis;
  }
  return {};
}

Failure Counter::exhausted() const {
  return fail(ErrorCode::calendar_exhausted,
              "the answer lies outside the years " + std::to_string(calendar::first_year) + " to " +
                  std::to_string(calendar::last_year) + " that calendar `" + calendar_.id() +
                  "` covers",
              "check the date and the period");
}

Result<void> Counter::set_start(Stand& stand, Instant start, Trace* trace) const {
  const LocalTime local = calendar_.zone().to_local(start);
  stand.began = stand.last = std::chrono::floor<days>(local);
  stand.time_of_day = local - LocalTime{stand.began};
  stand.at = start;
  if (stand.began < calendar::Calendar::first_date() ||
      stand.began > calendar::Calendar::last_date())
    return exhausted();
  if (!rule_.cutoff) return {};
  const Cutoff& cutoff = *rule_.cutoff;
  const bool late = stand.time_of_day >= minutes{cutoff.minute};
  const bool closed = cutoff.closed_days_too && !calendar_.is_working(stand.began);
  if (!late && !closed) return {};
  Date counts_on = stand.began + days{1};
  if (cutoff.to_working_day || closed) {
    DUNGHAN_TRY(counts_on, calendar_.nth_working_day_after(stand.began, 1));
  }
  if (trace != nullptr) {
    TraceStep step = step_of(TraceStep::Kind::cutoff, stand.began, counts_on);
    step.number = closed ? -1 : cutoff.minute;
    step.basis = basis_of("cutoff");
    trace->push_back(std::move(step));
  }
  stand.began = stand.last = counts_on;
  stand.at = calendar_.opening_of(counts_on);
  stand.time_of_day = calendar_.zone().to_local(stand.at) - LocalTime{counts_on};
  stand.rests_on_calendar = true;
  return {};
}

/// The moment from which hours run: the event's own, or the next full hour (EU 1182/71 art 3(1):
/// the hour of the event is not counted).
Result<Instant> Counter::first_moment(Instant event, Trace* trace) const {
  if (rule_.first_hour_counts) return event;
  const ZoneRules& zone = calendar_.zone();
  // By the minutes that the wall clock shows, but as time that passes: where an hour is shown twice
  // the next one is the second showing.
  const LocalTime local = zone.to_local(event);
  const Instant from = event + (std::chrono::floor<hours>(local) + hours{1} - local);
  if (trace != nullptr) {
    TraceStep step = step_of(TraceStep::Kind::first_hour, zone.date_of(event), zone.date_of(from));
    step.at = from;
    step.basis = basis_of("first-day");
    trace->push_back(std::move(step));
  }
  return from;
}

/// A few days, where the rule leaves days off out of so short a period: as many working days.
Period Counter::as_counted(const Period& period) const {
  const bool is_short = period.days > 0 && period.days <= rule_.short_days_max;
  return is_short && period == dunghan::days(period.days) ? working_days(period.days) : period;
}

/// The last day of a day-type `period` counted from the day `from`.
Result<Date> Counter::days_on(Date from, const Period& period, bool first_day_counts,
                              Trace* trace) const {
  if (period.working_days > 0) {
    const Date before = first_day_counts ? from - days{1} : from;
    DUNGHAN_TRY(const Date last, calendar_.nth_working_day_after(before, period.working_days));
    if (trace != nullptr) trace_working_days(calendar_, before + days{1}, last, *trace);
    return last;
  }
  MovedDate moved{from, false};
  if (months_of(period) != 0) {
    const auto by_months = move_months(from, months_of(period));
    if (!by_months) return exhausted();
    moved = *by_months;
  }
  Date last = moved.date + days_of(period);
  // A first day that counts takes one day off the end, but not where a shorter month took more
  // already (BGB s. 188(3)).
  if (first_day_counts && !(moved.clamped && days_of(period) == days{0})) last -= days{1};
  if (trace != nullptr) {
    TraceStep step = step_of(TraceStep::Kind::count, from, last);
    step.period = period;
    step.number = static_cast<int>((last - from).count());
    step.basis = basis_of("count");
    trace->push_back(std::move(step));
    if (moved.clamped) {
      TraceStep clamp = step_of(TraceStep::Kind::month_end, from, moved.date);
      clamp.basis = basis_of("month");
      trace->push_back(std::move(clamp));
    }
  }
  return last;
}

/// Day part first, at the same time of day; then hours as elapsed time.
Result<Instant> Counter::clock_on(const Stand& stand, const Period& period) const {
  if (period.counts_office_time()) return calendar_.add_office_time(stand.at, period.office_time());
  Instant at = stand.at;
  if (has_day_part(period)) {
    const LocalTime local = calendar_.zone().to_local(at);
    const Date date = std::chrono::floor<days>(local);
    DUNGHAN_TRY(const Date moved, days_on(date, period, false, nullptr));
    at = calendar_.zone().to_instant(LocalTime{moved} + (local - LocalTime{date}));
  }
  return at + period.elapsed_time();
}

/// What a reader must see to check a limit in hours: the office hours that were counted, or that
/// the clocks changed while hours passed.
void Counter::trace_clock(Instant from, const Stand& stand, const Period& period,
                          Trace& trace) const {
  const ZoneRules& zone = calendar_.zone();
  if (period.counts_office_time()) trace_office_time(calendar_, from, stand.at, trace);
  const auto shift =
      std::chrono::duration_cast<minutes>(zone.offset_at(stand.at) - zone.offset_at(from));
  if (period.elapsed_time() != Microseconds::zero() && shift != minutes::zero()) {
    TraceStep step = step_of(TraceStep::Kind::clock_change, zone.date_of(from), stand.last);
    step.number = static_cast<int>(shift.count());
    trace.push_back(std::move(step));
  }
  TraceStep step = step_of(TraceStep::Kind::count, stand.began, stand.last);
  step.period = period;
  step.at = stand.at;
  step.basis = basis_of("hours");
  trace.push_back(std::move(step));
}

Result<Stand> Counter::from_start(Instant start, const Period& asked, Trace* trace) const {
  if (asked.is_zero())
    return fail(ErrorCode::invalid_argument, "a time limit of no length cannot be counted");
  if (trace != nullptr) {
    TraceStep step = step_of(TraceStep::Kind::start, calendar_.zone().date_of(start), std::nullopt);
    step.at = start;
    step.period = asked;
    step.basis = rule_.source;
    trace->push_back(std::move(step));
  }
  const Period period = as_counted(asked);
  if (trace != nullptr && period != asked) trace->push_back(short_step(asked));
  Stand stand;
  DUNGHAN_TRY_VOID(set_start(stand, start, trace));
  stand.clock = period.is_clock_type();
  stand.rolls = may_roll(rule_, period);
  stand.rests_on_calendar =
      stand.rests_on_calendar || period.working_days > 0 || period.counts_office_time();
  if (stand.clock) {
    DUNGHAN_TRY(stand.at, first_moment(stand.at, trace));
    const Instant from = stand.at;
    DUNGHAN_TRY(stand.at, clock_on(stand, period));
    stand.last = calendar_.zone().date_of(stand.at);
    if (trace != nullptr) trace_clock(from, stand, period, *trace);
    return stand;
  }
  if (trace != nullptr) {
    TraceStep step = step_of(TraceStep::Kind::first_day, stand.began,
                             rule_.first_day_counts ? stand.began : stand.began + days{1});
    step.number = rule_.first_day_counts ? 1 : 0;
    step.basis = basis_of("first-day");
    trace->push_back(std::move(step));
  }
  DUNGHAN_TRY(stand.last, days_on(stand.began, period, rule_.first_day_counts, trace));
  return stand;
}

Result<Stand> Counter::back_from(Date event, const Period& asked, Trace* trace) const {
  if (asked.is_zero())
    return fail(ErrorCode::invalid_argument, "a time limit of no length cannot be counted");
  if (event < calendar::Calendar::first_date() || event > calendar::Calendar::last_date())
    return exhausted();
  const Period period = as_counted(asked);
  Stand stand;
  stand.began = stand.last = event;
  stand.at = calendar_.zone().start_of(event);
  stand.clock = period.is_clock_type();
  stand.rolls = may_roll(rule_, period);
  stand.rests_on_calendar = period.working_days > 0 || period.counts_office_time();
  if (trace != nullptr) {
    TraceStep step = step_of(TraceStep::Kind::start, event, std::nullopt);
    step.period = asked;
    step.backward = true;
    step.basis = rule_.source;
    trace->push_back(std::move(step));
    if (period != asked) trace->push_back(short_step(asked));
  }
  const Date before = rule_.first_day_counts && !stand.clock ? event + days{1} : event;
  if (period.working_days > 0) {
    DUNGHAN_TRY(stand.last, calendar_.nth_working_day_before(before, period.working_days));
    if (trace != nullptr) trace_working_days_back(calendar_, before - days{1}, stand.last, *trace);
    clear(stand, period, trace);
    return stand;
  }
  const auto moved = move_months(before, -months_of(period));
  if (!moved) return exhausted();
  stand.last = moved->date - days_of(period);
  if (stand.clock) {
    stand.at = calendar_.zone().start_of(stand.last) - period.elapsed_time();
    if (period.counts_office_time()) {
      DUNGHAN_TRY(stand.at, calendar_.subtract_office_time(stand.at, period.office_time()));
    }
    stand.last = calendar_.zone().date_of(stand.at);
  }
  if (trace != nullptr) {
    if (period.counts_office_time())
      trace_office_time(calendar_, stand.at, calendar_.zone().start_of(event), *trace);
    TraceStep step = step_of(TraceStep::Kind::count, event, stand.last);
    step.period = period;
    step.backward = true;
    step.number = static_cast<int>((event - stand.last).count());
    if (stand.clock) step.at = stand.at;
    step.basis = basis_of("backward");
    trace->push_back(std::move(step));
    if (moved->clamped) {
      TraceStep clamp = step_of(TraceStep::Kind::month_end, event, moved->date);
      clamp.basis = basis_of("month");
      trace->push_back(std::move(clamp));
    }
  }
  clear(stand, period, trace);
  return stand;
}

/// Clear days: the day of the act is none of those between it and the event.
void Counter::clear(Stand& stand, const Period& period, Trace* trace) const {
  const bool in_days = period == dunghan::days(period.days) || period.working_days > 0;
  const bool is_clear = rule_.clear_backward == ClearPeriods::all ||
                        (rule_.clear_backward == ClearPeriods::days && in_days);
  if (!is_clear || stand.clock) return;
  const Date earliest = stand.last;
  stand.last -= days{1};
  if (trace == nullptr) return;
  TraceStep step = step_of(TraceStep::Kind::clear_days, earliest, stand.last);
  step.basis = basis_of("clear-days");
  step.backward = true;
  trace->push_back(std::move(step));
}

Result<Stand> Counter::on_from(const Stand& stand, const Period& asked) const {
  const Period period = as_counted(asked);
  Stand next = stand;
  next.rolls = may_roll(rule_, period);
  next.fixed_date = false;
  next.clock = period.is_clock_type();
  next.rests_on_calendar =
      stand.rests_on_calendar || period.working_days > 0 || period.counts_office_time();
  if (!next.clock) {
    DUNGHAN_TRY(next.last, days_on(stand.last, period, false, nullptr));
    return next;
  }
  // Hours after a limit of days begin where its last day ends.
  if (!stand.clock) next.at = calendar_.zone().end_of(stand.last);
  DUNGHAN_TRY(next.at, clock_on(next, period));
  next.last = calendar_.zone().date_of(next.at);
  return next;
}

Result<Stand> Counter::moved(const Stand& stand, const Period& asked, const Gap& gap) const {
  const Period period = as_counted(asked);
  Stand next = stand;
  if (stand.clock) {
    if (period.counts_office_time()) {
      const Microseconds left = calendar_.office_time_between(gap.from, stand.at);
      if (left == Microseconds::zero()) return next;
      DUNGHAN_TRY(next.at, calendar_.add_office_time(gap.to, left));
    } else {
      next.at += gap.to - gap.from;
    }
    next.last = calendar_.zone().date_of(next.at);
    return next;
  }
  if (period.working_days == 0) {
    next.last += days{gap.days()};
    return next;
  }
  // As many working days more as did not count: what was left when the suspension began then comes
  // after it.
  const std::int64_t lost = calendar_.working_days_between(gap.first - days{1}, gap.last);
  if (lost > 0) {
    DUNGHAN_TRY(next.last, calendar_.nth_working_day_after(stand.last, lost));
  }
  return next;
}

bool Counter::holds(const Stand& stand, Instant instant) const {
  return stand.clock ? instant <= stand.at : instant < calendar_.zone().end_of(stand.last);
}

Instant Counter::instant_of(const Stand& stand) const {
  return stand.clock ? stand.at : calendar_.zone().end_of(stand.last) - Microseconds{1};
}

}  // namespace dunghan::deadline
