// Why two ways of counting end on different days: the days off that one of them passed over.
#pragma once

#include <string>

#include "engine/calendar/calendar.h"

namespace dunghan::service {

struct DaysOff {
  std::string first_en;  // the day on which the shorter count ended: "Saturday", "Whit Monday"
  std::string text_vi, text_en;  // all of them with their dates
};

/// Longest stretch that is told day by day.
inline constexpr int days_off_told_max = 31;

/// The days off from `from` up to, not including, `to`. Empty where `from` is a working day, where
/// `to` is not later, or the stretch is longer than days_off_told_max: then the two did not differ
/// by a roll.
[[nodiscard]] DaysOff days_off_between(const calendar::Calendar& calendar, Date from, Date to);

}  // namespace dunghan::service
