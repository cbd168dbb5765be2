// One connection to the database file: opening, settings, transactions, and the border at which
// exceptions become errors.
#pragma once

#include <memory>
#include <optional>
#include <utility>

#include "adapters/store_sql/sql_error.h"
#include "adapters/store_sql/sql_store.h"
#include "adapters/store_sql/statements.h"

namespace dunghan::adapters::store_sql {

class Session {
 public:
  /// Opens, creates or migrates, as SqlStore::open promises.
  [[nodiscard]] static Result<std::unique_ptr<Session>> open(const OpenOptions& options,
                                                             ports::Crypto& crypto);
  ~Session();
  Session(const Session&) = delete;
  Session& operator=(const Session&) = delete;

  /// Runs `work`, which gives a Result; what the libraries throw inside becomes an error, and the
  /// kept statements, no longer to be trusted, are thrown away.
  template <class Work>
  auto run(Work work) -> decltype(work(std::declval<Statements&>())) {
    try {
      if (!statements_) statements_.emplace(sql_);
      return work(*statements_);
    } catch (...) {
      Error error = error_of_current_exception(path_);
      statements_.reset();
      return Failure(std::move(error));
    }
  }

  /// Takes the write lock at once (a plain BEGIN would fail later, without waiting).
  [[nodiscard]] Result<void> begin_immediate() { return execute("BEGIN IMMEDIATE"); }
  [[nodiscard]] Result<void> commit();
  /// Nothing where no transaction is open (some errors roll back by themselves).
  void roll_back();

  /// Runs a script of our own (pragmas, migrations) on the connection.
  [[nodiscard]] Result<void> execute(const char* script);
  /// A pragma's value.
  [[nodiscard]] Result<std::int64_t> number_of(const char* query);

  /// After an unknown outcome: this connection's view is not to be trusted any more.
  [[nodiscard]] bool is_doubtful() const { return is_doubtful_; }

  [[nodiscard]] soci::session& soci() { return sql_; }
  [[nodiscard]] const std::filesystem::path& path() const { return path_; }

 private:
  explicit Session(std::filesystem::path path) : path_(std::move(path)) {}
  [[nodiscard]] Result<void> connect(const OpenOptions& options);
  [[nodiscard]] Result<void> configure(const OpenOptions& options);
  [[nodiscard]] Result<void> use_write_ahead_log();

  std::filesystem::path path_;
  soci::session sql_;
  std::optional<Statements> statements_;  // gone before the session is
  bool is_doubtful_ = false;
};

}  // namespace dunghan::adapters::store_sql
