// Regular expressions (ECMA 262, as JSON Schema wants them) for the values of the language whose
// form is exact. Each is the outward picture of a reader in engine/base or engine/definition;
// tests/contract/schema_agreement.py asks both the same questions.
#pragma once

#include <string>

#include "engine/definition/block_keys.h"

namespace dunghan::describe {

/// What parse_period takes: units once each, working units apart from others, more than nothing.
[[nodiscard]] std::string period_pattern();
/// What parse_date takes: days that exist, years 0001 to 9999.
[[nodiscard]] std::string date_pattern();
/// Small letters, digits and single hyphens.
[[nodiscard]] std::string id_pattern();
/// A pattern of case numbers, which holds a sequence.
[[nodiscard]] std::string number_pattern();
/// "last monday of may".
[[nodiscard]] std::string weekday_of_month_pattern();
/// "16:30", up to 23:59.
[[nodiscard]] std::string time_of_day_pattern();
/// "07:30-11:30", up to 24:00.
[[nodiscard]] std::string office_hours_pattern();
/// The names that people choose in a mapping of this sort; empty: any.
[[nodiscard]] std::string names_pattern(definition::Names names);

}  // namespace dunghan::describe
