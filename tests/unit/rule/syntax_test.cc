// What CEL text is read as, and what is refused with its place.
#include "tests/unit/rule/expressions.h"

namespace dunghan::rule {
namespace {

TEST(Syntax, binds_operators_as_the_language_says) {
  EXPECT_EQ(value_of("1 + 2 * 3"), Value(7));
  EXPECT_EQ(value_of("(1 + 2) * 3"), Value(9));
  EXPECT_EQ(value_of("10 - 3 - 2"), Value(5));
  EXPECT_EQ(value_of("-2 * -3"), Value(6));
  EXPECT_EQ(value_of("- - 2"), Value(2));
  EXPECT_EQ(value_of("!true || true"), Value(true));
  EXPECT_EQ(value_of("false && true || true"), Value(true));
  EXPECT_EQ(value_of("1 + 1 == 2 && 2 < 3"), Value(true));
  EXPECT_EQ(value_of("false ? 1 : false ? 2 : 3"), Value(3));
  EXPECT_EQ(value_of("-[1, 2][1]"), Value(-2));
  EXPECT_EQ(value_of("2 in [1, 2] == true"), Value(true));
}

TEST(Syntax, reads_the_literals) {
  EXPECT_EQ(value_of("0xfF"), Value(255));
  EXPECT_EQ(value_of("-0x10"), Value(-16));
  EXPECT_EQ(value_of("7u"), Value(std::uint64_t{7}));
  EXPECT_EQ(value_of(".5e1"), Value(5.0));
  EXPECT_EQ(value_of("1e-400"), Value(0.0));
  EXPECT_EQ(value_of("'a' + \"b\" + '''c\n\"d'''"), Value("abc\n\"d"));
  EXPECT_EQ(value_of(R"('\x41\u0111\U0001F431\101\n')"), Value("A\u0111\U0001F431A\n"));
  EXPECT_EQ(value_of("r'\\n' + R\"\\t\""), Value("\\n\\t"));
  EXPECT_EQ(value_of(R"(b'\xff' + B'\377')"), Value(Bytes{"\xff\xff"}));
  EXPECT_EQ(issue_of(R"(b'\u0041')"),
            "0:2+6 \\u and \\U cannot stand in bytes; write the bytes as \\xHH");
}

TEST(Syntax, takes_in_as_a_function_where_a_value_begins) {
  EXPECT_EQ(value_of("in('verifying')"), Value(true));
  EXPECT_EQ(value_of("in('decided') || 1 in [1]"), Value(true));
  EXPECT_EQ(value_of("!in('decided')"), Value(true));
  EXPECT_EQ(issue_of("in == 1"), "0:0+2 \"in\" does not belong here; here should be a value");
}

TEST(Syntax, places_a_fault_by_line_and_character_not_by_byte) {
  EXPECT_EQ(
      issue_of("'đất' == 'đai' &&\n  'đường' + 1 == ''"),
      "1:2+11 \"+\" does not take string and int; turn the other side into text: string(...)");
  EXPECT_EQ(issue_of("1 +"), "0:3+1 the condition ends too early; here should be a value");
  EXPECT_EQ(issue_of(""), "0:0+1 the condition ends too early; here should be a value");
  EXPECT_EQ(issue_of("(1 + 2"), "0:6+1 the condition ends too early; here should be \")\"");
  EXPECT_EQ(issue_of("[1, 2"), "0:5+1 the condition ends too early; here should be \",\" or \"]\"");
}

TEST(Syntax, has_words_for_the_commonest_slips) {
  struct Row {
    const char* text;
    const char* issue;
  };
  const std::vector<Row> rows = {
      {"data.rounds = 1", "0:12+1 \"=\" has no meaning here; write == to compare"},
      {"true and false", "0:5+3 \"and\" does not belong here; write && for \"and\""},
      {"true or false", "0:5+2 \"or\" does not belong here; write || for \"or\""},
      {"not true", "0:4+4 \"true\" does not belong here; write ! for \"not\""},
      {"true & false", "0:5+1 \"&\" has no meaning here; write && for \"and\""},
      {"data.subject == \u2018x\u2019",
       "0:16+1 \"\u2018\" has no meaning here; write straight quotes: '...'"},
      {"'abc", "0:0+1 this string is not closed; close it with '"},
      {"'a\\qb'",
       "0:2+2 this escape does not exist; write \\\\ for a backslash, or r'...' for a string "
       "without escapes"},
      {"'\\u12'", "0:1+5 this escape wants 4 hexadecimal digits"},
      {"'\\ud800'", "0:1+6 this escape names no character"},
      {"30days",
       "0:0+6 a name cannot begin with a digit; a length of time is written period('5 days')"},
      {"9223372036854775808", "0:0+19 this number does not fit 64 bits"},
      {"data.items.exists(1, true)",
       "0:18+1 the first argument of exists() is a name for each element; write exists(x, ...)"},
      {"has(data)", "0:4+4 has() asks for a field; write has(data.x)"},
      {"while == 1", "0:0+5 \"while\" is a reserved word and cannot name a variable or function"},
      {"data{x: 1}",
       "0:4+1 messages (Name{...}) are not part of this language; write a map: {'field': value}"},
      {"data.",
       "0:5+1 the condition ends too early; here should be the name of a field or function"},
  };
  for (const Row& row : rows) EXPECT_EQ(issue_of(row.text), row.issue) << row.text;
}

TEST(Syntax, skips_blanks_and_comments) {
  EXPECT_EQ(value_of("1 // one\n + \t2 // two"), Value(3));
  EXPECT_EQ(issue_of("// nothing"), "0:10+1 the condition ends too early; here should be a value");
}

TEST(Syntax, refuses_text_that_is_not_utf8) {
  EXPECT_EQ(issue_of("'\xff'"), "0:0+1 the text is not valid UTF-8");
  EXPECT_EQ(issue_of("\xc0\xaf"), "0:0+1 the text is not valid UTF-8");
}

TEST(Syntax, refuses_text_that_is_too_long_or_too_deep_however_it_is_nested) {
  const auto repeated = [](std::string_view part, int times) {
    std::string text;
    for (int i = 0; i < times; ++i) text += part;
    return text;
  };
  const std::vector<std::string> deep = {repeated("(", 10'000),
                                         repeated("[", 10'000),
                                         repeated("{1:", 5'000),
                                         repeated("-", 16'000) + "x",
                                         repeated("!", 16'000) + "true",
                                         "1" + repeated("+1", 8'000),
                                         "data" + repeated(".x", 8'000),
                                         "[1]" + repeated("[0]", 5'000),
                                         repeated("true?1:", 2'000) + "1",
                                         repeated("f(", 8'000),
                                         "data.items" + repeated(".map(x,x)", 1'500)};
  for (const std::string& text : deep) {
    const auto issues = issues_of(text);
    ASSERT_EQ(issues.size(), 1U) << text.substr(0, 20);
    EXPECT_EQ(issues[0].kind, ExpressionIssue::Kind::too_large)
        << text.substr(0, 20) << ": " << issues[0].message;
  }
  EXPECT_EQ(issues_of(std::string(expression_bytes_max + 1, ' ')).at(0).kind,
            ExpressionIssue::Kind::too_large);
  EXPECT_EQ(value_of("true" + repeated(" && true", 2'000)), Value(true));
  EXPECT_EQ(value_of(repeated("(", 200) + "1" + repeated(")", 200)), Value(1));
}

}  // namespace
}  // namespace dunghan::rule
