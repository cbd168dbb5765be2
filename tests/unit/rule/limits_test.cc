// Whatever the text says, compiling and evaluating it ends, soon, and in bounded space.
#include <rapidcheck.h>

#include <chrono>

#include "engine/rule/suggestion.h"
#include "tests/unit/rule/expressions.h"

namespace dunghan::rule {
namespace {

Environment numbers_environment() {
  Environment environment;
  environment.variables = {{"n", Type::list_of(Type::Kind::integer)}, {"s", Type::Kind::string}};
  return environment;
}

Result<Value> run(const std::string& text, std::size_t length = 1'000) {
  const auto expression = compile(text, numbers_environment());
  if (!expression) {
    ADD_FAILURE() << text << ": " << expression.error().front().message;
    return Value();
  }
  List numbers;
  for (std::size_t i = 0; i < length; ++i) numbers.emplace_back(static_cast<std::int64_t>(i));
  return evaluate(*expression, MapActivation(Map{{"n", Value(std::move(numbers))},
                                                 {"s", std::string(10'000, 'a')}}));
}

TEST(Limits, every_way_to_make_work_grow_is_stopped) {
  const std::vector<std::string> texts = {
      // nested loops, and loops inside what && and || would absorb
      "n.all(a, n.all(b, n.all(c, true)))",
      "n.all(a, n.all(b, n.all(c, true))) || true",
      "n.exists(a, n.exists(b, n.exists(c, false)))",
      "n.map(a, n.map(b, a + b)).size()",
      "n.filter(a, n.exists_one(b, n.exists_one(c, a == b && b == c))) == []",
      // lists that double
      "[n].map(a, a + a).map(a, a + a).map(a, a + a).map(a, a + a).map(a, a + a).map(a, a + "
      "a).map(a, a + a).map(a, a + a)"
      ".map(a, a + a).map(a, a + a).map(a, a + a).map(a, a + a)[0].size()",
      // strings that double
      "[s].map(a, a + a).map(a, a + a).map(a, a + a).map(a, a + a).map(a, a + a).map(a, a + "
      "a).map(a, a + a).map(a, a + a)"
      ".map(a, a + a).map(a, a + a).map(a, a + a).map(a, a + a)[0].size()",
      // long searches and patterns, again and again
      "n.all(a, n.all(b, s.contains(s)))",
      "n.all(a, !s.matches('(a*)*b'))",
      "n.all(a, size(s) > 0 && s == s + '' && s < s + 'b')",
      // equality of long lists
      "n.all(a, n == n)",
      "n.all(a, n.all(b, b in n))",
      // parts shared inside a result, each of which a reader would walk
      "[[0]].map(a, [a, a]).map(a, [a, a]).map(a, [a, a]).map(a, [a, a]).map(a, [a, a]).map(a, [a, "
      "a]).map(a, [a, a])"
      ".map(a, [a, a]).map(a, [a, a]).map(a, [a, a]).map(a, [a, a]).map(a, [a, a]).map(a, [a, "
      "a]).map(a, [a, a])"
      ".map(a, [a, a]).map(a, [a, a]).map(a, [a, a]).map(a, [a, a]).map(a, [a, a]).map(a, [a, "
      "a]).map(a, [a, a])",
  };
  for (const std::string& text : texts) {
    const auto begin = std::chrono::steady_clock::now();
    const auto result = run(text);
    const auto taken = std::chrono::steady_clock::now() - begin;
    ASSERT_FALSE(result) << text;
    EXPECT_EQ(result.error().code, ErrorCode::limit_exceeded) << text;
    // A million steps are a second at the very most, also under a sanitizer; without a limit these
    // take hours.
    EXPECT_LT(taken, std::chrono::seconds{20}) << text;
  }
}

TEST(Limits, ordinary_conditions_stay_far_below_them) {
  EXPECT_EQ(*run("n.filter(a, a % 2 == 0).map(a, a * a).size()"), Value(500));
  EXPECT_EQ(*run("n.exists(a, a == 999) && s.matches('a+') && s.contains('aaaa')"), Value(true));
}

TEST(Limits, the_bound_is_the_callers_to_lower) {
  const auto expression = compile("1 + 1", Environment{});
  EXPECT_TRUE(evaluate(*expression, MapActivation(Map{}), 20));
  const auto result = evaluate(*expression, MapActivation(Map{}), 2);
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().code, ErrorCode::limit_exceeded);
}

TEST(Limits, patterns_are_bounded_in_length_and_size) {
  EXPECT_FALSE(compile("s.matches('" + std::string(2'000, 'a') + "')", numbers_environment()));
  EXPECT_FALSE(compile("s.matches('((a{100}){100}){100}')", numbers_environment()));
  EXPECT_EQ(run("s.matches(s)").error().reason, "invalid_argument");
}

TEST(Limits, deep_values_of_a_host_are_compared_without_ending_the_stack) {
  Value deep(1);
  for (int i = 0; i < 1'000; ++i) deep = Value(List{deep});
  Environment environment;
  environment.check = false;
  const MapActivation activation(Map{{"x", deep}, {"y", Value(List{deep})}});
  for (const char* text : {"x == y[0]", "x", "[x] == y"}) {
    const auto result = evaluate(*compile(text, environment), activation);
    ASSERT_FALSE(result) << text;
    EXPECT_EQ(result.error().code, ErrorCode::limit_exceeded) << text;
  }
}

const std::vector<std::string> words = {"data",
                                        ".",
                                        "rounds",
                                        "items",
                                        "(",
                                        ")",
                                        "[",
                                        "]",
                                        "{",
                                        "}",
                                        ",",
                                        ":",
                                        "?",
                                        "+",
                                        "-",
                                        "*",
                                        "/",
                                        "%",
                                        "!",
                                        "&&",
                                        "||",
                                        "==",
                                        "!=",
                                        "<",
                                        ">=",
                                        "in",
                                        "1",
                                        "0",
                                        "2u",
                                        "1.5",
                                        "'a'",
                                        "b'a'",
                                        "true",
                                        "null",
                                        "has",
                                        "map",
                                        "filter",
                                        "all",
                                        "exists_one",
                                        "x",
                                        "x,",
                                        "size",
                                        "dyn",
                                        "type",
                                        "today",
                                        "limit",
                                        "fee",
                                        "date",
                                        "period",
                                        "decimal",
                                        "'30 days'",
                                        "'2024-01-31'",
                                        "string",
                                        "int",
                                        "uint",
                                        "double",
                                        "earlier",
                                        "matches",
                                        "startsWith",
                                        "subject",
                                        "complainant",
                                        "9223372036854775807",
                                        "getHours",
                                        "duration",
                                        "timestamp",
                                        "parent",
                                        "in_time",
                                        "`x`",
                                        "//",
                                        "\n",
                                        "'",
                                        "\\",
                                        "đ"};

TEST(Limits, any_soup_of_words_is_compiled_or_refused_and_run_or_refused_but_never_more) {
  EXPECT_TRUE(rc::check([](const std::vector<unsigned short>& picks, bool check, bool spaced) {
    std::string text;
    for (const unsigned short pick : picks)
      text += words[pick % words.size()] + (spaced ? " " : "");
    Environment environment = complaint_environment();
    environment.check = check;
    const auto expression = compile(text, environment);
    if (!expression) {
      RC_ASSERT(!expression.error().empty());
      for (const ExpressionIssue& issue : expression.error())
        RC_ASSERT(!issue.message.empty() && issue.line >= 0 && issue.column >= 0);
      return;
    }
    const auto result = evaluate(*expression, ComplaintActivation(), 10'000);
    RC_ASSERT(result.has_value() || !result.error().message.empty());
  }));
}

/// Texts that are mostly right: far more of them reach the checker and the evaluator.
rc::Gen<std::string> some_expression(int depth) {
  const auto leaf = rc::gen::elementOf(std::vector<std::string>{"1",
                                                                "0",
                                                                "-3",
                                                                "2u",
                                                                "1.5",
                                                                "'a'",
                                                                "''",
                                                                "true",
                                                                "false",
                                                                "null",
                                                                "[]",
                                                                "[1, 2]",
                                                                "{}",
                                                                "{'a': 1}",
                                                                "data.rounds",
                                                                "data.items",
                                                                "data.subject",
                                                                "today",
                                                                "data.limit",
                                                                "data.fee",
                                                                "data.closed_on",
                                                                "parent",
                                                                "parent.x",
                                                                "x",
                                                                "data",
                                                                "9223372036854775807",
                                                                "date('2024-01-31')",
                                                                "period('1 month')",
                                                                "duration('1h')",
                                                                "timestamp(0)",
                                                                "b'\\xff'",
                                                                "has(data.complainant)"});
  if (depth == 0) return leaf;
  const auto shape = rc::gen::elementOf(std::vector<std::string>{
      "(A + B)",    "(A - B)",     "(A * B)",        "(A / B)",       "(A % B)",
      "(A == B)",   "(A < B)",     "(A && B)",       "(A || B)",      "(A in B)",
      "!A",         "-A",          "A[B]",           "(A ? B : C)",   "[A, B]",
      "{A: B}",     "dyn(A)",      "string(A)",      "int(A)",        "size(A)",
      "type(A)",    "A.map(x, B)", "A.filter(x, B)", "A.all(x, B)",   "A.exists_one(x, B)",
      "A.x",        "has((A).x)",  "A.matches(B)",   "A.contains(B)", "earlier(A, B)",
      "decimal(A)", "A.getHours()"});
  return rc::gen::mapcat(shape, [depth](const std::string& chosen) {
    return rc::gen::map(rc::gen::tuple(some_expression(depth - 1), some_expression(depth - 1),
                                       some_expression(depth - 1)),
                        [chosen](const std::tuple<std::string, std::string, std::string>& parts) {
                          std::string text;
                          for (const char letter : chosen) {
                            if (letter == 'A')
                              text += std::get<0>(parts);
                            else if (letter == 'B')
                              text += std::get<1>(parts);
                            else if (letter == 'C')
                              text += std::get<2>(parts);
                            else
                              text += letter;
                          }
                          return text;
                        });
  });
}

TEST(Limits, what_is_checked_is_never_of_a_type_that_was_not_deduced) {
  EXPECT_TRUE(rc::check([] {
    const std::string text = *some_expression(*rc::gen::inRange(0, 4));
    const auto expression = compile(text, complaint_environment());
    Environment unchecked = complaint_environment();
    unchecked.check = false;
    const auto plain = compile(text, unchecked);
    RC_ASSERT(plain.has_value());
    const auto plain_result = evaluate(*plain, ComplaintActivation(), 20'000);
    if (!expression) return;
    const auto result = evaluate(*expression, ComplaintActivation(), 20'000);
    RC_ASSERT(result.has_value() == plain_result.has_value());
    if (!result) return;
    const std::string type = expression->type().to_text();
    const std::string kind(name_of(result->kind()));
    // null may stand for what is absent; records are maps.
    const bool fits = type.substr(0, type.find('(')) == kind || type == "dyn" ||
                      result->is_null() || kind == "map";
    RC_ASSERT(fits);
  }));
}

TEST(Suggestion, is_the_nearest_name_or_none) {
  const std::vector<std::string> known = {"remote_area", "rounds", "subject", "x"};
  EXPECT_EQ(nearest("remote_aera", known), "remote_area");
  EXPECT_EQ(nearest("Rounds", known), "rounds");
  EXPECT_EQ(nearest("round", known), "rounds");
  EXPECT_EQ(nearest("sbujct", known), "subject");
  EXPECT_EQ(nearest("y", known), "");
  EXPECT_EQ(nearest("completely_else", known), "");
  EXPECT_EQ(nearest(std::string(1'000, 'a'), {std::string(1'000, 'a') + "b"}), "");
}

}  // namespace
}  // namespace dunghan::rule
