// The fold against an oracle that knows nothing of it: a walk from day to day that asks of each day
// only "does it count?".
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <vector>

#include "tests/unit/deadline/rules.h"

namespace dunghan::deadline {
namespace {

using fakes::viet_nam;
using std::chrono::days;

struct Pause {
  Date from, to;  // suspended on, resumed on
};

/// A segment: so many days, or so many working days.
struct Stretch {
  int amount;
  bool working;
};

/// Walks the days after `start` one by one: a day inside a pause (the day of suspension is used,
/// that of resumption free) is passed over, any other day of the right sort uses up one unit of the
/// segment at hand. The answer is the day that uses up the last.
Date walked(Date start, const std::vector<Stretch>& stretches, const std::vector<Pause>& pauses) {
  Date date = start;
  for (const Stretch& stretch : stretches) {
    int left = stretch.amount;
    while (left > 0) {
      date += days{1};
      const bool paused = std::any_of(pauses.begin(), pauses.end(), [&](const Pause& p) {
        return date > p.from && date <= p.to;
      });
      if (paused || (stretch.working && !viet_nam().is_working(date))) continue;
      --left;
    }
  }
  return date;
}

Operation at_noon(OperationKind kind, Date date) {
  Operation made;
  made.kind = kind;
  made.at = viet_nam().zone().start_of(date) + std::chrono::hours{12};
  return made;
}

Period as_period(const Stretch& stretch) {
  return stretch.working ? working_days(stretch.amount) : dunghan::days(stretch.amount);
}

struct Story {
  Date start;
  std::vector<Stretch> stretches;
  std::vector<Pause> pauses;
  std::vector<Operation> operations;
};

Date random_date() {
  return make_date(2024, 1, 1) + days{*rc::gen::inRange(0, 900)};
}
Stretch random_stretch() {
  return {*rc::gen::inRange(2, 40), *rc::gen::arbitrary<bool>()};
}

/// Pauses each begin while at least one unit of the first segment is left, the case in which
/// day-by-day walking and the law agree without more being said (a suspension on the very last day
/// has a test of its own).
Story any_story(int pauses_least = 0) {
  Story story;
  story.start = random_date();
  const int segments = *rc::gen::inRange(1, 4);
  for (int i = 0; i < segments; ++i) story.stretches.push_back(random_stretch());
  Operation begin = at_noon(OperationKind::start, story.start);
  begin.limit.period = as_period(story.stretches[0]);
  story.operations.push_back(begin);
  Date now = story.start;
  const int pauses = *rc::gen::inRange(pauses_least, 4);
  for (int i = 0; i < pauses; ++i) {
    const Date end = walked(story.start, {story.stretches[0]}, story.pauses);
    if (now >= end - days{1}) break;
    const Date from = now + days{*rc::gen::inRange(0, static_cast<int>((end - now).count()))};
    if (walked(story.start, {{story.stretches[0].amount, story.stretches[0].working}},
               story.pauses) <= from)
      break;
    const Date to = from + days{*rc::gen::inRange(0, 20)};
    story.pauses.push_back({from, to});
    story.operations.push_back(at_noon(OperationKind::suspend, from));
    story.operations.push_back(at_noon(OperationKind::resume, to));
    story.operations.back().at += std::chrono::hours{1};
    now = to + days{1};
  }
  for (std::size_t i = 1; i < story.stretches.size(); ++i) {
    Operation extension = at_noon(OperationKind::extend, story.start + days{1});
    extension.by = as_period(story.stretches[i]);
    story.operations.push_back(extension);
  }
  for (std::size_t i = 0; i < story.operations.size(); ++i)
    story.operations[i].seq = static_cast<std::int64_t>(i);
  return story;
}

RC_GTEST_PROP(FoldOracle, suspensions_and_extensions_end_on_the_day_that_a_walk_finds, ()) {
  const Story story = any_story();
  const auto state = fold(story.operations, civil_code(), viet_nam());
  RC_ASSERT(state.has_value());
  const Date last = walked(story.start, story.stretches, story.pauses);
  RC_ASSERT(state->due->unrolled == last);
  Date rolled = last;
  while (!viet_nam().is_working(rolled)) rolled += days{1};
  RC_ASSERT(state->due->due_on == rolled);
  RC_ASSERT(state->due->due_at == viet_nam().zone().end_of(rolled));
}

RC_GTEST_PROP(FoldLaws, the_order_of_recording_does_not_matter, ()) {
  Story story = any_story();
  const auto before = fold(story.operations, civil_code(), viet_nam());
  std::vector<Operation> shuffled;
  while (!story.operations.empty()) {
    const auto index = *rc::gen::inRange<std::size_t>(0, story.operations.size());
    shuffled.push_back(story.operations[index]);
    story.operations.erase(story.operations.begin() + static_cast<std::ptrdiff_t>(index));
  }
  RC_ASSERT(fold(shuffled, civil_code(), viet_nam()).value() == before.value());
}

RC_GTEST_PROP(FoldLaws, suspending_and_resuming_at_one_instant_changes_nothing, ()) {
  Story story = any_story();
  const auto before = fold(story.operations, civil_code(), viet_nam()).value();
  CountingRule rule = civil_code();
  rule.suspension_first_day_counts = *rc::gen::arbitrary<bool>();
  rule.suspension_last_day_counts = *rc::gen::arbitrary<bool>();
  const auto with_edges = fold(story.operations, rule, viet_nam()).value();
  const Date after_all = (story.pauses.empty() ? story.start : story.pauses.back().to) + days{1};
  Operation pause = at_noon(OperationKind::suspend, after_all);
  pause.seq = 100;
  Operation again = at_noon(OperationKind::resume, after_all);
  again.seq = 101;
  story.operations.push_back(pause);
  story.operations.push_back(again);
  RC_ASSERT(fold(story.operations, civil_code(), viet_nam())->due == before.due);
  RC_ASSERT(fold(story.operations, rule, viet_nam())->due == with_edges.due);
}

RC_GTEST_PROP(FoldLaws, a_longer_suspension_never_makes_a_limit_earlier, ()) {
  Story story = any_story(1);
  const auto before = fold(story.operations, civil_code(), viet_nam()).value();
  for (Operation& operation : story.operations) {
    // The last resumption a few days later; what follows are extensions only.
    if (operation.kind == OperationKind::resume &&
        operation.at ==
            viet_nam().zone().start_of(story.pauses.back().to) + std::chrono::hours{13}) {
      operation.at += days{*rc::gen::inRange(1, 10)};
    }
  }
  RC_ASSERT(fold(story.operations, civil_code(), viet_nam())->due->due_on >= before.due->due_on);
}

RC_GTEST_PROP(CountingLaws, one_more_holiday_never_makes_a_limit_earlier, ()) {
  calendar::CalendarSpec spec = fakes::viet_nam_spec();
  const Date start = random_date();
  const Stretch stretch = random_stretch();
  const Date extra = start + days{*rc::gen::inRange(0, 60)};
  RC_PRE(viet_nam().is_working(extra) && std::chrono::weekday{extra} != std::chrono::Saturday);
  calendar::ListedDayOff listed;
  listed.date = extra;
  listed.kind = calendar::ListedDayOff::Kind::extra;
  spec.days_off.push_back(listed);
  const calendar::Calendar longer = fakes::compiled(spec);
  const Instant at = viet_nam().zone().start_of(start);
  const Date without = due_after(civil_code(), viet_nam(), at, as_period(stretch))->due_on;
  RC_ASSERT(due_after(civil_code(), longer, at, as_period(stretch))->due_on >= without);
}

RC_GTEST_PROP(CountingLaws, later_events_are_never_due_earlier_and_due_dates_are_open_days, ()) {
  const Date start = random_date();
  Period length = as_period(random_stretch());
  if (*rc::gen::arbitrary<bool>()) {
    length = Period{};
    length.months = *rc::gen::inRange(1, 14);
    length.weeks = *rc::gen::inRange(0, 5);
  }
  const auto due = [&](Date date) {
    return due_after(civil_code(), viet_nam(), viet_nam().zone().start_of(date), length)->due_on;
  };
  RC_ASSERT(due(start) <= due(start + days{1}));
  RC_ASSERT(viet_nam().is_working(due(start)));
  RC_ASSERT(due(start) > start);
}

RC_GTEST_PROP(CountingLaws, a_trace_changes_no_answer_and_ends_with_it, ()) {
  const Story story = any_story();
  Trace trace;
  const auto traced = fold(story.operations, civil_code(), viet_nam(), &trace).value();
  RC_ASSERT(traced == fold(story.operations, civil_code(), viet_nam()).value());
  RC_ASSERT(!trace.empty());
  RC_ASSERT(trace.back().kind == TraceStep::Kind::result);
  RC_ASSERT(*trace.back().to == traced.due->due_on);
  const auto suspensions = std::count_if(trace.begin(), trace.end(), [](const auto& step) {
    return step.kind == TraceStep::Kind::suspension;
  });
  RC_ASSERT(static_cast<std::size_t>(suspensions) == story.pauses.size());
}

}  // namespace
}  // namespace dunghan::deadline
