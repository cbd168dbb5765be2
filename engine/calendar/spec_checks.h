// Everything that can be wrong within one calendar spec, found before any day is marked
// (compile.cc).
#pragma once

#include <optional>
#include <string>

#include "engine/calendar/calendar_spec.h"

namespace dunghan::calendar {

/// Appends a fault for each contradiction in `spec` alone: what it extends is not looked at.
void check_spec(const CalendarSpec& spec, SpecFaults& faults);

/// Why a rule gives a date in no year, as the end of a sentence ("is on a day that no month has");
/// nothing where it does. Only such rules have dates (date_in_year).
[[nodiscard]] std::optional<std::string> impossible(const HolidayRule& rule);

/// Whether one of the spec's own lists gives `date` off.
[[nodiscard]] bool lists_day_off(const CalendarSpec& spec, Date date);

}  // namespace dunghan::calendar
