// The Vietnamese lunar calendar of 1900-2199, computed from the sky on the time of UTC+7.
//
// A month begins on the local day of a new moon. The month in which the winter solstice falls is
// the 11th; where 13 months lie between two such, the first of them in which the sun reaches no
// multiple of 30 degrees is leap and repeats the number before it. Tết is day 1 of month 1.
//
// Source: Decision 121-CP of the Council of Government of 8 August 1967 (official time is that of
// the seventh zone; the lunar calendar follows it) with Circular 01-VLĐC of the Meteorological
// Service of 19 August 1967, in force from 1 January 1968; Decision 134/2002/QĐ-TTg keeps the zone.
// Before 1968 the calendar was kept on other meridians (of China, mostly), so the dates here are
// proleptic: what the rule of 1968 would have given.
//
// The sky is in new_moon.h and sun.h; moments too near to midnight are in lunar_close_calls.h.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "engine/base/result.h"
#include "engine/base/time.h"
#include "engine/calendar/terrestrial_time.h"

namespace dunghan::calendar {

/// A day of the lunar calendar. year: the civil year in which the lunar year begins.
struct LunarDate {
  int year = 0;
  unsigned month = 1;  // 1 to 12
  bool leap = false;   // of the leap month that bears the number of the month before it
  unsigned day = 1;    // 1 to 30
  friend bool operator==(const LunarDate&, const LunarDate&) = default;
};

/// One lunar month.
struct LunarMonth {
  Date first{};
  int year = 0;
  unsigned number = 0;
  bool leap = false;
  unsigned length = 0;  // 29 or 30 days
  int lunation = 0;     // the new moon that opens it (new_moon.h)
};

/// The first day on which the rule was law.
inline constexpr Date lunar_official_from = make_date(1968, 1, 1);

/// The day, on UTC+7, in which a moment lies.
[[nodiscard]] Date lunar_day_of(TerrestrialTime time);
/// When a day begins on UTC+7.
[[nodiscard]] Instant lunar_midnight(Date date);

/// All months of the lunar years 1899-2199, that is of the civil dates 1900-2199. Making one takes
/// about 1.5 ms; looking up takes no memory.
class LunarCalendar {
 public:
  LunarCalendar();

  /// errors: calendar_exhausted outside 1900-2199.
  [[nodiscard]] Result<LunarDate> lunar_date(Date date) const;
  /// errors: invalid_argument where there is no such day (day 30 of a month of 29, a leap month
  /// that the year does not have); calendar_exhausted where it lies outside 1900-2199.
  [[nodiscard]] Result<Date> civil_date(const LunarDate& date) const;
  /// The 12 or 13 months of a lunar year, in order.
  /// errors: calendar_exhausted outside 1899-2199.
  [[nodiscard]] Result<std::span<const LunarMonth>> months_of(int year) const;

 private:
  [[nodiscard]] std::span<const LunarMonth> year(int number) const;
  void open_months();
  void number_months();
  [[nodiscard]] std::size_t month_at(Date date) const;
  [[nodiscard]] std::size_t solstice_month(int year) const;
  [[nodiscard]] std::size_t leap_month(std::size_t begin, std::size_t end) const;

  std::vector<LunarMonth> months_;    // without a gap, from the 11th month of 1898 on
  std::vector<std::uint16_t> years_;  // index of month 1 of 1899, 1900, ..., and of 2200
};

}  // namespace dunghan::calendar
