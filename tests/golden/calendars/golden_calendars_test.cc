// Calendars with faults, and what is said of them (golden_files.h): all of it in one run, each with
// its place. What a calendar extends and the lists beside it are part of the file.
#include <gtest/gtest.h>

#include <set>
#include <string>

#include "adapters/system/tzdb_zone_rules.h"
#include "adapters/yaml/calendar_files.h"
#include "engine/definition/issue_codes.h"
#include "tests/golden/golden_files.h"

namespace dunghan::adapters::yaml {
namespace {

namespace fs = std::filesystem;
using golden::root;
using golden::text_of;

const fs::path folder = root / "tests/golden/calendars/faults";

definition::Issues issues_of(const fs::path& file) {
  LoadedCalendar read = load_calendar(folder, file.string(), system::zone_rules);
  EXPECT_EQ(read.calendar.has_value(), read.issues.empty()) << file;
  return std::move(read.issues);
}

/// Without the place of this checkout.
std::string told_of(const fs::path& file) {
  std::string told = golden::rendered(issues_of(file), text_of);
  const std::string checkout = root.string() + "/";
  for (std::size_t at = told.find(checkout); at != std::string::npos; at = told.find(checkout, at))
    told.erase(at, checkout.size());
  return told;
}

TEST(CalendarFaults, are_told_as_they_were_reviewed) {
  for (const fs::path& file : golden::yaml_files(folder))
    golden::expect_as_reviewed(file, told_of(file));
}

TEST(CalendarFaults, each_say_where_why_and_how_to_mend) {
  for (const fs::path& file : golden::yaml_files(folder)) {
    for (const definition::Issue& issue : issues_of(file)) {
      const std::string line = to_line(issue);
      EXPECT_GT(issue.at.line, 0) << line;
      EXPECT_GT(issue.at.column, 0) << line;
      // The reader of fields says what it wants where it says what it found.
      const bool says_what_is_wanted = issue.message.find("should be") != std::string::npos;
      EXPECT_TRUE(says_what_is_wanted || issue.code == "E0470" || !issue.remedy.empty()) << line;
    }
  }
}

TEST(CalendarFaults, show_every_code_of_calendars) {
  std::set<std::string> shown;
  for (const fs::path& file : golden::yaml_files(folder)) {
    for (const definition::Issue& issue : issues_of(file)) {
      shown.insert(issue.code);
      EXPECT_NE(definition::find_issue_code(issue.code), nullptr) << issue.code;
    }
  }
  for (const definition::IssueCode& code : definition::issue_codes()) {
    const bool of_a_file = code.code >= "E0450" && code.code < "E0480" && code.code != "E0477";
    if (of_a_file) {
      EXPECT_TRUE(shown.contains(std::string(code.code))) << code.code << " has no golden file";
    }
  }
}

}  // namespace
}  // namespace dunghan::adapters::yaml
