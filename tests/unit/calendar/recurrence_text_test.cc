// Recurrence rules read and written, and what is said of those that are none.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "engine/calendar/recurrence_parts.h"
#include "tests/unit/calendar/recurrence_samples.h"

namespace dunghan::calendar {
namespace {

using testing::HasSubstr;

TEST(RecurrenceText, every_part_is_read) {
  const RecurrenceRule rule = rule_of(
      "FREQ=YEARLY;INTERVAL=2;UNTIL=20301231T170000Z;BYMONTH=1,12;BYYEARDAY=1,-1;BYMONTHDAY=1,-1;"
      "BYDAY=MO,2TU,-1FR;BYHOUR=8,17;BYMINUTE=0,30;BYSECOND=0,60;BYSETPOS=1,-1;WKST=SU");
  EXPECT_EQ(rule.frequency, Frequency::yearly);
  EXPECT_EQ(rule.interval, 2);
  EXPECT_FALSE(rule.count.has_value());
  EXPECT_EQ(rule.until, time_of("20301231T170000Z"));
  EXPECT_EQ(rule.by_month, (std::vector{1, 12}));
  EXPECT_EQ(rule.by_year_day, (std::vector{1, -1}));
  EXPECT_EQ(rule.by_month_day, (std::vector{1, -1}));
  EXPECT_EQ(rule.by_day,
            (std::vector<OrdinalWeekday>{
                {std::chrono::Monday, 0}, {std::chrono::Tuesday, 2}, {std::chrono::Friday, -1}}));
  EXPECT_EQ(rule.by_hour, (std::vector{8, 17}));
  EXPECT_EQ(rule.by_minute, (std::vector{0, 30}));
  EXPECT_EQ(rule.by_second, (std::vector{0, 60}));
  EXPECT_EQ(rule.by_set_position, (std::vector{1, -1}));
  EXPECT_EQ(rule.week_start, std::chrono::Sunday);
  EXPECT_EQ(rule_of("FREQ=YEARLY;BYWEEKNO=53,-53").by_week_number, (std::vector{53, -53}));
  EXPECT_EQ(rule_of("FREQ=DAILY;COUNT=7").count, 7);
}

TEST(RecurrenceText, order_case_signs_and_repetitions_do_not_matter) {
  const RecurrenceRule rule = rule_of("FREQ=MONTHLY;BYDAY=MO,1FR,-1FR;BYMONTHDAY=1,2,-1");
  EXPECT_EQ(rule_of("bymonthday=-1,+2,01,2;byday=-1FR,mo,+1fr,MO;freq=monthly;wkst=mo;interval=1"),
            rule);
  EXPECT_EQ(to_text(rule), "FREQ=MONTHLY;BYMONTHDAY=1,2,-1;BYDAY=MO,1FR,-1FR");
}

TEST(RecurrenceText, the_three_kinds_of_until_are_told_apart) {
  using Kind = RecurrenceTime::Kind;
  EXPECT_EQ(rule_of("FREQ=DAILY;UNTIL=20240229").until->kind, Kind::date);
  EXPECT_EQ(rule_of("FREQ=DAILY;UNTIL=20240229T235959").until->kind, Kind::local);
  EXPECT_EQ(rule_of("FREQ=DAILY;UNTIL=20240229T235959Z").until->kind, Kind::utc);
  EXPECT_EQ(to_text(rule_of("FREQ=DAILY;UNTIL=00010101T000102Z")),
            "FREQ=DAILY;UNTIL=00010101T000102Z");
  // RFC 5545 3.3.12: the second 60 is taken for 59.
  EXPECT_EQ(rule_of("FREQ=DAILY;UNTIL=19970630T235960Z").until, time_of("19970630T235959Z"));
}

RC_GTEST_PROP(RecurrenceText, what_is_written_is_read_back, ()) {
  RecurrenceRule rule = *any_rule();
  const LocalTime at = *any_start();
  switch (*rc::gen::inRange(0, 5)) {
    case 0: rule.count = *rc::gen::inRange(1, recurrence_count_max); break;
    case 1: rule.until = RecurrenceTime::local(at); break;
    case 2: rule.until = RecurrenceTime::utc(Instant{at.time_since_epoch()}); break;
    case 3: rule.until = RecurrenceTime::on(std::chrono::floor<std::chrono::days>(at)); break;
    default: break;
  }
  const std::string text = to_text(rule);
  const auto read = parse_recurrence_rule(text);
  RC_ASSERT(read.has_value());
  RC_ASSERT(*read == rule);
  RC_ASSERT(to_text(*read) == text);
}

struct Fault {
  std::string text;
  int character;  // 0: of no single one
  const char* message;
  const char* remedy;
};

std::vector<Fault> faults() {
  return {
      {"", 0, "is empty", "FREQ=MONTHLY;BYDAY=-1FR"},
      {"FREQ=DAILY;COUNT=" + std::string(recurrence_text_max, '1'), 0, "longer than 8192", "RDATE"},
      {"FREQ=DAILY; COUNT=2", 12, "a blank", "without blanks"},
      {"FREQ=DAILY;COUNT=2\xE2\x82\xAB", 19, "a character that no rule contains", "letters"},
      {"FREQ=DAILY;", 12, "a part is missing", "none at the end"},
      {"FREQ=DAILY;;COUNT=2", 12, "a part is missing", "semicolon"},
      {"FREQ=DAILY;COUNT", 12, "`COUNT` is no NAME=VALUE", "NAME=VALUE"},
      {"FREQ=DAILY;=2", 12, "`=2` is no NAME=VALUE", "NAME=VALUE"},
      {"COUNT=2", 1, "FREQ is missing", "FREQ=DAILY"},
      {"FREQ=FORTNIGHTLY", 6, "`FORTNIGHTLY` is no frequency", "SECONDLY"},
      {"FREQ=DAILY;BYDAYS=MO", 12, "`BYDAYS` is no part", "BYDAY"},
      {"RRULE:FREQ=DAILY", 1, "`RRULE:FREQ` is no part", "leave out `RRULE:`"},
      {"FREQ=DAILY;EXDATE=20260101", 12, "`EXDATE` is no part", "beside the rule"},
      {"RSCALE=CHINESE;FREQ=YEARLY", 1, "`RSCALE` is no part", "Gregorian"},
      {"FREQ=DAILY;BYMONTH=1;BYMONTH=2", 22, "BYMONTH stands twice; first at character 12",
       "one list"},
      {"FREQ=DAILY;FREQ=DAILY", 12, "FREQ stands twice; first at character 1", "one list"},
      {"FREQ=DAILY;COUNT=2;UNTIL=20260101", 20, "exclude each other", "leave one"},
      {"FREQ=DAILY;COUNT=0", 12, "at least 1", "leave it out"},
      {"FREQ=DAILY;COUNT=1000000001", 12, "COUNT is larger than 1000000000", "leave it out"},
      {"FREQ=DAILY;COUNT=99999999999", 18, "`99999999999` is too large for COUNT", "was meant"},
      {"FREQ=DAILY;COUNT=-1", 18, "`-1` is no whole number for COUNT", "digits alone"},
      {"FREQ=DAILY;COUNT=", 18, "COUNT has no value", "write a number"},
      {"FREQ=DAILY;INTERVAL=0", 12, "INTERVAL must be at least 1", "leave it out"},
      {"FREQ=DAILY;INTERVAL=10000001", 12, "INTERVAL is larger than 10000000", "coarser"},
      {"FREQ=DAILY;INTERVAL=1.5", 22, "a character that no rule contains", "digits"},
      {"FREQ=YEARLY;BYMONTH=0", 21, "0 is out of the range of BYMONTH", "1 to 12"},
      {"FREQ=YEARLY;BYMONTH=1,13", 23, "13 is out of the range of BYMONTH", "1 to 12"},
      {"FREQ=YEARLY;BYMONTH=-1", 21, "`-1` is no whole number for BYMONTH", "digits"},
      {"FREQ=MONTHLY;BYMONTHDAY=32", 25, "32 is out of the range", "1 to 31, or -31 to -1"},
      {"FREQ=MONTHLY;BYMONTHDAY=1,-32", 27, "-32 is out of the range", "1 to 31, or -31 to -1"},
      {"FREQ=MONTHLY;BYMONTHDAY=0", 25, "0 is out of the range", "1 to 31, or -31 to -1"},
      {"FREQ=MONTHLY;BYMONTHDAY=1,,2", 27, "BYMONTHDAY has no value", "write a number"},
      {"FREQ=YEARLY;BYYEARDAY=367", 23, "367 is out of the range", "1 to 366, or -366 to -1"},
      {"FREQ=YEARLY;BYWEEKNO=54", 22, "54 is out of the range", "1 to 53, or -53 to -1"},
      {"FREQ=DAILY;BYHOUR=24", 19, "24 is out of the range", "0 to 23"},
      {"FREQ=DAILY;BYMINUTE=60", 21, "60 is out of the range", "0 to 59"},
      {"FREQ=DAILY;BYSECOND=61", 21, "61 is out of the range", "0 to 60"},
      {"FREQ=MONTHLY;BYDAY=MO;BYSETPOS=367", 32, "367 is out of the range", "1 to 366"},
      {"FREQ=MONTHLY;BYSETPOS=1", 14, "there is none", "BYDAY=MO,TU,WE,TH,FR"},
      {"FREQ=MONTHLY;BYDAY=XX", 20, "`XX` is no weekday", "MO, TU"},
      {"FREQ=MONTHLY;BYDAY=MO,", 23, "a weekday is missing", "MO, TU"},
      {"FREQ=MONTHLY;BYDAY=-FR", 20, "`-FR` is no weekday", "-1FR"},
      {"FREQ=MONTHLY;BYDAY=0FR", 20, "`0FR` numbers no weekday", "from 1"},
      {"FREQ=YEARLY;BYDAY=54MO", 19, "54 is out of the range of BYDAY", "1 to 53"},
      {"FREQ=WEEKLY;WKST=1MO", 18, "`1MO` is no weekday", "MO, TU"},
      {"FREQ=WEEKLY;BYDAY=1MO", 13, "`1MO` numbers a weekday", "write `MO`"},
      {"FREQ=YEARLY;BYWEEKNO=20;BYDAY=1MO", 25, "a week (BYWEEKNO) has each", "leave BYWEEKNO out"},
      {"FREQ=MONTHLY;BYWEEKNO=20", 14, "BYWEEKNO cannot stand with FREQ=MONTHLY", "FREQ=YEARLY,"},
      {"FREQ=WEEKLY;BYMONTHDAY=1", 13, "BYMONTHDAY cannot stand with FREQ=WEEKLY",
       "FREQ=DAILY, FREQ=MONTHLY or FREQ=YEARLY"},
      {"FREQ=MONTHLY;BYYEARDAY=1", 14, "BYYEARDAY cannot stand with FREQ=MONTHLY",
       "FREQ=HOURLY or FREQ=YEARLY"},
      {"FREQ=DAILY;UNTIL=20260230", 18, "`20260230` is no date", "UNTIL=20261231"},
      {"FREQ=DAILY;UNTIL=2026-01-30", 18, "`2026-01-30` is no date", "UNTIL=20261231"},
      {"FREQ=DAILY;UNTIL=20260130T", 18, "is no date or time", "T170000Z"},
      {"FREQ=DAILY;UNTIL=20260130T240000", 18, "is no date or time", "T170000Z"},
      {"FREQ=DAILY;UNTIL=20260130Z", 18, "is no date or time", "T170000Z"},
      {"FREQ=DAILY;UNTIL=00000101", 18, "is no date or time", "UNTIL=20261231"},
  };
}

TEST(RecurrenceText, a_fault_is_told_with_its_place_and_its_remedy) {
  for (const Fault& fault : faults()) {
    SCOPED_TRACE(fault.text.substr(0, 80));
    const auto rule = parse_recurrence_rule(fault.text);
    ASSERT_FALSE(rule.has_value());
    EXPECT_EQ(rule.error().code, ErrorCode::invalid_argument);
    EXPECT_THAT(rule.error().message, HasSubstr(fault.message));
    EXPECT_THAT(rule.error().remedy, HasSubstr(fault.remedy));
    if (fault.character == 0) continue;
    EXPECT_THAT(rule.error().message, HasSubstr("character " + std::to_string(fault.character) +
                                                " of the recurrence rule"));
  }
}

TEST(RecurrenceText, what_a_stranger_wrote_is_shown_short) {
  const auto rule = parse_recurrence_rule("FREQ=" + std::string(5'000, 'A'));
  ASSERT_FALSE(rule.has_value());
  EXPECT_LT(rule.error().message.size(), 120U);
}

TEST(RecurrenceText, the_largest_values_are_taken) {
  EXPECT_EQ(rule_of("FREQ=DAILY;COUNT=1000000000").count, recurrence_count_max);
  EXPECT_EQ(rule_of("FREQ=DAILY;INTERVAL=10000000").interval, recurrence_interval_max);
  std::string all = "FREQ=YEARLY;BYYEARDAY=1";
  for (int day = 2; day <= 366; ++day) all += "," + std::to_string(day);
  for (int day = -366; day <= -1; ++day) all += "," + std::to_string(day);
  EXPECT_EQ(rule_of(all).by_year_day.size(), 732U);
}

TEST(RecurrenceText, a_rule_made_by_hand_is_judged_by_the_same_rules) {
  RecurrenceRule rule;
  EXPECT_FALSE(fault_of(rule).has_value());
  rule.count = recurrence_count_max + 1;
  EXPECT_EQ(fault_of(rule)->part, "COUNT");
  rule.count.reset();
  rule.by_month = {13};
  EXPECT_EQ(fault_of(rule)->part, "BYMONTH");
  rule.by_month = {12};
  rule.by_day = {{std::chrono::Monday, 54}};
  EXPECT_EQ(fault_of(rule)->part, "BYDAY");
}

RC_GTEST_PROP(RecurrenceText, no_text_does_harm, ()) {
  const auto pieces = *rc::gen::container<std::vector<std::string>>(rc::gen::oneOf(
      rc::gen::element<std::string>("FREQ", "=", ";", ",", "DAILY", "YEARLY", "BYDAY", "1MO", "-1",
                                    "UNTIL", "20260101", "T", "Z", "COUNT", "99999999999", "+",
                                    "BYSETPOS", "INTERVAL", "WKST", "\xFF", " "),
      rc::gen::string<std::string>()));
  std::string text;
  for (const std::string& piece : pieces) text += piece;
  if (const auto rule = parse_recurrence_rule(text)) RC_ASSERT(rule_of(to_text(*rule)) == *rule);
}

}  // namespace
}  // namespace dunghan::calendar
