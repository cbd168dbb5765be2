// One macrostep: selection, then microsteps until nothing moves of itself. The order within a
// microstep is that of the semantics page: exits, transition actions, the deadline step, entries,
// completion.
#include <algorithm>

#include "engine/base/check.h"
#include "engine/cases/fields.h"
#include "engine/cases/turn.h"

namespace dunghan::cases {
namespace {

using definition::Transition;

struct Refusals {
  bool heard = false;  // some active state has a transition of that name
  bool not_permitted = false;
  bool guard_said_no = false;
  std::optional<Error> guard_error;
};

// Whether the transition is open to this actor and its condition holds; notes why not.
bool admits(Turn& turn, const Frame& frame, const Transition& transition,
            const CaseConditions& conditions, Refusals& refusals) {
  refusals.heard = true;
  if (!frame.engine_raised && !may_act(turn, frame, transition.by)) {
    refusals.not_permitted = true;
    return false;
  }
  if (!transition.when) return true;
  const auto answer = holds(*transition.when, conditions);
  if (!answer) {
    if (!refusals.guard_error) refusals.guard_error = answer.error();
    return false;
  }
  refusals.guard_said_no = refusals.guard_said_no || !*answer;
  return *answer;
}

bool already_taken(const std::vector<Candidate>& candidates, const Transition& transition) {
  return std::any_of(candidates.begin(), candidates.end(),
                     [&](const Candidate& other) { return other.transition == &transition; });
}

// From each active leaf outwards, the first transition that `wanted` gives; conflicts are not yet
// settled.
template <class FirstOf>
std::vector<Candidate> walk(const Turn& turn, const FirstOf& first_of) {
  std::vector<Candidate> candidates;
  const auto& chart = turn.procedure().chart();
  for (const int leaf : statechart::active_leaves(chart, turn.current().configuration)) {
    for (int state = leaf; state >= 0;
         state = chart.nodes[static_cast<std::size_t>(state)].parent) {
      const Transition* transition = first_of(turn.procedure().state(state));
      if (transition == nullptr) continue;
      if (!already_taken(candidates, *transition)) candidates.push_back({state, transition});
      break;
    }
  }
  return candidates;
}

statechart::Selected selected(const Turn& turn, const Candidate& candidate) {
  const Transition& transition = *candidate.transition;
  if (transition.to.empty()) return {candidate.source, {}};
  const int state = turn.procedure().definition().state_index(transition.to);
  DUNGHAN_CHECK(state >= 0);
  const auto kind =
      transition.to_history ? statechart::Target::Kind::history : statechart::Target::Kind::state;
  return {candidate.source, {kind, state, transition.history_shallow}};
}

Error refusal(const Turn& turn, const Frame& frame, const Refusals& refusals) {
  const std::string& event = frame.occasion.event;
  const std::string state = state_text(turn.current(), turn.procedure());
  Error error;
  error.code = ErrorCode::refused;
  error.allowed = allowed_events(turn.current(), frame.actor, turn.recorded_at(), turn.facts());
  if (refusals.guard_error) {
    error.reason = "guard_failed";
    error.message = "`" + event + "` is refused: its condition cannot be answered: " +
                    refusals.guard_error->message;
  } else if (refusals.guard_said_no) {
    error.reason = "guard_failed";
    error.message = "`" + event + "` is refused: its condition does not hold for this case now";
  } else if (refusals.not_permitted) {
    error.reason = "not_permitted";
    error.message = "`" + event + "` may not be sent by " + frame.actor.id +
                    ": none of the roles it asks for is held";
  } else {
    error.reason = "event_not_allowed";
    error.message = "`" + event + "` is not allowed in state `" + state + "`";
  }
  return error;
}

bool is_deferred_here(const Turn& turn, const std::string& event) {
  return std::any_of(turn.current().configuration.begin(), turn.current().configuration.end(),
                     [&](int state) {
                       const auto& names = turn.procedure().state(state).defer;
                       return std::find(names.begin(), names.end(), event) != names.end();
                     });
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

// Everything that may refuse the step, before anything of it is written.
Result<void> check_step(const Turn& turn, const Frame& frame,
                        const std::vector<Candidate>& candidates,
                        const std::vector<std::string>& ending_tasks) {
  for (const Candidate& candidate : candidates) {
    DUNGHAN_TRY_VOID(check_needs(frame, candidate.transition->needs, frame.occasion.event));
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

class Microstep {
 public:
  Microstep(Turn& turn, const Frame& frame, std::deque<std::string>& raised)
      : turn_(turn), frame_(frame), raised_(raised) {}

  Result<void> run(const std::vector<Candidate>& candidates, bool takes_event) {
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
    StepView view;
    view.before = before.configuration;
    view.event = takes_event ? frame_.occasion.event : std::string();
    const auto step =
        statechart::take(turn_.procedure().chart(), before.configuration, before.history, moves);
    view.left = step.left;
    view.entered = step.entered;
    return carry_out(taken, ending, view, takes_event);
  }

  /// Steps 4 to 6 for states entered without a transition: the opening.
  Result<void> enter(const StepView& view) {
    move(view);
    return after_move(view, {});
  }

 private:
  Result<void> carry_out(const std::vector<Candidate>& taken,
                         const std::vector<std::string>& ending, const StepView& view,
                         bool takes_event) {
    if (takes_event) {
      SplitFields split = split_fields(turn_.procedure(), frame_.occasion.fields);
      turn_.emit(frame_, EventTaken{frame_.occasion.event, std::move(split.facts),
                                    std::move(split.body), frame_.reason});
    }
    for (const std::string& key : ending) DUNGHAN_TRY_VOID(end_task(turn_, frame_, key, true));
    for (const int state : view.left) {
      DUNGHAN_TRY_VOID(run_actions(turn_, frame_, turn_.procedure().state(state).exit, raised_));
      DUNGHAN_TRY_VOID(cancel_tasks_of(state));
    }
    if (takes_event) store_fields(turn_, frame_);
    for (const Candidate& candidate : taken) {
      DUNGHAN_TRY_VOID(run_actions(turn_, frame_, candidate.transition->actions, raised_));
      DUNGHAN_TRY_VOID(hand_over(*candidate.transition));
    }
    move(view);
    return after_move(view, taken);
  }

  Result<void> after_move(const StepView& view, const std::vector<Candidate>& taken) {
    DUNGHAN_TRY_VOID(deadline_step(turn_, frame_, view));
    for (const Candidate& candidate : taken)
      DUNGHAN_TRY_VOID(make_tasks(turn_, frame_, candidate.transition->tasks));
    for (const int state : view.entered) {
      DUNGHAN_TRY_VOID(run_actions(turn_, frame_, turn_.procedure().state(state).entry, raised_));
      DUNGHAN_TRY_VOID(make_tasks(turn_, frame_, turn_.procedure().state(state).tasks));
    }
    return {};
  }

  void move(const StepView& view) {
    if (view.left.empty() && view.entered.empty()) return;
    StatesMoved moved;
    for (const int state : view.left) moved.left.push_back(turn_.procedure().state(state).name);
    for (const int state : view.entered) {
      // The workflow itself (state 0) is active as long as the case is: it goes without saying.
      if (state != 0) moved.entered.push_back(turn_.procedure().state(state).name);
    }
    turn_.emit(frame_, std::move(moved));
  }

  Result<void> cancel_tasks_of(int state) {
    std::vector<std::string> keys;
    for (const TaskInstance& task : turn_.current().tasks) {
      const TaskSpec& spec = turn_.procedure().tasks()[static_cast<std::size_t>(task.spec)];
      const bool of_state = spec.scope == TaskSpec::Scope::of_state && spec.state == state;
      if (of_state && task.status == TaskInstance::Status::open) keys.push_back(task.key);
    }
    for (const std::string& key : keys) DUNGHAN_TRY_VOID(end_task(turn_, frame_, key, false));
    return {};
  }

  Result<void> hand_over(const Transition& transition) {
    if (!transition.hand_to) return {};
    const CaseConditions conditions(turn_.current(), frame_.occasion, turn_.facts());
    DUNGHAN_TRY(const Value unit, value_of(*transition.hand_to, conditions));
    if (unit.kind() != ValueKind::string ||
        turn_.facts().organisation->unit(unit.as_string()) == nullptr) {
      return refuse("unknown_unit",
                    "the case cannot be handed on: the unit to take it is not known");
    }
    turn_.emit(frame_, CaseHandedOver{unit.as_string()});
    return reassign_tasks(turn_, frame_, "handed over");
  }

  Turn& turn_;
  const Frame& frame_;
  std::deque<std::string>& raised_;
};

// The `done` transition of the innermost active state whose work is over and that has one, or of
// the workflow itself.
std::optional<Candidate> completion(const Turn& turn, std::vector<int>& completed) {
  const auto& chart = turn.procedure().chart();
  const auto& configuration = turn.current().configuration;
  for (auto state = configuration.rbegin(); state != configuration.rend(); ++state) {
    if (*state == 0 || !statechart::is_in_final(chart, configuration, *state)) continue;
    const auto& done = turn.procedure().state(*state).done;
    if (!done || std::find(completed.begin(), completed.end(), *state) != completed.end()) continue;
    completed.push_back(*state);
    return Candidate{*state, &*done};
  }
  return std::nullopt;
}

std::vector<Candidate> select_always(Turn& turn, const Frame& frame) {
  const CaseConditions conditions(turn.current(), frame.occasion, turn.facts());
  return walk(turn, [&](const definition::State& state) -> const Transition* {
    for (const Transition& transition : state.always) {
      if (!transition.when) return &transition;
      const auto answer = holds(*transition.when, conditions);
      if (!answer) turn.incident(frame, "condition_erred", answer.error().message);
      if (answer && *answer) return &transition;
    }
    return nullptr;
  });
}

std::vector<Candidate> select_raised(Turn& turn, Frame& frame, const std::string& event) {
  frame.occasion.event = event;
  frame.occasion.fields.clear();
  frame.engine_raised = true;
  auto candidates = select(turn, frame);
  return candidates ? std::move(*candidates) : std::vector<Candidate>{};
}

// `always` first, then completions, then the oldest raised event, until nothing moves.
Result<void> settle(Turn& turn, Frame frame, std::deque<std::string>& raised, int steps_taken) {
  std::vector<int> completed;
  for (int steps = steps_taken; steps < microsteps_max; ++steps) {
    Microstep step(turn, frame, raised);
    const auto before = turn.current().configuration;
    if (const auto always = select_always(turn, frame); !always.empty()) {
      DUNGHAN_TRY_VOID(step.run(always, false));
    } else if (const auto done = completion(turn, completed)) {
      DUNGHAN_TRY_VOID(step.run({*done}, false));
    } else if (!raised.empty()) {
      const std::string event = raised.front();
      raised.pop_front();
      const auto candidates = select_raised(turn, frame, event);
      if (!candidates.empty()) DUNGHAN_TRY_VOID(step.run(candidates, true));
    } else {
      return {};
    }
    if (before != turn.current().configuration) completed.clear();
  }
  return refuse("endless",
                "the procedure does not come to rest: more than " + std::to_string(microsteps_max) +
                    " steps followed from one act",
                "an `always` without an end; see `dunghan lint`");
}

bool has_ended(const Turn& turn) {
  return statechart::is_in_final(turn.procedure().chart(), turn.current().configuration, 0);
}

// The end of the whole: running deadlines of the case are no longer owed, a citizen's that ran out
// has lapsed. Tasks of the case stay open, and the case with them.
Result<void> end_case(Turn& turn, const Frame& frame) {
  if (!has_ended(turn) || turn.current().closed_at) return {};
  std::vector<std::pair<std::string, bool>> open;
  bool waits = false;
  for (const DeadlineInstance& deadline : turn.current().deadlines) {
    using Scope = DeadlineSpec::Scope;
    const DeadlineSpec& spec =
        turn.procedure().deadlines()[static_cast<std::size_t>(deadline.spec)];
    if (spec.scope == Scope::of_task || !deadline.is_open()) continue;
    waits = waits || spec.scope == Scope::kept;  // what was done must last, whatever has ended
    if (spec.scope == Scope::kept) continue;
    open.emplace_back(deadline.key, spec.definition->binds_citizen &&
                                        deadline::is_overdue(deadline.state, frame.occasion.at));
  }
  for (const auto& [key, lapses] : open) {
    const auto kind = lapses ? deadline::OperationKind::lapse : deadline::OperationKind::cancel;
    DUNGHAN_TRY_VOID(end_deadline(turn, frame, key, kind));
  }
  for (const TaskInstance& task : turn.current().tasks)
    waits = waits || task.status == TaskInstance::Status::open;
  if (!waits) turn.emit(frame, CaseClosed{});
  return {};
}

Result<void> retry_deferred(Turn& turn, const Frame& frame) {
  for (const Deferred& waiting : turn.current().deferred) {
    Frame again = frame;
    again.occasion.event = waiting.name;
    again.occasion.fields = waiting.fields;
    again.engine_raised = true;
    const auto candidates = select(turn, again);
    if (candidates && !candidates->empty()) return take_transitions(turn, again, *candidates);
  }
  return {};
}

}  // namespace

std::vector<std::string> tasks_ended_by(const Turn& turn, const Frame& frame) {
  std::vector<std::string> keys;
  for (const TaskInstance& task : turn.current().tasks) {
    if (task.status != TaskInstance::Status::open) continue;
    const auto& done =
        turn.procedure().tasks()[static_cast<std::size_t>(task.spec)].definition->done;
    const bool by_event = std::find(done.begin(), done.end(), frame.occasion.event) != done.end();
    if (by_event || task.key == frame.finishes_task) keys.push_back(task.key);
  }
  return keys;
}

Result<std::vector<Candidate>> select(Turn& turn, const Frame& frame) {
  Refusals refusals;
  const CaseConditions conditions(turn.current(), frame.occasion, turn.facts());
  auto candidates = walk(turn, [&](const definition::State& state) -> const Transition* {
    for (const Transition& transition : state.on) {
      if (transition.event == frame.occasion.event &&
          admits(turn, frame, transition, conditions, refusals))
        return &transition;
    }
    return nullptr;
  });
  if (!candidates.empty()) return candidates;
  if (frame.engine_raised) {
    if (refusals.guard_error)
      turn.incident(frame, "condition_erred", refusals.guard_error->message);
    return candidates;
  }
  return Failure(refusal(turn, frame, refusals));
}

Result<void> take_transitions(Turn& turn, const Frame& frame,
                              const std::vector<Candidate>& candidates) {
  std::deque<std::string> raised;
  Microstep step(turn, frame, raised);
  const auto before = turn.current().configuration;
  DUNGHAN_TRY_VOID(
      step.run(candidates, !frame.occasion.event.empty() || !frame.finishes_task.empty()));
  DUNGHAN_TRY_VOID(settle(turn, frame, raised, 1));
  clear_deadlines(turn, frame);
  DUNGHAN_TRY_VOID(end_case(turn, frame));
  if (before != turn.current().configuration) return retry_deferred(turn, frame);
  return {};
}

Result<void> take_event(Turn& turn, const Frame& frame) {
  if (has_ended(turn)) {
    if (frame.engine_raised) return {};
    return refuse("case_ended", "the case has ended (`" +
                                    state_text(turn.current(), turn.procedure()) +
                                    "`): it takes no more events");
  }
  const auto candidates = select(turn, frame);
  if (!candidates && !frame.engine_raised && is_deferred_here(turn, frame.occasion.event)) {
    SplitFields split = split_fields(turn.procedure(), frame.occasion.fields);
    turn.emit(frame,
              EventDeferred{frame.occasion.event, std::move(split.facts), std::move(split.body)});
    return {};
  }
  if (!candidates) return Failure(candidates.error());
  if (candidates->empty()) return {};
  return take_transitions(turn, frame, *candidates);
}

Result<void> enter_initial(Turn& turn, const Frame& frame) {
  std::deque<std::string> raised;
  StepView view;
  view.entered = statechart::initial_configuration(turn.procedure().chart());
  DUNGHAN_TRY_VOID(Microstep(turn, frame, raised).enter(view));
  DUNGHAN_TRY_VOID(make_tasks(turn, frame, turn.procedure().definition().tasks));
  DUNGHAN_TRY_VOID(settle(turn, frame, raised, 1));
  return end_case(turn, frame);
}

Result<void> take_raised(Turn& turn) {
  std::pair<std::string, Instant> raised;
  for (int count = 0; turn.next_raised(raised); ++count) {
    if (count == microsteps_max)
      return refuse("endless", "events of the engine raise each other without end");
    Frame frame;
    frame.actor = {Actor::Kind::engine, "engine"};
    frame.occasion.event = raised.first;
    frame.occasion.at = raised.second;
    frame.occasion.recorded_at = turn.recorded_at();
    frame.occasion.actor = "engine";
    frame.engine_raised = true;
    DUNGHAN_TRY_VOID(take_event(turn, frame));
  }
  return {};
}

namespace {

// As admits(), for an event that is not there yet: a condition on the event's own fields is left
// open.
bool may_be_sent(Turn& turn, const Frame& frame, const Transition& transition,
                 const CaseConditions& conditions) {
  const bool of_engine = transition.event.find('.') != std::string::npos;
  if (of_engine || !may_act(turn, frame, transition.by)) return false;
  if (!transition.when) return true;
  const auto& reads = transition.when->reads();
  const bool asks_event = std::any_of(reads.begin(), reads.end(), [](const std::string& path) {
    return path.rfind("event.", 0) == 0;
  });
  return asks_event || holds(*transition.when, conditions).value_or(false);
}

}  // namespace

std::vector<std::string> allowed_events(const Case& current_case, const Actor& actor, Instant now,
                                        const Facts& facts) {
  std::vector<std::string> names;
  if (statechart::is_in_final(facts.procedure->chart(), current_case.configuration, 0))
    return names;
  Turn turn(current_case, facts, now);
  Frame frame;
  frame.actor = actor;
  frame.occasion.at = now;
  frame.occasion.recorded_at = now;
  frame.occasion.actor = actor.id;
  const CaseConditions conditions(turn.current(), frame.occasion, facts);
  const auto& chart = facts.procedure->chart();
  for (const int leaf : statechart::active_leaves(chart, current_case.configuration)) {
    for (int state = leaf; state >= 0;
         state = chart.nodes[static_cast<std::size_t>(state)].parent) {
      for (const Transition& transition : facts.procedure->state(state).on) {
        if (!may_be_sent(turn, frame, transition, conditions)) continue;
        if (std::find(names.begin(), names.end(), transition.event) == names.end())
          names.push_back(transition.event);
      }
    }
  }
  return names;
}

}  // namespace dunghan::cases
