#include "engine/verify/liveness.h"

#include <algorithm>

#include "engine/definition/chart_walk.h"

namespace dunghan::verify {
namespace {

using cases::DeadlineSpec;
using definition::Transition;

void enter(const definition::WorkflowDefinition& definition, const Transition& transition,
           std::vector<int>& to_visit) {
  if (transition.to.empty()) return;
  const int target = definition.state_index(transition.to);
  for (const int state : definition::active_after_entering(definition, target))
    to_visit.push_back(state);
  if (!transition.to_history) return;
  // Whatever lay inside when it was left may come back.
  for (std::size_t i = 0; i < definition.states.size(); ++i) {
    if (definition::lies_in(definition, static_cast<int>(i), target))
      to_visit.push_back(static_cast<int>(i));
  }
}

DeadlineAsked asked_by(const std::set<std::string>& attributes) {
  DeadlineAsked asked;
  for (const std::string& attribute : attributes) {
    const bool all = attribute.empty();
    asked.times = asked.times || all || attribute == "times_extended";
    asked.late = asked.late || all || attribute == "late" || attribute == "early";
    asked.status = asked.status || (attribute != "overdue" && attribute != "times_extended");
    asked.overdue = true;
  }
  return asked;
}

}  // namespace

bool ended_by_its_condition(const cases::DeadlineInstance& instance) {
  return instance.state.status == deadline::Status::cancelled && !instance.operations.empty() &&
         instance.operations.back().ground == "when";
}

bool is_armed(const cases::DeadlineInstance& instance) {
  return instance.state.status == deadline::Status::idle && instance.armed_at.has_value();
}

Liveness::Liveness(const cases::Procedure& procedure, std::vector<bool> counted)
    : procedure_(procedure), counted_(std::move(counted)) {
  collect();
  find_decisive();
  const std::vector<bool> everywhere(procedure_.definition().states.size(), true);
  const Live live = live_in(cases::Case{}, everywhere);
  for (std::size_t i = 0; i < procedure_.deadlines().size(); ++i) {
    const auto scope = procedure_.deadlines()[i].scope;
    const bool owed =
        scope == DeadlineSpec::Scope::of_case || scope == DeadlineSpec::Scope::of_state;
    inert_.push_back(owed && !counted_[i] && !live.watched[i] && !live.deadlines[i].any());
  }
}

bool Liveness::is_inert(int deadline) const {
  return inert_[static_cast<std::size_t>(deadline)];
}

/// A value that is only ever copied on, into fields that nobody asks for, decides nothing.
void Liveness::find_decisive() {
  for (const Reader& reader : readers_) {
    if (reader.sets.empty())
      decisive_.insert(reader.reads.fields.begin(), reader.reads.fields.end());
  }
  for (std::size_t before = 0; before != decisive_.size();) {
    before = decisive_.size();
    for (const Reader& reader : readers_) {
      if (decisive_.contains(reader.sets))
        decisive_.insert(reader.reads.fields.begin(), reader.reads.fields.end());
    }
  }
  std::erase_if(readers_, [this](const Reader& reader) {
    return !reader.sets.empty() && !decisive_.contains(reader.sets);
  });
}

void Liveness::collect() {
  const definition::WorkflowDefinition& definition = procedure_.definition();
  // Who acts may rest on the data; it is no reason to tell two cases apart.
  for (const definition::Role& role : definition.roles) reads_.add(reads_of(role.unit, definition));
  int index = 0;
  for (const DeadlineSpec& spec : procedure_.deadlines()) {
    of_deadline(*spec.definition, spec.state, index);
    ++index;
  }
  for (std::size_t i = 0; i < definition.states.size(); ++i) {
    const definition::State& state = definition.states[i];
    const int at = static_cast<int>(i);
    if (state.region_when) condition(state.region_when, state.parent);
    of_actions(state.entry, at);
    of_actions(state.exit, at);
    for (const definition::Task& task : state.tasks) of_task(task, at);
  }
  definition::each_transition(definition, [&](int state, const Transition& transition) {
    of_transition(transition, state);
    if (!transition.event.empty()) hearers_[transition.event].push_back(state);
  });
  definition::each_task(definition, [&](const definition::Task& task) {
    reads_.add(reads_of(task.cancel, definition));
    if (task.when) reads_.add(reads_of(*task.when, definition));
    // What may call a task off can come at any time.
    reads_at(reads_of(task.cancel, definition), 0);
    const int done = task.not_by.empty() ? -1 : procedure_.task_index(task.not_by);
    const int self = procedure_.task_index(task.name);
    if (done >= 0 && self >= 0)
      remembered_.push_back({done, procedure_.tasks()[static_cast<std::size_t>(self)].state});
  });
}

void Liveness::of_deadline(const definition::Deadline& deadline, int state, int index) {
  const auto& definition = procedure_.definition();
  const int life = state >= 0 ? -1 : index;
  condition(deadline.when, state, life);
  // How long a limit is decides dates, and dates by themselves nothing: but where limits are
  // summed.
  const auto length_at = [&](const definition::Limit& limit) {
    if (counted_[static_cast<std::size_t>(index)])
      reads_at(reads_of(limit, definition), state, life);
    else
      reads_.add(reads_of(limit, definition));
  };
  length_at(deadline.limit);
  for (const auto* triggers :
       {&deadline.start, &deadline.stop, &deadline.cancel, &deadline.restart, &deadline.reopen}) {
    reads_at(reads_of(*triggers, definition), state, life);
    for (const definition::Trigger& trigger : triggers->any) {
      if (trigger.kind == definition::Trigger::Kind::when)
        condition(trigger.expression, state, life);
    }
  }
  for (const auto& ground : deadline.suspend) condition(ground.when, state, life);
  for (const definition::Rung& rung : deadline.ladder.rungs) of_roles(rung.to, std::max(state, 0));
  of_roles({deadline.owner}, std::max(state, 0));
  for (const auto& ground : deadline.extend) {
    condition(ground.when, state, life);
    length_at(ground.amount);
  }
}

void Liveness::of_task(const definition::Task& task, int state) {
  condition(task.when, state);
  of_roles({task.role}, state);
}

/// Who may act can rest on the data.
void Liveness::of_roles(const std::vector<std::string>& roles, int state) {
  for (const std::string& name : roles) {
    const definition::Role* role = procedure_.definition().role(name);
    if (role == nullptr) continue;
    Reads reads = reads_of(role->unit, procedure_.definition());
    if (reads.fields.empty()) continue;
    reads_.add(reads);
    readers_.push_back({state, -1, std::move(reads), nullptr, {}});
  }
}

bool Liveness::decides(const std::string& field) const {
  return decide_.contains(field);
}

void Liveness::of_actions(const std::vector<definition::Action>& actions, int state) {
  const auto& definition = procedure_.definition();
  for (const definition::Action& action : actions) {
    if (action.value) {
      reads_at(reads_of(*action.value, definition), state);
      readers_.back().sets = action.name;
    }
    if (action.unit) reads_at(reads_of(*action.unit, definition), state);
  }
}

void Liveness::of_transition(const Transition& transition, int state) {
  condition(transition.when, state);
  of_roles(transition.by, state);
  of_actions(transition.actions, state);
  for (const definition::Task& task : transition.tasks) of_task(task, state);
  if (transition.hand_to) reads_at(reads_of(*transition.hand_to, procedure_.definition()), state);
}

void Liveness::condition(const std::optional<rule::Expression>& when, int state, int deadline) {
  if (!when) return;
  reads_at(reads_of(*when, procedure_.definition()), state, deadline);
  readers_.back().condition = &*when;
  asks_unit_ = asks_unit_ || readers_.back().reads.unit;
}

void Liveness::reads_at(Reads reads, int state, int deadline) {
  reads_.add(reads);
  decide_.insert(reads.fields.begin(), reads.fields.end());
  decide_.insert(reads.of_event.begin(), reads.of_event.end());
  readers_.push_back({state, deadline, std::move(reads), nullptr, {}});
}

std::vector<Value> Liveness::literals_beside(const std::string& name) const {
  std::vector<Value> values;
  for (const Reader& reader : readers_) {
    if (!reader.reads.fields.contains(name) && !reader.reads.of_event.contains(name)) continue;
    for (const Value& literal : reader.reads.literals) {
      if (std::find(values.begin(), values.end(), literal) == values.end())
        values.push_back(literal);
    }
  }
  return values;
}

const std::vector<bool>& Liveness::reachable_from(
    const statechart::Configuration& configuration) const {
  const auto known = reachable_.find(configuration);
  if (known != reachable_.end()) return known->second;
  const auto& definition = procedure_.definition();
  std::vector<bool> reached(definition.states.size(), false);
  std::vector<int> to_visit(configuration.begin(), configuration.end());
  while (!to_visit.empty()) {
    const int index = to_visit.back();
    to_visit.pop_back();
    if (reached[static_cast<std::size_t>(index)]) continue;
    reached[static_cast<std::size_t>(index)] = true;
    const definition::State& state = procedure_.state(index);
    for (const Transition& transition : state.on) enter(definition, transition, to_visit);
    for (const Transition& transition : state.always) enter(definition, transition, to_visit);
    for (const auto& after : state.after) enter(definition, after.transition, to_visit);
    if (state.done) enter(definition, *state.done, to_visit);
  }
  return reachable_.emplace(configuration, std::move(reached)).first->second;
}

bool Liveness::is_alive(const cases::Case& state, int deadline,
                        const std::vector<bool>& reachable) const {
  const DeadlineSpec& spec = procedure_.deadlines()[static_cast<std::size_t>(deadline)];
  const definition::Deadline& definition = *spec.definition;
  if (!definition.restart.empty() || !definition.reopen.empty()) return true;
  const cases::DeadlineInstance* instance = state.latest_deadline(definition.name);
  if (instance != nullptr &&
      (instance->is_open() || is_armed(*instance) || ended_by_its_condition(*instance)))
    return true;
  const bool idle = instance == nullptr || instance->state.status == deadline::Status::idle;
  if (!idle && spec.scope == DeadlineSpec::Scope::of_case) return false;
  // It has not begun: alive where something that begins it may still come.
  return std::any_of(definition.start.any.begin(), definition.start.any.end(),
                     [&](const definition::Trigger& trigger) {
                       if (trigger.kind != definition::Trigger::Kind::enter) return true;
                       return std::any_of(
                           trigger.names.begin(), trigger.names.end(), [&](const auto& name) {
                             const int index = procedure_.definition().state_index(name);
                             return index >= 0 && reachable[static_cast<std::size_t>(index)];
                           });
                     });
}

const Live& Liveness::of(const cases::Case& state) const {
  const std::vector<bool>& reachable = reachable_from(state.configuration);
  std::vector<bool> alive;
  for (std::size_t i = 0; i < procedure_.deadlines().size(); ++i)
    alive.push_back(is_alive(state, static_cast<int>(i), reachable));
  auto key = std::pair(state.configuration, std::move(alive));
  const auto known = live_.find(key);
  if (known != live_.end()) return known->second;
  Live live = live_in(state, reachable);
  return live_.emplace(std::move(key), std::move(live)).first->second;
}

Live Liveness::live_in(const cases::Case& state, const std::vector<bool>& reachable) const {
  const auto& definition = procedure_.definition();
  Live live;
  live.states = reachable;
  live.fields.resize(definition.data.size());
  live.answers.resize(definition.data.size());
  live.deadlines.resize(procedure_.deadlines().size());
  live.watched.resize(procedure_.deadlines().size());
  live.tasks.resize(procedure_.tasks().size());
  std::vector<const Reader*> readers;
  for (const Reader& reader : readers_) {
    if (reader.state >= 0 && !reachable[static_cast<std::size_t>(reader.state)]) continue;
    if (reader.deadline >= 0 && !is_alive(state, reader.deadline, reachable)) continue;
    readers.push_back(&reader);
    mark_read(reader, live);
  }
  reduce_fields(readers, live);
  for (const Remembered& one : remembered_) {
    const bool may_come = one.state < 0 || reachable[static_cast<std::size_t>(one.state)];
    if (may_come) live.doers.push_back(one.task);
  }
  mark_heard(reachable, live);
  return live;
}

void Liveness::mark_read(const Reader& reader, Live& live) const {
  const auto& definition = procedure_.definition();
  for (std::size_t i = 0; i < definition.data.size(); ++i) {
    if (reader.reads.fields.contains(definition.data[i].name)) live.fields[i] = true;
  }
  for (std::size_t i = 0; i < live.deadlines.size(); ++i) {
    for (const auto& [name, attributes] : reader.reads.deadlines) {
      if (!name.empty() && name != procedure_.deadlines()[i].definition->name) continue;
      const DeadlineAsked asked = asked_by(attributes);
      DeadlineAsked& all = live.deadlines[i];
      all.status = all.status || asked.status;
      all.late = all.late || asked.late;
      all.times = all.times || asked.times;
      all.overdue = all.overdue || asked.overdue;
    }
  }
  for (std::size_t i = 0; i < live.tasks.size(); ++i) {
    const bool read = reader.reads.tasks.contains(std::string()) ||
                      reader.reads.tasks.contains(procedure_.tasks()[i].definition->name);
    live.tasks[i] = live.tasks[i] || read;
  }
  if (reader.condition != nullptr && reader.reads.timed) live.timed.push_back(reader.condition);
}

void Liveness::reduce_fields(const std::vector<const Reader*>& readers, Live& live) const {
  const auto& data = procedure_.definition().data;
  for (std::size_t i = 0; i < data.size(); ++i) {
    std::vector<const rule::Expression*> conditions;
    bool reduces = live.fields[i];
    for (const Reader* reader : readers) {
      if (!reader->reads.fields.contains(data[i].name)) continue;
      reduces = reduces && reader->condition != nullptr && reader->reads.only(data[i].name);
      conditions.push_back(reader->condition);
    }
    if (reduces) live.answers[i] = std::move(conditions);
  }
}

bool Liveness::hears(const std::vector<bool>& reachable, const std::string& event) const {
  const auto hearers = hearers_.find(event);
  return hearers != hearers_.end() &&
         std::any_of(hearers->second.begin(), hearers->second.end(),
                     [&](int state) { return reachable[static_cast<std::size_t>(state)]; });
}

void Liveness::mark_heard(const std::vector<bool>& reachable, Live& live) const {
  for (std::size_t i = 0; i < live.tasks.size(); ++i) {
    const definition::Task& task = *procedure_.tasks()[i].definition;
    const bool lateness = live.tasks[i] || hears(reachable, task.name + ".overdue");
    live.tasks[i] = live.tasks[i] || hears(reachable, task.name + ".done") ||
                    hears(reachable, task.name + ".overdue");
    if (!lateness) continue;
    for (const std::string& name : {task.name, task.deadline}) {
      const int served = name.empty() ? -1 : procedure_.deadline_index(name);
      if (served >= 0) live.watched[static_cast<std::size_t>(served)] = true;
    }
  }
  for (std::size_t i = 0; i < live.watched.size(); ++i) {
    const DeadlineSpec& spec = procedure_.deadlines()[i];
    const std::string& name = spec.definition->name;
    const bool heard = hears(reachable, name + ".overdue") || hears(reachable, name + ".met") ||
                       hears(reachable, name + ".cleared");
    live.watched[i] = live.watched[i] || heard || live.deadlines[i].any() ||
                      spec.scope == DeadlineSpec::Scope::after;
  }
}

}  // namespace dunghan::verify
