// What compile() makes of specs drawn at random, with rules, lists and what they extend, against a
// reading of the same spec that knows no bitmap and no pattern of weeks: a list of all the days,
// gone through again for each thing that the spec says.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <set>

#include "engine/calendar/calendar.h"
#include "tests/fakes/test_calendars.h"

namespace dunghan::calendar {
namespace {

using std::chrono::days;

enum class State { plain, weekend, off, worked };

/// Every day 1900-2199, from the first.
struct Reading {
  std::set<unsigned> weekend;
  std::vector<State> days_of_all_years;

  State& on(Date date) {
    return days_of_all_years.at(static_cast<std::size_t>((date - Calendar::first_date()).count()));
  }
};

bool is_covered(Date date) {
  return date >= Calendar::first_date() && date <= Calendar::last_date();
}

template <class Visit>
void for_all_days(Visit visit) {
  for (Date date = Calendar::first_date(); date <= Calendar::last_date(); date += days{1})
    visit(date);
}

State joined(State here, State there) {
  for (const State closed : {State::off, State::weekend}) {
    if (here == closed || there == closed) return closed;
  }
  return here == State::worked || there == State::worked ? State::worked : State::plain;
}

void close_weekends(Reading& reading, const std::set<unsigned>& weekend) {
  for_all_days([&](Date date) {
    if (weekend.contains(std::chrono::weekday{date}.c_encoding()))
      reading.on(date) = joined(reading.on(date), State::weekend);
  });
  reading.weekend.insert(weekend.begin(), weekend.end());
}

std::optional<Date> stand_in(Reading& reading, Substitute substitute, Date date) {
  const auto is_weekend = [&](Date day) {
    return reading.weekend.contains(std::chrono::weekday{day}.c_encoding());
  };
  if (!is_weekend(date)) return std::nullopt;
  const auto search = [&](Date from, int step) -> std::optional<Date> {
    for (Date day = from; is_covered(day); day += days{step}) {
      if (reading.on(day) == State::plain) return day;
    }
    return std::nullopt;
  };
  switch (substitute) {
    case Substitute::none:
    case Substitute::day_before: return std::nullopt;
    case Substitute::next_working_day: return search(date + days{1}, 1);
    case Substitute::monday: {
      Date monday = date + days{1};
      while (std::chrono::weekday{monday} != std::chrono::Monday) monday += days{1};
      return search(monday, 1);
    }
    case Substitute::nearest_weekday: {
      int before = 1, after = 1;
      while (is_weekend(date - days{before})) ++before;
      while (is_weekend(date + days{after})) ++after;
      return before < after ? search(date - days{1}, -1) : search(date + days{1}, 1);
    }
  }
  return std::nullopt;
}

void keep_holidays(Reading& reading, const CalendarSpec& spec) {
  std::set<int> listed;
  for (const OfficialYear& list : spec.official_years) listed.insert(list.year);
  const auto is_ruled = [&](Date date) {
    return is_covered(date) && !listed.contains(static_cast<int>(civil(date).year()));
  };
  std::multimap<Date, Substitute> kept;
  for (const HolidayRule& rule : spec.holidays) {
    for (int year = first_year - 1; year <= last_year + 1; ++year) {
      HolidayRule plain = rule;
      plain.from_year = plain.to_year = std::nullopt;
      plain.except.clear();
      const bool left_out = std::count(rule.except.begin(), rule.except.end(), year) > 0 ||
                            (rule.from_year && year < *rule.from_year) ||
                            (rule.to_year && year > *rule.to_year);
      const auto first = date_in_year(plain, year);
      for (int i = 0; first && !left_out && i < rule.days; ++i) {
        Date date = *first + days{i};
        if (rule.substitute == Substitute::day_before &&
            std::chrono::weekday{date} == std::chrono::Sunday)
          date -= days{1};
        if (is_ruled(date)) kept.emplace(date, rule.substitute);
      }
    }
  }
  for (const auto& [date, substitute] : kept) reading.on(date) = State::off;
  for (const auto& [date, substitute] : kept) {
    const auto day = stand_in(reading, substitute, date);
    if (day && is_ruled(*day)) reading.on(*day) = State::off;
  }
}

Reading read(const CalendarSpec& spec, const std::vector<Reading>& extended) {
  Reading reading{{},
                  std::vector<State>(static_cast<std::size_t>(
                      (Calendar::last_date() - Calendar::first_date()).count() + 1))};
  for (Reading other : extended) {
    for_all_days([&](Date date) { reading.on(date) = joined(reading.on(date), other.on(date)); });
    reading.weekend.insert(other.weekend.begin(), other.weekend.end());
  }
  std::set<unsigned> weekend;
  for (const auto weekday : spec.weekend.value_or(std::vector<std::chrono::weekday>{}))
    weekend.insert(weekday.c_encoding());
  close_weekends(reading, weekend);
  keep_holidays(reading, spec);
  return reading;
}

HolidayRule any_rule() {
  using Kind = HolidayRule::Kind;
  HolidayRule rule;
  rule.kind = *rc::gen::element(Kind::fixed, Kind::easter, Kind::nth_weekday);
  rule.month = *rc::gen::inRange(1U, 13U);
  rule.day = *rc::gen::inRange(1U, 29U);
  rule.offset = *rc::gen::inRange(-50, 70);
  rule.weekday = std::chrono::weekday{*rc::gen::inRange(0U, 7U)};
  rule.nth = *rc::gen::element(-1, 1, 2, 3, 4, 5);
  rule.days = *rc::gen::element(1, 1, 1, 2, 8);
  if (*rc::gen::arbitrary<bool>()) rule.from_year = *rc::gen::inRange(1900, 2000);
  if (*rc::gen::arbitrary<bool>()) rule.to_year = *rc::gen::inRange(2020, 2199);
  if (*rc::gen::arbitrary<bool>()) rule.except = {2005, 2012};
  rule.substitute =
      *rc::gen::element(Substitute::none, Substitute::next_working_day, Substitute::monday,
                        Substitute::day_before, Substitute::nearest_weekday);
  return rule;
}

std::vector<std::chrono::weekday> any_weekend() {
  using std::chrono::Friday, std::chrono::Saturday, std::chrono::Sunday, std::chrono::Thursday;
  return *rc::gen::element(std::vector<std::chrono::weekday>{},
                           std::vector<std::chrono::weekday>{Sunday},
                           std::vector<std::chrono::weekday>{Saturday, Sunday},
                           std::vector<std::chrono::weekday>{Thursday, Friday},
                           std::vector<std::chrono::weekday>{Friday, Saturday, Sunday});
}

/// Adds a few listed days to the spec and to its reading.
void add_lists(CalendarSpec& spec, Reading& reading) {
  std::set<Date> listed;
  for (const int offset : *rc::gen::container<std::vector<int>>(20, rc::gen::inRange(0, 109'000))) {
    const Date date = Calendar::first_date() + days{offset};
    if (!listed.insert(date).second) continue;
    if (reading.on(date) == State::weekend && *rc::gen::arbitrary<bool>()) {
      ListedDayWorked worked;
      worked.date = date;
      spec.days_worked.push_back(worked);
      reading.on(date) = State::worked;
    } else {
      spec.days_off.push_back(fakes::off(to_text(date), "listed", ListedDayOff::Kind::extra));
      reading.on(date) = State::off;
    }
  }
}

struct Drawn {
  CalendarSpec spec;
  Reading reading;
};

Drawn any_layer(std::string id, const std::vector<const Drawn*>& extended) {
  Drawn drawn;
  drawn.spec.id = std::move(id);
  drawn.spec.zone = ZoneRules("UTC");
  drawn.spec.weekend = any_weekend();
  const int rules = *rc::gen::inRange(0, 5);
  for (int i = 0; i < rules; ++i) {
    drawn.spec.holidays.push_back(any_rule());
    drawn.spec.holidays.back().id = "rule-" + std::to_string(i);
  }
  if (*rc::gen::arbitrary<bool>()) drawn.spec.official_years = {{2005, "", {}, {}, {}}};
  std::vector<Reading> readings;
  for (const Drawn* other : extended) {
    drawn.spec.extends.push_back({other->spec.id, {}});
    readings.push_back(other->reading);
  }
  drawn.reading = read(drawn.spec, readings);
  add_lists(drawn.spec, drawn.reading);
  return drawn;
}

DayReason::Kind kind_of(const Calendar& calendar, Date date) {
  return calendar.reason_for(date).kind;
}

RC_GTEST_PROP(Compile, agrees_with_a_reading_day_by_day, ()) {
  const Drawn first = any_layer("first", {});
  const Drawn second = any_layer("second", {});
  Drawn top = any_layer("top", {&first, &second});
  const auto compiled = compile(
      top.spec, [&](std::string_view id) { return id == "first" ? &first.spec : &second.spec; });
  RC_ASSERT(compiled.has_value());
  std::int64_t worked = 0;
  for_all_days([&](Date date) {
    const State state = top.reading.on(date);
    const bool works = state == State::plain || state == State::worked;
    if (works) ++worked;
    if (compiled->is_working(date) != works) RC_FAIL(to_text(date));
    using Kind = DayReason::Kind;
    const Kind kind = kind_of(*compiled, date);
    if ((state == State::weekend) != (kind == Kind::weekend)) RC_FAIL(to_text(date));
    if ((state == State::worked) != (kind == Kind::swapped_worked)) RC_FAIL(to_text(date));
    if ((state == State::plain) != (kind == Kind::working_day)) RC_FAIL(to_text(date));
  });
  RC_ASSERT(compiled->working_days_between(Calendar::first_date() - days{1},
                                           Calendar::last_date()) == worked);
}

}  // namespace
}  // namespace dunghan::calendar
