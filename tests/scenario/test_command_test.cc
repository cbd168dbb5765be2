// `dunghan test` as people call it: what passes and fails, what is covered, what mutants show.
#include <gtest/gtest.h>

#include <boost/json/parse.hpp>

#include "tests/fakes/temporary_folder.h"
#include "tests/golden/golden_files.h"
#include "tests/scenario/command_line.h"

namespace dunghan::test {
namespace {

namespace fs = std::filesystem;
const fs::path root = DUNGHAN_SOURCE_DIR;
const fs::path complaint = root / "workflows/complaint/complaint-first-instance";

/// A copy of the complaint with these scenarios of it alone.
class TestCommand : public ::testing::Test {
 protected:
  void SetUp() override {
    fs::create_directory(folder_.path() / "scenarios");
    fs::copy_file(complaint / "v1.yaml", definition_);
  }
  void add(const std::string& name) {
    fs::copy_file(complaint / "scenarios" / name, folder_.path() / "scenarios" / name);
  }
  void add(const std::string& name, std::string from, const std::string& to) {
    std::string text = golden::text_of(complaint / "scenarios/decided-late.yaml");
    const std::size_t at = text.find(from);
    ASSERT_NE(at, std::string::npos);
    text.replace(at, from.size(), to);
    std::ofstream(folder_.path() / "scenarios" / name, std::ios::binary) << text;
  }
  fakes::TemporaryFolder folder_;
  fs::path definition_ = folder_ / "v1.yaml";
};

TEST_F(TestCommand, tells_what_passed_and_what_no_scenario_went_through) {
  add("decided-late.yaml");
  const Answer answer = run({"test", definition_.string(), "--lang", "en"});
  EXPECT_EQ(answer.exit, 0) << answer.out << answer.err;
  EXPECT_TRUE(has(answer.out, "  ok    decided-late.yaml: Decided one day late\n")) << answer.out;
  EXPECT_TRUE(has(answer.out, "    transitions    4 of  13   30 %\n")) << answer.out;
  EXPECT_TRUE(has(answer.out, "v1.yaml:102:7: not covered: received: refuse -> refused\n"))
      << answer.out;
  EXPECT_TRUE(has(answer.out, "1 scenarios, 0 failed\n")) << answer.out;
}

TEST_F(TestCommand, fails_below_the_coverage_that_is_asked_for) {
  add("decided-late.yaml");
  EXPECT_EQ(run({"test", definition_.string(), "--min-coverage", "30"}).exit, 0);
  EXPECT_EQ(run({"test", definition_.string(), "--min-coverage", "60"}).exit, 1);
}

TEST_F(TestCommand, a_wrong_date_is_told_with_its_line_expected_and_actual) {
  add("wrong.yaml", "due_on: 2024-05-27", "due_on: 2024-05-28");
  const Answer answer = run({"test", definition_.string(), "--lang", "en"});
  EXPECT_EQ(answer.exit, 1);
  EXPECT_TRUE(has(answer.out, "  FAIL  wrong.yaml")) << answer.out;
  EXPECT_TRUE(has(answer.out,
                  "wrong.yaml:13:48: error[E0619]: resolution due_on is 2024-05-27, not "
                  "2024-05-28\n"))
      << answer.out;
}

TEST_F(TestCommand, a_due_date_left_out_is_told_with_the_line_to_add) {
  add("unstated.yaml",
      "  - { case: one, deadline: send_first, due_on: 2024-05-31, status: running }\n", "");
  const Answer answer = run({"test", definition_.string(), "--lang", "en"});
  EXPECT_EQ(answer.exit, 1);
  EXPECT_TRUE(has(answer.out,
                  "error[E0618]: the due date of `send_first` in case `one` is not "
                  "stated; add `- { case: one, deadline: send_first, due_on: "
                  "2024-05-31, status: running }`\n"))
      << answer.out;
}

TEST_F(TestCommand, a_refused_step_is_told_with_the_code_that_would_expect_it) {
  add("refused.yaml", "send: accept, case: one, by: reception",
      "send: accept, case: one, by: handler");
  const Answer answer = run({"test", definition_.string(), "--lang", "en"});
  EXPECT_EQ(answer.exit, 1);
  EXPECT_TRUE(has(answer.out, "error[E0620]: `send accept` was refused: not_permitted"))
      << answer.out;
  EXPECT_TRUE(has(answer.out, "add `refused: not_permitted`")) << answer.out;
}

TEST_F(TestCommand, as_json_gives_one_object_a_line) {
  add("decided-late.yaml");
  add("wrong.yaml", "due_on: 2024-05-27", "due_on: 2024-05-28");
  const Answer answer = run({"test", folder_.path().string(), "--json"});
  EXPECT_EQ(answer.exit, 1);
  std::vector<boost::json::object> lines;
  std::istringstream text(answer.out);
  for (std::string line; std::getline(text, line);)
    lines.push_back(boost::json::parse(line).as_object());
  ASSERT_EQ(lines.size(), 3U) << answer.out;
  EXPECT_TRUE(lines[0].at("ok").as_bool());
  EXPECT_FALSE(lines[1].at("ok").as_bool());
  EXPECT_EQ(lines[1].at("faults").as_array().at(0).as_object().at("line").as_int64(), 13);
  const auto& states = lines[2].at("coverage").as_object().at("states").as_object();
  EXPECT_EQ(states.at("covered").as_int64(), 6);
  EXPECT_EQ(states.at("of").as_int64(), 10);
  EXPECT_EQ(states.at("missing").as_array().size(), 4U);
}

TEST_F(TestCommand, one_scenario_alone_is_played_and_nothing_said_of_coverage) {
  const Answer answer =
      run({"test", (complaint / "scenarios/decided-late.yaml").string(), "--lang", "en"});
  EXPECT_EQ(answer.exit, 0) << answer.out << answer.err;
  EXPECT_FALSE(has(answer.out, "transitions")) << answer.out;
}

TEST_F(TestCommand, what_is_neither_definition_nor_scenario_is_refused) {
  const Answer answer = run({"test", (root / "config/ladders.yaml").string(), "--lang", "en"});
  EXPECT_EQ(answer.exit, 2) << answer.err;
  EXPECT_TRUE(has(answer.err, "is neither a definition nor a scenario")) << answer.err;
  EXPECT_EQ(run({"test", (folder_ / "nothing.yaml").string()}).exit, 2);
}

TEST_F(TestCommand, mutants_that_nobody_notices_are_told_with_their_line) {
  add("decided-late.yaml");
  const Answer answer = run({"test", definition_.string(), "--mutate", "--lang", "en"});
  EXPECT_EQ(answer.exit, 1);
  EXPECT_TRUE(has(answer.out,
                  "v1.yaml:74:7: warning[E0622]: no scenario notices: guard negated, "
                  "resolution, complex (!(data.complex))\n"))
      << answer.out;
  EXPECT_TRUE(has(answer.out, " % (bound 95 %)\n")) << answer.out;
  EXPECT_EQ(run({"test", definition_.string(), "--mutate", "--min-killed", "20"}).exit, 0);
}

TEST_F(TestCommand, mutants_are_not_tried_where_a_scenario_fails_as_it_is) {
  add("wrong.yaml", "due_on: 2024-05-27", "due_on: 2024-05-28");
  const Answer answer = run({"test", definition_.string(), "--mutate", "--lang", "en"});
  EXPECT_EQ(answer.exit, 2) << answer.err;
  EXPECT_TRUE(has(answer.err, "does not pass as it is")) << answer.err;
}

// The page beside the workflows shows a scenario; it must come out as the page says.
TEST_F(TestCommand, the_scenario_on_the_page_passes) {
  const std::string page = golden::text_of(root / "workflows/SCENARIOS.md");
  const std::string begin = "```yaml\n";
  const std::size_t from = page.find(begin);
  ASSERT_NE(from, std::string::npos);
  const std::size_t to = page.find("```", from + begin.size());
  std::ofstream(folder_.path() / "scenarios/page.yaml", std::ios::binary)
      << page.substr(from + begin.size(), to - from - begin.size());
  const Answer answer = run({"test", definition_.string(), "--lang", "en"});
  EXPECT_EQ(answer.exit, 0) << answer.out << answer.err;
  EXPECT_TRUE(has(answer.out, "  ok    page.yaml")) << answer.out;
}

TEST_F(TestCommand, a_definition_with_faults_hides_no_other) {
  add("decided-late.yaml");
  fs::create_directory(folder_.path() / "broken");
  std::ofstream(folder_.path() / "broken/v1.yaml") << "workflow: broken\nversion: 1\n";
  const Answer answer = run({"test", folder_.path().string(), "--lang", "en"});
  EXPECT_EQ(answer.exit, 1);
  EXPECT_TRUE(has(answer.out, "  ok    decided-late.yaml")) << answer.out;
  EXPECT_TRUE(has(answer.err, "broken/v1.yaml")) << answer.err;
}

// An `after` that leads back into its own state goes round for ever: told, not waited for.
TEST_F(TestCommand, a_procedure_that_goes_round_in_a_circle_is_told) {
  std::string text = golden::text_of(definition_);
  const std::string from = "      30 days: { to: closed, when: \"!data.remote_area\"";
  const std::size_t at = text.find(from.substr(6));
  ASSERT_NE(at, std::string::npos);
  text.replace(at, std::string("30 days: { to: closed, when: \"!data.remote_area\"").size(),
               "1 minute: { to: decided, when: \"!data.remote_area\"");
  std::ofstream(definition_, std::ios::binary) << text;
  add("round.yaml", "then:\n", "  - { at: 2030-01-01, then: [ { state: decided } ] }\nthen:\n");
  const Answer answer = run({"test", definition_.string(), "--lang", "en"});
  EXPECT_EQ(answer.exit, 1);
  EXPECT_TRUE(has(answer.err, "does an `after` lead back into its own state?"))
      << answer.out << answer.err;
}

TEST_F(TestCommand, lint_reads_scenarios_too) {
  add("wrong.yaml", "deadline: resolution", "deadline: resolutoin");
  const Answer answer =
      run({"lint", (folder_.path() / "scenarios/wrong.yaml").string(), "--lang", "en"});
  EXPECT_EQ(answer.exit, 1);
  EXPECT_TRUE(has(answer.out,
                  "error[E0609]: there is no deadline `resolutoin`; did you mean "
                  "`resolution`?"))
      << answer.out;
}

}  // namespace
}  // namespace dunghan::test
