// A recurrence rule (RRULE) of RFC 5545 as a value: what it says, how it is read and written.
//
// The rule alone gives no days: joined with a start, exceptions and additions it is a Recurrence
// (recurrence.h). What each part does under each frequency is a table (recurrence_parts.h).
#pragma once

#include <chrono>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/result.h"
#include "engine/base/time.h"

namespace dunghan::calendar {

/// Finest first: a coarser frequency compares greater.
enum class Frequency { secondly, minutely, hourly, daily, weekly, monthly, yearly };

/// A date, a wall-clock time, or a moment in UTC: the forms of RFC 5545 3.3.4 and 3.3.5.
struct RecurrenceTime {
  enum class Kind { date, local, utc };
  Kind kind = Kind::date;
  LocalTime at{};  // date: 00:00 of it; utc: what a clock in UTC shows

  [[nodiscard]] static RecurrenceTime on(Date date) { return {Kind::date, LocalTime{date}}; }
  [[nodiscard]] static RecurrenceTime local(LocalTime at) { return {Kind::local, at}; }
  [[nodiscard]] static RecurrenceTime utc(Instant at) {
    return {Kind::utc, LocalTime{at.time_since_epoch()}};
  }
  friend bool operator==(const RecurrenceTime&, const RecurrenceTime&) = default;
};

/// "MO" (ordinal 0: each of them), "2MO" (the second), "-1MO" (the last) of the month or the year.
struct OrdinalWeekday {
  std::chrono::weekday weekday = std::chrono::Monday;
  int ordinal = 0;
  friend bool operator==(const OrdinalWeekday&, const OrdinalWeekday&) = default;
};

/// Lists without repetition, in the order in which their days come: 1, 2, ... before ... -2, -1
/// (which count from the end). An empty list: the part is not there.
struct RecurrenceRule {
  Frequency frequency = Frequency::daily;
  int interval = 1;
  std::optional<int> count;
  std::optional<RecurrenceTime> until;  // inclusive
  std::vector<int> by_month, by_week_number, by_year_day, by_month_day;
  std::vector<OrdinalWeekday> by_day;
  std::vector<int> by_hour, by_minute, by_second, by_set_position;
  std::chrono::weekday week_start = std::chrono::Monday;

  friend bool operator==(const RecurrenceRule&, const RecurrenceRule&) = default;
};

/// Longest text of a rule, in octets: all days of a year from both ends fit, a text without end
/// not.
inline constexpr std::size_t recurrence_text_max = 8192;
/// Largest INTERVAL: 115 days in seconds; beyond it a coarser frequency was meant.
inline constexpr int recurrence_interval_max = 10'000'000;
/// Largest COUNT: more than the seconds of 30 years.
inline constexpr int recurrence_count_max = 1'000'000'000;

/// Reads "FREQ=MONTHLY;BYDAY=-1FR" (upper or lower case, parts in any order).
/// errors: invalid_argument with the character at which the fault stands, what it is and how to
/// mend
///         it: an unknown or repeated part, a value out of range, parts that exclude each other.
/// source: RFC 5545 section 3.3.10.
[[nodiscard]] Result<RecurrenceRule> parse_recurrence_rule(std::string_view text);

/// The form that parse_recurrence_rule reads back to the same value; defaults are left out.
[[nodiscard]] std::string to_text(const RecurrenceRule& rule);

/// "20260130", "20260130T090000", "20260130T090000Z".
[[nodiscard]] std::string to_text(const RecurrenceTime& time);

/// What is wrong with a rule: the part it is about, what, and the remedy.
struct RecurrenceRuleFault {
  std::string part;  // "BYWEEKNO"
  std::string message, remedy;
};

/// What RFC 5545 forbids, in a rule however it was made; nothing: the rule may be used.
[[nodiscard]] std::optional<RecurrenceRuleFault> fault_of(const RecurrenceRule& rule);

/// Sorts the lists and drops what they say twice.
void put_in_order(RecurrenceRule& rule);

}  // namespace dunghan::calendar
