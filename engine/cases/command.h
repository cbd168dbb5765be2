// Everything that can be asked of a case, in the imperative. One way in: people, imports, other
// cases and due timers all come this way.
//
// Fields arrive typed and with sealed values already encrypted (cases/fields.h types them,
// service/handle_batch.h seals them): nothing in engine/cases ever holds the plain text of a sealed
// field.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "engine/base/ids.h"
#include "engine/base/period.h"
#include "engine/base/time.h"
#include "engine/base/value.h"
#include "engine/cases/recorded_act.h"

namespace dunghan::cases {

/// Who acts. A person must hold a role that the act asks for, another case must be one that the act
/// names (parent, children, a link); the engine and an import are not asked.
struct Actor {
  enum class Kind { person, engine, import, another_case };
  Kind kind = Kind::person;
  std::string id;  // person id, "engine", "import", or the other case's id
  [[nodiscard]] bool is_person() const { return kind == Kind::person; }
};

/// What a case tells another of itself: as much of its data as that one's procedure asks for,
/// parted like all data into what decides and what can be erased.
struct CaseReport {
  CaseId from{};
  std::string number, unit, state;
  bool done = false;
  Map facts, body;
};

struct OpenCase {
  std::string unit;
  Map fields;
  std::string number;  // given by the number series of the definition
  CaseId parent{};     // the case that opened it, or 0
  std::string parent_number;
  std::string link;
  /// What the parent told of itself, and which of the new case's data it asks to be told.
  std::optional<CaseReport> parent_report = {};
  std::vector<std::string> told_fields = {};
};

struct SendEvent {
  std::string event;
  Map fields;
};

/// Finishes a task; where the task ends by events, `event` says which (may be left out where there
/// is only one).
struct CompleteTask {
  std::string task;
  std::string event;
  Map fields;
};

/// Who has an open task. claim: one who may take it up does; release: its assignee gives it back to
/// the post; delegate: its assignee hands it to one of the roles that the task names; reassign: the
/// head of the unit gives it to one of the post.
struct HandTask {
  enum class How { claim, release, delegate, reassign };
  How how = How::claim;
  std::string task;
  std::string person;  // delegate, reassign
};

struct SuspendDeadline {
  std::string deadline, ground;
  Map fields;
};
struct ResumeDeadline {
  std::string deadline, ground;
  Map fields;
};
/// How much: `by` or `until`, or all that the ground allows where both are absent.
struct ExtendDeadline {
  std::string deadline, ground;
  std::optional<Period> by;
  std::optional<Date> until;
  Map fields;
};

/// The act's day in law, or values that it wrote, were put on record wrongly.
struct CorrectAct {
  RecordedAct act;
  std::optional<Occurrence> to;  // absent: its day stays
  Map fields;
};

/// What other cases tell, in the order in which it was told: each at its own legal instant.
struct HearCases {
  struct Told {
    CaseReport report;
    Instant at{};
  };
  std::vector<Told> told;
};
/// Another case wants to be told of this one from now on.
struct BeginWatch {
  CaseId by{};
  std::vector<std::string> fields;
};
/// Opens more of the cases that a `for_each` has planned.
struct OpenPlanned {
  std::string state;
};
/// The case that opened this one does not need it any more.
struct CancelCase {};
/// A case that this one wanted to open, or to speak to, did not take it.
struct NoteFailure {
  CaseId other{};
  bool not_opened = false;
  std::string why;
};
/// Something an administrator must look at, found outside of the case's own decisions.
struct NoteIncident {
  std::string what, detail;
};

/// Fires whatever timers of the case are due by `recorded_at`, in law order. Nothing due: no event.
struct FireTimers {};

/// Something that happened and changes nothing by itself: an activity of another system's log.
struct NoteActivity {
  std::string name;
  Map fields;
};

struct Command {
  std::variant<OpenCase, SendEvent, CompleteTask, HandTask, SuspendDeadline, ResumeDeadline,
               ExtendDeadline, CorrectAct, FireTimers, NoteActivity, HearCases, BeginWatch,
               OpenPlanned, CancelCase, NoteFailure, NoteIncident>
      what;
  Actor actor;
  Occurrence occurred;    // when it counts in law
  Instant recorded_at{};  // when it is written: the batch's now
  std::string reason;
  std::optional<std::int64_t>
      expected_seq;  // the last event that the caller had seen; another one there now: conflict
  int hops = 0;  // through how many cases it came: 0 where a person, an import or a timer began it
};

}  // namespace dunghan::cases
