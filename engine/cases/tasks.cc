// Tasks: made by states, acts and grounds; each with an owner, some with a deadline of their own.
#include "engine/cases/turn.h"

namespace dunghan::cases {
namespace {

std::string next_task_key(const Case& current_case, const std::string& name) {
  int count = 0;
  for (const TaskInstance& task : current_case.tasks)
    count += name_of_key(task.key) == name ? 1 : 0;
  return count == 0 ? name : name + "#" + std::to_string(count + 1);
}

const definition::Task& definition_of(const Turn& turn, const TaskInstance& task) {
  return *turn.procedure().tasks()[static_cast<std::size_t>(task.spec)].definition;
}

// The latest instance of the deadline that a task serves: its own, or one declared elsewhere.
std::string served_deadline(const Turn& turn, const definition::Task& task,
                            const std::string& key) {
  if (task.own_deadline) return key;
  if (task.deadline.empty()) return {};
  const DeadlineInstance* instance = turn.current().latest_deadline(task.deadline);
  return instance != nullptr ? instance->key : task.deadline;
}

Result<void> make_task(Turn& turn, const Frame& frame, const definition::Task& task) {
  if (task.when) {
    const CaseConditions conditions(turn.current(), frame.occasion, turn.facts());
    const auto wanted = holds(*task.when, conditions);
    if (!wanted) turn.incident(frame, "condition_erred", wanted.error().message);
    if (!wanted || !*wanted) return {};
  }
  const std::string key = next_task_key(turn.current(), task.name);
  DUNGHAN_TRY(RoleHolder holder,
              resolve_role(turn, frame, task.role, task.pick ? &*task.pick : nullptr));
  TaskMade made;
  made.task = key;
  made.role = task.role;
  made.unit = holder.owner.unit;
  made.post = holder.owner.post;
  made.assignee = holder.assignee;
  made.steps = holder.owner.steps;
  made.deadline = served_deadline(turn, task, key);
  turn.emit(frame, std::move(made));
  if (!task.own_deadline) return {};
  const int spec = turn.procedure().deadline_index(task.own_deadline->name);
  return start_deadline(turn, frame, key, spec, frame.occasion.at, deadline::OperationKind::start);
}

}  // namespace

Result<void> make_tasks(Turn& turn, const Frame& frame,
                        const std::vector<definition::Task>& tasks) {
  for (const definition::Task& task : tasks) DUNGHAN_TRY_VOID(make_task(turn, frame, task));
  return {};
}

Result<void> resume_tasks(Turn& turn, const Frame& frame,
                          const std::vector<definition::Task>& tasks) {
  for (const definition::Task& task : tasks) {
    const TaskInstance* instance = turn.current().latest_task(task.name);
    if (instance == nullptr || !instance->left) continue;
    const std::string key = instance->key;
    turn.emit(frame, TaskResumed{key});
    if (task.own_deadline && turn.current().deadline(key) != nullptr)
      DUNGHAN_TRY_VOID(return_to_deadline(turn, frame, key));
  }
  return {};
}

Result<void> end_task(Turn& turn, const Frame& frame, const std::string& key, TaskEnd how) {
  const bool completed = how == TaskEnd::completed;
  const TaskInstance* found = turn.current().task(key);
  if (found == nullptr || found->status != TaskInstance::Status::open) return {};
  const definition::Task& task = definition_of(turn, *found);
  turn.emit(frame, TaskEnded{key, completed, how == TaskEnd::left});
  if (task.own_deadline && turn.current().deadline(key) != nullptr) {
    const auto kind = completed ? deadline::OperationKind::stop : deadline::OperationKind::cancel;
    DUNGHAN_TRY_VOID(end_deadline(turn, frame, key, kind));
  }
  if (!completed) return {};
  if (task.send) DUNGHAN_TRY_VOID(send_letter(turn, frame, *task.send, "letter", key));
  // What was done must now last: the case stays open until it has.
  if (task.kept) {
    DUNGHAN_TRY_VOID(start_deadline(turn, frame, next_deadline_key(turn.current(), task.kept->name),
                                    turn.procedure().deadline_index(task.kept->name),
                                    frame.occasion.at, deadline::OperationKind::start));
  }
  turn.raise_later(task.name + ".done", frame.occasion.at);
  return {};
}

Result<void> reassign_tasks(Turn& turn, const Frame& frame, const std::string& why) {
  std::vector<std::string> open;
  for (const TaskInstance& task : turn.current().tasks) {
    if (task.status == TaskInstance::Status::open) open.push_back(task.key);
  }
  for (const std::string& key : open) {
    const TaskInstance* task = turn.current().task(key);
    const definition::Task& definition = definition_of(turn, *task);
    DUNGHAN_TRY(RoleHolder holder, resolve_role(turn, frame, task->role,
                                                definition.pick ? &*definition.pick : nullptr));
    turn.emit(frame, TaskReassigned{key, holder.owner.unit, holder.owner.post, holder.assignee, why,
                                    holder.owner.steps});
  }
  return {};
}

}  // namespace dunghan::cases
