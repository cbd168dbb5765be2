#include "engine/deadline/readings.h"

#include <algorithm>
#include <array>

#include "engine/base/check.h"

namespace dunghan::deadline {
namespace {

constexpr std::array<Reading, 2> first_day_readings{{
    {"included", "ngày xảy ra sự kiện được tính", "the day of the event counts"},
    {"excluded", "ngày xảy ra sự kiện không được tính", "the day of the event does not count"},
}};
constexpr std::array<Reading, 3> roll_readings{{
    {"preceding", "lùi về ngày làm việc trước đó", "it moves to the working day before"},
    {"none", "giữ nguyên ngày đó", "it stays"},
    {"following", "chuyển sang ngày làm việc tiếp theo", "it moves to the next working day"},
}};
constexpr std::array<Reading, 2> extension_readings{{
    {"unrolled", "tính tiếp từ ngày cuối chưa dời", "counted on from the last day before any roll"},
    {"rolled", "tính tiếp từ ngày cuối đã dời", "counted on from the day it rolled to"},
}};
constexpr std::array<Reading, 2> edge_readings{{
    {"used", "ngày đó được tính vào thời hạn", "that day counts"},
    {"free", "ngày đó không tính vào thời hạn", "that day does not count"},
}};
constexpr std::array<Reading, 2> total_readings{{
    {"stands", "mức tối đa giữ nguyên", "the ceiling stands"},
    {"moves", "mức tối đa dời theo", "the ceiling moves with it"},
}};
constexpr std::array<Reading, 2> closing_readings{{
    {"open", "vẫn là ngày cuối cùng", "it stays the last day"},
    {"closed", "chuyển sang ngày làm việc tiếp theo",
     "it counts as a day off, and the limit rolls"},
}};

struct QuestionName {
  Question question;
  std::string_view name;
  std::span<const Reading> readings;
};

const std::array<QuestionName, 9> questions{{
    {Question::first_day, "first-day", first_day_readings},
    {Question::roll_backward, "roll-backward", roll_readings},
    {Question::roll_fixed_date, "roll-fixed-date", roll_readings},
    {Question::extension_from, "extension-from", extension_readings},
    {Question::suspension_first_day, "suspension-first-day", edge_readings},
    {Question::suspension_last_day, "suspension-last-day", edge_readings},
    {Question::suspension_total, "suspension-total", total_readings},
    {Question::swapped_off, "swapped-off", closing_readings},
    {Question::worked_weekend, "worked-weekend", closing_readings},
}};

const QuestionName& entry_of(Question question) {
  const QuestionName& entry = questions[static_cast<std::size_t>(question)];
  DUNGHAN_CHECK(entry.question == question);
  return entry;
}

constexpr std::array<Roll, 3> rolls{Roll::preceding, Roll::none, Roll::following};

int index_of(Roll roll) {
  return static_cast<int>(std::find(rolls.begin(), rolls.end(), roll) - rolls.begin());
}

/// A question that is a yes or no of the rule: which member, and its value in the later reading.
struct Flag {
  bool CountingRule::*member;
  bool later;
};

std::optional<Flag> flag_of(Question question) {
  switch (question) {
    case Question::first_day: return Flag{&CountingRule::first_day_counts, false};
    case Question::extension_from: return Flag{&CountingRule::extension_from_rolled, true};
    case Question::suspension_first_day:
      return Flag{&CountingRule::suspension_first_day_counts, false};
    case Question::suspension_last_day:
      return Flag{&CountingRule::suspension_last_day_counts, false};
    case Question::suspension_total: return Flag{&CountingRule::total_moves_with_suspension, true};
    case Question::swapped_off: return Flag{&CountingRule::swapped_off_closes, true};
    case Question::worked_weekend: return Flag{&CountingRule::worked_weekend_closes, true};
    case Question::roll_backward:
    case Question::roll_fixed_date: return std::nullopt;
  }
  DUNGHAN_CHECK(false);
}

Result<Due> due_of(std::span<const Operation> operations, const CountingRule& rule,
                   const calendar::Calendar& calendar) {
  DUNGHAN_TRY(const DeadlineState state, fold(operations, rule, calendar));
  if (!state.due) return fail(ErrorCode::invalid_argument, "this limit has no due date");
  return *state.due;
}

/// The questions without which `side` would not give `due`: each in turn is put back to the
/// prevailing reading, and stays there where that changes nothing.
Result<std::vector<const CountingRule::OpenQuestion*>> parted_by(
    std::span<const Operation> operations, const CountingRule& rule,
    const calendar::Calendar& calendar, Side side, const Due& due) {
  CountingRule read = read_to(rule, side);
  std::vector<const CountingRule::OpenQuestion*> parting;
  for (const CountingRule::OpenQuestion& open : rule.open_questions) {
    const int there = reading_in(read, open.question);
    const int prevailing = reading_in(rule, open.question);
    if (there == prevailing) continue;
    read_as(read, open.question, prevailing);
    DUNGHAN_TRY(const Due without, due_of(operations, read, calendar));
    if (without.due_at == due.due_at) continue;
    read_as(read, open.question, there);
    parting.push_back(&open);
  }
  return parting;
}

}  // namespace

std::string_view name_of(Question question) {
  return entry_of(question).name;
}

std::optional<Question> question_named(std::string_view name) {
  for (const QuestionName& entry : questions) {
    if (entry.name == name) return entry.question;
  }
  return std::nullopt;
}

std::span<const Reading> readings_of(Question question) {
  return entry_of(question).readings;
}

int reading_in(const CountingRule& rule, Question question) {
  if (question == Question::roll_backward) return index_of(rule.roll_backward);
  if (question == Question::roll_fixed_date) return index_of(rule.roll_fixed_date);
  const auto flag = flag_of(question);
  DUNGHAN_CHECK(flag.has_value());
  return rule.*flag->member == flag->later ? 1 : 0;
}

void read_as(CountingRule& rule, Question question, int reading) {
  DUNGHAN_CHECK(reading >= 0 && reading < static_cast<int>(readings_of(question).size()));
  if (question == Question::roll_backward) {
    rule.roll_backward = rolls[static_cast<std::size_t>(reading)];
  } else if (question == Question::roll_fixed_date) {
    rule.roll_fixed_date = rolls[static_cast<std::size_t>(reading)];
  } else {
    const auto flag = flag_of(question);
    DUNGHAN_CHECK(flag.has_value());
    rule.*flag->member = (reading == 1) == flag->later;
  }
}

CountingRule read_to(const CountingRule& rule, Side side) {
  CountingRule read = rule;
  for (const CountingRule::OpenQuestion& open : rule.open_questions) {
    const auto [least, most] = std::minmax_element(open.readings.begin(), open.readings.end());
    DUNGHAN_CHECK(least != open.readings.end());
    read_as(read, open.question, side == Side::earliest ? *least : *most);
  }
  return read;
}

Result<DueReadings> read_all_ways(std::span<const Operation> operations, const CountingRule& rule,
                                  const calendar::Calendar& calendar) {
  DueReadings answer;
  DUNGHAN_TRY(answer.prevailing, due_of(operations, rule, calendar));
  DUNGHAN_TRY(answer.earliest, due_of(operations, read_to(rule, Side::earliest), calendar));
  DUNGHAN_TRY(answer.latest, due_of(operations, read_to(rule, Side::latest), calendar));
  DUNGHAN_TRY(answer.earliest_by,
              parted_by(operations, rule, calendar, Side::earliest, answer.earliest));
  DUNGHAN_TRY(answer.latest_by, parted_by(operations, rule, calendar, Side::latest, answer.latest));
  return answer;
}

void trace_open_questions(std::span<const Operation> operations, const CountingRule& rule,
                          const calendar::Calendar& calendar, Trace& trace) {
  const auto prevailing = due_of(operations, rule, calendar);
  if (!prevailing) return;
  for (const CountingRule::OpenQuestion& open : rule.open_questions) {
    const int here = reading_in(rule, open.question);
    for (const int other : open.readings) {
      if (other == here) continue;
      CountingRule read = rule;
      read_as(read, open.question, other);
      const auto due = due_of(operations, read, calendar);
      if (!due || due->due_at == prevailing->due_at) continue;
      const Reading& ours = readings_of(open.question)[static_cast<std::size_t>(here)];
      const Reading& theirs = readings_of(open.question)[static_cast<std::size_t>(other)];
      TraceStep step;
      step.kind = TraceStep::Kind::open_question;
      step.from = prevailing->due_on;
      step.to = due->due_on;
      step.note_vi = open.text_vi + " Ở đây hiểu: " + std::string(ours.vi) +
                     ". Nếu hiểu: " + std::string(theirs.vi);
      step.note_en = open.text_en + " Read here: " + std::string(ours.en) +
                     ". Were it read: " + std::string(theirs.en);
      step.basis = open.basis;
      trace.push_back(std::move(step));
    }
  }
}

}  // namespace dunghan::deadline
