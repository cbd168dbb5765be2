// The inside of a Calendar: bitmap, counts, reasons, hours. Made by compile.cc, read by
// calendar.cc, seen by nobody else.
#pragma once

#include <array>
#include <bit>
#include <compare>
#include <cstdint>
#include <string>
#include <vector>

#include "engine/base/time.h"
#include "engine/calendar/calendar.h"
#include "engine/calendar/calendar_spec.h"

namespace dunghan::calendar {

inline constexpr Date first_day = make_date(first_year, 1, 1);
inline constexpr Date last_day = make_date(last_year, 12, 31);
inline constexpr std::int64_t day_count = (last_day - first_day).count() + 1;
inline constexpr std::size_t word_count = static_cast<std::size_t>((day_count + 63) / 64);
/// Every so many working days the word that holds one is noted, which makes the search for the n-th
/// a short walk.
inline constexpr std::uint32_t sample_step = 64;

struct Calendar::Tables {
  /// A reason with its texts as numbers: hundreds of days share a few dozen texts.
  struct Reason {
    DayReason::Kind kind = DayReason::Kind::weekend;
    std::uint8_t hours_of = 0;  // swapped_worked: the weekday (C encoding) whose office hours hold
    std::uint16_t name_vi = 0, name_en = 0, basis = 0, confidence = 0;
    friend auto operator<=>(const Reason&, const Reason&) = default;
  };
  static constexpr unsigned reason_bits = 15;  // 17 bits are left for the day: 131,072 > day_count

  std::string id;
  ZoneRules zone;
  Date official_from = first_day, official_until = first_day - std::chrono::days{1};  // empty
  std::vector<std::uint64_t> words;   // bit set: working
  std::vector<std::uint32_t> before;  // working days before the word; one entry more than words
  std::vector<std::uint16_t> samples;
  std::array<std::vector<OfficeInterval>, 7> hours;
  std::vector<std::uint32_t>
      exceptions;  // day << reason_bits | reason, rising; other closed days are weekend
  std::vector<Reason> reasons;
  std::vector<std::string> texts;

  [[nodiscard]] bool works(std::int64_t index) const {
    return (words[static_cast<std::size_t>(index) / 64] >> (index % 64) & 1) != 0;
  }
  /// Working days with an index below `index` (0 to day_count).
  [[nodiscard]] std::uint32_t rank(std::int64_t index) const {
    const auto word = static_cast<std::size_t>(index) / 64;
    const auto bit = static_cast<unsigned>(index % 64);
    if (bit == 0) return before[word];
    const std::uint64_t below = words[word] & ((std::uint64_t{1} << bit) - 1);
    return before[word] + static_cast<std::uint32_t>(std::popcount(below));
  }
  [[nodiscard]] std::uint32_t total() const { return before.back(); }
  /// The index of the working day that `count` working days precede. count < total().
  [[nodiscard]] std::int64_t select(std::uint32_t count) const;
  /// The reason noted for a day, or null pointer.
  [[nodiscard]] const Reason* exception(std::int64_t index) const;
  [[nodiscard]] const std::vector<OfficeInterval>& hours_on(Date date) const;
};

}  // namespace dunghan::calendar
