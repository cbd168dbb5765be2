#include "engine/cases/task_commands.h"

#include <algorithm>

#include "engine/cases/fields.h"
#include "engine/cases/microstep.h"

namespace dunghan::cases {
namespace {

bool contains(const std::vector<std::string>& people, const std::string& person) {
  return std::find(people.begin(), people.end(), person) != people.end();
}

const definition::Task& definition_of(const Turn& turn, const TaskInstance& task) {
  return *turn.procedure().tasks()[static_cast<std::size_t>(task.spec)].definition;
}

Failure not_permitted(const TaskInstance& task, const std::string& why, std::string remedy = {}) {
  return refuse("not_permitted", "task `" + task.key + "` " + why, std::move(remedy));
}

Result<void> hand_to(Turn& turn, const Frame& frame, const TaskInstance& task,
                     const std::string& person, std::string_view why) {
  turn.emit(frame, TaskReassigned{task.key, task.unit, task.post, person, std::string(why), {}});
  return {};
}

Result<void> claim(Turn& turn, const Frame& frame, const TaskInstance& task) {
  if (!may_act(turn, frame, {task.role}))
    return not_permitted(task,
                         "is for " + task.post + "@" + task.unit + ", not for " + frame.actor.id);
  if (!task.assignee.empty() && task.assignee != frame.actor.id) {
    return refuse("already_taken", "task `" + task.key + "` is with " + task.assignee,
                  "ask them to release it, or the head to reassign it");
  }
  return hand_to(turn, frame, task, frame.actor.id, task_claimed);
}

Result<void> release(Turn& turn, const Frame& frame, const TaskInstance& task) {
  if (task.assignee != frame.actor.id)
    return not_permitted(task, task.assignee.empty()
                                   ? "is with nobody"
                                   : "is with " + task.assignee + ", not with " + frame.actor.id);
  return hand_to(turn, frame, task, {}, task_released);
}

// Whoever has it may hand it to those that the procedure names.
Result<void> delegate(Turn& turn, const Frame& frame, const TaskInstance& task,
                      const std::string& person) {
  const auto& roles = definition_of(turn, task).delegate_to;
  if (roles.empty()) {
    return refuse("not_delegable", "task `" + task.key + "` may not be handed on",
                  "the head of the unit can reassign it");
  }
  const bool has_it = task.assignee == frame.actor.id ||
                      (task.assignee.empty() && may_act(turn, frame, {task.role}));
  if (!has_it) return not_permitted(task, "is not with " + frame.actor.id);
  Frame as_other = frame;
  as_other.actor.id = person;
  if (!may_act(turn, as_other, roles))
    return not_permitted(task, "may not be handed to " + person + ", who holds none of its roles");
  return hand_to(turn, frame, task, person, task_delegated);
}

Result<void> reassign(Turn& turn, const Frame& frame, const TaskInstance& task,
                      const std::string& person) {
  const auto& organisation = *turn.facts().organisation;
  const Date day = turn.procedure().zone().date_of(turn.recorded_at());
  if (!organisation.holds(frame.actor.id, task.unit, organisation::post_head, day)) {
    return not_permitted(task, "is reassigned by the head of " + task.unit + " alone");
  }
  if (organisation.person(person) == nullptr)
    return fail(ErrorCode::not_found, "there is no person `" + person + "`");
  const bool of_unit = organisation.holds(person, task.unit, task.post, day) ||
                       organisation.holds(person, task.unit, organisation::post_head, day);
  const bool by_role = [&] {
    Frame as_other = frame;
    as_other.actor.id = person;
    return may_act(turn, as_other, {task.role});
  }();
  if (!of_unit && !by_role)
    return not_permitted(
        task, "cannot go to " + person + ", who does not hold " + task.post + "@" + task.unit);
  return hand_to(turn, frame, task, person, task_reassigned);
}

const TaskInstance* voted_task(const Turn& turn, const Frame& frame) {
  for (const std::string& key : tasks_ended_by(turn, frame)) {
    const TaskInstance* task = turn.current().task(key);
    if (definition_of(turn, *task).quorum) return task;
  }
  return nullptr;
}

int votes_for(const TaskInstance& task, const std::string& event, const std::string& beside) {
  return static_cast<int>(std::count_if(
      task.votes.begin(), task.votes.end(),
      [&](const auto& vote) { return vote.second == event && vote.first != beside; }));
}

}  // namespace

Result<const TaskInstance*> open_task(const Turn& turn, const std::string& name) {
  const TaskInstance* task = turn.current().task(name);
  if (task == nullptr || task->status != TaskInstance::Status::open)
    task = turn.current().latest_task(name);
  if (task != nullptr && task->status == TaskInstance::Status::open) return task;
  std::string open;
  for (const TaskInstance& other : turn.current().tasks) {
    if (other.status == TaskInstance::Status::open) open += (open.empty() ? "" : ", ") + other.key;
  }
  return fail(ErrorCode::not_found, "the case has no open task `" + name + "`",
              "open: " + (open.empty() ? "none" : open));
}

Result<void> hand_task(Turn& turn, const Frame& frame, const HandTask& hand) {
  DUNGHAN_TRY(const TaskInstance* found, open_task(turn, hand.task));
  const TaskInstance task = *found;
  switch (hand.how) {
    case HandTask::How::claim: return claim(turn, frame, task);
    case HandTask::How::release: return release(turn, frame, task);
    case HandTask::How::delegate: return delegate(turn, frame, task, hand.person);
    case HandTask::How::reassign: return reassign(turn, frame, task, hand.person);
  }
  return {};
}

Result<bool> cast_vote(Turn& turn, const Frame& frame) {
  const TaskInstance* task = voted_task(turn, frame);
  if (task == nullptr || !frame.actor.is_person()) return false;
  const definition::Quorum quorum = *definition_of(turn, *task).quorum;
  if (!may_act(turn, frame, {task->role}))
    return not_permitted(*task, "is decided by " + task->post + "@" + task->unit + "; " +
                                    frame.actor.id + " has no vote");
  std::vector<std::string> voters;
  for (const auto& [person, event] : task->votes) voters.push_back(person);
  const bool is_new = !contains(voters, frame.actor.id);
  if (is_new && static_cast<int>(voters.size()) >= quorum.of)
    return not_permitted(*task, "has all of its " + std::to_string(quorum.of) + " votes",
                         "one who voted may still change their vote");
  const int agreed = votes_for(*task, frame.occasion.event, frame.actor.id) + 1;
  if (agreed >= quorum.agree) return false;
  const std::string key = task->key;
  DUNGHAN_TRY(const auto candidates, select(turn, frame));
  DUNGHAN_TRY_VOID(check_step(turn, frame, candidates, tasks_ended_by(turn, frame)));
  SplitFields split = split_fields(turn.procedure(), frame.occasion.fields);
  turn.emit(frame,
            VoteCast{key, frame.occasion.event, std::move(split.facts), std::move(split.body)});
  return true;
}

}  // namespace dunghan::cases
