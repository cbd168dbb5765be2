// Where the sun stands on its yearly path, seen from the centre of the earth: by this the lunar
// calendar finds the winter solstice and the months that are leap.
#pragma once

#include "engine/calendar/terrestrial_time.h"

namespace dunghan::calendar {

/// The sun's apparent longitude on the ecliptic and equinox of date, 0 to less than 360 degrees.
/// time: years 1890 to 2210.
/// returns: within 0.2 arc seconds of the ephemeris DE431 in 1900-2199, 5 s of time: so far from it
///          the moments of sun_reaches() are (lunar_sky_test.cc).
/// source: planetary theory VSOP87D (P. Bretagnon, G. Francou, Astron. Astrophys. 202, 1988, 309),
///         reduced as in J. Meeus, Astronomical Algorithms, 2nd edition, chapters 22 and 25.
[[nodiscard]] double sun_longitude_degrees(TerrestrialTime time);

/// Which twelfth of the path the sun is in: the longitude divided by 30, rounded down, 0 to 11. A
/// short formula is asked first and the theory only near a boundary; the answer is the theory's.
[[nodiscard]] int sun_sector(TerrestrialTime time);

/// The moment nearest to `near` at which the sun's apparent longitude is `degrees`.
[[nodiscard]] TerrestrialTime sun_reaches(double degrees, TerrestrialTime near);

}  // namespace dunghan::calendar
