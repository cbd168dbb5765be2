// The slips that people make in YAML: each gets its own code, the place where it was made, and a
// way to mend it.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/yaml/yaml_text.h"

namespace dunghan::adapters::yaml {
namespace {

using definition::Position;
using testing::ElementsAre;
using testing::HasSubstr;

struct Slip {
  const char* text;
  const char* code;
  Position at;
};

class Slips : public testing::TestWithParam<Slip> {};

TEST_P(Slips, are_told_by_code_and_place) {
  const Slip& slip = GetParam();
  const definition::Issue issue = only_issue(slip.text);
  EXPECT_EQ(issue.code, slip.code) << slip.text << issue.message;
  EXPECT_EQ(issue.at, slip.at) << slip.text << issue.at.line << ":" << issue.at.column << " "
                               << issue.message;
  EXPECT_EQ(issue.severity, definition::Severity::error);
  EXPECT_FALSE(issue.message.empty());
  EXPECT_FALSE(issue.remedy.empty()) << slip.text;
}

INSTANTIATE_TEST_SUITE_P(
    Yaml, Slips,
    testing::Values(
        // Nothing in it.
        Slip{"", "E0003", {0, 0}}, Slip{"# only words\n\n", "E0003", {0, 0}},
        Slip{"---\n", "E0003", {0, 0}},
        // Characters.
        Slip{"a: \xFF\n", "E0004", {1, 4}},
        Slip{"\xFF\xFE"
             "a",
             "E0004",
             {1, 1}},
        Slip{"a: \xC0\x80\n", "E0004", {1, 4}}, Slip{"a: \xED\xA0\x80\n", "E0004", {1, 4}},
        Slip{"a: \x01\n", "E0005", {1, 4}}, Slip{"a: b\rc: d\n", "E0005", {1, 5}},
        Slip{"đ: \xE2\x80\x8B"
             "x\n",
             "E0006",
             {1, 4}},
        Slip{"a: \xE2\x80\xAE"
             "x\n",
             "E0006",
             {1, 4}},
        Slip{"a:\xC2\xA0"
             "b\n",
             "E0006",
             {1, 3}},
        Slip{"a:\n\tb: 1\n", "E0007", {2, 1}},
        // Brackets and blocks.
        Slip{"a: { x: 1\nb: 2\n", "E0009", {1, 4}}, Slip{"a: [1, 2}\n", "E0009", {1, 9}},
        Slip{"a: ]\n", "E0009", {1, 4}}, Slip{"[a", "E0009", {1, 3}},
        Slip{"a: { x: y z: 3 }\n", "E0009", {1, 12}},
        Slip{"s: { initial: true }\n  tasks:\n    - x\n", "E0010", {2, 3}},
        Slip{"s: { x: 1,\n  tasks:\n    - y\n}\n", "E0010", {3, 5}},
        // Quotes.
        Slip{"a: \"x\nb: 2\n", "E0011", {1, 4}}, Slip{"a: 'x", "E0011", {1, 4}},
        Slip{"a: \"x\nb: \"y\"\n", "E0011", {1, 4}}, Slip{"a: \"\\d+\"\n", "E0028", {1, 7}},
        Slip{"a: \"b\" == data.x\n", "E0012", {1, 8}},
        // Conditions without quotes.
        Slip{"a: { when: max(a, b) > 3, to: y }\n", "E0012", {1, 12}},
        Slip{"a: { when: !data.x, to: y }\n", "E0013", {1, 12}},
        Slip{"a: { when: !data.x || data.y, to: y }\n", "E0013", {1, 12}},
        Slip{"when: ! x\n", "E0013", {1, 7}}, Slip{"a: *b && c\n", "E0020", {1, 4}},
        // Keys and colons.
        Slip{"a: 1\na: 2\n", "E0016", {2, 1}}, Slip{": x\n", "E0022", {1, 1}},
        Slip{"null: x\n", "E0022", {1, 1}}, Slip{"? [a]\n: b\n", "E0022", {1, 3}},
        Slip{"a: 1\nb\n", "E0024", {2, 1}}, Slip{"a: 1\nb\nc: 2\n", "E0024", {2, 1}},
        Slip{"a:1\nb: 2\n", "E0024", {1, 1}}, Slip{"a: { b:1, c: 2 }\n", "E0024", {1, 6}},
        Slip{"a: 1\n b: 2\n", "E0025", {2, 2}}, Slip{"a:\n  - x\n  y: 1\n", "E0025", {3, 3}},
        Slip{"a:\n  b: 1\n c: 2\n", "E0025", {3, 2}}, Slip{"a: b: c\n", "E0026", {1, 5}},
        Slip{"a: @x\n", "E0027", {1, 4}},
        // Documents, tags, aliases.
        Slip{"a: 1\n---\nb: 2\n", "E0017", {2, 1}}, Slip{"- a\nb: 1\n", "E0017", {2, 1}},
        Slip{"a: !!python/object x\n", "E0018", {1, 4}}, Slip{"a: !!map x\n", "E0018", {1, 4}},
        Slip{"a: !<tag:x.example,2024:t> x\n", "E0018", {1, 4}},
        Slip{"a: &x [1, *x]\n", "E0019", {1, 11}}, Slip{"a: { <<: 3 }\n", "E0021", {1, 10}},
        Slip{"a: | x\n", "E0008", {1, 6}}));

TEST(Slips, all_duplicate_keys_are_told_in_one_run_with_both_places) {
  const ParsedDocument parsed = parse("a: 1\nb: { c: 1, 'c': 2 }\na: 2\na: 3\n");
  ASSERT_THAT(codes_of(parsed.issues), ElementsAre("E0016", "E0016", "E0016"));
  EXPECT_EQ(parsed.issues[0].at, (Position{2, 12}));
  EXPECT_EQ(parsed.issues[0].related, (Position{2, 6}));
  EXPECT_EQ(parsed.issues[1].at, (Position{3, 1}));
  EXPECT_EQ(parsed.issues[2].at, (Position{4, 1}));
  EXPECT_EQ(parsed.issues[2].related, (Position{1, 1})) << "the first of them, not the one before";
}

TEST(Slips, what_was_found_before_a_syntax_error_is_told_too) {
  EXPECT_THAT(codes_of(parse("a: 1\na: 2\nb: @x\n").issues), ElementsAre("E0016", "E0027"));
}

TEST(Slips, the_remedy_of_an_exclamation_mark_is_the_condition_in_quotes) {
  EXPECT_THAT(only_issue("a: { when: !data.x, to: y }\n").remedy, HasSubstr("\"!data.x\""));
  EXPECT_THAT(only_issue("a: { when: !data.x || data.y, to: y }\n").remedy,
              HasSubstr("\"!data.x || data.y\""));
}

TEST(Slips, what_only_looks_like_one_is_let_through) {
  for (const char* text :
       {"a: { b: 'it''s (1, 2)', c: [ 'x(', 'y)' ] }\n", "a: \"say \\\"no\\\" # not a comment\"\n",
        "a: x != y\n", "a: b && !c\n", "a: http://x.example\n", "a: |\n  - not: a\n  list\n",
        "a: { b, c }\n", "a: don't\n", "a: f(x) # (\n", "a: [ 1), 2 ]\n", "# \t tab\na: 1\n",
        "a: 1\t# tab\n", "a: 'x\n  y'\n", "Điều 28: 30 ngày\n"}) {
    EXPECT_TRUE(parse(text).document.has_value()) << text << codes_of(parse(text).issues).front();
  }
}

TEST(Slips, a_file_with_no_end_of_slips_gives_a_bounded_list) {
  std::string text;
  for (int i = 0; i < 1000; ++i) text += "a: 1\n";
  const ParsedDocument parsed = parse(text);
  EXPECT_EQ(parsed.issues.size(), issues_max + 1);
  EXPECT_EQ(parsed.issues.back().code, "E0029");
  EXPECT_FALSE(parsed.document);
}

}  // namespace
}  // namespace dunghan::adapters::yaml
