// The store as the engine sees it: units of work that write a batch in one transaction, and queries
// that read.
//
// Implemented by adapters/store_memory and adapters/store_sql; tests/contract holds all of them to
// one suite.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/result.h"
#include "engine/ports/records.h"

namespace dunghan::ports {

/// One batch of commands: everything between begin() and commit() becomes durable together or not
/// at all. Destroyed without commit: rolled back. After any error the unit is poisoned: every later
/// call, commit included, gives that error again. A store has one unit open at a time, and outlives
/// it; what the store is asked meanwhile it answers with what the unit has written so far.
class UnitOfWork {
 public:
  virtual ~UnitOfWork() = default;

  // -- read what deciding needs
  [[nodiscard]] virtual Result<std::optional<Receipt>> find_receipt(std::string_view key) = 0;
  /// The case's events in order of seq; empty where there is no such case.
  [[nodiscard]] virtual Result<std::vector<EventRecord>> load_events(StreamKind kind,
                                                                     std::int64_t stream_id) = 0;
  [[nodiscard]] virtual Result<std::optional<CaseId>> find_case(std::string_view number) = 0;
  [[nodiscard]] virtual Result<std::optional<StoredDocument>> find_document(std::string_view kind,
                                                                            std::string_view id,
                                                                            int version) = 0;
  /// Last value used in a number series; 0 where it was never used.
  [[nodiscard]] virtual Result<std::int64_t> series_value(std::string_view series) = 0;
  /// Up to `limit` timers due at or before `now`, in order (due_at, case_id, kind).
  [[nodiscard]] virtual Result<std::vector<TimerRow>> due_timers(Instant now,
                                                                 std::size_t limit) = 0;
  [[nodiscard]] virtual Result<std::vector<CaseMessage>> case_messages(std::size_t limit) = 0;
  [[nodiscard]] virtual Result<std::optional<std::string>> wrapped_key(CaseId case_id) = 0;
  /// Open tasks per person, for `pick: least-loaded`.
  [[nodiscard]] virtual Result<std::int64_t> open_tasks_of(std::string_view person) = 0;

  // -- write what was decided
  /// Appends in the order given; fills id, salt and leaf_hash of each.
  /// errors: conflict where a (stream, seq) is taken.
  [[nodiscard]] virtual Result<void> append(std::vector<EventRecord>& events) = 0;
  /// The row's present: closes the open row of the same key and adds this one, valid from log
  /// position `from`, which is never below that of the row before; at the same position the new row
  /// takes the place of the old one. Key: the case, for deadlines and tasks with the name.
  [[nodiscard]] virtual Result<void> put_case(const CaseRow& row, std::int64_t from) = 0;
  [[nodiscard]] virtual Result<void> put_deadline(const DeadlineRow& row, std::int64_t from) = 0;
  [[nodiscard]] virtual Result<void> put_task(const TaskRow& row, std::int64_t from) = 0;
  /// The case's timers are these and no others.
  [[nodiscard]] virtual Result<void> replace_timers(CaseId case_id,
                                                    const std::vector<TimerRow>& timers) = 0;
  [[nodiscard]] virtual Result<void> enqueue(const OutboxMessage& message) = 0;
  /// errors: conflict where the id is taken (likewise enqueue and put_receipt).
  [[nodiscard]] virtual Result<void> put_case_message(const CaseMessage& message) = 0;
  [[nodiscard]] virtual Result<void> take_case_message(MessageId id) = 0;  // deletes it
  [[nodiscard]] virtual Result<void> put_receipt(const Receipt& receipt) = 0;
  /// The same version with the same content again is nothing; errors: conflict where it was put
  /// with another content.
  [[nodiscard]] virtual Result<void> put_document(const StoredDocument& document) = 0;
  [[nodiscard]] virtual Result<void> set_series_value(std::string_view series,
                                                      std::int64_t value) = 0;
  [[nodiscard]] virtual Result<void> put_wrapped_key(CaseId case_id, std::string_view wrapped) = 0;

  /// errors: unknown_outcome where the commit may or may not have happened; unavailable where it
  /// surely did not.
  [[nodiscard]] virtual Result<void> commit() = 0;
};

/// What a list may be narrowed by; empty fields do not narrow.
struct RowFilter {
  std::optional<std::int64_t> as_of;  // log position: the rows valid then; absent: open rows
  std::string unit;                   // owner's unit for deadlines and tasks, the case's for cases
  std::string workflow;
  std::string deadline;  // "send" also finds its instances "send#2"
  std::string owner;     // deadlines: owner; tasks: assignee
  std::string basis_contains;
  std::optional<CaseId> case_id;
  bool only_open = false;  // deadlines: running or suspended; tasks: open; cases: not closed
  std::optional<Instant> due_before;  // deadlines: due_at <= this
  std::size_t limit = 0;              // 0: no limit
};

class CaseStore {
 public:
  virtual ~CaseStore() = default;
  /// errors: unavailable (locked, read-only, disk full).
  [[nodiscard]] virtual Result<std::unique_ptr<UnitOfWork>> begin() = 0;

  /// The last log position whose event was recorded at or before `instant`; 0 where there is none.
  [[nodiscard]] virtual Result<std::int64_t> position_at(Instant instant) = 0;
  [[nodiscard]] virtual Result<std::vector<CaseRow>> cases(
      const RowFilter& filter) = 0;  // by number
  [[nodiscard]] virtual Result<std::vector<DeadlineRow>> deadlines(
      const RowFilter& filter) = 0;  // by (due_at, case, name)
  [[nodiscard]] virtual Result<std::vector<CalendarUse>> calendars_in_use() = 0;  // by id
  [[nodiscard]] virtual Result<std::vector<TaskRow>> tasks(
      const RowFilter& filter) = 0;  // by (made_at, case, name)
  [[nodiscard]] virtual Result<std::optional<CaseId>> find_case(std::string_view number) = 0;
  [[nodiscard]] virtual Result<std::vector<EventRecord>> events(StreamKind kind,
                                                                std::int64_t stream_id) = 0;
  [[nodiscard]] virtual Result<std::optional<StoredDocument>> find_document(std::string_view kind,
                                                                            std::string_view id,
                                                                            int version) = 0;
  [[nodiscard]] virtual Result<std::optional<std::string>> wrapped_key(CaseId case_id) = 0;
  [[nodiscard]] virtual Result<std::optional<Instant>> next_timer() = 0;
  [[nodiscard]] virtual Result<std::int64_t> last_position() = 0;

  // -- outbox delivery (not part of any case's history)
  [[nodiscard]] virtual Result<std::vector<OutboxMessage>> pending_messages(Instant now,
                                                                            std::size_t limit) = 0;
  [[nodiscard]] virtual Result<void> mark_delivered(MessageId id, Instant at) = 0;
  [[nodiscard]] virtual Result<void> mark_failed(MessageId id, Instant retry_at) = 0;
};

}  // namespace dunghan::ports
