// Everything that can have happened to a case, in the past tense. A case is what its events add up
// to (case.h); nothing else changes one.
//
// Each kind has a version and a lasting form (event_codec.h); a golden file per version is read in
// tests for ever. Deadline events carry the outcome of the fold, so adding events up needs no
// calendar, and a due date never moves without an event that says so.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "engine/base/ids.h"
#include "engine/base/time.h"
#include "engine/base/value.h"
#include "engine/deadline/deadline.h"

namespace dunghan::cases {

struct CaseOpened {
  std::string workflow;
  int version = 1;
  std::string content_hash;  // of the definition
  std::string unit, number;
  CaseId parent{};
  std::string parent_number, link;
};

/// Fields written: `facts` may be read by later decisions, `body` holds texts, persons, files and
/// sealed values.
struct DataSet {
  Map facts, body;
};

/// An event that the procedure took: from a person, a timer, another case, or raised by an action.
struct EventTaken {
  std::string name;
  Map facts, body;     // its fields, split like data
  std::string reason;  // free text of the actor (body)
};

/// Recorded, with no effect of its own.
struct ActivityNoted {
  std::string name;
  Map facts, body;
};

struct StatesMoved {
  std::vector<std::string> left, entered;  // in the order of leaving and entering
};

/// The lists of triggers that a deadline has.
enum class TriggerList { start, stop, cancel, restart, reopen };
inline constexpr std::array trigger_lists{TriggerList::start, TriggerList::stop,
                                          TriggerList::cancel, TriggerList::restart,
                                          TriggerList::reopen};

/// A trigger of a deadline came, but nothing can follow from it yet: the deadline cannot start,
/// because its condition does not hold or its date is not there (`trigger` -1; it will count from
/// `at`), or the list waits for the last of several (`trigger`: which of them came).
struct DeadlineArmed {
  std::string deadline;
  int trigger = -1;
  Instant at{};
  TriggerList list = TriggerList::start;
  bool released = false;  // what it waited for will not come: no longer armed
};

struct DeadlineOwner {
  std::string role, unit, owner;
  friend bool operator==(const DeadlineOwner&, const DeadlineOwner&) = default;
};

/// One more operation on a deadline, or its limit replaced (`follow`), and what all its operations
/// now add up to.
struct DeadlineChanged {
  std::string deadline;  // "resolution", "send#2"
  bool follows = false;  // the limit of the running start was replaced by operation.limit; no
                         // operation was added
  deadline::Operation operation;
  deadline::DeadlineState state;
  DeadlineOwner owner;
  std::string basis;
};

/// Went past due unmet. Only DeadlineCleared takes it back.
struct DeadlineOverdue {
  std::string deadline;
  Instant due_at{};
  std::optional<Instant>
      consequence_at;  // when the transition on NAME.overdue is drawn; absent: nothing hears it
};

struct ConsequenceDrawn {
  std::string deadline;
  bool taken = false;
};

/// A rung of the ladder was told (or passed by, where it came too late to be of use).
struct RungTold {
  std::string deadline;
  int rung = 0;                 // index in the ladder
  int number = 1;               // which firing of that rung
  std::vector<std::string> to;  // person ids or post@unit; empty where it was passed by
};

/// L4: what was recorded now shows that the deadline was not overdue after all.
struct DeadlineCleared {
  std::string deadline;
  std::vector<std::string>
      superseded;  // the timers that fired and would not have: "overdue", "rung 1", "consequence"
};

struct TaskMade {
  std::string task;  // "verify", "send#2"
  std::string role, unit, post, assignee;
  std::string deadline;            // served deadline, or empty
  std::vector<std::string> steps;  // of finding an owner where the post was vacant
};

struct TaskEnded {
  std::string task;
  bool completed = false;
  bool left = false;  // not completed: its state was left
};
/// Its state came back by history: open again, with whom it was.
struct TaskResumed {
  std::string task;
};
struct TaskReassigned {
  std::string task, unit, post, assignee, why;
  std::vector<std::string> steps;
};
/// Why a task changed hands, where a person did it: these words stand in TaskReassigned::why.
inline constexpr std::string_view task_claimed = "claimed", task_released = "released",
                                  task_delegated = "delegated", task_reassigned = "reassigned";
/// One of several who decide a task by `quorum` sent one of its events; it is taken once enough
/// did.
struct VoteCast {
  std::string task, event;
  Map facts, body;  // the fields that came with it
};
struct CaseHandedOver {
  std::string unit;
};
struct EventDeferred {
  std::string name;
  Map facts, body;
};
/// Another case is opened by this one: by an action, or for an item of a `for_each`.
struct LinkOpened {
  std::string link, workflow, unit;
  CaseId child{};          // 0: of a record that an earlier version wrote
  std::string state = {};  // of the `for_each`; empty: by an action
  std::int64_t item = 0;   // which of its items, from 0
};
/// `for_each` of a state: how many more cases there are to be, and for which units (none: for the
/// items of a list, by their place).
struct FanOutPlanned {
  std::string state;
  bool begins = false;  // the state was entered: what was planned for an earlier stay is over
  std::int64_t items = 0;
  std::vector<std::string> units;
};
/// As many of them have ended as the state waits for.
struct FanOutDone {
  std::string state;
};
/// Another case could not be opened.
struct LinkFailed {
  CaseId child{};
  std::string why;
};
/// What another case told of itself: as much of its data as this case's procedure asks for.
struct CaseReported {
  CaseId from{};
  std::string number, unit, state;
  bool done = false;
  Map facts, body;
};
/// Another case wants to be told when this one changes.
struct WatchBegun {
  CaseId by{};
  std::vector<std::string> fields;  // of the data
};
/// Another case sent an event that was not taken here.
struct EventIgnored {
  std::string name, why;
};
/// The case that opened this one ended it.
struct CaseCancelled {};
/// An amendment of its procedure reached the case; it counts from its day in law. What follows from
/// it stands beside it in events of their own.
struct CaseAmended {
  int version = 1;
  std::string content_hash;        // of that version
  std::vector<std::string> bases;  // of its changes
};
/// The day of an earlier act, or values that came with it, were wrong; what follows from it stands
/// beside it in events of their own.
struct ActCorrected {
  std::int64_t seq = 0;             // of the act
  std::string name;                 // its event; empty: the opening
  Instant was{}, is{};              // when it counts in law
  Map facts, body;                  // the values as they should have been
  std::vector<std::string> starts;  // deadlines whose start it moves
  std::string reason;               // free text of the actor (body)
};
struct LetterSent {
  std::string recipient, template_name;
};
/// Something that an administrator must look at: a condition that erred, a macrostep without end.
inline constexpr std::string_view endless_incident = "endless";
struct IncidentRaised {
  std::string what;
  std::string detail;
};
struct CaseClosed {};

using EventBody =
    std::variant<CaseOpened, DataSet, EventTaken, ActivityNoted, StatesMoved, DeadlineArmed,
                 DeadlineChanged, DeadlineOverdue, ConsequenceDrawn, RungTold, DeadlineCleared,
                 TaskMade, TaskEnded, TaskResumed, TaskReassigned, VoteCast, CaseHandedOver,
                 EventDeferred, LinkOpened, FanOutPlanned, FanOutDone, LinkFailed, CaseReported,
                 WatchBegun, EventIgnored, CaseCancelled, CaseAmended, ActCorrected, LetterSent,
                 IncidentRaised, CaseClosed>;

struct Event {
  std::int64_t seq = 0;  // 1, 2, … within the case
  Instant occurred_at{};
  Instant recorded_at{};
  std::string actor;
  EventBody what;
};

}  // namespace dunghan::cases
