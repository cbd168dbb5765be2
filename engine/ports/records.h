// What the store keeps, as plain values: the event envelope, the rows projected from it, receipts
// and messages.
//
// These are the product's lasting formats. An event is *facts* (ids, kinds, dates, codes: all that
// decide and apply may read) and *body* (texts and personal data, erasable); its leaf hash covers
// header, facts and H(salt ‖ body), see proof/leaf.h. Case, deadline and task rows carry validity
// in log positions: a change closes one row and adds one; the open rows are the present.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/ids.h"
#include "engine/base/time.h"
#include "engine/base/value.h"

namespace dunghan::ports {

enum class StreamKind { cases, definition, calendar, organisation, account, access };

/// The stream kind's name as it is stored and hashed: "case", "definition", …
[[nodiscard]] std::string_view name_of(StreamKind kind);

struct EventRecord {
  std::int64_t id =
      0;  // position in the log, given by the store when appended; rises with every event
  StreamKind stream_kind = StreamKind::cases;
  std::int64_t stream_id = 0;  // the case id for a case
  std::int64_t seq = 0;        // 1, 2, … within the stream
  std::string kind;            // "case_opened"
  int version = 1;             // of the kind's facts and body
  Instant occurred_at{};       // when it counts in law
  Instant recorded_at{};       // when it was written; rises within a stream
  std::string actor;           // person id, or "engine", "import:<file>"
  Map facts;
  Map body;
  std::string salt;       // 16 random octets, given by the store when appended
  std::string leaf_hash;  // 32 octets, likewise
};

struct CaseRow {
  CaseId case_id;
  std::string number, workflow, unit;
  int version = 1;
  std::string state;    // names of the active atomic states, document order, joined by ", "
  Instant opened_at{};  // occurred_at of the opening (receipt in law)
  Instant recorded_at{};
  std::optional<Instant> closed_at;
  std::int64_t seq = 0;  // last event of the stream
  friend bool operator==(const CaseRow&, const CaseRow&) = default;
};

struct DeadlineRow {
  CaseId case_id;
  std::string name;  // "resolution", or with its instance "send#2"
  std::string workflow, case_unit;
  std::string title_vi, title_en;
  std::string owner_role, owner_unit, owner;  // owner: person id, else "post@unit"
  std::string
      status;  // idle rows are not stored: running, suspended, met, cancelled, lapsed, superseded
  Instant started_at{};
  std::optional<Date> due_on;
  std::optional<Instant> due_at;
  bool provisional = false, clock_type = false, citizen = false;
  std::optional<Instant> ended_at;
  std::optional<Instant> ended_recorded_at;  // later than due_at while ended_at is in time: "in
                                             // time, recorded after due"
  std::string ended_recorded_by;
  bool late = false;  // not kept: met or cancelled after due, or before it could count
  int times_extended = 0;
  bool start_corrected = false;  // the act that starts it was first recorded with another day
  std::int64_t suspended_days = 0;
  std::string calendar;  // id, for counting late working days
  std::string basis;     // as written: "LKN Điều 28"
  friend bool operator==(const DeadlineRow&, const DeadlineRow&) = default;
};

struct TaskRow {
  CaseId case_id;
  std::string name;  // "verify", "send#2"
  std::string workflow, case_unit;
  std::string title_vi, title_en;
  std::string role, unit, post;
  std::string assignee;  // person id; empty: offered to the post
  std::string deadline;  // name of the deadline row it serves; may be empty
  std::string status;    // open, completed, cancelled
  Instant made_at{};
  std::optional<Instant> ended_at;
  std::string ended_by;
  std::string basis;
  friend bool operator==(const TaskRow&, const TaskRow&) = default;
};

/// A calendar that running or suspended deadlines count by.
struct CalendarUse {
  std::string id;
  /// The latest due date among them that rests on the calendar's official days: those days may not
  /// be taken back. Absent: all of them are provisional.
  std::optional<Date> rests_until;
  friend bool operator==(const CalendarUse&, const CalendarUse&) = default;
};

/// A stored wake-up of a case. Clustered by (due_at, case_id, kind).
struct TimerRow {
  Instant
      due_at{};  // when to fire; a legal instant, or one of office hours for what people are told
  CaseId case_id;
  std::string kind;  // "overdue resolution", "rung resolution 2", "consequence pay_or_appeal"
  friend bool operator==(const TimerRow&, const TimerRow&) = default;
};

/// The answer a command got, kept with what it changed: a repeat under the same key gets the same
/// answer.
struct Receipt {
  std::string key;  // idempotency key
  std::string
      digest;  // keyed hash of the command: another command under the same key is a conflict
  CaseId case_id;
  std::int64_t seq = 0;
  std::string answer;  // JSON; never holds sealed text
  Instant recorded_at{};
};

/// A notification committed with the events that caused it; delivered at least once, `id` lets a
/// receiver drop a repeat.
struct OutboxMessage {
  MessageId id;
  std::string kind;  // "reminder", "overdue", "escalation", "settled", "letter", "notice"
  CaseId case_id;
  std::string case_number, workflow, deadline, task, state;
  std::string
      recipient;     // person id, "post@unit", or "party:<field>" (a citizen; never named here)
  std::string unit;  // of the recipient
  std::string template_name;  // letters and notices
  std::optional<Date> due_on;
  std::optional<Instant> due_at;  // where the limit ends at a moment (hours, minutes), not a day
  std::string title_vi, title_en, basis;
  Instant created_at{};
  Instant not_before{};  // the recipient's next working hour, unless urgent
  int attempts = 0;
  std::optional<Instant> delivered_at;
};

/// A command for another (or a new) case, committed with the step that caused it and taken up as a
/// command of its own.
struct CaseMessage {
  MessageId id;  // also its idempotency key
  CaseId from;
  std::string kind;  // name of cases::CaseRequest::Kind
  CaseId to;
  std::string workflow, unit, event, link;
  Map with;
  Map details;  // what the kind needs beside: service/case_messages.h
  Instant occurred_at{};
};

/// One version of a definition or a calendar as it was put in force.
struct StoredDocument {
  std::string kind;  // "definition", "calendar"
  std::string id;
  int version = 1;
  std::string content_hash;  // SHA-256, hex
  std::string source;
  Instant recorded_at{};
};

}  // namespace dunghan::ports
