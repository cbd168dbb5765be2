// The case store in memory: for tests, simulation, and runs on virtual time that keep nothing. Held
// to the same contract as the database (tests/contract), so what works on one works on the other.
#pragma once

#include <memory>

#include "engine/ports/case_store.h"
#include "engine/ports/crypto.h"

namespace dunghan::adapters::store_memory {

struct State;

/// Used by one thread at a time.
class MemoryStore final : public ports::CaseStore {
 public:
  /// crypto: outlives the store; salts and hashes come from it.
  explicit MemoryStore(ports::Crypto& crypto);
  ~MemoryStore() override;
  MemoryStore(const MemoryStore&) = delete;
  MemoryStore& operator=(const MemoryStore&) = delete;

  [[nodiscard]] Result<std::unique_ptr<ports::UnitOfWork>> begin() override;
  [[nodiscard]] Result<std::int64_t> position_at(Instant instant) override;
  [[nodiscard]] Result<std::vector<ports::CaseRow>> cases(const ports::RowFilter& filter) override;
  [[nodiscard]] Result<std::vector<ports::CalendarUse>> calendars_in_use() override;
  [[nodiscard]] Result<std::vector<ports::DeadlineRow>> deadlines(
      const ports::RowFilter& filter) override;
  [[nodiscard]] Result<std::vector<ports::TaskRow>> tasks(const ports::RowFilter& filter) override;
  [[nodiscard]] Result<std::optional<CaseId>> find_case(std::string_view number) override;
  [[nodiscard]] Result<std::vector<ports::EventRecord>> events(ports::StreamKind kind,
                                                               std::int64_t stream_id) override;
  [[nodiscard]] Result<std::optional<ports::StoredDocument>> find_document(std::string_view kind,
                                                                           std::string_view id,
                                                                           int version) override;
  [[nodiscard]] Result<std::optional<std::string>> wrapped_key(CaseId case_id) override;
  [[nodiscard]] Result<std::optional<Instant>> next_timer() override;
  [[nodiscard]] Result<std::int64_t> last_position() override;
  [[nodiscard]] Result<std::vector<ports::OutboxMessage>> pending_messages(
      Instant now, std::size_t limit) override;
  [[nodiscard]] Result<void> mark_delivered(MessageId id, Instant at) override;
  [[nodiscard]] Result<void> mark_failed(MessageId id, Instant retry_at) override;

 private:
  std::unique_ptr<State> state_;
};

}  // namespace dunghan::adapters::store_memory
