// Looking things up in a definition. Definitions are small: a walk.
#include "engine/definition/definition.h"

#include <algorithm>

namespace dunghan::definition {
namespace {

template <class List>
auto* named(const List& list, const Name& name) {
  const auto found =
      std::find_if(list.begin(), list.end(), [&](const auto& one) { return one.name == name; });
  return found == list.end() ? nullptr : &*found;
}

}  // namespace

const Field* WorkflowDefinition::field(const Name& name) const {
  return named(data, name);
}
const Role* WorkflowDefinition::role(const Name& name) const {
  return named(roles, name);
}

const rule::DecisionTable* WorkflowDefinition::decision(const Name& name) const {
  const auto found = std::find_if(decisions.begin(), decisions.end(),
                                  [&](const auto& one) { return one.first == name; });
  return found == decisions.end() ? nullptr : &found->second;
}

int WorkflowDefinition::state_index(const Name& name) const {
  for (std::size_t i = 1; i < states.size(); ++i) {
    if (states[i].name == name) return static_cast<int>(i);
  }
  return -1;
}

}  // namespace dunghan::definition
