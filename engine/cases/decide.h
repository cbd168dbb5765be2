// decide(case, command, facts) -> what happens, or a refusal. Pure: no clock, no store, no chance;
// the same inputs give the same events.
//
// A command is one macrostep, with everything before it that the law's order puts first: unfired
// timers that lie before its legal instant are fired, then the command, then what still stands up
// to the present (docs: ARCHITECTURE.md, "Execution").
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/result.h"
#include "engine/cases/case.h"
#include "engine/cases/command.h"
#include "engine/cases/event.h"
#include "engine/cases/procedure.h"
#include "engine/organisation/organisation.h"

namespace dunghan::cases {

/// What is known around the case. Read once a batch.
struct Facts {
  const Procedure* procedure = nullptr;
  const organisation::Organisation* organisation = nullptr;
  /// Open tasks of a person, for `pick: least-loaded`; may be empty (then the first in the
  /// organisation's order is picked).
  std::function<std::int64_t(std::string_view person)> open_tasks;
  /// Whether consequences of expiry (transitions on X.overdue, `after`) are drawn. Off in a replay
  /// that records what the log did.
  bool draw_consequences = true;
  /// Whether people are told (ladders, letters). Off in replays.
  bool tell = true;
  /// Whether back-dating is bounded (L7). Off for imports and replays, whose events are flagged by
  /// their actor.
  bool bound_backdating = true;
  /// Ids for the cases that this one opens.
  std::function<CaseId()> next_case_id;
  /// So many cases of one `for_each` are opened with one command; the rest with the next.
  std::int64_t cases_opened_at_once = 100;
  /// Told of each transition as it is taken; may be empty. For those who ask which ever are
  /// (engine/verify).
  std::function<void(const definition::Transition&)> on_taken = {};
};

/// A notification to be put in the outbox with the events.
struct Notification {
  std::string kind;       // "reminder", "overdue", "escalation", "settled", "letter", "notice"
  std::string recipient;  // person id, "post@unit", or "party:<field>"
  std::string unit;
  std::string deadline, task, template_name, title_vi, title_en, basis;
  std::optional<Date> due_on;
  std::optional<Instant> due_at;  // where the limit ends at a moment, not with a day
  Instant not_before{};
};

/// A command for another case (or for this one again), to be committed with the events and taken up
/// afterwards.
struct CaseRequest {
  enum class Kind { open, emit, report, watch, cancel, open_planned };
  Kind kind = Kind::open;
  CaseId to{};                       // open: the new case's own id
  std::string to_ref;                // watch: by number or id as a field holds it, where `to` is 0
  std::string workflow, unit, link;  // open
  std::string event;                 // emit: the event; open_planned: the state
  Map with;                          // open, emit
  std::vector<std::string> share;    // open: sealed fields that others may read there
  std::vector<std::string> fields;   // open, watch: which of the other's data is asked for
  CaseReport report;                 // report
  Instant occurred_at{};
};

struct Decision {
  std::vector<Event> events;
  std::vector<Notification> notifications;
  std::vector<CaseRequest> requests;
  Case after;  // the case with the events applied
  /// The transitions that were taken, in order; they point into the definition of the procedure.
  std::vector<const definition::Transition*> taken = {};
};

/// Most microsteps that one macrostep may take before it is refused as endless.
inline constexpr int microsteps_max = 1'000;
/// Most cases that one `for_each` opens.
inline constexpr std::int64_t fan_out_items_max = 10'000;
/// Through so many cases may one act cause another; then it is an incident, and goes no further.
inline constexpr int case_hops_max = 100;
/// Most timers that one command fires on its way; the rest fire with the next.
inline constexpr int catch_up_timers_max = 10'000;

/// before: the case as it stands; for OpenCase a Case with nothing but its id.
/// errors: refused with reason event_not_allowed | not_permitted | guard_failed | needs_missing |
/// unknown_field | in_the_future | backdated |
///         before_opening | impossible_order | not_extendable | extension_too_long |
///         extension_too_short | extension_too_late | closed | …; conflict (stale version);
///         not_found (no such task, deadline, ground).
[[nodiscard]] Result<Decision> decide(const Case& before, const Command& command,
                                      const Facts& facts);

/// An amendment of the procedure reaches the case on its day in law.
struct Amendment {
  int version = 1;
  std::string content_hash;
  Instant effective{};  // from when on it is the law
  Instant recorded_at{};
};
/// What the case owes and where it stands under `amended`, whose procedure has that of `facts` as
/// its predecessor: what the amendment knows no more is cancelled, what it brings begins, and every
/// other deadline keeps its due date. Timers from before its day are fired first.
/// errors: as of decide().
[[nodiscard]] Result<Decision> amend(const Case& before, const Amendment& amendment,
                                     const Facts& facts, const Facts& amended);

/// The command, NoteIncident, alone: no timer is fired with it.
[[nodiscard]] Result<Decision> note(const Case& before, const Command& command, const Facts& facts);

/// Names of the events that `actor` may send now.
[[nodiscard]] std::vector<std::string> allowed_events(const Case& current_case, const Actor& actor,
                                                      Instant now, const Facts& facts);

/// Whether `actor` is a person who bears one of the procedure's `roles` in this case at `now`.
[[nodiscard]] bool bears_role(const Case& current_case, const Actor& actor,
                              const std::vector<std::string>& roles, Instant now,
                              const Facts& facts);

/// A wake-up that the case needs, as the store keeps it.
struct Timer {
  Instant at{};
  std::string kind;
  friend bool operator==(const Timer&, const Timer&) = default;
};
/// The next timer of each deadline (overdue, held consequence, next rung), in order of time.
/// Derived from the case alone.
[[nodiscard]] std::vector<Timer> timers_of(const Case& current_case, const Facts& facts);

}  // namespace dunghan::cases
