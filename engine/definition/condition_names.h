// The declared names that the environment of conditions is made from: found in a finished
// definition, or in the outline of a file that is being read.
#pragma once

#include <vector>

#include "engine/definition/definition.h"

namespace dunghan::definition {

struct ConditionNames {
  std::vector<Name> deadlines;  // and tasks with a limit of their own
  std::vector<Name> tasks;
  std::vector<Name> links;
};

/// All but `event`.
[[nodiscard]] rule::Environment environment_of(const std::vector<Field>& data,
                                               const ConditionNames& names);
/// What the expressions of a cycle may speak of: window, day, today.
[[nodiscard]] rule::Environment cycle_environment();
/// Gives the environment an `event` with these fields beside its own.
void set_event(rule::Environment& environment, const std::vector<Field>& event_fields);

}  // namespace dunghan::definition
