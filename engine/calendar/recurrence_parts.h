// What each BY part of a recurrence rule does under each frequency: the table of RFC 5545 section
// 3.3.10, to be held against it row by row. The checks (recurrence_rule.cc) and the expansion
// (recurrence_plan.cc) both read it; neither knows more.
#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

#include "engine/calendar/recurrence_rule.h"

namespace dunghan::calendar {

/// In the order in which the RFC applies them.
enum class ByPart {
  month,
  week_number,
  year_day,
  month_day,
  day,
  hour,
  minute,
  second,
  set_position
};

enum class Effect {
  limit,        // takes away
  expand,       // makes one occurrence into several
  not_allowed,  // "N/A": must not stand with this frequency
  note_1,       // limit where BYMONTHDAY stands, else expand within the month
  note_2,       // limit where BYYEARDAY or BYMONTHDAY stands, else expand within the week where
                // BYWEEKNO stands, else within the month where BYMONTH stands, else within the year
};

struct ByPartRow {
  ByPart part;
  std::string_view name;
  std::vector<int> RecurrenceRule::*values;  // null for BYDAY, whose values are weekdays
  int smallest, largest;                     // BYDAY: of the ordinal
  bool from_the_end;                         // -1 is the last one, and so on
  std::array<Effect, 7> effects;             // by Frequency
};

// clang-format off
inline constexpr auto by_part_table = [] {
  using enum Effect;
  using Rule = RecurrenceRule;
  constexpr Effect n_a = not_allowed;
  return std::array<ByPartRow, 9>{{
    //                                                                                    SECONDLY MINUTELY HOURLY DAILY  WEEKLY  MONTHLY YEARLY
    {ByPart::month,        "BYMONTH",    &Rule::by_month,        1, 12,  false, {{limit,  limit,  limit,  limit,  limit,  limit,  expand}}},
    {ByPart::week_number,  "BYWEEKNO",   &Rule::by_week_number,  1, 53,  true,  {{n_a,    n_a,    n_a,    n_a,    n_a,    n_a,    expand}}},
    {ByPart::year_day,     "BYYEARDAY",  &Rule::by_year_day,     1, 366, true,  {{limit,  limit,  limit,  n_a,    n_a,    n_a,    expand}}},
    {ByPart::month_day,    "BYMONTHDAY", &Rule::by_month_day,    1, 31,  true,  {{limit,  limit,  limit,  limit,  n_a,    expand, expand}}},
    {ByPart::day,          "BYDAY",      nullptr,                1, 53,  true,  {{limit,  limit,  limit,  limit,  expand, note_1, note_2}}},
    {ByPart::hour,         "BYHOUR",     &Rule::by_hour,         0, 23,  false, {{limit,  limit,  limit,  expand, expand, expand, expand}}},
    {ByPart::minute,       "BYMINUTE",   &Rule::by_minute,       0, 59,  false, {{limit,  limit,  expand, expand, expand, expand, expand}}},
    {ByPart::second,       "BYSECOND",   &Rule::by_second,       0, 60,  false, {{limit,  expand, expand, expand, expand, expand, expand}}},
    {ByPart::set_position, "BYSETPOS",   &Rule::by_set_position, 1, 366, true,  {{limit,  limit,  limit,  limit,  limit,  limit,  limit}}},
  }};
}();
// clang-format on

[[nodiscard]] constexpr const ByPartRow& row_of(ByPart part) {
  return by_part_table[static_cast<std::size_t>(part)];
}

[[nodiscard]] inline bool has(const RecurrenceRule& rule, ByPart part) {
  const ByPartRow& row = row_of(part);
  return row.values == nullptr ? !rule.by_day.empty() : !(rule.*row.values).empty();
}

/// What the part does in this rule, with the notes of the table resolved.
[[nodiscard]] inline Effect effect_in(const RecurrenceRule& rule, ByPart part) {
  const Effect effect = row_of(part).effects[static_cast<std::size_t>(rule.frequency)];
  if (effect == Effect::note_1)
    return has(rule, ByPart::month_day) ? Effect::limit : Effect::expand;
  if (effect == Effect::note_2) {
    return has(rule, ByPart::year_day) || has(rule, ByPart::month_day) ? Effect::limit
                                                                       : Effect::expand;
  }
  return effect;
}

/// 0 is in no range that counts from the end.
[[nodiscard]] bool in_range(const ByPartRow& row, int value);
/// What is told of a value that is not.
[[nodiscard]] RecurrenceRuleFault out_of_range(const ByPartRow& row, int value);

/// By Frequency.
inline constexpr std::array<std::string_view, 7> frequency_names{
    "SECONDLY", "MINUTELY", "HOURLY", "DAILY", "WEEKLY", "MONTHLY", "YEARLY"};

/// By std::chrono::weekday::c_encoding().
inline constexpr std::array<std::string_view, 7> weekday_names{"SU", "MO", "TU", "WE",
                                                               "TH", "FR", "SA"};

}  // namespace dunghan::calendar
