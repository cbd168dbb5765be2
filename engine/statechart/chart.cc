#include "engine/statechart/chart.h"

#include <algorithm>
#include <iterator>
#include <set>

#include "engine/base/check.h"

namespace dunghan::statechart {
namespace {

using StateSet = std::set<int>;  // document order is index order

const Node& node(const Chart& chart, int state) {
  DUNGHAN_CHECK(state >= 0 && static_cast<std::size_t>(state) < chart.nodes.size());
  return chart.nodes[static_cast<std::size_t>(state)];
}

// The states that a target stands for: itself, or what history remembers. What was never left
// begins by default, and where nothing lay inside, the state itself is all there is to come back
// to.
std::vector<int> effective_targets(const Chart& chart, const History& history,
                                   const Target& target) {
  if (target.kind == Target::Kind::none) return {};
  if (target.kind == Target::Kind::state) return {target.state};
  const auto remembered = history.find(target.state);
  if (remembered == history.end()) {
    const Node& parent = node(chart, target.state);
    return {parent.kind == Kind::compound ? parent.initial : target.state};
  }
  std::vector<int> states;
  for (const int state : remembered->second) {
    const bool wanted = target.shallow ? node(chart, state).parent == target.state
                                       : node(chart, state).children.empty();
    if (wanted) states.push_back(state);
  }
  if (states.empty()) states.push_back(target.state);
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

// The states that one microstep enters, as they are found.
class Entry {
 public:
  Entry(const Chart& chart, const RegionFilter& opens) : chart_(chart), opens_(opens) {}

  void add(int state) { entered_.insert(state); }
  void with_descendants(int state) {
    entered_.insert(state);
    by_default(state);
  }
  // What lies inside `parent` where nothing in it was entered by name.
  void by_default(int parent) {
    const Node& its = node(chart_, parent);
    if (its.kind == Kind::compound) with_descendants(its.initial);
    if (its.kind != Kind::parallel) return;
    for (const int region : its.children) {
      const bool inside = std::any_of(entered_.begin(), entered_.end(), [&](int other) {
        return other == region || is_descendant(chart_, other, region);
      });
      if (!inside && opens_(region)) with_descendants(region);
    }
  }
  // From the target's parent up to the domain; parallel ancestors bring their other regions with
  // them.
  void ancestors_of(int state, int domain) {
    for (int above = node(chart_, state).parent; above > domain;
         above = node(chart_, above).parent) {
      entered_.insert(above);
      if (node(chart_, above).kind == Kind::parallel) by_default(above);
    }
  }
  [[nodiscard]] const StateSet& states() const { return entered_; }

 private:
  const Chart& chart_;
  const RegionFilter& opens_;
  StateSet entered_;
};

// The states that history brings back with what went on in them: the state that it is asked of, and
// what was inside (one level down where it is shallow).
void add_restored(const Chart& chart, const History& history, const Target& target,
                  StateSet& restored) {
  const auto remembered = history.find(target.state);
  if (target.kind != Target::Kind::history || target.fresh || remembered == history.end()) return;
  restored.insert(target.state);
  for (const int state : remembered->second) {
    if (!target.shallow || node(chart, state).parent == target.state) restored.insert(state);
  }
}

void remember_inside(const Chart& chart, const Configuration& configuration, Microstep& step) {
  for (const int state : step.left) {
    Configuration inside;
    for (const int active : configuration) {
      if (is_descendant(chart, active, state)) inside.push_back(active);
    }
    step.history[state] = std::move(inside);
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
  // In document order what is active inside a state follows it at once.
  std::vector<int> leaves;
  for (auto state = configuration.begin(); state != configuration.end(); ++state) {
    const auto next = std::next(state);
    if (next == configuration.end() || !is_descendant(chart, *next, *state))
      leaves.push_back(*state);
  }
  return leaves;
}

std::vector<int> active_children(const Chart& chart, const Configuration& configuration,
                                 int state) {
  std::vector<int> active;
  for (const int child : node(chart, state).children) {
    if (is_active(configuration, child)) active.push_back(child);
  }
  return active;
}

Configuration initial_configuration(const Chart& chart, const RegionFilter& opens) {
  Entry entry(chart, opens);
  entry.with_descendants(0);
  return {entry.states().begin(), entry.states().end()};
}

std::vector<int> missing_inside(const Chart& chart, const Configuration& configuration,
                                const RegionFilter& opens) {
  Entry entry(chart, opens);
  for (const int state : configuration) entry.add(state);
  for (const int state : configuration) {
    const bool has_inside = !active_children(chart, configuration, state).empty();
    if (node(chart, state).kind == Kind::parallel || !has_inside) entry.by_default(state);
  }
  std::vector<int> missing;
  std::set_difference(entry.states().begin(), entry.states().end(), configuration.begin(),
                      configuration.end(), std::back_inserter(missing));
  return missing;
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
               const std::vector<Selected>& transitions, const RegionFilter& opens) {
  Microstep step;
  step.history = history;
  StateSet left;
  for (const Selected& transition : transitions) {
    for (const int state : exit_set(chart, configuration, history, transition)) left.insert(state);
  }
  step.left.assign(left.rbegin(), left.rend());
  remember_inside(chart, configuration, step);
  Entry entry(chart, opens);
  StateSet restored;
  for (const Selected& transition : transitions) {
    const std::vector<int> before = effective_targets(chart, history, transition.target);
    if (before.empty()) continue;
    // The domain is that of the exit. What history means is read anew: a state that this very step
    // left comes back as it was left.
    const int domain = transition_domain(chart, transition.source, before);
    const std::vector<int> targets = effective_targets(chart, step.history, transition.target);
    add_restored(chart, step.history, transition.target, restored);
    for (const int target : targets) entry.add(target);
    for (const int target : targets) entry.ancestors_of(target, domain);
    for (const int target : targets) entry.by_default(target);
    // Only the workflow itself can be a parallel domain: its other regions were left too and come
    // back fresh.
    if (node(chart, domain).kind == Kind::parallel) entry.by_default(domain);
  }
  step.entered.assign(entry.states().begin(), entry.states().end());
  std::set_intersection(restored.begin(), restored.end(), step.entered.begin(), step.entered.end(),
                        std::back_inserter(step.restored));
  StateSet after(configuration.begin(), configuration.end());
  for (const int state : left) after.erase(state);
  after.insert(step.entered.begin(), step.entered.end());
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
    return std::all_of(parent.children.begin(), parent.children.end(), [&](int region) {
      return !is_active(configuration, region) || is_in_final(chart, configuration, region);
    });
  }
  return false;
}

}  // namespace dunghan::statechart
