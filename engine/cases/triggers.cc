#include "engine/cases/triggers.h"

#include <algorithm>

#include "engine/deadline/counting_rule.h"

namespace dunghan::cases {
namespace {

using definition::Trigger;
using definition::Triggers;

/// A deemed date ("four days after the postmark") is a plain count of its own, never rolled.
std::optional<Instant> with_offset(const DeadlineSpec& spec, Instant at,
                                   const std::optional<Period>& offset) {
  if (!offset) return at;
  deadline::CountingRule plain;
  plain.roll_forward = deadline::Roll::none;
  const auto due = deadline::due_after(plain, *spec.calendar, at, *offset);
  if (!due) return std::nullopt;
  return due->clock_type ? due->due_at : spec.calendar->zone().start_of(due->due_on);
}

std::optional<Instant> date_of(const DeadlineSpec& spec, const Trigger& trigger,
                               const rule::Activation& conditions) {
  const auto value = rule::evaluate(trigger.expression, conditions);
  if (!value) return std::nullopt;
  if (value->kind() == ValueKind::timestamp)
    return with_offset(spec, value->as_timestamp(), trigger.offset);
  if (value->kind() != ValueKind::date) return std::nullopt;
  return with_offset(spec, spec.calendar->zone().start_of(value->as_date()), trigger.offset);
}

/// Whether a date of `list` at `at` is one for the deadline as it stands, and not an old one: one
/// that already started or restarted the run, or lies before it.
bool concerns(TriggerList list, const DeadlineInstance* instance, Instant at) {
  if (list == TriggerList::start || instance == nullptr) return true;
  const auto& state = instance->state;
  switch (list) {
    case TriggerList::restart: return !state.started_at || at > *state.started_at;
    case TriggerList::reopen: return state.ended_at && at > *state.ended_at;
    default: return !state.started_at || at >= *state.started_at;
  }
}

bool has_arrived(const DeadlineInstance* instance, TriggerList list, std::size_t number) {
  if (instance == nullptr) return false;
  const auto& arrived = instance->arrived[static_cast<std::size_t>(list)];
  return number < arrived.size() && arrived[number].has_value();
}

// Whether the deadline, as it stands, still listens to the list.
bool listens(const DeadlineInstance* instance, const DeadlineSpec& spec, TriggerList list) {
  const auto& triggers = triggers_of(*spec.definition, list);
  if (list == TriggerList::start) {
    const bool idle = instance == nullptr ||
                      (instance->state.status == deadline::Status::idle && !instance->armed_at);
    return idle && (triggers.any.size() > 1 || triggers.wait_for_all);
  }
  if (instance == nullptr) return list == TriggerList::restart;
  switch (list) {
    case TriggerList::restart: return true;
    case TriggerList::reopen: return instance->state.status == deadline::Status::met;
    default: return instance->is_open() || instance->armed_at.has_value();
  }
}

}  // namespace

const definition::Triggers& triggers_of(const definition::Deadline& definition, TriggerList list) {
  switch (list) {
    case TriggerList::start: return definition.start;
    case TriggerList::stop: return definition.stop;
    case TriggerList::cancel: return definition.cancel;
    case TriggerList::restart: return definition.restart;
    case TriggerList::reopen: break;
  }
  return definition.reopen;
}

bool names_any(const Procedure& procedure, const std::vector<std::string>& names,
               const std::vector<int>& states) {
  return std::any_of(states.begin(), states.end(), [&](int state) {
    return std::find(names.begin(), names.end(), procedure.state(state).name) != names.end();
  });
}

bool holds_now(Turn& turn, const Frame& frame, const rule::Expression& condition) {
  const auto answer =
      holds(condition, CaseConditions(turn.current(), frame.occasion, turn.facts()));
  if (!answer) turn.incident(frame, "condition_erred", answer.error().message);
  return answer.value_or(false);
}

std::optional<Instant> start_by_date(const Turn& turn, const Frame& frame,
                                     const DeadlineSpec& spec) {
  const Triggers& start = spec.definition->start;
  if (start.any.size() != 1 || start.any[0].kind != Trigger::Kind::date || start.wait_for_all)
    return std::nullopt;
  return date_of(spec, start.any[0], CaseConditions(turn.current(), frame.occasion, turn.facts()));
}

bool DeadlineTriggers::begins_to_hold(const Trigger& trigger) const {
  const auto& held = turn_.held();
  return std::find(held.begin(), held.end(), &trigger) == held.end();
}

std::optional<Instant> DeadlineTriggers::arrival(TriggerList list, const Trigger& trigger,
                                                 bool alone) {
  const auto at_step = [&](bool comes) {
    return comes ? std::optional(frame_.occasion.at) : std::nullopt;
  };
  switch (trigger.kind) {
    case Trigger::Kind::enter:
      return at_step(names_any(turn_.procedure(), trigger.names, step_.entered));
    case Trigger::Kind::leave:
      return at_step(names_any(turn_.procedure(), trigger.names, step_.left));
    case Trigger::Kind::event:
      return at_step(std::find(trigger.names.begin(), trigger.names.end(), step_.event) !=
                     trigger.names.end());
    case Trigger::Kind::when: {
      const bool holds = holds_now(turn_, frame_, trigger.expression);
      const bool once = list == TriggerList::restart || list == TriggerList::reopen;
      return at_step(holds && (!once || begins_to_hold(trigger)));
    }
    case Trigger::Kind::date: break;
  }
  const auto at =
      date_of(spec_, trigger, CaseConditions(turn_.current(), frame_.occasion, turn_.facts()));
  if (!at) return std::nullopt;
  const bool may_lie_ahead = list == TriggerList::start && alone;
  if (*at > frame_.occasion.at && !may_lie_ahead) return std::nullopt;
  const DeadlineInstance* instance = turn_.current().latest_deadline(spec_.definition->name);
  return concerns(list, instance, *at) ? at : std::nullopt;
}

std::optional<Instant> DeadlineTriggers::comes(TriggerList list, const std::string& key) {
  const Triggers& triggers = triggers_of(*spec_.definition, list);
  std::optional<Instant> first;
  const bool alone = triggers.any.size() == 1 && !triggers.wait_for_all;
  for (std::size_t number = 0; number < triggers.any.size(); ++number) {
    if (triggers.wait_for_all && has_arrived(turn_.current().deadline(key), list, number)) continue;
    const auto at = arrival(list, triggers.any[number], alone);
    if (!at) continue;
    if (triggers.wait_for_all) {
      turn_.emit(frame_, DeadlineArmed{key, static_cast<int>(number), *at, list, false});
    }
    first = first ? std::min(*first, *at) : at;
  }
  if (!triggers.wait_for_all) return first;
  const DeadlineInstance* instance = turn_.current().deadline(key);
  std::optional<Instant> last;
  for (std::size_t number = 0; number < triggers.any.size(); ++number) {
    if (!has_arrived(instance, list, number)) return std::nullopt;
    const Instant at = *instance->arrived[static_cast<std::size_t>(list)][number];
    last = last ? std::max(*last, at) : at;
  }
  return last;
}

bool cancels_task(Turn& turn, const Frame& frame, const Triggers& triggers, const StepView& step) {
  return std::any_of(triggers.any.begin(), triggers.any.end(), [&](const Trigger& trigger) {
    switch (trigger.kind) {
      case Trigger::Kind::enter: return names_any(turn.procedure(), trigger.names, step.entered);
      case Trigger::Kind::leave: return names_any(turn.procedure(), trigger.names, step.left);
      case Trigger::Kind::event:
        return std::find(trigger.names.begin(), trigger.names.end(), step.event) !=
               trigger.names.end();
      case Trigger::Kind::when: return holds_now(turn, frame, trigger.expression);
      case Trigger::Kind::date: break;
    }
    DeadlineSpec by_case_calendar;
    by_case_calendar.calendar = &turn.procedure().calendar();
    const auto at = date_of(by_case_calendar, trigger,
                            CaseConditions(turn.current(), frame.occasion, turn.facts()));
    return at && *at <= frame.occasion.at;
  });
}

std::vector<AwaitedDate> awaited_dates(const Case& current_case, const Facts& facts) {
  std::vector<AwaitedDate> dates;
  if (statechart::is_in_final(facts.procedure->chart(), current_case.configuration, 0))
    return dates;  // what has ended begins nothing, though its tasks may keep it open
  Occasion occasion;
  occasion.at = current_case.last_act_at;
  const CaseConditions conditions(current_case, occasion, facts);
  const auto& specs = facts.procedure->deadlines();
  for (std::size_t index = 0; index < specs.size(); ++index) {
    const DeadlineSpec& spec = specs[index];
    if (spec.gone) continue;
    const bool of_active_state = spec.scope == DeadlineSpec::Scope::of_state &&
                                 statechart::is_active(current_case.configuration, spec.state);
    if (spec.scope != DeadlineSpec::Scope::of_case && !of_active_state) continue;
    const DeadlineInstance* instance = current_case.latest_deadline(spec.definition->name);
    for (const TriggerList list : trigger_lists) {
      if (!listens(instance, spec, list)) continue;
      const Triggers& triggers = triggers_of(*spec.definition, list);
      for (std::size_t number = 0; number < triggers.any.size(); ++number) {
        const Trigger& trigger = triggers.any[number];
        if (trigger.kind != Trigger::Kind::date ||
            (triggers.wait_for_all && has_arrived(instance, list, number)))
          continue;
        const auto at = date_of(spec, trigger, conditions);
        if (at && *at > current_case.last_act_at && concerns(list, instance, *at))
          dates.push_back({*at, static_cast<int>(index), spec.definition->name});
      }
    }
  }
  return dates;
}

std::vector<const Trigger*> Turn::holding() const {
  std::vector<const Trigger*> held;
  if (current_.seq == 0) return held;
  Occasion occasion;
  occasion.at = current_.last_act_at;
  std::optional<CaseConditions> conditions;
  for (const DeadlineSpec& spec : procedure().deadlines()) {
    if (spec.gone) continue;
    for (const Triggers* triggers : {&spec.definition->restart, &spec.definition->reopen}) {
      for (const Trigger& trigger : triggers->any) {
        if (trigger.kind != Trigger::Kind::when) continue;
        if (!conditions) conditions.emplace(current_, occasion, facts_);
        if (holds(trigger.expression, *conditions).value_or(false)) held.push_back(&trigger);
      }
    }
  }
  return held;
}

}  // namespace dunghan::cases
