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
/// Counting backward: which periods leave out the day of the act as they leave out that of the
/// event ("clear").
enum class ClearPeriods { none, days, all };

/// What a law may leave open. The readings of each stand in the order in which they make the date
/// of a limit counted forward later: see readings.h.
enum class Question {
  first_day,             // included < excluded
  roll_forward,          // preceding < none < following
  roll_backward,         // preceding < none < following
  roll_fixed_date,       // preceding < none < following
  extension_from,        // unrolled < rolled
  suspension_first_day,  // used < free
  suspension_last_day,   // used < free
  suspension_total,      // stands < moves: a `total` ceiling under a suspension
  swapped_off,           // open < closed: a last day that a swap gave off
  worked_weekend,        // open < closed: a last day on the weekend that a swap made a working day
  reached_saturday,      // open < closed: a Saturday to which a roll from another day came
  clear_backward,  // all < days < none: the day of an act that must come so long before an event
  minimum_hours,   // days < hours-too: whether the least number of working days binds hours as well
};
inline constexpr int question_count = 13;

/// From which moment an event counts as one of the next day.
struct Cutoff {
  int minute = 0;                // of the local day
  bool to_working_day = true;    // the next working day; else simply the next day
  bool closed_days_too = false;  // an event on a day off counts as on the next working day
  friend bool operator==(const Cutoff&, const Cutoff&) = default;
};

struct CountingRule {
  std::string id;
  std::string title_vi, title_en;
  std::string source;             // "Bộ luật Dân sự 91/2015/QH13, Điều 145-148"
  bool first_day_counts = false;  // the day of the event is the first day
  bool first_hour_counts = true;  // hours run from the very moment; else from the next full hour
  PeriodEnd ends = PeriodEnd::end_of_day;
  Roll roll_forward = Roll::following;  // last day closed, counting forward
  Roll roll_backward = Roll::none;      // last day closed, counting backward
  Roll roll_hours = Roll::none;         // an hour limit that ends on a closed day; counted backward
                                        // it rolls back, where it rolls at all
  Roll roll_fixed_date = Roll::none;    // a limit that is a date, not a count
  std::optional<Cutoff> cutoff;
  int working_days_min =
      0;  // at least so many working days within any period (EU 1182/71 art 3(5)) ...
  int working_days_min_from = 2;        // ... of at least so many days
  bool working_days_min_hours = false;  // ... and in periods of as many times 24 hours
  /// Longer periods do not roll: the most of each unit that does (a unit of 0 never does). Algemene
  /// termijnenwet art. 4 a.
  std::optional<Period> rolls_up_to;
  /// Periods of at most so many days leave days off out: they count working days (CPR 2.8(4)). 0:
  /// none do.
  int short_days_max = 0;
  /// Counting backward, neither the day of the event nor that of the act is one of the days between
  /// them: periods in days (CPR 2.8(3)), or all (a week "between service and hearing", ZPO s. 217).
  ClearPeriods clear_backward = ClearPeriods::none;
  bool extension_from_rolled = false;   // an extension counts on from the rolled last day
  bool swapped_off_closes = true;       // a weekday given off by a swap is no last day
  bool worked_weekend_closes = false;   // nor is a weekend day that a swap made a working day
  bool reached_saturday_closes = true;  // a Saturday to which a holiday rolls is passed over too
  bool suspension_first_day_counts = true;  // the day of the suspension is used
  bool suspension_last_day_counts = false;  // the day of the resumption is free
  bool total_moves_with_suspension = true;  // a `total` ceiling moves with a suspension
  /// The articles behind the steps, by step kind ("first-day", "end", "roll", "month", "hours"),
  /// for explain.
  std::vector<std::pair<std::string, std::string>> step_basis;

  /// A question that the law leaves open. What the rule says above is how it is read.
  struct OpenQuestion {
    Question question{};
    std::vector<int> readings;  // of readings.h, the earliest first; at least two
    std::string text_vi, text_en, basis;
  };
  std::vector<OpenQuestion> open_questions;
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
    short_period,   // few days: days off are left out
    clear_days,     // backward: the day of the act is none of the days either
    first_hour,     // hours from the next full hour
    open_question,  // the law leaves it open; another reading would end on `to`
    earliest,       // several periods: the one that ends first holds (`period`)
    fixed_date,     // the limit is a date, nothing is counted
    no_limit,       // at once, without a target
    office_time,    // office hours of `from` to `to`: `number` minutes a day, `minutes_so_far` with
                    // them
    clock_change  // between start and end the clocks were put `number` minutes on (back: negative)
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
  std::optional<Instant> stopped_at, resumed_at;    // suspension of a limit in hours
  std::int64_t minutes_so_far = 0;                  // office_time
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
