// The scenarios of a folder played one by one, and what they cover.
#pragma once

#include <iosfwd>
#include <string>
#include <vector>

#include "adapters/app/trial.h"
#include "engine/scenario/coverage.h"

namespace dunghan::adapters::app {

/// A scenario as it came out.
struct ScenarioResult {
  std::filesystem::path file;
  definition::Text title;
  std::size_t cases = 0;
  definition::Issues faults;  // of reading or of playing
  [[nodiscard]] bool passed() const { return faults.empty(); }
};

/// Reads and plays one. errors: those of the store; all else is a fault of the result.
[[nodiscard]] Result<ScenarioResult> play_file(Trial& trial, const std::filesystem::path& file,
                                               const Trial::Watch& watch);

}  // namespace dunghan::adapters::app
