// Deadlines whose stop cannot come once they have started: from where they start no transition
// leads to it. Conditions are taken as if they could hold, so what is reported is so for certain.
#include <algorithm>
#include <map>
#include <set>

#include "engine/definition/chart_walk.h"
#include "engine/definition/compilation.h"

namespace dunghan::definition {
namespace {

/// Steps over the chart for all deadlines together. A chart on which more are wanted is left to
/// `dunghan verify`.
constexpr std::size_t steps_max = 2'000'000;

/// What can still happen from some states on.
struct Ahead {
  std::vector<bool> active;   // by state: may be active, at first or later
  std::vector<bool> entered;  // … may be entered by a transition
  std::set<Name> events;      // that some of those states take
};

class StopChecks {
 public:
  explicit StopChecks(Compilation& compilation)
      : compilation_(compilation), definition_(compilation.made) {
    for (std::size_t i = 1; i < definition_.states.size(); ++i)
      index_.emplace(definition_.states[i].name, static_cast<int>(i));
    from_.resize(definition_.states.size());
    each_transition(definition_, [this](int source, const Transition& transition) {
      from_[static_cast<std::size_t>(source)].push_back(&transition);
    });
  }

  void run() {
    for (const Deadline& deadline : definition_.deadlines) check(deadline);
    for (const State& state : definition_.states) {
      for (const Deadline& deadline : state.deadlines) check(deadline);
    }
  }

 private:
  void check(const Deadline& deadline) {
    if (deadline.stop.empty() || deadline.stop.wait_for_all || deadline.start.wait_for_all) return;
    std::vector<int> first;
    if (!find_first(deadline, first)) return;
    const Ahead ahead = ahead_of(first);
    if (steps_ > steps_max) return;
    for (const Trigger& stop : deadline.stop.any) {
      if (may_come(stop, ahead)) return;
    }
    const Trigger& stop = deadline.stop.any.front();
    Issue& issue = compilation_.issues.error(
        "E0112", stop.at,
        "once " + quoted(deadline.name) + " has started, nothing leads to " + words_of(stop) +
            ": it could never be met",
        "are `start` and `stop` the right way round, and is it the right state?");
    if (!deadline.start.empty()) issue.related = deadline.start.any.front().at;
  }

  [[nodiscard]] static std::string words_of(const Trigger& trigger) {
    const std::string name = trigger.names.empty() ? std::string() : quoted(trigger.names.front());
    switch (trigger.kind) {
      case Trigger::Kind::enter: return "the state " + name;
      case Trigger::Kind::leave: return "leaving the state " + name;
      default: return "the event " + name;
    }
  }

  [[nodiscard]] int index_of(const Name& state) const {
    const auto found = index_.find(state);
    return found == index_.end() ? -1 : found->second;
  }

  /// The states that may be active right after the start. False where that cannot be said.
  bool find_first(const Deadline& deadline, std::vector<int>& first) {
    if (deadline.start.empty()) {
      const int state = index_of(deadline.state);
      if (state >= 0) add_entered(state, false, first);
      return state >= 0;
    }
    return std::all_of(deadline.start.any.begin(), deadline.start.any.end(),
                       [&](const Trigger& start) { return find_first(start, first); });
  }

  bool find_first(const Trigger& start, std::vector<int>& first) {
    if (start.kind != Trigger::Kind::enter && start.kind != Trigger::Kind::leave) return false;
    for (const Name& name : start.names) {
      const int state = index_of(name);
      if (state < 0) return false;
      // What comes after leaving a state comes by a transition from it, or from what is inside it.
      add_entered(state, start.kind == Trigger::Kind::leave, first);
    }
    return !start.names.empty();
  }

  /// What may be active once `state` was entered: beside the states entered by default, any in the
  /// regions beside it. `whole`: and any inside it.
  void add_entered(int state, bool whole, std::vector<int>& states) {
    const std::vector<int> active = active_after_entering(definition_, state);
    states.insert(states.end(), active.begin(), active.end());
    if (whole) add_all_inside(state, states);
    for (int inner = state; inner >= 0;) {
      const int up = definition_.states[static_cast<std::size_t>(inner)].parent;
      if (up >= 0 &&
          definition_.states[static_cast<std::size_t>(up)].kind == State::Kind::parallel) {
        for (const int region : definition_.states[static_cast<std::size_t>(up)].children) {
          if (region != inner) add_all_inside(region, states);
        }
      }
      inner = up;
    }
    steps_ += states.size();
  }

  void add_all_inside(int state, std::vector<int>& states) const {
    states.push_back(state);
    for (std::size_t next = states.size() - 1; next < states.size(); ++next) {
      const auto& children = definition_.states[static_cast<std::size_t>(states[next])].children;
      states.insert(states.end(), children.begin(), children.end());
    }
  }

  [[nodiscard]] Ahead ahead_of(const std::vector<int>& first) {
    Ahead ahead;
    ahead.active.resize(definition_.states.size());
    ahead.entered.resize(definition_.states.size());
    std::vector<int> to_visit;
    const auto visit = [&](int state) {
      if (ahead.active[static_cast<std::size_t>(state)]) return;
      ahead.active[static_cast<std::size_t>(state)] = true;
      to_visit.push_back(state);
    };
    for (const int state : first) visit(state);
    while (!to_visit.empty() && steps_ <= steps_max) {
      const auto state = static_cast<std::size_t>(to_visit.back());
      to_visit.pop_back();
      for (const Transition* transition : from_[state]) {
        ++steps_;
        if (!transition->event.empty()) ahead.events.insert(transition->event);
        const int target = transition->to.empty() ? -1 : index_of(transition->to);
        if (target < 0) continue;
        std::vector<int> entered;
        add_entered(target, transition->to_history, entered);
        for (const int one : entered) {
          ahead.entered[static_cast<std::size_t>(one)] = true;
          visit(one);
        }
      }
    }
    return ahead;
  }

  [[nodiscard]] bool may_come(const Trigger& stop, const Ahead& ahead) const {
    if (stop.kind == Trigger::Kind::date || stop.kind == Trigger::Kind::when) return true;
    return std::any_of(stop.names.begin(), stop.names.end(), [&](const Name& name) {
      if (stop.kind == Trigger::Kind::event)
        return name.find('.') != Name::npos || ahead.events.contains(name);
      const int state = index_of(name);
      if (state < 0) return true;  // told already
      return stop.kind == Trigger::Kind::enter ? ahead.entered[static_cast<std::size_t>(state)]
                                               : ahead.active[static_cast<std::size_t>(state)];
    });
  }

  Compilation& compilation_;
  const WorkflowDefinition& definition_;
  std::map<Name, int> index_;                         // of states
  std::vector<std::vector<const Transition*>> from_;  // by the state that they are written in
  std::size_t steps_ = 0;
};

}  // namespace

void check_stops(Compilation& compilation) {
  StopChecks(compilation).run();
}

}  // namespace dunghan::definition
