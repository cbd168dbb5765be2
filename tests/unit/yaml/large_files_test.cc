// Files much larger than any that is needed, well-formed and full of names: each is answered within
// a second or so, with its issues told. What once grew with the square of the file, or worse, is
// held here; tests/fuzz finds what is malformed.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>

#include "adapters/yaml/organisation_file.h"
#include "engine/definition/compiler.h"
#include "engine/definition/issue_text.h"
#include "tests/fakes/cpu_time.h"
#include "tests/unit/yaml/yaml_text.h"

namespace dunghan::adapters::yaml {
namespace {

constexpr double worst_ms_max = 1500;  // on a slow machine

std::string lines(int count, const std::function<std::string(int)>& line) {
  std::string text;
  for (int i = 0; i < count; ++i) text += line(i) + "\n";
  return text;
}

std::string number(int i) {
  return std::to_string(i);
}

void expect_soon(const std::function<void()>& work) {
  const double enough = worst_ms_max * fakes::slowness;
  EXPECT_LT(fakes::best_milliseconds_of(work, enough), enough);
}

definition::Issues issues_of_office(const std::string& units, const std::string& people) {
  const ParsedDocument parsed =
      parse_yaml("levels: [ province ]\nposts: [ head ]\nunits:\n" + units + "people:\n" + people,
                 "large.yaml");
  EXPECT_TRUE(parsed.document.has_value());
  return parsed.document ? read_organisation(*parsed.document).issues : parsed.issues;
}

int count_of(const definition::Issues& issues, const std::string& code) {
  int count = 0;
  for (const definition::Issue& issue : issues) count += issue.code == code ? 1 : 0;
  return count;
}

// As long as may be in a file of 100,000 values.
constexpr int units = 9'000;

TEST(LargeFiles, a_long_line_of_superiors_and_one_that_ends_in_a_circle) {
  for (const bool circle : {false, true}) {
    const std::string text = lines(units, [&](int i) {
      const bool last = i + 1 == units;
      const std::string superior =
          last && !circle ? "" : ", superior: u" + number(last ? 5 : i + 1);
      return "  u" + number(i) + ": { code: U" + number(i) + ", name: U, level: province" +
             superior + " }";
    });
    definition::Issues issues;
    expect_soon([&] {
      issues = issues_of_office(text, "  p: { name: P, posts: [ { unit: u0, post: head } ] }\n");
    });
    ASSERT_EQ(count_of(issues, "E0406"), circle ? 1 : 0);
    if (!circle) continue;
    for (const definition::Issue& issue : issues) {
      if (issue.code != "E0406") continue;
      EXPECT_THAT(issue.message, testing::HasSubstr("circle: u5 → u6 → u7"));
      EXPECT_LT(issue.message.size(), 300U) << "of a long circle the beginning is told";
    }
  }
}

TEST(LargeFiles, a_long_line_of_deputies_all_absent) {
  const std::string people = lines(4'000, [](int i) {
    return "  p" + number(i) + ": { name: P, absences: [ { from: 2026-01-01, to: 2026-12-31, " +
           "deputy: p" + number((i + 1) % 4'000) + " } ] }";
  });
  expect_soon([&] {
    const auto issues = issues_of_office("  top: { code: T, name: T, level: province }\n", people);
    EXPECT_EQ(count_of(issues, "E0413"), 0);
  });
}

const std::string head =
    "dunghan: 1\nworkflow: large\nversion: 1\ntitle: large\neffective: { from: 2024-01-01 }\n"
    "laws: { L: { number: 1, name: L } }\ncalendar: vn\ncounting: plain\n"
    "number: { text: \"{year}-{seq}\", per: [ year ] }\nopened_by: head\n"
    "roles: { head: { unit: case.unit, post: head } }\n"
    "data: { a: { type: bool, default: false }, n: { type: int, default: 0 } }\n";

/// Compiles it and tells every issue, as lint does.
std::size_t octets_told(const std::string& text, std::size_t& issues) {
  const ParsedDocument parsed = parse_yaml(text, "large.yaml");
  EXPECT_TRUE(parsed.document.has_value());
  if (!parsed.document) return 0;
  const auto compiled = definition::compile(*parsed.document, {});
  issues = compiled.issues.size();
  std::size_t octets = 0;
  for (const definition::Issue& issue : compiled.issues) octets += to_text(issue, text).size();
  return octets;
}

TEST(LargeFiles, hundreds_of_issues_of_one_long_line) {
  std::string line = "      close: { to: closed, by: head, set: {";
  for (int i = 0; i < 6'000; ++i) line += (i == 0 ? " x" : ", x") + number(i) + ": 1";
  const std::string text = head + "states:\n  open:\n    initial: true\n    on:\n" + line +
                           " } }\n  closed: { final: true }\n";
  std::size_t issues = 0, octets = 0;
  expect_soon([&] { octets = octets_told(text, issues); });
  EXPECT_EQ(issues, 500U);
  EXPECT_LT(octets, 500U * 600) << "of a long line only what is around the place is shown";
}

TEST(LargeFiles, conditions_that_would_take_a_million_steps_each) {
  std::string ten = "[0, 1, 2, 3, 4, 5, 6, 7, 8, 9]", condition;
  for (const char* name : {"a", "b", "c", "d", "e", "f"}) condition += ten + ".all(" + name + ", ";
  condition += "f >= 0))))))";
  const std::string text = head + "states:\n  open:\n    initial: true\n    on:\n" +
                           lines(500,
                                 [&](int i) {
                                   return "      e" + number(i) +
                                          ": { to: closed, by: head, when: \"" + condition + "\" }";
                                 }) +
                           "  closed: { final: true }\n";
  std::size_t issues = 0;
  expect_soon([&] { octets_told(text, issues); });
  EXPECT_EQ(issues, 0U);
}

TEST(LargeFiles, thousands_of_states_each_with_a_deadline) {
  constexpr int stages = 3'000;
  const std::string text =
      head + "deadlines:\n" +
      lines(stages,
            [](int i) {
              return "  d" + number(i) + ": { within: 10 days, start: { enter: s" + number(i) +
                     " }, stop: { enter: s" + number(i + 1) + " }, owner: head, basis: L }";
            }) +
      "states:\n  s0: { initial: true, on: { go: { to: s1, by: head } } }\n" +
      lines(stages - 1,
            [](int i) {
              return "  s" + number(i + 1) + ": { on: { go: { to: s" + number(i + 2) +
                     ", by: head, when: data.n > " + number(i) + " } } }";
            }) +
      "  s" + number(stages) + ": { final: true }\n";
  std::size_t issues = 0;
  expect_soon([&] { octets_told(text, issues); });
  EXPECT_EQ(issues, 0U);
}

}  // namespace
}  // namespace dunghan::adapters::yaml
