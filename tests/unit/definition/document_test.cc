// The strict scalars: what a plain word may be taken for.
#include "engine/definition/document.h"

#include <gtest/gtest.h>

namespace dunghan::definition {
namespace {

Node scalar(std::string text, bool quoted = false) {
  Node node;
  node.kind = Node::Kind::scalar;
  node.text = std::move(text);
  node.quoted = quoted;
  return node;
}

TEST(Scalar, whole_numbers_are_plain_decimal_without_leading_zeros) {
  EXPECT_EQ(scalar("0").as_int(), 0);
  EXPECT_EQ(scalar("-5").as_int(), -5);
  EXPECT_EQ(scalar("9223372036854775807").as_int(), INT64_MAX);
  EXPECT_EQ(scalar("-9223372036854775808").as_int(), INT64_MIN);
  for (const char* text : {"", "-", "017", "+1", "1e3", "0x10", "0o17", "1_000", "1.0", " 1", "1 ",
                           "-0x1", "9223372036854775808", "00", "-01"}) {
    EXPECT_EQ(scalar(text).as_int(), std::nullopt) << text;
  }
  EXPECT_EQ(scalar("1", true).as_int(), std::nullopt);
}

TEST(Scalar, decimals_are_exact_and_as_strict) {
  EXPECT_EQ(scalar("12.50").as_decimal(), Decimal::make(125, 1));
  EXPECT_EQ(scalar("-3").as_decimal(), Decimal::make(-3, 0));
  for (const char* text :
       {"", ".5", "1.", "01.5", "1.5e3", "1,5", "+1.5", "1.5.2", ".inf", ".nan"}) {
    EXPECT_EQ(scalar(text).as_decimal(), std::nullopt) << text;
  }
}

TEST(Scalar, what_is_no_scalar_has_no_value) {
  Node list;
  list.kind = Node::Kind::sequence;
  EXPECT_EQ(list.as_int(), std::nullopt);
  EXPECT_EQ(list.as_bool(), std::nullopt);
  EXPECT_EQ(list.find("a"), nullptr);
  EXPECT_EQ(Node{}.as_decimal(), std::nullopt);
}

}  // namespace
}  // namespace dunghan::definition
