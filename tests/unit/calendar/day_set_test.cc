// Sets of days against a plain list of the same days: those of a calendar, and those of none.
#include "engine/calendar/day_set.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <functional>

namespace dunghan::calendar {
namespace {

constexpr std::size_t word_days = 64;

struct Sample {
  DaySet set;
  std::size_t day_count = 0;
  std::vector<std::size_t> members;
};

Sample sample_of(std::size_t words, const std::function<bool(std::size_t)>& is_member) {
  std::vector<std::uint64_t> bits(words, 0);
  Sample sample;
  sample.day_count = words * word_days;
  for (std::size_t day = 0; day < sample.day_count; ++day) {
    if (!is_member(day)) continue;
    bits[day / word_days] |= std::uint64_t{1} << day % word_days;
    sample.members.push_back(day);
  }
  sample.set = DaySet(bits);
  return sample;
}

std::size_t below(const Sample& sample, std::size_t day) {
  const auto& all = sample.members;
  return static_cast<std::size_t>(std::lower_bound(all.begin(), all.end(), day) - all.begin());
}

/// Every question about every `step`-th day and member. near: how far off the guess of nth() is.
void expect_right(const Sample& sample, std::size_t step, std::int64_t off) {
  const DaySet& set = sample.set;
  ASSERT_EQ(set.size(), sample.members.size());
  ASSERT_EQ(set.day_count(), sample.day_count);
  EXPECT_EQ(set.count_before(sample.day_count), sample.members.size());
  for (std::size_t day = 0; day < sample.day_count; day += step) {
    const std::size_t before = below(sample, day);
    const std::size_t next =
        before < sample.members.size() ? sample.members[before] : sample.day_count;
    ASSERT_EQ(set.count_before(day), before) << day;
    ASSERT_EQ(set.first_from(day), next) << day;
    ASSERT_EQ(set.contains(day), next == day) << day;
  }
  for (std::size_t n = 0; n < sample.members.size(); n += step) {
    const std::size_t day = sample.members[n];
    ASSERT_EQ(set.nth(static_cast<std::uint32_t>(n), static_cast<std::int64_t>(day) + off), day)
        << n;
  }
}

TEST(DaySet, of_three_hundred_years_of_weeks_is_right_for_every_day) {
  expect_right(sample_of(1713, [](std::size_t day) { return day % 7 < 5; }), 1, 0);
}

TEST(DaySet, with_every_day_in_it_counts_past_what_sixteen_bits_hold) {
  const Sample all = sample_of(1713, [](std::size_t) { return true; });
  ASSERT_GT(all.set.size(), 100'000U);
  expect_right(all, 1, 0);
}

TEST(DaySet, with_no_day_in_it_has_none) {
  const Sample none = sample_of(3, [](std::size_t) { return false; });
  EXPECT_EQ(none.set.size(), 0U);
  EXPECT_EQ(none.set.first_from(0), none.day_count);
  EXPECT_EQ(none.set.count_before(none.day_count), 0U);
}

TEST(DaySet, of_few_days_far_apart_is_right_however_far_off_the_guess_is) {
  for (const std::int64_t off : {0, 40, -40, 5'000, -5'000, 1'000'000, -1'000'000, 65'536, -65'536})
    expect_right(sample_of(1713, [](std::size_t day) { return day % 397 == 11; }), 13, off);
}

TEST(DaySet, that_begins_after_a_century_of_closed_days_is_right) {
  for (const std::int64_t off : {0, 31, -31, 33, -33, 63, -63, 65, -65, 70'000, -70'000}) {
    expect_right(sample_of(1713, [](std::size_t day) { return day > 36'525 && day % 7 < 5; }), 7,
                 off);
    expect_right(sample_of(1713, [](std::size_t day) { return day < 71'000; }), 7, off);
  }
}

RC_GTEST_PROP(DaySet, agrees_with_a_list_of_its_days, ()) {
  const auto words =
      *rc::gen::container<std::vector<std::uint64_t>>(rc::gen::arbitrary<std::uint64_t>());
  RC_PRE(!words.empty());
  const Sample sample = sample_of(words.size(), [&words](std::size_t day) {
    return (words[day / word_days] >> day % word_days & 1) != 0;
  });
  expect_right(sample, 1, *rc::gen::inRange<std::int64_t>(-200, 200));
}

TEST(DaySet, says_how_many_days_it_takes_on_the_average) {
  const Sample weeks = sample_of(700, [](std::size_t day) { return day % 7 < 5; });
  EXPECT_EQ(weeks.set.days_for(0), 0);
  EXPECT_NEAR(static_cast<double>(weeks.set.days_for(250)), 350, 1);
}

}  // namespace
}  // namespace dunghan::calendar
