// What the benchmark asks with: tables of dates, moments and texts drawn once from a fixed seed,
// and the shipped calendars and counting rule. The same in every run and under every compiler.
#pragma once

#include <filesystem>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "engine/calendar/calendar.h"
#include "engine/deadline/counting_rule.h"
#include "engine/deadline/deadline.h"

namespace dunghan::bench {

/// Where the shipped calendars lie.
[[nodiscard]] std::filesystem::path calendars_folder();
/// The shipped calendar `id`, loaded at the first call; stops the program where it does not load.
[[nodiscard]] const calendar::Calendar& shipped_calendar(std::string_view id);
/// Viet Nam's public offices: one offset since 1975, official lists, swapped days.
[[nodiscard]] const calendar::Calendar& viet_nam();
/// The Netherlands: summer time, so the zone changes its offset twice in every year.
[[nodiscard]] const calendar::Calendar& netherlands();
/// The Vietnamese Civil Code: first day excluded, a closed last day rolls on.
[[nodiscard]] const deadline::CountingRule& civil_code();

/// Numbers from a fixed seed, the same under every standard library (its distributions are not).
class Draw {
 public:
  explicit Draw(std::uint64_t seed) : engine_(seed) {}
  /// From `least` to `most`, both in.
  std::int64_t between(std::int64_t least, std::int64_t most) {
    const auto width = static_cast<std::uint64_t>(most - least) + 1;
    return least + static_cast<std::int64_t>(engine_() % width);
  }

 private:
  std::mt19937_64 engine_;
};

/// Dates of the years 1901 to 2197, one an input: QuantLib knows the years 1901 to 2199, and there
/// must be room for 250 working days.
[[nodiscard]] const std::vector<Date>& dates();
/// Other dates, at most two years before or after those of dates().
[[nodiscard]] const std::vector<Date>& dates_near();
/// A moment within each of dates().
[[nodiscard]] const std::vector<Instant>& moments();
/// Lengths from 1 to 250, one an input.
[[nodiscard]] const std::vector<std::int32_t>& lengths();

/// What somebody types: a period, and the date or moment it runs from.
struct Typed {
  std::string period, from;
};
/// `period` from each of dates(), written as a date.
[[nodiscard]] std::vector<Typed> typed(std::string_view period);
/// Every way to write both: English, Vietnamese, ISO 8601; a date, a local time, with an offset.
[[nodiscard]] std::vector<Typed> typed_in_all_forms();

/// A deadline with one suspension and one extension, in four operations that stand in order.
inline constexpr std::size_t fold_count = 256;
[[nodiscard]] const std::vector<std::vector<deadline::Operation>>& suspended_and_extended();

}  // namespace dunghan::bench
