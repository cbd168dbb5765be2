// Which days and hours count, for one place: weekend, holidays, swapped days, office hours, and how
// far the list is official.
//
// A CalendarSpec is what a file says (config/calendars/<id>.yaml and its official lists); compile()
// turns it into a Calendar whose questions are answered in constant time from a set of days with
// counts (day_set.h, 1900-2199). The questions of which every due date consists are answered here
// in the header, so that the compiler can put them where they are asked.
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
#include "engine/calendar/day_set.h"

namespace dunghan::calendar {

inline constexpr int first_year = 1900;
inline constexpr int last_year = 2199;
inline constexpr Date first_day = make_date(first_year, 1, 1);
inline constexpr Date last_day = make_date(last_year, 12, 31);

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
  struct Tables;  // tables.h: working days, reasons, hours
  explicit Calendar(std::shared_ptr<const Tables> tables);

  [[nodiscard]] const std::string& id() const;
  [[nodiscard]] const ZoneRules& zone() const;
  /// Last date up to which every year is covered by an official list; dates after it are
  /// provisional.
  [[nodiscard]] Date official_until() const;
  [[nodiscard]] Date official_from() const;
  [[nodiscard]] static constexpr Date first_date() { return first_day; }
  [[nodiscard]] static constexpr Date last_date() { return last_day; }
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
  /// `date` itself where it is a working day, else the first one after it.
  [[nodiscard]] Result<Date> working_day_from(Date date) const;
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
  /// The moment at which `length` of office hours has passed since `from`; of no length, the first
  /// at which the office is open. length: not negative.
  [[nodiscard]] Result<Instant> add_office_time(Instant from, Microseconds length) const;
  /// The latest moment of office hours, or end of some, with at least `length` of them between it
  /// and `until`; of no length, the last end of any. length: not negative.
  [[nodiscard]] Result<Instant> subtract_office_time(Instant until, Microseconds length) const;
  /// Office hours within [from, to); nothing where to <= from.
  [[nodiscard]] Microseconds office_time_between(Instant from, Instant to) const;

  /// Octets that the tables take (time.md: under 64 KiB a calendar).
  [[nodiscard]] std::size_t memory_octets() const;

 private:
  [[nodiscard]] static constexpr bool in_range(Date date) {
    return date >= first_day && date <= last_day;
  }
  [[nodiscard]] static constexpr std::size_t index_of(Date date) {
    return static_cast<std::size_t>((date - first_day).count());
  }
  [[nodiscard]] static constexpr Date date_at(std::size_t index) {
    return first_day + std::chrono::days{index};
  }
  /// Working days on or before `date`, whatever date it is.
  [[nodiscard]] std::int64_t count_through(Date date) const {
    if (date < first_day) return 0;
    return date >= last_day ? working_->size() : working_->count_before(index_of(date) + 1);
  }
  // Apart from the questions themselves: what is needed to word an error would crowd out the
  // answer.
  [[nodiscard]] Failure exhausted() const;
  [[nodiscard]] static Failure not_positive();

  std::shared_ptr<const Tables> tables_;
  const DaySet* working_;  // in tables_
};

inline bool Calendar::is_working(Date date) const {
  return in_range(date) && working_->contains(index_of(date));
}

inline std::int64_t Calendar::working_days_between(Date from, Date to) const {
  return count_through(to) - count_through(from);
}

inline Result<Date> Calendar::nth_working_day_after(Date date, std::int64_t n) const {
  if (n < 1) return not_positive();
  if (date < first_day - std::chrono::days{1} || date > last_day) return exhausted();
  const std::int64_t before = count_through(date);
  if (n > working_->size() - before) return exhausted();
  return date_at(working_->nth(static_cast<std::uint32_t>(before + n - 1),
                               (date - first_day).count() + working_->days_for(n)));
}

inline Result<Date> Calendar::nth_working_day_before(Date date, std::int64_t n) const {
  if (n < 1) return not_positive();
  if (date < first_day || date > last_day + std::chrono::days{1}) return exhausted();
  const std::int64_t before = count_through(date - std::chrono::days{1});
  if (n > before) return exhausted();
  return date_at(working_->nth(static_cast<std::uint32_t>(before - n),
                               (date - first_day).count() - working_->days_for(n)));
}

inline Result<Date> Calendar::working_day_from(Date date) const {
  if (!in_range(date)) return exhausted();
  const std::size_t found = working_->first_from(index_of(date));
  if (found >= working_->day_count()) return exhausted();
  return date_at(found);
}

}  // namespace dunghan::calendar
