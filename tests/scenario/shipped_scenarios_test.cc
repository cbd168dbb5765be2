// Every scenario beside a shipped definition comes out as it is written; together they go through
// all of it; and they notice when it is made wrong.
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>

#include "adapters/app/test_mutants.h"
#include "adapters/app/test_scenarios.h"
#include "engine/definition/issue_text.h"
#include "tests/fakes/temporary_folder.h"

namespace dunghan::test {
namespace {

namespace fs = std::filesystem;
using namespace adapters::app;

const fs::path root = DUNGHAN_SOURCE_DIR;

class ShippedScenarios : public ::testing::Test {
 protected:
  void SetUp() override {
    auto loaded = Configuration::load((root / "config/dunghan.yaml").string());
    ASSERT_TRUE(loaded) << loaded.error().message;
    configuration_ = std::move(*loaded);
    // The example of the language page is held to what it demands of others.
    auto found = find_trials({root / "workflows", root / "examples",
                              root / "tests/golden/definitions/complaint-example.yaml"});
    ASSERT_TRUE(found) << found.error().message;
    folders_ = std::move(*found);
  }

  std::unique_ptr<Trial> trial(const TrialFolder& folder) {
    auto made = Trial::make(*configuration_, folder.folder);
    EXPECT_TRUE(made) << made.error().message;
    return made ? std::move(*made) : nullptr;
  }

  std::unique_ptr<Configuration> configuration_;
  std::vector<TrialFolder> folders_;
};

TEST_F(ShippedScenarios, there_are_five_definitions_and_more_scenarios) {
  std::size_t definitions = 0, scenarios = 0;
  for (const TrialFolder& folder : folders_) {
    definitions += folder.definitions.size();
    scenarios += folder.scenarios.size();
  }
  EXPECT_GE(definitions, 5U);
  EXPECT_GE(scenarios, 25U);
}

TEST_F(ShippedScenarios, each_comes_out_as_written_and_together_they_cover_all) {
  for (const TrialFolder& folder : folders_) {
    SCOPED_TRACE(folder.folder.string());
    const auto trying = trial(folder);
    std::vector<scenario::Coverage> coverage;
    for (const fs::path& file : folder.definitions) {
      auto definition = trying->definition(file);
      ASSERT_TRUE(definition) << definition.error().message;
      coverage.emplace_back(*definition);
    }
    for (const fs::path& file : folder.scenarios) {
      const auto result =
          play_file(*trying, file, [&](const auto& procedure, const auto& decision) {
            for (auto& one : coverage) one.add(procedure, decision);
          });
      ASSERT_TRUE(result) << result.error().message;
      for (const auto& fault : result->faults) ADD_FAILURE() << definition::to_line(fault);
    }
    for (const auto& one : coverage) {
      for (const auto* items : {&one.states(), &one.transitions(), &one.deadlines()}) {
        EXPECT_TRUE(one.definition().amends != 0 || !items->empty());
        for (const auto& item : *items)
          EXPECT_TRUE(item.covered) << "line " << item.at.line << ": " << item.name;
      }
    }
  }
}

std::vector<std::string> lines_in(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  std::vector<std::string> lines;
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  return lines;
}

// No line of a scenario is there in vain: without a due date it is told what to add, and whatever
// line is missing, it is told or played, and nothing breaks.
TEST_F(ShippedScenarios, without_any_of_their_lines_are_told_what_is_missing_and_break_nothing) {
  const fakes::TemporaryFolder temporary;
  std::size_t due_dates = 0;
  for (const TrialFolder& folder : folders_) {
    const auto trying = trial(folder);
    for (const fs::path& file : folder.scenarios) {
      const std::vector<std::string> lines = lines_in(file);
      bool in_then = false;
      for (std::size_t left_out = 0; left_out < lines.size(); ++left_out) {
        const std::string& line = lines[left_out];
        in_then = in_then || line == "then:";
        const fs::path copy = temporary / "copy.yaml";
        std::ofstream out(copy, std::ios::binary);
        for (std::size_t i = 0; i < lines.size(); ++i)
          if (i != left_out) out << lines[i] << '\n';
        out.close();
        const auto result = play_file(*trying, copy, {});
        ASSERT_TRUE(result) << file << ": " << line << ": " << result.error().message;
        // What a look in between states too is stated all the same.
        const std::size_t from = line.find("{ ");
        const std::size_t to = line.find("due_on: ");
        if (!in_then || from == std::string::npos || to == std::string::npos) continue;
        constexpr std::size_t with_date = std::string_view("due_on: 2024-05-27").size();
        const std::string stated = line.substr(from, to + with_date - from);
        const auto times = std::count_if(lines.begin(), lines.end(), [&](const std::string& other) {
          return other.find(stated) != std::string::npos;
        });
        if (times > 1 || stated.find(".after") != std::string::npos) continue;
        ++due_dates;
        EXPECT_FALSE(result->passed()) << file << " passes without: " << line;
      }
    }
  }
  EXPECT_GE(due_dates, 60U);
}

TEST_F(ShippedScenarios, notice_at_least_95_of_100_mutants_of_each_definition) {
  constexpr std::size_t percent_wanted = 95;
  for (const TrialFolder& folder : folders_) {
    for (const fs::path& file : folder.definitions) {
      const auto trying = trial(folder);
      const auto definition = trying->definition(file);
      ASSERT_TRUE(definition);
      const auto tried = try_mutations(*trying, *definition, folder.scenarios);
      ASSERT_TRUE(tried) << tried.error().message;
      std::size_t noticed = 0;
      std::string survivors;
      for (const TriedMutation& one : *tried) {
        noticed += one.noticed_by.empty() ? 0U : 1U;
        if (one.noticed_by.empty())
          survivors += std::to_string(one.mutation.at.line) + ": " +
                       std::string(scenario::name_of(one.mutation.kind)) + ", " + one.mutation.of +
                       " " + one.mutation.change + "\n";
      }
      EXPECT_GE(tried->size(), 10U) << file;
      EXPECT_GE(noticed * 100, tried->size() * percent_wanted) << file << '\n' << survivors;
    }
  }
}

}  // namespace
}  // namespace dunghan::test
