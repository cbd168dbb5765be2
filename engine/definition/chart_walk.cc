#include "engine/definition/chart_walk.h"

#include <algorithm>

namespace dunghan::definition {
namespace {

const State& at(const WorkflowDefinition& definition, int index) {
  return definition.states[static_cast<std::size_t>(index)];
}

}  // namespace

bool lies_in(const WorkflowDefinition& definition, int state, int ancestor) {
  while (state >= 0 && state != ancestor) state = at(definition, state).parent;
  return state == ancestor;
}

int ending_state(const WorkflowDefinition& definition) {
  const State& root = at(definition, 0);
  if (root.kind != State::Kind::parallel || root.children.empty()) return 0;
  const int first = root.children.front();
  return at(definition, first).name == main_region ? first : 0;
}

std::vector<int> active_after_entering(const WorkflowDefinition& definition, int state) {
  std::vector<int> active;
  std::vector<int> to_visit{state};
  for (int up = at(definition, state).parent; up >= 0; up = at(definition, up).parent) {
    active.push_back(up);
    if (at(definition, up).kind != State::Kind::parallel) continue;
    for (const int region : at(definition, up).children) {
      if (!lies_in(definition, state, region)) to_visit.push_back(region);
    }
  }
  while (!to_visit.empty()) {
    const int index = to_visit.back();
    to_visit.pop_back();
    active.push_back(index);
    const State& one = at(definition, index);
    if (one.kind == State::Kind::parallel) {
      to_visit.insert(to_visit.end(), one.children.begin(), one.children.end());
    } else if (one.kind == State::Kind::compound && one.initial >= 0) {
      to_visit.push_back(one.initial);
    }
  }
  std::sort(active.begin(), active.end());
  return active;
}

}  // namespace dunghan::definition
