// `dunghan eval`: conditions tried on the command line, alone and many a file.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "tests/scenario/command_line.h"

namespace dunghan::test {
namespace {

/// A file with `text` for the time of one test.
class TextFile {
 public:
  TextFile(const std::string& name, const std::string& text)
      : path_(std::filesystem::temp_directory_path() /
              (name + "-" + testing::UnitTest::GetInstance()->current_test_info()->name())) {
    std::ofstream(path_) << text;
  }
  ~TextFile() { std::filesystem::remove(path_); }
  TextFile(const TextFile&) = delete;
  TextFile& operator=(const TextFile&) = delete;
  [[nodiscard]] std::string path() const { return path_.string(); }

 private:
  std::filesystem::path path_;
};

TEST(EvalCommand, gives_the_value_with_its_type) {
  EXPECT_EQ(run({"eval", "1 + 2", "--json"}).out, "{\"type\":\"int\",\"value\":\"3\"}\n");
  EXPECT_EQ(run({"eval", "date('2024-04-26') + period('5 days')", "--json"}).out,
            "{\"type\":\"date\",\"value\":\"2024-05-01\"}\n");
  EXPECT_EQ(
      run({"eval", "timestamp('2024-05-07T00:30:00Z').getHours('Asia/Ho_Chi_Minh')", "--json"}).out,
      "{\"type\":\"int\",\"value\":\"7\"}\n");
  EXPECT_EQ(run({"eval", "1 + 2", "--lang", "en"}).out, "3  (int)\n");
}

TEST(EvalCommand, takes_plain_values_and_typed_ones) {
  const TextFile values("values", R"({"data":{"parties":4},"n":{"type":"uint","value":"5"}})");
  EXPECT_EQ(run({"eval", "data.parties > 3 && n == 5u", "--bindings", values.path(), "--json"}).out,
            "{\"type\":\"bool\",\"value\":true}\n");
}

TEST(EvalCommand, checks_against_declared_types_unless_told_not_to) {
  const TextFile types("types", R"([{"name":["x"],"ident":[{"type":[{"primitive":["INT64"]}]}]}])");
  const Answer checked = run({"eval", "x + 'a'", "--types", types.path(), "--json"});
  EXPECT_EQ(checked.exit, 1);
  EXPECT_TRUE(has(checked.out, "{\"error\":\"no_such_overload\"")) << checked.out;
  const Answer run_anyway =
      run({"eval", "true ? 1 : x + 'a'", "--types", types.path(), "--no-check", "--json"});
  EXPECT_EQ(run_anyway.out, "{\"type\":\"int\",\"value\":\"1\"}\n");
}

TEST(EvalCommand, looks_names_up_in_the_container) {
  const TextFile values("values", R"({"a.b.x":7})");
  EXPECT_EQ(run({"eval", "x", "--container", "a.b", "--bindings", values.path(), "--json"}).out,
            "{\"type\":\"int\",\"value\":\"7\"}\n");
}

TEST(EvalCommand, says_what_went_wrong_and_where) {
  const Answer zero = run({"eval", "1/0", "--lang", "en"});
  EXPECT_EQ(zero.exit, 1);
  EXPECT_TRUE(has(zero.err, "divide_by_zero")) << zero.err;
  const Answer syntax = run({"eval", "1 +\n  * 2", "--lang", "en"});
  EXPECT_TRUE(has(syntax.err, "syntax: 2:3:")) << syntax.err;
  EXPECT_EQ(run({"eval"}).exit, 2);
  EXPECT_NE(run({"eval", "x", "--bindings", "/nowhere.json"}).exit, 0);
}

TEST(EvalCommand, answers_every_line_with_a_line) {
  const TextFile lines("lines", R"lines({"expr":"1 + 1","value":{"type":"int","value":"2"}}
{"expr":"x","bindings":{"x":{"type":"string","value":"a"}}}
{"expr":"[1].map(x, 2 / 0)"}
{"expr":"1 + 'a'","disable_check":true}
{"expr":"f(1)","check_only":true,"type_env":[{"name":["f"],"function":[{"overloads":[{"params":[{"primitive":["INT64"]}],"result_type":[{"primitive":["STRING"]}]}]}]}]}
not json
{"no":"expr"}

{"expr":"size('chữ')"}
)lines");
  EXPECT_EQ(run({"eval", "--lines", lines.path()}).out,
            R"({"type":"int","value":"2"}
{"type":"string","value":"a"}
{"error":"divide_by_zero","message":"divided by zero"}
{"error":"no_such_overload","message":"\"+\" does not take int and string"}
{"deduced_type":{"primitive":["STRING"]}}
{"error":"unreadable","message":"the line is no JSON: syntax error"}
{"error":"unreadable","message":"the line is no object with an `expr`"}
{"type":"int","value":"3"}
)");
}

TEST(EvalCommand, ends_what_would_grow_without_bound) {
  const Answer grown =
      run({"eval",
           "[1,2,3,4,5,6,7,8,9,10].map(a,[1,2,3,4,5,6,7,8,9,10].map(b,[1,2,3,4,5,6,"
           "7,8,9,10].map(c,[1,2,3,4,5,6,7,8,9,10].map(d,[1,2,3,4,5,6,7,8,9,10]."
           "map(e,[1,2,3,4,5,6,7,8,9,10].map(f,f))))))",
           "--json"});
  EXPECT_EQ(grown.exit, 1);
  EXPECT_TRUE(has(grown.out, "{\"error\":\"limit_exceeded\"")) << grown.out;
}

}  // namespace
}  // namespace dunghan::test
