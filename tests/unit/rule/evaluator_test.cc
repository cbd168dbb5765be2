// What CEL expressions come to, and the errors that are values.
#include <chrono>
#include <limits>

#include "tests/unit/rule/expressions.h"

namespace dunghan::rule {
namespace {

TEST(Evaluator, gives_the_values_worked_out_by_hand) {
  struct Row {
    const char* text;
    Value value;
  };
  const std::vector<Row> rows = {
      {"7 / 2", Value(3)},
      {"-7 / 2", Value(-3)},
      {"-7 % 3", Value(-1)},
      {"7u % 4u", Value(std::uint64_t{3})},
      {"1.0 / 0.0 > 1.0", Value(true)},
      {"1 < 1.5", Value(true)},
      {"1u < 2", Value(true)},
      {"-1 < 0u", Value(true)},
      {"'b' > 'a'", Value(true)},
      {"b'a' < b'b'", Value(true)},
      {"false < true", Value(true)},
      {"size('đường')", Value(5)},
      {"b'\\xff'.size()", Value(1)},
      {"data.subject.contains('ất')", Value(true)},
      {"data.subject.endsWith('đai')", Value(true)},
      {"data.subject.matches('^đ.t .*')", Value(true)},
      {"[1] + [2] == [1, 2]", Value(true)},
      {"[1, 2] == [2, 1]", Value(false)},
      {"{'a': 1, 'b': 2} == {'b': 2, 'a': 1}", Value(true)},
      {"{'a': 1} == {'a': 2}", Value(false)},
      {"data.items.all(i, i > 0) && !data.items.all(i, i > 1)", Value(true)},
      {"data.items.exists_one(i, i == 2)", Value(true)},
      {"data.items.map(i, i > 1, i * 10)", Value(List{20, 30})},
      {"{'x': 1}.map(k, k)", Value(List{"x"})},
      {"'x' in {'x': 1}", Value(true)},
      {"string(1.5) + string(2) + string(true)", Value("1.52true")},
      {"string(1000000.0)", Value("1000000")},
      {"string(1e21)", Value("1e+21")},
      {"double('1e3')", Value(1000.0)},
      {"int('-12')", Value(-12)},
      {"int(-1.9)", Value(-1)},
      {"type(1) == int && type(today) == date && type(data.limit) == period", Value(true)},
      {"timestamp('2024-05-07T23:30:00Z').getDate('+07:00')", Value(8)},
      {"timestamp('2024-05-07T23:30:00Z').getDayOfWeek()", Value(2)},
      {"timestamp('2024-05-07T08:30:00+07:00') == timestamp('2024-05-07T01:30:00Z')", Value(true)},
      {"duration('1h30m').getMinutes()", Value(90)},
      {"string(duration('-1.5s'))", Value("-1.5s")},
      {"string(duration('1ns'))", Value("0.000000001s")},
      {"(timestamp('2024-05-07T00:00:00Z') + duration('36h')).getHours()", Value(12)},
      {"parent.number == 'KN-01' && !has(parent.state)", Value(true)},
  };
  for (const Row& row : rows) EXPECT_EQ(value_of(row.text), row.value) << row.text;
}

TEST(Evaluator, absorbs_an_error_where_the_other_side_decides) {
  EXPECT_EQ(value_of("1 / 0 == 1 || true"), Value(true));
  EXPECT_EQ(value_of("true || 1 / 0 == 1"), Value(true));
  EXPECT_EQ(value_of("1 / 0 == 1 && false"), Value(false));
  EXPECT_EQ(value_of("[1, 0].exists(x, 1 / x == 1)"), Value(true));
  EXPECT_EQ(value_of("[0, 1].exists(x, 1 / x == 1)"), Value(true));
  EXPECT_EQ(value_of("[0, 1].all(x, 1 / x == 2)"), Value(false));
  EXPECT_EQ(value_of("true ? 1 : 1 / 0"), Value(1));
  EXPECT_EQ(value_of("superior('x') == 'y' || true"), Value(true));
  EXPECT_EQ(reason_of("1 / 0 == 1 || false"), "divide_by_zero");
  EXPECT_EQ(reason_of("1 / 0 == 1 && true && 1 % 0 == 1"), "divide_by_zero");
  EXPECT_EQ(reason_of("[1, 0].exists_one(x, 1 / x == 1)"), "divide_by_zero");
  EXPECT_EQ(reason_of("[0].filter(x, 1 / x == 1) == []"), "divide_by_zero");
}

TEST(Evaluator, names_the_kind_of_each_error) {
  struct Row {
    const char* text;
    const char* reason;
  };
  const std::vector<Row> rows = {
      {"9223372036854775807 + 1", "overflow"},
      {"-9223372036854775808 - 1", "overflow"},
      {"-(-9223372036854775808)", "overflow"},
      {"-9223372036854775808 / -1", "overflow"},
      {"-9223372036854775808 % -1", "overflow"},
      {"4294967296 * 4294967296", "overflow"},
      {"0u - 1u", "overflow"},
      {"uint(-1)", "overflow"},
      {"int(1e19)", "overflow"},
      {"int(0.0 / 0.0)", "overflow"},
      {"int('9223372036854775808')", "overflow"},
      {"double('1e999')", "overflow"},
      {"timestamp(253402300800)", "overflow"},
      {"timestamp('9999-12-31T23:59:59Z') + duration('1s')", "overflow"},
      {"duration('292h') + duration('2562047h')", "overflow"},
      {"int('1.5')", "invalid_argument"},
      {"bool('yes')", "invalid_argument"},
      {"string(b'\\xff')", "invalid_argument"},
      {"[1][1]", "invalid_argument"},
      {"[1][-1]", "invalid_argument"},
      {"timestamp('2024-05-07T00:00:00Z').getHours('Asia/Nowhere')", "invalid_argument"},
      {"timestamp('2024-05-07T00:00:00Z').getHours('+25:00')", "invalid_argument"},
      {"1 % 0", "modulus_by_zero"},
      {"1u / 0u", "divide_by_zero"},
      {"parent.state", "no_such_key"},
      {"deadlines.acceptance.late", "no_such_key"},
      {"{'a': 1}['b']", "no_such_key"},
      {"{'a': 1, 'a': 2}", "duplicate_key"},
      {"{1: 1, 1u: 2}", "duplicate_key"},
      {"{dyn(1.5): 1}", "unsupported_key_type"},
      {"dyn(1) + dyn('a') == dyn(2)", "no_such_overload"},
      {"dyn([1]) < dyn([2])", "no_such_overload"}};
  for (const Row& row : rows) EXPECT_EQ(reason_of(row.text), row.reason) << row.text;
  EXPECT_EQ(unchecked_reason_of("nowhere"), "no_such_attribute");
  EXPECT_EQ(unchecked_reason_of("nothing(1)"), "unbound_function");
}

TEST(Evaluator, hands_errors_of_the_host_on_as_they_are) {
  const auto expression = compile("superior('a') == 'b'", complaint_environment());
  const auto result = evaluate(*expression, ComplaintActivation());
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().code, ErrorCode::not_found);
}

TEST(Evaluator, asks_the_activation_for_named_zones) {
  class Zoned : public ComplaintActivation {
   public:
    [[nodiscard]] std::optional<ZoneRules> zone(std::string_view name) const override {
      if (name != "Asia/Ho_Chi_Minh") return std::nullopt;
      return ZoneRules("Asia/Ho_Chi_Minh", std::chrono::hours{7});
    }
  };
  const auto expression =
      compile("date(timestamp('2024-05-07T18:00:00Z'), 'Asia/Ho_Chi_Minh') == date('2024-05-08')",
              complaint_environment());
  ASSERT_TRUE(expression);
  EXPECT_EQ(*evaluate(*expression, Zoned()), Value(true));
}

}  // namespace
}  // namespace dunghan::rule
