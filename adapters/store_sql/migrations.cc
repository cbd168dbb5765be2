#include "adapters/store_sql/migrations.h"

#include <iterator>
#include <string>
#include <vector>

#include "adapters/store_sql/file_check.h"
#include "store_sql_schema.h"

namespace dunghan::adapters::store_sql {
namespace {

constexpr auto known_version = static_cast<std::int64_t>(std::size(migrations));

constexpr const char* create_migration_table =
    "CREATE TABLE IF NOT EXISTS schema_migration (version BIGINT NOT NULL PRIMARY KEY, name TEXT "
    "NOT NULL, "
    "sha256 TEXT NOT NULL, applied_at BIGINT NOT NULL)";

struct MigrationColumns {
  std::int64_t version = 0;
  std::string name, sha256;
  Instant applied_at{};
  template <class F>
  void each(F&& f) {
    f("version", version), f("name", name), f("sha256", sha256), f("applied_at", applied_at);
  }
};

struct MetadataColumns {
  std::string name, value;
  template <class F>
  void each(F&& f) {
    f("name", name), f("value", value);
  }
};

std::string hash_of(const Migration& migration, ports::Crypto& crypto) {
  constexpr std::string_view digits = "0123456789abcdef";
  std::string hex;
  for (const char octet : crypto.sha256(migration.sql)) {
    hex += digits[static_cast<unsigned char>(octet) >> 4U];
    hex += digits[static_cast<unsigned char>(octet) & 15U];
  }
  return hex;
}

Result<void> note_creation(Session& session, const OpenOptions& options) {
  return session.run([&](Statements&) -> Result<void> {
    Kept<MetadataColumns> insert(session.soci(), sql::insert_metadata);
    insert.in = {"created_at", to_text(options.opened_at)};
    insert.run();
    insert.in = {"rehearsal", options.is_rehearsal ? "1" : "0"};
    insert.run();
    return {};
  });
}

Result<void> note_step(Session& session, const OpenOptions& options, std::int64_t version,
                       ports::Crypto& crypto) {
  return session.run([&](Statements&) -> Result<void> {
    const Migration& step = migrations[version - 1];
    Kept<MigrationColumns> insert(session.soci(), sql::insert_migration);
    insert.in = {version, step.name, hash_of(step, crypto), options.opened_at};
    insert.run();
    return {};
  });
}

/// Within the caller's transaction.
Result<void> take_step(Session& session, const OpenOptions& options, std::int64_t version,
                       ports::Crypto& crypto) {
  if (version == 1) {
    const std::string mark = "PRAGMA application_id = " + std::to_string(application_id);
    DUNGHAN_TRY_VOID(session.execute(mark.c_str()));
  }
  DUNGHAN_TRY_VOID(session.execute(create_migration_table));
  DUNGHAN_TRY_VOID(session.execute(migrations[version - 1].sql));
  DUNGHAN_TRY_VOID(note_step(session, options, version, crypto));
  if (version == 1) DUNGHAN_TRY_VOID(note_creation(session, options));
  const std::string number = "PRAGMA user_version = " + std::to_string(version);
  return session.execute(number.c_str());
}

/// Empty, or ours: looked at again under the write lock, because another process may have been
/// quicker.
Result<std::int64_t> version_under_lock(Session& session) {
  DUNGHAN_TRY(const std::int64_t id, session.number_of("PRAGMA application_id"));
  DUNGHAN_TRY(const std::int64_t version, session.number_of("PRAGMA user_version"));
  if (id == std::int64_t{application_id}) return version;
  DUNGHAN_TRY(const std::int64_t things, session.number_of("SELECT count(*) FROM sqlite_schema"));
  if (id == 0 && version == 0 && things == 0) return 0;
  return not_ours(session.path(), "another program made it");
}

Result<bool> take_next_step(Session& session, const OpenOptions& options, ports::Crypto& crypto) {
  DUNGHAN_TRY_VOID(session.begin_immediate());
  const auto step = [&]() -> Result<bool> {
    DUNGHAN_TRY(const std::int64_t version, version_under_lock(session));
    if (version >= known_version) return false;
    DUNGHAN_TRY_VOID(take_step(session, options, version + 1, crypto));
    DUNGHAN_TRY_VOID(session.commit());
    return true;
  };
  auto taken = step();
  session.roll_back();
  return taken;
}

Result<void> check_steps(Session& session, ports::Crypto& crypto) {
  std::vector<MigrationColumns> taken;
  DUNGHAN_TRY_VOID(session.run([&](Statements&) -> Result<void> {
    Kept<Nothing, MigrationColumns> select(session.soci(), sql::select_migrations);
    select.each_row([&](const MigrationColumns& row) { taken.push_back(row); });
    return {};
  }));
  bool agrees = taken.size() == std::size(migrations);
  for (std::size_t i = 0; agrees && i < taken.size(); ++i) {
    agrees = taken[i].sha256 == hash_of(migrations[i], crypto);
  }
  if (agrees) return {};
  return fail(ErrorCode::corrupt,
              "the tables of the database " + session.path().string() +
                  " were made by other steps than this program's",
              "use the program that made it");
}

}  // namespace

Result<void> migrate(Session& session, const OpenOptions& options, ports::Crypto& crypto) {
  DUNGHAN_TRY(std::int64_t version, session.number_of("PRAGMA user_version"));
  if (version > known_version) {
    return fail(ErrorCode::invalid_argument,
                "the database " + session.path().string() + " has schema version " +
                    std::to_string(version) + ", and this program knows versions up to " +
                    std::to_string(known_version),
                "use the newer program that wrote it");
  }
  if (version < known_version && options.read_only) {
    return fail(ErrorCode::unavailable,
                "the database " + session.path().string() +
                    " must be brought up to date first, and it was opened for reading only");
  }
  bool has_more = version < known_version;
  while (has_more) {
    DUNGHAN_TRY(has_more, take_next_step(session, options, crypto));
  }
  return check_steps(session, crypto);
}

}  // namespace dunghan::adapters::store_sql
