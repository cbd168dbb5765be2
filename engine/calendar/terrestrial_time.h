// Terrestrial Time, the even time in which the motions of sun and moon are computed, and Delta T,
// by which the earth's turning (and so the civil day) runs behind it.
//
// new_moon.h and sun.h give instants in this time; lunar.h makes local dates of them.
#pragma once

#include "engine/base/time.h"

namespace dunghan::calendar {

/// A point of Terrestrial Time: days since J2000.0, which is 2000-01-01 12:00 TT.
struct TerrestrialTime {
  double days = 0;
  /// Julian centuries since J2000.0, the unit in which the theories are written.
  [[nodiscard]] double centuries() const { return days / 36525.0; }
};

/// Delta T = TT - UT1 in seconds at a moment of 1900-2199.
///
/// To 2025 measured, given for each 1 January and read off a straight line between: 1900-1971 from
/// the spline of F. R. Stephenson, L. V. Morrison, C. Y. Hohenkerk and M. Zawilski (Proc. R. Soc. A
/// 477, 2021, 20200776, table S15), from 1972 on from the Earth orientation data of the IERS. After
/// 1 January 2025 assumed: the mean lengthening of the day and its 1,400-year wave as the same
/// paper gives them, joined to the last measured value: 72 s in 2050, 87 s in 2100, 167 s in 2199.
///
/// What to make of that: the authors put the uncertainty at 10 s for 2100 and 20 s for 2200. The
/// older polynomials of Espenak and Meeus (2006) give 203 s for 2100 and 442 s for 2200; measured
/// values have left them since 2005 (by 6 s in 2025), so they are not used. From 1972 on the civil
/// day is that of UTC, at most 0.9 s from UT1; if leap seconds end by 2035 (27th CGPM, resolution
/// 4), UTC stays some 70 s behind TT, which is nearer to the values here than to the polynomials.
[[nodiscard]] double delta_t_seconds(TerrestrialTime time);

/// The same moment in Universal Time; years 1890 to 2210, others with a Delta T of the nearest.
[[nodiscard]] Instant to_instant(TerrestrialTime time);
[[nodiscard]] TerrestrialTime to_terrestrial(Instant instant);

}  // namespace dunghan::calendar
