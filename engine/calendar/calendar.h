// Which days and hours count, for one place: weekend, holidays, swapped days, office hours, and how
// far the list is official.
//
// A CalendarSpec is what a file says (config/calendars/<id>.yaml and its official lists); compile()
// turns it into a Calendar whose questions are answered in constant time from a bitmap with counts
// (one bit a day, 1900-2199).
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/result.h"
#include "engine/base/time.h"

namespace dunghan::calendar {

inline constexpr int first_year = 1900;
inline constexpr int last_year = 2199;

/// Why a day is off or, against its weekday, worked.
struct DayReason {
  enum class Kind {
    working_day,
    weekend,
    holiday,
    compensatory,
    swapped_off,
    swapped_worked,
    extra_off
  };
  Kind kind = Kind::working_day;
  std::string name_vi, name_en;  // of the holiday
  std::string basis;             // source of this day
  bool official = true;    // from an official list (or a plain working day within the horizon)
  std::string confidence;  // "verified", "secondary", "recalled"; empty where the file does not say
};

class Calendar {
 public:
  struct Tables;  // calendar.cc: bitmap, counts, reasons, hours
  explicit Calendar(std::shared_ptr<const Tables> tables) : tables_(std::move(tables)) {}

  [[nodiscard]] const std::string& id() const;
  [[nodiscard]] const ZoneRules& zone() const;
  /// Last date up to which every year is covered by an official list; dates after it are
  /// provisional.
  [[nodiscard]] Date official_until() const;
  [[nodiscard]] Date official_from() const;
  [[nodiscard]] static Date first_date();
  [[nodiscard]] static Date last_date();
  /// What rests on `date` is official (not provisional).
  [[nodiscard]] bool is_official(Date date) const;

  /// O(1). Dates outside 1900-2199 are not working days; counting past them gives
  /// calendar_exhausted.
  [[nodiscard]] bool is_working(Date date) const;
  /// Working days in (from, to]; negative count where to < from.
  [[nodiscard]] std::int64_t working_days_between(Date from, Date to) const;
  /// The n-th working day after `date` (n >= 1); `date` itself never counts.
  [[nodiscard]] Result<Date> nth_working_day_after(Date date, std::int64_t n) const;
  /// The n-th working day before `date` (n >= 1).
  [[nodiscard]] Result<Date> nth_working_day_before(Date date, std::int64_t n) const;
  [[nodiscard]] DayReason reason_for(Date date) const;
  /// The kind of reason_for(date), without its texts. Dates outside 1900-2199 are weekend.
  [[nodiscard]] DayReason::Kind kind_of(Date date) const;

  /// Office hours: the first opening at or after `instant` (instant itself when the office is open
  /// then).
  [[nodiscard]] Result<Instant> next_open(Instant instant) const;
  /// When the office opens on working day `date`; on a day off the start and the end of that day.
  [[nodiscard]] Instant opening_of(Date date) const;
  [[nodiscard]] Instant close_of(Date date) const;
  /// Whether `date` has the same office hours by the wall clock here as in `other`.
  [[nodiscard]] bool has_hours_of(const Calendar& other, Date date) const;
  /// The moment at which `length` of office hours has passed since `from`. length: not negative.
  [[nodiscard]] Result<Instant> add_office_time(Instant from, Microseconds length) const;
  /// The latest moment with at least `length` of office hours between it and `until`.
  [[nodiscard]] Result<Instant> subtract_office_time(Instant until, Microseconds length) const;
  /// Office hours within [from, to); nothing where to <= from.
  [[nodiscard]] Microseconds office_time_between(Instant from, Instant to) const;

  /// Octets that the tables take (time.md: under 64 KiB a calendar).
  [[nodiscard]] std::size_t memory_octets() const;

 private:
  std::shared_ptr<const Tables> tables_;
};

}  // namespace dunghan::calendar
