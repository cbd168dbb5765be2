// Who a role is on a day, and whether an actor is one of them.
#include <algorithm>

#include "engine/cases/other_cases.h"
#include "engine/cases/turn.h"

namespace dunghan::cases {
namespace {

// The ids in a value that names persons: a person, a list of them, or plain ids.
void collect_people(const Value& value, std::vector<std::string>& people) {
  if (value.kind() == ValueKind::string) people.push_back(value.as_string());
  if (value.kind() == ValueKind::list) {
    for (const Value& item : value.as_list()) collect_people(item, people);
  }
  if (value.kind() == ValueKind::map) {
    if (const Value* id = find(value.as_map(), "id"); id != nullptr) collect_people(*id, people);
  }
}

Date day_of_record(const Turn& turn) {
  return turn.procedure().zone().date_of(turn.recorded_at());
}

// The person with the fewest open tasks; the first of them in the organisation's order.
std::string least_loaded(const Turn& turn, const std::vector<std::string>& people) {
  std::string best;
  std::int64_t least = 0;
  for (const std::string& person : people) {
    const std::int64_t load = turn.facts().open_tasks ? turn.facts().open_tasks(person) : 0;
    if (best.empty() || load < least) {
      best = person;
      least = load;
    }
  }
  return best;
}

std::string pick_person(const Turn& turn, const definition::Pick& pick,
                        const std::vector<std::string>& people) {
  if (people.size() == 1) return people.front();
  switch (pick.kind) {
    case definition::Pick::Kind::offer: return {};
    case definition::Pick::Kind::least_loaded: return least_loaded(turn, people);
    case definition::Pick::Kind::same_as: {
      const TaskInstance* task = turn.current().latest_task(pick.task);
      if (task == nullptr) return least_loaded(turn, people);
      const std::string& before = task->ended_by.empty() ? task->assignee : task->ended_by;
      const bool still_there = std::find(people.begin(), people.end(), before) != people.end();
      if (still_there) return before;
      return pick.otherwise == definition::Pick::Kind::offer ? std::string()
                                                             : least_loaded(turn, people);
    }
  }
  return {};
}

// Who was handed an open task of the role acts in it for as long as the task is open.
bool works_as(const Case& current, const std::string& person, const std::string& role) {
  return std::any_of(current.tasks.begin(), current.tasks.end(), [&](const TaskInstance& task) {
    return task.status == TaskInstance::Status::open && task.is_delegated && task.role == role &&
           task.assignee == person;
  });
}

}  // namespace

Result<RoleHolder> resolve_role(const Turn& turn, const Frame& frame, const std::string& name,
                                const definition::Pick* pick) {
  const definition::Role* role = turn.procedure().definition().role(name);
  if (role == nullptr) return fail(ErrorCode::not_found, "the workflow has no role `" + name + "`");
  const CaseConditions conditions(turn.current(), frame.occasion, turn.facts());
  DUNGHAN_TRY(const Value unit, value_of(role->unit, conditions));
  if (unit.kind() != ValueKind::string) {
    return fail(ErrorCode::invalid_argument, "role `" + name + "` finds no unit");
  }
  std::vector<std::string> excluded;
  if (role->never) {
    // A person list that is not there excludes nobody.
    if (const auto value = rule::evaluate(*role->never, conditions))
      collect_people(*value, excluded);
  }
  RoleHolder holder;
  const Date day = day_of_record(turn);
  const organisation::Organisation& organisation = *turn.facts().organisation;
  holder.owner = organisation.resolve(organisation.answering_unit(unit.as_string(), day),
                                      role->post, day, excluded, role->else_superior);
  holder.assignee = pick_person(turn, pick != nullptr ? *pick : role->pick, holder.owner.people);
  return holder;
}

bool may_act(const Turn& turn, const Frame& frame, const std::vector<std::string>& roles) {
  if (frame.actor.kind == Actor::Kind::another_case) return is_named(turn, frame.actor, roles);
  if (!frame.actor.is_person()) return true;
  return std::any_of(roles.begin(), roles.end(), [&](const std::string& role) {
    if (works_as(turn.current(), frame.actor.id, role)) return true;
    const auto holder = resolve_role(turn, frame, role);
    if (!holder) return false;
    const auto& people = holder->owner.people;
    return std::find(people.begin(), people.end(), frame.actor.id) != people.end();
  });
}

bool bears_role(const Case& current_case, const Actor& actor, const std::vector<std::string>& roles,
                Instant now, const Facts& facts) {
  if (!actor.is_person() || actor.id.empty()) return false;
  const Turn turn(current_case, facts, now);
  Frame frame;
  frame.actor = actor;
  frame.occasion.at = now;
  frame.occasion.recorded_at = now;
  frame.occasion.actor = actor.id;
  return may_act(turn, frame, roles);
}

std::string owner_text(const organisation::Owner& owner) {
  return owner.people.size() == 1 ? owner.people.front() : owner.post + "@" + owner.unit;
}

}  // namespace dunghan::cases
