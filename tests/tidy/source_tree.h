// The tree as text, for the tests of this folder: which files there are, and what in a C++ file is
// code, comment or string.
//
// Each test file here holds one kind of house rule: a checker that takes text and gives findings,
// tests that show it a breach and see it found, and one test that runs it over the whole tree.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

namespace dunghan::tidy {

struct SourceFile {
  std::string path;  // from the root of the tree, with '/'
  std::string text;
};

/// All files below the folders (or the files themselves) whose name ends in one of the endings, in
/// order of path. No endings: all files. Folders that tools make are left out.
[[nodiscard]] std::vector<SourceFile> files_below(std::initializer_list<std::string_view> places,
                                                  std::initializer_list<std::string_view> endings);
/// Every .h and .cc below engine/, adapters/ and tests/.
[[nodiscard]] std::vector<SourceFile> cpp_files();

[[nodiscard]] bool tree_has(std::string_view path);
[[nodiscard]] std::vector<std::string_view> lines_of(std::string_view text);
/// How many characters (code points) a line of UTF-8 has.
[[nodiscard]] std::size_t width_of(std::string_view line);
/// "engine/rule" of "engine/rule/parser.h".
[[nodiscard]] std::string folder_of(std::string_view path);

/// What may be blanked out of a C++ text; line breaks stay, so that lines keep their numbers.
enum class Keep { code, code_and_strings };
[[nodiscard]] std::string without_comments(std::string_view text, Keep keep);

/// "path:line: what", for every line of the finding list; empty text when there are none.
using Findings = std::vector<std::string>;
[[nodiscard]] std::string finding(std::string_view path, std::size_t line, std::string_view what);
[[nodiscard]] std::string report(const Findings& findings);
/// The 1-based line on which `offset` lies.
[[nodiscard]] std::size_t line_at(std::string_view text, std::size_t offset);

}  // namespace dunghan::tidy
