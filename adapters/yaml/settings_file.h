// config/dunghan.yaml -> Settings, and where that file is looked for. Every setting is described in
// the file itself, with its unit, its range and why; the defaults below are the same (a test
// compares them), so that the program runs with no file at all.
#pragma once

#include <chrono>
#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "engine/base/result.h"
#include "engine/definition/document.h"
#include "engine/definition/issue.h"

namespace dunghan::adapters::yaml {

struct Settings {
  // Where things are. read_settings makes relative paths absolute, from the folder of the settings
  // file.
  std::vector<std::filesystem::path> definitions{"../workflows"};
  std::filesystem::path calendars = "calendars";
  std::filesystem::path counting = "counting";
  std::filesystem::path organisation = "organisation.yaml";
  std::filesystem::path ladders = "ladders.yaml";
  std::filesystem::path database;  // empty: dunghan.db in the state folder
  std::filesystem::path spool;     // empty: spool in the state folder

  std::string acting_person;  // `as`; empty: --as must say who acts
  std::string language;       // "vi", "en"; empty: by LANG

  // The writer's batches.
  std::size_t batch_commands_max = 512;
  std::size_t batch_octets_max = 2 * 1024 * 1024;
  std::size_t queue_commands_max = 4096;
  int timers_share_percent = 50;  // of a batch, while live commands wait

  // The database.
  std::chrono::milliseconds busy_timeout{5'000};
  std::chrono::milliseconds lock_wait{2'000};

  // The service's loops.
  std::chrono::milliseconds idle_wait{1'000};
  std::size_t outbox_messages_max = 64;
  std::chrono::milliseconds retry_first{1'000};
  std::chrono::milliseconds retry_max{3'600'000};
};

struct ReadSettings {
  std::optional<Settings> settings;  // absent where there are errors
  definition::Issues issues;         // E0430-E0433, and those of reading the file
};

/// Paths stay as written.
[[nodiscard]] ReadSettings read_settings(const definition::Document& document);
/// Paths are made absolute, from the folder of `path`.
[[nodiscard]] ReadSettings read_settings_file(const std::filesystem::path& path);

inline constexpr const char* settings_file_name = "dunghan.yaml";

/// The environment that the look-up reads, as a value so that tests can set it.
struct Surroundings {
  std::string config;                // DUNGHAN_CONFIG
  std::string state_home;            // XDG_STATE_HOME
  std::string home;                  // HOME
  std::filesystem::path executable;  // of the running program
};

[[nodiscard]] Surroundings surroundings_of_process();

/// The settings file: `given` (--config), else DUNGHAN_CONFIG, else <exe>/../share/dunghan/config,
/// <exe>/../../config (a build in the source tree: build/release/dunghan), /etc/dunghan. Each may
/// be the file or its folder. errors: not_found, naming where it was looked for.
[[nodiscard]] Result<std::filesystem::path> find_settings_file(const std::string& given,
                                                               const Surroundings& surroundings);

/// Where the database and the spool folder are by default: $XDG_STATE_HOME/dunghan,
/// ~/.local/state/dunghan, else /var/lib/dunghan.
[[nodiscard]] std::filesystem::path state_folder(const Surroundings& surroundings);

}  // namespace dunghan::adapters::yaml
