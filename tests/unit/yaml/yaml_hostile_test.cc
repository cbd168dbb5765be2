// Files made to do harm: each is refused, soon and in little memory. Time is CPU time of this
// thread, so that a busy machine does not fail the test; sanitizers are given more.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/resource.h>

#include <filesystem>
#include <fstream>

#include "tests/fakes/cpu_time.h"
#include "tests/unit/yaml/yaml_text.h"

namespace dunghan::adapters::yaml {
namespace {

using testing::Contains;

using fakes::milliseconds_of;
using fakes::slowness;

constexpr double answer_ms_max = 100;  // promised for bombs, deep nesting and huge files
constexpr double worst_ms_max =
    1500;  // for anything else of the largest size allowed, on a slow machine
constexpr long memory_kib_max = 64 * 1024;

/// Most memory that this process ever had, in KiB.
long peak_kib() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return usage.ru_maxrss;
}

std::string repeated(std::string_view text, std::size_t times) {
  std::string result;
  result.reserve(text.size() * times);
  for (std::size_t i = 0; i < times; ++i) result += text;
  return result;
}

/// Each level names the one before nine times: 9^levels values.
std::string bomb(int levels) {
  std::string text = "a0: &a0 [x,x,x,x,x,x,x,x,x]\n";
  for (int i = 1; i < levels; ++i) {
    const std::string before = "*a" + std::to_string(i - 1);
    text += "a" + std::to_string(i) + ": &a" + std::to_string(i) + " [" + before +
            repeated(", " + before, 8) + "]\n";
  }
  return text;
}

void expect_refused(const std::string& text, const std::string& code, double ms_max) {
  const long before = peak_kib();
  ParsedDocument parsed;
  const double ms = fakes::best_milliseconds_of([&] { parsed = parse_yaml(text, "hostile.yaml"); },
                                                ms_max * slowness);
  EXPECT_FALSE(parsed.document);
  EXPECT_THAT(codes_of(parsed.issues), Contains(code));
  EXPECT_LT(ms, ms_max * slowness) << code;
  if (!fakes::is_sanitized) {
    EXPECT_LT(peak_kib() - before, memory_kib_max) << code;
  }
}

TEST(HostileYaml, ten_thousand_levels_are_refused_at_the_sixty_fifth) {
  expect_refused(repeated("[", 10'000), "E0014", answer_ms_max);
  expect_refused(repeated("{a: ", 10'000), "E0014", answer_ms_max);
  expect_refused(repeated("- ", 10'000), "E0014", answer_ms_max);
  expect_refused(repeated("? ", 10'000), "E0014", answer_ms_max);
}

TEST(HostileYaml, sixty_four_levels_are_read) {
  EXPECT_TRUE(parse(repeated("[", depth_max) + repeated("]", depth_max)).document);
  EXPECT_FALSE(parse(repeated("[", depth_max + 1) + repeated("]", depth_max + 1)).document);
}

TEST(HostileYaml, alias_bombs_are_refused_by_a_budget) {
  expect_refused(bomb(12), "E0015", answer_ms_max);
  EXPECT_TRUE(parse(bomb(4)).document) << "9^4 values are allowed";
}

TEST(HostileYaml, bombs_of_merge_keys_long_texts_and_depth_are_refused_likewise) {
  std::string merges = "a0: &a0 { x: 1 }\n", depth = "a0: &a0 [x]\n";
  for (int i = 1; i < 30; ++i) {
    const std::string name = "a" + std::to_string(i), before = "*a" + std::to_string(i - 1);
    merges += name + ": &" + name + " { <<: [ " + before + ", " + before + ", " + before + " ] }\n";
  }
  for (int i = 1; i < 200; ++i) {
    const std::string name = "a" + std::to_string(i);
    depth += name + ": &" + name + " [*a" + std::to_string(i - 1) + "]\n";
  }
  expect_refused(merges, "E0015", answer_ms_max);
  expect_refused("a: &a " + std::string(60'000, 'x') + "\nb: [" + repeated("*a,", 9'000) + "1]\n",
                 "E0015", answer_ms_max);
  expect_refused(depth, "E0014", answer_ms_max);
}

TEST(HostileYaml, a_text_that_the_parser_would_keep_whole_is_refused_before_it_does) {
  constexpr std::size_t size = file_octets_max - 100;
  expect_refused(repeated("[", size), "E0014", worst_ms_max);
  expect_refused("[" + repeated("a,", size / 2) + "]", "E0015", worst_ms_max);
  expect_refused("a: '" + std::string(size, 'x') + "'", "E0015", worst_ms_max);
  expect_refused(std::string(size, 'a'), "E0015", worst_ms_max);
  expect_refused(repeated("&a ", size / 3), "E0015", worst_ms_max);
  expect_refused(repeated("- a\n", size / 4), "E0015", worst_ms_max);
  expect_refused(std::string(size, '\n'), "E0015", worst_ms_max);
}

TEST(HostileYaml, octets_of_no_text_are_refused_at_once) {
  expect_refused(std::string(file_octets_max, '\0'), "E0005", worst_ms_max);
  expect_refused(std::string(file_octets_max, '\xFF'), "E0004", worst_ms_max);
}

TEST(HostileYaml, a_file_of_100_mb_is_refused_before_it_is_read) {
  const std::string name = testing::TempDir() + "yaml_hostile_test.yaml";
  std::ofstream(name) << "a: 1\n";
  std::filesystem::resize_file(name, 100'000'000);  // sparse: takes no room on the disk
  ParsedDocument parsed;
  const double ms = milliseconds_of([&] { parsed = read_yaml_file(name); });
  std::filesystem::remove(name);
  EXPECT_THAT(codes_of(parsed.issues), testing::ElementsAre("E0002"));
  EXPECT_LT(ms, answer_ms_max * slowness);
}

TEST(HostileYaml, what_is_no_file_is_not_opened) {
  EXPECT_THAT(codes_of(read_yaml_file(testing::TempDir()).issues), testing::ElementsAre("E0001"));
  EXPECT_THAT(codes_of(read_yaml_file(testing::TempDir() + "no-such-file.yaml").issues),
              testing::ElementsAre("E0001"));
  EXPECT_THAT(codes_of(read_yaml_file("/dev/zero").issues), testing::ElementsAre("E0001"));
}

TEST(HostileYaml, every_beginning_of_a_good_file_is_answered) {
  const std::string text =
      "a: &x { k: \"v\\n\", 'l': [ 1, 2 ] } # c\nb: { <<: *x, m: !!str 5 }\nc: |\n  text\n- - "
      "'đ'\n? k\n: v\n";
  for (std::size_t size = 0; size <= text.size(); ++size) {
    const ParsedDocument parsed = parse_yaml(text.substr(0, size), "cut.yaml");
    EXPECT_NE(parsed.document.has_value(), definition::has_errors(parsed.issues)) << size;
  }
}

}  // namespace
}  // namespace dunghan::adapters::yaml
