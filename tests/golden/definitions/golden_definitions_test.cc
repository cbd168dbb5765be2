// Definitions as people write them, and what the compiler says of them, as text files that are
// reviewed like code: faults/NAME.yaml beside faults/NAME.issues. DUNGHAN_REWRITE_GOLDEN=1 writes
// the .issues anew (then read the diff).
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "adapters/yaml/yaml_document.h"
#include "engine/definition/compiler.h"
#include "engine/definition/issue_codes.h"
#include "engine/definition/issue_text.h"

namespace dunghan::definition {
namespace {

namespace fs = std::filesystem;

const fs::path root = DUNGHAN_SOURCE_DIR;
const fs::path golden = root / "tests/golden/definitions";

std::string text_of(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

std::vector<fs::path> yaml_files(const fs::path& folder, bool below) {
  std::vector<fs::path> files;
  const auto add = [&files](const fs::path& path) {
    if (path.extension() == ".yaml") files.push_back(path);
  };
  if (below) {
    for (const auto& entry : fs::recursive_directory_iterator(folder)) add(entry.path());
  } else {
    for (const auto& entry : fs::directory_iterator(folder)) add(entry.path());
  }
  std::sort(files.begin(), files.end());
  return files;
}

std::vector<std::string> stems(const fs::path& folder) {
  std::vector<std::string> names;
  for (const fs::path& file : yaml_files(folder, false)) names.push_back(file.stem().string());
  return names;
}

std::vector<Ladder> shipped_ladders() {
  const auto parsed = adapters::yaml::read_yaml_file(root / "config/ladders.yaml");
  return parsed.document ? compile_ladders(*parsed.document).ladders : std::vector<Ladder>{};
}

// A world that does not change when the product's own files do.
Surroundings fixed_surroundings() {
  Surroundings around;
  around.calendars = {"vn-public-administration", "nl", "it"};
  around.counting_rules = {"vn-civil-code-2015", "plain-days"};
  around.posts = {"head", "handler", "reception", "duty"};
  around.units = {"ubnd-tinh", "thanh-tra-tinh"};
  around.workflows = {"complaint-first-instance", "denunciation"};
  around.ladders = shipped_ladders();
  return around;
}

Issues issues_of(const fs::path& file, const Surroundings& around) {
  auto parsed =
      adapters::yaml::parse_yaml(text_of(file), file.lexically_relative(root).generic_string());
  if (!parsed.document) return parsed.issues;
  return compile(*parsed.document, around).issues;
}

std::string rendered(const Issues& issues, const std::string& source) {
  std::string text;
  for (const Issue& issue : issues) text += to_text(issue, source);
  return text + summary_of(issues) + "\n";
}

void expect_no_findings(const fs::path& file, const Surroundings& around) {
  const Issues issues = issues_of(file, around);
  EXPECT_EQ(summary_of(issues), "no issues") << rendered(issues, text_of(file));
}

TEST(Definitions, every_shipped_definition_is_free_of_findings) {
  Surroundings around;
  around.calendars = stems(root / "config/calendars");
  around.counting_rules = stems(root / "config/counting");
  around.ladders = shipped_ladders();
  int definitions = 0;
  for (const char* folder : {"workflows", "examples"}) {
    for (const fs::path& file : yaml_files(root / folder, true)) {
      const bool is_version = file.stem().string().starts_with("v");
      if (!is_version || text_of(file).find("\nworkflow: ") == std::string::npos) continue;
      expect_no_findings(file, around);
      ++definitions;
    }
  }
  EXPECT_GE(definitions, 4);
}

TEST(Definitions, the_example_of_the_language_page_compiles) {
  expect_no_findings(golden / "complaint-example.yaml", fixed_surroundings());
}

TEST(Definitions, every_fault_is_told_as_it_was_reviewed) {
  const bool rewrite = std::getenv("DUNGHAN_REWRITE_GOLDEN") != nullptr;
  for (const fs::path& file : yaml_files(golden / "faults", false)) {
    const std::string told = rendered(issues_of(file, fixed_surroundings()), text_of(file));
    fs::path expected = file;
    expected.replace_extension(".issues");
    if (rewrite) {
      std::ofstream(expected, std::ios::binary) << told;
    } else {
      EXPECT_EQ(told, text_of(expected)) << "in " << file;
    }
  }
}

TEST(Definitions, the_reviewed_faults_show_every_code_of_definitions) {
  std::set<std::string> shown;
  for (const fs::path& file : yaml_files(golden / "faults", false)) {
    for (const Issue& issue : issues_of(file, fixed_surroundings())) {
      shown.insert(issue.code);
      EXPECT_NE(find_issue_code(issue.code), nullptr) << issue.code << " is not explained";
    }
  }
  for (const IssueCode& code : issue_codes()) {
    if (code.code < "E0050" || code.code >= "E0400") continue;
    EXPECT_TRUE(shown.contains(std::string(code.code))) << code.code << " has no golden file";
  }
}

}  // namespace
}  // namespace dunghan::definition
