// Lists that people keep by hand agree with what they list: examples and their READMEs, error codes
// and their tables.
#include <gtest/gtest.h>

#include <map>
#include <regex>

#include "engine/base/result.h"
#include "tests/tidy/source_tree.h"

namespace dunghan::tidy {
namespace {

TEST(Listings, every_file_of_an_example_stands_in_its_readme) {
  std::map<std::string, std::string> readmes;
  const auto files = files_below({"examples"}, {});
  for (const SourceFile& file : files) {
    if (file.path.ends_with("/README.md")) readmes[folder_of(file.path)] = file.text;
  }
  Findings findings;
  for (const SourceFile& file : files) {
    const std::size_t name_starts = file.path.find('/', std::string_view("examples/").size());
    if (name_starts == std::string::npos) continue;  // examples/quickstart.sh
    const std::string example = file.path.substr(0, name_starts);
    const std::string name = file.path.substr(name_starts + 1);
    if (name == "README.md") continue;
    if (readmes[example].find(name) == std::string::npos) {
      findings.push_back(finding(file.path, 1, "not named in " + example + "/README.md"));
    }
  }
  EXPECT_EQ(report(findings), "");
}

// The enumerators of ErrorCode, in their order, as result.h writes them.
std::vector<std::string> error_codes() {
  const std::string header =
      without_comments(files_below({"engine/base/result.h"}, {}).at(0).text, Keep::code);
  const std::size_t start = header.find('{', header.find("enum class ErrorCode")) + 1;
  const std::string list = header.substr(start, header.find('}', start) - start);
  static const std::regex name(R"(\w+)");
  std::vector<std::string> names;
  for (std::sregex_iterator it(list.begin(), list.end(), name), end; it != end; ++it)
    names.push_back(it->str());
  return names;
}

TEST(Listings, every_error_code_has_the_name_it_is_written_with) {
  const auto names = error_codes();
  ASSERT_GE(names.size(), 9U);
  for (std::size_t i = 0; i < names.size(); ++i) {
    EXPECT_EQ(name_of(static_cast<ErrorCode>(i)), names[i]);
  }
}

// The one table from ErrorCode to exit code lies in adapters/cli; a code that is missing there
// would end as "usage".
TEST(Listings, every_error_code_has_an_exit_code) {
  std::string tables;
  const auto files = files_below({"adapters/cli"}, {".h", ".cc"});
  for (const SourceFile& file : files) {
    const std::string code = without_comments(file.text, Keep::code);
    if (code.find("exit_code") != std::string::npos) tables += code;
  }
  Findings findings;
  for (const std::string& name : error_codes()) {
    const bool listed = std::regex_search(tables, std::regex("ErrorCode::" + name + "\\b"));
    if (!files.empty() && !listed) findings.push_back("adapters/cli: no exit code for " + name);
  }
  EXPECT_EQ(report(findings), "");
}

}  // namespace
}  // namespace dunghan::tidy
