#include "engine/cases/microstep.h"

#include <algorithm>

#include "engine/base/check.h"
#include "engine/cases/fan_out.h"
#include "engine/cases/fields.h"

namespace dunghan::cases {
namespace {

using definition::Transition;

statechart::Selected selected(const Turn& turn, const Candidate& candidate) {
  const Transition& transition = *candidate.transition;
  if (transition.to.empty()) return {candidate.source, {}};
  const int state = turn.procedure().definition().state_index(transition.to);
  DUNGHAN_CHECK(state >= 0);
  const auto kind =
      transition.to_history ? statechart::Target::Kind::history : statechart::Target::Kind::state;
  return {candidate.source, {kind, state, transition.history_shallow, transition.history_fresh}};
}

Result<void> check_needs(const Frame& frame, const std::vector<definition::Need>& needs,
                         const std::string& what) {
  std::string missing;
  for (const auto& need : needs) {
    const Value* value = find(frame.occasion.fields, need.field.name);
    if (value != nullptr && !value->is_null()) continue;
    missing += (missing.empty() ? "" : ", ") + need.field.name;
  }
  if (missing.empty()) return {};
  return refuse("needs_missing", "`" + what + "` needs " + missing,
                "give it: --with " + missing + "=…");
}

Result<void> check_not_by(const Turn& turn, const Frame& frame, const std::string& other_task,
                          const std::string& what) {
  if (other_task.empty() || !frame.actor.is_person()) return {};
  const TaskInstance* other = turn.current().latest_task(other_task);
  if (other == nullptr || other->ended_by != frame.actor.id) return {};
  return refuse("not_permitted", "`" + what + "` may not be done by " + frame.actor.id +
                                     ", who did `" + other_task + "`");
}

}  // namespace

Result<void> check_step(const Turn& turn, const Frame& frame,
                        const std::vector<Candidate>& candidates,
                        const std::vector<std::string>& ending_tasks) {
  for (const Candidate& candidate : candidates) {
    DUNGHAN_TRY_VOID(check_needs(frame, candidate.transition->needs, frame.occasion.event));
    DUNGHAN_TRY_VOID(
        check_not_by(turn, frame, candidate.transition->not_by_task, frame.occasion.event));
    for (const std::string& role : candidate.transition->not_by) {
      if (frame.actor.is_person() && may_act(turn, frame, {role})) {
        return refuse("not_permitted", "`" + frame.occasion.event +
                                           "` may not be sent by one who is `" + role + "`");
      }
    }
  }
  for (const std::string& key : ending_tasks) {
    const TaskInstance* task = turn.current().task(key);
    const auto& spec = *turn.procedure().tasks()[static_cast<std::size_t>(task->spec)].definition;
    DUNGHAN_TRY_VOID(check_needs(frame, spec.needs, key));
    DUNGHAN_TRY_VOID(check_not_by(turn, frame, spec.not_by, key));
  }
  return {};
}

Result<void> Microstep::run(const std::vector<Candidate>& candidates, bool takes_event) {
  std::vector<statechart::Selected> chosen;
  for (const Candidate& candidate : candidates) chosen.push_back(selected(turn_, candidate));
  const Case& before = turn_.current();
  std::vector<Candidate> taken;
  std::vector<statechart::Selected> moves;
  for (const std::size_t index : statechart::without_conflicts(
           turn_.procedure().chart(), before.configuration, before.history, chosen)) {
    taken.push_back(candidates[index]);
    moves.push_back(chosen[index]);
  }
  const auto ending = takes_event ? tasks_ended_by(turn_, frame_) : std::vector<std::string>{};
  DUNGHAN_TRY_VOID(check_step(turn_, frame_, taken, ending));
  if (turn_.facts().on_taken) {
    for (const Candidate& candidate : taken) turn_.facts().on_taken(*candidate.transition);
  }
  StepView view;
  view.before = before.configuration;
  view.event = takes_event ? frame_.occasion.event : std::string();
  const auto step = statechart::take(turn_.procedure().chart(), before.configuration,
                                     before.history, moves, open_regions());
  view.left = step.left;
  view.entered = step.entered;
  view.restored = step.restored;
  return carry_out(taken, ending, view, takes_event);
}

Result<void> Microstep::leave_beside(int state) {
  const auto& chart = turn_.procedure().chart();
  StepView view;
  view.before = turn_.current().configuration;
  for (auto one = view.before.rbegin(); one != view.before.rend(); ++one) {
    const bool beside =
        *one != 0 && *one != state && !statechart::is_descendant(chart, *one, state);
    if (beside) view.left.push_back(*one);
  }
  return view.left.empty() ? Result<void>{} : carry_out({}, {}, view, false);
}

Result<void> Microstep::open() {
  StepView view;
  view.entered = statechart::initial_configuration(turn_.procedure().chart(), open_regions());
  move(view);
  return after_move(view, {});
}

Result<void> Microstep::take_up_amendment() {
  const Procedure& procedure = turn_.procedure();
  StepView view;
  view.before = turn_.current().configuration;
  view.entered = statechart::missing_inside(procedure.chart(), view.before, open_regions());
  move(view);
  DUNGHAN_TRY_VOID(arm_new_deadlines(turn_, frame_));
  for (const int state : view.before) {
    std::vector<definition::Task> fresh;
    for (const definition::Task& task : procedure.state(state).tasks) {
      if (procedure.predecessor()->task_index(task.name) < 0) fresh.push_back(task);
    }
    DUNGHAN_TRY_VOID(make_tasks(turn_, frame_, fresh));
  }
  std::vector<definition::Task> of_case;
  for (const definition::Task& task : procedure.definition().tasks) {
    if (procedure.predecessor()->task_index(task.name) < 0) of_case.push_back(task);
  }
  DUNGHAN_TRY_VOID(make_tasks(turn_, frame_, of_case));
  return after_move(view, {});
}

Result<void> Microstep::carry_out(const std::vector<Candidate>& taken,
                                  const std::vector<std::string>& ending, const StepView& view,
                                  bool takes_event) {
  if (takes_event) {
    SplitFields split = split_fields(turn_.procedure(), frame_.occasion.fields);
    turn_.emit(frame_, EventTaken{frame_.occasion.event, std::move(split.facts),
                                  std::move(split.body), frame_.reason});
  }
  for (const std::string& key : ending)
    DUNGHAN_TRY_VOID(end_task(turn_, frame_, key, TaskEnd::completed));
  const bool leaves_work = std::any_of(
      taken.begin(), taken.end(), [](const Candidate& one) { return one.transition->leaves_rest; });
  for (const int state : view.left) {
    DUNGHAN_TRY_VOID(run_actions(turn_, frame_, turn_.procedure().state(state).exit, queue_));
    if (!leaves_work) DUNGHAN_TRY_VOID(cancel_tasks_of(state));
    leave_fan_out(turn_, frame_, state);
  }
  if (takes_event) {
    store_fields(turn_, frame_);
    for (const Candidate& candidate : taken)
      append_items(turn_, frame_, candidate.transition->needs);
  }
  for (const Candidate& candidate : taken) {
    turn_.took(*candidate.transition);
    DUNGHAN_TRY_VOID(run_actions(turn_, frame_, candidate.transition->actions, queue_));
    DUNGHAN_TRY_VOID(hand_over(*candidate.transition));
  }
  move(view);
  return after_move(view, taken);
}

Result<void> Microstep::after_move(const StepView& view, const std::vector<Candidate>& taken) {
  DUNGHAN_TRY_VOID(deadline_step(turn_, frame_, view));
  for (const Candidate& candidate : taken)
    DUNGHAN_TRY_VOID(make_tasks(turn_, frame_, candidate.transition->tasks));
  for (const int state : view.entered) {
    DUNGHAN_TRY_VOID(run_actions(turn_, frame_, turn_.procedure().state(state).entry, queue_));
    const bool restored =
        std::find(view.restored.begin(), view.restored.end(), state) != view.restored.end();
    const auto& tasks = turn_.procedure().state(state).tasks;
    DUNGHAN_TRY_VOID(restored ? resume_tasks(turn_, frame_, tasks)
                              : make_tasks(turn_, frame_, tasks));
    if (!restored) DUNGHAN_TRY_VOID(begin_fan_out(turn_, frame_, state));
  }
  if (!view.event.empty()) DUNGHAN_TRY_VOID(join_fan_outs(turn_, frame_));
  queue_completions(view.entered);
  return {};
}

void Microstep::move(const StepView& view) {
  if (view.left.empty() && view.entered.empty()) return;
  StatesMoved moved;
  for (const int state : view.left) moved.left.push_back(turn_.procedure().state(state).name);
  for (const int state : view.entered) {
    // The workflow itself (state 0) is active as long as the case is: it goes without saying.
    if (state != 0) moved.entered.push_back(turn_.procedure().state(state).name);
  }
  turn_.emit(frame_, std::move(moved));
}

/// A final state ends its parent; a parallel state is over when all of its regions are.
void Microstep::queue_completions(const std::vector<int>& entered) {
  const auto& chart = turn_.procedure().chart();
  const auto& configuration = turn_.current().configuration;
  for (const int state : entered) {
    const auto kind = chart.nodes[static_cast<std::size_t>(state)].kind;
    const int parent = chart.nodes[static_cast<std::size_t>(state)].parent;
    if (kind == statechart::Kind::final && parent > 0) {
      queue_.push_back({{}, parent});
      const int above = chart.nodes[static_cast<std::size_t>(parent)].parent;
      const bool of_region =
          chart.nodes[static_cast<std::size_t>(above)].kind == statechart::Kind::parallel;
      if (of_region && enough_parts_are_over(above)) queue_.push_back({{}, above});
    } else if (kind == statechart::Kind::parallel &&
               statechart::active_children(chart, configuration, state).empty()) {
      queue_.push_back({{}, state});  // none of its regions is there: nothing is to be waited for
    }
  }
}

/// Of a parallel state all of its regions, or as many as its `done` asks for.
bool Microstep::enough_parts_are_over(int state) const {
  const auto& chart = turn_.procedure().chart();
  const auto& configuration = turn_.current().configuration;
  const auto& done = turn_.procedure().state(state).done;
  if (!done || done->done_of == 0) return statechart::is_in_final(chart, configuration, state);
  const auto& regions = chart.nodes[static_cast<std::size_t>(state)].children;
  const auto over = std::count_if(regions.begin(), regions.end(), [&](int region) {
    return statechart::is_active(configuration, region) &&
           statechart::is_in_final(chart, configuration, region);
  });
  return over >= done->done_of;
}

Result<void> Microstep::cancel_tasks_of(int state) {
  std::vector<std::string> keys;
  for (const TaskInstance& task : turn_.current().tasks) {
    const TaskSpec& spec = turn_.procedure().tasks()[static_cast<std::size_t>(task.spec)];
    const bool of_state = spec.scope == TaskSpec::Scope::of_state && spec.state == state;
    if (of_state && task.status == TaskInstance::Status::open) keys.push_back(task.key);
  }
  for (const std::string& key : keys) DUNGHAN_TRY_VOID(end_task(turn_, frame_, key, TaskEnd::left));
  return {};
}

Result<void> Microstep::hand_over(const Transition& transition) {
  if (!transition.hand_to) return {};
  const CaseConditions conditions(turn_.current(), frame_.occasion, turn_.facts());
  DUNGHAN_TRY(const Value unit, value_of(*transition.hand_to, conditions));
  if (unit.kind() != ValueKind::string ||
      turn_.facts().organisation->unit(unit.as_string()) == nullptr) {
    return refuse("unknown_unit", "the case cannot be handed on: the unit to take it is not known");
  }
  turn_.emit(frame_, CaseHandedOver{unit.as_string()});
  return reassign_tasks(turn_, frame_, "handed over");
}

/// Whether a region of a parallel state is entered by default, as the case stood before the step.
statechart::RegionFilter Microstep::open_regions() const {
  return [this](int region) {
    const auto& when = turn_.procedure().state(region).region_when;
    if (!when) return true;
    const CaseConditions conditions(turn_.current(), frame_.occasion, turn_.facts());
    const auto answer = holds(*when, conditions);
    if (!answer) turn_.incident(frame_, "condition_erred", answer.error().message);
    return answer.value_or(false);
  };
}

}  // namespace dunghan::cases
