// What no case comes to: states, transitions, tasks. Of a chain of such things the first is told,
// from which the others follow.
#include <algorithm>
#include <set>

#include "engine/definition/chart_walk.h"
#include "engine/verify/checks.h"

namespace dunghan::verify {
namespace {

using definition::Severity;
using definition::Transition;

class Reach {
 public:
  explicit Reach(const Inquiry& inquiry)
      : inquiry_(inquiry), found_(inquiry.exploration), definition_(inquiry.definition()) {}

  void run() {
    transitions();
    states();
    tasks();
  }

 private:
  [[nodiscard]] bool seen(int state) const { return found_.states_seen.contains(state); }

  // ---- transitions

  void transitions() {
    definition::each_transition(definition_, [this](int source, const Transition& transition) {
      if (!seen(source) || found_.taken.contains(&transition) || transition.note_only) return;
      // Whether a limit is cleared rests on acts typed in late, which are not tried.
      if (transition.event.ends_with(".cleared")) return;
      if (inquiry_.others.may_yet(source, transition)) return;
      const int node = inquiry_.witness.first_in(source);
      const bool sent =
          !transition.event.empty() && transition.event.find('.') == std::string::npos;
      auto timeline = sent && node >= 0 ? inquiry_.witness.sending(node, transition.event)
                                        : inquiry_.witness.in_state(source);
      const bool somebody =
          !sent || (timeline && timeline->steps.back().subject == transition.event);
      inquiry_.add("E0701", Severity::error, transition.at, about(source, transition),
                   what(source, transition, somebody), remedy(transition), std::move(timeline));
    });
  }

  [[nodiscard]] std::string about(int source, const Transition& transition) const {
    return definition_.states[static_cast<std::size_t>(source)].name +
           (transition.event.empty() ? "" : "-" + transition.event);
  }

  [[nodiscard]] std::string what(int source, const Transition& transition, bool somebody) const {
    const definition::State& state = definition_.states[static_cast<std::size_t>(source)];
    const std::string from = source == 0 ? std::string("any state") : quoted(state.name);
    std::string text = transition.event.empty()
                           ? "a transition of " + from + " is never taken"
                           : quoted(transition.event) + " is never taken in " + from;
    if (transition.when) {
      text += ": whatever values are given, `" + transition.when->text() + "` does not hold there";
    } else if (!somebody) {
      text += ": nobody can send it there";
    } else if (transition.event.find('.') != std::string::npos) {
      text += ": the event never comes while a case is there";
    } else {
      text += ": another transition always goes first";
    }
    const int target = definition_.state_index(transition.to);
    if (target > 0 && !seen(target)) text += "; so no case comes to " + quoted(transition.to);
    return text;
  }

  [[nodiscard]] static std::string remedy(const Transition& transition) {
    if (transition.when) return "mend the condition, or set what it asks for on the way there";
    return "take it out, or write it where the case can hear it";
  }

  // ---- states

  /// Whether something that is told already keeps cases out of the state: a transition into it that
  /// is not taken, or fails; or that nobody comes to where it starts.
  [[nodiscard]] bool is_explained(int state) const {
    bool explained = false;
    definition::each_transition(definition_, [&](int source, const Transition& transition) {
      const int target = definition_.state_index(transition.to);
      if (target < 0 || definition::lies_in(definition_, source, state)) return;
      const bool inwards = definition::lies_in(definition_, target, state);
      const bool around = definition::lies_in(definition_, state, target);
      const bool taken = seen(source) && found_.taken.contains(&transition);
      explained = explained || inwards || (around && !taken);
    });
    return explained;
  }

  void states() {
    for (std::size_t i = 1; i < definition_.states.size(); ++i) {
      const definition::State& state = definition_.states[i];
      const int index = static_cast<int>(i);
      if (seen(index) || !seen(state.parent) || is_explained(index)) continue;
      const std::string why = state.region_when
                                  ? ": whatever values are given, `" + state.region_when->text() +
                                        "` does not hold when its region would begin"
                                  : ": each transition leads past it";
      inquiry_.add("E0700", Severity::error, state.at, state.name,
                   "no case comes to the state " + quoted(state.name) + why,
                   "mend what leads there, or delete the state",
                   inquiry_.witness.in_state(state.parent));
    }
  }

  // ---- tasks

  void tasks() {
    for (std::size_t i = 0; i < definition_.states.size(); ++i) {
      if (seen(static_cast<int>(i))) tasks_of(definition_.states[i].tasks, static_cast<int>(i));
    }
    tasks_of(definition_.tasks, 0);
    definition::each_transition(definition_, [this](int source, const Transition& transition) {
      if (found_.taken.contains(&transition)) tasks_of(transition.tasks, source);
    });
  }

  void tasks_of(const std::vector<definition::Task>& tasks, int state) {
    for (const definition::Task& task : tasks) {
      const int index = inquiry_.subject.procedure->task_index(task.name);
      if (!task.when || found_.tasks_made.contains(index)) continue;
      inquiry_.add("E0712", Severity::error, task.at, task.name,
                   "the task " + quoted(task.name) +
                       " is never made: whatever values are given, `" + task.when->text() +
                       "` does not hold",
                   "mend the condition, or take the task out", inquiry_.witness.in_state(state));
    }
  }

  const Inquiry& inquiry_;
  const Exploration& found_;
  const definition::WorkflowDefinition& definition_;
};

}  // namespace

void check_reach(const Inquiry& inquiry) {
  if (inquiry.exploration.complete) Reach(inquiry).run();
}

}  // namespace dunghan::verify
