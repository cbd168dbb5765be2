// The Vietnamese lunar calendar against two published tables, and its laws.
#include "engine/calendar/lunar.h"

#include <gtest/gtest.h>

#include <set>

#include "engine/calendar/lunar_close_calls.h"
#include "engine/calendar/new_moon.h"
#include "tests/fakes/test_calendars.h"
#include "tests/unit/calendar/lunar_fixtures.h"

namespace dunghan::calendar {
namespace {

using fakes::day;
using std::chrono::days;
using std::chrono::hours;

const LunarCalendar& lunar() {
  static const LunarCalendar calendar;
  return calendar;
}

Date tet(int year) {
  return lunar().civil_date({year, 1, false, 1}).value();
}

/// "1985-01-21 2 1221…": the form of vietnamese_years.txt.
std::string line_of(int year) {
  unsigned leap = 0;
  std::string lengths;
  const auto months = lunar().months_of(year).value();
  for (const LunarMonth& month : months) {
    if (month.leap) leap = month.number;
    lengths += month.length == 30 ? '2' : '1';
  }
  return to_text(months.front().first) + " " + std::to_string(leap) + " " + lengths;
}

TEST(LunarYears, are_those_of_the_published_table) {
  // Where the two differ, a new moon falls within minutes after midnight, and the table (of 2004)
  // reckons with a Delta T that measured values have since left: one month is a day longer there
  // and its neighbour a day shorter.
  const std::set<int> differing{2054, 2077, 2085, 2130, 2150, 2159, 2174, 2175, 2198, 2199};
  std::set<int> found;
  int year = 1968;
  for (const std::string& line : fixtures::lines_of_table("vietnamese_years.txt")) {
    if (line != line_of(year)) found.insert(year);
    ++year;
  }
  EXPECT_EQ(year, 2200);
  EXPECT_EQ(found, differing);
  for (const char* first : {"2054-05-08", "2077-11-16", "2085-10-19", "2130-05-08", "2150-05-27",
                            "2159-05-18", "2175-01-23", "2199-01-27"}) {
    const LunarDate date = lunar().lunar_date(day(first)).value();
    EXPECT_EQ(date.day, 1U) << first;
    const auto calls = close_calls(day(first), day(first), std::chrono::minutes{5});
    ASSERT_EQ(calls.size(), 1U) << first;
    EXPECT_EQ(calls.front().kind, CloseCall::Kind::new_moon);
    EXPECT_GT(calls.front().past_midnight, Microseconds::zero());
  }
}

TEST(LunarYears, have_the_tet_of_both_published_sources_from_1968_to_2100) {
  const auto plain = fixtures::PlainCalendar(hours{7}).new_years();
  int year = 1968;
  for (const std::string& line : fixtures::lines_of_table("vietnamese_years.txt")) {
    if (year > 2100) break;
    EXPECT_EQ(to_text(tet(year)), line.substr(0, 10));
    EXPECT_EQ(tet(year), plain.at(year)) << year;
    ++year;
  }
}

TEST(LunarMonths, are_those_of_a_plain_reckoning_from_de431) {
  const auto plain = fixtures::PlainCalendar(hours{7}).months();
  ASSERT_GT(plain.size(), 3680U);
  std::set<std::string> differing;
  for (const fixtures::PlainMonth& month : plain) {
    const auto first =
        lunar().civil_date({month.year, static_cast<unsigned>(month.number), month.leap, 1});
    ASSERT_TRUE(first.has_value()) << to_text(month.first);
    if (*first != month.first) differing.insert(to_text(month.first));
  }
  // The new moon of 7 July 1967, proleptic: 2 s before midnight here, a moment after it there.
  EXPECT_EQ(differing, std::set<std::string>{"1967-07-08"});
}

TEST(Tet, differs_from_the_chinese_new_year_in_the_years_that_are_known) {
  struct Row {
    int year;
    const char* viet_nam;
    const char* china;
  };
  const Row rows[] = {{1968, "1968-01-29", "1968-01-30"}, {1969, "1969-02-16", "1969-02-17"},
                      {1985, "1985-01-21", "1985-02-20"}, {2007, "2007-02-17", "2007-02-18"},
                      {2030, "2030-02-02", "2030-02-03"}, {2053, "2053-02-18", "2053-02-19"}};
  const auto china = fixtures::PlainCalendar(hours{8}).new_years();
  std::set<int> known;
  for (const Row& row : rows) {
    EXPECT_EQ(tet(row.year), day(row.viet_nam));
    EXPECT_EQ(china.at(row.year), day(row.china));
    known.insert(row.year);
  }
  for (int year = 1968; year <= 2100; ++year)
    EXPECT_EQ(tet(year) != china.at(year), known.contains(year)) << year;
}

TEST(LeapMonths, are_those_of_published_tables) {
  const std::pair<int, unsigned> leaps[] = {{1984, 0}, {1985, 2},  {1987, 7}, {2001, 4}, {2004, 2},
                                            {2006, 7}, {2009, 5},  {2012, 4}, {2014, 9}, {2017, 6},
                                            {2020, 4}, {2023, 2},  {2025, 6}, {2028, 5}, {2031, 3},
                                            {2032, 0}, {2033, 11}, {2034, 0}};
  for (const auto& [year, leap] : leaps) {
    unsigned found = 0;
    const auto months = lunar().months_of(year).value();
    for (const LunarMonth& month : months) {
      if (month.leap) found = month.number;
    }
    EXPECT_EQ(found, leap) << year;
  }
  // 2033: the month after the 7th has no term either, but only twelve months lie there between two
  // winter solstices.
  EXPECT_EQ(lunar().civil_date({2033, 11, true, 1}), day("2033-12-22"));
}

TEST(LunarMonths, have_29_or_30_days_follow_without_a_gap_and_open_with_their_new_moon) {
  Date next = lunar().months_of(1899).value().front().first;
  for (int year = 1899; year <= 2199; ++year) {
    const auto months = lunar().months_of(year).value();
    ASSERT_TRUE(months.size() == 12 || months.size() == 13) << year;
    unsigned number = 0;
    for (const LunarMonth& month : months) {
      ASSERT_TRUE(month.length == 29 || month.length == 30) << to_text(month.first);
      ASSERT_EQ(month.first, next);
      ASSERT_EQ(month.year, year);
      ASSERT_EQ(month.number, month.leap ? number : number + 1) << to_text(month.first);
      // By the full series, also where the short one decided.
      ASSERT_EQ(lunar_day_of(new_moon(month.lunation)), month.first);
      number = month.number;
      next = month.first + days{month.length};
    }
    ASSERT_EQ(number, 12U) << year;
  }
}

TEST(LunarDates, go_to_and_fro_for_every_day_of_1900_to_2199) {
  for (Date date = make_date(1900, 1, 1); date <= make_date(2199, 12, 31); date += days{1}) {
    const auto there = lunar().lunar_date(date);
    ASSERT_TRUE(there.has_value()) << to_text(date);
    ASSERT_EQ(lunar().civil_date(*there), date);
  }
  EXPECT_EQ(lunar().lunar_date(day("1900-01-01")).value(), (LunarDate{1899, 12, false, 1}));
  EXPECT_EQ(lunar().lunar_date(day("2024-02-10")).value(), (LunarDate{2024, 1, false, 1}));
  EXPECT_EQ(lunar().lunar_date(day("2024-02-09")).value(), (LunarDate{2023, 12, false, 30}));
  EXPECT_EQ(lunar().lunar_date(day("2023-03-22")).value(), (LunarDate{2023, 2, true, 1}));
}

TEST(LunarDates, that_do_not_exist_are_refused_with_the_reason) {
  const auto short_month = lunar().civil_date({2025, 12, false, 30});
  ASSERT_FALSE(short_month.has_value());
  EXPECT_EQ(short_month.error().code, ErrorCode::invalid_argument);
  EXPECT_EQ(short_month.error().message,
            "month 12 of the lunar year 2025 has no day 30, but 29 days");
  for (const LunarDate& date :
       {LunarDate{2024, 2, true, 1}, LunarDate{2024, 13, false, 1}, LunarDate{2024, 0, false, 1},
        LunarDate{2024, 1, false, 0}, LunarDate{2024, 1, false, 31}}) {
    const auto answer = lunar().civil_date(date);
    ASSERT_FALSE(answer.has_value());
    EXPECT_EQ(answer.error().code, ErrorCode::invalid_argument) << answer.error().message;
  }
}

TEST(LunarDates, outside_1900_to_2199_are_refused) {
  for (const char* date : {"1899-12-31", "2200-01-01"})
    EXPECT_EQ(lunar().lunar_date(day(date)).error().code, ErrorCode::calendar_exhausted) << date;
  EXPECT_EQ(lunar().civil_date({1899, 11, false, 29}).error().code, ErrorCode::calendar_exhausted);
  EXPECT_EQ(lunar().civil_date({1899, 12, false, 1}), day("1900-01-01"));
  EXPECT_EQ(lunar().civil_date({2199, 12, false, 29}).error().code, ErrorCode::calendar_exhausted);
  for (const int year : {-1, 1898, 2200, 1'000'000}) {
    EXPECT_EQ(lunar().months_of(year).error().code, ErrorCode::calendar_exhausted) << year;
    EXPECT_EQ(lunar().civil_date({year, 1, false, 1}).error().code, ErrorCode::calendar_exhausted);
  }
}

// ---- where it hangs on seconds
// ----------------------------------------------------------------------

std::string text_of(const CloseCall& call) {
  const bool moon = call.kind == CloseCall::Kind::new_moon;
  const auto seconds = std::chrono::round<std::chrono::seconds>(call.past_midnight).count();
  return to_text(std::chrono::round<std::chrono::seconds>(call.at)) +
         (moon ? " new moon " : " sun at " + std::to_string(call.degrees) + " ") +
         std::to_string(seconds);
}

TEST(CloseCalls, of_three_centuries_are_these) {
  std::vector<std::string> found;
  for (const CloseCall& call : close_calls(day("1900-01-01"), day("2199-12-31")))
    found.push_back(text_of(call));
  const std::vector<std::string> expected{
      "1924-06-21T16:59:19Z sun at 90 -41",   "1938-01-20T16:58:42Z sun at 300 -78",
      "1938-09-23T16:59:28Z sun at 180 -32",  "1944-06-20T16:59:35Z new moon -25",
      "1953-06-21T16:59:54Z sun at 90 -6",    "1967-07-07T16:59:58Z new moon -2",
      "1998-09-20T17:01:26Z new moon 86",     "2004-05-20T16:59:13Z sun at 60 -47",
      "2038-07-22T16:59:56Z sun at 120 -4",   "2054-05-07T17:00:52Z new moon 52",
      "2072-12-09T16:59:52Z new moon -8",     "2074-08-22T17:01:20Z sun at 150 80",
      "2077-11-15T17:01:04Z new moon 64",     "2085-10-18T17:01:01Z new moon 61",
      "2125-01-04T16:59:50Z new moon -10",    "2130-05-07T17:00:59Z new moon 59",
      "2131-12-19T16:59:05Z new moon -55",    "2157-09-22T16:59:49Z sun at 180 -11",
      "2159-05-17T17:01:52Z new moon 112",    "2187-07-22T16:58:54Z sun at 120 -66",
      "2194-08-22T16:58:14Z sun at 150 -106",
  };
  EXPECT_EQ(found, expected);
}

TEST(CloseCalls, widen_with_the_margin_and_stay_within_the_days_asked_for) {
  const auto wide = close_calls(day("1900-01-01"), day("2199-12-31"), hours{1});
  const auto narrow = close_calls(day("1900-01-01"), day("2199-12-31"), std::chrono::minutes{30});
  EXPECT_GT(wide.size(), narrow.size() + 200);  // 7,300 moments, a 24th of them within the hour
  EXPECT_NEAR(static_cast<double>(wide.size()), 7311.0 / 12, 100);
  EXPECT_TRUE(std::is_sorted(wide.begin(), wide.end(),
                             [](const auto& a, const auto& b) { return a.at < b.at; }));
  // The new moon of 20 September 1998 fell 86 s after the midnight that opens the 21st.
  EXPECT_EQ(close_calls(day("1998-09-21"), day("1998-09-21")).size(), 1U);
  EXPECT_TRUE(close_calls(day("1998-09-20"), day("1998-09-20")).empty());
  EXPECT_TRUE(close_calls(day("1998-09-22"), day("1998-09-20")).empty());
}

TEST(CloseCalls, of_one_day_are_those_that_a_search_of_centuries_finds_on_it) {
  for (const CloseCall& call : close_calls(day("1900-01-01"), day("2199-12-31"), hours{2})) {
    const Date date{std::chrono::floor<days>(call.at + hours{7}).time_since_epoch()};
    const auto alone = close_calls(date, date, hours{2});
    const auto is_it = [&](const CloseCall& one) {
      return std::chrono::abs(one.at - call.at) < std::chrono::milliseconds{1};
    };
    ASSERT_EQ(std::count_if(alone.begin(), alone.end(), is_it), 1) << text_of(call);
  }
}

TEST(CloseCalls, that_lie_as_far_off_as_the_margin_are_among_them) {
  const Date date = day("1998-09-21");
  const Microseconds distance = close_calls(date, date).front().past_midnight;
  EXPECT_EQ(close_calls(date, date, distance).size(), 1U);
  EXPECT_TRUE(close_calls(date, date, distance - Microseconds{1}).empty());
}

}  // namespace
}  // namespace dunghan::calendar
