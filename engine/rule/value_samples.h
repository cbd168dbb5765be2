// One value for each stretch of an input that the cells of its column can tell apart.
#pragma once

#include <vector>

#include "engine/rule/decision_check.h"

namespace dunghan::rule {

/// Values of `domain` such that any other value of it is, for every one of `cells`, like one of
/// them.
[[nodiscard]] std::vector<Value> samples(const InputDomain& domain,
                                         const std::vector<const DecisionCell*>& cells);

}  // namespace dunghan::rule
