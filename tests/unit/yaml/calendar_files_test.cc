// The shipped calendars and counting rules, against dates worked out by hand and against a real
// register; and what a bad file says.
#include "adapters/yaml/calendar_files.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>

#include "adapters/system/tzdb_zone_rules.h"
#include "adapters/yaml/counting_files.h"
#include "engine/deadline/deadline.h"

namespace dunghan::adapters::yaml {
namespace {

namespace fs = std::filesystem;
using deadline::CountingRule;

const fs::path config = fs::path(DUNGHAN_SOURCE_DIR) / "config";

std::string listed(const definition::Issues& issues) {
  std::string text;
  for (const auto& issue : issues) {
    text += issue.code + " " + std::to_string(issue.at.line) + ":" +
            std::to_string(issue.at.column) + " " + issue.message + "\n";
  }
  return text;
}

const calendar::Calendar& shipped(const std::string& id) {
  static std::map<std::string, calendar::Calendar> loaded;
  auto found = loaded.find(id);
  if (found == loaded.end()) {
    LoadedCalendar read = load_calendar(config / "calendars", id, system::zone_rules);
    EXPECT_TRUE(read.calendar.has_value()) << listed(read.issues);
    EXPECT_TRUE(read.issues.empty()) << listed(read.issues);
    if (!read.calendar) std::abort();
    found = loaded.emplace(id, *read.calendar).first;
  }
  return found->second;
}

CountingRule shipped_rule(const std::string& id) {
  const LoadedCountingRule read = load_counting_rule(config / "counting", id);
  EXPECT_TRUE(read.rule.has_value()) << listed(read.issues);
  return read.rule.value_or(CountingRule{});
}

Date day(std::string_view text) {
  return parse_date(text).value();
}

std::string due(const std::string& rule, const std::string& calendar, const char* start,
                const char* length) {
  const auto& days = shipped(calendar);
  const auto answer = deadline::due_after(
      shipped_rule(rule), days, days.zone().start_of(day(start)), parse_period(length).value());
  return answer ? to_text(answer->due_on) : answer.error().message;
}

TEST(ShippedFiles, all_load_without_an_issue) {
  for (const std::string& id : ids_in(config / "calendars")) {
    EXPECT_EQ(shipped(id).id(), id);
    EXPECT_LT(shipped(id).memory_octets(), 64U * 1024U) << id;
  }
  const std::vector<std::string> rules = ids_in(config / "counting");
  for (const char* id :
       {"vn-civil-code-2015", "nl-general-time-limits", "it-civil-procedure-155", "plain-days"}) {
    EXPECT_NE(std::find(rules.begin(), rules.end(), id), rules.end()) << id;
  }
  for (const std::string& id : rules) {
    EXPECT_EQ(shipped_rule(id).id, id);
    EXPECT_FALSE(shipped_rule(id).source.empty());
  }
}

struct Truth {
  const char* start;
  const char* length;
  const char* due;
};

TEST(ShippedFiles, give_the_worked_truths_of_vietnamese_law) {
  const Truth truths[] = {{"2024-04-26", "30 days", "2024-05-27"},
                          {"2024-04-26", "5 working days", "2024-05-07"},
                          {"2024-04-26", "7 working days", "2024-05-09"},
                          {"2024-01-15", "30 days", "2024-02-15"},
                          {"2024-01-31", "1 month", "2024-02-29"},
                          {"2025-08-21", "10 days", "2025-09-03"},
                          {"2026-08-20", "10 days", "2026-09-03"},
                          {"2025-12-29", "5 working days", "2026-01-07"},
                          {"2026-11-13", "7 working days", "2026-11-25"},
                          {"2024-04-24", "10 days", "2024-05-04"},
                          {"2024-02-02", "10 working days", "2024-02-23"}};
  for (const Truth& truth : truths) {
    EXPECT_EQ(due("vn-civil-code-2015", "vn-public-administration", truth.start, truth.length),
              truth.due)
        << truth.start << truth.length;
  }
  const auto backward =
      deadline::due_before(shipped_rule("vn-civil-code-2015"), shipped("vn-public-administration"),
                           day("2026-09-07"), parse_period("5 days").value());
  EXPECT_EQ(backward->due_on, day("2026-08-28"));
}

/// Days off of each year 2020-2026 that fall on a weekday, and worked weekend days, counted in the
/// decisions by hand.
TEST(ShippedFiles, hold_every_official_day) {
  const auto& calendar = shipped("vn-public-administration");
  const std::map<int, int> weekdays_off{{2020, 10}, {2021, 11}, {2022, 11}, {2023, 11},
                                        {2024, 12}, {2025, 12}, {2026, 14}};
  const std::map<int, int> weekends_worked{{2020, 0}, {2021, 0}, {2022, 0}, {2023, 0},
                                           {2024, 1}, {2025, 1}, {2026, 2}};
  for (const auto& [year, expected] : weekdays_off) {
    int off = 0;
    int worked = 0;
    for (Date date = make_date(year, 1, 1); date <= make_date(year, 12, 31);
         date += std::chrono::days{1}) {
      const bool weekend = std::chrono::weekday{date} == std::chrono::Saturday ||
                           std::chrono::weekday{date} == std::chrono::Sunday;
      if (!weekend && !calendar.is_working(date)) ++off;
      if (weekend && calendar.is_working(date)) ++worked;
    }
    EXPECT_EQ(off, expected) << year;
    EXPECT_EQ(worked, weekends_worked.at(year)) << year;
  }
  EXPECT_EQ(calendar.official_from(), day("2020-01-01"));
  EXPECT_EQ(calendar.official_until(), day("2026-12-31"));
  EXPECT_FALSE(calendar.is_working(day("2027-11-24")));
  EXPECT_FALSE(calendar.reason_for(day("2027-11-24")).official);
}

TEST(ShippedFiles, know_dutch_and_italian_holidays) {
  const auto& nl = shipped("nl");
  for (const char* date : {"2011-04-22", "2011-04-25", "2011-05-05", "2011-06-02", "2011-06-13",
                           "2011-12-26", "2013-04-30", "2026-04-27"}) {
    EXPECT_FALSE(nl.is_working(day(date))) << date;
  }
  EXPECT_TRUE(nl.is_working(day("2014-04-30")));
  const auto& it = shipped("it");
  for (const char* date :
       {"2006-01-06", "2006-04-17", "2006-04-25", "2006-05-01", "2006-06-02", "2006-08-15",
        "2006-11-01", "2006-12-08", "2006-12-25", "2006-12-26", "2011-03-17"}) {
    EXPECT_FALSE(it.is_working(day(date))) << date;
  }
  EXPECT_TRUE(it.is_working(day("2000-06-02")));
  EXPECT_TRUE(it.is_working(day("2010-03-17")));
  EXPECT_EQ(due("it-civil-procedure-155", "it", "2006-06-21", "60 days"),
            "2006-08-21");  // Sunday 20 August
  EXPECT_EQ(due("nl-general-time-limits", "nl", "2011-02-25", "8 weeks"),
            "2011-04-26");  // Good Friday, weekend, Easter Monday
  EXPECT_EQ(due("nl-general-time-limits", "nl", "2011-01-15", "14 weeks"),
            "2011-04-23");  // a Saturday: longer than twelve weeks
  EXPECT_EQ(due("nl-general-time-limits", "nl", "2011-04-20", "3 days"),
            "2011-04-26");  // 21 and 26 April are the two working days that art. 2 asks for
}

/// Cells of one CSV line; the register quotes nothing that holds a comma in the columns used here.
std::vector<std::string> cells(const std::string& line) {
  std::vector<std::string> found;
  std::stringstream stream(line);
  for (std::string cell; std::getline(stream, cell, ',');) found.push_back(cell);
  return found;
}

TEST(DutchRegister, of_1080_deadlines_59_fall_on_a_weekend_and_27_on_a_holiday) {
  const char* shared = std::getenv("DUNGHAN_SHARED");
  const fs::path file = fs::path(shared != nullptr ? shared : DUNGHAN_SOURCE_DIR "/../shared") /
                        "data" / "receipt.csv";
  if (!fs::exists(file)) GTEST_SKIP() << "the register " << file << " is not here";
  const auto& nl = shipped("nl");
  const CountingRule plain = shipped_rule("plain-days");
  const CountingRule law = shipped_rule("nl-general-time-limits");
  std::ifstream stream(file);
  std::string line;
  std::getline(stream, line);
  const std::vector<std::string> head = cells(line);
  const auto column = [&](const char* name) {
    return static_cast<std::size_t>(std::find(head.begin(), head.end(), name) - head.begin());
  };
  const std::size_t id = column("case:concept:name"), begins = column("case:startdate"),
                    ends = column("case:deadline");
  std::map<std::string, bool> seen;
  int regular = 0, weekend = 0, holiday = 0, rolled = 0;
  while (std::getline(stream, line)) {
    const std::vector<std::string> row = cells(line);
    if (row.size() <= std::max({id, begins, ends}) || !seen.emplace(row[id], true).second ||
        row[ends].empty())
      continue;
    const Instant start = parse_occurrence(row[begins], nl.zone()).value().at;
    const Date recorded = nl.zone().date_of(parse_occurrence(row[ends], nl.zone()).value().at);
    Period eight_weeks;
    eight_weeks.weeks = 8;
    if (deadline::due_after(plain, nl, start, eight_weeks)->due_on != recorded) continue;
    ++regular;
    const bool on_weekend = std::chrono::weekday{recorded}.iso_encoding() >= 6;
    if (on_weekend) ++weekend;
    if (!on_weekend && !nl.is_working(recorded)) ++holiday;
    if (deadline::due_after(law, nl, start, eight_weeks)->due_on != recorded) ++rolled;
  }
  EXPECT_EQ(regular, 1080);
  EXPECT_EQ(weekend, 59);
  EXPECT_EQ(holiday, 27);
  EXPECT_EQ(rolled, 86);
}

// ---- bad files
// -------------------------------------------------------------------------------------

/// A folder of its own that is gone when the test is.
class Folder {
 public:
  Folder() {
    std::string pattern = (fs::temp_directory_path() / "dunghan-calendars-XXXXXX").string();
    path_ = ::mkdtemp(pattern.data());
  }
  ~Folder() { fs::remove_all(path_); }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  void write(const std::string& name, const std::string& text) const {
    fs::create_directories((path_ / name).parent_path());
    std::ofstream(path_ / name) << text;
  }
  [[nodiscard]] const fs::path& path() const { return path_; }

 private:
  fs::path path_;
};

const std::string good =
    "dunghan: 1\ncalendar: town\ntime_zone: Asia/Ho_Chi_Minh\nweekend: [ saturday, sunday ]\n";

std::string codes_of(const definition::Issues& issues) {
  std::string codes;
  for (const auto& issue : issues)
    codes += (codes.empty() ? "" : " ") + issue.code + "@" + std::to_string(issue.at.line);
  return codes;
}

std::string calendar_issues(const std::string& text) {
  const Folder folder;
  folder.write("town.yaml", text);
  const LoadedCalendar read = load_calendar(folder.path(), "town", system::zone_rules);
  EXPECT_EQ(read.calendar.has_value(), read.issues.empty());
  return codes_of(read.issues);
}

TEST(BadCalendar, tells_every_fault_with_its_line_at_once) {
  EXPECT_EQ(calendar_issues(good), "");
  EXPECT_EQ(calendar_issues(good + "holydays: [ ]\nextra: 1\n"), "E0470@5 E0470@6");
  EXPECT_EQ(calendar_issues(good + "days_off:\n  - { date: 2024-02-30 }\n  - { name: no date }\n  "
                                   "- { date: 2024-05-09, weekday: Fri }\n"),
            "E0473@6 E0472@7 E0476@8");
  EXPECT_EQ(calendar_issues(good + "holidays:\n  - { id: a, date: 13-45 }\n  - { id: b, date: 4-30 "
                                   "}\n  - { id: c }\n  - { id: d, easter: 1, date: 05-01 }\n"
                                   "  - { id: e, weekday: last moonday of may }\n  - { id: f, "
                                   "weekday: last monday of may please }\n"),
            "E0454@6 E0473@7 E0472@8 E0472@9 E0471@10 E0471@11");
  EXPECT_EQ(calendar_issues(
                "dunghan: 1\ncalendar: town\ntime_zone: Asia/Hanoi\nweekend: [ saterday "
                "]\noffice_hours: { monday-friday: [ 7:30-11:30 ], moonday: [ 07:30-11:30 ] }\n"),
            "E0475@3 E0471@4 E0471@5 E0471@5");
}

TEST(BadCalendar, tells_contradictions_with_their_place) {
  EXPECT_EQ(
      calendar_issues(
          good + "days_off:\n  - { date: 2024-05-04 }\ndays_worked:\n  - { date: 2024-05-04 }\n"),
      "E0461@8");
  EXPECT_EQ(calendar_issues(good + "holidays:\n  - { id: a, date: 02-30 }\n"), "E0454@6");
  EXPECT_EQ(
      calendar_issues(good + "office_hours:\n  monday-friday: [ 07:30-11:30, 11:00-17:00 ]\n"),
      "E0453@6");
  EXPECT_EQ(calendar_issues("dunghan: 2\ncalendar: town\n"), "E0450@1 E0451@1 E0474@1");
}

TEST(BadCalendar, a_list_must_fit_its_calendar) {
  const Folder folder;
  folder.write("town.yaml", good);
  folder.write("town/official-2024.yaml",
               "dunghan: 1\nofficial: village\nyear: 2024\ndays_off:\n  - { date: 2023-01-01, "
               "holiday: nameless, kind: holy }\n");
  const LoadedCalendar read = load_calendar(folder.path(), "town", system::zone_rules);
  EXPECT_EQ(codes_of(read.issues), "E0474@2 E0474@5 E0458@5 E0471@5");
  for (const auto& issue : read.issues)
    EXPECT_NE(issue.file.find("official-2024.yaml"), std::string::npos);
}

TEST(BadCalendar, extends_in_a_circle_or_nothing_that_is_there) {
  const Folder folder;
  folder.write("a.yaml", "dunghan: 1\ncalendar: a\nextends: [ b ]\n");
  folder.write("b.yaml", "dunghan: 1\ncalendar: b\nextends: [ a ]\n");
  folder.write("c.yaml", "dunghan: 1\ncalendar: c\nextends: [ nowhere, ../a ]\n");
  EXPECT_EQ(codes_of(load_calendar(folder.path(), "a", system::zone_rules).issues), "E0464@3");
  EXPECT_EQ(codes_of(load_calendar(folder.path(), "c", system::zone_rules).issues),
            "E0465@3 E0465@3");
}

TEST(BadCalendar, that_is_not_there_or_named_otherwise_is_an_issue) {
  const Folder folder;
  folder.write("town.yaml", "dunghan: 1\ncalendar: village\ntime_zone: UTC\nweekend: [ sunday ]\n");
  EXPECT_EQ(codes_of(load_calendar(folder.path(), "town", system::zone_rules).issues), "E0474@2");
  EXPECT_FALSE(load_calendar(folder.path(), "none", system::zone_rules).calendar.has_value());
  EXPECT_EQ(codes_of(load_calendar(folder.path(), "no id", system::zone_rules).issues), "E0477@0");
  EXPECT_EQ(codes_of(load_calendar(folder.path(), "", system::zone_rules).issues), "E0477@0");
}

TEST(Calendar, of_a_file_extends_those_beside_it_and_those_of_the_folder) {
  const Folder folder;
  folder.write("mine/feast.yaml",
               "dunghan: 1\ncalendar: feast\nextends: [ vn-public-administration, beside ]\n");
  folder.write("mine/beside.yaml",
               "dunghan: 1\ncalendar: beside\ntime_zone: UTC\nweekend: [ ]\ndays_off: [ { date: "
               "2024-05-09, name: Feast } ]\n");
  const LoadedCalendar read = load_calendar(
      config / "calendars", (folder.path() / "mine/feast.yaml").string(), system::zone_rules);
  ASSERT_TRUE(read.calendar.has_value()) << listed(read.issues);
  EXPECT_FALSE(read.calendar->is_working(day("2024-05-09")));
  EXPECT_FALSE(read.calendar->is_working(day("2024-04-30")));
  EXPECT_TRUE(read.calendar->is_working(day("2024-05-04")));
  EXPECT_EQ(read.calendar->zone().name(), "Asia/Ho_Chi_Minh");
}

TEST(Calendar, of_an_office_adds_days_worked_days_and_hours_to_the_one_it_extends) {
  const Folder folder;
  folder.write("town.yaml",
               "dunghan: 1\ncalendar: town\nextends: [ vn-public-administration, gb-scotland ]\n"
               "office_hours: { monday-friday: [ 07:00-11:00, 13:00-16:00, 16:15-17:15 ] }\n"
               "holidays:\n  - { id: feast, name: Feast, date: 05-11, substitute: monday }\n"
               "  - { id: fair, name: Fair, date: 07-10, days: 2, except: [ 2026 ] }\n"
               "days_worked:\n  - { date: 2024-05-18, weekday: Sat }\n");
  const LoadedCalendar read = load_calendar(
      config / "calendars", (folder.path() / "town.yaml").string(), system::zone_rules);
  ASSERT_TRUE(read.calendar.has_value()) << listed(read.issues);
  const calendar::Calendar& town = *read.calendar;
  const auto name = [&](const char* date) { return town.reason_for(day(date)).name_en; };
  EXPECT_EQ(name("2024-05-13"), "Feast");  // the 11th was a Saturday
  EXPECT_EQ(name("2024-08-05"), "Summer bank holiday");
  EXPECT_EQ(name("2025-07-11"), "Fair");
  EXPECT_TRUE(town.is_working(day("2026-07-10")));
  EXPECT_FALSE(town.is_working(day("2024-04-29")));
  EXPECT_TRUE(town.is_working(day("2024-05-18")));
  // Viet Nam works Saturday 4 May 2024, but to Scotland it is a weekend.
  EXPECT_FALSE(town.is_working(day("2024-05-04")));
  const Instant opens = town.opening_of(day("2024-05-18"));
  EXPECT_EQ(opens, town.zone().start_of(day("2024-05-18")) + std::chrono::hours{7});
  EXPECT_EQ(town.add_office_time(opens, std::chrono::hours{8}).value(),
            opens + std::chrono::minutes{10 * 60 + 15});
}

TEST(BadCountingRule, tells_every_fault_with_its_line) {
  const Folder folder;
  const auto issues = [&](const std::string& text) {
    folder.write("rule.yaml", text);
    return codes_of(load_counting_rule(folder.path(), "rule").issues);
  };
  const std::string head = "dunghan: 1\ncounting: rule\nsource: none\n";
  EXPECT_EQ(issues(head), "");
  EXPECT_EQ(issues("dunghan: 1\ncounting: rule\n"), "E0482@1");
  EXPECT_EQ(issues(head + "first_day: maybe\nends: noon\nroll: { forward: up, sideways: none }\n"),
            "E0481@4 E0481@5 E0481@6 E0480@6");
  EXPECT_EQ(issues(head + "cutoff: 25:00\nminimum: { working_days: 0 }\nsuspension: { first_day: "
                          "free, last_day: lost }\n"),
            "E0481@4 E0483@5 E0481@6");
  EXPECT_EQ(issues(head + "basis: { first-day: art 1, no-step: art 2 }\n"), "E0480@4");
  EXPECT_EQ(issues("dunghan: 1\ncounting: other\nsource: none\n"), "E0483@1");
  EXPECT_EQ(codes_of(load_counting_rule(folder.path(), "a b").issues), "E0484@0");
}

TEST(CountingRule, is_read_whole) {
  const Folder folder;
  folder.write("rule.yaml",
               "dunghan: 1\ncounting: rule\ntitle: { vi: V, en: E }\nsource: S\nfirst_day: "
               "included\nends: close-of-business\n"
               "roll: { forward: preceding, backward: following, hours: following, up_to: { days: "
               "90 } }\ncutoff: 16:30\n"
               "minimum: { working_days: 2, from_days: 3 }\nsuspension: { first_day: free, "
               "last_day: used, moves_total: false }\n"
               "basis: { roll: art 5 }\n");
  const LoadedCountingRule read = load_counting_rule(folder.path(), "rule");
  ASSERT_TRUE(read.rule.has_value()) << listed(read.issues);
  EXPECT_EQ(read.rule->title_vi, "V");
  EXPECT_TRUE(read.rule->first_day_counts);
  EXPECT_EQ(read.rule->ends, deadline::PeriodEnd::close_of_business);
  EXPECT_EQ(read.rule->roll_forward, deadline::Roll::preceding);
  EXPECT_EQ(read.rule->roll_backward, deadline::Roll::following);
  EXPECT_EQ(read.rule->roll_hours, deadline::Roll::following);
  EXPECT_EQ(read.rule->rolls_up_to->days, 90);
  EXPECT_EQ(read.rule->cutoff, deadline::Cutoff{16 * 60 + 30});
  EXPECT_EQ(read.rule->working_days_min, 2);
  EXPECT_EQ(read.rule->working_days_min_from, 3);
  EXPECT_FALSE(read.rule->suspension_first_day_counts);
  EXPECT_TRUE(read.rule->suspension_last_day_counts);
  EXPECT_FALSE(read.rule->total_moves_with_suspension);
  EXPECT_EQ(read.rule->step_basis,
            (std::vector<std::pair<std::string, std::string>>{{"roll", "art 5"}}));
}

}  // namespace
}  // namespace dunghan::adapters::yaml
