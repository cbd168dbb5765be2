// Findings as SARIF 2.1.0, the form that code hosts and editors show beside the lines meant.
//
// One run; its rules are those that some finding names, with what `lint --explain` says of them.
// Columns count code points, as an Issue's do.
// Source: OASIS Standard, Static Analysis Results Interchange Format Version 2.1.0.
#pragma once

#include <string>

#include "adapters/cli/environment.h"

namespace dunghan::adapters::cli {

/// One JSON object. Rules are explained in `language`; the findings themselves are worded as lint
/// words them.
[[nodiscard]] std::string sarif_of(const definition::Issues& issues, Language language);

}  // namespace dunghan::adapters::cli
