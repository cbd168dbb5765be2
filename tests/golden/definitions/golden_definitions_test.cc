// Definitions as people write them, and what the compiler says of them (golden_files.h).
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include "adapters/yaml/definition_files.h"
#include "adapters/yaml/yaml_document.h"
#include "engine/definition/compiler.h"
#include "engine/definition/issue_codes.h"
#include "tests/golden/golden_files.h"

namespace dunghan::definition {
namespace {

namespace fs = std::filesystem;
using golden::root;
using golden::stems;
using golden::text_of;
using golden::yaml_files;

const fs::path folder = root / "tests/golden/definitions";

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
  around.held = {{"ubnd-tinh", "head"},
                 {"ubnd-tinh", "handler"},
                 {"ubnd-tinh", "reception"},
                 {"thanh-tra-tinh", "duty"}};
  around.workflows = {"complaint-first-instance", "denunciation"};
  around.ladders = shipped_ladders();
  return around;
}

Issues issues_of(const fs::path& file, const Surroundings& around) {
  auto parsed =
      adapters::yaml::parse_yaml(text_of(file), file.lexically_relative(root).generic_string());
  if (!parsed.document) return parsed.issues;
  if (is_cycle(*parsed.document)) return compile_cycle(*parsed.document, around).issues;
  return compile(*parsed.document, around, adapters::yaml::earlier_versions(*parsed.document, file))
      .issues;
}

std::string rendered(const Issues& issues, const std::string& source) {
  return golden::rendered(issues, [&source](const std::string&) { return source; });
}

void expect_no_findings(const fs::path& file, const Surroundings& around) {
  const Issues issues = issues_of(file, around);
  const bool only_notes = std::all_of(issues.begin(), issues.end(), [](const auto& issue) {
    return issue.severity == definition::Severity::note;
  });
  EXPECT_TRUE(only_notes) << rendered(issues, text_of(file));
}

TEST(Definitions, every_shipped_definition_is_free_of_findings) {
  Surroundings around;
  around.calendars = stems(root / "config/calendars");
  around.counting_rules = stems(root / "config/counting");
  around.ladders = shipped_ladders();
  int definitions = 0;
  for (const char* place : {"workflows", "examples"}) {
    for (const fs::path& file : yaml_files(root / place, true)) {
      const bool is_version = file.stem().string().starts_with("v");
      if (!is_version || text_of(file).find("\nworkflow: ") == std::string::npos) continue;
      expect_no_findings(file, around);
      ++definitions;
    }
  }
  EXPECT_GE(definitions, 4);
}

TEST(Definitions, the_example_of_the_language_page_compiles) {
  expect_no_findings(folder / "complaint-example.yaml", fixed_surroundings());
}

TEST(Definitions, every_fault_is_told_as_it_was_reviewed) {
  for (const fs::path& file : yaml_files(folder / "faults")) {
    golden::expect_as_reviewed(file,
                               rendered(issues_of(file, fixed_surroundings()), text_of(file)));
  }
}

TEST(Definitions, the_reviewed_faults_show_every_code_of_definitions) {
  std::set<std::string> shown;
  for (const fs::path& file : yaml_files(folder / "faults")) {
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
