// Every scenario beside a shipped definition comes out as it is written.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>

#include "adapters/app/scenario.h"
#include "adapters/yaml/yaml_document.h"

namespace dunghan::test {
namespace {

namespace fs = std::filesystem;

std::vector<fs::path> scenario_files() {
  std::vector<fs::path> files;
  for (const char* folder : {"/workflows", "/examples"}) {
    for (const auto& entry :
         fs::recursive_directory_iterator(std::string(DUNGHAN_SOURCE_DIR) + folder)) {
      if (entry.path().parent_path().filename() == "scenarios" &&
          entry.path().extension() == ".yaml")
        files.push_back(entry.path());
    }
  }
  std::sort(files.begin(), files.end());
  return files;
}

TEST(ShippedScenarios, there_are_some) {
  EXPECT_GE(scenario_files().size(), 4U);
}

TEST(ShippedScenarios, each_comes_out_as_written) {
  for (const fs::path& file : scenario_files()) {
    SCOPED_TRACE(file.string());
    auto configuration = adapters::app::Configuration::load(std::string(DUNGHAN_SOURCE_DIR) +
                                                            "/config/dunghan.yaml");
    ASSERT_TRUE(configuration) << configuration.error().message;
    auto office = adapters::app::SimulatedOffice::make(**configuration,
                                                       (*configuration)->settings().definitions);
    ASSERT_TRUE(office) << office.error().message;
    const auto parsed = adapters::yaml::read_yaml_file(file);
    ASSERT_TRUE(parsed.document.has_value());
    const auto run = adapters::app::play_scenario(*parsed.document, **office, **configuration);
    ASSERT_TRUE(run) << run.error().message;
    for (const auto& fault : run->faults)
      ADD_FAILURE() << "line " << fault.at.line << ": " << fault.message;
  }
}

}  // namespace
}  // namespace dunghan::test
