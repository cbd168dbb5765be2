// A deadline is the fold of its operations, in order of law time.
//
//            start                 suspend
//     idle ────────▶ running ◀──────────────▶ suspended
//                     │  ▲  resume              │
//         stop/cancel │  │ reopen, come back             │ stop/cancel
//                     ▼  │                      ▼
//              met · cancelled · lapsed (a citizen's limit that ran out)
//
// No counter is kept anywhere: what arrives late in the record is put in its place by (occurred_at,
// seq) and the whole is folded again. A run ended by `restart` is superseded and remembered.
// "Overdue" is no status: it is running (or suspended) past due.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "engine/deadline/counting_rule.h"
#include "engine/deadline/limit.h"

namespace dunghan::deadline {

enum class Status { idle, running, suspended, met, cancelled, lapsed };

enum class OperationKind {
  start,
  suspend,
  resume,
  extend,
  restart,
  stop,
  reopen,
  cancel,
  lapse,
  come_back  // what it belongs to was left and is back: it goes on with what was left of it
};

struct Operation {
  OperationKind kind = OperationKind::start;
  Instant at{};          // when it counts in law
  std::int64_t seq = 0;  // order of recording; breaks ties
  ResolvedLimit limit;   // start, restart
  /// start: set by an act before the day on which it begins ("deemed received four days later"). An
  /// act that ends it may then lie before its beginning.
  bool ahead = false;
  std::string ground;           // suspend, extend
  std::optional<Period> by;     // extend: an addition
  std::optional<Period> total;  // extend: a total from the start
  std::optional<Date> until;    // extend: an agreed date
  std::optional<bool> first_day_counts,
      last_day_counts;            // suspend: edge days; absent: the rule says
  std::optional<Period> at_most;  // suspend: resumes by itself after this
  std::string basis;
  friend bool operator==(const Operation&, const Operation&) = default;
};

struct DeadlineState {
  Status status = Status::idle;
  std::optional<Instant> started_at;
  std::optional<Due> due;  // absent: idle, at_once without target. While suspended: without the
                           // days of the suspension that runs; fold_as_of() gives it as if resumed
                           // on a day. Absent too where the limit rests on a date that is not known
  /// `due` is the end of a least time (at_least): nothing is overdue after it.
  bool least_time = false;
  /// From when on an act that meets it counts: a window opens, a least time is over.
  std::optional<Instant> not_before;
  std::optional<Due> target;        // policy beside the law; at_once: that is `due` itself
  std::optional<Instant> ended_at;  // met, cancelled, lapsed
  std::optional<Instant> suspended_since;
  std::int64_t suspended_days = 0;  // calendar days not counted so far (ended suspensions)
  int times_extended = 0, times_suspended = 0;
  bool late = false;                        // met or cancelled after due
  bool early = false;                       // met before the act could count (see `not_before`)
  int superseded = 0, superseded_late = 0;  // runs ended by restart; those past due then
  friend bool operator==(const DeadlineState&, const DeadlineState&) = default;
};

/// The state after all `operations` (any order; they are taken by (at, seq)).
/// errors: refused("impossible_order") with the operations shown when the fold cannot be (resume
/// without suspend, stop before start);
///         calendar_exhausted.
[[nodiscard]] Result<DeadlineState> fold(std::span<const Operation> operations,
                                         const CountingRule& rule,
                                         const calendar::Calendar& calendar,
                                         Trace* trace = nullptr);

/// The state as it is in law at `instant`: operations up to it, and `due` as if a suspension that
/// still runs ended at that moment
/// ("held"): what lists and screens show.
[[nodiscard]] Result<DeadlineState> fold_as_of(std::span<const Operation> operations,
                                               const CountingRule& rule,
                                               const calendar::Calendar& calendar, Instant instant,
                                               Trace* trace = nullptr);

/// Past due and not met at `instant`. Time stands still while a deadline is suspended: one that was
/// in time then stays so.
[[nodiscard]] constexpr bool is_overdue(const DeadlineState& state, Instant instant) {
  if (!state.due || state.least_time) return false;
  if (state.status == Status::suspended)
    return !in_time(*state.due, state.suspended_since.value_or(instant));
  return state.status == Status::running && !in_time(*state.due, instant);
}

/// When the suspension that runs after all `operations` ends by itself (its `at_most`); nothing
/// where none runs or it is unbounded. What arms the timer that records the `resume`.
[[nodiscard]] Result<std::optional<Instant>> resumes_by_itself(
    std::span<const Operation> operations, const CountingRule& rule,
    const calendar::Calendar& calendar);

/// L6: whether an act at `instant` lies in time of the deadline as its operations before or at that
/// instant give it, whatever its status now; false if it never ran by then. In time of a window
/// means within it; of a least time: after it is over.
[[nodiscard]] Result<bool> in_time(std::span<const Operation> operations, const CountingRule& rule,
                                   const calendar::Calendar& calendar, Instant instant);

[[nodiscard]] std::string_view name_of(Status status);       // "running"
[[nodiscard]] std::string_view name_of(OperationKind kind);  // "suspend"
[[nodiscard]] std::optional<OperationKind> operation_kind(std::string_view name);

}  // namespace dunghan::deadline
