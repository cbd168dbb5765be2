// The calendars as they would be with another file in force, beside those that are.
#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "adapters/app/configuration.h"
#include "adapters/cli/environment.h"
#include "adapters/yaml/calendar_files.h"

namespace dunghan::adapters::app {

class CalendarPlanning {
 public:
  /// configuration: outlives this.
  explicit CalendarPlanning(Configuration& configuration) : configuration_(configuration) {}

  /// What it gives stands on this object. Issues: those of the file, and of every calendar in use
  /// that it would break.
  [[nodiscard]] cli::PlannedCalendars plan(const std::filesystem::path& file);

 private:
  [[nodiscard]] const calendar::Calendar* planned(std::string_view id);

  Configuration& configuration_;
  std::optional<yaml::PlannedFile> file_;
  // By id; null where the calendar stays as it is.
  std::map<std::string, std::unique_ptr<calendar::Calendar>, std::less<>> calendars_;
};

}  // namespace dunghan::adapters::app
