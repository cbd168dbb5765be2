// A map file ready to use: compiled, with the definition it speaks of (beside the map or in the
// configured folders), its log opened.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "adapters/app/configuration.h"
#include "adapters/cli/environment.h"
#include "adapters/import/log_clock.h"
#include "adapters/import/log_map.h"
#include "adapters/import/log_reader.h"
#include "adapters/yaml/definition_files.h"

namespace dunghan::adapters::app {

struct PreparedLog {
  import::LogMap map;
  import::OpenedLog log;
  definition::DefinitionPtr definition;  // the newest version of the map's workflow
  std::unique_ptr<import::LogClock> clock;
};

/// errors: invalid_argument with the first fault of the map or its definition; unavailable,
/// not_found.
[[nodiscard]] Result<PreparedLog> prepare_log(Configuration& configuration,
                                              ports::DefinitionStore& definitions,
                                              const cli::LogRun& run);

}  // namespace dunghan::adapters::app
