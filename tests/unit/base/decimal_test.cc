// Exact decimals: what reads back, what compares, what overflows.
#include "engine/base/decimal.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <limits>
#include <string>
#include <vector>

namespace dunghan {
namespace {

constexpr std::int64_t int_max = std::numeric_limits<std::int64_t>::max();
constexpr std::int64_t int_min = std::numeric_limits<std::int64_t>::min();

Decimal amount(std::string_view text) {
  return Decimal::parse(text).value();
}

TEST(Decimal, reads_amounts_as_people_write_them_and_keeps_no_trailing_zero) {
  struct Row {
    const char* text;
    std::int64_t units;
    int scale;
    const char* shown;
  };
  const std::vector<Row> rows = {{"0", 0, 0, "0"},
                                 {"-0", 0, 0, "0"},
                                 {"0.00", 0, 0, "0"},
                                 {"12.50", 125, 1, "12.5"},
                                 {"-12.50", -125, 1, "-12.5"},
                                 {"3", 3, 0, "3"},
                                 {"1500000", 1'500'000, 0, "1500000"},
                                 {"0.05", 5, 2, "0.05"},
                                 {"-0.05", -5, 2, "-0.05"},
                                 {"007", 7, 0, "7"},
                                 {"1.000000000000000000000000000000", 1, 0, "1"},
                                 {"0.000000000000000001", 1, 18, "0.000000000000000001"},
                                 {"9223372036854775807", int_max, 0, "9223372036854775807"},
                                 {"-9223372036854775808", int_min, 0, "-9223372036854775808"},
                                 {"9.223372036854775807", int_max, 18, "9.223372036854775807"}};
  for (const Row& row : rows) {
    const auto decimal = Decimal::parse(row.text);
    ASSERT_TRUE(decimal) << row.text;
    EXPECT_EQ(decimal->units(), row.units) << row.text;
    EXPECT_EQ(decimal->scale(), row.scale) << row.text;
    EXPECT_EQ(decimal->to_text(), row.shown) << row.text;
  }
}

TEST(Decimal, refuses_what_is_no_plain_number_or_does_not_fit) {
  for (const char* text : {"",
                           "-",
                           ".",
                           "-.",
                           ".5",
                           "5.",
                           "1.2.3",
                           "1e3",
                           "+1",
                           " 1",
                           "1 ",
                           "1,5",
                           "1.000.000",
                           "0x1",
                           "--1",
                           "1-",
                           "9223372036854775808",
                           "-9223372036854775809",
                           "0.0000000000000000001",
                           "92.23372036854775808",
                           "100000000000000000000000000000000000000000000"}) {
    EXPECT_FALSE(Decimal::parse(text)) << text;
  }
}

TEST(Decimal, makes_the_same_value_of_equal_amounts) {
  EXPECT_EQ(Decimal::make(1250, 2), Decimal::make(125, 1));
  EXPECT_EQ(Decimal::make(5, -2)->units(), 500);
  EXPECT_EQ(Decimal::make(0, 99), Decimal{});
  EXPECT_EQ(Decimal::make(1'000'000'000'000'000'000, 36)->scale(), 18);
  EXPECT_FALSE(Decimal::make(1, 19));
  EXPECT_FALSE(Decimal::make(1, -19));
  EXPECT_FALSE(Decimal::make(10, -18));
  EXPECT_FALSE(Decimal::make(1, std::numeric_limits<int>::max()));
  EXPECT_FALSE(Decimal::make(1, std::numeric_limits<int>::min()));
}

TEST(Decimal, adds_and_multiplies_exactly) {
  EXPECT_EQ(amount("0.1").plus(amount("0.2")), amount("0.3"));
  EXPECT_EQ(amount("1.05").plus(amount("-0.05")), amount("1"));
  EXPECT_EQ(amount("100").minus(amount("0.01")), amount("99.99"));
  EXPECT_EQ(amount("12.5").times(amount("0.08")), amount("1"));
  EXPECT_EQ(amount("-3").times(amount("1.1")), amount("-3.3"));
}

TEST(Decimal, gives_nothing_where_the_result_does_not_fit) {
  const Decimal most = amount("9223372036854775807");
  const Decimal least = amount("-9223372036854775808");
  EXPECT_FALSE(most.plus(amount("1")));
  EXPECT_FALSE(least.minus(amount("1")));
  EXPECT_FALSE(Decimal{}.minus(least));
  EXPECT_FALSE(most.plus(amount("0.1")));
  EXPECT_FALSE(most.times(most));
  EXPECT_FALSE(amount("0.000000001").times(amount("0.0000000001")));
  EXPECT_EQ(amount("0.000000001").times(amount("0.000000001")), amount("0.000000000000000001"));
}

TEST(Decimal, orders_by_worth_whatever_the_scale) {
  EXPECT_LT(amount("9.99"), amount("10"));
  EXPECT_GT(amount("-0.1"), amount("-0.11"));
  EXPECT_LT(amount("0.000000000000000001"), amount("9223372036854775807"));
  EXPECT_EQ(amount("2.50") <=> amount("2.5"), std::strong_ordering::equal);
}

TEST(Decimal, becomes_the_nearest_double) {
  EXPECT_EQ(amount("0.1").to_double(), 0.1);
  EXPECT_EQ(amount("9007199254740993").to_double(), 9007199254740992.0);
  EXPECT_EQ(amount("-12.5").to_double(), -12.5);
}

TEST(Decimal, text_reads_back_to_the_same_amount) {
  EXPECT_TRUE(rc::check([](std::int64_t units, int seed) {
    const auto decimal = Decimal::make(units, static_cast<int>(static_cast<unsigned>(seed) % 19U));
    RC_PRE(decimal.has_value());
    RC_ASSERT(Decimal::parse(decimal->to_text()) == decimal);
  }));
}

TEST(Decimal, taking_away_undoes_adding) {
  EXPECT_TRUE(rc::check([](std::int32_t a, std::int32_t b, int seed) {
    const auto scale = [seed](unsigned part) {
      return static_cast<int>(static_cast<unsigned>(seed) / part % 8U);
    };
    const Decimal left = *Decimal::make(a, scale(1));
    const Decimal right = *Decimal::make(b, scale(8));
    RC_ASSERT(left.plus(right)->minus(right) == left);
    RC_ASSERT((left < right) == (left.minus(right)->units() < 0));
  }));
}

}  // namespace
}  // namespace dunghan
