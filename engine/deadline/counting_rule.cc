#include "engine/deadline/counting_rule.h"

#include "engine/deadline/count.h"

namespace dunghan::deadline {

Result<Due> due_after(const CountingRule& rule, const calendar::Calendar& calendar, Instant start,
                      const Period& period, Trace* trace) {
  const Counter counter(rule, calendar);
  DUNGHAN_TRY(const Stand& stand, counter.from_start(start, period, trace));
  return counter.finish(stand, trace);
}

Result<Due> due_before(const CountingRule& rule, const calendar::Calendar& calendar, Date event,
                       const Period& period, Trace* trace) {
  const Counter counter(rule, calendar);
  DUNGHAN_TRY(const Stand& stand, counter.back_from(event, period, trace));
  return counter.finish_backward(stand, trace);
}

}  // namespace dunghan::deadline
