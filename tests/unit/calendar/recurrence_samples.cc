#include "tests/unit/calendar/recurrence_samples.h"

#include "engine/calendar/recurrence_parts.h"

namespace dunghan::calendar {
namespace {

using std::chrono::days;
using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

int number(std::string_view text, std::size_t at, std::size_t length) {
  return std::stoi(std::string(text.substr(at, length)));
}

/// The nth Sunday of a month at 2 o'clock of the given offset; nth -1: the last.
Instant sunday_at_two(int year, unsigned month, int nth, hours offset) {
  Date date = make_date(year, month, 1);
  while (std::chrono::weekday{date} != std::chrono::Sunday) date += days{1};
  date += days{7 * (nth < 0 ? 0 : nth - 1)};
  while (nth < 0 && civil(date + days{7}).month() == std::chrono::month{month}) date += days{7};
  return Instant{LocalTime{date}.time_since_epoch() + hours{2} - offset};
}

ZoneRules make_new_york() {
  const hours standard{-5}, summer{-4};
  std::vector<ZoneRules::Transition> transitions;
  for (int year = 1990; year <= 2030; ++year) {
    const bool act_of_2005 = year >= 2007;
    transitions.push_back(
        {act_of_2005 ? sunday_at_two(year, 3, 2, standard) : sunday_at_two(year, 4, 1, standard),
         summer});
    transitions.push_back(
        {act_of_2005 ? sunday_at_two(year, 11, 1, summer) : sunday_at_two(year, 10, -1, summer),
         standard});
  }
  return {"America/New_York", standard, std::move(transitions)};
}

/// Up to `most` values of a part, from one end or, where the part allows it, from both.
std::vector<int> any_values(const ByPartRow& row, int most) {
  const auto size = static_cast<std::size_t>(*rc::gen::inRange(1, most + 1));
  std::vector<int> values;
  for (std::size_t i = 0; i < size; ++i) {
    int value = *rc::gen::inRange(row.smallest, row.largest + 1);
    if (row.from_the_end && *rc::gen::inRange(0, 3) == 0) value = -value;
    values.push_back(value);
  }
  return values;
}

std::vector<OrdinalWeekday> any_weekdays(const RecurrenceRule& rule) {
  const bool may_number =
      (rule.frequency == Frequency::monthly || rule.frequency == Frequency::yearly) &&
      rule.by_week_number.empty();
  const bool in_month = rule.frequency == Frequency::monthly || !rule.by_month.empty();
  const bool numbered = may_number && *rc::gen::arbitrary<bool>();
  std::vector<OrdinalWeekday> weekdays(static_cast<std::size_t>(*rc::gen::inRange(1, 5)));
  for (OrdinalWeekday& day : weekdays) {
    day.weekday = std::chrono::weekday{static_cast<unsigned>(*rc::gen::inRange(0, 7))};
    if (!numbered) continue;
    day.ordinal = *rc::gen::inRange(0, in_month ? 6 : 54);
    if (*rc::gen::inRange(0, 3) == 0) day.ordinal = -day.ordinal;
  }
  return weekdays;
}

/// How many values of a part a random rule may have: enough days of the year that one comes soon.
int most_values(ByPart part) {
  return part == ByPart::year_day ? 40 : part == ByPart::set_position ? 3 : 5;
}

}  // namespace

RecurrenceTime time_of(std::string_view text) {
  const Date date = make_date(number(text, 0, 4), static_cast<unsigned>(number(text, 4, 2)),
                              static_cast<unsigned>(number(text, 6, 2)));
  if (text.size() == 8) return RecurrenceTime::on(date);
  const LocalTime at = LocalTime{date} + hours{number(text, 9, 2)} + minutes{number(text, 11, 2)} +
                       seconds{number(text, 13, 2)};
  return {text.back() == 'Z' ? RecurrenceTime::Kind::utc : RecurrenceTime::Kind::local, at};
}

RecurrenceRule rule_of(std::string_view text) {
  const auto rule = parse_recurrence_rule(text);
  EXPECT_TRUE(rule.has_value()) << text << ": " << rule.error().message;
  return rule.value_or(RecurrenceRule{});
}

const ZoneRules& new_york() {
  static const ZoneRules zone = make_new_york();
  return zone;
}

Recurrence made(const RecurrenceSpec& spec) {
  auto recurrence = Recurrence::make(spec);
  if (!recurrence) {
    ADD_FAILURE() << recurrence.error().message;
    std::abort();
  }
  return *std::move(recurrence);
}

Recurrence recurrence_of(std::string_view rule, std::string_view start) {
  RecurrenceSpec spec;
  spec.rule = rule_of(rule);
  spec.start = time_of(start);
  return made(spec);
}

Recurrence in_new_york(std::string_view rule, std::string_view start) {
  RecurrenceSpec spec;
  spec.rule = rule_of(rule);
  spec.start = time_of(start);
  spec.zone = new_york();
  return made(spec);
}

std::vector<std::string> first(const Recurrence& recurrence, std::size_t most) {
  std::vector<std::string> texts;
  RecurrenceCursor cursor = recurrence.occurrences();
  while (texts.size() < most) {
    const auto next = cursor.next();
    if (!next) break;
    texts.push_back(to_text(recurrence.of_dates() ? RecurrenceTime::on(next->date())
                                                  : RecurrenceTime::local(next->local)));
  }
  return texts;
}

rc::Gen<RecurrenceRule> any_rule() {
  return rc::gen::exec([] {
    RecurrenceRule rule;
    rule.frequency = static_cast<Frequency>(*rc::gen::inRange(0, 7));
    if (*rc::gen::arbitrary<bool>()) rule.interval = *rc::gen::inRange(1, 14);
    if (*rc::gen::inRange(0, 3) == 0)
      rule.week_start = std::chrono::weekday{static_cast<unsigned>(*rc::gen::inRange(0, 7))};
    for (const ByPartRow& row : by_part_table) {
      const bool allowed = effect_in(rule, row.part) != Effect::not_allowed;
      if (!allowed || *rc::gen::inRange(0, 4) != 0) continue;
      if (row.values == nullptr) {
        rule.by_day = any_weekdays(rule);
      } else if (row.part != ByPart::set_position ||
                 to_text(rule).find("BY") != std::string::npos) {
        rule.*row.values = any_values(row, most_values(row.part));
        // Places beyond a handful would leave nearly every period without any.
        if (row.part == ByPart::set_position)
          for (int& place : rule.by_set_position) place = place % 8 == 0 ? 1 : place % 8;
      }
    }
    put_in_order(rule);
    RC_ASSERT(!fault_of(rule));
    return rule;
  });
}

rc::Gen<LocalTime> any_start() {
  return rc::gen::exec([] {
    return LocalTime{make_date(1999, 1, 1)} + seconds{*rc::gen::inRange(0, 4 * 366 * 86'400)};
  });
}

}  // namespace dunghan::calendar
