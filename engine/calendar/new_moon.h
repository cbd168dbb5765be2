// When the moon is new: its apparent longitude equals the sun's.
#pragma once

#include "engine/calendar/terrestrial_time.h"

namespace dunghan::calendar {

/// The new moon number `lunation`, where 0 is that of 2000-01-06 and each next one counts one more.
/// lunation: -1300 to 2600 (1895 to 2210).
/// returns: within 20 s of the ephemeris DE431 in 1900-2199, and within 2 minutes of the tables of
///          the US Naval Observatory in Universal Time to 2100 (lunar_sky_test.cc).
/// source: J. Meeus, Astronomical Algorithms, 2nd edition, chapter 49, all terms.
[[nodiscard]] TerrestrialTime new_moon(int lunation);

/// The same from the largest eight terms: within `new_moon_estimate_minutes` of new_moon(), at a
/// fifth of the cost. Most new moons lie so far from midnight that no more is needed for their day.
[[nodiscard]] TerrestrialTime new_moon_estimate(int lunation);
inline constexpr int new_moon_estimate_minutes = 15;

}  // namespace dunghan::calendar
