#include "adapters/store_sql/session.h"

#include <soci/sqlite3/soci-sqlite3.h>

#include <string>

#include "adapters/store_sql/file_check.h"
#include "adapters/store_sql/migrations.h"

namespace dunghan::adapters::store_sql {
namespace {

// Settings and their reasons: README.md, "Settings".
constexpr const char* settings =
    "PRAGMA foreign_keys = ON;"
    "PRAGMA synchronous = FULL;"
    "PRAGMA trusted_schema = OFF;"
    "PRAGMA temp_store = MEMORY;"
    "PRAGMA cache_size = -65536;"          // KiB
    "PRAGMA wal_autocheckpoint = 16384;";  // pages: 64 MiB

sqlite_api::sqlite3* native(soci::session& session) {
  return static_cast<soci::sqlite3_session_backend*>(session.get_backend())->conn_;
}

/// The library takes a text without '=' as the file's name, else as a list of settings.
Result<std::string> connect_text(const std::filesystem::path& path) {
  const std::string name = std::filesystem::absolute(path).string();
  if (name.find('=') == std::string::npos) return name;
  if (name.find_first_of("\" ") != std::string::npos) {
    return fail(ErrorCode::invalid_argument,
                "the path " + name + " holds \"=\" beside a blank or a quotation mark",
                "choose another path for the database");
  }
  return "db=" + name;
}

}  // namespace

Session::~Session() {
  statements_.reset();
}

Result<std::unique_ptr<Session>> Session::open(const OpenOptions& options, ports::Crypto& crypto) {
  DUNGHAN_TRY(const FileState state, check_file(options.path));
  if (state != FileState::ours) {
    if (options.read_only || !options.create_if_missing) {
      return fail(ErrorCode::not_found, "there is no database " + options.path.string());
    }
    DUNGHAN_TRY_VOID(create_file(options.path));
  }
  auto session = std::unique_ptr<Session>(new Session(options.path));
  DUNGHAN_TRY_VOID(session->connect(options));
  DUNGHAN_TRY_VOID(session->configure(options));
  DUNGHAN_TRY_VOID(migrate(*session, options, crypto));
  if (!options.read_only) DUNGHAN_TRY_VOID(session->use_write_ahead_log());
  return session;
}

Result<void> Session::connect(const OpenOptions& options) {
  DUNGHAN_TRY(const std::string text, connect_text(options.path));
  try {
    sql_.open(soci::sqlite3, text);
  } catch (...) {
    return Failure(error_of_current_exception(path_));
  }
  sqlite_api::sqlite3_extended_result_codes(native(sql_), 1);
  sqlite_api::sqlite3_busy_timeout(native(sql_), options.busy_timeout_ms);
  return {};
}

Result<void> Session::configure(const OpenOptions& options) {
  if (options.exclusive) DUNGHAN_TRY_VOID(execute("PRAGMA locking_mode = EXCLUSIVE"));
  DUNGHAN_TRY_VOID(execute(settings));
  if (options.read_only) return execute("PRAGMA query_only = ON");
  return {};
}

Result<void> Session::use_write_ahead_log() {
  return run([this](Statements&) -> Result<void> {
    std::string mode;
    sql_ << "PRAGMA journal_mode = WAL", soci::into(mode);
    if (mode == "wal") return {};
    return fail(ErrorCode::unavailable,
                "the database " + path_.string() + " cannot keep a write-ahead log here",
                "keep it on a local disk");
  });
}

Result<void> Session::execute(const char* script) {
  char* words = nullptr;
  const int result = sqlite_api::sqlite3_exec(native(sql_), script, nullptr, nullptr, &words);
  if (result == SQLITE_OK) return {};
  const std::string message = words != nullptr ? words : "no message";
  sqlite_api::sqlite3_free(words);
  return Failure(error_of(result, message, path_));
}

Result<std::int64_t> Session::number_of(const char* query) {
  return run([&](Statements&) -> Result<std::int64_t> {
    std::int64_t number = 0;
    sql_ << query, soci::into(number);
    return number;
  });
}

Result<void> Session::commit() {
  char* words = nullptr;
  const int result = sqlite_api::sqlite3_exec(native(sql_), "COMMIT", nullptr, nullptr, &words);
  if (result == SQLITE_OK) return {};
  const std::string message = words != nullptr ? words : "no message";
  sqlite_api::sqlite3_free(words);
  Error error = error_of_commit(result, message, path_);
  is_doubtful_ = error.code == ErrorCode::unknown_outcome;
  roll_back();
  return Failure(std::move(error));
}

void Session::roll_back() {
  statements_.reset();
  if (sqlite_api::sqlite3_get_autocommit(native(sql_)) != 0) return;
  // Where even this fails the engine has lost the file; the next call says so.
  sqlite_api::sqlite3_exec(native(sql_), "ROLLBACK", nullptr, nullptr, nullptr);
}

}  // namespace dunghan::adapters::store_sql
