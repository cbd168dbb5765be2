// The small phrases of calendar files: `saturday`, `monday-friday`, `04-30`, `07:30-11:30`,
// `last monday of may`. Pure; each gives nothing where the text is no such phrase.
#pragma once

#include <chrono>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/calendar/calendar_spec.h"

namespace dunghan::adapters::yaml {

/// "saturday": in full, in small letters.
[[nodiscard]] std::optional<std::chrono::weekday> weekday_named(std::string_view name);

/// "monday", or "monday-friday" as all five; a span may go over Sunday.
[[nodiscard]] std::optional<std::vector<std::chrono::weekday>> weekday_span(std::string_view text);

/// "01-31" as month and day; whether there is such a day is not asked.
[[nodiscard]] std::optional<std::pair<unsigned, unsigned>> month_and_day(std::string_view text);

/// "07:30-11:30", in minutes of the day; up to 24:00. Whether it opens before it closes is not
/// asked.
[[nodiscard]] std::optional<calendar::OfficeInterval> office_interval(std::string_view text);

/// A weekday of a month; nth is 1 to 5, or -1 for the last.
struct WeekdayOfMonth {
  int nth = 1;
  std::chrono::weekday weekday;
  unsigned month = 1;
};

/// "last monday of may", "first monday of september".
[[nodiscard]] std::optional<WeekdayOfMonth> weekday_of_month(std::string_view text);

}  // namespace dunghan::adapters::yaml
