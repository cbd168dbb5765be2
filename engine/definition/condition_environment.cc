// What conditions may speak of: the environment of the semantics page, typed.
#include <algorithm>

#include "engine/definition/compilation.h"
#include "engine/definition/condition_names.h"

namespace dunghan::definition {
namespace {

using rule::Type;
using Kind = rule::Type::Kind;

Type data_type(const std::vector<Field>& data) {
  std::vector<std::pair<std::string, Type>> fields;
  for (const Field& field : data) fields.emplace_back(field.name, type_of(field));
  return Type::record_of("data", std::move(fields));
}

Type event_type(const std::vector<Field>& event_fields) {
  std::vector<std::pair<std::string, Type>> fields{{"name", Kind::string},
                                                   {"occurred_at", Kind::timestamp},
                                                   {"recorded_at", Kind::timestamp},
                                                   {"actor", Kind::string}};
  for (const Field& field : event_fields) fields.emplace_back(field.name, type_of(field));
  return Type::record_of("event", std::move(fields));
}

Type of_each(std::string name, const std::vector<Name>& names, const Type& each) {
  std::vector<std::pair<std::string, Type>> fields;
  for (const Name& one : names) fields.emplace_back(one, each);
  return Type::record_of(std::move(name), std::move(fields));
}

Type other_case_type() {
  return Type::record_of("case", {{"number", Kind::string},
                                  {"unit", Kind::string},
                                  {"state", Kind::string},
                                  {"done", Kind::boolean},
                                  {"data", Kind::dyn}});
}

std::vector<rule::Environment::Function> functions() {
  return {{"in", false, {Kind::string}, Kind::boolean},
          {"in_time", false, {Kind::string}, Kind::boolean},
          {"superior", false, {Kind::string}, Kind::string},
          {"head", false, {Kind::string}, Kind::string},
          {"group", false, {Kind::string}, Type::list_of(Kind::string)}};
}

void add_task(ConditionNames& names, const Task& task) {
  names.tasks.push_back(task.name);
  if (task.own_deadline) names.deadlines.push_back(task.name);
}

void add_tasks(ConditionNames& names, const std::vector<Task>& tasks) {
  for (const Task& task : tasks) add_task(names, task);
}

void add_links(ConditionNames& names, const std::vector<Action>& actions) {
  for (const Action& action : actions) {
    if (action.kind == Action::Kind::open && !action.link.empty())
      names.links.push_back(action.link);
  }
}

void add_transition(ConditionNames& names, const Transition& transition) {
  add_tasks(names, transition.tasks);
  add_links(names, transition.actions);
}

void add_deadline(ConditionNames& names, const Deadline& deadline) {
  names.deadlines.push_back(deadline.name);
  for (const SuspendGround& ground : deadline.suspend) {
    add_tasks(names, ground.tasks);
    add_tasks(names, ground.resume.tasks);
  }
  for (const ExtendGround& ground : deadline.extend) add_tasks(names, ground.tasks);
}

void add_state(ConditionNames& names, const State& state) {
  for (const Deadline& deadline : state.deadlines) add_deadline(names, deadline);
  add_tasks(names, state.tasks);
  add_links(names, state.entry);
  add_links(names, state.exit);
  for (const Transition& transition : state.on) add_transition(names, transition);
  for (const Transition& transition : state.always) add_transition(names, transition);
  for (const After& after : state.after) add_transition(names, after.transition);
  if (state.done) add_transition(names, *state.done);
}

}  // namespace

rule::Environment environment_of(const std::vector<Field>& data, const ConditionNames& names) {
  const Type deadline = Type::record_of("deadline", {{"status", Kind::string},
                                                     {"started_at", Kind::timestamp},
                                                     {"due_on", Kind::date},
                                                     {"due_at", Kind::timestamp},
                                                     {"target_on", Kind::date},
                                                     {"not_before", Kind::timestamp},
                                                     {"late", Kind::boolean},
                                                     {"early", Kind::boolean},
                                                     {"overdue", Kind::boolean},
                                                     {"days_left", Kind::integer},
                                                     {"times_extended", Kind::integer}});
  const Type task = Type::record_of("task", {{"done", Kind::boolean},
                                             {"overdue", Kind::boolean},
                                             {"by", Kind::string},
                                             {"done_at", Kind::timestamp}});
  rule::Environment environment;
  environment.variables = {{"data", data_type(data)},
                           {"case", Type::record_of("case", {{"id", Kind::string},
                                                             {"number", Kind::string},
                                                             {"unit", Kind::string},
                                                             {"opened_at", Kind::timestamp},
                                                             {"received_at", Kind::timestamp},
                                                             {"state", Kind::string}})},
                           {"deadlines", of_each("deadlines", names.deadlines, deadline)},
                           {"tasks", of_each("tasks", names.tasks, task)},
                           {"parent", other_case_type()},
                           {"children", Type::list_of(other_case_type())},
                           {"today", Kind::date}};
  for (const Name& link : names.links) environment.variables.emplace_back(link, other_case_type());
  environment.functions = functions();
  return environment;
}

rule::Environment cycle_environment() {
  const auto window_with = [](Type next) {
    return Type::record_of("window", {{"id", Kind::string},
                                      {"from", Kind::date},
                                      {"to", Kind::date},
                                      {"next", std::move(next)}});
  };
  rule::Environment environment;
  environment.variables = {{"window", window_with(window_with(Kind::string))},
                           {"day", Kind::date},
                           {"today", Kind::date}};
  environment.functions = functions();
  std::erase_if(environment.functions, [](const rule::Environment::Function& function) {
    return function.name == "in" || function.name == "in_time";
  });
  return environment;
}

void set_event(rule::Environment& environment, const std::vector<Field>& event_fields) {
  std::erase_if(environment.variables,
                [](const auto& variable) { return variable.first == "event"; });
  environment.variables.emplace_back("event", event_type(event_fields));
}

rule::Environment condition_environment(const WorkflowDefinition& definition,
                                        const std::vector<Field>& event_fields) {
  ConditionNames names;
  for (const Deadline& deadline : definition.deadlines) add_deadline(names, deadline);
  add_tasks(names, definition.tasks);
  for (const State& state : definition.states) add_state(names, state);
  for (const Field& field : definition.data) {
    if (field.type.kind == FieldKind::case_reference) names.links.push_back(field.name);
  }
  rule::Environment environment = environment_of(definition.data, names);
  set_event(environment, event_fields);
  return environment;
}

}  // namespace dunghan::definition
