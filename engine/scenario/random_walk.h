// A case that nobody wrote down: opened, then at each step something that is allowed, with data
// made up, by somebody who may, or time passing until the next limit ends. From one seed it is
// always the same case.
#pragma once

#include <cstdint>
#include <optional>

#include "engine/scenario/play.h"
#include "engine/scenario/random.h"

namespace dunghan::scenario {

struct WalkOptions {
  std::uint64_t seed = 1;
  int steps = 40;             // acts after the opening, at most
  std::optional<Date> first;  // day of the opening; absent: the seed says
};

/// Walks until the case is closed, nothing more can come, or the steps are used up. The run tells
/// each act, also those that were refused.
/// errors: refused where no case can be opened (no unit whose people may, or it is opened by other
/// cases only); those of the store.
[[nodiscard]] Result<ScenarioRun> random_walk(const definition::WorkflowDefinition& definition,
                                              const calendar::Calendar& calendar,
                                              const WalkOptions& options, Stage& stage);

}  // namespace dunghan::scenario
