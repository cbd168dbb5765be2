// An office in memory on virtual time: what `simulate` and scenario tests play procedures in.
// Nothing of it outlives the process.
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "adapters/app/configuration.h"
#include "adapters/app/office.h"
#include "adapters/crypto/sodium_crypto.h"
#include "adapters/json/stored_codec.h"
#include "adapters/store_memory/memory_store.h"
#include "adapters/system/random_id_source.h"
#include "adapters/yaml/definition_files.h"
#include "engine/service/handle_batch.h"

namespace dunghan::adapters::app {

/// Moves an office's clock on: every timer that falls due on the way fires at its own instant.
/// errors: the service's.
[[nodiscard]] Result<void> advance_clock(service::CaseService& service, ports::CaseStore& store,
                                         OfficeClock& clock, Instant instant);

class SimulatedOffice {
 public:
  /// Definitions are looked for in `folders`. errors: those of the configuration's files.
  [[nodiscard]] static Result<std::unique_ptr<SimulatedOffice>> make(
      Configuration& configuration, std::vector<std::filesystem::path> folders);

  [[nodiscard]] service::CaseService& service() { return *service_; }
  [[nodiscard]] ports::CaseStore& store() { return *store_; }
  [[nodiscard]] yaml::DefinitionFiles& definitions() { return *definitions_; }
  [[nodiscard]] Instant now() { return clock_.now(); }
  /// advance_clock() on this office. errors: the
  /// service's.
  [[nodiscard]] Result<void> advance_to(Instant instant);
  /// Sets the clock without firing anything (the beginning, or a clock that jumps).
  void set_clock(Instant instant) { clock_.set(instant); }

 private:
  SimulatedOffice() : clock_(Instant{}) {}
  OfficeClock clock_;
  std::unique_ptr<crypto::SodiumCrypto> crypto_;
  std::unique_ptr<store_memory::MemoryStore> store_;
  system::RandomIdSource ids_;
  json::StoredCodec codec_;
  std::unique_ptr<yaml::DefinitionFiles> definitions_;
  std::unique_ptr<service::CaseService> service_;
};

}  // namespace dunghan::adapters::app
