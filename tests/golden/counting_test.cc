// The worked examples of each counting rule (counting/<rule-id>.txt: printed in the law, its
// commentary, other projects' tables) against the rules and calendars that are shipped. A rule
// without a table fails; so does a line that nothing checks.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "adapters/system/tzdb_zone_rules.h"
#include "adapters/yaml/calendar_files.h"
#include "adapters/yaml/counting_files.h"
#include "engine/deadline/deadline.h"

namespace dunghan::test {
namespace {

namespace fs = std::filesystem;
using deadline::CountingRule;
using deadline::Due;

const fs::path config = fs::path(DUNGHAN_SOURCE_DIR) / "config";
const fs::path tables = fs::path(DUNGHAN_SOURCE_DIR) / "tests/golden/counting";
constexpr std::size_t examples_least = 10;

struct Example {
  std::string place;  // file:line
  bool backward = false;
  std::string start;
  Period period;
  std::vector<Period> extensions;
  std::string calendar, expected;
};

std::string trimmed(std::string_view text) {
  const auto first = text.find_first_not_of(" \t");
  if (first == std::string_view::npos) return {};
  return std::string(text.substr(first, text.find_last_not_of(" \t") - first + 1));
}

std::vector<std::string> parted(std::string_view line, std::string_view mark) {
  std::vector<std::string> parts;
  while (true) {
    const auto found = line.find(mark);
    parts.push_back(trimmed(line.substr(0, found)));
    if (found == std::string_view::npos) return parts;
    line.remove_prefix(found + mark.size());
  }
}

/// Nothing (and a failure) where the line is not of the form that README.md names.
std::optional<Example> read_example(const std::string& line, const std::string& place) {
  const std::vector<std::string> columns = parted(line, "|");
  if (columns.size() != 6 || columns[5].empty() ||
      (columns[0] != "after" && columns[0] != "before")) {
    ADD_FAILURE() << place << ": not `after|before | start | period | calendar | due | source`";
    return std::nullopt;
  }
  Example example{place, columns[0] == "before", columns[1], {}, {}, columns[3], columns[4]};
  const std::vector<std::string> periods = parted(columns[2], " + ");
  for (std::size_t i = 0; i < periods.size(); ++i) {
    const auto period = parse_period(periods[i]);
    if (!period) {
      ADD_FAILURE() << place << ": " << period.error().message;
      return std::nullopt;
    }
    if (i == 0) {
      example.period = *period;
    } else {
      example.extensions.push_back(*period);
    }
  }
  return example;
}

std::vector<Example> examples_of(const std::string& rule) {
  std::vector<Example> examples;
  const fs::path path = tables / (rule + ".txt");
  std::ifstream file(path);
  std::string line;
  for (int number = 1; std::getline(file, line); ++number) {
    if (trimmed(line).empty() || line.starts_with('#')) continue;
    const auto example =
        read_example(line, path.filename().string() + ":" + std::to_string(number));
    if (example) examples.push_back(*example);
  }
  return examples;
}

std::string listed(const definition::Issues& issues) {
  std::string text;
  for (const auto& issue : issues) text += issue.code + " " + issue.message + "\n";
  return text;
}

/// Null pointer where it does not load.
const calendar::Calendar* calendar_of(const std::string& id) {
  static std::map<std::string, std::optional<calendar::Calendar>> loaded;
  auto found = loaded.find(id);
  if (found == loaded.end()) {
    const bool file = adapters::yaml::names_a_file(id);
    const auto read = adapters::yaml::load_calendar(
        config / "calendars", file ? (tables / id).string() : id, adapters::system::zone_rules);
    EXPECT_TRUE(read.calendar.has_value()) << id << ":\n" << listed(read.issues);
    found = loaded.emplace(id, read.calendar).first;
  }
  return found->second ? &*found->second : nullptr;
}

Result<Due> counted(const Example& example, const CountingRule& rule,
                    const calendar::Calendar& calendar) {
  DUNGHAN_TRY(const Occurrence start, parse_occurrence(example.start, calendar.zone()));
  std::vector<deadline::Operation> operations(1 + example.extensions.size());
  for (std::size_t i = 0; i < operations.size(); ++i) {
    operations[i].at = start.at;
    operations[i].seq = static_cast<std::int64_t>(i);
    if (i == 0) {
      operations[i].limit.period = example.period;
      if (!example.backward) continue;
      operations[i].limit.kind = deadline::ResolvedLimit::Kind::before_date;
      operations[i].limit.date = calendar.zone().date_of(start.at);
      if (!start.date_only) operations[i].limit.moment = start.at;
    } else {
      operations[i].kind = deadline::OperationKind::extend;
      operations[i].by = example.extensions[i - 1];
    }
  }
  DUNGHAN_TRY(const deadline::DeadlineState state, fold(operations, rule, calendar));
  return *state.due;
}

/// "2024-05-07", or where a time is expected "2024-05-07T08:30".
std::string as_expected(const Due& due, const std::string& expected, const ZoneRules& zone) {
  if (expected.find('T') == std::string::npos) return to_text(due.due_on);
  const LocalTime local = zone.to_local(due.due_at);
  const Date date = std::chrono::floor<std::chrono::days>(local);
  const std::chrono::hh_mm_ss time{local - LocalTime{date}};
  const auto two = [](std::int64_t n) { return (n < 10 ? "0" : "") + std::to_string(n); };
  return to_text(date) + "T" + two(time.hours().count()) + ":" + two(time.minutes().count());
}

void check(const Example& example, const CountingRule& rule) {
  const calendar::Calendar* calendar = calendar_of(example.calendar);
  if (calendar == nullptr) {
    ADD_FAILURE() << example.place << ": no calendar " << example.calendar;
    return;
  }
  const auto due = counted(example, rule, *calendar);
  if (!due) {
    ADD_FAILURE() << example.place << ": " << due.error().message;
    return;
  }
  EXPECT_EQ(as_expected(*due, example.expected, calendar->zone()), example.expected)
      << example.place;
  const Period& last = example.extensions.empty() ? example.period : example.extensions.back();
  EXPECT_EQ(due->clock_type, last.is_clock_type()) << example.place;
}

TEST(WorkedExamples, of_each_shipped_rule_hold) {
  for (const std::string& id : adapters::yaml::ids_in(config / "counting")) {
    const auto read = adapters::yaml::load_counting_rule(config / "counting", id);
    ASSERT_TRUE(read.rule.has_value()) << id << ":\n" << listed(read.issues);
    const std::vector<Example> examples = examples_of(id);
    EXPECT_GE(examples.size(), examples_least) << "tests/golden/counting/" << id << ".txt";
    const auto backward = [](const Example& example) { return example.backward; };
    EXPECT_TRUE(std::any_of(examples.begin(), examples.end(), backward)) << id << ": none backward";
    EXPECT_FALSE(std::all_of(examples.begin(), examples.end(), backward)) << id << ": none forward";
    for (const Example& example : examples) check(example, *read.rule);
  }
}

/// FOIA 2000 s. 10(2), worked by hand: the working days from that of the fees notice to that of the
/// fee, 10 to 12 June, are disregarded; without them the twentieth would be Monday 1 July.
TEST(WorkedExamples, of_a_fee_that_was_awaited_leave_both_its_days_out) {
  const auto read = adapters::yaml::load_counting_rule(config / "counting", "gb-foia-2000");
  const calendar::Calendar* calendar = calendar_of("gb-united-kingdom");
  ASSERT_TRUE(read.rule.has_value() && calendar != nullptr);
  std::vector<deadline::Operation> operations(3);
  operations[0].at = calendar->zone().start_of(*parse_date("2024-06-03"));
  operations[0].limit.period = working_days(20);
  operations[1].kind = deadline::OperationKind::suspend;
  operations[1].at = calendar->zone().start_of(*parse_date("2024-06-10"));
  operations[2].kind = deadline::OperationKind::resume;
  operations[2].at = calendar->zone().start_of(*parse_date("2024-06-12"));
  for (std::size_t i = 0; i < operations.size(); ++i)
    operations[i].seq = static_cast<std::int64_t>(i);
  EXPECT_EQ(to_text(fold(operations, *read.rule, *calendar)->due->due_on), "2024-07-04");
}

TEST(WorkedExamples, belong_to_a_rule_that_is_shipped) {
  const std::vector<std::string> rules = adapters::yaml::ids_in(config / "counting");
  for (const auto& entry : fs::directory_iterator(tables)) {
    if (entry.path().extension() != ".txt") continue;
    EXPECT_NE(std::find(rules.begin(), rules.end(), entry.path().stem().string()), rules.end())
        << entry.path().filename();
  }
}

}  // namespace
}  // namespace dunghan::test
