// A length in legal units: "30 days", "5 working days", "1 month 15 days".
//
// A Period says how much, never until when: that is the business of a counting rule and a calendar
// (calendar/day_count.h, deadline/counting_rule.h).
#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>

#include "engine/base/result.h"

namespace dunghan {

enum class Unit {
  years,
  months,
  weeks,
  days,
  working_days,
  hours,
  working_hours,
  minutes,
  working_minutes
};

/// Amounts per unit, none negative, at least one above zero. `days` and `working days` never stand
/// in one period, nor do working units beside other units: nobody could say in which order they are
/// counted. Working hours and working minutes are one unit, written in two.
struct Period {
  std::int32_t years = 0;
  std::int32_t months = 0;
  std::int32_t weeks = 0;
  std::int32_t days = 0;
  std::int32_t working_days = 0;
  std::int32_t hours = 0;
  std::int32_t working_hours = 0;
  std::int32_t minutes = 0;
  std::int32_t working_minutes = 0;

  friend bool operator==(const Period&, const Period&) = default;

  /// Counted in hours or minutes: ends at a moment, not at the end of a day.
  [[nodiscard]] bool is_clock_type() const {
    return hours != 0 || minutes != 0 || counts_office_time();
  }
  /// Counted in office hours: only while the calendar has the office open.
  [[nodiscard]] bool counts_office_time() const {
    return working_hours != 0 || working_minutes != 0;
  }
  /// The part that passes by the clock alone.
  [[nodiscard]] std::chrono::minutes elapsed_time() const {
    return std::chrono::hours{hours} + std::chrono::minutes{minutes};
  }
  [[nodiscard]] std::chrono::minutes office_time() const {
    return std::chrono::hours{working_hours} + std::chrono::minutes{working_minutes};
  }
  [[nodiscard]] bool is_zero() const { return *this == Period{}; }
};

[[nodiscard]] constexpr Period days(std::int32_t count) {
  Period p;
  p.days = count;
  return p;
}
[[nodiscard]] constexpr Period working_days(std::int32_t count) {
  Period p;
  p.working_days = count;
  return p;
}
[[nodiscard]] constexpr Period months(std::int32_t count) {
  Period p;
  p.months = count;
  return p;
}
[[nodiscard]] constexpr Period hours(std::int32_t count) {
  Period p;
  p.hours = count;
  return p;
}

/// Largest amount of one unit that a text may name (a billion days is a slip, not a time limit).
inline constexpr std::int32_t period_amount_max = 100'000;

/// Reads the English form ("1 month 15 days", "5 working days", singular or plural), the Vietnamese
/// one ("5 ngày làm việc", "2 tháng", "36 giờ") and ISO 8601 ("P1M15D", "PT36H"). Blanks around are
/// ignored, case too. errors: invalid_argument, saying why: empty, a unit that could mean two
/// things ("10d", "5m"), days mixed with working days, working hours with minutes, a negative or
/// fractional or oversized amount, the same unit twice.
[[nodiscard]] Result<Period> parse_period(std::string_view text);

/// The English form that parse_period reads back to the same value; largest unit first.
[[nodiscard]] std::string to_text(const Period& period);
/// The Vietnamese form, likewise inverse to parse_period.
[[nodiscard]] std::string to_vietnamese(const Period& period);

}  // namespace dunghan
