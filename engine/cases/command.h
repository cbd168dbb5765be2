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

#include "engine/base/ids.h"
#include "engine/base/period.h"
#include "engine/base/time.h"
#include "engine/base/value.h"

namespace dunghan::cases {

/// Who acts. A person must hold a role that the act asks for; the engine, an import and another
/// case are not asked.
struct Actor {
  enum class Kind { person, engine, import, another_case };
  Kind kind = Kind::person;
  std::string id;  // person id, "engine", "import", or the other case's id
  [[nodiscard]] bool is_person() const { return kind == Kind::person; }
};

struct OpenCase {
  std::string unit;
  Map fields;
  std::string number;  // given by the number series of the definition
  CaseId parent{};     // the case that opened it, or 0
  std::string parent_number;
  std::string link;
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

/// Fires whatever timers of the case are due by `recorded_at`, in law order. Nothing due: no event.
struct FireTimers {};

/// Something that happened and changes nothing by itself: an activity of another system's log.
struct NoteActivity {
  std::string name;
  Map fields;
};

struct Command {
  std::variant<OpenCase, SendEvent, CompleteTask, SuspendDeadline, ResumeDeadline, ExtendDeadline,
               FireTimers, NoteActivity>
      what;
  Actor actor;
  Occurrence occurred;    // when it counts in law
  Instant recorded_at{};  // when it is written: the batch's now
  std::string reason;
  std::optional<std::int64_t>
      expected_seq;  // the last event that the caller had seen; another one there now: conflict
};

}  // namespace dunghan::cases
