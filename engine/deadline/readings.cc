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

constexpr std::array<Reading, 3> clear_readings{{
    {"all", "ngày phải làm không nằm trong thời hạn", "the day of the act is none of the period"},
    {"days", "chỉ với thời hạn tính bằng ngày, ngày phải làm không nằm trong thời hạn",
     "only of periods in days the day of the act is none"},
    {"none", "ngày phải làm là ngày đầu của thời hạn", "the day of the act is its first day"},
}};
constexpr std::array<Reading, 2> minimum_readings{{
    {"days", "chỉ thời hạn tính bằng ngày trở lên phải đủ số ngày làm việc",
     "only periods in days and longer units must hold so many working days"},
    {"hours-too", "thời hạn tính bằng giờ cũng phải đủ số ngày làm việc",
     "periods in hours must hold so many working days as well"},
}};

struct QuestionReadings {
  Question question;
  std::span<const Reading> readings;
};

const std::array<QuestionReadings, question_count> questions{{
    {Question::first_day, first_day_readings},
    {Question::roll_forward, roll_readings},
    {Question::roll_backward, roll_readings},
    {Question::roll_fixed_date, roll_readings},
    {Question::extension_from, extension_readings},
    {Question::suspension_first_day, edge_readings},
    {Question::suspension_last_day, edge_readings},
    {Question::suspension_total, total_readings},
    {Question::swapped_off, closing_readings},
    {Question::worked_weekend, closing_readings},
    {Question::reached_saturday, closing_readings},
    {Question::clear_backward, clear_readings},
    {Question::minimum_hours, minimum_readings},
}};

const QuestionReadings& entry_of(Question question) {
  const QuestionReadings& entry = questions[static_cast<std::size_t>(question)];
  DUNGHAN_CHECK(entry.question == question);
  return entry;
}

constexpr std::array<Roll, 3> rolls{Roll::preceding, Roll::none, Roll::following};

int index_of(Roll roll) {
  return static_cast<int>(std::find(rolls.begin(), rolls.end(), roll) - rolls.begin());
}

/// A question of how a last day rolls: the member that answers it.
Roll CountingRule::*roll_of(Question question) {
  switch (question) {
    case Question::roll_forward: return &CountingRule::roll_forward;
    case Question::roll_backward: return &CountingRule::roll_backward;
    case Question::roll_fixed_date: return &CountingRule::roll_fixed_date;
    default: return nullptr;
  }
}

/// A question that is a yes or no of the rule: which member, and its value in the later reading.
struct Flag {
  bool CountingRule::*member;
  bool later;
};

Flag flag_of(Question question) {
  switch (question) {
    case Question::first_day: return {&CountingRule::first_day_counts, false};
    case Question::extension_from: return {&CountingRule::extension_from_rolled, true};
    case Question::suspension_first_day: return {&CountingRule::suspension_first_day_counts, false};
    case Question::suspension_last_day: return {&CountingRule::suspension_last_day_counts, false};
    case Question::suspension_total: return {&CountingRule::total_moves_with_suspension, true};
    case Question::swapped_off: return {&CountingRule::swapped_off_closes, true};
    case Question::worked_weekend: return {&CountingRule::worked_weekend_closes, true};
    case Question::reached_saturday: return {&CountingRule::reached_saturday_closes, true};
    case Question::minimum_hours: return {&CountingRule::working_days_min_hours, true};
    case Question::clear_backward:
    case Question::roll_forward:
    case Question::roll_backward:
    case Question::roll_fixed_date: break;
  }
  DUNGHAN_CHECK(false);
}

/// Whether its later reading makes a date later only where the last day rolls on: a closed day, and
/// an extension that begins where it rolled to, push a date the way that it rolls.
bool goes_with_the_roll(Question question) {
  return question == Question::swapped_off || question == Question::worked_weekend ||
         question == Question::reached_saturday || question == Question::extension_from;
}

/// Whether its later reading makes the period longer, so that it ends earlier counted back.
bool lengthens(Question question) {
  return question == Question::first_day || question == Question::minimum_hours;
}

/// How last days roll in one direction; where only hours do, how these do.
Roll roll_towards(const CountingRule& rule, Direction direction) {
  switch (direction) {
    case Direction::forward:
      return rule.roll_forward == Roll::none ? rule.roll_hours : rule.roll_forward;
    case Direction::backward:
      if (rule.roll_backward != Roll::none || rule.roll_hours == Roll::none)
        return rule.roll_backward;
      return Roll::preceding;
    case Direction::to_a_date: return rule.roll_fixed_date;
  }
  DUNGHAN_CHECK(false);
}

Result<Due> due_of(std::span<const Operation> operations, const CountingRule& rule,
                   const calendar::Calendar& calendar) {
  DUNGHAN_TRY(const DeadlineState state, fold(operations, rule, calendar));
  if (!state.due) return fail(ErrorCode::invalid_argument, "this limit has no due date");
  return *state.due;
}

/// One way to read all open questions, and what comes of it.
struct Combination {
  Due due;
  std::vector<const CountingRule::OpenQuestion*> otherwise;  // read otherwise than the rule reads
};

/// Takes `here` where it lies further to the side, or as far with fewer questions read otherwise.
void take_if_better(Combination& best, const Combination& here, Side side) {
  const bool further = side == Side::earliest ? here.due.due_at < best.due.due_at
                                              : here.due.due_at > best.due.due_at;
  const bool simpler =
      here.due.due_at == best.due.due_at && here.otherwise.size() < best.otherwise.size();
  if (further || simpler) best = here;
}

/// Goes on to the next combination of readings, like a counter with a wheel a question; false after
/// the last.
bool next_combination(std::vector<std::size_t>& wheels, const CountingRule& rule) {
  for (std::size_t i = 0; i < wheels.size(); ++i) {
    if (++wheels[i] < rule.open_questions[i].readings.size()) return true;
    wheels[i] = 0;
  }
  return false;
}

}  // namespace

std::string_view name_of(Question question) {
  return question_names[static_cast<std::size_t>(question)];
}

std::optional<Question> question_named(std::string_view name) {
  const auto found = std::find(question_names.begin(), question_names.end(), name);
  if (found == question_names.end()) return std::nullopt;
  return static_cast<Question>(found - question_names.begin());
}

std::span<const Reading> readings_of(Question question) {
  return entry_of(question).readings;
}

int reading_in(const CountingRule& rule, Question question) {
  if (const auto roll = roll_of(question)) return index_of(rule.*roll);
  if (question == Question::clear_backward)
    return static_cast<int>(ClearPeriods::all) - static_cast<int>(rule.clear_backward);
  const Flag flag = flag_of(question);
  return rule.*flag.member == flag.later ? 1 : 0;
}

void read_as(CountingRule& rule, Question question, int reading) {
  DUNGHAN_CHECK(reading >= 0 && reading < static_cast<int>(readings_of(question).size()));
  if (const auto roll = roll_of(question)) {
    rule.*roll = rolls[static_cast<std::size_t>(reading)];
    return;
  }
  if (question == Question::clear_backward) {
    rule.clear_backward = static_cast<ClearPeriods>(static_cast<int>(ClearPeriods::all) - reading);
    return;
  }
  const Flag flag = flag_of(question);
  rule.*flag.member = (reading == 1) == flag.later;
}

CountingRule read_to(const CountingRule& rule, Side side, Direction direction) {
  CountingRule read = rule;
  const auto turn = [&](const CountingRule::OpenQuestion& open, bool reversed) {
    const auto [least, most] = std::minmax_element(open.readings.begin(), open.readings.end());
    DUNGHAN_CHECK(least != open.readings.end());
    read_as(read, open.question, (side == Side::earliest) != reversed ? *least : *most);
  };
  for (const CountingRule::OpenQuestion& open : rule.open_questions) {
    if (!goes_with_the_roll(open.question))
      turn(open, lengthens(open.question) && direction == Direction::backward);
  }
  // Which way these push is known only when it is known how the last day rolls.
  const bool pushed_back = roll_towards(read, direction) == Roll::preceding;
  for (const CountingRule::OpenQuestion& open : rule.open_questions) {
    if (goes_with_the_roll(open.question)) turn(open, pushed_back);
  }
  return read;
}

Result<DueReadings> read_all_ways(std::span<const Operation> operations, const CountingRule& rule,
                                  const calendar::Calendar& calendar) {
  DUNGHAN_TRY(const Due prevailing, due_of(operations, rule, calendar));
  Combination earliest{prevailing, {}};
  Combination latest = earliest;
  std::vector<std::size_t> wheels(rule.open_questions.size(), 0);
  CountingRule read = rule;
  do {
    Combination here;
    for (std::size_t i = 0; i < wheels.size(); ++i) {
      const CountingRule::OpenQuestion& open = rule.open_questions[i];
      DUNGHAN_CHECK(wheels[i] < open.readings.size());
      const int reading = open.readings[wheels[i]];
      read_as(read, open.question, reading);
      if (reading != reading_in(rule, open.question)) here.otherwise.push_back(&open);
    }
    DUNGHAN_TRY(here.due, due_of(operations, read, calendar));
    take_if_better(earliest, here, Side::earliest);
    take_if_better(latest, here, Side::latest);
  } while (next_combination(wheels, rule));
  return DueReadings{earliest.due, prevailing, latest.due, std::move(earliest.otherwise),
                     std::move(latest.otherwise)};
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
