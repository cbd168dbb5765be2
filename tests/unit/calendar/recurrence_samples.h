// What the tests of recurrences share: short ways to write times, a zone with summer time, and
// random rules.
#pragma once

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <string>
#include <string_view>
#include <vector>

#include "engine/calendar/recurrence.h"

namespace dunghan::calendar {

/// "20260130", "20260130T090000", "20260130T090000Z".
[[nodiscard]] RecurrenceTime time_of(std::string_view text);

[[nodiscard]] RecurrenceRule rule_of(std::string_view text);

/// Eastern time of the United States, 1990-2030 (Energy Policy Act of 2005: from 2007 on the second
/// Sunday of March to the first of November, before the first of April to the last of October).
[[nodiscard]] const ZoneRules& new_york();

/// A recurrence without zone.
[[nodiscard]] Recurrence recurrence_of(std::string_view rule, std::string_view start);
/// A recurrence in New York.
[[nodiscard]] Recurrence in_new_york(std::string_view rule, std::string_view start);
[[nodiscard]] Recurrence made(const RecurrenceSpec& spec);

/// The first occurrences, at most `most`, as to_text writes them.
[[nodiscard]] std::vector<std::string> first(const Recurrence& recurrence, std::size_t most);

/// Any rule that the RFC allows, without COUNT and UNTIL.
[[nodiscard]] rc::Gen<RecurrenceRule> any_rule();
/// Any second of 1999-2002: both kinds of year, and years that begin on each side of a week's
/// middle.
[[nodiscard]] rc::Gen<LocalTime> any_start();

}  // namespace dunghan::calendar
