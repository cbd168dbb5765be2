#include "adapters/app/simulated_office.h"

#include <algorithm>

namespace dunghan::adapters::app {

namespace {
inline constexpr std::size_t timers_per_step = 512;
}

Result<std::function<std::string(std::string_view)>> content_hash() {
  DUNGHAN_TRY(auto made, crypto::SodiumCrypto::ephemeral());
  const std::shared_ptr<crypto::SodiumCrypto> crypto = std::move(made);
  return [crypto](std::string_view text) { return hex(crypto->sha256(text)); };
}

Result<std::unique_ptr<SimulatedOffice>> SimulatedOffice::make(
    Configuration& configuration, std::vector<std::filesystem::path> folders) {
  DUNGHAN_TRY(auto surroundings, configuration.surroundings());
  DUNGHAN_TRY(auto hash, content_hash());
  auto definitions = std::make_unique<yaml::DefinitionFiles>(
      std::move(folders), std::move(surroundings), std::move(hash));
  World world;
  world.definitions = definitions.get();
  DUNGHAN_TRY(world.organisation, configuration.organisation());
  DUNGHAN_TRY(auto office, make(configuration, std::move(world)));
  office->definitions_ = std::move(definitions);
  return office;
}

Result<std::unique_ptr<SimulatedOffice>> SimulatedOffice::make(Configuration& configuration,
                                                               World world) {
  std::unique_ptr<SimulatedOffice> office(new SimulatedOffice());
  DUNGHAN_TRY(office->crypto_, crypto::SodiumCrypto::ephemeral());
  office->store_ = std::make_unique<store_memory::MemoryStore>(*office->crypto_);
  service::Dependencies with;
  with.store = office->store_.get();
  with.time = &office->clock_;
  with.ids = &office->ids_;
  with.crypto = office->crypto_.get();
  with.codec = &office->codec_;
  with.definitions = world.definitions;
  with.organisation = world.organisation;
  with.legal_time = configuration.legal_time();
  with.on_decided = std::move(world.on_decided);
  office->wakes_max_ = world.wakes_max;
  office->service_ = std::make_unique<service::CaseService>(std::move(with));
  return office;
}

Result<void> advance_clock(service::CaseService& service, ports::CaseStore& store,
                           OfficeClock& clock, Instant instant, std::size_t wakes_max) {
  for (std::size_t wakes = 0;; ++wakes) {
    DUNGHAN_TRY(const auto next, store.next_timer());
    if (!next || *next > instant) {
      clock.set(std::max(clock.now(), instant));
      DUNGHAN_TRY(const std::size_t amended, service.amend_running_cases());
      if (amended == 0) return {};
      continue;  // what an amendment brings may be due by now
    }
    if (wakes == wakes_max)
      return fail(ErrorCode::limit_exceeded,
                  "timers fired at " + std::to_string(wakes_max) + " moments up to " +
                      to_text(*next) + ", and more are due",
                  "does an `after` lead back into its own state? If not, look in between with "
                  "a step");
    clock.set(std::max(clock.now(), *next));
    DUNGHAN_TRY(const std::size_t woken, service.fire_due_timers(timers_per_step));
    DUNGHAN_TRY_VOID(service.deliver_case_messages());
    // What was fired leaves nothing due behind it. What still is was refused, and would be for
    // ever.
    DUNGHAN_TRY(const auto left, store.next_timer());
    if (woken < timers_per_step && left && *left <= clock.now()) {
      return fail(ErrorCode::invalid_argument,
                  "the timer of " + to_text(*left) +
                      " cannot be fired: what follows from it does not come to rest or fails",
                  "see `dunghan verify`");
    }
  }
}

Result<void> SimulatedOffice::advance_to(Instant instant) {
  return advance_clock(*service_, *store_, clock_, instant, wakes_max_);
}

}  // namespace dunghan::adapters::app
