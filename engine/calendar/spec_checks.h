// Everything that can be wrong within one calendar spec, found before any day is marked
// (compile.cc).
#pragma once

#include "engine/calendar/calendar_spec.h"

namespace dunghan::calendar {

/// Appends a fault for each contradiction in `spec` alone: what it extends is not looked at.
void check_spec(const CalendarSpec& spec, SpecFaults& faults);

/// Whether `weekday` is among the weekend days that the spec itself names.
[[nodiscard]] bool is_weekend(const CalendarSpec& spec, std::chrono::weekday weekday);

}  // namespace dunghan::calendar
