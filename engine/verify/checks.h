// The checks of what an exploration found. Each adds its findings; what is said of all ways that a
// case can take ("never", "from here no way") is only said where the exploration is complete.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "engine/verify/exploration.h"
#include "engine/verify/finding.h"
#include "engine/verify/other_cases.h"
#include "engine/verify/witness.h"

namespace dunghan::verify {

/// What the checks share.
struct Inquiry {
  const Subject& subject;
  const Exploration& exploration;
  const Moves& moves;
  const Witness& witness;
  const WaitsForOthers& others;
  std::vector<Finding>& findings;

  [[nodiscard]] const definition::WorkflowDefinition& definition() const {
    return subject.definition();
  }
  Finding& add(std::string_view code, definition::Severity severity, definition::Position at,
               std::string about, std::string message, std::string remedy,
               std::optional<Timeline> timeline) const;
};

/// E0700 states, E0701 transitions, E0712 tasks that never come.
void check_reach(const Inquiry& inquiry);
/// E0712 of a deadline: it never runs, or a ground of it can never be used.
void check_use(const Inquiry& inquiry, int deadline);
/// E0702 cases that stand still, E0703 steps without end, E0709 cases that cannot end.
void check_progress(const Inquiry& inquiry);
/// E0704 a deadline that never ends, E0713 one that the end of the case cuts off.
void check_end(const Inquiry& inquiry, int deadline);
/// E0710 conditions that cannot be answered, E0711 acts that fail for want of something, E0705
/// rungs told to nobody.
void check_faults(const Inquiry& inquiry);

// ---- graph walks that they share

/// The nodes from which one of `targets` can be reached, themselves included.
[[nodiscard]] std::vector<bool> can_reach(const Exploration& exploration,
                                          const std::vector<bool>& targets,
                                          const std::function<bool(const Edge&)>& through = {});

[[nodiscard]] std::string quoted(std::string_view name);
[[nodiscard]] std::string states_text(const definition::WorkflowDefinition& definition,
                                      const statechart::Configuration& configuration);

}  // namespace dunghan::verify
