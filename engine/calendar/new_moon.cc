#include "engine/calendar/new_moon.h"

#include <array>
#include <cmath>
#include <cstddef>
#include <numbers>
#include <span>

namespace dunghan::calendar {
namespace {

constexpr double radian = std::numbers::pi / 180.0;

/// A periodic term: `days` times the sine of the given multiples of the sun's anomaly, the moon's
/// anomaly and the moon's argument of latitude. Each multiple of the sun's anomaly brings in the
/// eccentricity of the earth's orbit once.
struct Term {
  double days;
  int sun, moon, latitude;
};

constexpr std::array<Term, 24> periodic{{
    {-0.40720, 0, 1, 0}, {0.17241, 1, 0, 0},    {0.01608, 0, 2, 0},  {0.01039, 0, 0, 2},
    {0.00739, -1, 1, 0}, {-0.00514, 1, 1, 0},   {0.00208, 2, 0, 0},  {-0.00111, 0, 1, -2},
    {-0.00057, 0, 1, 2}, {0.00056, 1, 2, 0},    {-0.00042, 0, 3, 0}, {0.00042, 1, 0, 2},
    {0.00038, 1, 0, -2}, {-0.00024, -1, 2, 0},  {-0.00007, 2, 1, 0}, {0.00004, 0, 2, -2},
    {0.00004, 3, 0, 0},  {0.00003, 1, 1, -2},   {0.00003, 0, 2, 2},  {-0.00003, 1, 1, 2},
    {0.00003, -1, 1, 2}, {-0.00002, -1, 1, -2}, {-0.00002, 1, 3, 0}, {0.00002, 0, 4, 0},
}};
constexpr std::size_t estimate_terms = 8;

/// A term due to a planet: `days` times the sine of `at_zero` + `per_lunation` * lunation degrees.
/// (The first argument's square of time is left out: it would move no new moon by 0.02 s.)
struct PlanetaryTerm {
  double days, at_zero, per_lunation;
};

constexpr std::array<PlanetaryTerm, 14> planetary{{
    {0.000325, 299.77, 0.107408},
    {0.000165, 251.88, 0.016321},
    {0.000164, 251.83, 26.651886},
    {0.000126, 349.42, 36.412478},
    {0.000110, 84.66, 18.206239},
    {0.000062, 141.74, 53.303771},
    {0.000060, 207.14, 2.453732},
    {0.000056, 154.84, 7.306860},
    {0.000047, 34.52, 27.261239},
    {0.000042, 207.19, 0.121824},
    {0.000040, 291.34, 1.844379},
    {0.000037, 161.72, 24.198154},
    {0.000035, 239.56, 25.513099},
    {0.000023, 331.55, 3.592518},
}};

/// The mean arguments of a lunation, in degrees.
struct Arguments {
  double lunation, centuries;
  explicit Arguments(int number) : lunation(number), centuries(number / 1236.85) {}

  [[nodiscard]] double polynomial(double rate, double t2, double t3, double t4) const {
    const double t = centuries;
    return rate * lunation + t * t * (t2 + t * (t3 + t * t4));
  }
  [[nodiscard]] double mean_day() const {  // days since J2000.0
    return 5.09766 + polynomial(29.530588861, 0.00015437, -0.000000150, 0.00000000073);
  }
  [[nodiscard]] double sun() const {
    return 2.5534 + polynomial(29.10535670, -0.0000014, -0.00000011, 0);
  }
  [[nodiscard]] double moon() const {
    return 201.5643 + polynomial(385.81693528, 0.0107582, 0.00001238, -0.000000058);
  }
  [[nodiscard]] double latitude() const {
    return 160.7108 + polynomial(390.67050284, -0.0016118, -0.00000227, 0.000000011);
  }
  [[nodiscard]] double node() const {
    return 124.7746 + polynomial(-1.56375588, 0.0020672, 0.00000215, 0);
  }
};

double sum_of(std::span<const Term> terms, const Arguments& at) {
  const double e = 1.0 - at.centuries * (0.002516 + 0.0000074 * at.centuries);
  const std::array<double, 4> eccentricity{1.0, e, e * e, e * e * e};
  const double sun = at.sun() * radian;
  const double moon = at.moon() * radian;
  const double latitude = at.latitude() * radian;
  double sum = 0;
  for (const Term& term : terms) {
    sum += term.days * eccentricity[static_cast<std::size_t>(std::abs(term.sun))] *
           std::sin(term.sun * sun + term.moon * moon + term.latitude * latitude);
  }
  return sum;
}

double sum_of_planets(const Arguments& at) {
  double sum = 0;
  for (const PlanetaryTerm& term : planetary)
    sum += term.days * std::sin((term.at_zero + term.per_lunation * at.lunation) * radian);
  return sum;
}

}  // namespace

TerrestrialTime new_moon(int lunation) {
  const Arguments at(lunation);
  return {at.mean_day() + sum_of(periodic, at) - 0.00017 * std::sin(at.node() * radian) +
          sum_of_planets(at)};
}

TerrestrialTime new_moon_estimate(int lunation) {
  const Arguments at(lunation);
  return {at.mean_day() + sum_of(std::span(periodic).first<estimate_terms>(), at)};
}

}  // namespace dunghan::calendar
