#include "engine/verify/other_cases.h"

#include <algorithm>

#include "engine/definition/chart_walk.h"
#include "engine/verify/checks.h"
#include "engine/verify/reads.h"

namespace dunghan::verify {

WaitsForOthers::WaitsForOthers(const definition::WorkflowDefinition& definition,
                               const Exploration& found)
    : definition_(definition) {
  definition::each_transition(
      definition, [&](int source, const definition::Transition& transition) {
        if (!found.states_seen.contains(source) || found.taken.contains(&transition)) return;
        const auto& state = definition.states[static_cast<std::size_t>(source)];
        const bool ends_fan_out = state.for_each && state.done && &*state.done == &transition;
        const bool asks = transition.when && reads_of(*transition.when, definition).other_cases;
        if (!ends_fan_out && !asks) return;
        states_.insert(source);
        waiting_.insert(&transition);
      });
}

bool WaitsForOthers::may_yet(int source, const definition::Transition& transition) const {
  if (waiting_.contains(&transition)) return true;
  const auto& done = definition_.states[static_cast<std::size_t>(source)].done;
  if (!done || &*done != &transition) return false;
  return std::any_of(states_.begin(), states_.end(), [&](int state) {
    return state != source && definition::lies_in(definition_, state, source);
  });
}

bool WaitsForOthers::waits(const statechart::Configuration& configuration) const {
  return std::any_of(configuration.begin(), configuration.end(),
                     [this](int state) { return states_.contains(state); });
}

std::string WaitsForOthers::text() const {
  std::string names;
  for (const int state : states_) {
    const auto& name = definition_.states[static_cast<std::size_t>(state)].name;
    names += (names.empty() ? "" : ", ") + (state == 0 ? "the whole procedure" : quoted(name));
  }
  return names;
}

}  // namespace dunghan::verify
