// New moons, the sun's longitude and Delta T against published tables.
#include <gtest/gtest.h>

#include <cmath>

#include "engine/calendar/new_moon.h"
#include "engine/calendar/sun.h"
#include "tests/unit/calendar/lunar_fixtures.h"

namespace dunghan::calendar {
namespace {

constexpr double seconds_of_day = 86400.0;

int lunation_at(TerrestrialTime time) {
  return static_cast<int>(std::lround((time.days - 5.1) / 29.530588861));
}

TEST(NewMoons, lie_within_20_seconds_of_the_ephemeris_de431_from_1900_to_2199) {
  const auto published = fixtures::moments_of_table("new_moons_de431.txt");
  ASSERT_EQ(published.size(), 3711U);
  double worst = 0;
  double sum = 0;
  for (std::size_t i = 0; i < published.size(); ++i) {
    const int lunation = lunation_at(published[i]);
    EXPECT_EQ(lunation, lunation_at(published.front()) + static_cast<int>(i));
    const double off = (new_moon(lunation).days - published[i].days) * seconds_of_day;
    worst = std::max(worst, std::abs(off));
    sum += off;
  }
  EXPECT_LT(worst, 20.0);  // 18.4 s; the house demands 120 s
  EXPECT_LT(std::abs(sum / static_cast<double>(published.size())), 1.0);
  RecordProperty("largest_error_seconds", std::to_string(worst));
}

TEST(NewMoons, lie_within_2_minutes_of_the_naval_observatory_s_in_universal_time_to_2100) {
  int compared = 0;
  for (const std::string& line : fixtures::lines_of_table("new_moons_usno.txt")) {
    std::istringstream words(line);
    std::string year;
    words >> year;
    for (std::string moment; words >> moment; ++compared) {
      const auto published = parse_occurrence(year + "-" + moment + "Z", ZoneRules("UTC"));
      ASSERT_TRUE(published.has_value()) << moment;
      const Instant found = to_instant(new_moon(lunation_at(to_terrestrial(published->at))));
      // 71 s at most, of which 30 s are the table's whole minutes.
      EXPECT_LT(std::chrono::abs(found - published->at), std::chrono::minutes{2}) << moment;
    }
  }
  EXPECT_EQ(compared, 260);
}

TEST(NewMoons, that_are_estimated_lie_within_the_bound_that_is_promised) {
  for (int lunation = -1300; lunation <= 2600; ++lunation) {
    const double off = new_moon_estimate(lunation).days - new_moon(lunation).days;
    ASSERT_LT(std::abs(off) * 24 * 60, new_moon_estimate_minutes) << lunation;
  }
}

TEST(PrincipalTerms, lie_within_5_seconds_of_the_ephemeris_de431_from_1900_to_2199) {
  const auto published = fixtures::moments_of_table("principal_terms_de431.txt");
  ASSERT_EQ(published.size(), 3600U);
  double worst = 0;
  for (std::size_t i = 0; i < published.size(); ++i) {
    const double degrees = static_cast<double>((300 + 30 * i) % 360);
    const TerrestrialTime found = sun_reaches(degrees, {published[i].days + 10.0});
    worst = std::max(worst, std::abs(found.days - published[i].days) * seconds_of_day);
  }
  EXPECT_LT(worst, 5.0);  // 4.0 s
  RecordProperty("largest_error_seconds", std::to_string(worst));
}

TEST(SunReaches, the_nearest_moment_from_far_on_either_side) {
  const TerrestrialTime equinox = sun_reaches(0, {80});
  for (const double away : {-170.0, -90.0, -1.0, 1.0, 90.0, 170.0})
    EXPECT_NEAR(sun_reaches(0, {equinox.days + away}).days, equinox.days, 1e-7) << away;
  EXPECT_NEAR(std::remainder(sun_longitude_degrees(equinox), 360.0), 0.0, 1e-6);
  // Meeus, example 27.a: the June solstice of 1962 at JDE 2437837.39245 (21:24:42 TT by DE200).
  EXPECT_NEAR(sun_reaches(90, {2437837.0 - 2451545.0}).days, 2437837.39215 - 2451545.0, 2e-4);
}

TEST(SunLongitude, at_the_equinox_is_0_and_not_360) {
  int noughts = 0;
  for (int year = -100; year < 200; ++year) {
    const TerrestrialTime equinox = sun_reaches(0, {year * 365.2422 + 80});
    const double longitude = sun_longitude_degrees(equinox);
    ASSERT_GE(longitude, 0.0) << year;
    ASSERT_LT(longitude, 360.0) << year;
    if (longitude == 0.0) ++noughts;
  }
  EXPECT_GT(noughts, 0);  // or the test would not see what it is for
}

TEST(SunSector, is_the_theory_s_also_at_the_boundaries) {
  for (double day = -36600; day < 73200; day += 0.37) {
    const TerrestrialTime time{day};
    ASSERT_EQ(sun_sector(time), static_cast<int>(sun_longitude_degrees(time) / 30.0)) << day;
  }
  for (int degrees = 0; degrees < 360; degrees += 30) {
    for (const double centuries : {-1.0, -0.3, 0.6, 1.9}) {
      const TerrestrialTime at = sun_reaches(degrees, {centuries * 36525});
      EXPECT_EQ(sun_sector({at.days + 1e-4}), degrees / 30);
      EXPECT_EQ(sun_sector({at.days - 1e-4}), (degrees / 30 + 11) % 12);
    }
  }
}

TerrestrialTime new_year_of(int year) {
  return {static_cast<double>((make_date(year, 1, 1) - make_date(2000, 1, 1)).count()) - 0.5};
}

TEST(DeltaT, is_the_one_others_measured) {
  // Espenak and Meeus, Five Millennium Canon of Solar Eclipses (2006), from their polynomials.
  const std::pair<int, double> others[] = {{1900, -2.79}, {1915, 17.09}, {1930, 24.13},
                                           {1945, 26.88}, {1960, 33.10}, {1975, 45.45},
                                           {1990, 56.89}, {2000, 63.86}, {2005, 64.67}};
  for (const auto& [year, seconds] : others)
    EXPECT_NEAR(delta_t_seconds(new_year_of(year)), seconds, 1.0) << year;
  // TT - UTC was 69.184 s from 2017 on, and UTC was kept within 0.9 s of UT1.
  for (const int year : {2017, 2020, 2023, 2025})
    EXPECT_NEAR(delta_t_seconds(new_year_of(year)), 69.184, 0.9) << year;
}

TEST(DeltaT, is_assumed_as_the_header_says) {
  EXPECT_NEAR(delta_t_seconds(new_year_of(2050)), 72, 0.5);
  EXPECT_NEAR(delta_t_seconds(new_year_of(2100)), 87, 0.5);
  EXPECT_NEAR(delta_t_seconds(new_year_of(2199)), 167, 1.0);
}

TEST(DeltaT, makes_no_jump_and_goes_to_and_fro) {
  for (double day = -36600; day < 73200; day += 11.3) {
    const double step = delta_t_seconds({day + 1}) - delta_t_seconds({day});
    ASSERT_LT(std::abs(step), 0.01) << day;
    const Instant instant = to_instant({day});
    ASSERT_LT(std::chrono::abs(to_instant(to_terrestrial(instant)) - instant),
              std::chrono::milliseconds{1})
        << day;
  }
  // Noon of 1 January 2000 TT is 11:58:56 UT.
  EXPECT_EQ(to_text(std::chrono::round<std::chrono::seconds>(to_instant({0.0}))),
            "2000-01-01T11:58:56Z");
}

}  // namespace
}  // namespace dunghan::calendar
