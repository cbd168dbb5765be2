// The shipped calendars against lists that others published: days/<id>.txt names the weekdays off
// of each year, with where they come from. A list is never written from this program's own answers.
#include <gtest/gtest.h>

#include <sstream>
#include <string>

#include "adapters/system/tzdb_zone_rules.h"
#include "adapters/yaml/calendar_files.h"
#include "tests/golden/golden_files.h"

namespace dunghan::adapters::yaml {
namespace {

namespace fs = std::filesystem;
using calendar::Calendar;
using std::chrono::days;

const fs::path shipped = golden::root / "config/calendars";
const fs::path published = golden::root / "tests/golden/calendars/days";

Calendar loaded(const std::string& id) {
  LoadedCalendar read = load_calendar(shipped, id, system::zone_rules);
  EXPECT_TRUE(read.calendar.has_value()) << golden::rendered(read.issues, golden::text_of);
  if (!read.calendar) std::abort();
  return *std::move(read.calendar);
}

Date day(std::string_view text) {
  const auto date = parse_date(text);
  EXPECT_TRUE(date.has_value()) << text;
  return date.value_or(Date{});
}

/// "01-03 04-21 …": the days off of one year that are neither Saturday nor Sunday.
std::string weekdays_off(const Calendar& calendar, int year) {
  std::string found;
  for (Date date = make_date(year, 1, 1); date <= make_date(year, 12, 31); date += days{1}) {
    const bool weekend = std::chrono::weekday{date}.iso_encoding() >= 6;
    if (weekend || calendar.is_working(date)) continue;
    found += (found.empty() ? "" : " ") + to_text(date).substr(5);
  }
  return found;
}

TEST(PublishedDays, are_the_days_off_of_the_shipped_calendars) {
  int lists = 0;
  for (const auto& entry : fs::directory_iterator(published)) {
    const std::string id = entry.path().stem().string();
    const Calendar calendar = loaded(id);
    std::istringstream lines(golden::text_of(entry.path()));
    int years = 0;
    for (std::string line; std::getline(lines, line);) {
      if (line.empty() || line.front() == '#') continue;
      const int year = std::stoi(line.substr(0, 4));
      EXPECT_EQ(weekdays_off(calendar, year), line.substr(6)) << id << " " << year;
      ++years;
    }
    EXPECT_GE(years, id == "eu-institutions" ? 8 : 36) << id;
    ++lists;
  }
  EXPECT_EQ(lists, 9);
}

TEST(PublishedDays, weekends_are_off_and_nothing_is_worked_in_exchange) {
  for (const std::string& id : ids_in(shipped)) {
    if (id == "vn-public-administration") continue;  // it swaps days
    const Calendar calendar = loaded(id);
    for (Date date = day("2000-01-01"); date <= day("2035-12-31"); date += days{1}) {
      const bool weekend = std::chrono::weekday{date}.iso_encoding() >= 6;
      EXPECT_FALSE(weekend && calendar.is_working(date)) << id << " " << to_text(date);
    }
  }
}

struct Told {
  const char* calendar;
  const char* date;
  bool working;
  const char* name;  // of the holiday, where it is off
};

TEST(PublishedDays, have_the_names_of_what_was_proclaimed) {
  const Told table[] = {
      {"gb-england-and-wales", "2022-05-30", true, ""},
      {"gb-england-and-wales", "2022-06-02", false, "Spring bank holiday"},
      {"gb-england-and-wales", "2022-06-03", false, "Platinum Jubilee"},
      {"gb-england-and-wales", "2022-09-19", false, "State funeral of Queen Elizabeth II"},
      {"gb-england-and-wales", "2020-05-04", true, ""},
      {"gb-england-and-wales", "2020-05-08", false, "Early May bank holiday"},
      {"gb-england-and-wales", "2010-12-27", false, "Christmas Day"},
      {"gb-england-and-wales", "2010-12-28", false, "Boxing Day"},
      {"gb-england-and-wales", "2011-12-27", false, "Christmas Day"},
      {"gb-england-and-wales", "1999-12-31", false, "Millennium"},
      {"gb-scotland", "2026-06-15", false, "Scotland at the World Cup"},
      {"gb-scotland", "2024-04-01", true, ""},  // Easter Monday
      {"gb-scotland", "2022-01-03", false, "New Year's Day"},
      {"gb-scotland", "2022-01-04", false, "2nd January"},
      {"gb-scotland", "2023-01-03", false,
       "New Year's Day"},  // 1 January a Sunday, the 2nd a Monday
      {"gb-scotland", "2006-11-30", true, ""},
      {"gb-scotland", "2024-12-02", false, "St Andrew's Day"},  // 30 November a Saturday
      {"gb-england-and-wales", "2026-06-15", true, ""},
      {"gb-northern-ireland", "2024-07-12", false, "Battle of the Boyne"},
      {"gb-northern-ireland", "2018-03-19", false, "St Patrick's Day"},
      {"de", "2017-10-31", false, "Reformation Day (500 years)"},
      {"de", "2018-10-31", true, ""},
      {"us-federal", "2021-12-31", false, "New Year's Day"},
      {"us-federal", "2022-01-03", true, ""},
      {"us-federal", "2021-06-18", false, "Juneteenth National Independence Day"},
      {"us-federal", "2020-06-19", true, ""},
      {"us-federal", "2021-07-05", false, "Independence Day"},
      {"us-federal", "2025-01-09", false, "Mourning for Jimmy Carter"},
      {"us-federal", "2002-12-24", true, ""},  // half a day
      {"it", "2025-10-03", true, ""},
      {"it", "2027-10-04", false, "Saint Francis of Assisi"},
      {"it", "2000-06-02", true, ""},
      {"it", "2011-03-17", false, "150 years of Italian unity"},
      {"fr", "2006-06-05", false, "Whit Monday"},
      {"nl", "2018-12-24", false, "Day equated with a holiday"},
      {"nl", "2025-04-26", false, "King's Day"},
      {"eu-institutions", "2027-12-23", false, "End-of-year days"},
      {"eu-institutions", "2026-12-23", true, ""},
      {"eu-institutions", "2015-01-02", false, "Day after New Year's Day"},
  };
  for (const Told& told : table) {
    const Calendar calendar = loaded(told.calendar);
    EXPECT_EQ(calendar.is_working(day(told.date)), told.working) << told.calendar << told.date;
    EXPECT_EQ(calendar.reason_for(day(told.date)).name_en, told.name) << told.calendar << told.date;
  }
}

TEST(PublishedDays, are_official_as_far_as_they_were_announced) {
  const auto span = [](const char* id) {
    const Calendar calendar = loaded(id);
    return to_text(calendar.official_from()) + " " + to_text(calendar.official_until());
  };
  EXPECT_EQ(span("gb-scotland"), "2000-01-01 2028-12-31");  // of what it extends
  EXPECT_EQ(span("gb-northern-ireland"), "2000-01-01 2028-12-31");
  EXPECT_EQ(span("nl"), "2014-01-01 2028-12-31");
  EXPECT_EQ(span("eu-institutions"), "2025-01-01 2027-12-31");
  EXPECT_TRUE(loaded("gb-scotland").reason_for(day("2028-12-25")).official);
  EXPECT_FALSE(loaded("gb-scotland").reason_for(day("2029-12-25")).official);
}

/// Easter Sunday of 2000-2035, as month and day. Source: the tables of the astronomical
/// observatories (US Naval Observatory, "The Date of Easter").
TEST(PublishedDays, easter_monday_follows_the_published_easter_sundays) {
  const char* easter[] = {"04-23", "04-15", "03-31", "04-20", "04-11", "03-27", "04-16", "04-08",
                          "03-23", "04-12", "04-04", "04-24", "04-08", "03-31", "04-20", "04-05",
                          "03-27", "04-16", "04-01", "04-21", "04-12", "04-04", "04-17", "04-09",
                          "03-31", "04-20", "04-05", "03-28", "04-16", "04-01", "04-21", "04-13",
                          "03-28", "04-17", "04-09", "03-25"};
  const Calendar de = loaded("de");
  int year = 2000;
  for (const char* date : easter) {
    const Date sunday = day(std::to_string(year) + "-" + date);
    EXPECT_EQ(calendar::easter_sunday(year), sunday) << year;
    EXPECT_EQ(de.reason_for(sunday + days{1}).name_en, "Easter Monday") << year;
    EXPECT_EQ(de.reason_for(sunday - days{2}).name_en, "Good Friday") << year;
    ++year;
  }
}

}  // namespace
}  // namespace dunghan::adapters::yaml
