// What is seen in conditions without a value: contradictions, and one condition within another.
#include "engine/rule/condition_logic.h"

#include "tests/unit/rule/expressions.h"

namespace dunghan::rule {
namespace {

Expression condition(const std::string& text) {
  Environment environment;
  environment.variables = {{"a", Type::Kind::boolean}, {"b", Type::Kind::boolean},
                           {"n", Type::Kind::integer}, {"d", Type::Kind::floating},
                           {"s", Type::Kind::string},  {"x", Type()}};
  auto compiled = compile(text, environment);
  if (!compiled) ADD_FAILURE() << text << ": " << compiled.error().front().message;
  return compiled.value_or(Expression());
}

bool contradicts(const std::string& text) {
  return contradiction_in(condition(text)).has_value();
}

bool implied(const std::string& narrow, const std::string& wide) {
  return implies(condition(narrow), condition(wide));
}

TEST(ConditionLogic, a_part_and_its_denial_contradict_each_other) {
  for (const char* text :
       {"a && !a", "!a && b && a", "a && (b && !(a))", "!(a || b) && b", "n == 1 && 1 != n",
        "n == 1 && n == 2", "s == 'x' && n > 1 && 'y' == s", "!(n != 1) && n == 3"}) {
    EXPECT_TRUE(contradicts(text)) << text;
  }
}

TEST(ConditionLogic, what_only_looks_alike_does_not) {
  for (const char* text :
       {"a && b", "a || !a", "!(a && b) && a", "n == 1 || n == 2", "n != 1 && n != 2",
        "n == 1 && d == 1.0", "x == 1.0 && x == 1", "s == 'x' && s == \"x\"", "a && !b",
        "n == 1 && n + 1 == 2", "[1, 2].exists(y, y == 1) && [1, 2].exists(y, y == 2)"}) {
    EXPECT_FALSE(contradicts(text)) << text;
  }
}

TEST(ConditionLogic, the_parts_are_told_as_they_are_written) {
  const auto denied = contradiction_in(condition("b && a && !(a)"));
  ASSERT_TRUE(denied);
  EXPECT_EQ(denied->one, "a");
  EXPECT_EQ(denied->other, "");
  const auto two = contradiction_in(condition("b && n == 1 && 2 == n"));
  ASSERT_TRUE(two);
  EXPECT_EQ(two->one, "n == 1");
  EXPECT_EQ(two->other, "2 == n");
}

TEST(ConditionLogic, who_asks_for_more_of_the_same_is_within) {
  EXPECT_TRUE(implied("a", "a"));
  EXPECT_TRUE(implied("( a )", "a"));
  EXPECT_TRUE(implied("a && b", "a"));
  EXPECT_TRUE(implied("b && n > 2 && a", "a && n > 2"));
  EXPECT_TRUE(implied("a", "a || b"));
  EXPECT_TRUE(implied("a && n > 1", "b || n > 1"));
  EXPECT_TRUE(implied("n == 1", "1 == n"));
  EXPECT_TRUE(implied("!(a || b)", "!a"));
  EXPECT_TRUE(implied("!a", "!(a && b)"));
}

TEST(ConditionLogic, who_asks_for_less_or_for_something_else_is_not) {
  EXPECT_FALSE(implied("a", "a && b"));
  EXPECT_FALSE(implied("a || b", "a"));
  EXPECT_FALSE(implied("a", "!a"));
  EXPECT_FALSE(implied("n > 1", "n > 2"));
  EXPECT_FALSE(implied("!(a && b)", "!a"));
  EXPECT_FALSE(implied("[1].all(x, x > n)", "[1].exists(x, x > n)"));
}

TEST(ConditionLogic, what_has_no_variable_may_hold_always) {
  EXPECT_TRUE(holds_always(condition("true")));
  EXPECT_TRUE(holds_always(condition("1 < 2 || a")));
  EXPECT_FALSE(holds_always(condition("a || true == b")));
  EXPECT_FALSE(holds_always(condition("1 > 2")));
}

TEST(ConditionLogic, conditions_of_many_parts_are_not_compared) {
  std::string text = "a && !a";
  for (int i = 0; i < 100; ++i) text += " && n != " + std::to_string(i);
  EXPECT_FALSE(contradicts(text));
  EXPECT_FALSE(implied(text, "a"));
}

}  // namespace
}  // namespace dunghan::rule
