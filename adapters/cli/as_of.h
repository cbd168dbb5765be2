// `--as-of D [--in-law]`, as every command that lists or shows understands it.
#pragma once

#include <string>

#include "adapters/cli/environment.h"
#include "engine/service/queries.h"

namespace dunghan::adapters::cli {

/// text: a date (its last instant), a local time or an instant, in the zone of the default
/// calendar; empty: now. errors: invalid_argument.
[[nodiscard]] Result<service::AsOf> as_of(Environment& environment, const std::string& text,
                                          bool in_law);

}  // namespace dunghan::adapters::cli
