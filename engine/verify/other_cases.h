// Where a case waits for what other cases tell: those are not followed, so what comes after is not
// proved, and nothing is said of it.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "engine/verify/exploration.h"

namespace dunghan::verify {

class WaitsForOthers {
 public:
  /// Of what the exploration met, and did not see taken.
  WaitsForOthers(const definition::WorkflowDefinition& definition, const Exploration& found);

  /// Whether the transition, not seen taken, may be taken once others have told what it asks for;
  /// likewise what comes of a state around such a one.
  [[nodiscard]] bool may_yet(int source, const definition::Transition& transition) const;
  /// Whether a case so waits, whatever else it does.
  [[nodiscard]] bool waits(const statechart::Configuration& configuration) const;
  [[nodiscard]] bool any() const { return !states_.empty(); }
  /// The states in which cases wait, as they are written in "not proved".
  [[nodiscard]] std::string text() const;

 private:
  const definition::WorkflowDefinition& definition_;
  std::set<int> states_;
  std::set<const definition::Transition*> waiting_;
};

}  // namespace dunghan::verify
