// Recurrence sets: where they begin and end, exceptions and additions, clocks that jump, and rules
// that never match.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <set>

#include "engine/calendar/calendar.h"
#include "tests/unit/calendar/recurrence_samples.h"

namespace dunghan::calendar {
namespace {

using std::chrono::days;
using std::chrono::hours;
using std::chrono::minutes;
using testing::HasSubstr;
using Texts = std::vector<std::string>;

RecurrenceSpec spec_of(std::string_view rule, std::string_view start) {
  RecurrenceSpec spec;
  spec.rule = rule_of(rule);
  spec.start = time_of(start);
  return spec;
}

Texts instants(const Recurrence& recurrence, std::size_t most) {
  Texts texts;
  RecurrenceCursor cursor = recurrence.occurrences();
  while (texts.size() < most) {
    const auto next = cursor.next();
    if (!next) break;
    texts.push_back(to_text(RecurrenceTime::utc(next->at)));
  }
  return texts;
}

TEST(RecurrenceSets, a_start_that_matches_counts_and_one_that_does_not_is_no_occurrence) {
  EXPECT_EQ(first(recurrence_of("FREQ=WEEKLY;COUNT=2;BYDAY=MO", "20260601"), 9),
            (Texts{"20260601", "20260608"}));
  EXPECT_EQ(first(recurrence_of("FREQ=WEEKLY;COUNT=2;BYDAY=MO", "20260602"), 9),
            (Texts{"20260608", "20260615"}));
}

TEST(RecurrenceSets, what_a_rule_leaves_open_is_the_starts_and_only_what_is_smaller) {
  const auto all = [](const char* rule, const char* start) {
    return first(recurrence_of(rule, start), 4);
  };
  EXPECT_EQ(all("FREQ=YEARLY", "20240229"),
            (Texts{"20240229", "20280229", "20320229", "20360229"}));
  EXPECT_EQ(all("FREQ=MONTHLY", "20260131"),
            (Texts{"20260131", "20260331", "20260531", "20260731"}));
  EXPECT_EQ(all("FREQ=YEARLY;BYMONTH=2,6", "20260110"),
            (Texts{"20260210", "20260610", "20270210", "20270610"}));
  // 15 July 2026 is a Wednesday.
  EXPECT_EQ(all("FREQ=YEARLY;BYWEEKNO=30", "20260715"),
            (Texts{"20260722", "20270728", "20280726", "20290725"}));
  EXPECT_EQ(all("FREQ=YEARLY;BYMONTHDAY=15", "20260110"),
            (Texts{"20260115", "20260215", "20260315", "20260415"}));
  EXPECT_EQ(all("FREQ=DAILY;BYHOUR=8", "20260110T093015"),
            (Texts{"20260111T083015", "20260112T083015", "20260113T083015", "20260114T083015"}));
}

TEST(RecurrenceSets,
     the_weeks_of_a_year_reach_into_its_neighbours_and_the_interval_counts_their_year) {
  EXPECT_EQ(first(recurrence_of("FREQ=YEARLY;BYWEEKNO=1,53;BYDAY=MO,SU", "20250101"), 6),
            (Texts{"20250105", "20251229", "20260104", "20261228", "20270103", "20270104"}));
  // 31 December 2024 is in week 1 of 2025, so that every third year is 2025, 2028, 2031.
  EXPECT_EQ(first(recurrence_of("FREQ=YEARLY;INTERVAL=3;BYWEEKNO=1;BYDAY=TU", "20241231"), 3),
            (Texts{"20241231", "20280104", "20301231"}));
  EXPECT_EQ(first(recurrence_of("FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=30;BYWEEKNO=1", "20241230"), 3),
            (Texts{"20241230", "20251230", "20301230"}));
}

TEST(RecurrenceSets, places_are_counted_from_the_beginning_of_the_first_period) {
  // The second of June's Mondays is the 8th, whatever the start.
  EXPECT_EQ(first(recurrence_of("FREQ=MONTHLY;BYDAY=MO;BYSETPOS=2", "20260607"), 2),
            (Texts{"20260608", "20260713"}));
  EXPECT_EQ(first(recurrence_of("FREQ=MONTHLY;BYDAY=MO;BYSETPOS=2", "20260609"), 2),
            (Texts{"20260713", "20260810"}));
  EXPECT_EQ(first(recurrence_of("FREQ=DAILY;BYHOUR=8,9;BYMINUTE=0,30;BYSETPOS=2,-1,-3",
                                "20260601T080000"),
                  3),
            (Texts{"20260601T083000", "20260601T093000", "20260602T083000"}));
}

TEST(RecurrenceSets, parts_below_the_day_are_passed_over_from_a_date) {
  EXPECT_EQ(first(recurrence_of("FREQ=DAILY;BYHOUR=8,9;BYMINUTE=30;BYSECOND=1", "20260601"), 2),
            (Texts{"20260601", "20260602"}));
}

TEST(RecurrenceSets, a_leap_second_is_taken_for_the_second_before_it) {
  EXPECT_EQ(first(recurrence_of("FREQ=MINUTELY;BYSECOND=58,59,60", "20260601T080000"), 3),
            (Texts{"20260601T080058", "20260601T080059", "20260601T080158"}));
}

TEST(RecurrenceSets, until_is_inclusive) {
  EXPECT_EQ(first(recurrence_of("FREQ=DAILY;UNTIL=20260602", "20260601"), 9),
            (Texts{"20260601", "20260602"}));
  EXPECT_EQ(first(recurrence_of("FREQ=HOURLY;UNTIL=20260601T100000", "20260601T090000"), 9),
            (Texts{"20260601T090000", "20260601T100000"}));
  EXPECT_EQ(first(recurrence_of("FREQ=HOURLY;UNTIL=20260601T095959", "20260601T090000"), 9),
            (Texts{"20260601T090000"}));
  EXPECT_EQ(first(in_new_york("FREQ=DAILY;UNTIL=20260602T130000Z", "20260601T090000"), 9),
            (Texts{"20260601T090000", "20260602T090000"}));
  EXPECT_EQ(first(in_new_york("FREQ=DAILY;UNTIL=20260602T125959Z", "20260601T090000"), 9),
            (Texts{"20260601T090000"}));
  EXPECT_EQ(first(recurrence_of("FREQ=DAILY;UNTIL=20260531", "20260601"), 9), Texts{});
  // Often written for a rule without end.
  EXPECT_EQ(first(recurrence_of("FREQ=DAILY;UNTIL=99991231", "20260601"), 1), (Texts{"20260601"}));
}

TEST(RecurrenceSets, exceptions_are_stronger_than_the_rule_and_the_additions) {
  RecurrenceSpec spec = spec_of("FREQ=DAILY;COUNT=4", "20260601");
  spec.excluded = {time_of("20260602"), time_of("20260610"), time_of("20270101")};
  spec.added = {time_of("20260610"), time_of("20260612"), time_of("20260603"), time_of("20260520")};
  // COUNT counts what the rule gives, also what is left out.
  EXPECT_EQ(first(made(spec), 9),
            (Texts{"20260520", "20260601", "20260603", "20260604", "20260612"}));
}

TEST(RecurrenceSets, an_exception_that_is_a_date_leaves_out_its_whole_day) {
  RecurrenceSpec spec = spec_of("FREQ=HOURLY;INTERVAL=8;COUNT=6", "20260601T000000");
  spec.zone = new_york();
  spec.excluded = {time_of("20260602")};
  EXPECT_EQ(first(made(spec), 9), (Texts{"20260601T000000", "20260601T080000", "20260601T160000"}));
  spec.excluded = {time_of("20260601T080000"), time_of("20260601T200000Z")};
  EXPECT_EQ(first(made(spec), 2), (Texts{"20260601T000000", "20260602T000000"}));
}

TEST(RecurrenceSets, without_a_rule_the_start_and_the_additions_remain) {
  RecurrenceSpec spec;
  spec.start = time_of("20260601");
  spec.added = {time_of("20260605"), time_of("20260601")};
  EXPECT_EQ(first(made(spec), 9), (Texts{"20260601", "20260605"}));
}

TEST(RecurrenceSets, a_skipped_local_time_is_read_by_the_offset_before_the_gap) {
  // RFC 5545 3.3.5: on 11 March 2007 New York has no 2:30, which means 3:30 EDT.
  const Recurrence daily = in_new_york("FREQ=DAILY;COUNT=3", "20070310T023000");
  EXPECT_EQ(first(daily, 9), (Texts{"20070310T023000", "20070311T033000", "20070312T023000"}));
  EXPECT_EQ(instants(daily, 9),
            (Texts{"20070310T073000Z", "20070311T073000Z", "20070312T063000Z"}));
}

TEST(RecurrenceSets, a_repeated_local_time_is_its_first_showing) {
  // RFC 5545 3.3.5: on 4 November 2007 New York has 1:30 twice; EDT comes first.
  EXPECT_EQ(instants(in_new_york("FREQ=DAILY;COUNT=2", "20071104T013000"), 9),
            (Texts{"20071104T053000Z", "20071105T063000Z"}));
  // So an hourly rule leaves out one hour of that day, as the wall clock's hours have it.
  EXPECT_EQ(
      instants(in_new_york("FREQ=HOURLY;COUNT=4", "20071104T000000"), 9),
      (Texts{"20071104T040000Z", "20071104T050000Z", "20071104T070000Z", "20071104T080000Z"}));
}

TEST(RecurrenceSets, times_moved_out_of_a_gap_keep_their_order_among_those_behind_it) {
  // From 01:00 in steps of 50 minutes: 01:50, 02:40 -> 03:40, 03:30, 04:20.
  EXPECT_EQ(first(in_new_york("FREQ=MINUTELY;INTERVAL=50", "20070311T010000"), 5),
            (Texts{"20070311T010000", "20070311T015000", "20070311T033000", "20070311T034000",
                   "20070311T042000"}));
  // 02:00 and 02:30 fall on 03:00 and 03:30, and each instant is given once; COUNT counts both.
  EXPECT_EQ(first(in_new_york("FREQ=MINUTELY;INTERVAL=30;COUNT=6", "20070311T013000"), 9),
            (Texts{"20070311T013000", "20070311T030000", "20070311T033000", "20070311T040000"}));
}

TEST(RecurrenceSets, a_day_that_a_zone_skipped_falls_on_the_next) {
  // Pacific/Apia had no 30 December 2011.
  RecurrenceSpec spec = spec_of("FREQ=DAILY;COUNT=4", "20111229T090000");
  const Instant jump{LocalTime{make_date(2011, 12, 30)}.time_since_epoch() + hours{10}};
  spec.zone = ZoneRules("Pacific/Apia", -hours{10}, {{jump, hours{14}}});
  EXPECT_EQ(first(made(spec), 9), (Texts{"20111229T090000", "20111231T090000", "20120101T090000"}));
  // A rule of dates knows no clocks.
  EXPECT_EQ(first(recurrence_of("FREQ=DAILY;COUNT=2", "20111229"), 9),
            (Texts{"20111229", "20111230"}));
}

/// A rule of at most days that has something to say about the small hours of any day.
RecurrenceRule rule_of_the_night() {
  RecurrenceRule rule;
  rule.frequency = static_cast<Frequency>(*rc::gen::inRange(0, 4));
  rule.interval = rule.frequency == Frequency::daily ? 1 : *rc::gen::inRange(1, 100);
  const auto values = [](int end) {
    return *rc::gen::container<std::vector<int>>(5, rc::gen::inRange(0, end));
  };
  if (*rc::gen::arbitrary<bool>()) rule.by_hour = values(5);
  if (*rc::gen::arbitrary<bool>()) rule.by_minute = values(60);
  if (*rc::gen::arbitrary<bool>()) rule.by_second = values(60);
  put_in_order(rule);
  return rule;
}

RC_GTEST_PROP(RecurrenceSets, around_a_gap_all_local_times_are_given_once_and_in_order, ()) {
  // On 2 April 2000 the clocks of New York went from 2:00 to 3:00.
  RecurrenceSpec spec;
  spec.rule = rule_of_the_night();
  spec.start = RecurrenceTime::local(LocalTime{make_date(2000, 4, 2)} +
                                     std::chrono::seconds{*rc::gen::inRange(0, 3 * 3'600)});
  const LocalTime end = LocalTime{make_date(2000, 4, 2)} + hours{6};
  const Recurrence floating = made(spec);
  spec.zone = new_york();
  const Recurrence zoned = made(spec);
  RC_LOG() << to_text(*spec.rule) << " from " << to_text(spec.start) << "\n";
  std::set<Instant> expected;
  RecurrenceCursor plain = floating.occurrences();
  for (auto next = plain.next(); next && next->local < end; next = plain.next()) {
    const LocalTime time = next->local;
    const bool standard = time < LocalTime{make_date(2000, 4, 2)} + hours{3};
    expected.insert(Instant{time.time_since_epoch() + hours{standard ? 5 : 4}});
  }
  RecurrenceCursor cursor = zoned.occurrences();
  for (const Instant at : expected) {
    const auto next = cursor.next();
    RC_ASSERT(next.has_value());
    RC_ASSERT(to_text(RecurrenceTime::utc(next->at)) == to_text(RecurrenceTime::utc(at)));
    RC_ASSERT(next->local == new_york().to_local(at));
  }
  if (const auto next = cursor.next()) RC_ASSERT(next->local >= end);
}

RC_GTEST_PROP(RecurrenceSets, from_a_later_moment_on_the_same_follow, ()) {
  RecurrenceSpec spec;
  spec.rule = *any_rule();
  spec.start = RecurrenceTime::local(*any_start());
  if (*rc::gen::arbitrary<bool>()) spec.rule->count = *rc::gen::inRange(1, 40);
  if (*rc::gen::arbitrary<bool>()) spec.zone = new_york();
  const Recurrence recurrence = made(spec);
  RC_LOG() << to_text(*spec.rule) << " from " << to_text(spec.start) << "\n";
  RecurrenceCursor all = recurrence.occurrences();
  std::vector<RecurrenceInstance> known;
  for (int index = 0; index < 40; ++index) {
    if (const auto next = all.next()) known.push_back(*next);
  }
  if (known.empty()) return;  // a rule that matches nothing
  const auto chosen =
      static_cast<std::size_t>(*rc::gen::inRange(0, static_cast<int>(known.size())));
  RecurrenceCursor later = recurrence.occurrences_from(known[chosen].local);
  for (std::size_t index = chosen; index < known.size(); ++index) {
    const auto next = later.next();
    RC_ASSERT(next.has_value());
    RC_ASSERT(*next == known[index]);
  }
}

TEST(RecurrenceSets, copies_of_a_cursor_go_on_by_themselves) {
  const Recurrence recurrence = recurrence_of("FREQ=DAILY", "20260601");
  RecurrenceCursor cursor = recurrence.occurrences();
  static_cast<void>(cursor.next());
  RecurrenceCursor copy = cursor;
  EXPECT_EQ(cursor.next(), copy.next());
  EXPECT_EQ(cursor.next(), copy.next());
}

TEST(RecurrenceSets, rules_that_never_match_end) {
  for (const char* rule : {
           "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30",
           "FREQ=MONTHLY;BYMONTH=2;BYMONTHDAY=30",
           "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30",
           "FREQ=HOURLY;BYMONTH=2;BYMONTHDAY=30",
           "FREQ=SECONDLY;BYMONTH=4;BYYEARDAY=1",
           "FREQ=MONTHLY;BYDAY=6MO",
           "FREQ=MONTHLY;BYDAY=MO;BYSETPOS=6",
           "FREQ=SECONDLY;BYMINUTE=0;BYSETPOS=2",
           "FREQ=MINUTELY;INTERVAL=2;BYSECOND=0;BYSETPOS=-2",
           "FREQ=HOURLY;INTERVAL=24;BYHOUR=5",
           "FREQ=SECONDLY;INTERVAL=60;BYSECOND=7",
           "FREQ=SECONDLY;INTERVAL=604800;BYDAY=TU",
           "FREQ=DAILY;INTERVAL=7;BYDAY=TU",
           "FREQ=YEARLY;BYYEARDAY=1;BYMONTH=2",
       }) {
    // 1 June 2026 is a Monday.
    SCOPED_TRACE(rule);
    const Recurrence recurrence = recurrence_of(rule, "20260601T040000");
    RecurrenceCursor cursor = recurrence.occurrences();
    EXPECT_FALSE(cursor.next().has_value());
    EXPECT_FALSE(cursor.next().has_value());
  }
}

TEST(RecurrenceSets, the_years_of_the_calendars_end_every_rule) {
  const Recurrence recurrence = recurrence_of("FREQ=YEARLY;INTERVAL=100", "19991231");
  EXPECT_EQ(first(recurrence, 9), (Texts{"19991231", "20991231", "21991231"}));
  EXPECT_EQ(first(recurrence_of("FREQ=SECONDLY", "21991231T235958"), 9),
            (Texts{"21991231T235958", "21991231T235959"}));
  EXPECT_EQ(first(recurrence_of("FREQ=YEARLY;INTERVAL=10000000", "20260601"), 9),
            (Texts{"20260601"}));
  EXPECT_EQ(first(recurrence_of("FREQ=MONTHLY;INTERVAL=10000000", "20260601"), 9),
            (Texts{"20260601"}));
  EXPECT_EQ(first(recurrence_of("FREQ=WEEKLY;INTERVAL=10000000", "20260601"), 9),
            (Texts{"20260601"}));
  EXPECT_EQ(first(recurrence_of("FREQ=YEARLY", "19000101"), 2), (Texts{"19000101", "19010101"}));
}

TEST(RecurrenceSets, beyond_the_ends_nothing_is_found_and_nothing_breaks) {
  const Recurrence recurrence = recurrence_of("FREQ=DAILY", "20260601");
  for (const LocalTime from :
       {LocalTime::min(), LocalTime::max(), LocalTime{make_date(3000, 1, 1)}}) {
    const auto next = recurrence.occurrences_from(from).next();
    EXPECT_EQ(next.has_value(), from == LocalTime::min());
  }
}

struct Refusal {
  RecurrenceSpec spec;
  ErrorCode code;
  const char* message;
  const char* remedy;
};

std::vector<Refusal> refusals() {
  std::vector<Refusal> all;
  const auto refused = [&](const RecurrenceSpec& spec, const char* message, const char* remedy,
                           ErrorCode code = ErrorCode::invalid_argument) {
    all.push_back({spec, code, message, remedy});
  };
  refused(spec_of("FREQ=DAILY", "18991231"), "outside the years 1900 to 2199", "check the year",
          ErrorCode::limit_exceeded);
  refused(spec_of("FREQ=DAILY", "22000101T000000"), "22000101T000000", "check the year",
          ErrorCode::limit_exceeded);
  refused(spec_of("FREQ=HOURLY", "20260601"), "its start is a date", "2026-01-30T09:00");
  refused(spec_of("FREQ=DAILY;UNTIL=20261231T170000Z", "20260601"), "must be a date",
          "UNTIL=20261231");
  refused(spec_of("FREQ=DAILY;UNTIL=20261231", "20260601T090000"), "must be a local time",
          "UNTIL=20261231T235959");
  refused(spec_of("FREQ=DAILY;UNTIL=20261231", "20260601T090000Z"), "must be a time in UTC",
          "UNTIL=20261231T235959Z");
  RecurrenceSpec zoned = spec_of("FREQ=DAILY;UNTIL=20261231", "20260601T090000");
  zoned.zone = new_york();
  refused(zoned, "must be a time in UTC", "UNTIL=20270101T045959Z");
  RecurrenceSpec faulty = spec_of("FREQ=DAILY", "20260601");
  faulty.rule->interval = 0;
  refused(faulty, "INTERVAL must be at least 1", "leave it out");
  RecurrenceSpec added = spec_of("FREQ=DAILY", "20260601T090000");
  added.added = {time_of("20260603")};
  refused(added, "the addition 20260603 is a date, and the start is a local time", "both alike");
  added.added = {time_of("20260603T090000Z")};
  refused(added, "is a time in UTC", "both alike");
  RecurrenceSpec excluded = spec_of("FREQ=DAILY", "20260601");
  excluded.excluded = {time_of("20260603T090000")};
  refused(excluded, "the exception 20260603T090000 is a local time", "both alike");
  excluded.excluded.assign(recurrence_dates_max + 1, time_of("20260603"));
  refused(excluded, "more than 10000 dates", "as a rule", ErrorCode::limit_exceeded);
  RecurrenceSpec fraction = spec_of("FREQ=DAILY", "20260601T090000");
  fraction.start.at += Microseconds{1};
  refused(fraction, "fraction of a second", "whole seconds");
  RecurrenceSpec mixed = spec_of("FREQ=DAILY", "20260601");
  mixed.start.at += hours{1};
  refused(mixed, "a date with a time of day", "a date alone");
  return all;
}

TEST(RecurrenceSets, parts_that_do_not_go_together_are_refused_with_the_remedy) {
  for (const Refusal& refusal : refusals()) {
    SCOPED_TRACE(refusal.message);
    const auto recurrence = Recurrence::make(refusal.spec);
    ASSERT_FALSE(recurrence.has_value());
    EXPECT_EQ(recurrence.error().code, refusal.code);
    EXPECT_THAT(recurrence.error().message, HasSubstr(refusal.message));
    EXPECT_THAT(recurrence.error().remedy, HasSubstr(refusal.remedy));
  }
}

}  // namespace
}  // namespace dunghan::calendar
