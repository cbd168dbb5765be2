// Segments in every unit and any order, suspended and prolonged, against a walk that goes from day
// to day and, where hours count, from minute to minute.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <utility>
#include <vector>

#include "tests/unit/deadline/rules.h"

namespace dunghan::deadline {
namespace {

using fakes::viet_nam;
using std::chrono::minutes;

enum class In { days, working_days, hours, working_hours };

struct Stretch {
  In unit;
  int amount;
};

struct Pause {
  Instant from, to;
};

bool by_clock(In unit) {
  return unit == In::hours || unit == In::working_hours;
}

Period as_period(const Stretch& stretch) {
  switch (stretch.unit) {
    case In::days: return dunghan::days(stretch.amount);
    case In::working_days: return working_days(stretch.amount);
    case In::hours: return hours(stretch.amount);
    case In::working_hours: break;
  }
  Period period;
  period.working_hours = stretch.amount;
  return period;
}

/// 07:30 to 11:30 and 13:30 to 17:00 on working days, as the test calendar has it.
bool is_office_minute(Instant instant) {
  const LocalTime local = viet_nam().zone().to_local(instant);
  const Date date = std::chrono::floor<std::chrono::days>(local);
  const auto minute = std::chrono::floor<minutes>(local - LocalTime{date}).count();
  const bool open = (minute >= 450 && minute < 690) || (minute >= 810 && minute < 1020);
  return open && viet_nam().is_working(date);
}

/// Where a walk has come to: a last day, or a moment.
struct Place {
  Date date{};
  Instant at{};
  bool clock = false;
  friend bool operator==(const Place&, const Place&) = default;
};

Place walk_days(Place place, const Stretch& stretch, const std::vector<Pause>& pauses) {
  const ZoneRules& zone = viet_nam().zone();
  Date date = place.clock ? zone.date_of(place.at) : place.date;
  for (int left = stretch.amount; left > 0;) {
    date += std::chrono::days{1};
    // The day of the suspension is used, that of the resumption free.
    const bool paused = std::any_of(pauses.begin(), pauses.end(), [&](const Pause& pause) {
      return date > zone.date_of(pause.from) && date <= zone.date_of(pause.to);
    });
    if (paused || (stretch.unit == In::working_days && !viet_nam().is_working(date))) continue;
    --left;
  }
  return {date, {}, false};
}

Place walk_minutes(Place place, const Stretch& stretch, const std::vector<Pause>& pauses) {
  Instant at = place.clock ? place.at : viet_nam().zone().end_of(place.date);
  for (int left = stretch.amount * 60; left > 0;) {
    const bool paused = std::any_of(pauses.begin(), pauses.end(), [&](const Pause& pause) {
      return at >= pause.from && at < pause.to;
    });
    const bool counts = stretch.unit == In::hours || is_office_minute(at);
    at += minutes{1};
    if (!paused && counts) --left;
  }
  return {viet_nam().zone().date_of(at), at, true};
}

Place walked(Instant start, const std::vector<Stretch>& stretches,
             const std::vector<Pause>& pauses) {
  Place place{viet_nam().zone().date_of(start), start, true};
  for (const Stretch& stretch : stretches) {
    place = by_clock(stretch.unit) ? walk_minutes(place, stretch, pauses)
                                   : walk_days(place, stretch, pauses);
  }
  return place;
}

Place place_of(const Due& due) {
  return due.clock_type ? Place{due.unrolled, due.due_at, true} : Place{due.unrolled, {}, false};
}

Stretch any_stretch() {
  const In unit = *rc::gen::element(In::days, In::working_days, In::hours, In::working_hours);
  return {unit, *rc::gen::inRange(2, by_clock(unit) ? 60 : 25)};
}

Instant any_start() {
  const Date date = make_date(2024, 1, 2) + std::chrono::days{*rc::gen::inRange(0, 700)};
  return viet_nam().zone().start_of(date) + minutes{*rc::gen::inRange(0, 24 * 60)};
}

Operation at(OperationKind kind, Instant instant, std::int64_t seq) {
  Operation made;
  made.kind = kind;
  made.at = instant;
  made.seq = seq;
  return made;
}

struct Story {
  Instant start;
  std::vector<Stretch> stretches;
  std::vector<Pause> pauses;
  std::vector<Operation> operations;
};

/// One pause at most, that begins while a unit of the first segment is left: what begins on the
/// very last day is charged to it whole, and has tests of its own.
Story any_story(std::vector<Stretch> stretches) {
  Story story;
  story.start = any_start();
  story.stretches = std::move(stretches);
  Operation begin = at(OperationKind::start, story.start, 0);
  begin.limit.period = as_period(story.stretches[0]);
  story.operations.push_back(begin);
  const Place before_last =
      walked(story.start, {{story.stretches[0].unit, story.stretches[0].amount - 1}}, {});
  const Instant latest =
      before_last.clock ? before_last.at : viet_nam().zone().start_of(before_last.date);
  const auto room = std::chrono::floor<minutes>(latest - story.start).count();
  if (room > 1 && *rc::gen::inRange(0, 4) > 0) {
    Pause pause;
    pause.from = story.start + minutes{*rc::gen::inRange<std::int64_t>(0, room)};
    pause.to = pause.from + minutes{*rc::gen::inRange(0, 12 * 24 * 60)};
    story.pauses.push_back(pause);
    story.operations.push_back(at(OperationKind::suspend, pause.from, 1));
    story.operations.push_back(at(OperationKind::resume, pause.to, 2));
  }
  return story;
}

RC_GTEST_PROP(UnitsOracle, any_unit_prolonged_by_any_unit_ends_where_a_walk_ends, ()) {
  std::vector<Stretch> stretches;
  const int count = *rc::gen::inRange(1, 4);
  for (int i = 0; i < count; ++i) stretches.push_back(any_stretch());
  Story story = any_story(stretches);
  for (std::size_t i = 1; i < stretches.size(); ++i) {
    Operation extension = at(OperationKind::extend, story.start, 10 + static_cast<std::int64_t>(i));
    extension.by = as_period(stretches[i]);
    story.operations.push_back(extension);
  }
  const auto state = fold(story.operations, civil_code(), viet_nam());
  RC_ASSERT(state.has_value());
  RC_ASSERT(place_of(*state->due) == walked(story.start, stretches, story.pauses));
}

RC_GTEST_PROP(UnitsOracle, a_total_in_any_unit_counts_from_the_start_and_takes_nothing_away, ()) {
  const Stretch base = any_stretch();
  const Stretch total = any_stretch();
  Story story = any_story({base});
  Operation extension = at(OperationKind::extend, story.start, 10);
  extension.total = as_period(total);
  story.operations.push_back(extension);
  const Place own = walked(story.start, {base}, story.pauses);
  const Place whole = walked(story.start, {total}, story.pauses);
  const auto end = [](const Place& place) {
    return place.clock ? place.at : viet_nam().zone().end_of(place.date);
  };
  // Only where the pause began before either of them ended do the two agree on what it cost.
  const bool shared =
      story.pauses.empty() ||
      story.pauses[0].from < end(walked(story.start, {total}, {})) - std::chrono::days{1};
  RC_PRE(shared && end(own) != end(whole));
  const auto state = fold(story.operations, civil_code(), viet_nam());
  RC_ASSERT(state.has_value());
  RC_ASSERT(place_of(*state->due) == (end(whole) > end(own) ? whole : own));
}

RC_GTEST_PROP(UnitsOracle, months_move_by_the_days_of_a_suspension, ()) {
  const Instant start = any_start();
  const int count = *rc::gen::inRange(1, 8);
  Operation begin = at(OperationKind::start, start, 0);
  begin.limit.period = months(count);
  const Date plain = fold(std::vector{begin}, civil_code(), viet_nam())->due->unrolled;
  const Instant from = start + std::chrono::days{*rc::gen::inRange(0, 25)};
  const int paused = *rc::gen::inRange(0, 40);
  const int more = *rc::gen::inRange(1, 30);
  Operation extension = at(OperationKind::extend, from, 3);
  extension.by = dunghan::days(more);
  const std::vector<Operation> operations{
      begin, at(OperationKind::suspend, from, 1),
      at(OperationKind::resume, from + std::chrono::days{paused}, 2), extension};
  const auto state = fold(operations, civil_code(), viet_nam());
  RC_ASSERT(state->due->unrolled == plain + std::chrono::days{paused + more});
}

RC_GTEST_PROP(UnitsOracle, an_agreed_date_holds_unless_it_lies_before_what_is_left, ()) {
  const Stretch base = any_stretch();
  Story story = any_story({base});
  const Date agreed =
      viet_nam().zone().date_of(story.start) + std::chrono::days{*rc::gen::inRange(0, 60)};
  Operation extension = at(OperationKind::extend, story.start, 10);
  extension.until = agreed;
  const auto before = fold(story.operations, civil_code(), viet_nam())->due;
  if (!story.pauses.empty()) extension.at = story.pauses[0].to;
  extension.seq = 11;
  story.operations.push_back(extension);
  const auto after = fold(story.operations, civil_code(), viet_nam())->due;
  RC_ASSERT(after->due_at >= std::min(before->due_at, viet_nam().zone().end_of(agreed)));
  if (agreed > before->unrolled) {
    RC_ASSERT(after->due_on == agreed);
  } else if (agreed < before->unrolled) {
    RC_ASSERT(*after == *before);
  }
}

RC_GTEST_PROP(DayChoiceOracle, is_the_day_that_a_walk_through_the_month_meets, ()) {
  const Date at_date = make_date(2024, 1, 1) + std::chrono::days{*rc::gen::inRange(0, 1000)};
  DayChoice choice;
  choice.kind =
      *rc::gen::element(DayChoice::Kind::day_of_month, DayChoice::Kind::last_day,
                        DayChoice::Kind::first_working_day, DayChoice::Kind::last_working_day);
  choice.day = *rc::gen::inRange(1, 32);
  choice.shift = *rc::gen::inRange(-14, 15);
  const Date found = chosen_day(choice, at_date, viet_nam(), nullptr).value();
  // To the first of the month meant, over as many firsts as the shift says.
  Date first = at_date;
  const auto is_first = [](Date date) { return civil(date).day() == std::chrono::day{1}; };
  while (!is_first(first)) first -= std::chrono::days{1};
  for (int left = std::abs(choice.shift); left > 0;) {
    first += std::chrono::days{choice.shift < 0 ? -1 : 1};
    if (is_first(first)) --left;
  }
  std::vector<Date> month{first};
  while (!is_first(month.back() + std::chrono::days{1}))
    month.push_back(month.back() + std::chrono::days{1});
  const auto works = [](Date date) { return viet_nam().is_working(date); };
  Date expected = month.back();
  if (choice.kind == DayChoice::Kind::day_of_month) {
    expected = month[std::min(month.size(), static_cast<std::size_t>(choice.day)) - 1];
  } else if (choice.kind == DayChoice::Kind::first_working_day) {
    expected = *std::find_if(month.begin(), month.end(), works);
  } else if (choice.kind == DayChoice::Kind::last_working_day) {
    expected = *std::find_if(month.rbegin(), month.rend(), works);
  }
  RC_ASSERT(found == expected);
}

}  // namespace
}  // namespace dunghan::deadline
