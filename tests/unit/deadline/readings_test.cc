// What a law leaves open, tried out: the earliest and latest date against a walk through every
// combination of readings, written apart from it.
#include "engine/deadline/readings.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <functional>

#include "tests/unit/deadline/rules.h"

namespace dunghan::deadline {
namespace {

using fakes::viet_nam;
using std::chrono::days;

CountingRule::OpenQuestion open_question(Question question, std::vector<int> readings) {
  CountingRule::OpenQuestion open;
  open.question = question;
  open.readings = std::move(readings);
  open.text_vi = open.text_en = std::string(name_of(question));
  return open;
}

std::vector<std::string> names_of(const std::vector<const CountingRule::OpenQuestion*>& open) {
  std::vector<std::string> names;
  for (const auto* each : open) names.emplace_back(name_of(each->question));
  return names;
}

using Names = std::vector<std::string>;

TEST(Readings, are_ordered_and_named_for_every_question) {
  for (int i = 0; i < question_count; ++i) {
    const auto question = static_cast<Question>(i);
    EXPECT_EQ(question_named(name_of(question)), question);
    EXPECT_GE(readings_of(question).size(), 2U);
    CountingRule rule;
    for (int reading = 0; reading < static_cast<int>(readings_of(question).size()); ++reading) {
      read_as(rule, question, reading);
      EXPECT_EQ(reading_in(rule, question), reading) << name_of(question);
    }
  }
  EXPECT_EQ(question_named("weather"), std::nullopt);
}

TEST(Readings, of_a_last_day_given_off_by_a_swap_part_a_limit_by_days) {
  CountingRule rule = civil_code();
  rule.open_questions = {open_question(Question::swapped_off, {0, 1}),
                         open_question(Question::worked_weekend, {0, 1})};
  const std::vector<Operation> operations{start("2024-04-19", "10 days")};  // Mon 29 April
  const auto ways = read_all_ways(operations, rule, viet_nam()).value();
  EXPECT_EQ(to_text(ways.earliest.due_on), "2024-04-29");
  EXPECT_EQ(to_text(ways.prevailing.due_on), "2024-05-02");
  EXPECT_EQ(to_text(ways.latest.due_on), "2024-05-02");
  EXPECT_EQ(names_of(ways.earliest_by), Names{"swapped-off"});
  EXPECT_TRUE(ways.latest_by.empty());
}

TEST(Readings, of_a_closed_day_push_the_other_way_when_counting_back) {
  CountingRule rule = civil_code();  // rolls back
  rule.open_questions = {open_question(Question::swapped_off, {0, 1})};
  Operation back = start("2024-04-01", "10 days");
  back.limit.kind = ResolvedLimit::Kind::before_date;
  back.limit.date = fakes::day("2024-05-09");  // ten days before: Mon 29 April, given off
  const auto ways = read_all_ways({&back, 1}, rule, viet_nam()).value();
  EXPECT_EQ(to_text(ways.prevailing.due_on), "2024-04-26");
  EXPECT_EQ(to_text(ways.earliest.due_on), "2024-04-26");
  EXPECT_EQ(to_text(ways.latest.due_on), "2024-04-29");
  EXPECT_EQ(names_of(ways.latest_by), Names{"swapped-off"});
  const CountingRule latest = read_to(rule, Side::latest, Direction::backward);
  EXPECT_EQ(fold({&back, 1}, latest, viet_nam())->due->due_on, ways.latest.due_on);
}

TEST(Readings, of_a_rule_whose_hours_alone_roll_follow_these) {
  CountingRule rule = civil_code();
  rule.roll_backward = Roll::none;
  rule.roll_hours = Roll::following;
  rule.open_questions = {open_question(Question::swapped_off, {0, 1})};
  Operation back = start("2024-04-01", "20 hours");
  back.limit.kind = ResolvedLimit::Kind::before_date;
  back.limit.date = fakes::day("2024-04-30");  // twenty hours before: Mon 29 April, given off
  const auto ways = read_all_ways({&back, 1}, rule, viet_nam()).value();
  EXPECT_EQ(to_text(ways.earliest.due_on), "2024-04-26");
  EXPECT_EQ(to_text(ways.latest.due_on), "2024-04-29");
  const CountingRule latest = read_to(rule, Side::latest, Direction::backward);
  EXPECT_EQ(fold({&back, 1}, latest, viet_nam())->due->due_on, ways.latest.due_on);
}

TEST(Readings, name_no_question_that_makes_no_difference) {
  CountingRule rule = civil_code();
  rule.open_questions = {open_question(Question::extension_from, {0, 1}),
                         open_question(Question::roll_backward, {0, 1, 2}),
                         open_question(Question::suspension_last_day, {0, 1})};
  const std::vector<Operation> operations{start("2024-05-06", "3 days")};
  const auto ways = read_all_ways(operations, rule, viet_nam()).value();
  EXPECT_EQ(ways.earliest, ways.prevailing);
  EXPECT_EQ(ways.latest, ways.prevailing);
  EXPECT_TRUE(ways.earliest_by.empty());
  EXPECT_TRUE(ways.latest_by.empty());
}

TEST(Readings, of_two_questions_that_only_together_move_a_date_are_both_named) {
  CountingRule rule = civil_code();
  rule.suspension_first_day_counts = true;
  rule.open_questions = {open_question(Question::suspension_first_day, {0, 1}),
                         open_question(Question::extension_from, {0, 1})};
  // Ten days from Tue 14 May end on Fri 24; with the day of suspension free on Sat 25, which rolls
  // to Mon 27: only then is there a rolled day for the extension to count on from.
  const std::vector<Operation> operations{start("2024-05-14", "10 days"), suspend("2024-05-15"),
                                          resume("2024-05-15T12:00"),
                                          extend_by("2024-05-16", "3 days")};
  const auto ways = read_all_ways(operations, rule, viet_nam()).value();
  EXPECT_EQ(to_text(ways.prevailing.due_on), "2024-05-27");  // Mon
  EXPECT_EQ(to_text(ways.latest.due_on), "2024-05-30");
  EXPECT_EQ(names_of(ways.latest_by), (Names{"suspension-first-day", "extension-from"}));
}

TEST(Readings, of_two_questions_that_move_a_date_alike_the_first_is_named) {
  CountingRule rule = civil_code();
  rule.open_questions = {open_question(Question::first_day, {0, 1}),
                         open_question(Question::suspension_first_day, {0, 1})};
  rule.first_day_counts = true;
  // Friday 24 May; a day later it is Saturday, two days later Sunday, and so Monday either way.
  const std::vector<Operation> operations{start("2024-05-15", "10 days"), suspend("2024-05-16"),
                                          resume("2024-05-16T12:00")};
  const auto ways = read_all_ways(operations, rule, viet_nam()).value();
  EXPECT_EQ(to_text(ways.prevailing.due_on), "2024-05-24");
  EXPECT_EQ(to_text(ways.latest.due_on), "2024-05-27");
  EXPECT_EQ(names_of(ways.latest_by), Names{"first-day"});
}

TEST(Readings, to_one_side_of_a_closed_day_go_by_the_way_in_which_days_or_hours_roll) {
  const auto closes = [](Roll of_days, Roll of_hours, Side side, Direction direction) {
    CountingRule rule = civil_code();
    rule.open_questions = {open_question(Question::swapped_off, {0, 1})};
    rule.roll_forward = rule.roll_backward = of_days;
    rule.roll_hours = of_hours;
    return read_to(rule, side, direction).swapped_off_closes;
  };
  using enum Roll;
  EXPECT_TRUE(closes(following, none, Side::latest, Direction::forward));
  EXPECT_FALSE(closes(preceding, none, Side::latest, Direction::forward));
  EXPECT_TRUE(closes(preceding, none, Side::earliest, Direction::forward));
  EXPECT_FALSE(closes(preceding, following, Side::latest, Direction::forward));
  EXPECT_FALSE(closes(none, preceding, Side::latest, Direction::forward));
  EXPECT_TRUE(closes(none, following, Side::latest, Direction::forward));
  EXPECT_FALSE(closes(none, following, Side::latest, Direction::backward));
  EXPECT_FALSE(closes(preceding, none, Side::latest, Direction::backward));
  EXPECT_TRUE(closes(none, none, Side::latest, Direction::backward));
  EXPECT_TRUE(closes(following, none, Side::latest, Direction::backward));
}

TEST(Readings, of_a_limit_without_a_due_date_are_refused) {
  Operation at_once = start("2024-05-06", "1 day");
  at_once.limit.kind = ResolvedLimit::Kind::at_once;
  at_once.limit.target.reset();
  EXPECT_EQ(read_all_ways({&at_once, 1}, civil_code(), viet_nam()).error().code,
            ErrorCode::invalid_argument);
}

bool flip() {
  return *rc::gen::arbitrary<bool>();
}
Roll any_roll() {
  return *rc::gen::element(Roll::none, Roll::following, Roll::preceding);
}

/// A rule of any sort, with some questions open: each with the reading that it takes and some
/// others.
CountingRule any_rule() {
  CountingRule rule;
  rule.first_day_counts = flip();
  rule.roll_forward = any_roll();
  rule.roll_backward = any_roll();
  rule.roll_hours = any_roll();
  rule.roll_fixed_date = any_roll();
  rule.extension_from_rolled = flip();
  rule.swapped_off_closes = flip();
  rule.worked_weekend_closes = flip();
  rule.reached_saturday_closes = flip();
  rule.suspension_first_day_counts = flip();
  rule.suspension_last_day_counts = flip();
  rule.total_moves_with_suspension = flip();
  if (flip()) rule.short_days_max = 5;
  if (flip()) rule.working_days_min = 2;
  rule.clear_backward = flip() ? ClearPeriods::days : ClearPeriods::none;
  for (int i = 0; i < question_count; ++i) {
    if (*rc::gen::inRange(0, 3) != 0) continue;
    const auto question = static_cast<Question>(i);
    std::vector<int> readings;
    for (int each = 0; each < static_cast<int>(readings_of(question).size()); ++each) {
      if (each == reading_in(rule, question) || flip()) readings.push_back(each);
    }
    if (readings.size() > 1) rule.open_questions.push_back(open_question(question, readings));
  }
  return rule;
}

Period any_length() {
  Period length;
  const int amount = *rc::gen::inRange(1, 25);
  switch (*rc::gen::inRange(0, 6)) {
    case 0: length.working_days = amount; break;
    case 1: length.weeks = amount % 4 + 1; break;
    case 2: length.months = amount % 5 + 1; break;
    case 3: length.hours = amount * 5; break;
    default: length.days = amount;
  }
  return length;
}

/// From about April 2024 on, where weekends, holidays and swaps lie close together.
Date any_date() {
  return make_date(2024, 4, 1) + days{*rc::gen::inRange(0, 40)};
}

std::vector<Operation> any_operations(Direction direction) {
  Operation begin;
  const Date from = any_date();
  begin.at = viet_nam().zone().start_of(from) + std::chrono::hours{9};
  begin.limit.period = any_length();
  std::vector<Operation> operations{begin};
  if (direction == Direction::backward) {
    operations[0].limit.kind = ResolvedLimit::Kind::before_date;
    operations[0].limit.date = from + days{60};
    return operations;
  }
  if (flip()) {
    const Date paused = from + days{*rc::gen::inRange(0, 6)};
    Operation pause;
    pause.kind = OperationKind::suspend;
    pause.at = viet_nam().zone().start_of(paused) + std::chrono::hours{10};
    Operation again;
    again.kind = OperationKind::resume;
    again.at = pause.at + days{*rc::gen::inRange(0, 12)};
    operations.push_back(pause);
    operations.push_back(again);
  }
  if (flip()) {
    Operation longer;
    longer.kind = OperationKind::extend;
    longer.at = begin.at;
    (flip() ? longer.by : longer.total) = any_length();
    operations.push_back(longer);
  }
  for (std::size_t i = 0; i < operations.size(); ++i)
    operations[i].seq = static_cast<std::int64_t>(i);
  return operations;
}

/// Calls `seen` with the rule read in every way, and how many questions are read otherwise than it
/// reads them.
void each_way(const CountingRule& rule, std::size_t from, CountingRule& read, int otherwise,
              const std::function<void(const CountingRule&, int)>& seen) {
  if (from == rule.open_questions.size()) return seen(read, otherwise);
  const CountingRule::OpenQuestion& open = rule.open_questions[from];
  for (const int reading : open.readings) {
    read_as(read, open.question, reading);
    const bool other = reading != reading_in(rule, open.question);
    each_way(rule, from + 1, read, otherwise + (other ? 1 : 0), seen);
  }
}

Instant due_at(const std::vector<Operation>& operations, const CountingRule& rule) {
  return fold(operations, rule, viet_nam()).value().due->due_at;
}

Direction any_direction() {
  return *rc::gen::element(Direction::forward, Direction::backward);
}

RC_GTEST_PROP(ReadingsLaws, every_combination_lies_between_the_earliest_and_the_latest, ()) {
  const CountingRule rule = any_rule();
  const std::vector<Operation> operations = any_operations(any_direction());
  const auto ways = read_all_ways(operations, rule, viet_nam()).value();
  Instant first = due_at(operations, rule);
  Instant last = first;
  CountingRule read = rule;
  each_way(rule, 0, read, 0, [&](const CountingRule& one, int) {
    first = std::min(first, due_at(operations, one));
    last = std::max(last, due_at(operations, one));
  });
  RC_ASSERT(ways.earliest.due_at == first);
  RC_ASSERT(ways.latest.due_at == last);
  RC_ASSERT(ways.prevailing == *fold(operations, rule, viet_nam()).value().due);
}

RC_GTEST_PROP(ReadingsLaws, name_as_few_questions_as_part_a_date_from_the_prevailing_one, ()) {
  const CountingRule rule = any_rule();
  const std::vector<Operation> operations = any_operations(any_direction());
  const auto ways = read_all_ways(operations, rule, viet_nam()).value();
  int fewest_early = question_count, fewest_late = question_count;
  CountingRule read = rule;
  each_way(rule, 0, read, 0, [&](const CountingRule& one, int otherwise) {
    const Instant at = due_at(operations, one);
    if (at == ways.earliest.due_at) fewest_early = std::min(fewest_early, otherwise);
    if (at == ways.latest.due_at) fewest_late = std::min(fewest_late, otherwise);
  });
  RC_ASSERT(static_cast<int>(ways.earliest_by.size()) == fewest_early);
  RC_ASSERT(static_cast<int>(ways.latest_by.size()) == fewest_late);
  RC_ASSERT(ways.earliest_by.empty() == (ways.earliest.due_at == ways.prevailing.due_at));
  RC_ASSERT(ways.latest_by.empty() == (ways.latest.due_at == ways.prevailing.due_at));
}

RC_GTEST_PROP(ReadingsLaws, a_rule_kept_to_one_side_gives_that_sides_date, ()) {
  CountingRule rule = any_rule();
  rule.roll_hours = Roll::none;  // not another way than days: a test of its own
  // Nor a roll back that a least number of working days turns into a later day.
  const auto rolls_back = [](const CountingRule::OpenQuestion& open) {
    return open.question == Question::roll_forward && open.readings.front() == 0;
  };
  if (rule.roll_forward == Roll::preceding ||
      std::any_of(rule.open_questions.begin(), rule.open_questions.end(), rolls_back))
    rule.working_days_min = 0;
  const Direction direction = any_direction();
  const std::vector<Operation> operations = any_operations(direction);
  const auto ways = read_all_ways(operations, rule, viet_nam()).value();
  const CountingRule early = read_to(rule, Side::earliest, direction);
  const CountingRule late = read_to(rule, Side::latest, direction);
  RC_ASSERT(due_at(operations, early) == ways.earliest.due_at);
  RC_ASSERT(due_at(operations, late) == ways.latest.due_at);
}

TEST(OpenQuestions, are_told_in_the_trace_with_the_day_that_they_would_give) {
  CountingRule rule = civil_code();
  rule.open_questions = {open_question(Question::swapped_off, {0, 1}),
                         open_question(Question::worked_weekend, {0, 1})};
  const std::vector<Operation> operations{start("2024-04-19", "10 days")};
  Trace trace;
  trace_open_questions(operations, rule, viet_nam(), trace);
  ASSERT_EQ(trace.size(), 1U);
  EXPECT_EQ(trace[0].kind, TraceStep::Kind::open_question);
  EXPECT_EQ(trace[0].from, fakes::day("2024-05-02"));
  EXPECT_EQ(trace[0].to, fakes::day("2024-04-29"));
  EXPECT_NE(trace[0].note_en.find("it stays the last day"), std::string::npos);
}

}  // namespace
}  // namespace dunghan::deadline
