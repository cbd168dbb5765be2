// One opened database with everything that runs on it: lock, keys, store, definitions, the case
// service.
#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>

#include "adapters/app/configuration.h"
#include "adapters/cli/environment.h"
#include "adapters/crypto/sodium_crypto.h"
#include "adapters/json/stored_codec.h"
#include "adapters/store_sql/sql_store.h"
#include "adapters/system/file_lock.h"
#include "adapters/system/random_id_source.h"
#include "adapters/yaml/definition_files.h"
#include "engine/ports/time_source.h"
#include "engine/service/handle_batch.h"

namespace dunghan::adapters::app {

/// The clock of an office: the system's, or a fixed instant on a rehearsal database.
class OfficeClock final : public ports::TimeSource {
 public:
  explicit OfficeClock(std::optional<Instant> fixed) : fixed_(fixed) {}
  [[nodiscard]] Instant now() override;
  /// Rehearsals move their own time (imports on virtual time).
  void set(Instant instant) { fixed_ = instant; }

 private:
  std::optional<Instant> fixed_;
};

class Office {
 public:
  struct Options {
    std::filesystem::path database;
    std::optional<Instant> now;  // rehearsal: this is the present
  };
  /// Takes the lock, opens (creating and migrating), loads the keys.
  /// errors: unavailable (locked by another process, disk), refused("not_a_rehearsal") for `now` on
  /// a real database, corrupt, ….
  [[nodiscard]] static Result<std::unique_ptr<Office>> open(Configuration& configuration,
                                                            const Options& options);

  [[nodiscard]] service::CaseService& service() { return *service_; }
  [[nodiscard]] ports::CaseStore& store() { return *store_; }
  [[nodiscard]] OfficeClock& clock() { return clock_; }
  [[nodiscard]] yaml::DefinitionFiles& definitions() { return *definitions_; }

 private:
  explicit Office(std::optional<Instant> now) : clock_(now) {}
  std::optional<system::FileLock> lock_;
  OfficeClock clock_;
  std::unique_ptr<crypto::SodiumCrypto> crypto_;
  std::unique_ptr<store_sql::SqlStore> store_;
  std::unique_ptr<system::RandomIdSource> ids_;
  json::StoredCodec codec_;
  std::unique_ptr<yaml::DefinitionFiles> definitions_;
  std::unique_ptr<service::CaseService> service_;
};

[[nodiscard]] std::string hex(std::string_view octets);

}  // namespace dunghan::adapters::app
