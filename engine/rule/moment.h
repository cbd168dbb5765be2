// Reading and writing timestamps, durations and zones as CEL does, and the parts of a date that
// several functions give.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "engine/base/result.h"
#include "engine/base/value.h"
#include "engine/rule/expression.h"

namespace dunghan::rule {

/// Within the years 1-9999.
[[nodiscard]] bool is_in_range(Instant instant);
[[nodiscard]] bool is_in_range(Date date);

/// RFC 3339 with its zone ("2009-02-13T23:31:30Z", "...+07:00"). errors: invalid_argument.
[[nodiscard]] Result<Instant> parse_timestamp(std::string_view text);
/// "1h30m", "-1.5s", "10ms", "250us", "3ns", "0". errors: invalid_argument; overflow beyond 292
/// years.
[[nodiscard]] Result<Duration> parse_duration(std::string_view text);
/// Seconds with what fraction there is: "90s", "-1.5s", "0.000000001s".
[[nodiscard]] std::string to_text(Duration duration);

/// "UTC", "Z", "+07:00", "-09:30", "02:00"; other names by the activation. errors:
/// invalid_argument.
[[nodiscard]] Result<ZoneRules> zone_named(std::string_view name, const Activation& activation);

[[nodiscard]] std::int64_t year_of(Date date);
/// From 0 (January), as in CEL.
[[nodiscard]] std::int64_t month_of(Date date);
/// From 1.
[[nodiscard]] std::int64_t day_of_month(Date date);
[[nodiscard]] std::int64_t day_of_month_from_zero(Date date);
/// From 0 (Sunday).
[[nodiscard]] std::int64_t day_of_week(Date date);
/// From 0 (1 January).
[[nodiscard]] std::int64_t day_of_year(Date date);

}  // namespace dunghan::rule
