// A case that an amendment of its procedure reaches: the end of what is no more, under the law as
// it was; then the case by the new law.
#include <algorithm>

#include "engine/base/check.h"
#include "engine/cases/decide.h"
#include "engine/cases/turn.h"

namespace dunghan::cases {
namespace {

Frame frame_of(const Amendment& amendment, Instant at) {
  Frame frame;
  frame.actor = {Actor::Kind::engine, "engine"};
  frame.occasion.at = at;
  frame.occasion.recorded_at = amendment.recorded_at;
  frame.occasion.actor = "engine";
  frame.engine_raised = true;
  return frame;
}

// The ground of a cancel that an amendment brought about.
constexpr const char* taken_out = "amended";

Result<void> end_what_is_gone(Turn& turn, const Frame& frame, const Procedure& amended) {
  const auto is_gone_deadline = [&](const std::string& key) {
    const int index = amended.deadline_index(name_of_key(key));
    return index < 0 || amended.deadlines()[static_cast<std::size_t>(index)].gone;
  };
  std::vector<std::string> tasks;
  for (const TaskInstance& task : turn.current().tasks) {
    const int index = amended.task_index(name_of_key(task.key));
    const bool gone = index < 0 || amended.tasks()[static_cast<std::size_t>(index)].gone;
    if (gone && task.status == TaskInstance::Status::open) tasks.push_back(task.key);
  }
  for (const std::string& key : tasks)
    DUNGHAN_TRY_VOID(end_task(turn, frame, key, TaskEnd::cancelled));
  std::vector<std::string> deadlines;
  for (const DeadlineInstance& deadline : turn.current().deadlines) {
    if ((deadline.is_open() || deadline.armed_at) && is_gone_deadline(deadline.key))
      deadlines.push_back(deadline.key);
  }
  for (const std::string& key : deadlines) {
    if (turn.current().deadline(key)->is_open()) {
      DUNGHAN_TRY_VOID(
          end_deadline(turn, frame, key, deadline::OperationKind::cancel, std::nullopt, taken_out));
    } else {
      turn.emit(frame,
                DeadlineArmed{key, -1, frame.occasion.at, TriggerList::start, /*released=*/true});
    }
  }
  return {};
}

template <class Items>
void append(Items& to, Items&& more) {
  std::move(more.begin(), more.end(), std::back_inserter(to));
}

}  // namespace

Result<Decision> amend(const Case& before, const Amendment& amendment, const Facts& facts,
                       const Facts& amended) {
  DUNGHAN_CHECK(amended.procedure->predecessor() == facts.procedure);
  const Frame frame = frame_of(amendment, std::max(amendment.effective, before.opened_at));
  Turn old_law(before, facts, amendment.recorded_at);
  DUNGHAN_TRY_VOID(fire_timers(old_law, frame.occasion.at, false));
  DUNGHAN_TRY_VOID(take_raised(old_law));
  if (old_law.current().closed_at) return std::move(old_law).finish();
  DUNGHAN_TRY_VOID(end_what_is_gone(old_law, frame, *amended.procedure));
  Decision decision = std::move(old_law).finish();

  Event reached;
  reached.seq = decision.after.seq + 1;
  reached.occurred_at = frame.occasion.at;
  reached.recorded_at = amendment.recorded_at;
  reached.actor = frame.actor.id;
  reached.what = CaseAmended{amendment.version, amendment.content_hash,
                             amended.procedure->definition().changed_by};
  apply(decision.after, reached, *amended.procedure);
  decision.events.push_back(std::move(reached));

  Turn new_law(decision.after, amended, amendment.recorded_at);
  DUNGHAN_TRY_VOID(take_up_amendment(new_law, frame));
  DUNGHAN_TRY_VOID(take_raised(new_law));
  Decision after = std::move(new_law).finish();
  append(decision.events, std::move(after.events));
  append(decision.notifications, std::move(after.notifications));
  append(decision.requests, std::move(after.requests));
  append(decision.taken, std::move(after.taken));
  decision.after = std::move(after.after);
  return decision;
}

}  // namespace dunghan::cases
