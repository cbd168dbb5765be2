// How issues look: the line, the excerpt, the carets under tabs, wide and combining characters.
#include "engine/definition/issue_text.h"

#include <gtest/gtest.h>

#include "engine/definition/issue_codes.h"

namespace dunghan::definition {
namespace {

Issue issue_at(Position at, int length = 1) {
  Issue issue;
  issue.code = "E0102";
  issue.file = "v1.yaml";
  issue.at = at;
  issue.length = length;
  issue.message = "unknown key `deadine`";
  issue.remedy = "did you mean `deadline`?";
  return issue;
}

TEST(IssueText, one_line_has_place_severity_code_what_and_how_to_mend) {
  EXPECT_EQ(to_line(issue_at({12, 7})),
            "v1.yaml:12:7: error[E0102]: unknown key `deadine`; did you mean `deadline`?");
  Issue issue = issue_at({0, 0});
  issue.severity = Severity::warning;
  issue.remedy.clear();
  EXPECT_EQ(to_line(issue), "v1.yaml: warning[E0102]: unknown key `deadine`");
}

TEST(IssueText, the_excerpt_underlines_the_place) {
  EXPECT_EQ(to_text(issue_at({2, 3}, 7), "a:\n  deadine: x\nb: 1\n"),
            "v1.yaml:2:3: error[E0102]: unknown key `deadine`; did you mean `deadline`?\n"
            "    2 |   deadine: x\n"
            "      |   ^~~~~~~\n");
}

TEST(IssueText, carets_count_characters_as_they_are_shown) {
  const auto marks = [](std::string_view line, int column, int length) {
    const std::string text = to_text(issue_at({1, column}, length), line);
    const std::size_t start = text.rfind("| ") + 2;
    return text.substr(start, text.size() - start - 1);
  };
  EXPECT_EQ(marks("đường: x", 8, 1), "       ^");      // two octets a letter, one column
  EXPECT_EQ(marks("e\u0302\u0301: x", 6, 1), "   ^");  // combining marks take none
  EXPECT_EQ(marks("中文: x", 5, 1), "      ^");        // wide ones take two
  EXPECT_EQ(marks("中文: x", 1, 2), "^~~~");
  EXPECT_EQ(marks("\tx: 1", 2, 1), "  ^");  // a tab is shown as two blanks
  EXPECT_EQ(marks("ab", 3, 1), "  ^");      // just behind the end
  EXPECT_EQ(marks("ab", 99, 1), "  ^");
}

TEST(IssueText, control_characters_are_not_sent_to_the_terminal) {
  const std::string text = to_text(issue_at({1, 1}),
                                   "a\x1B[31m\xC2\x9B\xE2\x80\xAE"
                                   "b");
  EXPECT_EQ(text.find('\x1B'), std::string::npos);
  EXPECT_EQ(text.find("\xC2\x9B"), std::string::npos);
  EXPECT_EQ(text.find("\xE2\x80\xAE"), std::string::npos);
}

TEST(IssueText, a_long_line_is_cut_around_the_place) {
  const std::string line = std::string(5000, 'a') + "X" + std::string(5000, 'b');
  const std::string text = to_text(issue_at({1, 5001}), line);
  EXPECT_LT(text.size(), 500U);
  EXPECT_NE(text.find("aaaXbbb"), std::string::npos);
  const std::size_t excerpt = text.find(" | ");
  const std::size_t caret_line = text.find('\n', excerpt) + 1;
  // The ellipsis at the front is one column of three octets.
  EXPECT_EQ(text.find('X', excerpt) - text.rfind('\n', excerpt) - 1 - 2,
            text.find('^') - caret_line);
}

TEST(IssueText, the_other_place_of_a_clash_is_shown_too) {
  Issue issue = issue_at({2, 1});
  issue.related = {1, 1};
  const std::string text = to_text(issue, "a: 1\na: 2\n");
  EXPECT_NE(text.find("v1.yaml:1:1: note: "), std::string::npos);
  EXPECT_NE(text.find("    1 | a: 1\n      | ^\n"), std::string::npos);
}

TEST(IssueText, no_source_or_a_line_beyond_it_gives_the_line_alone) {
  EXPECT_EQ(to_text(issue_at({9, 1}), "a: 1\n"), to_line(issue_at({9, 1})) + "\n");
  EXPECT_EQ(to_text(issue_at({0, 0}), "a: 1\n"), to_line(issue_at({0, 0})) + "\n");
}

TEST(IssueText, sums_up_and_sorts) {
  Issue warning = issue_at({1, 1});
  warning.severity = Severity::warning;
  Issues issues{issue_at({3, 1}), issue_at({2, 5}), warning};
  EXPECT_EQ(summary_of(issues), "2 errors, 1 warning");
  EXPECT_EQ(summary_of({warning}), "1 warning");
  EXPECT_EQ(summary_of({}), "no issues");
  Issue note = issue_at({1, 1});
  note.severity = Severity::note;
  EXPECT_EQ(summary_of({note}), "no errors, 1 note");
  EXPECT_EQ(summary_of({warning, note}), "1 warning");
  sort_issues(issues);
  EXPECT_EQ(issues[0].at.line, 1);
  EXPECT_EQ(issues[2].at.line, 3);
  EXPECT_TRUE(has_errors(issues));
  EXPECT_FALSE(has_errors({warning}));
}

TEST(IssueCodes, are_unique_in_order_and_told_in_both_languages) {
  std::string_view before;
  for (const IssueCode& entry : issue_codes()) {
    EXPECT_LT(before, entry.code);
    EXPECT_EQ(entry.code.size(), 5U) << entry.code;
    EXPECT_EQ(entry.code.front(), 'E');
    for (const LocalText& text : {entry.title, entry.explanation}) {
      EXPECT_FALSE(text.vi.empty()) << entry.code;
      EXPECT_FALSE(text.en.empty()) << entry.code;
      EXPECT_NE(text.vi, text.en) << entry.code;
    }
    EXPECT_FALSE(entry.title.en.ends_with('.')) << entry.code;
    before = entry.code;
  }
}

TEST(IssueCodes, are_found_however_they_are_typed) {
  ASSERT_NE(find_issue_code("E0016"), nullptr);
  EXPECT_EQ(find_issue_code("e0016"), find_issue_code("E0016"));
  EXPECT_EQ(find_issue_code("16"), find_issue_code("E0016"));
  for (const char* code : {"", "E", "E9999", "E00016", "x", "E-16"})
    EXPECT_EQ(find_issue_code(code), nullptr) << code;
}

}  // namespace
}  // namespace dunghan::definition
