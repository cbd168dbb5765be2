#include "engine/deadline/run.h"

#include <algorithm>

#include "engine/base/check.h"

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
  Trace* trace;
  std::vector<Gap> gaps;
  Stand stand{};
  std::size_t charged = 0;
  std::int64_t days = 0;
};

void Run::suspend(const Operation& operation) {
  DUNGHAN_CHECK(open_ == nullptr);
  open_ = &operation;
  ++times_suspended_;
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
std::vector<Gap> Run::gaps(const Counter& counter) const {
  std::vector<Gap> all;
  all.reserve(suspensions_.size());
  const ZoneRules& zone = counter.calendar().zone();
  const bool from_a_date = start_->limit.kind == Kind::after_date;
  const Date began = from_a_date ? *start_->limit.date : zone.date_of(start_->at);
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
    step.at = progress.stand.clock ? std::optional(progress.stand.at) : std::nullopt;
    step.number = static_cast<int>(
        unit.working_days > 0 ? counter.calendar().working_days_between(before, progress.stand.last)
                              : gap.days());
    step.resumed = counter.calendar().zone().date_of(gap.to);
    step.period = unit;
    step.note_vi = step.note_en = operation.ground;
    step.basis = operation.basis.empty() ? counter.basis_of("suspension") : operation.basis;
    progress.trace->push_back(std::move(step));
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
  end.last = *extension.until;
  for (std::size_t i = 0; i < progress.charged; ++i) {
    if (progress.gaps[i].from < extension.at || progress.gaps[i].days() == 0) continue;
    end.last += days{progress.gaps[i].days()};
    end.rolls = true;
  }
  return end;
}

Result<Run::Outcome> Run::extended(Progress& progress) const {
  for (std::size_t i = 0; i < extensions_.size(); ++i) {
    const Operation& extension = *extensions_[i];
    if (extension.by) {
      DUNGHAN_TRY(progress.stand.last,
                  progress.counter.extends_from(progress.stand, progress.trace));
    }
    const Date from = progress.stand.last;
    DUNGHAN_TRY(progress.stand, extend_to(progress, extension));
    if (progress.trace != nullptr)
      progress.trace->push_back(extension_step(extension, from, progress.stand));
    const Period& unit = extension.by      ? *extension.by
                         : extension.total ? *extension.total
                                           : by_days;
    const bool ceiling_stands =
        extension.total && !progress.counter.rule().total_moves_with_suspension;
    if (!ceiling_stands) DUNGHAN_TRY_VOID(charge(progress, unit, i + 1 == extensions_.size()));
  }
  DUNGHAN_TRY(const Due due, progress.counter.finish(progress.stand, progress.trace));
  return Outcome{due, progress.days};
}

Result<Run::Outcome> Run::counted(const Counter& counter, const Period& base, bool rolls,
                                  Trace* trace) const {
  Progress progress{counter, trace, gaps(counter)};
  const Instant from = start_->limit.kind == Kind::after_date
                           ? counter.calendar().zone().start_of(*start_->limit.date)
                           : start_->at;
  DUNGHAN_TRY(progress.stand, counter.from_start(from, base, trace));
  progress.stand.rolls = progress.stand.rolls && rolls;
  DUNGHAN_TRY_VOID(charge(progress, base, extensions_.empty()));
  return extended(progress);
}

/// A date, or a period before one: no count runs, so suspensions do not move it; extensions count
/// on from it.
Result<Run::Outcome> Run::fixed(const Counter& counter, Trace* trace) const {
  const ResolvedLimit& limit = start_->limit;
  DUNGHAN_CHECK(limit.date.has_value());
  Progress progress{counter, trace, {}};
  if (limit.kind == Kind::before_date) {
    DUNGHAN_TRY(progress.stand, counter.back_from(*limit.date, limit.period, trace));
    if (extensions_.empty()) {
      DUNGHAN_TRY(const Due due, counter.finish_backward(progress.stand, trace));
      return Outcome{due, 0};
    }
  } else {
    progress.stand.began = progress.stand.last = *limit.date;
    progress.stand.rolls = false;
    if (trace != nullptr) {
      TraceStep step;
      step.kind = TraceStep::Kind::fixed_date;
      step.from = step.to = limit.date;
      step.basis = start_->basis;
      trace->push_back(std::move(step));
    }
  }
  if (!extensions_.empty()) {
    progress.gaps = gaps(counter);
    while (progress.charged < progress.gaps.size() &&
           counter.holds(progress.stand, progress.gaps[progress.charged].from))
      ++progress.charged;
  }
  return extended(progress);
}

Result<Run::Outcome> Run::earliest(const Counter& counter, Trace* trace) const {
  const std::vector<Period>& periods = start_->limit.periods;
  if (periods.empty()) return fail(ErrorCode::invalid_argument, "`earliest` names no period");
  const Period* chosen = nullptr;
  Outcome best;
  for (const Period& period : periods) {
    DUNGHAN_TRY(const Outcome one, counted(counter, period, true, nullptr));
    if (chosen == nullptr || one.due->due_at < best.due->due_at) {
      chosen = &period;
      best = one;
    }
  }
  if (trace == nullptr) return best;
  for (const Period& period : periods) {
    TraceStep step;
    step.kind = TraceStep::Kind::earliest;
    step.period = period;
    step.number = &period == chosen ? 1 : 0;
    DUNGHAN_TRY(const Outcome one, counted(counter, period, true, nullptr));
    step.to = one.due->due_on;
    trace->push_back(std::move(step));
  }
  return counted(counter, *chosen, true, trace);
}

Result<Run::Outcome> Run::outcome(const Counter& counter, Trace* trace) const {
  const ResolvedLimit& limit = start_->limit;
  switch (limit.kind) {
    case Kind::period: return counted(counter, limit.period, true, trace);
    case Kind::earliest: return earliest(counter, trace);
    case Kind::before_date:
    case Kind::on_date: return fixed(counter, trace);
    case Kind::after_date: return counted(counter, limit.period, true, trace);
    // The least time is over when its last day is: nothing has to be done on that day, so it does
    // not roll.
    case Kind::at_least: return counted(counter, limit.period, false, trace);
    case Kind::at_once: break;
  }
  if (limit.target) return counted(counter, *limit.target, true, trace);
  if (trace != nullptr) {
    TraceStep step;
    step.kind = TraceStep::Kind::no_limit;
    step.from = counter.calendar().zone().date_of(start_->at);
    step.at = start_->at;
    step.basis = start_->basis;
    trace->push_back(std::move(step));
  }
  return Outcome{};
}

}  // namespace dunghan::deadline
