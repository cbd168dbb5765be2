// Everything that is configured, loaded once: settings, calendars, counting rules, organisation,
// ladders.
#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>

#include "adapters/yaml/settings_file.h"
#include "engine/calendar/calendar.h"
#include "engine/cases/procedure.h"
#include "engine/deadline/counting_rule.h"
#include "engine/definition/compiler.h"
#include "engine/organisation/organisation.h"

namespace dunghan::adapters::app {

/// Any thread; what it once gave stays where it is.
class Configuration {
 public:
  /// errors: unavailable (no settings file), invalid_argument with the first fault of a file.
  [[nodiscard]] static Result<std::unique_ptr<Configuration>> load(const std::string& given_file);

  [[nodiscard]] const yaml::Settings& settings() const { return settings_; }
  [[nodiscard]] const std::filesystem::path& state_folder() const { return state_folder_; }
  /// By id or by file, loaded at first use and kept. errors: not_found, invalid_argument.
  [[nodiscard]] Result<const calendar::Calendar*> calendar(const std::string& id_or_file);
  [[nodiscard]] Result<const deadline::CountingRule*> counting_rule(const std::string& id_or_file);
  [[nodiscard]] Result<const organisation::Organisation*> organisation();
  /// Uses another organisation file than the configured one (a replay's own).
  [[nodiscard]] Result<void> use_organisation(const std::filesystem::path& file);
  /// What definitions are checked against. errors: those of the ladders and the organisation.
  [[nodiscard]] Result<definition::Surroundings> surroundings();
  /// The same with the posts and units of another organisation.
  [[nodiscard]] Result<definition::Surroundings> surroundings(
      const organisation::Organisation& of) const;
  [[nodiscard]] cases::LegalTime legal_time();

 private:
  [[nodiscard]] Result<void> read_organisation(const std::filesystem::path& file);

  std::mutex mutex_;  // guards what is loaded at first use
  yaml::Settings settings_;
  std::filesystem::path state_folder_;
  std::map<std::string, std::unique_ptr<calendar::Calendar>> calendars_;
  std::map<std::string, std::unique_ptr<deadline::CountingRule>> rules_;
  std::optional<organisation::Organisation> organisation_;
};

}  // namespace dunghan::adapters::app
