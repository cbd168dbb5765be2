// The case store in a database file (SQLite through SOCI): one batch of commands, one immediate
// write transaction.
//
// Everything durable is on the disk when commit() returns (write-ahead log, synchronous=FULL).
// README.md beside says how the parts fit; tests/contract holds this store and the one in memory to
// the same promises.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>

#include "engine/ports/case_store.h"
#include "engine/ports/crypto.h"

namespace dunghan::adapters::store_sql {

inline constexpr int busy_timeout_ms_default = 5'000;

struct OpenOptions {
  std::filesystem::path path = {};
  bool create_if_missing = true;  // an empty file counts as missing
  bool read_only = false;         // also never creates or migrates
  bool exclusive = false;         // keep every other process out until this store is closed
  int busy_timeout_ms =
      busy_timeout_ms_default;  // how long to wait for another process; 0: not at all
  Instant opened_at{};          // noted as the time of creation and of migrations
  bool is_rehearsal = false;  // noted in a database that is created: virtual time, nothing is sent
};

struct Connection;

/// Used by one thread at a time.
class SqlStore final : public ports::CaseStore {
 public:
  /// crypto: outlives the store; salts and hashes come from it.
  /// errors: not_found: no such file; invalid_argument: not a dunghan database, or one of a newer
  /// version (the file is
  ///         not touched); unavailable: locked, no permission, disk full; corrupt: damaged.
  [[nodiscard]] static Result<std::unique_ptr<SqlStore>> open(const OpenOptions& options,
                                                              ports::Crypto& crypto);
  ~SqlStore() override;
  SqlStore(const SqlStore&) = delete;
  SqlStore& operator=(const SqlStore&) = delete;

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

  /// Whether the database was created for a rehearsal on virtual time.
  [[nodiscard]] Result<bool> is_rehearsal();

 private:
  explicit SqlStore(std::unique_ptr<Connection> connection);
  std::unique_ptr<Connection> connection_;
};

}  // namespace dunghan::adapters::store_sql
