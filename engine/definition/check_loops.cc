// Steps of `always` that lead back to where they began and that nothing on the way can stop: no
// condition, or one and the same that asks of data which the steps leave alone. What only some
// values would make endless is left to `dunghan verify`.
#include <algorithm>
#include <map>
#include <optional>
#include <set>

#include "engine/definition/chart_walk.h"
#include "engine/definition/compilation.h"

namespace dunghan::definition {
namespace {

class LoopChecks {
 public:
  explicit LoopChecks(Compilation& compilation)
      : compilation_(compilation), definition_(compilation.made) {
    for (std::size_t i = 1; i < definition_.states.size(); ++i)
      index_.emplace(definition_.states[i].name, static_cast<int>(i));
  }

  void run() {
    for (std::size_t i = 0; i < definition_.states.size(); ++i) {
      if (!definition_.states[i].always.empty()) follow(static_cast<int>(i));
    }
  }

 private:
  [[nodiscard]] const State& at(int state) const {
    return definition_.states[static_cast<std::size_t>(state)];
  }

  /// Goes on from `first` as long as the next step is certain; each state is gone over once.
  void follow(int first) {
    std::vector<int> path;
    std::optional<int> state = first;
    while (state && !seen_.contains(*state)) {
      seen_.insert(*state);
      path.push_back(*state);
      state = next_of(*state);
    }
    const auto back = state ? std::find(path.begin(), path.end(), *state) : path.end();
    if (back != path.end()) report({back, path.end()});
  }

  /// The state whose `always` is asked next once the first step of `state` was taken: the innermost
  /// of those then active. Nothing where there is none, or several side by side.
  [[nodiscard]] std::optional<int> next_of(int state) const {
    const Transition& step = at(state).always.front();
    if (step.to_history) return std::nullopt;
    if (step.to.empty()) return state;
    const auto target = index_.find(step.to);
    if (target == index_.end()) return std::nullopt;
    std::optional<int> innermost;
    for (const int active : active_after_entering(definition_, target->second)) {
      if (at(active).kind == State::Kind::parallel) return std::nullopt;
      const bool ends_case = at(active).kind == State::Kind::final && at(active).parent == 0;
      if (ends_case) return std::nullopt;
      if (!at(active).always.empty()) innermost = active;  // outer ones come first in the file
    }
    return innermost;
  }

  void report(const std::vector<int>& loop) {
    std::set<std::string> conditions;
    bool changes = false;
    for (const int state : loop) {
      const Transition& step = at(state).always.front();
      if (step.when && !only_reads_data(*step.when)) return;
      if (step.when) conditions.insert(step.when->text());
      changes = changes || may_change_data(step.actions) || may_change_data(at(state).entry) ||
                may_change_data(at(state).exit) || enters_change(step);
    }
    // Conditions of which each step has its own may exclude each other.
    if (conditions.size() > 1 || (changes && !conditions.empty())) return;
    const int first = *std::min_element(loop.begin(), loop.end());
    std::string names;
    for (const int state : loop) names += quoted(at(state).name) + ", ";
    compilation_.issues.error(
        "E0111", at(first).always.front().at,
        loop.size() == 1
            ? "this step stays where it is, and nothing ends it: it would be taken for ever"
            : "these steps follow each other for ever: " + names + "and again " +
                  quoted(at(loop.front()).name) + "; no act and no change of data stops them",
        "give one a `when` that stops holding on the way, or let an event lead on");
  }

  [[nodiscard]] static bool only_reads_data(const rule::Expression& condition) {
    const auto& reads = condition.reads();
    const bool of_data = std::all_of(reads.begin(), reads.end(), [](const std::string& path) {
      return path.starts_with("data.") || path.starts_with("case.");
    });
    // in('x') asks where the case stands, which the steps change.
    return of_data && !reads.empty() && condition.text().find("in(") == std::string::npos &&
           condition.text().find("in (") == std::string::npos;
  }

  [[nodiscard]] static bool may_change_data(const std::vector<Action>& actions) {
    return std::any_of(actions.begin(), actions.end(), [](const Action& action) {
      return action.kind == Action::Kind::set || action.kind == Action::Kind::raise;
    });
  }

  [[nodiscard]] bool enters_change(const Transition& step) const {
    const auto target = index_.find(step.to);
    if (target == index_.end()) return false;
    const std::vector<int> active = active_after_entering(definition_, target->second);
    return std::any_of(active.begin(), active.end(),
                       [this](int state) { return may_change_data(at(state).entry); });
  }

  Compilation& compilation_;
  const WorkflowDefinition& definition_;
  std::map<Name, int> index_;  // of states
  std::set<int> seen_;
};

}  // namespace

void check_loops(Compilation& compilation) {
  LoopChecks(compilation).run();
}

}  // namespace dunghan::definition
