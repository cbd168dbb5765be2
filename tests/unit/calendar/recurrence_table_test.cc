// The table of RFC 5545 section 3.3.10, cell by cell: what is forbidden, what limits, what expands.
#include <gtest/gtest.h>

#include <sstream>

#include "engine/calendar/recurrence_parts.h"
#include "tests/unit/calendar/recurrence_samples.h"

namespace dunghan::calendar {
namespace {

using std::chrono::days;
using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

/// As printed: the columns are SECONDLY, MINUTELY, HOURLY, DAILY, WEEKLY, MONTHLY, YEARLY; behind
/// them values for a sample.
constexpr const char* printed[] = {
    "BYMONTH    Limit Limit  Limit  Limit  Limit  Limit  Expand 1,3",
    "BYWEEKNO   N/A   N/A    N/A    N/A    N/A    N/A    Expand 20,21",
    "BYYEARDAY  Limit Limit  Limit  N/A    N/A    N/A    Expand 5,30",
    "BYMONTHDAY Limit Limit  Limit  Limit  N/A    Expand Expand 5,30",
    "BYDAY      Limit Limit  Limit  Limit  Expand Note1  Note2  MO,TH",
    "BYHOUR     Limit Limit  Limit  Expand Expand Expand Expand 9,17",
    "BYMINUTE   Limit Limit  Expand Expand Expand Expand Expand 0,30",
    "BYSECOND   Limit Expand Expand Expand Expand Expand Expand 0,30",
};

/// Monday 5 January 2026: each sample contains it.
const char* const start = "20260105T090000";

bool contains(const Recurrence& recurrence, LocalTime at) {
  const auto next = recurrence.occurrences_from(at).next();
  return next && next->local == at;
}

/// Every occurrence of `some`, of its first ones, is one of `all`.
bool all_in(const Recurrence& some, const Recurrence& all) {
  RecurrenceCursor cursor = some.occurrences();
  for (int index = 0; index < 100; ++index) {
    const auto next = cursor.next();
    if (next && !contains(all, next->local)) return false;
  }
  return true;
}

/// Some occurrence of `all` is none of `some`: looked for at several distances from the start.
bool takes_away(const Recurrence& some, const Recurrence& all) {
  const LocalTime from = time_of(start).at;
  for (const LocalTime at : {from + seconds{1}, from + minutes{1}, from + hours{1}, from + days{1},
                             from + days{40}, from + days{100}}) {
    const auto next = all.occurrences_from(at).next();
    if (next && !contains(some, next->local)) return true;
  }
  return false;
}

void expect_effect(const std::string& effect, const std::string& with, const std::string& without) {
  SCOPED_TRACE(with);
  const auto rule = parse_recurrence_rule(with);
  EXPECT_EQ(rule.has_value(), effect != "N/A");
  if (!rule) return;
  const Recurrence some = recurrence_of(with, start), all = recurrence_of(without, start);
  EXPECT_EQ(all_in(some, all), effect == "Limit");
  EXPECT_TRUE(effect != "Limit" || takes_away(some, all));
}

TEST(RecurrenceTable, every_cell_does_what_the_rfc_prints) {
  for (const char* line : printed) {
    std::istringstream row(line);
    std::string name, values;
    std::vector<std::string> effects(frequency_names.size());
    row >> name;
    for (std::string& effect : effects) row >> effect;
    row >> values;
    for (std::size_t column = 0; column < effects.size(); ++column) {
      const std::string without = "FREQ=" + std::string(frequency_names[column]);
      const std::string part = ";" + name + "=" + values;
      if (!effects[column].starts_with("Note")) {
        expect_effect(effects[column], without + part, without);
        continue;
      }
      // Note 1: limit if BYMONTHDAY is present; otherwise, special expand for MONTHLY. Note 2:
      // limit if BYYEARDAY or BYMONTHDAY is present; otherwise special expand for WEEKLY if
      // BYWEEKNO present; otherwise, for MONTHLY if BYMONTH present; otherwise, for YEARLY.
      expect_effect("Expand", without + part, without);
      const std::string on_days = without + ";BYMONTHDAY=5,6,7";
      expect_effect("Limit", on_days + part, on_days);
      if (effects[column] == "Note1") continue;
      const std::string on_year_days = without + ";BYYEARDAY=5,6,7";
      expect_effect("Limit", on_year_days + part, on_year_days);
      const std::string in_weeks = without + ";BYWEEKNO=2,3";
      expect_effect("Expand", in_weeks + part, in_weeks);
      const std::string in_months = without + ";BYMONTH=1,2";
      expect_effect("Expand", in_months + part, in_months);
    }
  }
}

TEST(RecurrenceTable, the_weekdays_of_note_2_are_those_of_the_week_the_month_and_the_year) {
  using Texts = std::vector<std::string>;
  EXPECT_EQ(first(recurrence_of("FREQ=YEARLY;BYWEEKNO=2;BYDAY=TU,WE", "20260101"), 3),
            (Texts{"20260106", "20260107", "20270112"}));
  EXPECT_EQ(first(recurrence_of("FREQ=YEARLY;BYMONTH=2,3;BYDAY=1TU,-1TU", "20260101"), 4),
            (Texts{"20260203", "20260224", "20260303", "20260331"}));
  EXPECT_EQ(first(recurrence_of("FREQ=YEARLY;BYDAY=1TU,-1TU", "20260101"), 3),
            (Texts{"20260106", "20261229", "20270105"}));
}

TEST(RecurrenceTable, places_limit_under_every_frequency) {
  const std::vector<std::pair<std::string, std::string>> rules{
      {"FREQ=SECONDLY;BYSECOND=0,30", "2"}, {"FREQ=MINUTELY;BYSECOND=0,30", "2"},
      {"FREQ=HOURLY;BYMINUTE=0,30", "2"},   {"FREQ=DAILY;BYHOUR=9,17", "2"},
      {"FREQ=WEEKLY;BYDAY=MO,TH", "2"},     {"FREQ=MONTHLY;BYDAY=MO,TH", "2,-1"},
      {"FREQ=YEARLY;BYMONTH=1,3", "2"},
  };
  for (const auto& [rule, places] : rules)
    expect_effect("Limit", rule + ";BYSETPOS=" + places, rule);
  // A step of a second holds one second, so that there is no second place in it.
  EXPECT_TRUE(first(recurrence_of("FREQ=SECONDLY;BYSECOND=0,30;BYSETPOS=2", start), 1).empty());
  EXPECT_EQ(first(recurrence_of("FREQ=YEARLY;BYMONTH=1,3;BYSETPOS=2", start), 2),
            (std::vector<std::string>{"20260305T090000", "20270305T090000"}));
}

}  // namespace
}  // namespace dunghan::calendar
