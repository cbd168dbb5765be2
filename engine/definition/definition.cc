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

const std::string& WorkflowDefinition::file_at(Position at) const {
  const auto part = static_cast<std::size_t>(at.part);
  return part == 0 || part > other_files.size() ? file : other_files[part - 1];
}

std::string WorkflowDefinition::version_label() const {
  std::string label = std::to_string(version);
  for (const int amendment : amended_by) label += "+" + std::to_string(amendment);
  return label;
}

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
