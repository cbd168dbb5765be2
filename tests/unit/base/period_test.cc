// Lengths in legal units: three ways to write them, one meaning, and a reason where there is none.
#include "engine/base/period.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace dunghan {
namespace {

Period of(std::int32_t Period::*unit, std::int32_t amount) {
  Period period;
  period.*unit = amount;
  return period;
}

Period office_time(std::int32_t hours, std::int32_t minutes) {
  Period period;
  period.working_hours = hours;
  period.working_minutes = minutes;
  return period;
}

Period month_and_days(std::int32_t months, std::int32_t days) {
  Period period;
  period.months = months;
  period.days = days;
  return period;
}

struct Written {
  const char* text;
  Period meaning;
};

class PeriodText : public testing::TestWithParam<Written> {};

TEST_P(PeriodText, means) {
  const auto read = parse_period(GetParam().text);
  ASSERT_TRUE(read.has_value()) << GetParam().text << ": " << read.error().message;
  EXPECT_EQ(*read, GetParam().meaning) << GetParam().text;
}

INSTANTIATE_TEST_SUITE_P(
    English, PeriodText,
    testing::Values(Written{"30 days", days(30)}, Written{"1 day", days(1)},
                    Written{"5 working days", working_days(5)},
                    Written{"1 working day", working_days(1)}, Written{"2 months", months(2)},
                    Written{"1 year", of(&Period::years, 1)},
                    Written{"6 weeks", of(&Period::weeks, 6)}, Written{"48 hours", hours(48)},
                    Written{"8 working hours", of(&Period::working_hours, 8)},
                    Written{"90 minutes", of(&Period::minutes, 90)},
                    Written{"90 working minutes", office_time(0, 90)},
                    Written{"1 working minute", office_time(0, 1)},
                    Written{"8 working hours 30 working minutes", office_time(8, 30)},
                    Written{"30 working minutes and 1 working hour", office_time(1, 30)},
                    Written{"1 month 15 days", month_and_days(1, 15)},
                    Written{"1 month and 15 days", month_and_days(1, 15)},
                    Written{"1 month, 15 days", month_and_days(1, 15)},
                    Written{"  30   DAYS\t", days(30)}, Written{"30days", days(30)},
                    Written{"05 days", days(5)}, Written{"5 working   days", working_days(5)},
                    Written{"30\xC2\xA0"
                            "days",
                            days(30)},
                    Written{"100000 days", days(100'000)},
                    Written{"15 days 1 month", month_and_days(1, 15)}));

INSTANTIATE_TEST_SUITE_P(
    Vietnamese, PeriodText,
    testing::Values(Written{"30 ngày", days(30)}, Written{"5 ngày làm việc", working_days(5)},
                    Written{"2 tháng", months(2)}, Written{"1 năm", of(&Period::years, 1)},
                    Written{"2 tuần", of(&Period::weeks, 2)}, Written{"36 giờ", hours(36)},
                    Written{"8 giờ làm việc", of(&Period::working_hours, 8)},
                    Written{"45 phút", of(&Period::minutes, 45)},
                    Written{"45 phút làm việc", office_time(0, 45)},
                    Written{"8 giờ làm việc 30 PHÚT LÀM VIỆC", office_time(8, 30)},
                    Written{"1 tháng 15 ngày", month_and_days(1, 15)},
                    Written{"1 tháng và 15 ngày", month_and_days(1, 15)},
                    Written{"05 Ngày làm việc", working_days(5)}, Written{"30 NGÀY", days(30)},
                    Written{"5 NGÀY LÀM VIỆC", working_days(5)}));

INSTANTIATE_TEST_SUITE_P(
    Iso8601, PeriodText,
    testing::Values(Written{"P30D", days(30)}, Written{"P1M15D", month_and_days(1, 15)},
                    Written{"PT36H", hours(36)}, Written{"P6W", of(&Period::weeks, 6)},
                    Written{"P1Y", of(&Period::years, 1)},
                    Written{"PT90M", of(&Period::minutes, 90)}, Written{"p30d", days(30)},
                    Written{"P1Y2M3W4DT5H6M", Period{1, 2, 3, 4, 0, 5, 0, 6, 0}}));

struct Wrong {
  const char* text;
  const char* says;  // what message or remedy must hold
};

class WrongPeriod : public testing::TestWithParam<Wrong> {};

TEST_P(WrongPeriod, says_why) {
  const auto read = parse_period(GetParam().text);
  ASSERT_FALSE(read.has_value()) << GetParam().text;
  EXPECT_EQ(read.error().code, ErrorCode::invalid_argument);
  const std::string all = read.error().message + " | " + read.error().remedy;
  EXPECT_NE(all.find(GetParam().says), std::string::npos) << GetParam().text << " gave: " << all;
  EXPECT_FALSE(read.error().remedy.empty()) << GetParam().text;
}

INSTANTIATE_TEST_SUITE_P(
    Ambiguous, WrongPeriod,
    testing::Values(Wrong{"10d", "days or working days"}, Wrong{"5m", "months or minutes"},
                    Wrong{"2h", "hours or working hours"}, Wrong{"3w", "weeks or working days"},
                    Wrong{"30", "days or working days"}, Wrong{"5 n", "ngày or năm"},
                    Wrong{"5 t", "tháng or tuần"}, Wrong{"10D", "days or working days"}));

INSTANTIATE_TEST_SUITE_P(
    NotWhole, WrongPeriod,
    testing::Values(Wrong{"", "empty"}, Wrong{"   ", "empty"}, Wrong{"-5 days", "negative"},
                    Wrong{"1.5 months", "whole"}, Wrong{"P1.5M", "whole"},
                    Wrong{"P-1D", "negative"}, Wrong{"100001 days", "too large"},
                    Wrong{"99999999999999999999999 days", "too large"},
                    Wrong{"0 days", "no length"}, Wrong{"P0D", "no length"},
                    Wrong{"PT", "nothing follows the T"}, Wrong{"P", "nothing follows the P"},
                    Wrong{"1 month and", "breaks off"}, Wrong{"1,000 days", "comma"}));

INSTANTIATE_TEST_SUITE_P(
    Mixed, WrongPeriod,
    testing::Values(Wrong{"5 days 3 working days", "mixes days and working days"},
                    Wrong{"1 month 5 working days", "working unit"},
                    Wrong{"5 working days 2 hours", "working unit"},
                    Wrong{"8 working hours 30 minutes", "`8 working hours 30 working minutes`"},
                    Wrong{"2 giờ làm việc 5 phút", "working minutes"},
                    Wrong{"2 hours 5 working minutes", "working unit"},
                    Wrong{"5 working days 30 working minutes", "working unit"},
                    Wrong{"5 working minutes 3 working minutes", "twice"},
                    Wrong{"5 days 3 days", "twice"}, Wrong{"P1D2D", "twice"},
                    Wrong{"2 ngày 3 days", "twice"}));

INSTANTIATE_TEST_SUITE_P(
    NoUnit, WrongPeriod,
    testing::Values(Wrong{"5 business days", "working days"},
                    Wrong{"5 calendar days", "write `days`"}, Wrong{"5 ngay", "ngày"},
                    Wrong{"2 thang", "tháng"}, Wrong{"2 quarters", "3 months"},
                    Wrong{"5 fortnights", "units:"}, Wrong{"thirty days", "digits"},
                    Wrong{"P5X", "ISO 8601"}, Wrong{"PT5D", "after a T"},
                    Wrong{"P1D1M", "larger units"}, Wrong{"30 dayss", "no unit"},
                    Wrong{"30 seconds", "seconds"}, Wrong{"PT5S", "seconds"},
                    Wrong{"P30", "no unit"}, Wrong{"30 nga\xCC\x80y", "decomposed"},
                    Wrong{"5 working", "working days"}, Wrong{"5 min", "working minutes"},
                    Wrong{"5 phut", "phút làm việc"}, Wrong{"P1DT", "nothing follows the T"}));

TEST(Period, of_endless_text_is_refused_without_echoing_it) {
  const auto read = parse_period(std::string(1'000'000, '1'));
  ASSERT_FALSE(read.has_value());
  EXPECT_LT(read.error().message.size(), 200U);
}

TEST(Period, is_written_largest_unit_first_in_singular_and_plural) {
  EXPECT_EQ(to_text(month_and_days(1, 15)), "1 month 15 days");
  EXPECT_EQ(to_text(working_days(1)), "1 working day");
  EXPECT_EQ(to_vietnamese(working_days(5)), "5 ngày làm việc");
  EXPECT_EQ(to_vietnamese(Period{1, 2, 3, 4, 0, 5, 0, 6, 0}),
            "1 năm 2 tháng 3 tuần 4 ngày 5 giờ 6 phút");
  EXPECT_EQ(to_text(office_time(8, 30)), "8 working hours 30 working minutes");
  EXPECT_EQ(to_vietnamese(office_time(0, 1)), "1 phút làm việc");
}

TEST(Period, tells_office_time_from_time_that_passes_by_itself) {
  EXPECT_TRUE(office_time(0, 1).counts_office_time());
  EXPECT_TRUE(office_time(0, 1).is_clock_type());
  EXPECT_FALSE(hours(8).counts_office_time());
  EXPECT_EQ(office_time(2, 30).office_time(), std::chrono::minutes{150});
  EXPECT_EQ(office_time(2, 30).elapsed_time(), std::chrono::minutes{0});
  EXPECT_EQ(hours(2).elapsed_time(), std::chrono::minutes{120});
}

Period any_period() {
  const auto amount = [] { return *rc::gen::inRange(0, period_amount_max + 1); };
  const int shape = *rc::gen::inRange(0, 3);
  if (shape == 1) return working_days(*rc::gen::inRange(1, period_amount_max + 1));
  if (shape == 2) return office_time(amount(), *rc::gen::inRange(1, period_amount_max + 1));
  Period period{amount(), amount(), amount(), amount(), 0, amount(), 0, amount(), 0};
  // Leave some units out, else every text names all of them.
  for (std::int32_t Period::*unit : {&Period::years, &Period::months, &Period::weeks, &Period::days,
                                     &Period::hours, &Period::minutes}) {
    if (*rc::gen::arbitrary<bool>()) period.*unit = 0;
  }
  if (period.is_zero()) period.days = 1;
  return period;
}

RC_GTEST_PROP(Period, survives_writing_and_reading_in_both_languages, ()) {
  const Period period = any_period();
  RC_ASSERT(parse_period(to_text(period)).value() == period);
  RC_ASSERT(parse_period(to_vietnamese(period)).value() == period);
}

RC_GTEST_PROP(Period, any_text_is_read_or_refused_with_a_reason, (const std::string& text)) {
  const auto read = parse_period(text);
  if (read) {
    RC_ASSERT(!read->is_zero());
    RC_ASSERT(parse_period(to_text(*read)).value() == *read);
  } else {
    RC_ASSERT(!read.error().message.empty());
  }
}

}  // namespace
}  // namespace dunghan
