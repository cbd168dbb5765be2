// A scenario file -> Scenario, or every issue found in it (codes E0600-E0649). Names are checked
// against the procedures that it opens and against the organisation, so that a slip is told where
// it stands and never shows as a refusal.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/calendar/calendar.h"
#include "engine/definition/document.h"
#include "engine/definition/issue.h"
#include "engine/organisation/organisation.h"
#include "engine/scenario/scenario.h"

namespace dunghan::scenario {

/// What exists around a scenario. What is not given is not checked.
struct Surroundings {
  /// The version of a workflow in force on a day. errors: not_found with near names, refused where
  /// none is in force then.
  std::function<Result<definition::DefinitionPtr>(std::string_view id, Date day)> workflow;
  /// The versions of a workflow that amend another; may be empty.
  std::function<Result<std::vector<definition::DefinitionPtr>>(std::string_view id)> amendments;
  std::function<const calendar::Calendar*(std::string_view id)> calendar;
  const organisation::Organisation* organisation = nullptr;
};

struct ReadScenario {
  std::optional<Scenario> scenario;  // absent where there are errors
  definition::Issues issues;
};

/// Days and hours are those of the calendar of the first workflow that is opened; UTC where it is
/// not known.
[[nodiscard]] ReadScenario read_scenario(const definition::Document& document,
                                         const Surroundings& around);

/// Whether a file is meant as a scenario: it has `steps`, and defines nothing.
[[nodiscard]] bool looks_like_scenario(const definition::Document& document);

}  // namespace dunghan::scenario
