// A scenario beside a definition: what is done on which day, and what must stand at the end. Read
// from YAML, played in a SimulatedOffice.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "adapters/app/simulated_office.h"
#include "engine/definition/document.h"

namespace dunghan::adapters::app {

/// One line of the timeline.
struct TimelineEntry {
  Instant at{};
  std::string case_name, number, what, outcome;  // outcome: "ok", or the refusal
};

/// A `then` that does not hold, or a step that was refused.
struct ScenarioFault {
  definition::Position at;
  std::string message;
};

struct ScenarioRun {
  std::vector<TimelineEntry> timeline;
  std::vector<ScenarioFault> faults;
  std::map<std::string, std::string> cases;  // name in the scenario -> number
};

/// errors: invalid_argument with the place, where the file is no scenario.
[[nodiscard]] Result<ScenarioRun> play_scenario(const definition::Document& document,
                                                SimulatedOffice& office,
                                                Configuration& configuration);

}  // namespace dunghan::adapters::app
