// The rule at the end of a compiled zone file ("CET-1CEST,M3.5.0,M10.5.0/3": POSIX TZ as extended
// by RFC 8536, section 3.3.1) as transitions. The date library (3.0.1) stops at the last transition
// that the file lists, 2037 or earlier, and does not read this rule.
#pragma once

#include <string_view>
#include <vector>

#include "engine/base/time.h"

namespace dunghan::adapters::system {

/// The transitions of the rule in the years first_year … last_year, rising. Empty where the rule
/// has no summer time or cannot be read.
[[nodiscard]] std::vector<ZoneRules::Transition> transitions_of_rule(std::string_view rule,
                                                                     int first_year, int last_year);

}  // namespace dunghan::adapters::system
