// The kinds of our own in CEL: dates, periods, decimals, sealed values.
#include "tests/unit/rule/expressions.h"

namespace dunghan::rule {
namespace {

TEST(LegalValues, dates_count_days_and_take_periods_by_the_calendar) {
  struct Row {
    const char* text;
    Value value;
  };
  const std::vector<Row> rows = {
      {"date('2024-05-07') - date('2024-05-01')", Value(6)},
      {"date('2024-03-01') - date('2024-02-28')", Value(2)},
      {"date('2024-01-31') + period('1 month')", Value(make_date(2024, 2, 29))},
      {"date('2023-01-31') + period('1 month')", Value(make_date(2023, 2, 28))},
      {"date('2024-02-29') + period('1 year')", Value(make_date(2025, 2, 28))},
      {"date('2024-03-31') - period('1 month')", Value(make_date(2024, 2, 29))},
      {"date('2024-01-31') + period('1 month 1 day')", Value(make_date(2024, 3, 1))},
      {"date('2024-11-15') + period('3 months')", Value(make_date(2025, 2, 15))},
      {"period('6 weeks') + date('2024-05-07')", Value(make_date(2024, 6, 18))},
      {"date('2024-05-07') + period('56 days') == date('2024-05-07') + period('8 weeks')",
       Value(true)},
      {"today == date('2024-05-20') && today > data.received_on", Value(true)},
      {"earlier(today, data.received_on)", Value(make_date(2024, 5, 7))},
      {"later(today, data.received_on)", Value(make_date(2024, 5, 20))},
      {"string(today)", Value("2024-05-20")},
      {"[today.getFullYear(), today.getMonth(), today.getDate(), today.getDayOfMonth(), "
       "today.getDayOfWeek(), today.getDayOfYear()]",
       Value(List{2024, 4, 20, 19, 1, 140})},
      {"date(timestamp('2024-05-07T17:00:00Z'), '+07:00')", Value(make_date(2024, 5, 8))},
  };
  for (const Row& row : rows) EXPECT_EQ(value_of(row.text), row.value) << row.text;
}

TEST(LegalValues, the_log_question_whether_a_recorded_limit_is_the_plain_one_with_an_extension) {
  Environment environment;
  environment.variables = {{"plain", Type::Kind::date}, {"recorded", Type::Kind::date}};
  const auto expression = compile("plain == recorded + period('6 weeks')", environment);
  ASSERT_TRUE(expression);
  const MapActivation values(
      Map{{"plain", make_date(2024, 6, 18)}, {"recorded", make_date(2024, 5, 7)}});
  EXPECT_EQ(*evaluate(*expression, values), Value(true));
}

TEST(LegalValues, leave_working_days_and_hours_to_counting_rules) {
  const auto expression = compile("today + period('5 working days')", complaint_environment());
  ASSERT_TRUE(expression);
  const auto result = evaluate(*expression, ComplaintActivation());
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().message,
            "working days are counted by a counting rule and its calendar, not in a condition");
  EXPECT_EQ(reason_of("today + period('36 hours')"), "invalid_argument");
  EXPECT_EQ(reason_of("date('9999-12-31') + period('1 day')"), "overflow");
  EXPECT_EQ(reason_of("date('0001-01-01') - period('1 month')"), "overflow");
  EXPECT_EQ(reason_of("date('2024-01-01') + period('100000 years')"), "overflow");
}

TEST(LegalValues, periods_are_equal_by_their_units_and_have_no_order) {
  EXPECT_EQ(value_of("data.limit == period('30 days')"), Value(true));
  EXPECT_EQ(value_of("data.limit == period('1 month')"), Value(false));
  EXPECT_EQ(value_of("string(period('P1M15D'))"), Value("1 month 15 days"));
  EXPECT_EQ(unchecked_reason_of("data.limit < data.limit"), "no_such_overload");
}

TEST(LegalValues, decimals_are_exact_and_go_together_with_whole_numbers) {
  struct Row {
    const char* text;
    Value value;
  };
  const std::vector<Row> rows = {
      {"decimal('0.1') + decimal('0.2') == decimal('0.3')", Value(true)},
      {"data.fee > 12 && data.fee < 13 && 13 > data.fee", Value(true)},
      {"data.fee * 2 == 25", Value(true)},
      {"data.fee - decimal('0.5') == 12", Value(true)},
      {"-data.fee", Value(*Decimal::parse("-12.5"))},
      {"string(data.fee)", Value("12.5")},
      {"int(decimal('-12.9'))", Value(-12)},
      {"double(data.fee)", Value(12.5)},
      {"decimal(3) == decimal('3.00')", Value(true)},
      {"data.fee != 12", Value(true)},
      {"data.fee in [decimal('12.5')]", Value(true)},
  };
  for (const Row& row : rows) EXPECT_EQ(value_of(row.text), row.value) << row.text;
  EXPECT_EQ(reason_of("decimal('9223372036854775807') + 1"), "overflow");
  EXPECT_EQ(reason_of("decimal(-9223372036854775807 - 1) * -1"), "overflow");
  EXPECT_EQ(reason_of("-decimal('-9223372036854775808')"), "overflow");
}

}  // namespace
}  // namespace dunghan::rule
