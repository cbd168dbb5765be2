// The deadline step of a microstep: all deadlines in the order of the file, each asked cancel,
// stop, suspend and resume, reopen, restart, start, on the new data and the new configuration.
// Every change is one more operation and the outcome of folding them all again.
#include <algorithm>

#include "engine/base/check.h"
#include "engine/cases/triggers.h"
#include "engine/cases/turn.h"

namespace dunghan::cases {
namespace {

using deadline::Operation;
using deadline::OperationKind;
using deadline::Status;
const DeadlineSpec& spec_at(const Turn& turn, int index) {
  return turn.procedure().deadlines()[static_cast<std::size_t>(index)];
}

// The seq that the operation's own event will bear: ties in law time go by the order of recording.
std::int64_t next_seq(const Turn& turn) {
  return turn.current().seq + 1;
}

DeadlineOwner owner_of(const Turn& turn, const Frame& frame, const DeadlineSpec& spec,
                       const std::string& key) {
  DeadlineOwner owner;
  if (const TaskInstance* task = turn.current().task(key);
      task != nullptr && spec.scope == DeadlineSpec::Scope::of_task) {
    return {task->role, task->unit,
            task->assignee.empty() ? task->post + "@" + task->unit : task->assignee};
  }
  owner.role = spec.definition->owner;
  if (owner.role.empty()) return owner;
  if (const auto holder = resolve_role(turn, frame, owner.role)) {
    owner.unit = holder->owner.unit;
    owner.owner = owner_text(holder->owner);
  }
  return owner;
}

bool is_start(const Operation& operation) {
  return operation.kind == OperationKind::start || operation.kind == OperationKind::restart;
}

// The start or restart of the run that is counted now.
const Operation* start_of(const DeadlineInstance& instance) {
  const auto start =
      std::find_if(instance.operations.rbegin(), instance.operations.rend(), is_start);
  return start == instance.operations.rend() ? nullptr : &*start;
}

// The ground of a cancel that the deadline's own condition brought about: it may hold again.
constexpr const char* condition_ceased = "when";

// The ground of an end that leaving the state brought about: history takes it back.
constexpr const char* state_left = "leave";

bool ended_by_leaving(const DeadlineInstance& instance) {
  if (instance.is_open() || instance.operations.empty()) return false;
  const Operation& last = instance.operations.back();
  return (last.kind == OperationKind::stop || last.kind == OperationKind::cancel) &&
         last.ground == state_left;
}

bool ended_by_condition(const DeadlineInstance& instance) {
  return instance.state.status == Status::cancelled && !instance.operations.empty() &&
         instance.operations.back().kind == OperationKind::cancel &&
         instance.operations.back().ground == condition_ceased;
}

// A suspension by a level of the states.
Operation level_operation(const definition::SuspendGround& ground, OperationKind kind, Instant at) {
  Operation operation;
  operation.kind = kind;
  operation.at = at;
  operation.ground = ground.name;
  operation.basis = ground.basis.text;
  if (kind == OperationKind::resume) return operation;
  operation.first_day_counts = ground.first_day_counts;
  operation.last_day_counts = ground.last_day_counts;
  operation.at_most = ground.at_most;
  return operation;
}

// Whether the ground's own condition, where it has one, lets the level hold the deadline.
bool admits(Turn& turn, const Frame& frame, const definition::SuspendGround& ground) {
  return !ground.when || holds_now(turn, frame, *ground.when);
}

// By which ground it stands still now.
std::string suspended_by(const DeadlineInstance& instance) {
  if (instance.state.status != Status::suspended) return {};
  const auto last = std::find_if(
      instance.operations.rbegin(), instance.operations.rend(),
      [](const Operation& operation) { return operation.kind == OperationKind::suspend; });
  return last == instance.operations.rend() ? std::string() : last->ground;
}

// ---- one deadline in one step
// --------------------------------------------------------------------------------------------------

class OneDeadline {
 public:
  OneDeadline(Turn& turn, const Frame& frame, const StepView& step, int index)
      : turn_(turn),
        frame_(frame),
        step_(step),
        index_(index),
        spec_(spec_at(turn, index)),
        triggers_(turn, frame, step, spec_) {}

  Result<void> run() {
    switch (spec_.scope) {
      case DeadlineSpec::Scope::of_task:
      case DeadlineSpec::Scope::kept: return watch();
      case DeadlineSpec::Scope::of_case: return run_of_case();
      case DeadlineSpec::Scope::of_state:
      case DeadlineSpec::Scope::after: return run_of_state();
    }
    return {};
  }

 private:
  const DeadlineInstance* latest() const {
    return turn_.current().latest_deadline(spec_.definition->name);
  }
  bool is_open() const { return latest() != nullptr && latest()->is_open(); }
  // A citizen's limit that ran out, and what follows is held, or this act was in time.
  bool may_have_lapsed_too_soon() const {
    if (latest() == nullptr || latest()->state.status != Status::lapsed) return false;
    const auto& due = latest()->state.due;
    return latest()->consequence_at || (due && frame_.occasion.at < due->due_at);
  }
  // Its trigger came, and it waits for its condition or its date.
  bool is_armed() const {
    return latest() != nullptr && latest()->state.status == Status::idle &&
           latest()->armed_at.has_value();
  }

  Result<void> run_of_case() {
    DUNGHAN_TRY_VOID(end_by_triggers());
    DUNGHAN_TRY_VOID(follow_levels());
    DUNGHAN_TRY_VOID(watch());
    DUNGHAN_TRY_VOID(reopen());
    return start_by_triggers(key_or_name());
  }

  // Instances of the state: a new one at each entry; on leaving it ends, met unless its own `stop`
  // says when.
  Result<void> run_of_state() {
    const bool left =
        std::find(step_.left.begin(), step_.left.end(), spec_.state) != step_.left.end();
    const bool entered =
        std::find(step_.entered.begin(), step_.entered.end(), spec_.state) != step_.entered.end();
    DUNGHAN_TRY_VOID(end_by_triggers());
    const bool meets =
        spec_.scope == DeadlineSpec::Scope::of_state && spec_.definition->stop.empty();
    if (left && (is_open() || (meets && may_have_lapsed_too_soon()))) {
      DUNGHAN_TRY_VOID(end_deadline(turn_, frame_, latest()->key,
                                    meets ? OperationKind::stop : OperationKind::cancel,
                                    std::nullopt, state_left));
    }
    if (left && is_armed()) release();
    DUNGHAN_TRY_VOID(follow_levels());
    DUNGHAN_TRY_VOID(watch());
    if (entered && comes_back()) return return_to_deadline(turn_, frame_, latest()->key);
    if (entered && spec_.definition->start.empty()) {
      const std::string key = next_deadline_key(turn_.current(), spec_.definition->name);
      return start_deadline(turn_, frame_, key, index_, frame_.occasion.at, OperationKind::start);
    }
    if (!statechart::is_active(turn_.current().configuration, spec_.state)) return {};
    DUNGHAN_TRY_VOID(reopen());
    if (spec_.definition->start.empty() && spec_.definition->restart.empty()) return {};
    return start_by_triggers(entered ? next_deadline_key(turn_.current(), spec_.definition->name)
                                     : key_or_name());
  }

  // An `after` that has done what it waited for begins anew.
  bool comes_back() const {
    const bool restored = std::find(step_.restored.begin(), step_.restored.end(), spec_.state) !=
                          step_.restored.end();
    return restored && latest() != nullptr && ended_by_leaving(*latest()) &&
           !latest()->consequence_drawn;
  }

  std::string key_or_name() const {
    return latest() != nullptr ? latest()->key : spec_.definition->name;
  }

  void release() {
    turn_.emit(frame_,
               DeadlineArmed{latest()->key, -1, frame_.occasion.at, TriggerList::start, true});
  }

  Result<void> end_by_triggers() {
    if (latest() == nullptr) return {};
    const bool lapsed = latest()->state.status == Status::lapsed;
    const bool excused = ended_by_condition(*latest());
    if (!is_open() && !lapsed && !excused && !is_armed()) return {};
    const std::string key = latest()->key;
    if (excused) return end_excused(key);
    if (const auto at = triggers_.comes(TriggerList::cancel, key); at && !lapsed) {
      if (is_open()) return end_deadline(turn_, frame_, key, OperationKind::cancel, at);
      release();
      return {};
    }
    const auto at = triggers_.comes(TriggerList::stop, key);
    if (!at) return {};
    if (is_armed()) return stop_while_armed(key, *at);
    return end_deadline(turn_, frame_, key, OperationKind::stop, at);
  }

  // What would have ended it while its condition did not hold ends it for good.
  Result<void> end_excused(const std::string& key) {
    const bool ends = triggers_.comes(TriggerList::cancel, key).has_value() ||
                      triggers_.comes(TriggerList::stop, key).has_value();
    if (!ends) return {};
    Operation operation;
    operation.kind = OperationKind::cancel;
    operation.at = frame_.occasion.at;
    return operate(turn_, frame_, key, index_, std::move(operation));
  }

  // Done before it was known by when: met. Where its condition does not hold, it was not owed.
  Result<void> stop_while_armed(const std::string& key, Instant at) {
    if (spec_.definition->when && !holds_now(turn_, frame_, *spec_.definition->when)) {
      release();
      return {};
    }
    Operation start;
    start.at = *latest()->armed_at;
    start.ahead = start.at > at;
    DUNGHAN_TRY(start.limit, limit_now());
    DUNGHAN_TRY_VOID(operate(turn_, frame_, key, index_, std::move(start)));
    return end_deadline(turn_, frame_, key, OperationKind::stop, at);
  }

  // `while:` is a level: it compares only before and after, and its `when` is asked then. What one
  // ground lets go another may hold at once.
  Result<void> follow_levels() {
    for (const bool resuming : {true, false}) {
      for (const auto& ground : spec_.definition->suspend) {
        if (ground.while_states.empty() || !is_open()) continue;
        const bool was = names_any(turn_.procedure(), ground.while_states, step_.before);
        const bool is =
            names_any(turn_.procedure(), ground.while_states, turn_.current().configuration);
        const std::string by = suspended_by(*latest());
        const bool resumes = was && !is && by == ground.name;
        const bool suspends = !was && is && by.empty();
        if (resuming ? !resumes : !suspends || !admits(turn_, frame_, ground)) continue;
        DUNGHAN_TRY_VOID(operate(
            turn_, frame_, latest()->key, index_,
            level_operation(ground, resuming ? OperationKind::resume : OperationKind::suspend,
                            frame_.occasion.at)));
      }
    }
    return {};
  }

  // Conditions and facts that a deadline rests on may change under it: it starts, is owed no longer
  // or again, gets its date, or is counted anew.
  Result<void> watch() {
    const DeadlineInstance* instance = latest();
    if (instance == nullptr) return {};
    if (is_armed()) {
      return start_deadline(turn_, frame_, instance->key, index_, *instance->armed_at,
                            OperationKind::start);
    }
    const auto& when = spec_.definition->when;
    if (when && ended_by_condition(*instance)) {
      const std::string key = instance->key;
      return holds_now(turn_, frame_, *when)
                 ? end_deadline(turn_, frame_, key, OperationKind::reopen)
                 : Result<void>{};
    }
    if (!instance->is_open()) return {};
    const std::string key = instance->key;
    if (when && !holds_now(turn_, frame_, *when)) {
      return end_deadline(turn_, frame_, key, OperationKind::cancel, std::nullopt,
                          condition_ceased);
    }
    return follow_facts(*turn_.current().deadline(key));
  }

  Result<deadline::ResolvedLimit> limit_now() const {
    return resolve_limit(*spec_.definition, turn_.procedure(),
                         CaseConditions(turn_.current(), frame_.occasion, turn_.facts()));
  }

  // A limit that follows is what its facts say now; one whose date was not known gets it when it
  // is. A start that still lies ahead follows its date. What is overdue already stays so: to put
  // the date off then would take a lateness off the record.
  Result<void> follow_facts(const DeadlineInstance& instance) {
    const Operation* start = start_of(instance);
    if (start == nullptr || deadline::is_overdue(instance.state, frame_.occasion.at)) return {};
    const bool follows = spec_.definition->follow;
    Operation changed = *start;
    if (follows || deadline::awaits_date(start->limit)) {
      DUNGHAN_TRY(changed.limit, limit_now());
    }
    const auto date =
        start->kind == OperationKind::start ? start_by_date(turn_, frame_, spec_) : std::nullopt;
    if (date && (follows || start->at > frame_.occasion.at)) {
      changed.at = *date;
      changed.ahead = *date > frame_.occasion.at;
    }
    if (changed == *start) return {};
    auto operations = instance.operations;
    operations[static_cast<std::size_t>(start - instance.operations.data())] = changed;
    DUNGHAN_TRY(const auto state, deadline::fold(operations, *spec_.rule, *spec_.calendar));
    turn_.emit(frame_, DeadlineChanged{instance.key, true, std::move(changed), state,
                                       instance.owner, basis_of(turn_, frame_, *spec_.definition)});
    return {};
  }

  Result<void> reopen() {
    if (latest() == nullptr || latest()->state.status != Status::met) return {};
    const std::string key = latest()->key;
    const auto at = triggers_.comes(TriggerList::reopen, key);
    return at ? end_deadline(turn_, frame_, key, OperationKind::reopen, at) : Result<void>{};
  }

  Result<void> start_by_triggers(const std::string& key) {
    if (const auto at = triggers_.comes(TriggerList::restart, key)) {
      const DeadlineInstance* instance = turn_.current().deadline(key);
      const bool has_run = instance != nullptr && instance->state.status != Status::idle;
      return start_deadline(turn_, frame_, key, index_, *at,
                            has_run ? OperationKind::restart : OperationKind::start);
    }
    const DeadlineInstance* instance = turn_.current().deadline(key);
    if (instance != nullptr && (instance->state.status != Status::idle || instance->armed_at))
      return {};
    const auto at = triggers_.comes(TriggerList::start, key);
    return at ? start_deadline(turn_, frame_, key, index_, *at, OperationKind::start)
              : Result<void>{};
  }

  Turn& turn_;
  const Frame& frame_;
  const StepView& step_;
  int index_;
  const DeadlineSpec& spec_;
  DeadlineTriggers triggers_;
};

Result<void> cancel_tasks(Turn& turn, const Frame& frame, const StepView& step) {
  std::vector<std::string> keys;
  for (std::size_t index = 0; index < turn.current().tasks.size(); ++index) {
    const TaskInstance& task = turn.current().tasks[index];
    if (task.status != TaskInstance::Status::open) continue;
    const auto& definition =
        *turn.procedure().tasks()[static_cast<std::size_t>(task.spec)].definition;
    const std::string key = task.key;
    if (cancels_task(turn, frame, definition.cancel, step)) keys.push_back(key);
  }
  for (const std::string& key : keys)
    DUNGHAN_TRY_VOID(end_task(turn, frame, key, TaskEnd::cancelled));
  return {};
}

}  // namespace

Result<void> deadline_step(Turn& turn, const Frame& frame, const StepView& step) {
  DUNGHAN_TRY_VOID(cancel_tasks(turn, frame, step));
  for (std::size_t index = 0; index < turn.procedure().deadlines().size(); ++index) {
    if (turn.procedure().deadlines()[index].gone) continue;
    DUNGHAN_TRY_VOID(OneDeadline(turn, frame, step, static_cast<int>(index)).run());
  }
  turn.remember_held();
  return {};
}

Result<void> arm_new_deadlines(Turn& turn, const Frame& frame) {
  StepView everything;
  everything.entered = turn.current().configuration;
  const Procedure& procedure = turn.procedure();
  for (std::size_t index = 0; index < procedure.deadlines().size(); ++index) {
    const DeadlineSpec& spec = procedure.deadlines()[index];
    if (spec.gone || procedure.predecessor()->deadline_index(spec.definition->name) >= 0) continue;
    DUNGHAN_TRY_VOID(OneDeadline(turn, frame, everything, static_cast<int>(index)).run());
  }
  return {};
}

Result<void> operate(Turn& turn, const Frame& frame, const std::string& key, int spec_index,
                     Operation operation) {
  const DeadlineSpec& spec = spec_at(turn, spec_index);
  operation.seq = next_seq(turn);
  const DeadlineInstance* instance = turn.current().deadline(key);
  std::vector<Operation> operations =
      instance != nullptr ? instance->operations : std::vector<Operation>{};
  operations.push_back(operation);
  const auto state = deadline::fold(operations, *spec.rule, *spec.calendar);
  if (!state) {
    Error error = state.error();
    error.message = "deadline `" + key + "`: " + error.message;
    return Failure(std::move(error));
  }
  const bool starts = is_start(operation);
  DeadlineChanged changed{key, false, std::move(operation), *state, {}, {}};
  changed.owner =
      starts || instance == nullptr ? owner_of(turn, frame, spec, key) : instance->owner;
  if (starts) changed.basis = basis_of(turn, frame, *spec.definition);
  turn.emit(frame, std::move(changed));
  return {};
}

Result<void> end_deadline(Turn& turn, const Frame& frame, const std::string& key,
                          OperationKind kind, std::optional<Instant> at, std::string ground) {
  const DeadlineInstance* instance = turn.current().deadline(key);
  DUNGHAN_CHECK(instance != nullptr);
  const int spec = instance->spec;
  if (kind != OperationKind::reopen && !instance->is_open() &&
      instance->state.status != Status::lapsed)
    return {};
  Operation operation;
  operation.kind = kind;
  operation.at = at.value_or(frame.occasion.at);
  // An act recorded late may leave behind what began after it: that is cancelled where it began.
  if (kind == OperationKind::cancel && instance->state.started_at)
    operation.at = std::max(operation.at, *instance->state.started_at);
  operation.ground = std::move(ground);
  const Instant ended = operation.at;
  DUNGHAN_TRY_VOID(operate(turn, frame, key, spec, std::move(operation)));
  // What ended before it could count was not met: an act that came too early is on record as such.
  const bool met = kind == OperationKind::stop && !turn.current().deadline(key)->state.early;
  if (met) turn.raise_later(spec_at(turn, spec).definition->name + ".met", ended);
  return {};
}

namespace {

// A level that holds already when a deadline begins to run holds it at once.
Result<void> suspend_by_levels(Turn& turn, const Frame& frame, const std::string& key, int spec,
                               Instant at) {
  for (const auto& ground : spec_at(turn, spec).definition->suspend) {
    if (!names_any(turn.procedure(), ground.while_states, turn.current().configuration) ||
        !admits(turn, frame, ground))
      continue;
    return operate(turn, frame, key, spec, level_operation(ground, OperationKind::suspend, at));
  }
  return {};
}

}  // namespace

Result<void> return_to_deadline(Turn& turn, const Frame& frame, const std::string& key) {
  const DeadlineInstance* instance = turn.current().deadline(key);
  DUNGHAN_CHECK(instance != nullptr);
  if (instance->is_open() || !instance->state.ended_at) return {};
  const int spec = instance->spec;
  Operation operation;
  operation.kind = OperationKind::come_back;
  operation.at = frame.occasion.at;
  DUNGHAN_TRY_VOID(operate(turn, frame, key, spec, std::move(operation)));
  return suspend_by_levels(turn, frame, key, spec, frame.occasion.at);
}

Result<void> start_deadline(Turn& turn, const Frame& frame, const std::string& key, int spec_index,
                            Instant at, OperationKind kind) {
  const DeadlineSpec& spec = spec_at(turn, spec_index);
  const bool restarts = kind == OperationKind::restart;
  const bool applies = !spec.definition->when || holds_now(turn, frame, *spec.definition->when);
  Operation operation;
  operation.kind = kind;
  operation.at = at;
  operation.ahead = !restarts && at > frame.occasion.at;
  if (applies) {
    const CaseConditions conditions(turn.current(), frame.occasion, turn.facts());
    DUNGHAN_TRY(operation.limit, resolve_limit(*spec.definition, turn.procedure(), conditions));
  }
  if (!applies || (!restarts && deadline::awaits_date(operation.limit))) {
    const DeadlineInstance* instance = turn.current().deadline(key);
    if (restarts && instance->is_open())
      return end_deadline(turn, frame, key, OperationKind::cancel, std::nullopt, condition_ceased);
    if (instance == nullptr || instance->armed_at != at)
      turn.emit(frame, DeadlineArmed{key, -1, at});
    return {};
  }
  operation.basis = basis_of(turn, frame, *spec.definition);
  DUNGHAN_TRY_VOID(operate(turn, frame, key, spec_index, std::move(operation)));
  return suspend_by_levels(turn, frame, key, spec_index, at);
}

std::string next_deadline_key(const Case& current_case, const std::string& name) {
  int count = 0;
  for (const DeadlineInstance& deadline : current_case.deadlines)
    count += name_of_key(deadline.key) == name ? 1 : 0;
  return count == 0 ? name : name + "#" + std::to_string(count + 1);
}

}  // namespace dunghan::cases
