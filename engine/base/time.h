// Instants, civil dates and time zones as plain values. There is no now() here: the present is
// passed in.
//
// An Instant is a point on the UTC line; a Date is a square on a wall calendar; ZoneRules join the
// two. Lengths in legal units are in calendar/period.h, days off in calendar/calendar.h.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/result.h"

namespace dunghan {

using Microseconds = std::chrono::microseconds;
using Instant = std::chrono::sys_time<Microseconds>;      // UTC
using LocalTime = std::chrono::local_time<Microseconds>;  // what a wall clock of some zone shows
using Date = std::chrono::local_days;                     // a civil date (proleptic Gregorian)

/// The offsets of one IANA zone, as a value: filled by an adapter, read without any lock or
/// allocation.
class ZoneRules {
 public:
  struct Transition {
    Instant at;                   // from this instant on ...
    std::chrono::seconds offset;  // ... local time is UTC plus this
  };

  /// A zone with one offset for ever ("UTC", tests).
  explicit ZoneRules(std::string name = "UTC",
                     std::chrono::seconds offset = std::chrono::seconds{0});
  /// transitions: in rising order; `first` holds before the first of them.
  ZoneRules(std::string name, std::chrono::seconds first, std::vector<Transition> transitions);

  [[nodiscard]] const std::string& name() const { return name_; }
  [[nodiscard]] std::chrono::seconds offset_at(Instant instant) const;
  [[nodiscard]] LocalTime to_local(Instant instant) const;
  [[nodiscard]] Date date_of(Instant instant) const;

  /// A stretch of time without a change of offset.
  struct Stretch {
    Instant from, until;  // from <= instant < until
    std::chrono::seconds offset;
    /// The start of a local day that lies in the stretch with 00:00 and 24:00, so that its minutes
    /// follow from it; nothing for other days, nor near the beginning of the stretch, where clocks
    /// may have shown the day before.
    [[nodiscard]] std::optional<Instant> start_of(Date date) const;
  };
  /// For those who ask for many moments near each other.
  [[nodiscard]] Stretch stretch_at(Instant instant) const;

  /// The instant at which a wall clock shows `local`. A time that is shown twice means its first
  /// showing; a time that is skipped means the instant of the jump (so 24:00 of a day is always the
  /// next day's start, also where a whole day was skipped: Pacific/Apia, 2011-12-30).
  [[nodiscard]] Instant to_instant(LocalTime local) const;
  [[nodiscard]] Instant start_of(Date date) const { return to_instant(LocalTime{date}); }
  /// 24:00 of `date`: the exclusive end of a day-type limit.
  [[nodiscard]] Instant end_of(Date date) const { return start_of(date + std::chrono::days{1}); }

 private:
  /// How many transitions lie at or before `instant`.
  [[nodiscard]] std::size_t transitions_by(Instant instant) const;
  [[nodiscard]] std::chrono::seconds offset_after(std::size_t transitions) const {
    return transitions == 0 ? first_ : transitions_[transitions - 1].offset;
  }

  std::string name_;
  std::chrono::seconds first_;
  std::vector<Transition> transitions_;
  std::vector<std::uint16_t> before_;  // transitions before each season, from the first of them on
};

/// When an act counts in law. Papers often bear a date and no time of day: then `at` is 00:00 of
/// that date and the act may be placed anywhere within the day (decide places it after what the
/// case already did that day).
struct Occurrence {
  Instant at{};
  bool date_only = false;
};

/// "2024-05-07"; years 0001-9999.
[[nodiscard]] std::string to_text(Date date);
/// RFC 3339 in UTC with as many fraction digits as are needed: "2024-05-07T17:00:00Z".
[[nodiscard]] std::string to_text(Instant instant);
/// A strict "YYYY-MM-DD" that exists (no 30 February); else nothing.
[[nodiscard]] std::optional<Date> parse_date(std::string_view text);
/// "2024-05-07", "2024-05-07T08:30[:15[.123456]]" (in `zone`), or with "Z" or "+07:00" behind; a
/// blank may stand for the T. Errors: invalid_argument, saying what is accepted.
[[nodiscard]] Result<Occurrence> parse_occurrence(std::string_view text, const ZoneRules& zone);

[[nodiscard]] constexpr std::chrono::year_month_day civil(Date date) {
  return std::chrono::year_month_day{date};
}
[[nodiscard]] constexpr Date make_date(int year, unsigned month, unsigned day) {
  return Date{std::chrono::local_days{std::chrono::year{year} / std::chrono::month{month} /
                                      std::chrono::day{day}}};
}

}  // namespace dunghan
