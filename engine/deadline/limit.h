// How much time or until when, with every decision table and expression already resolved to values.
//
// A limit is stored with the start of its deadline, so that the due date can be counted again when
// the calendar changes. Days that only the calendar can tell ("the last working day of the month")
// are therefore kept as they are named and found when the limit is counted (limit_days.cc).
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/base/period.h"
#include "engine/base/result.h"
#include "engine/base/time.h"
#include "engine/calendar/calendar.h"
#include "engine/deadline/counting_rule.h"

namespace dunghan::deadline {

/// A day named by way of another: "day 17 of DATE", "the last working day of the month after DATE",
/// "31 December of the year after DATE", "20 December".
struct DayChoice {
  enum class Kind {
    itself,             // the date at hand
    day_of_month,       // day `day` of its month
    last_day,           // of its month
    first_working_day,  // of its month
    last_working_day,   // of its month
    day_of_year         // day `day` of month `month` of its year
  };
  Kind kind = Kind::itself;
  int day = 0;    // 1 to 31; in a month that is shorter, its last day
  int month = 0;  // 1 to 12
  int shift = 0;  // so many months (day_of_year: years) from the date's own; negative: before
  /// day_of_year without a date: the first such day on or after the day on which the limit starts.
  bool next_from_start = false;
  friend bool operator==(const DayChoice&, const DayChoice&) = default;
};

struct ResolvedLimit {
  enum class Kind {
    period,
    earliest,  // of `periods`
    at_once,
    before_date,
    after_date,
    on_date,
    at_least,
    window,   // not before `from`, not after `date`
    first_of  // the first of `parts` to end
  };
  Kind kind = Kind::period;
  Period period;                  // period, before_date, after_date, at_least
  std::vector<Period> periods;    // earliest
  std::optional<Date> date;       // before_date, after_date, on_date, window (its last day)
  DayChoice day;                  // which day `date` stands for
  std::optional<Instant> moment;  // the date is a moment of `date`: hours count from it, not from
                                  // midnight, and a limit that is this date ends at it
  std::optional<Date> from;       // window
  DayChoice from_day;
  std::vector<ResolvedLimit> parts;  // first_of
  std::optional<Roll> roll;  // of its own, in place of the rule's; counted either way, or a date
  std::optional<Period> target;  // policy beside the law; at_once: after which it shows as overdue
  friend bool operator==(const ResolvedLimit&, const ResolvedLimit&) = default;
};

/// Whether a date that the limit rests on is not known, so that it has no due date yet.
[[nodiscard]] bool awaits_date(const ResolvedLimit& limit);

/// The day that `choice` names. at: the date at hand, or (next_from_start) the day of the start.
/// trace: may be null; a step tells how the day was found (none where it is the date itself).
/// errors: calendar_exhausted.
[[nodiscard]] Result<Date> chosen_day(const DayChoice& choice, Date at,
                                      const calendar::Calendar& calendar, Trace* trace);

/// "30 days", "5 days before Fri 14 March 2025", "day 17 of the month of …": one part of a limit
/// that has several, for its explanation.
struct LimitWords {
  std::string vi, en;
};
[[nodiscard]] LimitWords words_of(const ResolvedLimit& limit);

}  // namespace dunghan::deadline
