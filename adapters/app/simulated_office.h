// An office in memory on virtual time: what `simulate` and scenario tests play procedures in.
// Nothing of it outlives the process.
#pragma once

#include <filesystem>
#include <functional>
#include <limits>
#include <memory>
#include <string>
#include <vector>

#include "adapters/app/configuration.h"
#include "adapters/app/office.h"
#include "adapters/crypto/sodium_crypto.h"
#include "adapters/json/stored_codec.h"
#include "adapters/store_memory/memory_store.h"
#include "adapters/yaml/definition_files.h"
#include "engine/ports/id_source.h"
#include "engine/scenario/play.h"
#include "engine/service/handle_batch.h"

namespace dunghan::adapters::app {

inline constexpr std::size_t no_limit = std::numeric_limits<std::size_t>::max();
/// Moments at which timers may fire within one step of a trial: some years of daily reminders. A
/// procedure that needs more goes round in a circle, and each round makes its case larger. Where it
/// is none, a step that looks in between (`then`) lets it go on.
inline constexpr std::size_t trial_wakes_max = 1'000;

/// Moves an office's clock on: every timer that falls due on the way fires at its own instant.
/// errors: the service's; limit_exceeded where timers fire at more than `wakes_max` moments.
[[nodiscard]] Result<void> advance_clock(service::CaseService& service, ports::CaseStore& store,
                                         OfficeClock& clock, Instant instant,
                                         std::size_t wakes_max = no_limit);

/// What DefinitionFiles tells contents apart by: SHA-256 as hex. errors: the crypto library's.
[[nodiscard]] Result<std::function<std::string(std::string_view)>> content_hash();

/// 1, 2, 3, …: what is played twice is the same twice.
class CountingIds final : public ports::IdSource {
 public:
  [[nodiscard]] std::int64_t next(Instant) override { return ++last_; }

 private:
  std::int64_t last_ = 0;
};

class SimulatedOffice final : public scenario::Stage {
 public:
  /// Definitions are looked for in `folders`. errors: those of the configuration's files.
  [[nodiscard]] static Result<std::unique_ptr<SimulatedOffice>> make(
      Configuration& configuration, std::vector<std::filesystem::path> folders);

  /// Who is there, which definitions there are, and who is told of what is decided (may be empty).
  /// All outlive the office.
  struct World {
    const organisation::Organisation* organisation = nullptr;
    ports::DefinitionStore* definitions = nullptr;
    std::function<void(const cases::Procedure&, const cases::Decision&)> on_decided = {};
    std::size_t wakes_max = no_limit;
  };
  [[nodiscard]] static Result<std::unique_ptr<SimulatedOffice>> make(Configuration& configuration,
                                                                     World world);

  [[nodiscard]] service::CaseService& service() override { return *service_; }
  [[nodiscard]] ports::CaseStore& store() { return *store_; }
  [[nodiscard]] yaml::DefinitionFiles& definitions() { return *definitions_; }
  [[nodiscard]] Instant now() override { return clock_.now(); }
  /// advance_clock() on this office. errors: the
  /// service's.
  [[nodiscard]] Result<void> advance_to(Instant instant) override;
  /// Sets the clock without firing anything (the beginning, or a clock that jumps).
  void set_clock(Instant instant) override { clock_.set(instant); }

 private:
  SimulatedOffice() : clock_(Instant{}) {}
  OfficeClock clock_;
  std::unique_ptr<crypto::SodiumCrypto> crypto_;
  std::unique_ptr<store_memory::MemoryStore> store_;
  CountingIds ids_;
  std::size_t wakes_max_ = no_limit;
  json::StoredCodec codec_;
  std::unique_ptr<yaml::DefinitionFiles> definitions_;  // where they come from folders
  std::unique_ptr<service::CaseService> service_;
};

}  // namespace dunghan::adapters::app
