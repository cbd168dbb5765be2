// Every file opens with what it is for; every top folder has a README; names say something.
#include <gtest/gtest.h>

#include <regex>

#include "tests/tidy/source_tree.h"

namespace dunghan::tidy {
namespace {

// "x.cc" beside "x.h" is told by its header.
bool told_by_header(const std::string& path) {
  return path.ends_with(".cc") && tree_has(path.substr(0, path.size() - 2) + "h");
}

bool opens_with_comment(const SourceFile& file) {
  const std::string_view text = file.text;
  const auto lines = lines_of(text);
  if (lines.empty()) return false;
  if (file.path.ends_with(".h") || file.path.ends_with(".cc")) {
    return lines[0].starts_with("// ") || lines[0].starts_with("/// ");
  }
  if (file.path.ends_with(".sql")) return lines[0].starts_with("-- ");
  if (file.path.ends_with(".ts")) return lines[0].starts_with("// ");
  if (lines[0].starts_with("#!")) {
    return lines.size() > 1 && (lines[1].starts_with("# ") || lines[1].starts_with("\"\"\""));
  }
  return lines[0].starts_with("# ") || lines[0].starts_with("\"\"\"");
}

TEST(HeadComments, a_file_without_one_is_found) {
  EXPECT_TRUE(opens_with_comment({"x.h", "// What it is for.\n#pragma once\n"}));
  EXPECT_FALSE(opens_with_comment({"x.h", "#pragma once\n"}));
  EXPECT_TRUE(opens_with_comment({"x.yaml", "# The complaint.\ndunghan: 1\n"}));
  EXPECT_FALSE(opens_with_comment({"x.yaml", "dunghan: 1\n"}));
  EXPECT_TRUE(opens_with_comment({"x.sh", "#!/usr/bin/env bash\n# Runs.\n"}));
  EXPECT_FALSE(opens_with_comment({"x.sh", "#!/usr/bin/env bash\nset -e\n"}));
  EXPECT_FALSE(opens_with_comment({"x.sh", "#!/usr/bin/env bash"}));
  EXPECT_FALSE(opens_with_comment({"x.sql", ""}));
}

TEST(HeadComments, every_source_script_definition_and_setting_opens_with_what_it_is_for) {
  Findings findings;
  const auto check = [&](const SourceFile& file) {
    if (!told_by_header(file.path) && !opens_with_comment(file)) {
      findings.push_back(finding(file.path, 1, "say in the first lines what this file is for"));
    }
  };
  for (const SourceFile& file : cpp_files()) check(file);
  for (const SourceFile& file : files_below({"adapters"}, {".sql", ".ts"})) check(file);
  for (const SourceFile& file :
       files_below({"workflows", "config", "examples"}, {".yaml", ".sh", ".py"})) {
    check(file);
  }
  // tests/golden holds bad files on purpose.
  for (const SourceFile& file : files_below({"tests"}, {".sh", ".py"})) check(file);
  EXPECT_EQ(report(findings), "");
}

TEST(HeadComments, every_top_folder_says_how_its_parts_fit) {
  for (const char* folder : {"engine", "adapters", "workflows", "config", "tests"}) {
    EXPECT_TRUE(tree_has(std::string(folder) + "/README.md")) << folder;
  }
}

// Names that say nothing about what the thing is.
std::string empty_name_in(const std::string& name) {
  static const std::regex empty_words(
      "(^|_)(manager|helper|helpers|util|utils|common|misc|info|process)(_|\\.|$)");
  std::smatch match;
  return std::regex_search(name, match, empty_words) ? match[2].str() : "";
}

TEST(Names, an_empty_word_in_a_file_name_is_found) {
  EXPECT_EQ(empty_name_in("string_util.h"), "util");
  EXPECT_EQ(empty_name_in("helpers.cc"), "helpers");
  EXPECT_EQ(empty_name_in("utility_bill.h"), "");
}

TEST(Names, no_file_or_type_is_called_by_an_empty_word) {
  static const std::regex empty_type("\\b(class|struct)\\s+(\\w*(Manager|Helper|Utils?|Misc))\\b");
  Findings findings;
  for (const SourceFile& file : cpp_files()) {
    const std::string name = file.path.substr(file.path.rfind('/') + 1);
    if (!empty_name_in(name).empty())
      findings.push_back(finding(file.path, 1, "a name that says nothing"));
    const std::string code = without_comments(file.text, Keep::code);
    for (std::sregex_iterator it(code.begin(), code.end(), empty_type), end; it != end; ++it) {
      findings.push_back(finding(file.path, line_at(code, static_cast<std::size_t>(it->position())),
                                 (*it)[2].str() + " says nothing about what it is"));
    }
  }
  EXPECT_EQ(report(findings), "");
}

}  // namespace
}  // namespace dunghan::tidy
