#include "engine/verify/people.h"

#include <algorithm>

namespace dunghan::verify {

People::People(const cases::Case& state, Instant now, const cases::Facts& facts)
    : turn_(state, facts, now) {
  frame_.actor = {cases::Actor::Kind::engine, "engine"};
  frame_.occasion.at = now;
  frame_.occasion.recorded_at = now;
}

std::vector<cases::Actor> People::actors(const std::vector<std::string>& roles,
                                         std::size_t each) const {
  std::vector<cases::Actor> found;
  const auto add = [&found](cases::Actor actor) {
    const bool known = std::any_of(found.begin(), found.end(), [&](const cases::Actor& other) {
      return other.kind == actor.kind && other.id == actor.id;
    });
    if (!known) found.push_back(std::move(actor));
  };
  bool unknown = false;
  for (const std::string& role : roles) {
    if (turn_.procedure().definition().role(role) == nullptr) {
      add({cases::Actor::Kind::another_case, "another case"});
      continue;
    }
    const auto owner = owner_of(role);
    unknown = unknown || !owner;
    if (!owner) continue;
    for (std::size_t i = 0; i < std::min(each, owner->people.size()); ++i)
      add({cases::Actor::Kind::person, owner->people[i]});
  }
  if (found.empty() && !unknown) found.push_back({cases::Actor::Kind::import, "scenario"});
  return found;
}

Result<organisation::Owner> People::owner_of(const std::string& role) const {
  return cases::resolve_role(turn_, frame_, role).map([](const cases::RoleHolder& holder) {
    return holder.owner;
  });
}

}  // namespace dunghan::verify
