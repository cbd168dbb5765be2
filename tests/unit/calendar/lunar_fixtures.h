// The published tables in tests/golden/lunar, and the lunar calendar once more by the plainest
// means, from those tables: what the tests hold the computed calendar against.
#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <fstream>
#include <map>
#include <sstream>
#include <string>
#include <vector>

#include "engine/calendar/terrestrial_time.h"

namespace dunghan::calendar::fixtures {

/// The lines of a table that are no comment.
inline std::vector<std::string> lines_of_table(const std::string& name) {
  std::ifstream file(DUNGHAN_SOURCE_DIR "/tests/golden/lunar/" + name);
  std::vector<std::string> lines;
  for (std::string line; std::getline(file, line);) {
    if (!line.empty() && line.front() != '#') lines.push_back(line);
  }
  EXPECT_FALSE(lines.empty()) << name;
  return lines;
}

/// All moments of a table of moments, in order.
inline std::vector<TerrestrialTime> moments_of_table(const std::string& name) {
  std::vector<TerrestrialTime> moments;
  for (const std::string& line : lines_of_table(name)) {
    std::istringstream words(line);
    int year = 0;
    words >> year;
    const auto new_year = (make_date(year, 1, 1) - make_date(2000, 1, 1)).count();
    for (double day = 0; words >> day;)  // 1.0 is 1 January 00:00, and J2000.0 is at noon
      moments.push_back({static_cast<double>(new_year) + day - 1.5});
  }
  return moments;
}

/// A lunar month as the plain reckoning finds it.
struct PlainMonth {
  Date first{};
  int year = 0;
  int number = 0;
  bool leap = false;
};

/// The lunar months from the 11th of 1900 to the 10th of 2198 by the dates of the tables' new moons
/// and principal terms alone, on a zone `zone` east of Greenwich.
class PlainCalendar {
 public:
  explicit PlainCalendar(std::chrono::hours zone) : zone_(zone) {
    for (const TerrestrialTime moon : moments_of_table("new_moons_de431.txt"))
      firsts_.push_back(day_of(moon));
    const std::vector<TerrestrialTime> terms = moments_of_table("principal_terms_de431.txt");
    for (std::size_t i = 0; i < terms.size(); ++i) {
      terms_.push_back(day_of(terms[i]));
      if (i % 12 == 11) solstices_.push_back(terms_.back());
    }
    for (std::size_t i = 0; i + 1 < solstices_.size(); ++i)
      number_months(month_of(solstices_[i]), month_of(solstices_[i + 1]));
  }

  [[nodiscard]] const std::vector<PlainMonth>& months() const { return months_; }
  [[nodiscard]] std::map<int, Date> new_years() const {
    std::map<int, Date> found;
    for (const PlainMonth& month : months_) {
      if (month.number == 1 && !month.leap) found[month.year] = month.first;
    }
    return found;
  }

 private:
  [[nodiscard]] Date day_of(TerrestrialTime time) const {
    return Date{std::chrono::floor<std::chrono::days>(to_instant(time) + zone_).time_since_epoch()};
  }
  [[nodiscard]] std::size_t month_of(Date date) const {
    std::size_t index = 0;
    while (index + 1 < firsts_.size() && firsts_[index + 1] <= date) ++index;
    return index;
  }
  [[nodiscard]] bool has_term(std::size_t month) const {
    return std::any_of(terms_.begin(), terms_.end(), [&](Date term) {
      return firsts_[month] <= term && term < firsts_[month + 1];
    });
  }
  void number_months(std::size_t begin, std::size_t end) {
    const int year = static_cast<int>(civil(firsts_[begin]).year());
    bool leap_seen = end - begin == 12;
    int number = 11;
    for (std::size_t i = begin; i < end; ++i) {
      const bool leap = !leap_seen && !has_term(i);
      leap_seen = leap_seen || leap;
      if (i > begin && !leap) number = number == 12 ? 1 : number + 1;
      months_.push_back({firsts_[i], number >= 11 ? year : year + 1, number, leap});
    }
  }

  std::chrono::hours zone_;
  std::vector<Date> firsts_, terms_, solstices_;
  std::vector<PlainMonth> months_;
};

}  // namespace dunghan::calendar::fixtures
