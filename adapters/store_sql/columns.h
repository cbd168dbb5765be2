// The columns of each table, named once: what kept statements bind and read. Order is that of the
// lists in sql_text.h.
#pragma once

#include <limits>

#include "adapters/store_sql/kept.h"
#include "engine/ports/case_store.h"

namespace dunghan::adapters::store_sql {

inline constexpr std::int64_t position_max = std::numeric_limits<std::int64_t>::max();

/// An event; its maps stand as text, salt and hash as octets.
struct EventColumns {
  ports::EventRecord event;
  std::string stream_kind, facts, body;
  template <class F>
  void each(F&& f) {
    f("id", event.id), f("stream_kind", stream_kind), f("stream_id", event.stream_id);
    f("seq", event.seq), f("kind", event.kind), f("version", event.version);
    f("occurred_at", event.occurred_at), f("recorded_at", event.recorded_at);
    f("actor", event.actor), f("facts", facts), f("body", body);
    f("salt", event.salt), f("leaf_hash", event.leaf_hash);
  }
};

struct CaseColumns {
  ports::CaseRow row;
  template <class F>
  void each(F&& f) {
    f("case_id", row.case_id), f("number", row.number), f("workflow", row.workflow);
    f("unit", row.unit), f("version", row.version), f("state", row.state);
    f("opened_at", row.opened_at), f("recorded_at", row.recorded_at);
    f("closed_at", row.closed_at), f("seq", row.seq);
  }
};

struct DeadlineColumns {
  ports::DeadlineRow row;
  template <class F>
  void each(F&& f) {
    f("case_id", row.case_id), f("name", row.name), f("workflow", row.workflow);
    f("case_unit", row.case_unit), f("title_vi", row.title_vi), f("title_en", row.title_en);
    f("owner_role", row.owner_role), f("owner_unit", row.owner_unit), f("owner", row.owner);
    f("status", row.status), f("started_at", row.started_at), f("due_on", row.due_on);
    f("due_at", row.due_at), f("provisional", row.provisional), f("clock_type", row.clock_type);
    f("citizen", row.citizen), f("ended_at", row.ended_at);
    f("ended_recorded_at", row.ended_recorded_at), f("ended_recorded_by", row.ended_recorded_by);
    f("late", row.late), f("times_extended", row.times_extended);
    f("start_corrected", row.start_corrected);
    f("suspended_days", row.suspended_days), f("calendar", row.calendar), f("basis", row.basis);
  }
};

struct TaskColumns {
  ports::TaskRow row;
  template <class F>
  void each(F&& f) {
    f("case_id", row.case_id), f("name", row.name), f("workflow", row.workflow);
    f("case_unit", row.case_unit), f("title_vi", row.title_vi), f("title_en", row.title_en);
    f("role", row.role), f("unit", row.unit), f("post", row.post);
    f("assignee", row.assignee), f("deadline", row.deadline), f("status", row.status);
    f("made_at", row.made_at), f("ended_at", row.ended_at), f("ended_by", row.ended_by);
    f("basis", row.basis);
  }
};

/// A projected row and the position from which it is valid.
template <class Columns>
struct ValidFrom {
  Columns columns;
  std::int64_t from = 0;
  template <class F>
  void each(F&& f) {
    columns.each(f);
    f("valid_from", from);
  }
};

/// Which open row is to be closed, and where.
struct CloseKey {
  CaseId case_id;
  std::int64_t from = 0;
  template <class F>
  void each(F&& f) {
    f("case_id", case_id), f("valid_from", from);
  }
};
struct CloseNamedKey {
  CaseId case_id;
  std::string name;
  std::int64_t from = 0;
  template <class F>
  void each(F&& f) {
    f("case_id", case_id), f("name", name), f("valid_from", from);
  }
};

struct StreamKey {
  std::string kind;
  std::int64_t id = 0;
  template <class F>
  void each(F&& f) {
    f("stream_kind", kind), f("stream_id", id);
  }
};

struct TimerColumns {
  ports::TimerRow row;
  template <class F>
  void each(F&& f) {
    f("due_at", row.due_at), f("case_id", row.case_id), f("kind", row.kind);
  }
};

struct CalendarUseColumns {
  ports::CalendarUse use;
  template <class F>
  void each(F&& f) {
    f("id", use.id), f("rests_until", use.rests_until);
  }
};

struct ReceiptColumns {
  ports::Receipt receipt;
  template <class F>
  void each(F&& f) {
    f("idempotency_key", receipt.key), f("digest", receipt.digest), f("case_id", receipt.case_id);
    f("seq", receipt.seq), f("answer", receipt.answer), f("recorded_at", receipt.recorded_at);
  }
};

struct OutboxColumns {
  ports::OutboxMessage message;
  template <class F>
  void each(F&& f) {
    f("id", message.id), f("kind", message.kind), f("case_id", message.case_id);
    f("case_number", message.case_number), f("workflow", message.workflow);
    f("deadline", message.deadline), f("task", message.task), f("state", message.state);
    f("recipient", message.recipient), f("unit", message.unit);
    f("template_name", message.template_name), f("due_on", message.due_on),
        f("due_at", message.due_at);
    f("title_vi", message.title_vi), f("title_en", message.title_en), f("basis", message.basis);
    f("created_at", message.created_at), f("not_before", message.not_before);
    f("attempts", message.attempts), f("delivered_at", message.delivered_at);
  }
};

struct CaseMessageColumns {
  ports::CaseMessage message;
  std::string with, details;
  template <class F>
  void each(F&& f) {
    f("id", message.id), f("from_case", message.from), f("kind", message.kind);
    f("to_case", message.to), f("workflow", message.workflow), f("unit", message.unit);
    f("event", message.event), f("link", message.link), f("with_values", with);
    f("details", details), f("occurred_at", message.occurred_at);
  }
};

struct DocumentColumns {
  ports::StoredDocument document;
  template <class F>
  void each(F&& f) {
    f("kind", document.kind), f("id", document.id), f("version", document.version);
    f("content_hash", document.content_hash), f("source", document.source);
    f("recorded_at", document.recorded_at);
  }
};

struct DocumentKey {
  std::string kind, id;
  int version = 0;
  template <class F>
  void each(F&& f) {
    f("kind", kind), f("id", id), f("version", version);
  }
};

/// A key by which one thing is looked up.
struct TextKey {
  std::string key;
  template <class F>
  void each(F&& f) {
    f("key", key);
  }
};
struct NumberKey {
  std::int64_t key = 0;
  template <class F>
  void each(F&& f) {
    f("key", key);
  }
};

/// "At or before `instant`, at most `limit` of them."
struct UpTo {
  Instant instant{};
  std::int64_t limit = 0;
  template <class F>
  void each(F&& f) {
    f("instant", instant), f("limit", limit);
  }
};

struct SeriesColumns {
  std::string name;
  std::int64_t value = 0;
  template <class F>
  void each(F&& f) {
    f("name", name), f("value", value);
  }
};

struct CaseKeyColumns {
  CaseId case_id;
  std::string wrapped;
  template <class F>
  void each(F&& f) {
    f("case_id", case_id), f("wrapped", wrapped);
  }
};

struct AttemptColumns {
  MessageId id;
  Instant at{};
  template <class F>
  void each(F&& f) {
    f("id", id), f("at", at);
  }
};

/// A RowFilter as the list statements take it: what does not narrow is given as a value that fits
/// all.
struct CaseFilter {
  std::int64_t as_of = position_max, limit = -1;
  CaseId case_id;
  bool any_case = true, only_open = false;
  std::string unit, workflow;
  template <class F>
  void each(F&& f) {
    f("as_of", as_of), f("any_case", any_case), f("case_id", case_id), f("unit", unit);
    f("workflow", workflow), f("only_open", only_open), f("limit", limit);
  }
};

struct TaskFilter : CaseFilter {
  std::string deadline, owner, basis;
  template <class F>
  void each(F&& f) {
    CaseFilter::each(f);
    f("deadline", deadline), f("owner", owner), f("basis", basis);
  }
};

struct DeadlineFilter : TaskFilter {
  bool any_due = true;
  Instant due_before{};
  template <class F>
  void each(F&& f) {
    TaskFilter::each(f);
    f("any_due", any_due), f("due_before", due_before);
  }
};

}  // namespace dunghan::adapters::store_sql
