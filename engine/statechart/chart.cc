#include "engine/statechart/chart.h"

#include <algorithm>
#include <set>

#include "engine/base/check.h"

namespace dunghan::statechart {
namespace {

using StateSet = std::set<int>;  // document order is index order

const Node& node(const Chart& chart, int state) {
  DUNGHAN_CHECK(state >= 0 && static_cast<std::size_t>(state) < chart.nodes.size());
  return chart.nodes[static_cast<std::size_t>(state)];
}

// The states that a target stands for: itself, or what history remembers (its initial child where
// it was never left).
std::vector<int> effective_targets(const Chart& chart, const History& history,
                                   const Target& target) {
  if (target.kind == Target::Kind::none) return {};
  if (target.kind == Target::Kind::state) return {target.state};
  const auto remembered = history.find(target.state);
  if (remembered == history.end()) {
    const Node& parent = node(chart, target.state);
    return parent.kind == Kind::compound ? std::vector<int>{parent.initial} : parent.children;
  }
  std::vector<int> states;
  for (const int state : remembered->second) {
    const bool wanted = target.shallow ? node(chart, state).parent == target.state
                                       : node(chart, state).children.empty();
    if (wanted) states.push_back(state);
  }
  return states;
}

// The least compound ancestor of the source that holds all targets: what lies below it is left and
// entered anew.
int transition_domain(const Chart& chart, int source, const std::vector<int>& targets) {
  for (int ancestor = node(chart, source).parent; ancestor > 0;
       ancestor = node(chart, ancestor).parent) {
    if (node(chart, ancestor).kind != Kind::compound) continue;
    const bool holds_all = std::all_of(targets.begin(), targets.end(), [&](int target) {
      return is_descendant(chart, target, ancestor);
    });
    if (holds_all) return ancestor;
  }
  return 0;
}

void enter_descendants(const Chart& chart, int state, StateSet& entered);

void enter_by_default(const Chart& chart, const Node& parent, StateSet& entered) {
  if (parent.kind == Kind::compound) enter_descendants(chart, parent.initial, entered);
  if (parent.kind != Kind::parallel) return;
  for (const int region : parent.children) {
    const bool inside = std::any_of(entered.begin(), entered.end(), [&](int other) {
      return other == region || is_descendant(chart, other, region);
    });
    if (!inside) enter_descendants(chart, region, entered);
  }
}

void enter_descendants(const Chart& chart, int state, StateSet& entered) {
  entered.insert(state);
  enter_by_default(chart, node(chart, state), entered);
}

// From the target's parent up to the domain; parallel ancestors bring their other regions with
// them.
void enter_ancestors(const Chart& chart, int state, int domain, StateSet& entered) {
  for (int ancestor = node(chart, state).parent; ancestor > domain;
       ancestor = node(chart, ancestor).parent) {
    entered.insert(ancestor);
    if (node(chart, ancestor).kind == Kind::parallel)
      enter_by_default(chart, node(chart, ancestor), entered);
  }
}

}  // namespace

bool is_descendant(const Chart& chart, int state, int ancestor) {
  for (int above = node(chart, state).parent; above >= 0; above = node(chart, above).parent) {
    if (above == ancestor) return true;
  }
  return false;
}

bool is_active(const Configuration& configuration, int state) {
  return std::binary_search(configuration.begin(), configuration.end(), state);
}

std::vector<int> active_leaves(const Chart& chart, const Configuration& configuration) {
  std::vector<int> leaves;
  for (const int state : configuration) {
    if (node(chart, state).children.empty()) leaves.push_back(state);
  }
  return leaves;
}

Configuration initial_configuration(const Chart& chart) {
  StateSet entered;
  enter_descendants(chart, 0, entered);
  return {entered.begin(), entered.end()};
}

std::vector<int> exit_set(const Chart& chart, const Configuration& configuration,
                          const History& history, const Selected& transition) {
  const std::vector<int> targets = effective_targets(chart, history, transition.target);
  if (targets.empty()) return {};
  const int domain = transition_domain(chart, transition.source, targets);
  std::vector<int> left;
  for (auto state = configuration.rbegin(); state != configuration.rend(); ++state) {
    if (is_descendant(chart, *state, domain)) left.push_back(*state);
  }
  return left;
}

std::vector<std::size_t> without_conflicts(const Chart& chart, const Configuration& configuration,
                                           const History& history,
                                           const std::vector<Selected>& transitions) {
  std::vector<std::size_t> kept;
  std::vector<std::vector<int>> exits;
  for (const Selected& transition : transitions) {
    exits.push_back(exit_set(chart, configuration, history, transition));
  }
  const auto meet = [&](std::size_t one, std::size_t other) {
    return std::any_of(exits[one].begin(), exits[one].end(), [&](int state) {
      return std::find(exits[other].begin(), exits[other].end(), state) != exits[other].end();
    });
  };
  for (std::size_t candidate = 0; candidate < transitions.size(); ++candidate) {
    std::vector<std::size_t> beaten;
    bool taken = true;
    for (const std::size_t rival : kept) {
      if (!meet(candidate, rival)) continue;
      if (is_descendant(chart, transitions[candidate].source, transitions[rival].source)) {
        beaten.push_back(rival);
      } else {
        taken = false;
        break;
      }
    }
    if (!taken) continue;
    std::erase_if(kept, [&](std::size_t index) {
      return std::find(beaten.begin(), beaten.end(), index) != beaten.end();
    });
    kept.push_back(candidate);
  }
  return kept;
}

Microstep take(const Chart& chart, const Configuration& configuration, const History& history,
               const std::vector<Selected>& transitions) {
  Microstep step;
  step.history = history;
  StateSet left;
  StateSet entered;
  for (const Selected& transition : transitions) {
    for (const int state : exit_set(chart, configuration, history, transition)) left.insert(state);
    const std::vector<int> targets = effective_targets(chart, history, transition.target);
    if (targets.empty()) continue;
    const int domain = transition_domain(chart, transition.source, targets);
    for (const int target : targets) entered.insert(target);
    for (const int target : targets) enter_ancestors(chart, target, domain, entered);
    for (const int target : targets) enter_by_default(chart, node(chart, target), entered);
    // Only the workflow itself can be a parallel domain: its other regions were left too and come
    // back fresh.
    enter_by_default(
        chart, node(chart, domain).kind == Kind::parallel ? node(chart, domain) : Node{}, entered);
  }
  step.left.assign(left.rbegin(), left.rend());
  step.entered.assign(entered.begin(), entered.end());
  for (const int state : step.left) {
    Configuration inside;
    for (const int active : configuration) {
      if (is_descendant(chart, active, state)) inside.push_back(active);
    }
    if (!inside.empty()) step.history[state] = std::move(inside);
  }
  StateSet after(configuration.begin(), configuration.end());
  for (const int state : left) after.erase(state);
  after.insert(entered.begin(), entered.end());
  step.configuration.assign(after.begin(), after.end());
  return step;
}

bool is_in_final(const Chart& chart, const Configuration& configuration, int state) {
  const Node& parent = node(chart, state);
  if (parent.kind == Kind::compound) {
    return std::any_of(parent.children.begin(), parent.children.end(), [&](int child) {
      return node(chart, child).kind == Kind::final && is_active(configuration, child);
    });
  }
  if (parent.kind == Kind::parallel) {
    return std::all_of(parent.children.begin(), parent.children.end(),
                       [&](int region) { return is_in_final(chart, configuration, region); });
  }
  return false;
}

}  // namespace dunghan::statechart
