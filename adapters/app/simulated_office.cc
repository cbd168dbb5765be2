#include "adapters/app/simulated_office.h"

#include <algorithm>

namespace dunghan::adapters::app {

namespace {
inline constexpr std::size_t timers_per_step = 512;
}

Result<std::unique_ptr<SimulatedOffice>> SimulatedOffice::make(
    Configuration& configuration, std::vector<std::filesystem::path> folders) {
  std::unique_ptr<SimulatedOffice> office(new SimulatedOffice());
  DUNGHAN_TRY(office->crypto_, crypto::SodiumCrypto::ephemeral());
  office->store_ = std::make_unique<store_memory::MemoryStore>(*office->crypto_);
  DUNGHAN_TRY(auto surroundings, configuration.surroundings());
  crypto::SodiumCrypto* crypto = office->crypto_.get();
  office->definitions_ = std::make_unique<yaml::DefinitionFiles>(
      std::move(folders), std::move(surroundings),
      [crypto](std::string_view text) { return hex(crypto->sha256(text)); });
  service::Dependencies with;
  with.store = office->store_.get();
  with.time = &office->clock_;
  with.ids = &office->ids_;
  with.crypto = crypto;
  with.codec = &office->codec_;
  with.definitions = office->definitions_.get();
  DUNGHAN_TRY(with.organisation, configuration.organisation());
  with.legal_time = configuration.legal_time();
  office->service_ = std::make_unique<service::CaseService>(std::move(with));
  return office;
}

Result<void> advance_clock(service::CaseService& service, ports::CaseStore& store,
                           OfficeClock& clock, Instant instant) {
  for (;;) {
    DUNGHAN_TRY(const auto next, store.next_timer());
    if (!next || *next > instant) break;
    clock.set(std::max(clock.now(), *next));
    DUNGHAN_TRY(const std::size_t woken, service.fire_due_timers(timers_per_step));
    if (woken == 0) break;
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
  clock.set(std::max(clock.now(), instant));
  return {};
}

Result<void> SimulatedOffice::advance_to(Instant instant) {
  return advance_clock(*service_, *store_, clock_, instant);
}

}  // namespace dunghan::adapters::app
