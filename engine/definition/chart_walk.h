// Walking over a definition: every transition with the state it is written in, and what entering a
// state enters.
#pragma once

#include <cstddef>
#include <vector>

#include "engine/definition/definition.h"

namespace dunghan::definition {

/// Calls `see(state index, transition)` for each transition, document order.
template <class See>
void each_transition(const WorkflowDefinition& definition, const See& see) {
  for (std::size_t i = 0; i < definition.states.size(); ++i) {
    const State& state = definition.states[i];
    const int index = static_cast<int>(i);
    for (const Transition& transition : state.on) see(index, transition);
    for (const Transition& transition : state.always) see(index, transition);
    for (const After& after : state.after) see(index, after.transition);
    if (state.done) see(index, *state.done);
  }
}

/// Calls `see(task)` for each task, wherever it is written.
template <class See>
void each_task(const WorkflowDefinition& definition, const See& see) {
  const auto all = [&see](const std::vector<Task>& tasks) {
    for (const Task& task : tasks) see(task);
  };
  const auto of_deadline = [&all](const Deadline& deadline) {
    for (const SuspendGround& ground : deadline.suspend) {
      all(ground.tasks);
      all(ground.resume.tasks);
    }
    for (const ExtendGround& ground : deadline.extend) all(ground.tasks);
  };
  for (const Deadline& deadline : definition.deadlines) of_deadline(deadline);
  all(definition.tasks);
  for (const State& state : definition.states) {
    for (const Deadline& deadline : state.deadlines) of_deadline(deadline);
    all(state.tasks);
  }
  each_transition(definition, [&all](int, const Transition& transition) { all(transition.tasks); });
}

/// Calls `see(deadline)` for each deadline, wherever it is written: of the case, of a state and its
/// `after`, of a task and what it keeps.
template <class See>
void each_deadline(const WorkflowDefinition& definition, const See& see) {
  for (const Deadline& deadline : definition.deadlines) see(deadline);
  for (const State& state : definition.states) {
    for (const Deadline& deadline : state.deadlines) see(deadline);
    for (const After& after : state.after) see(after.deadline);
  }
  each_task(definition, [&see](const Task& task) {
    if (task.own_deadline) see(*task.own_deadline);
    if (task.kept) see(*task.kept);
  });
}

/// Whether `state` is `ancestor` or lies inside it.
[[nodiscard]] bool lies_in(const WorkflowDefinition& definition, int state, int ancestor);
/// The state whose end is the end of the case: the workflow itself, or where regions run beside its
/// states, the one that holds those states.
[[nodiscard]] int ending_state(const WorkflowDefinition& definition);
/// The states that are active once `state` was entered by default: itself, its ancestors, its
/// initial inside. Rising order.
[[nodiscard]] std::vector<int> active_after_entering(const WorkflowDefinition& definition,
                                                     int state);

}  // namespace dunghan::definition
