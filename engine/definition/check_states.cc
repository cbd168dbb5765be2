// States that no path leads to.
#include <algorithm>

#include "engine/definition/chart_walk.h"
#include "engine/definition/compilation.h"

namespace dunghan::definition {
namespace {

// Conditions are taken as if they could hold: what is left is unreachable for certain.
std::vector<bool> reachable_states(const WorkflowDefinition& definition) {
  std::vector<bool> reached(definition.states.size(), false);
  std::vector<int> to_visit;
  const auto enter = [&](int state) {
    if (state < 0) return;
    for (const int index : active_after_entering(definition, state)) {
      if (reached[static_cast<std::size_t>(index)]) continue;
      reached[static_cast<std::size_t>(index)] = true;
      to_visit.push_back(index);
    }
  };
  const auto follow = [&](const Transition& transition) {
    if (!transition.to.empty()) enter(definition.state_index(transition.to));
  };
  enter(0);
  while (!to_visit.empty()) {
    const State& state = definition.states[static_cast<std::size_t>(to_visit.back())];
    to_visit.pop_back();
    for (const Transition& transition : state.on) follow(transition);
    for (const Transition& transition : state.always) follow(transition);
    for (const After& after : state.after) follow(after.transition);
    if (state.done) follow(*state.done);
  }
  return reached;
}

}  // namespace

void check_states(Compilation& compilation) {
  const WorkflowDefinition& definition = compilation.made;
  const std::vector<bool> reached = reachable_states(definition);
  for (std::size_t i = 1; i < definition.states.size(); ++i) {
    const State& state = definition.states[i];
    const bool parent_reached = reached[static_cast<std::size_t>(state.parent)];
    if (reached[i] || !parent_reached) continue;  // of a whole unreachable branch, its top
    // Where the beginning is missing, everything would be unreachable: that is said once already.
    const State& parent = definition.states[static_cast<std::size_t>(state.parent)];
    if (parent.kind == State::Kind::compound && parent.initial < 0) continue;
    compilation.issues
        .error("E0245", state.at, "no transition leads to the state " + quoted(state.name),
               "write one, or delete the state")
        .length = static_cast<int>(state.name.size());
  }
}

}  // namespace dunghan::definition
