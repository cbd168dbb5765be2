// A counting rule's file: what each key becomes, and what is said of open questions that are badly
// put. The rules that are shipped are held in tests/golden.
#include "adapters/yaml/counting_files.h"

#include <gtest/gtest.h>

#include "engine/deadline/readings.h"
#include "tests/unit/yaml/yaml_text.h"

namespace dunghan::adapters::yaml {
namespace {

using deadline::CountingRule;
using deadline::Question;

const std::string head = "dunghan: 1\ncounting: rule\nsource: none\n";

struct ReadRule {
  CountingRule rule;
  definition::Issues issues;
};

ReadRule read(const std::string& text) {
  IssueList issues("file.yaml", 100);
  CountingRule rule = read_counting_rule(good(text), issues);
  return {std::move(rule), issues.take()};
}

/// "E0481@4:5: message | remedy", a line each.
std::string said(const std::string& text) {
  std::string all;
  for (const definition::Issue& issue : read(text).issues) {
    all += issue.code + "@" + std::to_string(issue.at.line) + ":" +
           std::to_string(issue.at.column) + ": " + issue.message + " | " + issue.remedy + "\n";
  }
  return all;
}

CountingRule rule_of(const std::string& text) {
  const ReadRule one = read(text);
  EXPECT_TRUE(one.issues.empty()) << said(text);
  return one.rule;
}

TEST(CountingFile, reads_the_options_of_other_laws) {
  const CountingRule rule =
      rule_of(head +
              "first_hour: excluded\nclear: days\nshort_days: 5\nextension_from: rolled\n"
              "roll: { fixed_date: preceding, swapped_off: open, worked_weekend: closed, "
              "reached_saturday: open }\n"
              "cutoff: { at: 16:30, counts_on: next-day, closed_days: true }\n");
  EXPECT_FALSE(rule.first_hour_counts);
  EXPECT_EQ(rule.clear_backward, deadline::ClearPeriods::days);
  EXPECT_EQ(rule.short_days_max, 5);
  EXPECT_TRUE(rule.extension_from_rolled);
  EXPECT_EQ(rule.roll_fixed_date, deadline::Roll::preceding);
  EXPECT_FALSE(rule.swapped_off_closes);
  EXPECT_TRUE(rule.worked_weekend_closes);
  EXPECT_FALSE(rule.reached_saturday_closes);
  EXPECT_EQ(rule.cutoff, (deadline::Cutoff{16 * 60 + 30, false, true}));
}

TEST(CountingFile, may_cut_off_closed_days_alone_but_not_nothing) {
  EXPECT_EQ(rule_of(head + "cutoff: { closed_days: true }\n").cutoff,
            (deadline::Cutoff{1440, true, true}));
  EXPECT_EQ(said(head + "cutoff: { counts_on: next-day }\n"),
            "E0482@4:9: the cut-off names no hour | write `at: 16:30`\n");
}

TEST(OpenQuestion, is_read_with_its_readings_the_earliest_first) {
  const CountingRule rule =
      rule_of(head +
              "roll: { backward: none }\nopen_questions:\n"
              "  - question: roll-backward\n    readings: [ none, preceding ]\n"
              "    text: { vi: V, en: E }\n    basis: art 5\n"
              "  - { question: swapped-off, readings: [ closed, open ], text: both }\n");
  ASSERT_EQ(rule.open_questions.size(), 2U);
  EXPECT_EQ(rule.open_questions[0].question, Question::roll_backward);
  EXPECT_EQ(rule.open_questions[0].readings, (std::vector<int>{0, 1}));
  EXPECT_EQ(rule.open_questions[0].text_vi, "V");
  EXPECT_EQ(rule.open_questions[0].text_en, "E");
  EXPECT_EQ(rule.open_questions[0].basis, "art 5");
  EXPECT_EQ(rule.open_questions[1].question, Question::swapped_off);
}

TEST(OpenQuestion, that_no_rule_can_leave_open_is_told_with_those_that_one_can) {
  const std::string text =
      said(head + "open_questions:\n  - { question: weather, readings: [ fair, foul ] }\n");
  EXPECT_EQ(text.substr(0, text.find(" | ")),
            "E0481@5:17: `weather` is no value of `question` of an open question");
  for (int i = 0; i < deadline::question_count; ++i) {
    const auto name = std::string(deadline::name_of(static_cast<Question>(i)));
    EXPECT_NE(text.find("`" + name + "`"), std::string::npos) << name;
  }
}

TEST(OpenQuestion, is_told_of_a_reading_that_it_does_not_have) {
  EXPECT_EQ(
      said(head + "open_questions:\n  - { question: first-day, readings: [ included, maybe ] }\n"),
      "E0481@5:38: `maybe` is no reading of this question | readings: `included`, `excluded`\n");
}

TEST(OpenQuestion, needs_the_reading_that_the_rule_itself_takes) {
  const std::string text =
      said(head +
           "roll: { fixed_date: none }\nopen_questions:\n"
           "  - { question: roll-fixed-date, readings: [ preceding, following ] }\n");
  EXPECT_EQ(text,
            "E0483@6:44: the rule reads this question as `none`, which is none of the readings "
            "named here | add it, or change the rule\n");
}

TEST(OpenQuestion, has_two_readings_at_least_each_once) {
  const std::string at_least =
      ": an open question has at least two readings, each once | readings: `open`, `closed`\n";
  EXPECT_EQ(said(head + "open_questions:\n  - { question: swapped-off, readings: [ closed ] }\n"),
            "E0482@5:40" + at_least);
  EXPECT_EQ(
      said(head + "open_questions:\n  - { question: swapped-off, readings: [ closed, closed ] }\n"),
      "E0482@5:40" + at_least);
}

TEST(OpenQuestion, stands_once_in_a_rule) {
  EXPECT_EQ(said(head + "open_questions:\n"
                        "  - { question: swapped-off, readings: [ open, closed ] }\n"
                        "  - { question: swapped-off, readings: [ open, closed ] }\n"),
            "E0483@6:17: the question `swapped-off` stands twice | keep one of them\n");
}

TEST(OpenQuestion, is_told_of_every_fault_at_once) {
  const ReadRule bad = read(head +
                            "open_questions:\n"
                            "  - { question: weather, readings: [ fair, foul ], colour: blue }\n"
                            "  - { readings: [ open, closed ] }\n"
                            "  - { question: first-day }\n");
  EXPECT_EQ(codes_of(bad.issues), (std::vector<std::string>{"E0481", "E0480", "E0482", "E0482"}));
  EXPECT_TRUE(bad.rule.open_questions.empty());
}

}  // namespace
}  // namespace dunghan::adapters::yaml
