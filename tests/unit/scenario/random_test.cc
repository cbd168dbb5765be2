// Numbers from a seed, and values made up from them.
#include <gtest/gtest.h>

#include "engine/cases/fields.h"
#include "engine/scenario/random_values.h"

namespace dunghan::scenario {
namespace {

// The first outputs for this seed as the authors of SplitMix64 publish them.
TEST(SeededNumbers, are_those_of_splitmix64) {
  SeededNumbers numbers(1234567);
  EXPECT_EQ(numbers.next(), 6457827717110365317U);
  EXPECT_EQ(numbers.next(), 3203168211198807973U);
  EXPECT_EQ(numbers.next(), 9817491932198370423U);
  EXPECT_EQ(numbers.next(), 4593380528125082431U);
  EXPECT_EQ(numbers.next(), 16408922859458223821U);
}

TEST(SeededNumbers, stay_within_their_bounds_and_reach_both) {
  SeededNumbers numbers(7);
  bool least = false, most = false;
  for (int i = 0; i < 1'000; ++i) {
    const std::int64_t number = numbers.between(-2, 3);
    ASSERT_GE(number, -2);
    ASSERT_LE(number, 3);
    least = least || number == -2;
    most = most || number == 3;
  }
  EXPECT_TRUE(least && most);
  EXPECT_EQ(numbers.between(5, 5), 5);
  EXPECT_FALSE(SeededNumbers(1).chance(0));
  EXPECT_TRUE(SeededNumbers(1).chance(100));
}

definition::FieldType type_of(definition::FieldKind kind) {
  definition::FieldType type;
  type.kind = kind;
  return type;
}

TEST(RandomValues, of_every_kind_are_taken_by_a_field_of_that_kind) {
  using definition::FieldKind;
  const organisation::Organisation organisation(
      {"office"}, {{"here", "H", "Đây", "Here", "office", {}, {}, {}, {}, {}, {}, {}}}, {"head"},
      {});
  SeededNumbers numbers(3);
  const Date today = make_date(2024, 5, 6);
  for (int kind = 0; kind <= static_cast<int>(FieldKind::record); ++kind) {
    definition::Field field;
    field.name = "field";
    field.type = type_of(static_cast<FieldKind>(kind));
    field.type.choices = {"one", "two", "three"};
    if (field.type.kind == FieldKind::list) field.type.element = {type_of(FieldKind::date)};
    definition::Field part;
    part.name = "part";
    part.type = type_of(FieldKind::boolean);
    field.type.record = {part};
    if (field.type.kind != FieldKind::window) field.max = 20;
    for (int i = 0; i < 50; ++i) {
      const Value value = random_value(field, today, organisation, numbers);
      if (field.type.kind == FieldKind::case_reference) {
        EXPECT_TRUE(value.is_null());  // another case cannot be made up
        continue;
      }
      const auto typed = cases::coerce(field, value, organisation, ZoneRules());
      ASSERT_TRUE(typed) << kind << ": " << typed.error().message;
      EXPECT_FALSE(typed->is_null()) << kind;
    }
  }
}

}  // namespace
}  // namespace dunghan::scenario
