#include "engine/calendar/terrestrial_time.h"

#include <array>
#include <cmath>
#include <numbers>

namespace dunghan::calendar {
namespace {

constexpr double seconds_of_day = 86400.0;
constexpr Instant j2000 = std::chrono::sys_days{std::chrono::January / 1 / 2000} +
                          std::chrono::hours{12};  // as UT; the difference is Delta T
constexpr double days_of_year = 365.25;
constexpr double table_starts = 1900.0;

// Seconds on 1 January of each year from 1900 to 2025; sources in the header.
constexpr std::array<double, 126> measured{
    -1.98, -0.75, 0.62,  2.06,  3.51,  4.92,  6.24,  7.49,  8.70,  9.90,   // 1900
    11.14, 12.43, 13.75, 15.06, 16.32, 17.48, 18.52, 19.44, 20.25, 20.98,  // 1910
    21.62, 22.19, 22.69, 23.12, 23.49, 23.79, 24.02, 24.20, 24.32, 24.39,  // 1920
    24.42, 24.41, 24.38, 24.32, 24.24, 24.16, 24.08, 24.04, 24.06, 24.17,  // 1930
    24.43, 24.83, 25.35, 25.93, 26.51, 27.05, 27.51, 27.89, 28.24, 28.58,  // 1940
    28.93, 29.32, 29.70, 30.00, 30.20, 30.41, 30.76, 31.34, 32.03, 32.65,  // 1950
    33.07, 33.36, 33.62, 33.96, 34.44, 35.09, 35.95, 36.93, 37.96, 38.95,  // 1960
    39.93, 40.95, 42.23, 43.37, 44.48, 45.48, 46.46, 47.52, 48.53, 49.59,  // 1970
    50.54, 51.38, 52.17, 52.96, 53.79, 54.34, 54.87, 55.32, 55.82, 56.30,  // 1980
    56.86, 57.57, 58.31, 59.12, 59.98, 60.79, 61.63, 62.29, 62.97, 63.47,  // 1990
    63.83, 64.09, 64.30, 64.47, 64.57, 64.69, 64.85, 65.15, 65.46, 65.78,  // 2000
    66.07, 66.32, 66.60, 66.91, 67.28, 67.64, 68.10, 68.59, 68.97, 69.22,  // 2010
    69.36, 69.36, 69.29, 69.20, 69.18, 69.14,                              // 2020
};
constexpr double table_ends = table_starts + static_cast<double>(measured.size()) - 1;

/// The integral of the excess length of the day, 1.72 t - 3.5 sin(2 pi (t + 0.75) / 14) ms with t
/// in centuries from 1825 (Stephenson, Morrison and Hohenkerk, Proc. R. Soc. A 472, 2016, 20160404,
/// section 6), in seconds, up to a constant.
double long_term(double year) {
  const double t = (year - 1825.0) / 100.0;
  const double days_of_century = 100.0 * days_of_year;
  const double wave = 2.0 * std::numbers::pi / 14.0;
  return days_of_century / 1000.0 * (1.72 / 2.0 * t * t + 3.5 / wave * std::cos(wave * (t + 0.75)));
}

}  // namespace

double delta_t_seconds(TerrestrialTime time) {
  const double year = 2000.0 + time.days / days_of_year;
  if (year <= table_starts) return measured.front();
  if (year >= table_ends) return measured.back() + long_term(year) - long_term(table_ends);
  const double place = year - table_starts;
  const auto index = static_cast<std::size_t>(place);
  const double part = place - static_cast<double>(index);
  return measured[index] + part * (measured[index + 1] - measured[index]);
}

Instant to_instant(TerrestrialTime time) {
  const double seconds = time.days * seconds_of_day - delta_t_seconds(time);
  return j2000 + Microseconds{std::llround(seconds * 1e6)};
}

TerrestrialTime to_terrestrial(Instant instant) {
  const double days = static_cast<double>((instant - j2000).count()) / (seconds_of_day * 1e6);
  // Delta T changes by less than 2 s a year, so it may be read at the uncorrected moment.
  return {days + delta_t_seconds({days}) / seconds_of_day};
}

}  // namespace dunghan::calendar
