// The bare structure of a statechart, and which states one microstep leaves and enters.
//
// Selection, conflict, exit and entry follow W3C SCXML (2015-09-01), appendix D, "Algorithm for
// SCXML Interpretation". This file knows states by index and nothing of events, conditions or
// actions: cases/macrostep.h brings those.
//
// Indices are in document order: a parent before its children. State 0 is the workflow itself.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <vector>

namespace dunghan::statechart {

enum class Kind { atomic, compound, parallel, final };

struct Node {
  Kind kind = Kind::atomic;
  int parent = -1;
  std::vector<int> children;  // document order
  int initial = -1;           // compound: the child entered by default
};

struct Chart {
  std::vector<Node> nodes;
};

/// The active states, in rising order of index (document order), ancestors included.
using Configuration = std::vector<int>;
/// What a state's inside looked like when it was last left (nothing, where it has none).
using History = std::map<int, Configuration>;

struct Target {
  enum class Kind { none, state, history };
  Kind kind = Kind::none;
  int state = -1;
  bool shallow = false;  // history: one level, not the whole inside
  bool fresh = false;    // history: the states alone come back, not what went on in them
};

/// A transition that was selected: where it is written, and where it leads.
struct Selected {
  int source = 0;
  Target target;
};

/// Whether a region of a parallel state is entered where nothing leads into it by name.
using RegionFilter = std::function<bool(int region)>;
[[nodiscard]] inline bool every_region(int) {
  return true;
}

[[nodiscard]] bool is_descendant(const Chart& chart, int state, int ancestor);
[[nodiscard]] bool is_active(const Configuration& configuration, int state);
/// The active states without active children, document order.
[[nodiscard]] std::vector<int> active_leaves(const Chart& chart,
                                             const Configuration& configuration);
[[nodiscard]] std::vector<int> active_children(const Chart& chart,
                                               const Configuration& configuration, int state);
/// The initial configuration: the root entered by default.
[[nodiscard]] Configuration initial_configuration(const Chart& chart,
                                                  const RegionFilter& opens = every_region);

/// What is entered by default inside the active states where nothing in them is active: a chart
/// that has changed under a configuration may have it.
[[nodiscard]] std::vector<int> missing_inside(const Chart& chart,
                                              const Configuration& configuration,
                                              const RegionFilter& opens = every_region);

/// The states that `transition` would leave, innermost first (reverse document order). Empty
/// without a target.
[[nodiscard]] std::vector<int> exit_set(const Chart& chart, const Configuration& configuration,
                                        const History& history, const Selected& transition);

/// Indices into `transitions` of those that are taken: where exit sets meet, the one whose source
/// is a descendant wins, else the first.
[[nodiscard]] std::vector<std::size_t> without_conflicts(const Chart& chart,
                                                         const Configuration& configuration,
                                                         const History& history,
                                                         const std::vector<Selected>& transitions);

struct Microstep {
  std::vector<int> left;        // innermost first
  std::vector<int> entered;     // outermost first, document order
  std::vector<int> restored;    // of these, those that history brings back
  Configuration configuration;  // afterwards
  History history;  // afterwards: written for every state that was left, before any exit
};

/// What taking `transitions` (conflict-free) together does.
[[nodiscard]] Microstep take(const Chart& chart, const Configuration& configuration,
                             const History& history, const std::vector<Selected>& transitions,
                             const RegionFilter& opens = every_region);

/// Whether a state's work is over: a compound with an active final child, a parallel whose regions
/// are all over (those that are there).
[[nodiscard]] bool is_in_final(const Chart& chart, const Configuration& configuration, int state);

}  // namespace dunghan::statechart
