// What the core may not do (read a clock, sleep, draw a random number, print, start a thread), and
// what no file may say.
#include <gtest/gtest.h>

#include <regex>

#include "tests/tidy/source_tree.h"

namespace dunghan::tidy {
namespace {

struct Ban {
  std::regex pattern;
  std::string why;
};

const std::vector<Ban>& engine_bans() {
  static const std::vector<Ban> bans{
      {std::regex(
           R"(::now\s*\(|\b(std::time|gettimeofday|clock_gettime|localtime\w*|gmtime\w*)\s*\()"),
       "reads a clock; the present comes through ports/time_source.h"},
      {std::regex(R"(\b(sleep|usleep|nanosleep|sleep_for|sleep_until)\s*\()"), "sleeps"},
      {std::regex(R"(\b(secure_)?getenv\s*\()"), "reads the environment"},
      {std::regex(R"(\b(rand|srand|random|drand48|getrandom)\s*\(|\brandom_device\b|\bmt19937)"),
       "draws a random number; ids come through ports/id_source.h"},
      {std::regex(R"(\bstd::(cout|cerr|clog|cin|\w*[io]f?stream|\w*stringstream)\b)"),
       "uses a stream"},
      {std::regex(R"(\b(printf|fopen|popen|std::system)\s*\()"), "does I/O"},
      {std::regex(
           R"(\bstd::(j?thread|\w*mutex|atomic\w*|async|promise|future|condition_variable)\b)"),
       "uses threads; the core is one value after another"},
      {std::regex(R"(\bco_(await|return|yield)\b)"), "is a coroutine"},
  };
  return bans;
}

Findings check_bans(const SourceFile& file) {
  Findings findings;
  std::size_t number = 0;
  const std::string code = without_comments(file.text, Keep::code);
  for (const std::string_view line : lines_of(code)) {
    ++number;
    for (const Ban& ban : engine_bans()) {
      if (std::regex_search(line.begin(), line.end(), ban.pattern)) {
        findings.push_back(finding(file.path, number, ban.why));
      }
    }
  }
  return findings;
}

TEST(Bans, each_banned_thing_is_found) {
  for (const char* line :
       {"auto t = std::chrono::system_clock::now();", "std::time(nullptr);", "localtime_r(&a, &b);",
        "std::this_thread::sleep_for(1s);", "getenv(\"X\");", "std::rand();",
        "std::random_device device;", "std::mt19937_64 g;", "std::ostringstream out;",
        "std::ifstream in(path);", "printf(\"x\");", "std::mutex m;", "std::atomic<int> n;",
        "co_await x;"}) {
    EXPECT_FALSE(check_bans({"engine/x.cc", line}).empty()) << line;
  }
}

TEST(Bans, what_only_looks_like_one_is_let_be) {
  for (const char* line : {"const Instant now = time_source.now();", "// std::mutex",
                           "fail(\"no std::mutex, no rand()\");", "operand(x);",
                           "void sleepy(int x);", "snprintf_like(x);", "std::string_view text;"}) {
    EXPECT_TRUE(check_bans({"engine/x.cc", line}).empty()) << line;
  }
}

TEST(Bans, the_core_reads_no_clock_draws_no_number_and_does_no_io) {
  Findings findings;
  for (const SourceFile& file : files_below({"engine"}, {".h", ".cc"})) {
    if (file.path == "engine/base/check.cc")
      continue;  // prints where a broken invariant was, and aborts
    for (std::string& each : check_bans(file)) findings.push_back(each);
  }
  EXPECT_EQ(report(findings), "");
}

// A path of the machine that a file was written on is of no use anywhere else.
Findings check_paths(const SourceFile& file) {
  static const std::regex machine_path("(^|[^A-Za-z0-9_.-])/(work|tmp)/");
  Findings findings;
  std::size_t number = 0;
  for (const std::string_view line : lines_of(file.text)) {
    ++number;
    if (line.find('/') != std::string_view::npos &&
        std::regex_search(line.begin(), line.end(), machine_path)) {
      findings.push_back(finding(file.path, number, "names a path of one machine"));
    }
  }
  return findings;
}

TEST(Bans, a_path_of_this_machine_is_found) {
  // Put together here, else this file would be the first to be found.
  const std::string scratch = std::string("/t") + "mp/build", tree = std::string("/wo") + "rk/main";
  EXPECT_FALSE(check_paths({"x", "cd " + scratch}).empty());
  EXPECT_FALSE(check_paths({"x", "path = \"" + tree + "\""}).empty());
  EXPECT_TRUE(check_paths({"x", "paper" + tree}).empty());
}

TEST(Bans, no_file_names_a_path_of_one_machine) {
  Findings findings;
  for (const SourceFile& file :
       files_below({"engine", "adapters", "config", "workflows", "examples", "tests", "README.md",
                    "ARCHITECTURE.md", "CHANGELOG.md", "CMakeLists.txt", "CMakePresets.json"},
                   {})) {
    for (std::string& each : check_paths(file)) findings.push_back(each);
  }
  EXPECT_EQ(report(findings), "");
}

}  // namespace
}  // namespace dunghan::tidy
