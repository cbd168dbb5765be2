// When people are reminded of a deadline and when it is escalated: rungs -> instants.
//
// A firing has two instants: `at`, when the rung is reached (recorded, and what orders timers), and
// `tell_at`, when people hear of it: the next time their office is open, unless the rung is urgent.
// Who is told is the definition's affair.
#pragma once

#include <cstdint>
#include <optional>
#include <span>

#include "engine/base/period.h"
#include "engine/base/result.h"
#include "engine/base/time.h"
#include "engine/calendar/calendar.h"
#include "engine/deadline/counting_rule.h"

namespace dunghan::deadline {

struct LadderRung {
  enum class Kind { before, at_due, after, every };
  Kind kind = Kind::at_due;
  Period period;               // not for at_due
  std::optional<int> at_most;  // every: firings in all
  bool urgent = false;         // told at once, also at night
};

struct Firing {
  std::size_t rung = 0;  // index in the ladder
  int number = 1;        // which firing of that rung, from 1
  Instant at{};
  Instant tell_at{};  // never before `at`
  friend bool operator==(const Firing&, const Firing&) = default;
};

/// What a ladder is measured against. Borrows the calendars.
struct LadderFrame {
  const Due& due;
  Instant started_at{};
  const calendar::Calendar&
      calendar;                     // that of the deadline: working days before and after are its
  const calendar::Calendar& hours;  // office hours of those who are told
};

/// When a rung fires for the `number`-th time.
///   before P  opening time of day D, P before the last day (never rolled later: a closed D gives
///   the working day before it);
///             hours before: that moment, or the last opening before the due moment where the
///             office is closed then.
///   at_due    at due_at.
///   after P   the end of the P-th counted day after the last day; told at the opening after it.
///   every P   the same for P, 2 P, 3 P, ... after the last day.
/// number: from 1; only `every` fires more than once.
/// returns: nothing where the rung has no such firing: a reminder for a moment not after the start,
/// past `at_most`. errors: calendar_exhausted.
[[nodiscard]] Result<std::optional<Firing>> firing(const LadderFrame& frame,
                                                   std::span<const LadderRung> rungs,
                                                   std::size_t rung, int number);

/// The firing that comes next in time, when rung i has fired (or was passed by) fired[i] times;
/// what is missing in `fired` is 0. Ties: the rung written first. Nothing where the ladder is done.
[[nodiscard]] Result<std::optional<Firing>> next_firing(const LadderFrame& frame,
                                                        std::span<const LadderRung> rungs,
                                                        std::span<const int> fired);

}  // namespace dunghan::deadline
