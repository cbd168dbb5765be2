// A value that a field takes, made up: for cases that nobody wrote down.
#pragma once

#include "engine/definition/definition.h"
#include "engine/organisation/organisation.h"
#include "engine/scenario/random.h"

namespace dunghan::scenario {

/// A valid raw value of `field`, as a person would give it. today: what a date is near to.
/// returns: null where no value can be made up (another case).
[[nodiscard]] Value random_value(const definition::Field& field, Date today,
                                 const organisation::Organisation& organisation,
                                 SeededNumbers& numbers);

}  // namespace dunghan::scenario
