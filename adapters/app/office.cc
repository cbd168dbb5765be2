#include "adapters/app/office.h"

#include <system_error>

#include "adapters/system/system_time_source.h"
#include "engine/service/calendar_change.h"

namespace dunghan::adapters::app {

std::string hex(std::string_view octets) {
  static constexpr std::string_view digits = "0123456789abcdef";
  std::string text;
  for (const char octet : octets) {
    text += digits[static_cast<unsigned char>(octet) >> 4U];
    text += digits[static_cast<unsigned char>(octet) & 15U];
  }
  return text;
}

Instant OfficeClock::now() {
  return fixed_ ? *fixed_ : system::SystemTimeSource{}.now();
}

Result<std::unique_ptr<Office>> Office::open(Configuration& configuration, const Options& options) {
  const yaml::Settings& settings = configuration.settings();
  std::unique_ptr<Office> office(new Office(options.now));
  std::error_code ignored;
  if (options.database.has_parent_path())
    std::filesystem::create_directories(options.database.parent_path(), ignored);
  DUNGHAN_TRY(office->lock_,
              system::FileLock::acquire(options.database.string() + ".lock", settings.lock_wait));
  auto key_file = options.database;
  key_file += ".key";
  DUNGHAN_TRY(office->crypto_,
              crypto::SodiumCrypto::open(crypto::master_key_from_environment(key_file)));
  store_sql::OpenOptions store_options;
  store_options.path = options.database;
  store_options.busy_timeout_ms = static_cast<int>(settings.busy_timeout.count());
  store_options.opened_at = office->clock_.now();
  store_options.is_rehearsal = options.now.has_value();
  DUNGHAN_TRY(office->store_, store_sql::SqlStore::open(store_options, *office->crypto_));
  if (options.now) {
    DUNGHAN_TRY(const bool rehearsal, office->store_->is_rehearsal());
    if (!rehearsal) {
      return refuse(
          "not_a_rehearsal",
          "`" + options.database.string() + "` is a real database: its present is not for choosing",
          "--now works on a database that was created with --now");
    }
  }
  DUNGHAN_TRY(auto surroundings, configuration.surroundings());
  crypto::SodiumCrypto* crypto = office->crypto_.get();
  office->definitions_ = std::make_unique<yaml::DefinitionFiles>(
      settings.definitions, std::move(surroundings),
      [crypto](std::string_view text) { return hex(crypto->sha256(text)); });
  office->ids_ = std::make_unique<system::RandomIdSource>();
  service::Dependencies with;
  with.store = office->store_.get();
  with.time = &office->clock_;
  with.ids = office->ids_.get();
  with.crypto = crypto;
  with.codec = &office->codec_;
  with.definitions = office->definitions_.get();
  DUNGHAN_TRY(with.organisation, configuration.organisation());
  with.legal_time = configuration.legal_time();
  service::Limits limits;
  limits.batch_commands_max = settings.batch_commands_max;
  office->service_ = std::make_unique<service::CaseService>(std::move(with), limits);
  DUNGHAN_TRY_VOID(service::check_calendars(*office->service_));
  return office;
}

}  // namespace dunghan::adapters::app
