#include "engine/calendar/sun.h"

#include <array>
#include <cmath>
#include <numbers>
#include <span>

#include "engine/calendar/sun_series.h"

namespace dunghan::calendar {
namespace {

constexpr double radian = std::numbers::pi / 180.0;
constexpr double arc_second = 1.0 / 3600.0;  // in degrees
constexpr double days_of_tropical_year = 365.2422;

/// The angle from 0 to less than 360.
double turned(double degrees) {
  const double rest = std::fmod(degrees, 360.0);
  return rest < 0 ? rest + 360.0 : rest;
}

/// The angle from -180 to 180 that is equal to `degrees` but for whole turns.
double nearest_to_zero(double degrees) {
  return std::remainder(degrees, 360.0);
}

double sun_mean_anomaly(double t) {
  return (357.52911 + t * (35999.05029 - 0.0001537 * t)) * radian;
}
double node_of_moon(double t) {
  return (125.04452 + t * (-1934.136261 + 0.0020708 * t)) * radian;
}

/// A term of the nutation in longitude: multiples of the five mean arguments, and the size of the
/// sine in ten-thousandths of an arc second, with its change in a century.
struct NutationTerm {
  int elongation, sun, moon, latitude, node;
  double size, change;
};

// IAU 1980, the terms of 0.01 arc second and more (Meeus, table 22.A).
constexpr std::array<NutationTerm, 13> nutation_terms{{
    {0, 0, 0, 0, 1, -171996, -174.2},
    {-2, 0, 0, 2, 2, -13187, -1.6},
    {0, 0, 0, 2, 2, -2274, -0.2},
    {0, 0, 0, 0, 2, 2062, 0.2},
    {0, 1, 0, 0, 0, 1426, -3.4},
    {0, 0, 1, 0, 0, 712, 0.1},
    {-2, 1, 0, 2, 2, -517, 1.2},
    {0, 0, 0, 2, 1, -386, -0.4},
    {0, 0, 1, 2, 2, -301, 0},
    {-2, -1, 0, 2, 2, 217, -0.5},
    {-2, 0, 1, 0, 0, -158, 0},
    {-2, 0, 0, 2, 1, 129, 0.1},
    {0, 0, -1, 2, 2, 123, 0},
}};

double nutation_degrees(double t) {
  const double elongation = (297.85036 + t * (445267.111480 - 0.0019142 * t)) * radian;
  const double moon = (134.96298 + t * (477198.867398 + 0.0086972 * t)) * radian;
  const double latitude = (93.27191 + t * (483202.017538 - 0.0036825 * t)) * radian;
  const double sun = sun_mean_anomaly(t);
  const double node = node_of_moon(t);
  double sum = 0;
  for (const NutationTerm& term : nutation_terms) {
    sum += (term.size + term.change * t) *
           std::sin(term.elongation * elongation + term.sun * sun + term.moon * moon +
                    term.latitude * latitude + term.node * node);
  }
  return sum * 1e-4 * arc_second;
}

/// What the light's way and the earth's motion take off: 20.4898 arc seconds over the distance.
double aberration_degrees(double t) {
  const double anomaly = sun_mean_anomaly(t);
  const double distance = 1.00014 - 0.01671 * std::cos(anomaly) - 0.00014 * std::cos(2.0 * anomaly);
  return -20.4898 * arc_second / distance;
}

double series(std::span<const SunTerm> terms, double millennia) {
  double sum = 0;
  for (const SunTerm& term : terms) sum += term.size * std::cos(term.phase + term.rate * millennia);
  return sum;
}

/// Good to 0.01 degrees (Meeus, chapter 25, "low accuracy").
double short_longitude(double t) {
  const double anomaly = sun_mean_anomaly(t);
  const double centre = (1.914602 - t * (0.004817 + 0.000014 * t)) * std::sin(anomaly) +
                        (0.019993 - 0.000101 * t) * std::sin(2.0 * anomaly) +
                        0.000289 * std::sin(3.0 * anomaly);
  const double mean = 280.46646 + t * (36000.76983 + 0.0003032 * t);
  return turned(mean + centre - 0.00569 - 0.00478 * std::sin(node_of_moon(t)));
}

}  // namespace

double sun_longitude_degrees(TerrestrialTime time) {
  const double t = time.centuries();
  const double millennia = t / 10.0;
  const double earth =
      series(sun_terms_0, millennia) +
      millennia * (series(sun_terms_1, millennia) + millennia * series(sun_terms_2, millennia));
  // From the theory's own frame to FK5, and from the precession it was made with to that of IAU
  // 2000 (0.29965 arc seconds a century less; IERS Conventions 2003, chapter 5).
  const double frame = (-0.09033 - 0.29965 * t) * arc_second;
  return turned(earth / radian + 180.0 + frame + nutation_degrees(t) + aberration_degrees(t));
}

int sun_sector(TerrestrialTime time) {
  constexpr double sector = 30.0;
  constexpr double unsure = 0.02;  // twice what the short formula may be wrong
  double longitude = short_longitude(time.centuries());
  if (std::abs(std::remainder(longitude, sector)) < unsure) longitude = sun_longitude_degrees(time);
  return static_cast<int>(longitude / sector);
}

TerrestrialTime sun_reaches(double degrees, TerrestrialTime near) {
  TerrestrialTime time = near;
  // Mean motion is within 3.5 % of the true one, so each step leaves a thirtieth of the error:
  // seven make of half a year less than a millisecond.
  for (int step = 0; step < 7; ++step) {
    const double left = nearest_to_zero(degrees - sun_longitude_degrees(time));
    time.days += left / 360.0 * days_of_tropical_year;
  }
  return time;
}

}  // namespace dunghan::calendar
