// The reader of sources that the other tests of this folder stand on.
#include "tests/tidy/source_tree.h"

#include <gtest/gtest.h>

namespace dunghan::tidy {
namespace {

TEST(SourceTree, finds_the_sources_of_engine_and_tests) {
  std::vector<std::string> paths;
  for (const SourceFile& file : cpp_files()) paths.push_back(file.path);
  EXPECT_NE(std::find(paths.begin(), paths.end(), "engine/base/result.h"), paths.end());
  EXPECT_NE(std::find(paths.begin(), paths.end(), "tests/tidy/source_tree.cc"), paths.end());
}

TEST(SourceTree, comments_go_and_lines_stay) {
  EXPECT_EQ(without_comments("a; // now()\nb /* x\ny */ c;", Keep::code),
            "a;         \nb     \n     c;");
}

TEST(SourceTree, strings_are_blanked_or_kept_as_asked) {
  EXPECT_EQ(without_comments("f(\"//\\\"x\", 'c');", Keep::code), "f(\"     \", ' ');");
  EXPECT_EQ(without_comments("f(\"//x\");  // y", Keep::code_and_strings), "f(\"//x\");      ");
}

TEST(SourceTree, raw_strings_and_digit_separators_are_understood) {
  EXPECT_EQ(without_comments("x = R\"q(a\")b)q\"; 10'000; y;", Keep::code),
            "x =            ; 10'000; y;");
}

TEST(SourceTree, a_text_that_ends_inside_a_literal_is_no_trouble) {
  for (const char* text : {"\"abc", "'", "R\"(", "R\"", "/*", "//", "\"a\\"}) {
    EXPECT_EQ(without_comments(text, Keep::code).size(), std::string_view(text).size()) << text;
  }
}

TEST(SourceTree, width_counts_characters_not_octets) {
  EXPECT_EQ(width_of("đúng hạn"), 8U);
}

}  // namespace
}  // namespace dunghan::tidy
