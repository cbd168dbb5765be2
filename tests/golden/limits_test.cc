// Each of the 184 statutory limits of Viet Nam's provincial administration is said by a definition:
// a shipped one or a fixture (limits/). Every one is counted by the engine and held against a walk
// over a wall calendar. Where the law's own list is at hand (../shared/law, or DUNGHAN_SHARED), the
// table must agree with it.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <iomanip>
#include <iostream>
#include <map>
#include <set>

#include "adapters/yaml/yaml_document.h"
#include "engine/definition/issue_text.h"
#include "tests/golden/limit_office.h"
#include "tests/golden/limit_oracle.h"
#include "tests/golden/limit_table.h"
#include "tests/golden/limit_words.h"

namespace dunghan::test {
namespace {

namespace fs = std::filesystem;

const fs::path root = DUNGHAN_SOURCE_DIR;

const std::vector<LimitFile>& table() {
  static const std::vector<LimitFile> files =
      read_limit_table((root / "tests/golden/limits/table.txt").string());
  return files;
}

LimitOffice& office() {
  static LimitOffice made;
  return made;
}

Date day(const std::string& text) {
  const auto date = parse_date(text);
  EXPECT_TRUE(date.has_value()) << text;
  return date.value_or(Date{});
}

WallCalendar wall(const definition::Deadline& deadline) {
  return {office().calendar(), deadline.binds_citizen};
}

std::string text_of(const std::optional<Date>& date) {
  return date ? to_text(*date) : "none";
}

/// By the table's own words and the wall calendar.
Date expected_day(const LimitFile& file, const LimitRow& row,
                  const definition::Deadline& deadline) {
  const WallCalendar calendar = wall(deadline);
  if (row.direction == "backward") return calendar.latest_before(day(file.reference), row.period);
  const Date start = day(row.count == "after reference" ? file.reference : file.start);
  const Date last = calendar.last_day(start, row.period);
  return row.direction == "minimum" ? last : calendar.rolled(last);
}

/// The days that the table names instead of a count.
void expect_named(const LimitRow& row, const CountedLimit& counted,
                  const definition::Deadline& deadline) {
  const std::string what = row.count.substr(0, row.count.find(' '));
  const std::string rest = row.count.substr(what.size() + 1);
  const ZoneRules& zone = office().calendar().zone();
  if (what == "from") {
    const std::size_t to = rest.find(" to ");
    ASSERT_TRUE(counted.not_before.has_value());
    EXPECT_EQ(to_text(zone.date_of(*counted.not_before)), rest.substr(0, to));
    EXPECT_EQ(text_of(counted.due_on), rest.substr(to + 4));
  } else if (what == "at") {
    EXPECT_EQ(counted.due_at, parse_occurrence(rest, zone)->at);
  } else if (what == "target") {
    EXPECT_EQ(deadline.limit.kind, definition::Limit::Kind::at_once);
    EXPECT_TRUE(deadline.target.has_value());
    EXPECT_EQ(text_of(counted.due_on), rest);
  } else {
    EXPECT_EQ(what, "on");
    EXPECT_EQ(text_of(counted.due_on), rest);
  }
}

void expect_row(const LimitFile& file, const LimitRow& row) {
  SCOPED_TRACE(row.id);
  const definition::Deadline* deadline = office().deadline(file.path, row.deadline);
  ASSERT_NE(deadline, nullptr) << file.path << " has no " << row.deadline;
  const auto counted = office().count(file, row.deadline, {}, nullptr);
  ASSERT_TRUE(counted.has_value()) << counted.error().message;
  EXPECT_EQ(counted->least_time, row.direction == "minimum");
  if (!row.count.empty() && row.count != "after reference")
    expect_named(row, *counted, *deadline);
  else
    EXPECT_EQ(text_of(counted->due_on), to_text(expected_day(file, row, *deadline)));
}

void expect_change(const LimitFile& file, const LimitRow& row, const LimitChange& change) {
  SCOPED_TRACE(row.id + " " + change.ground + " " + change.period);
  const definition::Deadline& deadline = *office().deadline(file.path, row.deadline);
  const auto counted = office().count(file, row.deadline, change.condition,
                                      change.ground.empty() ? nullptr : &change.ground);
  ASSERT_TRUE(counted.has_value()) << counted.error().message;
  if (change.period == "at once") {
    EXPECT_FALSE(counted->due_on.has_value());
    return;
  }
  const WallCalendar calendar = wall(deadline);
  const bool goes_on = !change.ground.empty() && !change.total;
  const Date from = goes_on ? calendar.last_day(day(file.start), row.period) : day(file.start);
  EXPECT_EQ(text_of(counted->due_on),
            to_text(calendar.rolled(calendar.last_day(from, change.period))));
}

TEST(Limits, each_of_the_184_stands_in_the_table_once) {
  std::set<std::string> ids;
  for (const LimitFile& file : table()) {
    for (const LimitRow& row : file.rows)
      EXPECT_TRUE(ids.insert(row.id).second) << row.id << " stands there twice";
  }
  EXPECT_EQ(ids.size(), 184U);
}

TEST(Limits, every_definition_of_the_table_is_free_of_faults) {
  for (const LimitFile& file : table()) {
    const auto& compiled = office().compiled(file.path);
    for (const auto& issue : compiled.issues) {
      if (issue.severity != definition::Severity::note) ADD_FAILURE() << definition::to_line(issue);
    }
    EXPECT_NE(compiled.definition, nullptr) << file.path;
  }
}

TEST(Limits, each_ends_on_the_day_that_a_walk_over_the_wall_calendar_finds) {
  for (const LimitFile& file : table()) {
    for (const LimitRow& row : file.rows) expect_row(file, row);
  }
}

TEST(Limits, variants_and_extensions_end_where_the_wall_calendar_says) {
  int changes = 0;
  for (const LimitFile& file : table()) {
    for (const LimitRow& row : file.rows) {
      for (const LimitChange& change : row.changes) {
        expect_change(file, row, change);
        ++changes;
      }
    }
  }
  EXPECT_GE(changes, 28);
}

TEST(Limits, the_table) {
  std::size_t shipped = 0;
  std::size_t fixtures = 0;
  for (const LimitFile& file : table()) {
    for (const LimitRow& row : file.rows) {
      const definition::Deadline* deadline = office().deadline(file.path, row.deadline);
      ASSERT_NE(deadline, nullptr) << row.id;
      ++(file.is_fixture() ? fixtures : shipped);
      std::cout << std::left << std::setw(40) << row.id << " | " << row.unit << " | "
                << said(*deadline) << " | " << file.path << ":" << deadline->at.line << "\n";
    }
  }
  std::cout << "184 limits: " << shipped << " in shipped procedures, " << fixtures
            << " in fixtures, " << 184 - shipped - fixtures << " that cannot be said\n";
  EXPECT_EQ(shipped + fixtures, 184U);
}

TEST(Limits, the_table_agrees_with_the_list_of_the_law_where_that_is_at_hand) {
  const char* shared = std::getenv("DUNGHAN_SHARED");  // NOLINT(concurrency-mt-unsafe)
  const fs::path file =
      fs::path(shared != nullptr ? shared : (root / "../shared").string()) / "law/deadlines.yaml";
  if (!fs::exists(file)) {
    GTEST_SKIP() << "the list of the law is not beside this checkout; only its comparison is left "
                    "out";
  }
  const auto parsed = adapters::yaml::read_yaml_file(file);
  ASSERT_TRUE(parsed.document.has_value());
  std::map<std::string, const LimitRow*> rows;
  for (const LimitFile& each : table()) {
    for (const LimitRow& row : each.rows) rows[row.id] = &row;
  }
  const definition::Node* listed = parsed.document->root.find("deadlines");
  ASSERT_NE(listed, nullptr);
  EXPECT_EQ(listed->items.size(), rows.size());
  for (const definition::Node& limit : listed->items) {
    const std::string id = limit.find("id")->text;
    ASSERT_TRUE(rows.contains(id)) << id << " is not in the table";
    const LimitRow& row = *rows[id];
    const definition::Node& period = *limit.find("period");
    const definition::Node* direction = limit.find("direction");
    EXPECT_EQ(row.period, period.is_null() ? "-" : period.text) << id;
    EXPECT_EQ(row.unit, limit.find("unit")->text) << id;
    EXPECT_EQ(row.direction, direction == nullptr ? "forward" : direction->text) << id;
  }
}

}  // namespace
}  // namespace dunghan::test
