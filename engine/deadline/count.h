// The steps that due_after, due_before and the fold share: count on, shift by a suspension, finish
// (roll and end).
//
// A Stand says where a count has come to, before any roll. Counting takes a stand further;
// finishing makes a Due of it.
#pragma once

#include <optional>

#include "engine/base/period.h"
#include "engine/base/result.h"
#include "engine/base/time.h"
#include "engine/calendar/calendar.h"
#include "engine/deadline/counting_rule.h"

namespace dunghan::deadline {

struct Stand {
  Date began{};                    // local date that the count began from
  Microseconds time_of_day{};      // of the start, for rules that end at the same time of day
  Date last{};                     // last day so far, unrolled
  Instant at{};                    // clock-type: the moment so far
  bool clock = false;              // counted in hours or minutes
  bool rests_on_calendar = false;  // working days or hours were counted since `began`
  bool rolls = true;               // a closed last day rolls
  bool fixed_date = false;  // the last day was named, not counted: rolls as the rule says for those
};

/// What a suspension takes out of the count: days from `first` to `last` (none where last < first),
/// and the stretch of time.
struct Gap {
  Date first{}, last{};
  Instant from{}, to{};
  [[nodiscard]] std::int64_t days() const { return last < first ? 0 : (last - first).count() + 1; }
};

/// One rule and one calendar at work. Borrows both.
class Counter {
 public:
  Counter(const CountingRule& rule, const calendar::Calendar& calendar)
      : rule_(rule), calendar_(calendar) {}

  /// Counts `period` from the start event.
  [[nodiscard]] Result<Stand> from_start(Instant start, const Period& asked, Trace* trace) const;
  /// Counts `period` back from the day of an event.
  [[nodiscard]] Result<Stand> back_from(Date event, const Period& asked, Trace* trace) const;
  /// Counts `period` on from where an earlier count stands.
  [[nodiscard]] Result<Stand> on_from(const Stand& stand, const Period& asked) const;
  /// Where an extension counts on from: the end that `stand` has, rolled or not as the rule says;
  /// tells of the roll.
  [[nodiscard]] Result<Stand> extends_from(const Stand& stand, Trace* trace) const;
  /// Moves a count of `period` by a gap that began before it ended, in the period's own unit.
  [[nodiscard]] Result<Stand> moved(const Stand& stand, const Period& asked, const Gap& gap) const;
  /// Rolls the last day and gives the due date.
  [[nodiscard]] Result<Due> finish(const Stand& stand, Trace* trace) const;
  [[nodiscard]] Result<Due> finish_backward(const Stand& stand, Trace* trace) const;

  /// The end of the stand itself, before any roll: whether an act at `instant` lies within it.
  [[nodiscard]] bool holds(const Stand& stand, Instant instant) const;

  /// A moment within the stand's last stretch, to compare two stands by.
  [[nodiscard]] Instant instant_of(const Stand& stand) const;

  /// `period` in the unit in which the rule counts it.
  [[nodiscard]] Period as_counted(const Period& period) const;
  [[nodiscard]] const CountingRule& rule() const { return rule_; }
  [[nodiscard]] const calendar::Calendar& calendar() const { return calendar_; }
  /// The article that the rule gives for a kind of step ("roll"), or nothing.
  [[nodiscard]] std::string basis_of(std::string_view step) const;

 private:
  [[nodiscard]] Result<void> set_start(Stand& stand, Instant start, Trace* trace) const;
  [[nodiscard]] Result<Date> days_on(Date from, const Period& period, bool first_day_counts,
                                     Trace* trace) const;
  [[nodiscard]] Result<Instant> clock_on(const Stand& stand, const Period& period) const;
  void trace_clock(Instant from, const Stand& stand, const Period& period, Trace& trace) const;
  [[nodiscard]] TraceStep short_step(const Period& asked) const;
  void clear(Stand& stand, const Period& period, Trace* trace) const;
  [[nodiscard]] Result<Instant> first_moment(Instant event, Trace* trace) const;
  [[nodiscard]] bool closes(Date date) const;
  [[nodiscard]] bool is_reached_saturday(Date date) const;
  [[nodiscard]] Result<Date> rolled(Date last, Roll roll) const;
  [[nodiscard]] Result<Date> rolled(Date last, Roll roll, std::string_view basis,
                                    Trace* trace) const;
  [[nodiscard]] Result<void> roll_clock(const Stand& stand, Roll roll, Due& due,
                                        Trace* trace) const;
  [[nodiscard]] Result<Due> finish_clock(const Stand& stand, Roll roll, Trace* trace) const;
  [[nodiscard]] Result<void> lengthen_clock(const Stand& stand, Due& due, Trace* trace) const;
  [[nodiscard]] bool minimum_binds(const Stand& stand) const;
  [[nodiscard]] Result<Date> with_minimum(const Stand& stand, Date due_on, Trace* trace) const;
  [[nodiscard]] Result<Date> with_minimum_back(const Stand& stand, Date due_on, Trace* trace) const;
  void set_end(Due& due, const Stand& stand) const;
  void note_provisional(const Due& due, std::string_view basis, Trace* trace) const;
  [[nodiscard]] Failure exhausted() const;
  [[nodiscard]] static TraceStep step_of(TraceStep::Kind kind, std::optional<Date> from,
                                         std::optional<Date> to);

  const CountingRule& rule_;
  const calendar::Calendar& calendar_;
};

}  // namespace dunghan::deadline
