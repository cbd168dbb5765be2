#include "engine/deadline/ladder.h"

#include <algorithm>
#include <limits>

#include "engine/base/check.h"
#include "engine/deadline/count.h"

namespace dunghan::deadline {
namespace {

/// Reminders and escalations count plainly: the day itself is out, and nothing rolls, because no
/// count is finished.
const CountingRule& plain_rule() {
  static const CountingRule rule;
  return rule;
}

/// `period` `times` over; nothing on overflow (then no firing is meant either).
std::optional<Period> multiplied(const Period& period, int times) {
  Period product = period;
  for (std::int32_t Period::*amount :
       {&Period::years, &Period::months, &Period::weeks, &Period::days, &Period::working_days,
        &Period::hours, &Period::working_hours, &Period::minutes, &Period::working_minutes}) {
    const std::int64_t value = std::int64_t{period.*amount} * times;
    if (value > std::numeric_limits<std::int32_t>::max()) return std::nullopt;
    product.*amount = static_cast<std::int32_t>(value);
  }
  return product;
}

Result<Instant> told(const LadderFrame& frame, const LadderRung& rung, Instant at) {
  if (rung.urgent) return at;
  return frame.hours.next_open(at);
}

/// The latest moment of office time that is not after `instant`.
Result<Instant> open_before(const calendar::Calendar& hours, Instant instant) {
  return hours.subtract_office_time(instant, Microseconds{1});
}

Result<std::optional<Firing>> before_due(const LadderFrame& frame, const LadderRung& rung,
                                         Firing firing) {
  const Counter counter(plain_rule(), frame.calendar);
  if (rung.period.is_clock_type()) {
    Instant at = frame.due.due_at - rung.period.elapsed_time();
    if (rung.period.counts_office_time()) {
      DUNGHAN_TRY(at,
                  frame.calendar.subtract_office_time(frame.due.due_at, rung.period.office_time()));
    }
    firing.at = at;
    DUNGHAN_TRY(firing.tell_at, told(frame, rung, at));
    if (firing.tell_at >= frame.due.due_at) {
      // Told at the next opening it would come too late: better earlier than that, at the end of
      // the office hours before.
      DUNGHAN_TRY(firing.at, open_before(frame.hours, at));
      firing.tell_at = firing.at;
    }
  } else {
    DUNGHAN_TRY(const Stand stand, counter.back_from(frame.due.due_on, rung.period, nullptr));
    Date day = stand.last;
    if (!frame.hours.is_working(day)) {
      DUNGHAN_TRY(day, frame.hours.nth_working_day_before(day, 1));
    }
    firing.at = firing.tell_at = frame.hours.opening_of(day);
  }
  if (firing.at <= frame.started_at) return std::nullopt;
  return firing;
}

Result<std::optional<Firing>> after_due(const LadderFrame& frame, const LadderRung& rung,
                                        Firing firing) {
  const auto period = multiplied(rung.period, firing.number);
  if (!period) return std::nullopt;
  const Counter counter(plain_rule(), frame.calendar);
  Stand due;
  due.began = due.last = frame.due.due_on;
  due.at = frame.due.due_at;
  due.clock = frame.due.clock_type;
  if (period->is_clock_type())
    due.clock = true;  // from the due moment itself, also where that is the end of a day
  DUNGHAN_TRY(const Stand reached, counter.on_from(due, *period));
  firing.at = reached.clock ? reached.at : frame.calendar.zone().end_of(reached.last);
  DUNGHAN_TRY(firing.tell_at, told(frame, rung, firing.at));
  return firing;
}

}  // namespace

Result<std::optional<Firing>> firing(const LadderFrame& frame, std::span<const LadderRung> rungs,
                                     std::size_t rung, int number) {
  DUNGHAN_CHECK(rung < rungs.size() && number >= 1);
  const LadderRung& asked = rungs[rung];
  Firing first{rung, number, {}, {}};
  const bool repeats = asked.kind == LadderRung::Kind::every;
  if (number > 1 && !repeats) return std::nullopt;
  if (repeats && asked.at_most && number > *asked.at_most) return std::nullopt;
  switch (asked.kind) {
    case LadderRung::Kind::before: return before_due(frame, asked, first);
    case LadderRung::Kind::at_due: {
      first.at = frame.due.due_at;
      DUNGHAN_TRY(first.tell_at, told(frame, asked, first.at));
      return first;
    }
    case LadderRung::Kind::after:
    case LadderRung::Kind::every: return after_due(frame, asked, first);
  }
  DUNGHAN_CHECK(false);
}

Result<std::optional<Firing>> next_firing(const LadderFrame& frame,
                                          std::span<const LadderRung> rungs,
                                          std::span<const int> fired) {
  std::optional<Firing> next;
  for (std::size_t rung = 0; rung < rungs.size(); ++rung) {
    const int before = rung < fired.size() ? fired[rung] : 0;
    DUNGHAN_TRY(const std::optional<Firing> candidate, firing(frame, rungs, rung, before + 1));
    if (candidate && (!next || candidate->at < next->at)) next = candidate;
  }
  return next;
}

}  // namespace dunghan::deadline
