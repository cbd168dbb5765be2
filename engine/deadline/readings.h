// What a law leaves open, and how far a due date hangs on it.
//
// A counting rule takes one reading of each open question (the prevailing one, by which due dates
// are counted) and names the others. How far a date hangs on them is found by trying them all: a
// question may push a date either way, as a closed day does when it rolls back. For a rule that is
// to be kept to one side for a whole definition there is read_to(): the readings of a question are
// ordered, and the order is known once it is known which way is counted.
#pragma once

#include <array>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "engine/deadline/deadline.h"

namespace dunghan::deadline {

/// One way to read a question: its name in a rule's file, and what it says of the matter.
struct Reading {
  std::string_view name;
  std::string_view vi, en;
};

/// How a rule's file names the questions, in the order of the enumeration.
inline constexpr std::array<std::string_view, question_count> question_names{
    "first-day",      "roll-forward",         "roll-backward",       "roll-fixed-date",
    "extension-from", "suspension-first-day", "suspension-last-day", "suspension-total",
    "swapped-off",    "worked-weekend",       "reached-saturday",    "clear-backward",
    "minimum-hours"};
/// "swapped-off": how a rule's file names the question.
[[nodiscard]] std::string_view name_of(Question question);
[[nodiscard]] std::optional<Question> question_named(std::string_view name);
/// All readings that can be given, the earliest first.
[[nodiscard]] std::span<const Reading> readings_of(Question question);

/// The reading that `rule` takes: an index into readings_of(question).
[[nodiscard]] int reading_in(const CountingRule& rule, Question question);
void read_as(CountingRule& rule, Question question, int reading);

enum class Side { earliest, latest };
/// How a limit is counted: from an event on, back from one, or not at all (a named date).
enum class Direction { forward, backward, to_a_date };

/// `rule` with every question that it leaves open read to one side, for limits of one direction.
/// Exact where days and hours of that direction roll the same way, if both do, and where a least
/// number of working days does not meet a roll back of limits counted forward.
[[nodiscard]] CountingRule read_to(const CountingRule& rule, Side side,
                                   Direction direction = Direction::forward);

struct DueReadings {
  Due earliest, prevailing, latest;
  /// The questions that part them, of rule.open_questions: as few as need to be read otherwise than
  /// the rule reads them to give that date.
  std::vector<const CountingRule::OpenQuestion*> earliest_by, latest_by;
};

/// The due date of `operations` by every combination of readings. errors: as fold();
/// invalid_argument where they give no due date.
[[nodiscard]] Result<DueReadings> read_all_ways(std::span<const Operation> operations,
                                                const CountingRule& rule,
                                                const calendar::Calendar& calendar);

/// Appends to the trace of `operations` a step for each open question whose other readings would
/// give another due date (`to`).
void trace_open_questions(std::span<const Operation> operations, const CountingRule& rule,
                          const calendar::Calendar& calendar, Trace& trace);

}  // namespace dunghan::deadline
