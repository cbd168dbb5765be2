// Sizes that one sitting and one screen can hold: files, functions, lines.
#include <gtest/gtest.h>

#include "tests/tidy/source_tree.h"

namespace dunghan::tidy {
namespace {

constexpr std::size_t file_lines_max = 500;
constexpr std::size_t function_lines_max = 70;
constexpr std::size_t code_columns_max = 100;

bool opens_a_function(std::string_view line) {
  if (line.empty() || line.front() == ' ' || line.front() == '#' || line.front() == '}')
    return false;
  for (const char* other :
       {"namespace", "struct", "class", "enum", "union", "extern", "template"}) {
    if (line.starts_with(other)) return false;
  }
  return line.find('(') != std::string_view::npos;
}

// clang-format leaves namespaces unindented, so a function of namespace scope starts in the first
// column and ends at the next "}" there. Bodies inside a class are short by clang-tidy's and the
// file's limit.
Findings check_function_sizes(const SourceFile& file) {
  Findings findings;
  std::size_t number = 0, started = 0;
  const std::string code = without_comments(file.text, Keep::code);
  for (const std::string_view line : lines_of(code)) {
    ++number;
    if (opens_a_function(line)) started = number;
    if (line.starts_with(';') || (started == number && line.find(';') != std::string_view::npos)) {
      started = 0;  // a declaration
    }
    if (!line.starts_with('}')) continue;
    if (started != 0 && number - started + 1 > function_lines_max) {
      findings.push_back(finding(
          file.path, started, "a function of " + std::to_string(number - started + 1) + " lines"));
    }
    started = 0;
  }
  return findings;
}

Findings check_columns(const SourceFile& file) {
  Findings findings;
  std::size_t number = 0;
  const std::string code = without_comments(file.text, Keep::code_and_strings);
  const auto written = lines_of(file.text);
  bool by_hand = false;  // between `clang-format off` and `on`: statements of SQL, one a line
  for (std::string_view line : lines_of(code)) {
    if (written[number].find("clang-format o") != std::string_view::npos) {
      by_hand = written[number].find("clang-format off") != std::string_view::npos;
    }
    ++number;
    if (by_hand) continue;
    while (line.ends_with(' ')) line.remove_suffix(1);  // where a comment stood
    if (width_of(line) > code_columns_max) {
      findings.push_back(finding(file.path, number, "code beyond column 100"));
    }
  }
  return findings;
}

std::string function_of(std::size_t lines) {
  std::string text = "int f(int x) {\n";
  for (std::size_t i = 2; i < lines; ++i) text += "  ++x;\n";
  return text + "}\n";
}

TEST(Sizes, a_long_function_is_found_and_one_at_the_limit_is_not) {
  EXPECT_TRUE(check_function_sizes({"x.cc", function_of(function_lines_max)}).empty());
  EXPECT_EQ(check_function_sizes({"x.cc", function_of(function_lines_max + 1)}).size(), 1U);
  const std::string declared = "int g(int x);\n";
  EXPECT_TRUE(check_function_sizes({"x.cc", declared + std::string(90, '\n') + "}\n"}).empty());
}

TEST(Sizes, columns_are_characters_of_code) {
  EXPECT_TRUE(check_columns({"x.cc", std::string(100, 'x')}).empty());
  EXPECT_EQ(check_columns({"x.cc", std::string(101, 'x')}).size(), 1U);
  EXPECT_TRUE(check_columns({"x.cc", "x;  // " + std::string(120, 'c')}).empty());
  EXPECT_TRUE(check_columns({"x.cc", "\"" + std::string(32, 'x') + std::string(60, '\xC3') + "\""})
                  .empty());
}

TEST(Sizes, no_source_file_is_longer_than_500_lines) {
  Findings findings;
  for (const SourceFile& file : cpp_files()) {
    const std::size_t lines = lines_of(file.text).size();
    if (lines > file_lines_max) {
      findings.push_back(finding(file.path, lines, "split this file by what its parts are for"));
    }
  }
  EXPECT_EQ(report(findings), "");
}

TEST(Sizes, no_function_is_longer_than_70_lines) {
  Findings findings;
  for (const SourceFile& file : cpp_files()) {
    for (std::string& each : check_function_sizes(file)) findings.push_back(each);
  }
  EXPECT_EQ(report(findings), "");
}

TEST(Sizes, no_code_lies_beyond_column_100) {
  Findings findings;
  for (const SourceFile& file : cpp_files()) {
    for (std::string& each : check_columns(file)) findings.push_back(each);
  }
  EXPECT_EQ(report(findings), "");
}

}  // namespace
}  // namespace dunghan::tidy
