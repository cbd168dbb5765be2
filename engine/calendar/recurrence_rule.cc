#include "engine/calendar/recurrence_rule.h"

#include <algorithm>
#include <cstdlib>
#include <utility>

#include "engine/calendar/recurrence_parts.h"

namespace dunghan::calendar {
namespace {

using Fault = RecurrenceRuleFault;

std::string quoted(std::string_view text) {
  return "`" + std::string(text) + "`";
}

std::string name_of(Frequency frequency) {
  return "FREQ=" + std::string(frequency_names[static_cast<std::size_t>(frequency)]);
}

std::string range_of(const ByPartRow& row) {
  std::string text = std::to_string(row.smallest) + " to " + std::to_string(row.largest);
  if (row.from_the_end)
    text += ", or -" + std::to_string(row.largest) + " to -1 counted from the end";
  return text;
}

std::optional<Fault> bad_value(const RecurrenceRule& rule, const ByPartRow& row) {
  if (row.values == nullptr) {
    for (const OrdinalWeekday& day : rule.by_day) {
      if (day.ordinal != 0 && !in_range(row, day.ordinal)) return out_of_range(row, day.ordinal);
    }
    return std::nullopt;
  }
  for (const int value : rule.*row.values) {
    if (!in_range(row, value)) return out_of_range(row, value);
  }
  return std::nullopt;
}

/// "FREQ=YEARLY", "FREQ=MONTHLY or FREQ=YEARLY": where the table lets the part stand.
std::string allowed_frequencies(const ByPartRow& row) {
  std::vector<std::string> names;
  for (std::size_t index = 0; index < row.effects.size(); ++index) {
    if (row.effects[index] != Effect::not_allowed)
      names.push_back(name_of(static_cast<Frequency>(index)));
  }
  std::string text = names.front();
  for (std::size_t index = 1; index < names.size(); ++index)
    text += (index + 1 == names.size() ? " or " : ", ") + names[index];
  return text;
}

std::optional<Fault> bad_part(const RecurrenceRule& rule) {
  for (const ByPartRow& row : by_part_table) {
    if (!has(rule, row.part)) continue;
    if (effect_in(rule, row.part) == Effect::not_allowed) {
      return Fault{
          std::string(row.name),
          std::string(row.name) + " cannot stand with " + name_of(rule.frequency) +
              " (RFC 5545, table in section 3.3.10)",
          "use " + allowed_frequencies(row) + ", or leave " + std::string(row.name) + " out"};
    }
    if (auto fault = bad_value(rule, row)) return fault;
  }
  return std::nullopt;
}

std::optional<Fault> bad_ordinal(const RecurrenceRule& rule) {
  const auto numbered = std::find_if(rule.by_day.begin(), rule.by_day.end(),
                                     [](const OrdinalWeekday& day) { return day.ordinal != 0; });
  if (numbered == rule.by_day.end()) return std::nullopt;
  const std::string name(weekday_names[numbered->weekday.c_encoding()]);
  const std::string shown = quoted(std::to_string(numbered->ordinal) + name);
  if (rule.frequency != Frequency::monthly && rule.frequency != Frequency::yearly) {
    return Fault{"BYDAY",
                 shown + " numbers a weekday, which only a month or a year can do, not " +
                     name_of(rule.frequency),
                 "write " + quoted(name) + ", or use FREQ=MONTHLY or FREQ=YEARLY"};
  }
  if (!rule.by_week_number.empty()) {
    return Fault{"BYDAY", shown + " numbers a weekday, but a week (BYWEEKNO) has each weekday once",
                 "write " + quoted(name) + ", or leave BYWEEKNO out"};
  }
  return std::nullopt;
}

std::optional<Fault> bad_bounds(const RecurrenceRule& rule) {
  if (rule.interval < 1) {
    return Fault{"INTERVAL", "INTERVAL must be at least 1",
                 "leave it out for every one, write 2 for every other one"};
  }
  if (rule.interval > recurrence_interval_max) {
    return Fault{"INTERVAL", "INTERVAL is larger than " + std::to_string(recurrence_interval_max),
                 "use a coarser FREQ"};
  }
  if (rule.count && rule.until) {
    return Fault{"UNTIL", "COUNT and UNTIL exclude each other: a rule ends in one way",
                 "leave one of them out"};
  }
  if (rule.count && *rule.count < 1) {
    return Fault{"COUNT", "COUNT must be at least 1", "leave it out for a rule without end"};
  }
  if (rule.count && *rule.count > recurrence_count_max) {
    return Fault{"COUNT", "COUNT is larger than " + std::to_string(recurrence_count_max),
                 "leave it out for a rule without end"};
  }
  return std::nullopt;
}

/// By which values are put in order: those from the front, then those from the end.
std::pair<bool, int> place_of(int value) {
  return {value < 0, value};
}

/// Monday first, as weeks are written.
std::pair<std::pair<bool, int>, unsigned> place_of_day(const OrdinalWeekday& day) {
  return {place_of(day.ordinal), day.weekday.iso_encoding()};
}

}  // namespace

bool in_range(const ByPartRow& row, int value) {
  const int size = row.from_the_end ? std::abs(value) : value;
  return size >= row.smallest && size <= row.largest;
}

RecurrenceRuleFault out_of_range(const ByPartRow& row, int value) {
  return {std::string(row.name),
          std::to_string(value) + " is out of the range of " + std::string(row.name),
          "it takes " + range_of(row)};
}

std::optional<RecurrenceRuleFault> fault_of(const RecurrenceRule& rule) {
  if (auto fault = bad_bounds(rule)) return fault;
  if (auto fault = bad_part(rule)) return fault;
  if (auto fault = bad_ordinal(rule)) return fault;
  const auto chooses_from = [&](const ByPartRow& row) {
    return row.part != ByPart::set_position && has(rule, row.part);
  };
  if (!rule.by_set_position.empty() &&
      std::none_of(by_part_table.begin(), by_part_table.end(), chooses_from)) {
    return Fault{"BYSETPOS", "BYSETPOS chooses from what another BY part gives, and there is none",
                 "add that part, such as BYDAY=MO,TU,WE,TH,FR for the working days"};
  }
  return std::nullopt;
}

void put_in_order(RecurrenceRule& rule) {
  for (const ByPartRow& row : by_part_table) {
    if (row.values == nullptr) continue;
    std::vector<int>& values = rule.*row.values;
    std::ranges::sort(values, {}, place_of);
    values.erase(std::unique(values.begin(), values.end()), values.end());
  }
  std::ranges::sort(rule.by_day, {}, place_of_day);
  rule.by_day.erase(std::unique(rule.by_day.begin(), rule.by_day.end()), rule.by_day.end());
}

}  // namespace dunghan::calendar
