// One macrostep: an event's transitions, then microsteps until nothing moves of itself; how a case
// ends.
#include <algorithm>

#include "engine/cases/fan_out.h"
#include "engine/cases/fields.h"
#include "engine/cases/microstep.h"
#include "engine/definition/chart_walk.h"

namespace dunghan::cases {
namespace {

bool is_deferred_here(const Turn& turn, const std::string& event) {
  return std::any_of(turn.current().configuration.begin(), turn.current().configuration.end(),
                     [&](int state) {
                       const auto& names = turn.procedure().state(state).defer;
                       return std::find(names.begin(), names.end(), event) != names.end();
                     });
}

// The `done` transition of a state that is over, while it is still there.
std::optional<Candidate> completion(Turn& turn, const Frame& frame, int state) {
  const auto& done = turn.procedure().state(state).done;
  if (!done || !statechart::is_active(turn.current().configuration, state)) return std::nullopt;
  if (done->when) {
    const CaseConditions conditions(turn.current(), frame.occasion, turn.facts());
    const auto answer = holds(*done->when, conditions);
    if (!answer) turn.incident(frame, "condition_erred", answer.error().message);
    if (!answer.value_or(false)) return std::nullopt;
  }
  return Candidate{state, &*done};
}

std::vector<Candidate> select_raised(Turn& turn, Frame& frame, const std::string& event) {
  frame.occasion.event = event;
  frame.occasion.fields.clear();
  frame.engine_raised = true;
  auto candidates = select(turn, frame);
  return candidates ? std::move(*candidates) : std::vector<Candidate>{};
}

// Takes the oldest of the internal queue.
Result<void> take_internal(Turn& turn, Frame& frame, InternalQueue& queue) {
  const Internal next = queue.front();
  queue.pop_front();
  if (next.done_of < 0) {
    const auto candidates = select_raised(turn, frame, next.event);
    if (candidates.empty()) return {};
    return Microstep(turn, frame, queue).run(candidates, true);
  }
  const auto done = completion(turn, frame, next.done_of);
  return done ? Microstep(turn, frame, queue).run({*done}, false) : Result<void>{};
}

// `always` first, then the oldest of what was raised or completed, until nothing moves.
Result<void> settle(Turn& turn, Frame frame, InternalQueue& queue) {
  for (int steps = 1; steps < microsteps_max; ++steps) {
    if (const auto always = select_always(turn, frame); !always.empty()) {
      DUNGHAN_TRY_VOID(Microstep(turn, frame, queue).run(always, false));
    } else if (!queue.empty()) {
      DUNGHAN_TRY_VOID(take_internal(turn, frame, queue));
    } else {
      // At rest: what has come to a `for_each` meanwhile is opened, and one that is over is done.
      DUNGHAN_TRY_VOID(review_fan_outs(turn, frame));
      for (const int state : finished_fan_outs(turn, frame)) queue.push_back({{}, state});
      if (queue.empty()) return {};
    }
  }
  return refuse("endless",
                "the procedure does not come to rest: more than " + std::to_string(microsteps_max) +
                    " steps followed from one act",
                "an `always` without an end; see `dunghan lint`");
}

int ending_state(const Turn& turn) {
  return definition::ending_state(turn.procedure().definition());
}

bool has_ended(const Turn& turn) {
  return statechart::is_in_final(turn.procedure().chart(), turn.current().configuration,
                                 ending_state(turn));
}

// The end of the whole: running deadlines of the case are no longer owed, a citizen's that ran out
// has lapsed. Tasks of the case stay open, and the case with them.
Result<void> end_case(Turn& turn, const Frame& frame) {
  if (!has_ended(turn) || turn.current().closed_at) return {};
  if (const int ended = ending_state(turn); ended != 0) {
    InternalQueue queue;
    DUNGHAN_TRY_VOID(Microstep(turn, frame, queue).leave_beside(ended));
  }
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

// Some state takes it from this actor: what nobody would take from them is not kept either.
bool may_ever_send(const Turn& turn, const Frame& frame) {
  const auto& states = turn.procedure().definition().states;
  return std::any_of(states.begin(), states.end(), [&](const definition::State& state) {
    return std::any_of(state.on.begin(), state.on.end(), [&](const definition::Transition& one) {
      return one.event == frame.occasion.event && may_act(turn, frame, one.by);
    });
  });
}

// The oldest that is taken now. The act is of whoever sent it, not of whoever's act made room for
// it; one that is refused even now (`not_by`, `needs`) goes on waiting and stops nobody else's.
Result<void> retry_deferred(Turn& turn, const Frame& frame) {
  for (const Deferred& waiting : turn.current().deferred) {
    Frame again = frame;
    const bool of_person = turn.facts().organisation->person(waiting.actor) != nullptr;
    again.actor = {of_person ? Actor::Kind::person : Actor::Kind::import, waiting.actor};
    again.occasion.actor = waiting.actor;
    again.occasion.event = waiting.name;
    again.occasion.fields = waiting.fields;
    again.engine_raised = true;
    const auto candidates = select(turn, again);
    if (!candidates || candidates->empty()) continue;
    if (!check_step(turn, again, *candidates, tasks_ended_by(turn, again))) continue;
    return take_transitions(turn, again, *candidates);
  }
  return {};
}

// Tasks of the case outlast its last state: what finishes them is still heard, and nothing else.
Result<bool> finish_tasks(Turn& turn, const Frame& frame) {
  std::vector<std::string> roles;
  for (const std::string& key : tasks_ended_by(turn, frame))
    roles.push_back(turn.current().task(key)->role);
  if (roles.empty()) return false;
  if (!may_act(turn, frame, roles)) {
    return refuse("not_permitted", "`" + frame.occasion.event + "` may not be sent by " +
                                       frame.actor.id + ": it finishes tasks of others");
  }
  InternalQueue queue;
  DUNGHAN_TRY_VOID(Microstep(turn, frame, queue).run({}, true));
  return true;
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

Result<void> take_transitions(Turn& turn, const Frame& frame,
                              const std::vector<Candidate>& candidates) {
  InternalQueue queue;
  Microstep step(turn, frame, queue);
  const auto before = turn.current().configuration;
  DUNGHAN_TRY_VOID(
      step.run(candidates, !frame.occasion.event.empty() || !frame.finishes_task.empty()));
  DUNGHAN_TRY_VOID(settle(turn, frame, queue));
  clear_deadlines(turn, frame);
  DUNGHAN_TRY_VOID(end_case(turn, frame));
  if (before != turn.current().configuration) return retry_deferred(turn, frame);
  return {};
}

Result<void> take_event(Turn& turn, const Frame& frame) {
  if (has_ended(turn)) {
    if (frame.engine_raised) return {};
    DUNGHAN_TRY(const bool finished, finish_tasks(turn, frame));
    if (finished) return end_case(turn, frame);
    return refuse("case_ended", "the case has ended (`" +
                                    state_text(turn.current(), turn.procedure()) +
                                    "`): it takes no more events");
  }
  const auto candidates = select(turn, frame);
  if (!candidates && !frame.engine_raised && is_deferred_here(turn, frame.occasion.event) &&
      may_ever_send(turn, frame)) {
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
  InternalQueue queue;
  DUNGHAN_TRY_VOID(Microstep(turn, frame, queue).open());
  DUNGHAN_TRY_VOID(make_tasks(turn, frame, turn.procedure().definition().tasks));
  DUNGHAN_TRY_VOID(settle(turn, frame, queue));
  return end_case(turn, frame);
}

Result<void> take_up_amendment(Turn& turn, const Frame& frame) {
  InternalQueue queue;
  DUNGHAN_TRY_VOID(Microstep(turn, frame, queue).take_up_amendment());
  DUNGHAN_TRY_VOID(settle(turn, frame, queue));
  clear_deadlines(turn, frame);
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

}  // namespace dunghan::cases
