// The deadline step of a microstep: all deadlines in the order of the file, each asked cancel,
// stop, suspend and resume, reopen, restart, start, on the new data and the new configuration.
// Every change is one more operation and the outcome of folding them all again.
#include <algorithm>

#include "engine/base/check.h"
#include "engine/cases/turn.h"

namespace dunghan::cases {
namespace {

using deadline::Operation;
using deadline::OperationKind;
using deadline::Status;
using definition::Trigger;
using definition::Triggers;

bool names_any(const Turn& turn, const std::vector<std::string>& names,
               const std::vector<int>& states) {
  return std::any_of(states.begin(), states.end(), [&](int state) {
    return std::find(names.begin(), names.end(), turn.procedure().state(state).name) != names.end();
  });
}

// A condition that cannot be answered holds not; the incident is what an administrator sees.
bool holds_now(Turn& turn, const Frame& frame, const rule::Expression& condition) {
  const auto answer =
      holds(condition, CaseConditions(turn.current(), frame.occasion, turn.facts()));
  if (!answer) turn.incident(frame, "condition_erred", answer.error().message);
  return answer.value_or(false);
}

std::optional<Instant> date_trigger(const Turn& turn, const Frame& frame, const DeadlineSpec& spec,
                                    const Trigger& trigger) {
  const auto value = rule::evaluate(trigger.expression,
                                    CaseConditions(turn.current(), frame.occasion, turn.facts()));
  if (!value) return std::nullopt;
  if (value->kind() == ValueKind::timestamp) return value->as_timestamp();
  if (value->kind() != ValueKind::date) return std::nullopt;
  const Instant at = spec.calendar->zone().start_of(value->as_date());
  if (!trigger.offset) return at;
  // A deemed date ("four days after the postmark") is a plain count of its own, never rolled.
  deadline::CountingRule plain;
  plain.roll_forward = deadline::Roll::none;
  const auto due = deadline::due_after(plain, *spec.calendar, at, *trigger.offset);
  return due ? std::optional(spec.calendar->zone().start_of(due->due_on)) : std::nullopt;
}

// When the trigger comes with this step: at L, or at the date it speaks of.
std::optional<Instant> arrival(Turn& turn, const Frame& frame, const DeadlineSpec& spec,
                               const Trigger& trigger, const StepView& step) {
  const auto at_step = [&](bool comes) {
    return comes ? std::optional(frame.occasion.at) : std::nullopt;
  };
  switch (trigger.kind) {
    case Trigger::Kind::enter: return at_step(names_any(turn, trigger.names, step.entered));
    case Trigger::Kind::leave: return at_step(names_any(turn, trigger.names, step.left));
    case Trigger::Kind::event:
      return at_step(std::find(trigger.names.begin(), trigger.names.end(), step.event) !=
                     trigger.names.end());
    case Trigger::Kind::when: return at_step(holds_now(turn, frame, trigger.expression));
    case Trigger::Kind::date: return date_trigger(turn, frame, spec, trigger);
  }
  return std::nullopt;
}

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

// What the limit rests on: the row of the decision table that gave it, else the deadline's own
// basis.
std::string basis_of(const Turn& turn, const Frame& frame, const definition::Deadline& definition) {
  if (definition.limit.kind == definition::Limit::Kind::decide) {
    const rule::DecisionTable* table =
        turn.procedure().definition().decision(definition.limit.table);
    DUNGHAN_CHECK(table != nullptr);
    const auto outcome =
        rule::decide_table(*table, CaseConditions(turn.current(), frame.occasion, turn.facts()));
    if (outcome && outcome->rows.size() == 1 && !table->rows[outcome->rows[0]].basis.empty())
      return table->rows[outcome->rows[0]].basis;
  }
  return definition.basis.text;
}

// ---- one deadline in one step
// --------------------------------------------------------------------------------------------------

class OneDeadline {
 public:
  OneDeadline(Turn& turn, const Frame& frame, const StepView& step, int index)
      : turn_(turn), frame_(frame), step_(step), index_(index), spec_(spec_at(turn, index)) {}

  Result<void> run() {
    switch (spec_.scope) {
      case DeadlineSpec::Scope::of_task: return run_of_task();
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

  Result<void> run_of_case() {
    DUNGHAN_TRY_VOID(end_by_triggers());
    DUNGHAN_TRY_VOID(follow_levels());
    DUNGHAN_TRY_VOID(watch());
    DUNGHAN_TRY_VOID(reopen());
    return start_by_triggers(spec_.definition->name);
  }

  // Instances of the state: a new one at each entry; on leaving it ends, met unless its own `stop`
  // says when.
  Result<void> run_of_state() {
    const bool left =
        std::find(step_.left.begin(), step_.left.end(), spec_.state) != step_.left.end();
    const bool entered =
        std::find(step_.entered.begin(), step_.entered.end(), spec_.state) != step_.entered.end();
    DUNGHAN_TRY_VOID(end_by_triggers());
    if (left && is_open()) {
      const bool meets =
          spec_.scope == DeadlineSpec::Scope::of_state && spec_.definition->stop.empty();
      DUNGHAN_TRY_VOID(end_deadline(turn_, frame_, latest()->key,
                                    meets ? OperationKind::stop : OperationKind::cancel));
    }
    DUNGHAN_TRY_VOID(follow_levels());
    DUNGHAN_TRY_VOID(watch());
    if (entered && spec_.definition->start.empty()) {
      const std::string key = next_deadline_key(turn_.current(), spec_.definition->name);
      return start_deadline(turn_, frame_, key, index_, frame_.occasion.at, OperationKind::start);
    }
    const bool active = statechart::is_active(turn_.current().configuration, spec_.state);
    if (!active || spec_.definition->start.empty()) return {};
    return start_by_triggers(entered ? next_deadline_key(turn_.current(), spec_.definition->name)
                                     : key_or_name());
  }

  Result<void> run_of_task() {
    DUNGHAN_TRY_VOID(end_by_triggers());
    return watch();
  }

  std::string key_or_name() const {
    return latest() != nullptr ? latest()->key : spec_.definition->name;
  }

  Result<void> end_by_triggers() {
    const bool lapsed = latest() != nullptr && latest()->state.status == Status::lapsed;
    if (!is_open() && !lapsed) return {};
    DUNGHAN_TRY(const bool cancels, matches(turn_, frame_, spec_.definition->cancel, step_));
    if (cancels && is_open())
      return end_deadline(turn_, frame_, latest()->key, OperationKind::cancel);
    DUNGHAN_TRY(const bool stops, matches(turn_, frame_, spec_.definition->stop, step_));
    if (stops) return end_deadline(turn_, frame_, latest()->key, OperationKind::stop);
    return {};
  }

  // `while:` is a level: it compares only before and after.
  Result<void> follow_levels() {
    for (const auto& ground : spec_.definition->suspend) {
      if (ground.while_states.empty() || !is_open()) continue;
      const bool was = names_any(turn_, ground.while_states, step_.before);
      const bool is = names_any(turn_, ground.while_states, turn_.current().configuration);
      Operation operation;
      operation.at = frame_.occasion.at;
      operation.ground = ground.name;
      operation.first_day_counts = ground.first_day_counts;
      operation.last_day_counts = ground.last_day_counts;
      operation.basis = ground.basis.text;
      const bool suspended = latest()->state.status == Status::suspended;
      if (!was && is && !suspended)
        operation.kind = OperationKind::suspend;
      else if (was && !is && suspended)
        operation.kind = OperationKind::resume;
      else
        continue;
      DUNGHAN_TRY_VOID(operate(turn_, frame_, latest()->key, index_, std::move(operation)));
    }
    return {};
  }

  // Conditions and facts that a deadline rests on may change under it: it starts, is owed no
  // longer, or is counted anew.
  Result<void> watch() {
    const DeadlineInstance* instance = latest();
    if (instance == nullptr) return {};
    if (instance->state.status == Status::idle && instance->armed_at) {
      return start_deadline(turn_, frame_, instance->key, index_, *instance->armed_at,
                            OperationKind::start);
    }
    if (!instance->is_open()) return {};
    if (spec_.definition->when && !holds_now(turn_, frame_, *spec_.definition->when)) {
      return end_deadline(turn_, frame_, instance->key, OperationKind::cancel);
    }
    return spec_.definition->follow ? follow_facts(*instance) : Result<void>{};
  }

  Result<void> follow_facts(const DeadlineInstance& instance) {
    bool waits = false;
    const CaseConditions conditions(turn_.current(), frame_.occasion, turn_.facts());
    DUNGHAN_TRY(deadline::ResolvedLimit limit,
                resolve_limit(*spec_.definition, turn_.procedure(), conditions, waits));
    auto operations = instance.operations;
    const auto start =
        std::find_if(operations.rbegin(), operations.rend(), [](const Operation& operation) {
          return operation.kind == OperationKind::start || operation.kind == OperationKind::restart;
        });
    if (waits || start == operations.rend() || start->limit == limit) return {};
    start->limit = std::move(limit);
    DUNGHAN_TRY(const auto state, deadline::fold(operations, *spec_.rule, *spec_.calendar));
    DeadlineChanged changed{instance.key,   true,
                            *start,         state,
                            instance.owner, basis_of(turn_, frame_, *spec_.definition)};
    turn_.emit(frame_, std::move(changed));
    return {};
  }

  Result<void> reopen() {
    if (latest() == nullptr || latest()->state.status != Status::met) return {};
    DUNGHAN_TRY(const bool reopens, matches(turn_, frame_, spec_.definition->reopen, step_));
    return reopens ? end_deadline(turn_, frame_, latest()->key, OperationKind::reopen)
                   : Result<void>{};
  }

  Result<void> start_by_triggers(const std::string& key) {
    DUNGHAN_TRY(const bool restarts, matches(turn_, frame_, spec_.definition->restart, step_));
    if (restarts) {
      const auto kind =
          turn_.current().deadline(key) != nullptr ? OperationKind::restart : OperationKind::start;
      return start_deadline(turn_, frame_, key, index_, frame_.occasion.at, kind);
    }
    const DeadlineInstance* instance = turn_.current().deadline(key);
    if (instance != nullptr && (instance->state.status != Status::idle || instance->armed_at))
      return {};
    if (spec_.definition->start.wait_for_all) return start_by_last(key);
    for (const Trigger& trigger : spec_.definition->start.any) {
      if (const auto at = arrival(turn_, frame_, spec_, trigger, step_)) {
        return start_deadline(turn_, frame_, key, index_, *at, OperationKind::start);
      }
    }
    return {};
  }

  Result<void> start_by_last(const std::string& key) {
    const auto& triggers = spec_.definition->start.any;
    for (std::size_t number = 0; number < triggers.size(); ++number) {
      const DeadlineInstance* instance = turn_.current().deadline(key);
      const bool came =
          instance != nullptr && number < instance->arrived.size() && instance->arrived[number];
      if (came) continue;
      if (const auto at = arrival(turn_, frame_, spec_, triggers[number], step_)) {
        turn_.emit(frame_, DeadlineArmed{key, static_cast<int>(number), *at});
      }
    }
    const DeadlineInstance* instance = turn_.current().deadline(key);
    if (instance == nullptr || instance->arrived.size() != triggers.size()) return {};
    Instant last{};
    for (const auto& at : instance->arrived) {
      if (!at) return {};
      last = std::max(last, *at);
    }
    return start_deadline(turn_, frame_, key, index_, last, OperationKind::start);
  }

  Turn& turn_;
  const Frame& frame_;
  const StepView& step_;
  int index_;
  const DeadlineSpec& spec_;
};

Result<std::optional<Date>> limit_date(const definition::Limit& limit, const Procedure& procedure,
                                       const rule::Activation& activation) {
  const auto value = rule::evaluate(limit.date, activation);
  if (!value || value->is_null()) return std::optional<Date>();
  if (value->kind() == ValueKind::date) return std::optional(value->as_date());
  if (value->kind() == ValueKind::timestamp)
    return std::optional(procedure.zone().date_of(value->as_timestamp()));
  return fail(ErrorCode::invalid_argument, "`" + limit.date.text() + "` gives no date");
}

Result<void> cancel_tasks(Turn& turn, const Frame& frame, const StepView& step) {
  std::vector<std::string> keys;
  for (const TaskInstance& task : turn.current().tasks) {
    if (task.status != TaskInstance::Status::open) continue;
    const auto& definition =
        *turn.procedure().tasks()[static_cast<std::size_t>(task.spec)].definition;
    DUNGHAN_TRY(const bool cancels, matches(turn, frame, definition.cancel, step));
    if (cancels) keys.push_back(task.key);
  }
  for (const std::string& key : keys) DUNGHAN_TRY_VOID(end_task(turn, frame, key, false));
  return {};
}

}  // namespace

Result<void> deadline_step(Turn& turn, const Frame& frame, const StepView& step) {
  DUNGHAN_TRY_VOID(cancel_tasks(turn, frame, step));
  for (std::size_t index = 0; index < turn.procedure().deadlines().size(); ++index) {
    DUNGHAN_TRY_VOID(OneDeadline(turn, frame, step, static_cast<int>(index)).run());
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
  const bool starts =
      operation.kind == OperationKind::start || operation.kind == OperationKind::restart;
  DeadlineChanged changed{key, false, std::move(operation), *state, {}, {}};
  changed.owner =
      starts || instance == nullptr ? owner_of(turn, frame, spec, key) : instance->owner;
  if (starts) changed.basis = basis_of(turn, frame, *spec.definition);
  turn.emit(frame, std::move(changed));
  return {};
}

Result<void> end_deadline(Turn& turn, const Frame& frame, const std::string& key,
                          OperationKind kind) {
  const DeadlineInstance* instance = turn.current().deadline(key);
  DUNGHAN_CHECK(instance != nullptr);
  const int spec = instance->spec;
  if (kind != OperationKind::reopen && !instance->is_open() &&
      instance->state.status != Status::lapsed)
    return {};
  Operation operation;
  operation.kind = kind;
  operation.at = frame.occasion.at;
  DUNGHAN_TRY_VOID(operate(turn, frame, key, spec, std::move(operation)));
  if (kind == OperationKind::stop)
    turn.raise_later(spec_at(turn, spec).definition->name + ".met", frame.occasion.at);
  return {};
}

Result<void> start_deadline(Turn& turn, const Frame& frame, const std::string& key, int spec_index,
                            Instant at, OperationKind kind) {
  const DeadlineSpec& spec = spec_at(turn, spec_index);
  bool waits = spec.definition->when && !holds_now(turn, frame, *spec.definition->when);
  Operation operation;
  operation.kind = kind;
  operation.at = at;
  if (!waits) {
    const CaseConditions conditions(turn.current(), frame.occasion, turn.facts());
    DUNGHAN_TRY(operation.limit,
                resolve_limit(*spec.definition, turn.procedure(), conditions, waits));
  }
  if (waits) {
    const DeadlineInstance* instance = turn.current().deadline(key);
    if (instance == nullptr || !instance->armed_at) turn.emit(frame, DeadlineArmed{key, -1, at});
    return {};
  }
  operation.basis = basis_of(turn, frame, *spec.definition);
  DUNGHAN_TRY_VOID(operate(turn, frame, key, spec_index, std::move(operation)));
  for (const auto& ground : spec.definition->suspend) {
    if (!names_any(turn, ground.while_states, turn.current().configuration)) continue;
    Operation suspend;
    suspend.kind = OperationKind::suspend;
    suspend.at = at;
    suspend.ground = ground.name;
    return operate(turn, frame, key, spec_index, std::move(suspend));
  }
  return {};
}

Result<bool> matches(const Turn& turn, const Frame& frame, const Triggers& triggers,
                     const StepView& step) {
  for (const Trigger& trigger : triggers.any) {
    switch (trigger.kind) {
      case Trigger::Kind::enter:
        if (names_any(turn, trigger.names, step.entered)) return true;
        break;
      case Trigger::Kind::leave:
        if (names_any(turn, trigger.names, step.left)) return true;
        break;
      case Trigger::Kind::event:
        if (std::find(trigger.names.begin(), trigger.names.end(), step.event) !=
            trigger.names.end())
          return true;
        break;
      case Trigger::Kind::when:
      case Trigger::Kind::date: {
        const CaseConditions conditions(turn.current(), frame.occasion, turn.facts());
        const auto answer = rule::evaluate(trigger.expression, conditions);
        const bool is_there = answer && (answer->kind() == ValueKind::boolean ? answer->as_bool()
                                                                              : !answer->is_null());
        if (is_there) return true;
        break;
      }
    }
  }
  return false;
}

Result<deadline::ResolvedLimit> resolve_limit(const definition::Deadline& definition,
                                              const Procedure& procedure,
                                              const rule::Activation& activation, bool& waits) {
  using From = definition::Limit::Kind;
  using To = deadline::ResolvedLimit::Kind;
  const definition::Limit& limit = definition.limit;
  deadline::ResolvedLimit resolved;
  resolved.period = limit.period;
  resolved.target = definition.target;
  switch (limit.kind) {
    case From::none:
    case From::within: resolved.kind = To::period; break;
    case From::earliest:
      resolved.kind = To::earliest;
      resolved.periods = limit.periods;
      break;
    case From::at_once: resolved.kind = To::at_once; break;
    case From::at_least: resolved.kind = To::at_least; break;
    case From::before: resolved.kind = To::before_date; break;
    case From::after: resolved.kind = To::after_date; break;
    case From::on: resolved.kind = To::on_date; break;
    case From::decide: {
      const rule::DecisionTable* table = procedure.definition().decision(limit.table);
      DUNGHAN_CHECK(table != nullptr);
      DUNGHAN_TRY(const auto outcome, rule::decide_table(*table, activation));
      if (outcome.value.kind() != ValueKind::period) {
        return fail(ErrorCode::invalid_argument,
                    "decision table `" + limit.table + "` gives no period");
      }
      resolved.period = outcome.value.as_period();
      break;
    }
  }
  const bool by_date = resolved.kind == To::before_date || resolved.kind == To::after_date ||
                       resolved.kind == To::on_date;
  if (by_date) {
    DUNGHAN_TRY(resolved.date, limit_date(limit, procedure, activation));
    waits = !resolved.date.has_value();
  }
  return resolved;
}

std::string next_deadline_key(const Case& current_case, const std::string& name) {
  int count = 0;
  for (const DeadlineInstance& deadline : current_case.deadlines)
    count += name_of_key(deadline.key) == name ? 1 : 0;
  return count == 0 ? name : name + "#" + std::to_string(count + 1);
}

}  // namespace dunghan::cases
