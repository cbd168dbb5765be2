// Scenarios as people write them with slips, and what is said of them (golden_files.h).
#include <gtest/gtest.h>

#include <set>

#include "adapters/app/trial.h"
#include "engine/definition/issue_codes.h"
#include "engine/scenario/play.h"
#include "tests/golden/golden_files.h"

namespace dunghan::test {
namespace {

namespace fs = std::filesystem;
using golden::root;

const fs::path folder = root / "tests/golden/scenarios";

class ScenarioFaults : public ::testing::Test {
 protected:
  void SetUp() override {
    auto loaded = adapters::app::Configuration::load((root / "config/dunghan.yaml").string());
    ASSERT_TRUE(loaded) << loaded.error().message;
    configuration_ = std::move(*loaded);
    auto trial = adapters::app::Trial::make(*configuration_, folder);
    ASSERT_TRUE(trial) << trial.error().message;
    trial_ = std::move(*trial);
  }

  definition::Issues issues_of(const fs::path& file) {
    auto read = trial_->read(file);
    if (!read.scenario) return read.issues;
    auto office = trial_->office();
    EXPECT_TRUE(office);
    auto played = scenario::play(*read.scenario, **office);
    EXPECT_TRUE(played) << played.error().message;
    definition::sort_issues(played->faults);
    return played->faults;
  }

  std::unique_ptr<adapters::app::Configuration> configuration_;
  std::unique_ptr<adapters::app::Trial> trial_;
};

TEST_F(ScenarioFaults, every_fault_is_told_as_it_was_reviewed) {
  for (const fs::path& file : golden::yaml_files(folder)) {
    definition::Issues issues = issues_of(file);
    for (auto& issue : issues) issue.file = file.lexically_relative(root).generic_string();
    golden::expect_as_reviewed(
        file, golden::rendered(issues, [&](const std::string&) { return golden::text_of(file); }));
  }
}

TEST_F(ScenarioFaults, the_reviewed_faults_show_every_code_of_scenarios) {
  std::set<std::string> shown{"E0621",
                              "E0622"};  // of coverage and mutants: `dunghan test` tells them
  for (const fs::path& file : golden::yaml_files(folder))
    for (const auto& issue : issues_of(file)) {
      shown.insert(issue.code);
      EXPECT_NE(definition::find_issue_code(issue.code), nullptr) << issue.code;
    }
  for (const auto& code : definition::scenario_issue_codes())
    EXPECT_TRUE(shown.contains(std::string(code.code))) << code.code << " has no golden file";
}

// What `refused:` may name is what the core refuses by.
TEST_F(ScenarioFaults, every_refusal_of_the_core_can_be_named) {
  std::set<std::string> known(scenario::refusal_codes().begin(), scenario::refusal_codes().end());
  EXPECT_EQ(known.size(), scenario::refusal_codes().size());
  std::size_t found = 0;
  for (const char* part : {"engine/cases", "engine/deadline", "engine/rule"}) {
    for (const auto& entry : fs::recursive_directory_iterator(root / part)) {
      const std::string text = golden::text_of(entry.path());
      for (const std::string mark : {"refuse(", "reason = ", "evaluation_error("}) {
        for (std::size_t at = text.find(mark); at != std::string::npos;
             at = text.find(mark, at + 1)) {
          const std::size_t open = text.find_first_not_of(" \n", at + mark.size());
          if (open == std::string::npos || text[open] != '"') continue;
          const std::size_t close = text.find('"', open + 1);
          const std::string code = text.substr(open + 1, close - open - 1);
          EXPECT_TRUE(known.contains(code)) << code << " in " << entry.path();
          ++found;
        }
      }
    }
  }
  EXPECT_GT(found, 20U);
}

}  // namespace
}  // namespace dunghan::test
