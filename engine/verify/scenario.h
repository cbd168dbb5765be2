// A counter-example as a scenario file, which `dunghan simulate` plays.
#pragma once

#include <string>

#include "engine/verify/finding.h"

namespace dunghan::verify {

/// YAML: what is done on which day, then the state and every due date. The finding must have a
/// timeline that can be written.
[[nodiscard]] std::string scenario_of(const Finding& finding, const Subject& subject);

/// "complaint-E0707-resolution.yaml": a file name for it.
[[nodiscard]] std::string file_name_of(const Finding& finding, const Subject& subject);

}  // namespace dunghan::verify
