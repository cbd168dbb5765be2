// Values and maps: kinds, equality, entries put, found and taken out.
#include "engine/base/value.h"

#include <gtest/gtest.h>

#include <limits>
#include <vector>

namespace dunghan {
namespace {

std::vector<Value> one_of_each_kind() {
  return {Value(),
          Value(true),
          Value(1),
          Value(std::uint64_t{1}),
          Value(1.0),
          Value("1"),
          Value(Bytes{"1"}),
          Value(List{Value(1)}),
          Value(Map{{Value("a"), Value(1)}}),
          Value(TypeName{"int"}),
          Value(Instant{}),
          Value(Duration{1}),
          Value(make_date(2024, 5, 7)),
          Value(days(30)),
          Value(*Decimal::parse("1")),
          Value(Sealed{"1"})};
}

TEST(Value, knows_its_kind_and_every_kind_has_its_name) {
  const std::vector<Value> values = one_of_each_kind();
  const std::vector<std::string_view> names = {
      "null", "bool", "int",       "uint",     "double", "string", "bytes",   "list",
      "map",  "type", "timestamp", "duration", "date",   "period", "decimal", "sealed"};
  ASSERT_EQ(values.size(), names.size());
  for (std::size_t i = 0; i < values.size(); ++i) {
    EXPECT_EQ(values[i].kind(), static_cast<ValueKind>(i));
    EXPECT_EQ(name_of(values[i].kind()), names[i]);
  }
}

TEST(Value, equals_only_its_own_kind) {
  const std::vector<Value> values = one_of_each_kind();
  const std::vector<Value> again = one_of_each_kind();
  for (std::size_t i = 0; i < values.size(); ++i) {
    for (std::size_t j = 0; j < again.size(); ++j)
      EXPECT_EQ(values[i] == again[j], i == j) << i << " " << j;
  }
}

TEST(Value, compares_lists_in_order_and_maps_in_any) {
  EXPECT_EQ(Value(List{Value(1), Value("b")}), Value(List{Value(1), Value("b")}));
  EXPECT_FALSE(Value(List{Value(1), Value(2)}) == Value(List{Value(2), Value(1)}));
  EXPECT_FALSE(Value(List{Value(1)}) == Value(List{Value(1), Value(1)}));
  const Value map(Map{{Value("a"), Value(1)}, {Value("b"), Value(2)}});
  EXPECT_EQ(map, Value(Map{{Value("b"), Value(2)}, {Value("a"), Value(1)}}));
  EXPECT_FALSE(map == Value(Map{{Value("a"), Value(1)}, {Value("b"), Value(3)}}));
  EXPECT_FALSE(map == Value(Map{{Value("a"), Value(1)}}));
}

TEST(Value, of_not_a_number_equals_nothing_even_itself) {
  const Value nan(std::numeric_limits<double>::quiet_NaN());
  EXPECT_FALSE(nan == nan);
}

TEST(Value, fields_of_a_map_are_put_found_and_taken_out_in_place) {
  Map map;
  put(map, "a", Value(1));
  put(map, "b", Value(2));
  put(map, "a", Value(3));
  ASSERT_EQ(map.size(), 2U);
  EXPECT_EQ(map[0].key, Value("a"));
  EXPECT_EQ(*find(map, "a"), Value(3));
  EXPECT_EQ(find(map, "c"), nullptr);
  map.push_back({Value(1), Value("keyed by a number")});
  EXPECT_EQ(find(map, "1"), nullptr);
  dunghan::erase(map, "a");
  dunghan::erase(map, "a");
  EXPECT_EQ(find(map, "a"), nullptr);
  EXPECT_EQ(map.size(), 2U);
}

}  // namespace
}  // namespace dunghan
