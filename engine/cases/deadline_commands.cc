#include "engine/cases/deadline_commands.h"

#include <algorithm>

#include "engine/cases/fields.h"

namespace dunghan::cases {
namespace {

using deadline::Operation;
using deadline::OperationKind;
using deadline::Status;

template <class Grounds>
std::string names_of(const Grounds& grounds) {
  std::string names;
  for (const auto& ground : grounds) names += (names.empty() ? "" : ", ") + ground.name;
  return names.empty() ? "none" : names;
}

std::string deadline_names(const Case& current_case) {
  std::string names;
  for (const DeadlineInstance& deadline : current_case.deadlines) {
    if (deadline.is_open()) names += (names.empty() ? "" : ", ") + deadline.key;
  }
  return names.empty() ? "none" : names;
}

struct Target {
  std::string key;
  int index = -1;
  const DeadlineSpec* spec = nullptr;
};

Result<Target> find_target(const Turn& turn, const std::string& name) {
  const DeadlineInstance* instance = turn.current().deadline(name);
  if (instance == nullptr) instance = turn.current().latest_deadline(name);
  if (instance == nullptr || instance->spec < 0) {
    return fail(ErrorCode::not_found, "the case has no deadline `" + name + "`",
                "running: " + deadline_names(turn.current()));
  }
  return Target{instance->key, instance->spec,
                &turn.procedure().deadlines()[static_cast<std::size_t>(instance->spec)]};
}

Result<void> check_permission(const Turn& turn, const Frame& frame,
                              const std::vector<std::string>& by, const std::string& act) {
  if (may_act(turn, frame, by)) return {};
  std::string roles;
  for (const std::string& role : by) roles += (roles.empty() ? "" : ", ") + role;
  return refuse("not_permitted", act + " may not be done by " + frame.actor.id + ": it is for " +
                                     (roles.empty() ? "nobody" : roles));
}

Result<void> check_fields(const Frame& frame, const std::vector<definition::Need>& needs,
                          const std::string& act) {
  std::string missing;
  for (const auto& need : needs) {
    const Value* value = find(frame.occasion.fields, need.field.name);
    const bool by_reason = need.field.name == "reason" && !frame.reason.empty();
    if ((value == nullptr || value->is_null()) && !by_reason)
      missing += (missing.empty() ? "" : ", ") + need.field.name;
  }
  if (missing.empty()) return {};
  return refuse("needs_missing", act + " needs " + missing, "give it: --with " + missing + "=…");
}

Result<void> check_condition(const Turn& turn, const Frame& frame,
                             const std::optional<rule::Expression>& when, const std::string& act) {
  if (!when) return {};
  const auto answer = holds(*when, CaseConditions(turn.current(), frame.occasion, turn.facts()));
  if (answer && *answer) return {};
  return refuse("guard_failed",
                act + " is refused: its condition `" + when->text() + "` " +
                    (answer ? "does not hold" : "cannot be answered: " + answer.error().message));
}

// The act itself goes on record, with what came with it, before the deadline moves.
void record_act(Turn& turn, const Frame& frame) {
  SplitFields split = split_fields(turn.procedure(), frame.occasion.fields);
  turn.emit(frame, EventTaken{frame.occasion.event, std::move(split.facts), std::move(split.body),
                              frame.reason});
  store_fields(turn, frame);
}

std::string act_name(const std::string& verb, const std::string& deadline,
                     const std::string& ground) {
  return "to " + verb + " `" + deadline + "`" +
         (ground.empty() ? "" : " by ground `" + ground + "`");
}

Frame as_act(const Frame& frame, const std::string& name, const Map& fields) {
  Frame act = frame;
  act.occasion.event = name;
  act.occasion.fields = fields;
  return act;
}

// The step that a command on a deadline is: no state moves, yet other deadlines may listen to it or
// to the data it brought.
Result<void> after_act(Turn& turn, const Frame& act, const std::vector<definition::Task>& tasks) {
  StepView view;
  view.before = turn.current().configuration;
  view.event = act.occasion.event;
  DUNGHAN_TRY_VOID(deadline_step(turn, act, view));
  DUNGHAN_TRY_VOID(make_tasks(turn, act, tasks));
  clear_deadlines(turn, act);
  return {};
}

Result<const definition::SuspendGround*> suspend_ground(const Target& target,
                                                        const std::string& name) {
  const auto& grounds = target.spec->definition->suspend;
  for (const auto& ground : grounds) {
    if (ground.name == name && ground.while_states.empty()) return &ground;
  }
  return fail(ErrorCode::not_found,
              "deadline `" + target.key + "` has no ground `" + name + "` to suspend it",
              "grounds: " + names_of(grounds));
}

// As the deadline stands in law at the instant of the act, whatever was recorded of later days: a
// suspension or an extension of a day before its end may be typed in after it.
Result<deadline::DeadlineState> state_at(const Turn& turn, const Target& target, Instant at) {
  const DeadlineInstance& instance = *turn.current().deadline(target.key);
  if (instance.is_open()) return instance.state;
  return deadline::fold_as_of(instance.operations, *target.spec->rule, *target.spec->calendar, at);
}

Failure not_running(const Target& target, const deadline::DeadlineState& state) {
  return refuse("not_running", "`" + target.key + "` is not running: it is " +
                                   std::string(deadline::name_of(state.status)));
}

bool is_running(const deadline::DeadlineState& state) {
  return state.status == Status::running || state.status == Status::suspended;
}

int suspensions_by(const DeadlineInstance& instance, const std::string& ground) {
  return static_cast<int>(std::count_if(
      instance.operations.begin(), instance.operations.end(), [&](const Operation& operation) {
        return operation.kind == OperationKind::suspend && operation.ground == ground;
      }));
}

// ---- extending
// ----------------------------------------------------------------------------------------------------------------

Result<const definition::ExtendGround*> extend_ground(const Turn& turn, const Frame& frame,
                                                      const Target& target,
                                                      const std::string& name) {
  const auto& grounds = target.spec->definition->extend;
  if (grounds.empty())
    return refuse("not_extendable", "deadline `" + target.key +
                                        "` cannot be extended: the procedure gives no ground");
  const CaseConditions conditions(turn.current(), frame.occasion, turn.facts());
  std::string why;
  for (const auto& ground : grounds) {
    if (!name.empty() && ground.name != name) continue;
    if (!ground.when) return &ground;
    const auto answer = holds(*ground.when, conditions);
    if (answer && *answer) return &ground;
    why = "ground `" + ground.name + "` asks that " + ground.when->text();
  }
  if (why.empty()) {
    return fail(ErrorCode::not_found,
                "deadline `" + target.key + "` has no ground `" + name + "` to extend it",
                "grounds: " + names_of(grounds));
  }
  return refuse("guard_failed", act_name("extend", target.key, name) + " is refused: " + why);
}

Result<Period> allowed_amount(const Turn& turn, const Frame& frame,
                              const definition::ExtendGround& ground) {
  if (ground.amount.kind != definition::Limit::Kind::decide) return ground.amount.period;
  const rule::DecisionTable* table = turn.procedure().definition().decision(ground.amount.table);
  if (table == nullptr)
    return fail(ErrorCode::not_found, "no decision table `" + ground.amount.table + "`");
  DUNGHAN_TRY(
      const auto outcome,
      rule::decide_table(*table, CaseConditions(turn.current(), frame.occasion, turn.facts())));
  if (outcome.value.kind() != ValueKind::period)
    return fail(ErrorCode::invalid_argument,
                "decision table `" + ground.amount.table + "` gives no period");
  return outcome.value.as_period();
}

Result<deadline::DeadlineState> folded_with(const DeadlineInstance& instance,
                                            const DeadlineSpec& spec, const Operation& operation) {
  auto operations = instance.operations;
  operations.push_back(operation);
  return deadline::fold(operations, *spec.rule, *spec.calendar);
}

// A date that lies before what is left anyway prolongs nothing, and would be counted as an
// extension.
Result<void> check_prolongs(const DeadlineInstance& instance, const Target& target,
                            const Operation& asked) {
  DUNGHAN_TRY(const auto wanted, folded_with(instance, *target.spec, asked));
  if (!wanted.due || !instance.state.due || wanted.due->due_at > instance.state.due->due_at)
    return {};
  return refuse("extension_too_short", act_name("extend", target.key, asked.ground) + " until " +
                                           to_text(*asked.until) +
                                           " prolongs nothing: it is due on " +
                                           to_text(instance.state.due->due_on) + " already");
}

// The extension asked for, where it stays within what the ground allows; compared by the due dates
// they lead to, so that amounts in different units can be compared at all.
Result<Operation> extension(const Turn& turn, const Frame& frame, const Target& target,
                            const definition::ExtendGround& ground, const ExtendDeadline& command) {
  const DeadlineInstance& instance = *turn.current().deadline(target.key);
  Operation asked;
  asked.kind = OperationKind::extend;
  asked.at = frame.occasion.at;
  asked.seq = turn.current().seq + 1;
  asked.ground = ground.name;
  asked.basis = ground.basis.text;
  if (ground.kind == definition::ExtendGround::Kind::until_date) {
    if (!command.until)
      return refuse("needs_missing",
                    act_name("extend", target.key, ground.name) + " needs the agreed date",
                    "give it: --until DATE");
    asked.until = command.until;
    DUNGHAN_TRY_VOID(check_prolongs(instance, target, asked));
    return asked;
  }
  DUNGHAN_TRY(const Period amount, allowed_amount(turn, frame, ground));
  Operation most = asked;
  (ground.kind == definition::ExtendGround::Kind::total ? most.total : most.by) = amount;
  if (!command.by && !command.until) return most;
  asked.by = command.by;
  asked.until = command.until;
  if (command.until) DUNGHAN_TRY_VOID(check_prolongs(instance, target, asked));
  DUNGHAN_TRY(const auto wanted, folded_with(instance, *target.spec, asked));
  DUNGHAN_TRY(const auto allowed, folded_with(instance, *target.spec, most));
  if (wanted.due && allowed.due && wanted.due->due_at > allowed.due->due_at) {
    const std::string kind =
        ground.kind == definition::ExtendGround::Kind::total ? " in all" : " each time";
    return refuse("extension_too_long", act_name("extend", target.key, ground.name) +
                                            " so far would lead to " + to_text(wanted.due->due_on) +
                                            "; allowed is " + to_text(amount) + kind +
                                            ", that is " + to_text(allowed.due->due_on));
  }
  return asked;
}

}  // namespace

Result<void> suspend_deadline(Turn& turn, const Frame& frame, const SuspendDeadline& command) {
  DUNGHAN_TRY(const Target target, find_target(turn, command.deadline));
  DUNGHAN_TRY(const definition::SuspendGround* ground, suspend_ground(target, command.ground));
  const std::string act = act_name("suspend", target.key, ground->name);
  const Frame taken = as_act(frame, target.key + ".suspend", command.fields);
  DUNGHAN_TRY_VOID(check_permission(turn, taken, ground->by, act));
  DUNGHAN_TRY_VOID(check_condition(turn, taken, ground->when, act));
  DUNGHAN_TRY_VOID(check_fields(taken, ground->needs, act));
  const DeadlineInstance& instance = *turn.current().deadline(target.key);
  DUNGHAN_TRY(const auto state, state_at(turn, target, frame.occasion.at));
  if (state.status == Status::suspended)
    return refuse("not_running", "`" + target.key + "` is suspended already");
  if (!is_running(state)) return not_running(target, state);
  if (ground->times && suspensions_by(instance, ground->name) >= *ground->times) {
    return refuse("suspended_too_often", act + " is allowed " + std::to_string(*ground->times) +
                                             " times, and was done so often");
  }
  Operation operation;
  operation.kind = OperationKind::suspend;
  operation.at = frame.occasion.at;
  operation.ground = ground->name;
  operation.first_day_counts = ground->first_day_counts;
  operation.last_day_counts = ground->last_day_counts;
  operation.at_most = ground->at_most;
  operation.basis = ground->basis.text;
  record_act(turn, taken);
  DUNGHAN_TRY_VOID(operate(turn, taken, target.key, target.index, std::move(operation)));
  return after_act(turn, taken, ground->tasks);
}

Result<void> resume_deadline(Turn& turn, const Frame& frame, const ResumeDeadline& command) {
  DUNGHAN_TRY(const Target target, find_target(turn, command.deadline));
  const DeadlineInstance& instance = *turn.current().deadline(target.key);
  const auto last = std::find_if(
      instance.operations.rbegin(), instance.operations.rend(),
      [](const Operation& operation) { return operation.kind == OperationKind::suspend; });
  DUNGHAN_TRY(const auto state, state_at(turn, target, frame.occasion.at));
  if (state.status != Status::suspended || last == instance.operations.rend()) {
    return refuse("not_suspended", "`" + target.key + "` is not suspended: it is " +
                                       std::string(deadline::name_of(state.status)));
  }
  if (!command.ground.empty() && command.ground != last->ground) {
    return refuse("not_suspended", "`" + target.key + "` is suspended by ground `" + last->ground +
                                       "`, not by `" + command.ground + "`");
  }
  DUNGHAN_TRY(const definition::SuspendGround* ground, suspend_ground(target, last->ground));
  const std::string act = act_name("resume", target.key, ground->name);
  const Frame taken = as_act(frame, target.key + ".resume", command.fields);
  DUNGHAN_TRY_VOID(check_permission(
      turn, taken, ground->resume.by.empty() ? ground->by : ground->resume.by, act));
  DUNGHAN_TRY_VOID(check_fields(taken, ground->resume.needs, act));
  Operation operation;
  operation.kind = OperationKind::resume;
  operation.at = frame.occasion.at;
  operation.ground = ground->name;
  record_act(turn, taken);
  DUNGHAN_TRY_VOID(operate(turn, taken, target.key, target.index, std::move(operation)));
  return after_act(turn, taken, ground->resume.tasks);
}

Result<void> extend_deadline(Turn& turn, const Frame& frame, const ExtendDeadline& command) {
  DUNGHAN_TRY(const Target target, find_target(turn, command.deadline));
  const Frame taken = as_act(frame, target.key + ".extend", command.fields);
  DUNGHAN_TRY(const definition::ExtendGround* ground,
              extend_ground(turn, taken, target, command.ground));
  const std::string act = act_name("extend", target.key, ground->name);
  DUNGHAN_TRY_VOID(check_permission(turn, taken, ground->by, act));
  DUNGHAN_TRY_VOID(check_fields(taken, ground->needs, act));
  DUNGHAN_TRY(const auto state, state_at(turn, target, frame.occasion.at));
  if (!is_running(state)) return not_running(target, state);
  if (ground->times && state.times_extended >= *ground->times) {
    return refuse("extended_too_often", act + " is allowed " + std::to_string(*ground->times) +
                                            " times; it was extended " +
                                            std::to_string(state.times_extended) + " times");
  }
  if (!ground->any_time && deadline::is_overdue(state, frame.occasion.at)) {
    return refuse("extension_too_late",
                  act + " is too late: it was due on " + to_text(state.due->due_on) +
                      ", and an extension must be decided before that has passed");
  }
  DUNGHAN_TRY(Operation operation, extension(turn, taken, target, *ground, command));
  record_act(turn, taken);
  DUNGHAN_TRY_VOID(operate(turn, taken, target.key, target.index, std::move(operation)));
  for (const auto& letter : ground->notify)
    DUNGHAN_TRY_VOID(send_letter(turn, taken, letter, "notice", {}));
  return after_act(turn, taken, ground->tasks);
}

}  // namespace dunghan::cases
