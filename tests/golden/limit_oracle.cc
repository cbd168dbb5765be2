#include "tests/golden/limit_oracle.h"

#include <gtest/gtest.h>

#include <sstream>

namespace dunghan::test {
namespace {

constexpr std::chrono::days one_day{1};

struct Words {
  int amount = 0;
  std::string unit;
};

Words words_of(const std::string& period) {
  std::istringstream in(period);
  Words words;
  in >> words.amount;
  std::getline(in >> std::ws, words.unit);
  if (words.unit.ends_with('s')) words.unit.pop_back();
  EXPECT_GT(words.amount, 0) << period;
  return words;
}

unsigned day_of(Date date) {
  return static_cast<unsigned>(std::chrono::year_month_day{date}.day());
}

bool is_weekend(Date date) {
  const std::chrono::weekday weekday{date};
  return weekday == std::chrono::Saturday || weekday == std::chrono::Sunday;
}

}  // namespace

/// Walks on until so many months have begun, then to the same day of the month or the last of it.
Date WallCalendar::months_on(Date start, int count) const {
  Date date = start;
  while (count > 0) {
    date += one_day;
    if (day_of(date) == 1) --count;
  }
  while (day_of(date) != day_of(start) && day_of(date + one_day) != 1) date += one_day;
  return date;
}

Date WallCalendar::last_day(Date start, const std::string& period) const {
  const Words words = words_of(period);
  if (words.unit == "month") return months_on(start, words.amount);
  if (words.unit == "year") return months_on(start, words.amount * 12);
  EXPECT_TRUE(words.unit == "day" || words.unit == "working day") << period;
  Date date = start;
  for (int counted = 0; counted < words.amount;) {
    date += one_day;
    if (words.unit == "day" || calendar_.is_working(date)) ++counted;
  }
  return date;
}

Date WallCalendar::rolled(Date last) const {
  while (!calendar_.is_working(last) || (for_citizen_ && is_weekend(last))) last += one_day;
  return last;
}

Date WallCalendar::latest_before(Date event, const std::string& period) const {
  const Words words = words_of(period);
  EXPECT_TRUE(words.unit == "day" || words.unit == "working day") << period;
  Date date = event;
  for (int counted = 0; counted < words.amount;) {
    date -= one_day;
    if (words.unit == "day" || calendar_.is_working(date)) ++counted;
  }
  while (!calendar_.is_working(date)) date -= one_day;
  return date;
}

}  // namespace dunghan::test
