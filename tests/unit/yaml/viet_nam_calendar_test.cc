// config/calendars/vn-public-administration: its rules for the years without an official list,
// held against the lists there are and against the lunar calendar.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <map>
#include <set>

#include "adapters/system/tzdb_zone_rules.h"
#include "adapters/yaml/calendar_files.h"
#include "engine/calendar/lunar.h"
#include "tests/fakes/temporary_folder.h"

namespace dunghan::adapters::yaml {
namespace {

namespace fs = std::filesystem;
using calendar::Calendar;
using calendar::DayReason;
using std::chrono::days;

const fs::path shipped = fs::path(DUNGHAN_SOURCE_DIR) / "config/calendars";
constexpr const char* id = "vn-public-administration";

Date day(std::string_view text) {
  return parse_date(text).value();
}

Calendar load(const fs::path& folder, const std::string& name) {
  const LoadedCalendar read = load_calendar(folder, name, system::zone_rules);
  for (const auto& issue : read.issues) ADD_FAILURE() << issue.code << " " << issue.message;
  return read.calendar.value();
}

const Calendar& with_lists() {
  static const Calendar calendar = load(shipped, id);
  return calendar;
}

/// The same file without its lists.
const Calendar& by_rules() {
  static const Calendar calendar = [] {
    const fakes::TemporaryFolder folder;
    fs::copy_file(shipped / (std::string(id) + ".yaml"),
                  folder.path() / (std::string(id) + ".yaml"));
    return load(folder.path(), id);
  }();
  return calendar;
}

const calendar::LunarCalendar& lunar() {
  static const calendar::LunarCalendar calendar;
  return calendar;
}

Date tet(int year) {
  return lunar().civil_date({year, 1, false, 1}).value();
}

TEST(VietNamRules, give_the_days_of_the_official_lists_but_for_what_is_decided_yearly) {
  const std::map<std::string, std::string> decided{
      {"2021-09-01", "National Day with the day after, not the day before"},
      {"2021-09-03", "National Day with the day after, not the day before"},
      {"2024-04-29", "swapped for 4 May"},
      {"2024-05-04", "worked for 29 April"},
      {"2025-04-26", "worked for 2 May"},
      {"2025-05-02", "swapped for 26 April"},
      {"2026-01-02", "swapped for 10 January"},
      {"2026-01-10", "worked for 2 January"},
      {"2026-08-22", "worked for 31 August"},
      {"2026-08-31", "swapped for 22 August"},
  };
  std::set<std::string> differing;
  for (Date date = day("2020-01-01"); date <= day("2026-12-31"); date += days{1}) {
    EXPECT_TRUE(with_lists().is_official(date));
    if (with_lists().is_working(date) != by_rules().is_working(date))
      differing.insert(to_text(date));
  }
  std::set<std::string> expected;
  for (const auto& [date, why] : decided) expected.insert(date);
  EXPECT_EQ(differing, expected);
}

TEST(VietNamRules, give_the_names_of_the_official_lists_where_both_close) {
  // Of five days of Tết with Tết on a Tuesday the lists take one and four, the rules two and three:
  // the Sunday before is Tết by rule, and the Friday after in lieu of it. 1 September 2024, a
  // Sunday, is National Day by rule, and the 3rd in lieu of it. In 2022 both list and rules give
  // 2 and 3 May in lieu. All of them bear the same name.
  for (Date date = day("2020-01-01"); date <= day("2026-12-31"); date += days{1}) {
    if (with_lists().is_working(date) || by_rules().is_working(date)) continue;
    const std::string listed = with_lists().reason_for(date).name_en;
    const std::string ruled = by_rules().reason_for(date).name_en;
    if (listed.empty() || ruled.empty()) continue;  // swapped, or a weekend beside a holiday
    EXPECT_EQ(listed, ruled) << to_text(date);
  }
}

TEST(VietNamRules, place_gio_to_on_the_10th_of_the_3rd_lunar_month_as_the_lists_do) {
  for (int year = 2020; year <= 2026; ++year) {
    const Date date = lunar().civil_date({year, 3, false, 10}).value();
    const DayReason reason = with_lists().reason_for(date);
    EXPECT_EQ(reason.kind, DayReason::Kind::holiday) << to_text(date);
    EXPECT_EQ(reason.name_vi, "Giỗ Tổ Hùng Vương") << to_text(date);
  }
}

TEST(VietNamRules, name_tet_on_its_day_in_every_year) {
  for (int year = 1900; year <= 2199; ++year) {
    const DayReason reason = with_lists().reason_for(tet(year));
    EXPECT_EQ(reason.kind, DayReason::Kind::holiday) << year;
    EXPECT_EQ(reason.name_vi, "Tết Nguyên đán") << year;
    EXPECT_EQ(reason.official, year >= 2020 && year <= 2026) << year;
  }
}

/// The days of one holiday in one year, counted from Tết (0).
std::string tet_days(int year) {
  std::string found;
  for (int offset = -5; offset <= 9; ++offset) {
    const DayReason reason = by_rules().reason_for(tet(year) + days{offset});
    if (reason.name_en != "Lunar New Year (Tết)") continue;
    found += (found.empty() ? "" : " ") + std::to_string(offset);
    if (reason.kind == DayReason::Kind::compensatory) found += "*";
  }
  return found;
}

TEST(VietNamRules, give_tet_the_days_of_the_law_of_the_time) {
  EXPECT_EQ(tet_days(1950), "0");
  EXPECT_EQ(tet_days(1960), "0 1");
  EXPECT_EQ(tet_days(1976), "0 1");
  EXPECT_EQ(tet_days(1977), "-1 0 1");
  EXPECT_EQ(tet_days(1994), "-1 0 1");
  EXPECT_EQ(tet_days(1996), "-1 0 1 2 3*");        // Monday 19 February: Sunday to Wednesday
  EXPECT_EQ(tet_days(2013), "-1 0 1 2 3* 4*");     // Sunday 10 February 2013: Saturday to Tuesday
  EXPECT_EQ(tet_days(2014), "-2 -1 0 1 2 3* 4*");  // Friday 31 January: Wednesday to Sunday
  EXPECT_EQ(tet_days(2027), "-2 -1 0 1 2 3* 4*");  // Saturday 6 February: Thursday to Monday
}

std::set<std::string> holidays_of(int year) {
  std::set<std::string> found;
  for (Date date = make_date(year, 1, 1); date <= make_date(year, 12, 31); date += days{1}) {
    const DayReason reason = by_rules().reason_for(date);
    if (reason.kind == DayReason::Kind::holiday && reason.name_en != "Lunar New Year (Tết)")
      found.insert(to_text(date).substr(5) + " " + reason.name_en);
  }
  return found;
}

TEST(VietNamRules, hold_from_the_year_their_law_gives) {
  using Set = std::set<std::string>;
  EXPECT_EQ(holidays_of(1958), Set{});
  EXPECT_EQ(holidays_of(1960),
            (Set{"01-01 New Year's Day", "05-01 International Labour Day",
                 "05-03 Buddha's Birthday", "09-02 National Day", "12-25 Christmas Day"}));
  EXPECT_EQ(holidays_of(1994), (Set{"01-01 New Year's Day", "05-01 International Labour Day",
                                    "09-02 National Day", "09-03 National Day"}));
  EXPECT_EQ(holidays_of(2006), (Set{"01-01 New Year's Day", "04-30 Reunification Day",
                                    "05-01 International Labour Day", "09-02 National Day"}));
  EXPECT_EQ(holidays_of(2007), (Set{"01-01 New Year's Day", "04-26 Hùng Kings' Commemoration Day",
                                    "04-30 Reunification Day", "05-01 International Labour Day",
                                    "09-02 National Day"}));
  EXPECT_EQ(holidays_of(2027),
            (Set{"01-01 New Year's Day", "04-16 Hùng Kings' Commemoration Day",
                 "04-30 Reunification Day", "05-01 International Labour Day", "09-01 National Day",
                 "09-02 National Day", "11-24 Vietnamese Culture Day"}));
  // A holiday on a Sunday was lost until 1994 (2 September 1990), made up since.
  EXPECT_TRUE(by_rules().is_working(day("1990-09-04")));
  EXPECT_FALSE(by_rules().is_working(day("2001-09-03")));
}

TEST(CalendarFiles, read_an_offset_and_a_number_of_days) {
  const fakes::TemporaryFolder folder;
  const auto write = [&](const std::string& holiday) {
    std::ofstream(folder / "x.yaml") << "# A test.\ndunghan: 1\ncalendar: x\ntime_zone: UTC\n"
                                     << "weekend: [ sunday ]\nholidays:\n  - " << holiday << "\n";
    return load_calendar(folder.path(), "x", system::zone_rules);
  };
  const auto good = write("{ id: a, name: a, lunar: 01-01, offset: -2, days: 5 }");
  ASSERT_TRUE(good.calendar.has_value());
  for (const char* date : {"2024-02-08", "2024-02-10", "2024-02-12"})
    EXPECT_FALSE(good.calendar->is_working(day(date))) << date;
  EXPECT_TRUE(good.calendar->is_working(day("2024-02-07")));
  EXPECT_TRUE(good.calendar->is_working(day("2024-02-13")));
  const auto easter = write("{ id: a, name: a, easter: 1, offset: 1 }");
  ASSERT_TRUE(easter.calendar.has_value());
  EXPECT_FALSE(easter.calendar->is_working(day("2024-04-02")));
  for (const char* bad :
       {"{ id: a, name: a, lunar: 01-01, days: 0 }", "{ id: a, name: a, lunar: 01-01, days: 40 }",
        "{ id: a, name: a, lunar: 01-01, offset: 200 }", "{ id: a, name: a, lunar: 01-31 }",
        "{ id: a, name: a, lunar: 13-01 }", "{ id: a, name: a, lunar: last }"}) {
    const auto read = write(bad);
    EXPECT_FALSE(read.calendar.has_value()) << bad;
    ASSERT_FALSE(read.issues.empty()) << bad;
    EXPECT_GE(read.issues.front().at.line, 7) << bad;
  }
}

}  // namespace
}  // namespace dunghan::adapters::yaml
