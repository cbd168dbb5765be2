// `dunghan graph` and `dunghan lint --sarif` as people call them, against what was reviewed.
#include <gtest/gtest.h>

#include <boost/json/parse.hpp>
#include <cstdlib>

#include "tests/fakes/temporary_folder.h"
#include "tests/golden/golden_files.h"
#include "tests/scenario/command_line.h"

namespace dunghan::test {
namespace {

const std::string root = DUNGHAN_SOURCE_DIR;
const std::string complaint = root + "/workflows/complaint/complaint-first-instance/v1.yaml";

TEST(GraphCommand, the_complaint_is_drawn_as_it_was_reviewed) {
  const Answer answer = run({"graph", complaint, "--lang", "vi"});
  EXPECT_EQ(answer.exit, 0) << answer.err;
  const std::string expected = root + "/tests/golden/drawings/complaint-first-instance.vi.dot";
  if (std::getenv("DUNGHAN_REWRITE_GOLDEN") != nullptr) {
    std::ofstream(expected, std::ios::binary) << answer.out;
  } else {
    EXPECT_EQ(answer.out, golden::text_of(expected));
  }
}

TEST(GraphCommand, the_format_follows_the_name_of_the_output) {
  const fakes::TemporaryFolder folder;
  const std::string file = (folder.path() / "complaint.scxml").string();
  const Answer answer = run({"graph", complaint, "--output", file});
  EXPECT_EQ(answer.exit, 0) << answer.err;
  EXPECT_EQ(answer.out, "");
  EXPECT_TRUE(has(golden::text_of(file), "<scxml xmlns="));
}

TEST(GraphCommand, svg_bears_the_states_by_name_where_graphviz_is_installed) {
  const Answer answer = run({"graph", complaint, "--format", "svg", "--lang", "en"});
  if (answer.exit != 0) {
    EXPECT_EQ(answer.exit, 3);
    EXPECT_TRUE(has(answer.err, "apt-get install graphviz")) << answer.err;
    GTEST_SKIP() << "no Graphviz here";
  }
  EXPECT_TRUE(has(answer.out, "<svg"));
  // Graphviz writes the hyphen as a reference, which XML readers undo.
  EXPECT_TRUE(has(answer.out, "id=\"state&#45;received\"") ||
              has(answer.out, "id=\"state-received\""));
}

TEST(GraphCommand, a_file_with_faults_is_not_drawn_and_they_are_told) {
  const Answer answer = run({"graph", root + "/config/ladders.yaml"});
  EXPECT_EQ(answer.exit, 1);
  EXPECT_EQ(answer.out, "");
  EXPECT_TRUE(has(answer.err, "error[E")) << answer.err;
}

TEST(LintSarif, tells_each_finding_with_its_rule_level_and_place) {
  const fakes::TemporaryFolder folder;
  const std::string file = (folder.path() / "có lỗi.yaml").string();
  std::string text = golden::text_of(complaint);
  const std::string good = "    owner: reception\n";
  text.replace(text.find(good), good.size(), "    ownr: reception\n");
  std::ofstream(file, std::ios::binary) << text;
  const Answer answer = run({"lint", file, "--sarif", "--lang", "en"});
  EXPECT_EQ(answer.exit, 1);
  const auto log = boost::json::parse(answer.out).as_object();
  EXPECT_EQ(log.at("version").as_string(), "2.1.0");
  const auto& run_made = log.at("runs").as_array().at(0).as_object();
  EXPECT_EQ(run_made.at("columnKind").as_string(), "unicodeCodePoints");
  const auto& driver = run_made.at("tool").as_object().at("driver").as_object();
  EXPECT_EQ(driver.at("name").as_string(), "dunghan");
  EXPECT_FALSE(driver.at("version").as_string().empty());
  const auto& rules = driver.at("rules").as_array();
  const auto& results = run_made.at("results").as_array();
  ASSERT_FALSE(results.empty());
  for (const auto& each : results) {
    const auto& result = each.as_object();
    const auto index = static_cast<std::size_t>(result.at("ruleIndex").as_int64());
    const auto& rule = rules.at(index).as_object();
    EXPECT_EQ(rule.at("id"), result.at("ruleId"));
    EXPECT_FALSE(rule.at("fullDescription").as_object().at("text").as_string().empty());
    const std::string level(result.at("level").as_string());
    EXPECT_TRUE(level == "error" || level == "warning" || level == "note") << level;
    const auto& place = result.at("locations").as_array().at(0).as_object();
    const auto& physical = place.at("physicalLocation").as_object();
    const std::string uri(physical.at("artifactLocation").as_object().at("uri").as_string());
    EXPECT_TRUE(uri.ends_with("/c%C3%B3%20l%E1%BB%97i.yaml")) << uri;
    EXPECT_GE(physical.at("region").as_object().at("startLine").as_int64(), 1);
  }
  EXPECT_TRUE(has(answer.out, "did you mean `owner`?")) << answer.out;
}

TEST(LintSarif, notes_alone_are_told_and_leave_the_exit_status_at_success) {
  const Answer answer = run({"lint", complaint, "--sarif"});
  EXPECT_EQ(answer.exit, 0);
  EXPECT_TRUE(has(answer.out, "\"level\":\"note\"")) << answer.out;
  EXPECT_FALSE(has(answer.out, "\"level\":\"error\"")) << answer.out;
}

}  // namespace
}  // namespace dunghan::test
