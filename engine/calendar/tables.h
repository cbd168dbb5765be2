// The inside of a Calendar: working days, reasons, hours. Made by compile.cc, read by
// calendar.cc, seen by nobody else.
#pragma once

#include <array>
#include <bitset>
#include <compare>
#include <cstdint>
#include <string>
#include <vector>

#include "engine/base/time.h"
#include "engine/calendar/calendar.h"
#include "engine/calendar/calendar_spec.h"

namespace dunghan::calendar {

inline constexpr std::int64_t day_count = (last_day - first_day).count() + 1;
inline constexpr std::size_t word_count = static_cast<std::size_t>((day_count + 63) / 64);

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
  DaySet working;
  std::array<std::vector<OfficeInterval>, 7> hours;
  /// Weekdays of which some day is worked in the place of another and may keep that one's hours.
  std::bitset<7> swapped_weekdays;
  std::vector<std::uint32_t>
      exceptions;  // day << reason_bits | reason, rising; other closed days are weekend
  std::vector<Reason> reasons;
  std::vector<std::string> texts;

  /// The reason noted for a day, or null pointer.
  [[nodiscard]] const Reason* exception(std::size_t index) const;
  [[nodiscard]] const std::vector<OfficeInterval>& hours_on(Date date) const;
};

}  // namespace dunghan::calendar
