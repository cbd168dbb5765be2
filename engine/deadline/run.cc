#include "engine/deadline/run.h"

#include <algorithm>

#include "engine/base/check.h"
#include "engine/deadline/trace_days.h"

namespace dunghan::deadline {
namespace {

using std::chrono::days;
using Kind = ResolvedLimit::Kind;

bool first_day_used(const Operation& suspension, const CountingRule& rule) {
  return suspension.first_day_counts.value_or(rule.suspension_first_day_counts);
}
bool last_day_used(const Operation& suspension, const CountingRule& rule) {
  return suspension.last_day_counts.value_or(rule.suspension_last_day_counts);
}

/// A date is no count: it moves by days, whatever moved the limit before it.
const Period by_days = dunghan::days(1);

TraceStep extension_step(const Operation& extension, const Date& from, const Stand& end) {
  TraceStep step;
  step.kind = extension.total ? TraceStep::Kind::total : TraceStep::Kind::extension;
  step.from = from;
  step.to = end.last;
  if (end.clock) step.at = end.at;
  step.period = extension.total ? extension.total : extension.by;
  step.note_vi = step.note_en = extension.ground;
  step.basis = extension.basis;
  return step;
}

}  // namespace

/// Where the count has come to, and how many of the gaps were charged to segments so far.
struct Run::Progress {
  const Counter& counter;
  Trace* trace = nullptr;
  Gaps gaps;
  Stand stand{};
  std::size_t charged = 0;
  std::int64_t days = 0;
};

void Run::suspend(const Operation& operation) {
  DUNGHAN_CHECK(open_ == nullptr);
  open_ = &operation;
  ++times_suspended_;
}

void Run::pause(const Operation& operation, Instant from, Instant to) {
  DUNGHAN_CHECK(open_ == nullptr && to >= from);
  suspensions_.push_back({&operation, from, to});
}

void Run::resume(Instant at) {
  DUNGHAN_CHECK(open_ != nullptr && at >= open_->at);
  suspensions_.push_back({open_, open_->at, at});
  open_ = nullptr;
}

Result<std::optional<Instant>> Run::resumes_at(const Counter& counter) const {
  if (open_ == nullptr || !open_->at_most) return std::nullopt;
  const Period& length = *open_->at_most;
  const calendar::Calendar& calendar = counter.calendar();
  Stand stand;
  stand.at = open_->at;
  stand.clock = length.is_clock_type();
  stand.last = calendar.zone().date_of(open_->at);
  if (stand.clock) {
    DUNGHAN_TRY(const Stand end, counter.on_from(stand, length));
    return end.at;
  }
  // So many days are free as the length says: with the usual edges the day after the last of them
  // is the day of resumption less one, because that day is free itself.
  const CountingRule& rule = counter.rule();
  if (!first_day_used(*open_, rule)) stand.last -= days{1};
  DUNGHAN_TRY(const Stand end, counter.on_from(stand, length));
  const Date resumption = last_day_used(*open_, rule) ? end.last + days{1} : end.last;
  return std::max(open_->at, calendar.zone().start_of(resumption));
}

/// The days and the stretch that each ended suspension takes out; a day belongs to one suspension
/// at most.
Run::Gaps Run::gaps(const Counter& counter, Date began) const {
  Gaps all;
  const ZoneRules& zone = counter.calendar().zone();
  Date next_free = counter.rule().first_day_counts ? began : began + days{1};
  for (const Suspension& suspension : suspensions_) {
    Gap gap;
    gap.from = suspension.from;
    gap.to = suspension.to;
    gap.first = zone.date_of(suspension.from);
    gap.last = zone.date_of(suspension.to);
    if (first_day_used(*suspension.operation, counter.rule())) gap.first += days{1};
    if (last_day_used(*suspension.operation, counter.rule())) gap.last -= days{1};
    gap.first = std::max(gap.first, next_free);
    // Suspended and resumed at one instant changes nothing, whatever the edges are.
    if (suspension.from == suspension.to) gap.last = gap.first - days{1};
    if (gap.days() > 0) next_free = gap.last + days{1};
    all.push_back(gap);
  }
  return all;
}

/// Charges the segment that ends at progress.stand with the gaps that began while it ran.
Result<void> Run::charge(Progress& progress, const Period& unit, bool last_segment) const {
  const Counter& counter = progress.counter;
  while (progress.charged < progress.gaps.size()) {
    const Gap& gap = progress.gaps[progress.charged];
    if (last_segment) {
      // The last one runs up to its due date, with the roll.
      DUNGHAN_TRY(const Due due, counter.finish(progress.stand, nullptr));
      if (!in_time(due, gap.from)) return {};
    } else if (!counter.holds(progress.stand, gap.from)) {
      return {};
    }
    const Date before = progress.stand.last;
    DUNGHAN_TRY(progress.stand, counter.moved(progress.stand, unit, gap));
    const Operation& operation = *suspensions_[progress.charged].operation;
    ++progress.charged;
    progress.days += gap.days();
    if (progress.trace == nullptr) continue;
    TraceStep step;
    step.kind = TraceStep::Kind::suspension;
    step.from = counter.calendar().zone().date_of(gap.from);
    step.to = progress.stand.last;
    if (progress.stand.clock) {
      step.at = progress.stand.at;
      step.stopped_at = gap.from;
      step.resumed_at = gap.to;
    }
    const Period counted = counter.as_counted(unit);
    step.number =
        static_cast<int>(counted.working_days > 0
                             ? counter.calendar().working_days_between(before, progress.stand.last)
                             : gap.days());
    step.resumed = counter.calendar().zone().date_of(gap.to);
    step.period = counted;
    step.note_vi = step.note_en = operation.ground;
    step.basis = operation.basis.empty() ? counter.basis_of("suspension") : operation.basis;
    const int lost = step.number;
    progress.trace->push_back(std::move(step));
    // The days that are counted in place of those lost.
    if (counted.working_days > 0) {
      trace_working_days(counter.calendar(), before + days{1}, progress.stand.last, *progress.trace,
                         std::max(0, counted.working_days - lost));
    }
  }
  return {};
}

/// The end of an extension that follows progress.stand, with what earlier suspensions do to it.
Result<Stand> Run::extend_to(Progress& progress, const Operation& extension) const {
  const Counter& counter = progress.counter;
  if (extension.by) return counter.on_from(progress.stand, *extension.by);
  if (extension.total) {
    DUNGHAN_TRY(Stand end, counter.from_start(start_->at, *extension.total, nullptr));
    for (std::size_t i = 0; i < progress.charged && counter.rule().total_moves_with_suspension;
         ++i) {
      DUNGHAN_TRY(end, counter.moved(end, *extension.total, progress.gaps[i]));
    }
    // An extension never takes time away: a ceiling already passed by suspensions leaves the limit
    // as it is.
    return counter.holds(end, counter.instant_of(progress.stand)) ? Result<Stand>(end)
                                                                  : Result<Stand>(progress.stand);
  }
  DUNGHAN_CHECK(extension.until.has_value());
  Stand end = progress.stand;
  end.clock = false;
  end.rolls = false;  // the date that was agreed, as it was agreed
  end.fixed_date = false;
  end.last = *extension.until;
  for (std::size_t i = 0; i < progress.charged; ++i) {
    if (progress.gaps[i].from < extension.at || progress.gaps[i].days() == 0) continue;
    end.last += days{progress.gaps[i].days()};
    end.rolls = true;
  }
  // Nor does an agreed date that lies before what is left anyway.
  return counter.holds(end, counter.instant_of(progress.stand)) ? end : progress.stand;
}

Result<Run::Outcome> Run::extended(Progress& progress) const {
  for (std::size_t i = 0; i < extensions_.size(); ++i) {
    const Operation& extension = *extensions_[i];
    if (extension.by) {
      DUNGHAN_TRY(progress.stand, progress.counter.extends_from(progress.stand, progress.trace));
    }
    const Date from = progress.stand.last;
    DUNGHAN_TRY(progress.stand, extend_to(progress, extension));
    if (progress.trace != nullptr) {
      TraceStep step = extension_step(extension, from, progress.stand);
      if (step.basis.empty()) step.basis = progress.counter.basis_of("extension");
      progress.trace->push_back(std::move(step));
      if (extension.by && progress.counter.as_counted(*extension.by).working_days > 0) {
        trace_working_days(progress.counter.calendar(), from + days{1}, progress.stand.last,
                           *progress.trace);
      }
    }
    const Period& unit = extension.by      ? *extension.by
                         : extension.total ? *extension.total
                                           : by_days;
    const bool ceiling_stands =
        extension.total && !progress.counter.rule().total_moves_with_suspension;
    if (!ceiling_stands) DUNGHAN_TRY_VOID(charge(progress, unit, i + 1 == extensions_.size()));
  }
  DUNGHAN_TRY(const Due due, progress.counter.finish(progress.stand, progress.trace));
  return Outcome{due, std::nullopt, progress.days};
}

Run::Course Run::course(const Counter& counter, const Period& base) const {
  return {start_->at, counter.calendar().zone().date_of(start_->at), base, true};
}

Result<Run::Outcome> Run::counted(const Counter& counter, const Course& course,
                                  Trace* trace) const {
  Progress progress{counter, trace, gaps(counter, course.began)};
  DUNGHAN_TRY(progress.stand, counter.from_start(course.from, course.base, trace));
  progress.stand.rolls = progress.stand.rolls && course.rolls;
  DUNGHAN_TRY_VOID(charge(progress, course.base, extensions_.empty()));
  return extended(progress);
}

/// The least time is over when its last day is: nothing has to be done on that day, so it does not
/// roll unless its definition says so.
Result<Run::Outcome> Run::least_time(const Counter& counter, const Period& length,
                                     Trace* trace) const {
  Course least = course(counter, length);
  least.rolls = start_->limit.roll.has_value();
  DUNGHAN_TRY(Outcome outcome, counted(counter, least, trace));
  outcome.not_before = outcome.due->due_at;
  if (trace != nullptr) {
    DUNGHAN_CHECK(!trace->empty() && trace->back().kind == TraceStep::Kind::result);
    // The first day on which it may end.
    trace->back().from = counter.calendar().zone().date_of(outcome.due->due_at);
  }
  return outcome;
}

/// A date, or a period before one: no count runs, so suspensions do not move it; extensions count
/// on from it.
Result<Run::Outcome> Run::named(const Counter& counter, const Stand& stand, Trace* trace) const {
  Progress progress{counter, trace, {}};
  progress.stand = stand;
  if (!extensions_.empty()) {
    progress.gaps = gaps(counter, counter.calendar().zone().date_of(start_->at));
    const auto later =
        std::find_if(progress.gaps.begin(), progress.gaps.end(),
                     [&](const Gap& gap) { return !counter.holds(progress.stand, gap.from); });
    progress.charged = static_cast<std::size_t>(later - progress.gaps.begin());
  }
  return extended(progress);
}

namespace {

Date reference_of(const std::optional<Date>& date, const DayChoice& choice, Date start) {
  DUNGHAN_CHECK(date.has_value() || choice.next_from_start);
  return choice.next_from_start ? start : *date;
}

/// Counted back from a moment, at which a day part keeps its time of day.
Result<Stand> back_from_moment(const Counter& counter, Instant moment, const Period& period,
                               Trace* trace) {
  const calendar::Calendar& calendar = counter.calendar();
  Period days_of_it = period;
  days_of_it.hours = days_of_it.minutes = 0;
  days_of_it.working_hours = days_of_it.working_minutes = 0;
  Stand stand;
  stand.began = stand.last = calendar.zone().date_of(moment);
  stand.at = moment;
  if (!days_of_it.is_zero()) {
    DUNGHAN_TRY(stand, counter.back_from(stand.began, days_of_it, nullptr));
    const LocalTime local = calendar.zone().to_local(moment);
    stand.at = calendar.zone().to_instant(LocalTime{stand.last} +
                                          (local - LocalTime{std::chrono::floor<days>(local)}));
  }
  stand.clock = true;
  stand.rests_on_calendar = period.counts_office_time();
  stand.at -= period.elapsed_time();
  if (period.counts_office_time()) {
    DUNGHAN_TRY(stand.at, calendar.subtract_office_time(stand.at, period.office_time()));
  }
  stand.last = calendar.zone().date_of(stand.at);
  if (trace == nullptr) return stand;
  TraceStep begins;
  begins.kind = TraceStep::Kind::start;
  begins.from = stand.began;
  begins.at = moment;
  begins.period = period;
  begins.backward = true;
  begins.basis = counter.rule().source;
  trace->push_back(std::move(begins));
  if (period.counts_office_time()) trace_office_time(calendar, stand.at, moment, *trace);
  TraceStep count;
  count.kind = TraceStep::Kind::count;
  count.from = stand.began;
  count.to = stand.last;
  count.period = period;
  count.backward = true;
  count.at = stand.at;
  count.note_vi = "thời điểm đó";
  count.note_en = "that moment";
  count.basis = counter.basis_of("backward");
  trace->push_back(std::move(count));
  return stand;
}

TraceStep date_step(Date from, Date to, const std::string& basis) {
  TraceStep step;
  step.kind = TraceStep::Kind::fixed_date;
  step.from = from;
  step.to = to;
  step.basis = basis;
  return step;
}

/// A last day that is closed and stays the last day is told, or a reader would look for the roll.
void tell_that_it_stays(const Counter& counter, const Run::Outcome& outcome, Trace* trace) {
  if (trace == nullptr || !outcome.due || outcome.due->clock_type ||
      outcome.due->due_on != outcome.due->unrolled ||
      counter.calendar().is_working(outcome.due->due_on))
    return;
  const auto end = std::find_if(trace->begin(), trace->end(), [](const TraceStep& step) {
    return step.kind == TraceStep::Kind::provisional || step.kind == TraceStep::Kind::result;
  });
  TraceStep stays;
  stays.kind = TraceStep::Kind::roll;
  stays.from = stays.to = outcome.due->due_on;
  stays.basis = counter.basis_of("no-roll");
  trace->insert(end, std::move(stays));
}

CountingRule with_roll(const CountingRule& rule, Roll roll, const std::string& basis) {
  CountingRule own = rule;
  own.roll_forward = own.roll_backward = own.roll_hours = own.roll_fixed_date = roll;
  own.rolls_up_to.reset();
  for (auto& [step, article] : own.step_basis) {
    if (step.starts_with("roll")) article = basis;
  }
  return own;
}

}  // namespace

Result<Run::Outcome> Run::from_date(const ResolvedLimit& limit, const Counter& counter,
                                    Trace* trace) const {
  const ZoneRules& zone = counter.calendar().zone();
  const Date start = zone.date_of(start_->at);
  DUNGHAN_TRY(const Date day, chosen_day(limit.day, reference_of(limit.date, limit.day, start),
                                         counter.calendar(), trace));
  const bool of_moment = limit.moment && limit.day.kind == DayChoice::Kind::itself;
  if (limit.kind == Kind::after_date) {
    const Instant from = of_moment ? *limit.moment : zone.start_of(day);
    return counted(counter, {from, day, limit.period, true}, trace);
  }
  Stand stand;
  if (limit.kind == Kind::before_date) {
    if (of_moment && limit.period.is_clock_type()) {
      DUNGHAN_TRY(stand, back_from_moment(counter, *limit.moment, limit.period, trace));
    } else {
      DUNGHAN_TRY(stand, counter.back_from(day, limit.period, trace));
      if (of_moment) stand.time_of_day = zone.to_local(*limit.moment) - LocalTime{day};
    }
    if (!extensions_.empty()) return named(counter, stand, trace);
    DUNGHAN_TRY(const Due due, counter.finish_backward(stand, trace));
    return Outcome{due, std::nullopt, 0};
  }
  stand.began = stand.last = day;
  stand.fixed_date = true;
  stand.clock = of_moment;
  if (of_moment) stand.at = *limit.moment;
  if (trace != nullptr) trace->push_back(date_step(day, day, start_->basis));
  return named(counter, stand, trace);
}

Result<Run::Outcome> Run::window(const ResolvedLimit& limit, const Counter& counter,
                                 Trace* trace) const {
  const ZoneRules& zone = counter.calendar().zone();
  const Date start = zone.date_of(start_->at);
  DUNGHAN_TRY(const Date opens,
              chosen_day(limit.from_day, reference_of(limit.from, limit.from_day, start),
                         counter.calendar(), trace));
  DUNGHAN_TRY(const Date last, chosen_day(limit.day, reference_of(limit.date, limit.day, start),
                                          counter.calendar(), trace));
  if (last < opens) {
    return fail(ErrorCode::invalid_argument, "the window from " + to_text(opens) + " to " +
                                                 to_text(last) + " ends before it opens");
  }
  Stand stand;
  stand.began = stand.last = last;
  stand.fixed_date = true;
  if (trace != nullptr) trace->push_back(date_step(opens, last, start_->basis));
  DUNGHAN_TRY(Outcome outcome, named(counter, stand, trace));
  outcome.not_before = zone.start_of(opens);
  return outcome;
}

/// Parts whose date is not known are left out: the others bind all the same.
Result<Run::Outcome> Run::first_of(const std::vector<ResolvedLimit>& parts, const Counter& counter,
                                   Trace* trace) const {
  const ResolvedLimit* chosen = nullptr;
  Outcome best;
  Trace told;
  for (const ResolvedLimit& part : parts) {
    if (awaits_date(part)) continue;
    DUNGHAN_TRY(const Outcome one, outcome_of(part, counter, nullptr));
    if (!one.due) continue;
    if (trace != nullptr) {
      TraceStep step;
      step.kind = TraceStep::Kind::earliest;
      if (part.kind == Kind::period) {
        step.period = part.period;
      } else {
        LimitWords words = words_of(part);
        step.note_vi = std::move(words.vi);
        step.note_en = std::move(words.en);
      }
      step.to = one.due->due_on;
      told.push_back(std::move(step));
    }
    if (chosen != nullptr && one.due->due_at >= best.due->due_at) continue;
    chosen = &part;
    best = one;
    for (TraceStep& step : told) step.number = &step == &told.back() ? 1 : 0;
  }
  if (chosen == nullptr) return fail(ErrorCode::invalid_argument, "`earliest` names no limit");
  if (trace == nullptr) return best;
  trace->insert(trace->end(), told.begin(), told.end());
  return outcome_of(*chosen, counter, trace);
}

Run::Outcome Run::without_end(const Counter& counter, Trace* trace) const {
  if (trace != nullptr) {
    TraceStep step;
    const bool at_once = start_->limit.kind == Kind::at_once;
    step.kind = at_once ? TraceStep::Kind::no_limit : TraceStep::Kind::fixed_date;
    if (at_once) step.from = counter.calendar().zone().date_of(start_->at);
    step.at = start_->at;
    step.basis = start_->basis;
    trace->push_back(std::move(step));
  }
  return {};
}

Result<Run::Outcome> Run::outcome_of(const ResolvedLimit& limit, const Counter& counter,
                                     Trace* trace) const {
  if (awaits_date(limit)) return without_end(counter, trace);
  switch (limit.kind) {
    case Kind::period: return counted(counter, course(counter, limit.period), trace);
    case Kind::earliest: {
      std::vector<ResolvedLimit> parts(limit.periods.size());
      for (std::size_t i = 0; i < parts.size(); ++i) parts[i].period = limit.periods[i];
      return first_of(parts, counter, trace);
    }
    case Kind::first_of: return first_of(limit.parts, counter, trace);
    case Kind::before_date:
    case Kind::after_date:
    case Kind::on_date: return from_date(limit, counter, trace);
    case Kind::window: return window(limit, counter, trace);
    case Kind::at_least: return least_time(counter, limit.period, trace);
    case Kind::at_once: break;
  }
  if (limit.target) return counted(counter, course(counter, *limit.target), trace);
  return without_end(counter, trace);
}

Result<Run::Outcome> Run::outcome(const Counter& counter, Trace* trace) const {
  const ResolvedLimit& limit = start_->limit;
  if (!limit.roll) {
    DUNGHAN_TRY(Outcome outcome, outcome_of(limit, counter, trace));
    tell_that_it_stays(counter, outcome, trace);
    return outcome;
  }
  const CountingRule own = with_roll(counter.rule(), *limit.roll, start_->basis);
  const Counter counting(own, counter.calendar());
  DUNGHAN_TRY(Outcome outcome, outcome_of(limit, counting, trace));
  tell_that_it_stays(counting, outcome, trace);
  return outcome;
}

/// Suspensions move it as they move the limit itself; an extension is of the law's time alone.
Result<std::optional<Due>> Run::target(const Counter& counter) const {
  const ResolvedLimit& limit = start_->limit;
  if (!limit.target || limit.kind == Kind::at_once) return std::nullopt;
  const Course own = course(counter, *limit.target);
  Progress progress{counter, nullptr, gaps(counter, own.began)};
  DUNGHAN_TRY(progress.stand, counter.from_start(own.from, own.base, nullptr));
  DUNGHAN_TRY_VOID(charge(progress, own.base, true));
  DUNGHAN_TRY(const Due due, counter.finish(progress.stand, nullptr));
  return due;
}

}  // namespace dunghan::deadline
