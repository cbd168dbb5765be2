// The day-by-day steps of a trace: runs of counted working days, and the closed or specially worked
// days between them.
#pragma once

#include "engine/calendar/calendar.h"
#include "engine/deadline/counting_rule.h"

namespace dunghan::deadline {

/// Appends the working days of [from, to] as runs with their ordinals, with every holiday and
/// swapped day between. The first counted day has the ordinal `counted` + 1.
void trace_working_days(const calendar::Calendar& calendar, Date from, Date to, Trace& trace,
                        int counted = 0);
/// The same, counted backward from `from` down to `to` (to <= from).
void trace_working_days_back(const calendar::Calendar& calendar, Date from, Date to, Trace& trace);
/// Appends the office hours of [from, to) day by day, days with as many in one step, and every
/// holiday and swapped day between.
void trace_office_time(const calendar::Calendar& calendar, Instant from, Instant to, Trace& trace);
/// Appends every closed day from `from` towards `to`, `to` left out, equal neighbours in one step.
void trace_closed_days(const calendar::Calendar& calendar, Date from, Date to, Trace& trace);

}  // namespace dunghan::deadline
