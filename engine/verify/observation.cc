// What an exploration notes of each step: what was taken, made, begun, and what went wrong.
#include <algorithm>

#include "engine/cases/turn.h"
#include "engine/verify/exploration.h"
#include "engine/verify/people.h"

namespace dunghan::verify {
namespace {

using cases::DeadlineSpec;
using deadline::OperationKind;

bool is_unanswerable(const Error& error) {
  return error.reason == "guard_failed" &&
         error.message.find("cannot be answered") != std::string::npos;
}

/// Refusals that are the procedure's own answer, and no fault of it.
bool is_an_answer(const Error& error) {
  if (error.code != ErrorCode::refused) return false;
  constexpr std::string_view faults[] = {"decision_gap", "decision_overlap", "unknown_unit",
                                         "endless", "wrong_type"};
  return std::none_of(std::begin(faults), std::end(faults),
                      [&](std::string_view fault) { return error.reason == fault; });
}

bool names_any_of(const std::vector<std::string>& names, const std::vector<std::string>& moved) {
  return std::any_of(moved.begin(), moved.end(), [&](const std::string& state) {
    return std::find(names.begin(), names.end(), state) != names.end();
  });
}

}  // namespace

void Explorer::observe(int from, int step, const Taken& taken) {
  for (const definition::Transition* transition : taken.transitions)
    found_.taken.insert(transition);
  for (const cases::Event& event : taken.events) {
    if (const auto* made = std::get_if<cases::TaskMade>(&event.what))
      found_.tasks_made.insert(subject_.procedure->task_index(cases::name_of_key(made->task)));
    if (const auto* changed = std::get_if<cases::DeadlineChanged>(&event.what)) {
      const int deadline =
          subject_.procedure->deadline_index(cases::name_of_key(changed->deadline));
      found_.deadlines_started.insert(deadline);
      if (!changed->operation.ground.empty())
        found_.grounds_used.emplace(deadline, changed->operation.ground);
    }
    if (const auto* moved = std::get_if<cases::StatesMoved>(&event.what)) {
      // States that are passed within one step are never a node of their own.
      for (const std::string& name : moved->entered) {
        const int state = subject_.definition().state_index(name);
        found_.states_seen.insert(state);
        found_.entered.try_emplace(state, Sighting{from, step, name});
      }
    }
    if (const auto* incident = std::get_if<cases::IncidentRaised>(&event.what))
      found_.incidents.try_emplace(incident->detail, Sighting{from, step, incident->detail});
  }
}

/// Whether the step is to be kept for a timeline though it leads nowhere new.
bool Explorer::shows_something(const Taken& taken, const std::vector<Change>& changes) const {
  const bool cuts = std::any_of(changes.begin(), changes.end(), [&](const Change& change) {
    return change.by_the_end && !found_.cut_off.contains(change.deadline);
  });
  return cuts || std::any_of(taken.events.begin(), taken.events.end(), [&](const auto& event) {
           if (const auto* moved = std::get_if<cases::StatesMoved>(&event.what)) {
             return std::any_of(
                 moved->entered.begin(), moved->entered.end(), [&](const auto& name) {
                   return !found_.entered.contains(subject_.definition().state_index(name));
                 });
           }
           const auto* incident = std::get_if<cases::IncidentRaised>(&event.what);
           return incident != nullptr && !found_.incidents.contains(incident->detail);
         });
}

void Explorer::note_cut_off(int from, int step, const Taken& taken,
                            const std::vector<Change>& changes) {
  for (const Change& change : changes) {
    if (!change.by_the_end) continue;
    found_.cut_off.try_emplace(
        change.deadline, Sighting{from, step, cases::state_text(taken.after, *subject_.procedure)});
  }
}

void Explorer::refused(int node, const cases::Case& before, const Step& step, const Error& error) {
  if (error.code == ErrorCode::calendar_exhausted) {
    found_.calendar_ended = true;
    return;
  }
  const bool endless = error.reason == "endless";
  const bool unanswerable = is_unanswerable(error);
  if (is_an_answer(error) && !unanswerable) return;
  if (endless) {
    // What went round was taken, though the whole was refused.
    cases::Facts watching = facts_;
    watching.on_taken = [this](const definition::Transition& transition) {
      found_.taken.insert(&transition);
    };
    static_cast<void>(take_step_with(before, step, subject_, watching));
    const bool known =
        std::any_of(found_.endless.begin(), found_.endless.end(),
                    [&](const Sighting& sighting) { return sighting.detail == step.subject; });
    if (!known) found_.endless.push_back({node, keep_step(step), step.subject});
    return;
  }
  auto& sightings = unanswerable ? found_.unanswered : found_.broken;
  if (sightings.contains(error.message)) return;
  sightings.emplace(error.message, Sighting{node, keep_step(step), error.message});
}

int Explorer::operation_index(deadline::Operation operation) {
  operation.at = Instant{};
  operation.seq = 0;
  auto& known = found_.operations;
  const auto same = std::find(known.begin(), known.end(), operation);
  if (same != known.end()) return static_cast<int>(same - known.begin());
  known.push_back(std::move(operation));
  return static_cast<int>(known.size()) - 1;
}

std::vector<Change> Explorer::changes_of(const Taken& taken) {
  std::vector<Change> changes;
  for (const cases::Event& event : taken.events) {
    const auto* changed = std::get_if<cases::DeadlineChanged>(&event.what);
    if (changed == nullptr) continue;
    Change change;
    change.deadline = subject_.procedure->deadline_index(cases::name_of_key(changed->deadline));
    if (change.deadline < 0) continue;
    change.kind = changed->operation.kind;
    change.follows = changed->follows;
    if (counted_[static_cast<std::size_t>(change.deadline)])
      change.operation = operation_index(changed->operation);
    if (change.kind == OperationKind::cancel &&
        statechart::is_in_final(subject_.procedure->chart(), taken.after.configuration, 0))
      change.by_the_end = !ends_by_trigger(*taken.after.deadline(changed->deadline), taken);
    changes.push_back(change);
  }
  return changes;
}

/// Whether a trigger of its own ended it with this step, or the step left its state.
bool Explorer::ends_by_trigger(const cases::DeadlineInstance& instance, const Taken& taken) const {
  using Kind = definition::Trigger::Kind;
  const DeadlineSpec& spec =
      subject_.procedure->deadlines()[static_cast<std::size_t>(instance.spec)];
  if (spec.scope != DeadlineSpec::Scope::of_case) return true;
  if (!instance.operations.empty() && !instance.operations.back().ground.empty()) return true;
  std::vector<std::string> entered, left, events;
  for (const cases::Event& event : taken.events) {
    if (const auto* moved = std::get_if<cases::StatesMoved>(&event.what)) {
      entered.insert(entered.end(), moved->entered.begin(), moved->entered.end());
      left.insert(left.end(), moved->left.begin(), moved->left.end());
    }
    if (const auto* act = std::get_if<cases::EventTaken>(&event.what)) events.push_back(act->name);
  }
  for (const auto* triggers : {&spec.definition->cancel, &spec.definition->stop}) {
    for (const definition::Trigger& trigger : triggers->any) {
      if (trigger.kind == Kind::date || trigger.kind == Kind::when) return true;
      const auto& came = trigger.kind == Kind::enter   ? entered
                         : trigger.kind == Kind::leave ? left
                                                       : events;
      if (names_any_of(trigger.names, came)) return true;
    }
  }
  return false;
}

/// Rungs of open deadlines that would be told to nobody: a role whose unit is not known.
void Explorer::look_at_rungs(int node, const cases::Case& state) {
  std::optional<People> people;
  for (const cases::DeadlineInstance& instance : state.deadlines) {
    if (instance.spec < 0 || !instance.is_open()) continue;
    const definition::Deadline& definition =
        *subject_.procedure->deadlines()[static_cast<std::size_t>(instance.spec)].definition;
    for (const definition::Rung& rung : definition.ladder.rungs) {
      for (const std::string& to : rung.to) {
        const std::string role = to == "owner" || to == "owner.head" ? definition.owner : to;
        const auto key = std::pair(instance.spec, role);
        if (role.empty() || found_.untold.contains(key)) continue;
        if (!people)
          people.emplace(state, found_.nodes[static_cast<std::size_t>(node)].now, facts_);
        const auto owner = people->owner_of(role);
        if (owner && !owner->people.empty()) continue;
        found_.untold.emplace(
            key,
            Sighting{node, -1, owner ? std::string("nobody holds it") : owner.error().message});
      }
    }
  }
}

}  // namespace dunghan::verify
