// How a period becomes a due date: a counting rule is data (config/counting/<id>.yaml), each with
// its source in law.
//
// due_after() counts forward, due_before() backward; both leave a trace of their steps where one is
// asked for, and `explain` prints that trace: there is no second implementation. What a law leaves
// open is a switch with a default and two readings.
#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "engine/base/period.h"
#include "engine/base/result.h"
#include "engine/base/time.h"
#include "engine/calendar/calendar.h"

namespace dunghan::deadline {

enum class Roll { none, following, preceding };
enum class PeriodEnd { end_of_day, close_of_business, same_time };

struct CountingRule {
  std::string id;
  std::string title_vi, title_en;
  std::string source;             // "Bộ luật Dân sự 91/2015/QH13, Điều 145-148"
  bool first_day_counts = false;  // the day of the event is the first day
  PeriodEnd ends = PeriodEnd::end_of_day;
  Roll roll_forward = Roll::following;  // last day closed, counting forward
  Roll roll_backward = Roll::none;      // last day closed, counting backward
  Roll roll_hours = Roll::none;         // an hour limit that ends on a closed day
  std::optional<int>
      cutoff_minute;  // minute of the local day from which an event counts as the next working day
  int working_days_min =
      0;  // at least so many working days within any period (EU 1182/71 art 3(5)) ...
  int working_days_min_from = 2;  // ... of at least so many days
  /// Longer periods do not roll: the most of each unit that does (a unit of 0 never does). Algemene
  /// termijnenwet art. 4 a.
  std::optional<Period> rolls_up_to;
  bool suspension_first_day_counts = true;  // the day of the suspension is used
  bool suspension_last_day_counts = false;  // the day of the resumption is free
  bool total_moves_with_suspension = true;  // a `total` ceiling moves with a suspension
  /// The articles behind the steps, by step kind ("first-day", "end", "roll", "month", "hours"),
  /// for explain.
  std::vector<std::pair<std::string, std::string>> step_basis;
};

struct Due {
  Date due_on{};     // local date of the last day
  Instant due_at{};  // its end: exclusive for day-type limits, inclusive for clock-type ones
  Date unrolled{};   // the last day before any roll: extensions count on from here
  bool provisional = false;  // rests on days past the calendar's official horizon
  bool clock_type = false;
  friend bool operator==(const Due&, const Due&) = default;
};

/// One step of a derivation: what was looked at, and what came of it. Rendered by explanation.h.
struct TraceStep {
  enum class Kind {
    start,
    cutoff,
    first_day,
    count,
    day_off,
    worked_day,
    month_end,
    suspension,
    extension,
    total,
    roll,
    minimum,
    provisional,
    result,
    earliest,    // several periods: the one that ends first holds (`period`)
    fixed_date,  // the limit is a date, nothing is counted
    no_limit     // at once, without a target
  };
  Kind kind{};
  std::optional<Date> from, to;  // what the step speaks of; `to` is where the count stands after it
  std::optional<Instant> at;
  std::optional<Period> period;
  int number = 0;                // ordinal or amount, by kind
  std::string note_vi, note_en;  // name of a holiday, ground of a suspension, ...
  std::string basis;             // article; empty where none
  std::string
      confidence;  // of the basis: "verified", "secondary", "recalled"; empty where not said
  std::optional<calendar::DayReason::Kind> reason;  // day_off, worked_day: why
  bool backward = false;                            // counted back from an event
  std::optional<Date> resumed;                      // suspension: the day of resumption
};
using Trace = std::vector<TraceStep>;

/// The due date of `period` counted from `start` (the start event's legal instant).
/// trace: may be null; then nothing is allocated.
/// errors: calendar_exhausted where the answer lies outside the calendar's years; invalid_argument
/// for a period of zero length.
[[nodiscard]] Result<Due> due_after(const CountingRule& rule, const calendar::Calendar& calendar,
                                    Instant start, const Period& period, Trace* trace = nullptr);

/// The latest day on which something may be done that must be done at least `period` before
/// `event`. Its own algorithm, not the inverse of due_after.
[[nodiscard]] Result<Due> due_before(const CountingRule& rule, const calendar::Calendar& calendar,
                                     Date event, const Period& period, Trace* trace = nullptr);

/// L2 of the semantics: a day-type limit is kept iff the act lies before due_at, a clock-type one
/// iff it is not after it.
[[nodiscard]] constexpr bool in_time(const Due& due, Instant act) {
  return due.clock_type ? act <= due.due_at : act < due.due_at;
}

}  // namespace dunghan::deadline
