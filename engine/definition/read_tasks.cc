// Tasks, wherever they belong.
#include <algorithm>

#include "engine/definition/compilation.h"

namespace dunghan::definition {
namespace {

void read_role(Compilation& compilation, const Node& node, Task& task) {
  const Node* role = node.find("for");
  if (role == nullptr) return;
  const auto roles = read_roles_list(compilation, *role);
  if (roles.size() > 1) compilation.issues.error("E0222", *role, "a task is for one role");
  if (!roles.empty()) task.role = roles.front();
}

void read_limits(Compilation& compilation, const Node& name, const Node& node, Task& task) {
  if (const Node* deadline = node.find("deadline")) {
    task.deadline = read_string(compilation, *deadline, "a deadline").value_or("");
    if (!task.deadline.empty())
      check_declared(compilation, {task.deadline, deadline->at}, compilation.outline.deadlines,
                     "E0205", "deadline");
  }
  Limit limit = read_limit(compilation, node);
  const Node* target = node.find("target");
  if (limit.kind == Limit::Kind::none) {
    if (target != nullptr)
      compilation.issues.error("E0200", *target,
                               "a target stands beside a limit: `within`, `due` or `at_least`");
    return;
  }
  if (!task.deadline.empty()) {
    compilation.issues.error(
        "E0201", name,
        "this task has a limit of its own and serves the deadline " + quoted(task.deadline),
        "keep one of them");
  }
  Deadline own;
  own.name = task.name;
  own.title = task.title;
  own.limit = std::move(limit);
  own.calendar = compilation.made.calendar;
  own.counting = compilation.made.counting;
  own.owner = task.role;
  own.basis = task.basis;
  own.at = task.at;
  if (target != nullptr) own.target = read_period(compilation, *target);
  own.ladder = read_ladder(compilation, nullptr, own.owner);
  task.own_deadline = std::move(own);
}

void read_form(Compilation& compilation, const Node& node, Task& task) {
  for (const Declared& field : read_names(compilation, node, "field")) {
    task.form.push_back(field.name);
    check_field(compilation, field);
  }
}

void read_keep(Compilation& compilation, const Node& node, Task& task) {
  if (!check_keys(compilation, node, Block::keep)) return;
  if (const Node* unbroken = node.find("unbroken"))
    static_cast<void>(read_bool(compilation, *unbroken));
  if (const Node* at_least = node.find("at_least")) {
    Deadline kept;
    kept.name = task.name + ".kept";
    kept.title = task.title;
    kept.limit.kind = Limit::Kind::at_least;
    kept.limit.at = at_least->at;
    kept.limit.period = read_period(compilation, *at_least).value_or(Period{});
    kept.calendar = compilation.made.calendar;
    kept.counting = compilation.made.counting;
    kept.owner = task.role;
    kept.basis = task.basis;
    if (const Node* basis = node.find("basis")) kept.basis = read_basis(compilation, *basis);
    kept.at = at_least->at;
    task.kept = std::move(kept);
  }
}

std::optional<Quorum> read_quorum(Compilation& compilation, const Node& node, const Task& task) {
  if (!check_keys(compilation, node, Block::quorum)) return std::nullopt;
  Quorum quorum;
  for (const auto& [key, into] : {std::pair{"agree", &quorum.agree}, std::pair{"of", &quorum.of}}) {
    const Node* count = node.find(key);
    if (count == nullptr) return std::nullopt;  // told by check_keys
    *into = read_count(compilation, *count, "a number of people").value_or(1);
  }
  if (quorum.agree < 1 || quorum.agree > quorum.of) {
    compilation.issues.error("E0061", node, "more are to agree than are asked",
                             "`agree` is 1 to `of`");
    return std::nullopt;
  }
  if (task.done.empty()) {
    compilation.issues.error("E0052", node, "what they vote on is missing: the task has no `done`",
                             "write `done: [ approve, reject ]`");
    return std::nullopt;
  }
  return quorum;
}

Task read_task(Compilation& compilation, const Node& name, const Node& node, const Scope& scope) {
  Task task;
  task.name = name.text;
  task.at = name.at;
  check_name(compilation, name, "a task");
  if (!check_keys(compilation, node, Block::task, name.at)) return task;
  if (const Node* title = node.find("title")) task.title = read_text(compilation, *title);
  read_role(compilation, node, task);
  if (const Node* basis = node.find("basis")) task.basis = read_basis(compilation, *basis);
  if (const Node* when = node.find("when")) task.when = read_condition(compilation, *when, scope);
  read_limits(compilation, name, node, task);
  if (const Node* form = node.find("form")) read_form(compilation, *form, task);
  if (const Node* needs = node.find("needs")) task.needs = read_needs(compilation, *needs);
  if (const Node* done = node.find("done"))
    task.done = names_of(read_names(compilation, *done, "event"));
  if (const Node* not_by = node.find("not_by"))
    task.not_by = read_task_reference(compilation, *not_by);
  if (const Node* pick = node.find("pick")) task.pick = read_pick(compilation, *pick);
  if (const Node* quorum = node.find("quorum"))
    task.quorum = read_quorum(compilation, *quorum, task);
  if (const Node* delegate = node.find("delegate"))
    task.delegate_to = read_roles_list(compilation, *delegate);
  if (const Node* send = node.find("send")) task.send = read_letter(compilation, *send, scope);
  if (const Node* keep = node.find("keep")) read_keep(compilation, *keep, task);
  if (const Node* cancel = node.find("cancel")) {
    task.cancel = read_triggers(compilation, *cancel);
    if (task.cancel.wait_for_all) {
      compilation.issues.error("E0217", *cancel,
                               "a task becomes needless with the first that comes, not with the "
                               "last of several",
                               "write one condition: `{ when: … }`");
    }
  }
  return task;
}

}  // namespace

std::vector<Task> read_tasks(Compilation& compilation, const Node& node, const Scope& scope) {
  std::vector<Task> tasks;
  if (!check_mapping(compilation, node, "`tasks`")) return tasks;
  for (const Entry& entry : node.entries)
    tasks.push_back(read_task(compilation, entry.key, entry.value, scope));
  return tasks;
}

}  // namespace dunghan::definition
