// The windows of reports: Nghị định 09/2019/NĐ-CP Điều 12, and the calendar's own.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "engine/calendar/reporting_window.h"
#include "tests/fakes/test_calendars.h"

namespace dunghan::calendar {
namespace {

using fakes::day;
using std::chrono::days;
using testing::HasSubstr;
using Texts = std::vector<std::string>;
using Period = ReportingPeriod;

std::string text_of(const ReportingWindow& window) {
  return window.id + " " + to_text(window.from) + ".." + to_text(window.to);
}

ReportingWindows windows(Period period, const WindowRhythm& rhythm, bool cumulative = false) {
  return ReportingWindows::make(period, rhythm, cumulative).value();
}

Texts between(const ReportingWindows& all, const char* from, const char* to) {
  Texts texts;
  const auto found = all.between(day(from), day(to)).value();
  for (const ReportingWindow& window : found) texts.push_back(text_of(window));
  return texts;
}

Texts decree(Period period, const char* from, const char* to) {
  return between(windows(period, decree_09_2019_rhythm()), from, to);
}

TEST(DecreeWindows, months_run_from_day_15_of_the_month_before_to_day_14) {
  EXPECT_EQ(decree(Period::month, "2026-01-01", "2026-03-14"),
            (Texts{"2026-01 2025-12-15..2026-01-14", "2026-02 2026-01-15..2026-02-14",
                   "2026-03 2026-02-15..2026-03-14"}));
}

TEST(DecreeWindows, quarters_run_from_day_15_of_the_month_before_them_to_day_14_of_their_last) {
  EXPECT_EQ(decree(Period::quarter, "2025-12-15", "2026-12-14"),
            (Texts{"2026-Q1 2025-12-15..2026-03-14", "2026-Q2 2026-03-15..2026-06-14",
                   "2026-Q3 2026-06-15..2026-09-14", "2026-Q4 2026-09-15..2026-12-14"}));
}

TEST(DecreeWindows, half_years_nine_months_and_years_begin_on_15_december_of_the_year_before) {
  EXPECT_EQ(decree(Period::half_year, "2025-12-15", "2026-12-14"),
            (Texts{"2026-H1 2025-12-15..2026-06-14", "2026-H2 2026-06-15..2026-12-14"}));
  EXPECT_EQ(decree(Period::nine_months, "2025-12-15", "2026-12-15"),
            (Texts{"2026-9M 2025-12-15..2026-09-14", "2027-9M 2026-12-15..2027-09-14"}));
  EXPECT_EQ(decree(Period::year, "2025-12-15", "2026-12-14"), Texts{"2026 2025-12-15..2026-12-14"});
}

TEST(DecreeWindows, cumulative_ones_begin_with_their_year_and_are_named_after_their_span) {
  const auto quarters = windows(Period::quarter, decree_09_2019_rhythm(), true);
  EXPECT_EQ(between(quarters, "2025-12-15", "2026-12-15"),
            (Texts{"2026-Q1 2025-12-15..2026-03-14", "2026-H1 2025-12-15..2026-06-14",
                   "2026-9M 2025-12-15..2026-09-14", "2026 2025-12-15..2026-12-14",
                   "2027-Q1 2026-12-15..2027-03-14", "2027-H1 2026-12-15..2027-06-14",
                   "2027-9M 2026-12-15..2027-09-14", "2027 2026-12-15..2027-12-14"}));
  EXPECT_EQ(text_of(quarters.containing(day("2026-03-14")).value()),
            "2026-Q1 2025-12-15..2026-03-14");
  EXPECT_EQ(text_of(quarters.containing(day("2026-03-15")).value()),
            "2026-H1 2025-12-15..2026-06-14");
  const auto months = windows(Period::month, decree_09_2019_rhythm(), true);
  EXPECT_EQ(between(months, "2026-01-15", "2026-01-15").front(), "2026-2M 2025-12-15..2026-02-14");
  EXPECT_EQ(months.containing(day("2026-01-01")).value().id, "2026-01");
}

TEST(DecreeWindows, carry_their_article_and_how_sure_it_is) {
  EXPECT_EQ(decree_09_2019_rhythm().basis, "NĐ 09/2019/NĐ-CP Điều 12");
  EXPECT_EQ(decree_09_2019_rhythm().confidence, "secondary");
  EXPECT_EQ(calendar_rhythm().basis, "");
}

TEST(CalendarWindows, are_those_of_the_wall_calendar) {
  const auto calendar = [](Period period, const char* from, const char* to) {
    return between(windows(period, calendar_rhythm()), from, to);
  };
  EXPECT_EQ(calendar(Period::month, "2024-02-10", "2024-02-10"),
            Texts{"2024-02 2024-02-01..2024-02-29"});
  EXPECT_EQ(calendar(Period::quarter, "2026-07-01", "2026-09-30"),
            Texts{"2026-Q3 2026-07-01..2026-09-30"});
  EXPECT_EQ(calendar(Period::half_year, "2026-07-01", "2026-09-30"),
            Texts{"2026-H2 2026-07-01..2026-12-31"});
  EXPECT_EQ(calendar(Period::nine_months, "2026-07-01", "2026-09-30"),
            Texts{"2026-9M 2026-01-01..2026-09-30"});
  EXPECT_EQ(calendar(Period::year, "2026-07-01", "2027-01-01"),
            (Texts{"2026 2026-01-01..2026-12-31", "2027 2027-01-01..2027-12-31"}));
  // ISO 8601: the week of 1 January 2027, a Friday, is the 53rd of 2026.
  EXPECT_EQ(calendar(Period::week, "2026-12-31", "2027-01-04"),
            (Texts{"2026-W53 2026-12-28..2027-01-03", "2027-W01 2027-01-04..2027-01-10"}));
}

TEST(ReportingWindows, between_two_windows_of_nine_months_lies_none) {
  const auto all = windows(Period::nine_months, calendar_rhythm());
  EXPECT_TRUE(all.containing(day("2026-09-30")).has_value());
  EXPECT_FALSE(all.containing(day("2026-10-01")).has_value());
  EXPECT_EQ(all.at_or_after(day("2026-10-01")).id, "2027-9M");
  EXPECT_TRUE(all.between(day("2026-10-01"), day("2026-12-31")).value().empty());
}

TEST(ReportingWindows, the_next_is_of_the_same_kind) {
  const auto next = [](const ReportingWindows& all, const char* date) {
    return all.after(all.at_or_after(day(date))).id;
  };
  EXPECT_EQ(next(windows(Period::quarter, decree_09_2019_rhythm()), "2026-12-14"), "2027-Q1");
  EXPECT_EQ(next(windows(Period::year, calendar_rhythm()), "2026-12-14"), "2027");
  EXPECT_EQ(next(windows(Period::nine_months, decree_09_2019_rhythm()), "2026-05-01"), "2027-9M");
  EXPECT_EQ(next(windows(Period::quarter, decree_09_2019_rhythm(), true), "2026-05-01"), "2026-9M");
  EXPECT_EQ(next(windows(Period::quarter, decree_09_2019_rhythm(), true), "2026-11-01"), "2027-Q1");
}

TEST(ReportingWindows, an_own_rhythm_begins_on_its_day) {
  const WindowRhythm own{"own", 20, true};
  EXPECT_EQ(between(windows(Period::month, own), "2026-01-19", "2026-01-20"),
            (Texts{"2026-01 2025-12-20..2026-01-19", "2026-02 2026-01-20..2026-02-19"}));
  const WindowRhythm school{"school", 5, false};
  EXPECT_EQ(between(windows(Period::year, school), "2026-06-01", "2026-06-01"),
            Texts{"2026 2026-01-05..2027-01-04"});
}

TEST(ReportingWindows, hold_the_days_of_the_month_after_that_lie_before_their_first_day) {
  const WindowRhythm school{"school", 5, false};
  const auto months = windows(Period::month, school);
  EXPECT_EQ(text_of(months.containing(day("2026-01-04")).value()),
            "2025-12 2025-12-05..2026-01-04");
  EXPECT_EQ(text_of(months.containing(day("2026-01-05")).value()),
            "2026-01 2026-01-05..2026-02-04");
  const auto quarters = windows(Period::quarter, school);
  EXPECT_EQ(quarters.containing(day("2026-04-04")).value().id, "2026-Q1");
  EXPECT_EQ(quarters.containing(day("2026-04-05")).value().id, "2026-Q2");
}

TEST(ReportingWindows, may_begin_on_day_28_which_every_month_has) {
  const auto months = windows(Period::month, {"late", 28, false});
  EXPECT_EQ(text_of(months.containing(day("2026-03-01")).value()),
            "2026-02 2026-02-28..2026-03-27");
  EXPECT_EQ(text_of(months.containing(day("2024-02-28")).value()),
            "2024-02 2024-02-28..2024-03-27");
}

TEST(ReportingWindows, of_a_week_bear_the_year_of_its_thursday) {
  const auto weeks = windows(Period::week, calendar_rhythm());
  // 1 January is a Thursday in 2026, a Friday in 2027.
  EXPECT_EQ(weeks.at_or_after(day("2025-12-29")).id, "2026-W01");
  EXPECT_EQ(weeks.at_or_after(day("2027-01-01")).id, "2026-W53");
}

TEST(ReportingWindows, of_early_years_have_four_digits_and_begin_in_the_year_before) {
  const auto quarters = windows(Period::quarter, decree_09_2019_rhythm());
  EXPECT_EQ(quarters.containing(make_date(987, 5, 1)).value().id, "0987-Q2");
  const auto first = quarters.containing(make_date(0, 1, 1)).value();
  EXPECT_EQ(first.id, "0000-Q1");
  EXPECT_EQ(first.from, make_date(-1, 12, 15));
}

RC_GTEST_PROP(ReportingWindows, follow_each_other_without_gap_and_hold_the_date, ()) {
  const Period period = *rc::gen::element(Period::month, Period::quarter, Period::half_year,
                                          Period::year, Period::week);
  const bool of_decree = period != Period::week && *rc::gen::arbitrary<bool>();
  const auto all = windows(period, of_decree ? decree_09_2019_rhythm() : calendar_rhythm());
  const Date date = day("1900-01-01") + days{*rc::gen::inRange(0, 109'572)};
  const auto window = all.containing(date);
  RC_ASSERT(window.has_value());
  RC_ASSERT(window->from <= date && date <= window->to);
  const ReportingWindow next = all.after(*window);
  RC_ASSERT(next.from == window->to + days{1});
  RC_ASSERT(next.id > window->id);
  RC_ASSERT(all.containing(window->from) == window);
  RC_ASSERT(all.containing(window->to) == window);
}

TEST(ReportingWindows, what_cannot_be_is_refused_with_the_remedy) {
  const auto weeks = ReportingWindows::make(Period::week, decree_09_2019_rhythm());
  ASSERT_FALSE(weeks.has_value());
  EXPECT_THAT(weeks.error().message, HasSubstr("Điều 12 names none"));
  const auto sums = ReportingWindows::make(Period::week, calendar_rhythm(), true);
  ASSERT_FALSE(sums.has_value());
  EXPECT_THAT(sums.error().message, HasSubstr("do not add up"));
  const auto late = ReportingWindows::make(Period::month, {"own", 29});
  ASSERT_FALSE(late.has_value());
  EXPECT_THAT(late.error().remedy, HasSubstr("1 to 28"));
  const auto turned =
      windows(Period::month, calendar_rhythm()).between(day("2026-02-01"), day("2026-01-31"));
  ASSERT_FALSE(turned.has_value());
  EXPECT_EQ(turned.error().code, ErrorCode::invalid_argument);
  const auto many =
      windows(Period::week, calendar_rhythm()).between(day("1900-01-01"), day("2300-01-01"));
  ASSERT_FALSE(many.has_value());
  EXPECT_EQ(many.error().code, ErrorCode::limit_exceeded);
}

TEST(ReportingWindows, periods_and_rhythms_are_named) {
  for (const Period period : {Period::week, Period::month, Period::quarter, Period::half_year,
                              Period::nine_months, Period::year})
    EXPECT_EQ(parse_reporting_period(name_of(period)).value(), period);
  EXPECT_THAT(parse_reporting_period("halfyear").error().remedy, HasSubstr("half-year"));
  EXPECT_EQ(rhythm_named("decree-09-2019").value().first_day, 15);
  EXPECT_EQ(rhythm_named("calendar").value().first_day, 1);
  EXPECT_THAT(rhythm_named("decree-9-2019").error().remedy, HasSubstr("decree-09-2019"));
}

}  // namespace
}  // namespace dunghan::calendar
