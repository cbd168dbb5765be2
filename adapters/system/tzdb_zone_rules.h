// IANA time zones as values: the system's tz database through the date library, which is included
// in the .cc alone.
#pragma once

#include <optional>
#include <string_view>

#include "engine/base/time.h"

namespace dunghan::adapters::system {

/// The offsets of a zone from 1900 to 2199 ("Asia/Ho_Chi_Minh"; also "UTC"). Nothing where the
/// database has no such zone, or is not installed (package tzdata). Kept after the first call; may
/// be called from any thread.
[[nodiscard]] std::optional<ZoneRules> zone_rules(std::string_view name);

}  // namespace dunghan::adapters::system
