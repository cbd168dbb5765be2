#include "engine/scenario/coverage.h"

#include <algorithm>

#include "engine/definition/chart_walk.h"

namespace dunghan::scenario {
namespace {

using definition::Transition;

void mark(std::vector<CoverageItem>& items, std::string_view name) {
  for (CoverageItem& item : items)
    if (item.name == name) item.covered = true;
}

/// What brings the transition about, where no event of a name does.
std::string cause_of(const definition::State& state, const Transition& transition) {
  if (!transition.event.empty()) return transition.event;
  for (const auto& after : state.after) {
    if (&after.transition == &transition) return "after " + to_text(after.deadline.limit.period);
  }
  return state.done && &*state.done == &transition ? "done" : "always";
}

}  // namespace

std::string name_of(const definition::WorkflowDefinition& definition, int state,
                    const Transition& transition) {
  const auto& source = definition.states[static_cast<std::size_t>(state)];
  std::string name =
      (state == 0 ? "in any state" : source.name) + ": " + cause_of(source, transition);
  if (transition.note_only) return name + " (note)";
  if (transition.to.empty()) return name;
  return name + " -> " + (transition.to_history ? "history of " : "") + transition.to;
}

Coverage::Coverage(definition::DefinitionPtr definition) : definition_(std::move(definition)) {
  // Of an amendment what it brings itself: the rest is the version's before.
  const auto is_own = [](definition::Position at) { return at.part == 0; };
  for (std::size_t index = 1; index < definition_->states.size(); ++index) {
    const definition::State& state = definition_->states[index];
    if (is_own(state.at)) states_.push_back({state.name, state.at});
  }
  definition::each_transition(*definition_, [&](int state, const Transition& transition) {
    if (!is_own(transition.at)) return;
    transitions_.push_back({name_of(*definition_, state, transition), transition.at});
    taken_.push_back(&transition);
  });
  // What an `after` waits for is the transition that it draws.
  std::vector<const definition::Deadline*> of_after;
  for (const auto& state : definition_->states)
    for (const auto& after : state.after) of_after.push_back(&after.deadline);
  definition::each_deadline(*definition_, [&](const definition::Deadline& deadline) {
    const bool is_of_after =
        std::find(of_after.begin(), of_after.end(), &deadline) != of_after.end();
    if (is_own(deadline.at) && !is_of_after) deadlines_.push_back({deadline.name, deadline.at});
  });
}

void Coverage::add(const cases::Procedure& procedure, const cases::Decision& decision) {
  // Of the same text: a case that an amendment reached runs by another copy of it.
  if (procedure.definition().content_hash != definition_->content_hash) return;
  for (const Transition* transition : decision.taken) {
    const auto found = std::find_if(taken_.begin(), taken_.end(), [&](const Transition* other) {
      return other->at == transition->at && other->event == transition->event &&
             other->to == transition->to;
    });
    if (found != taken_.end())
      transitions_[static_cast<std::size_t>(found - taken_.begin())].covered = true;
  }
  for (const cases::Event& event : decision.events) {
    if (const auto* moved = std::get_if<cases::StatesMoved>(&event.what)) {
      for (const std::string& name : moved->entered) mark(states_, name);
    } else if (const auto* changed = std::get_if<cases::DeadlineChanged>(&event.what)) {
      mark(deadlines_, cases::name_of_key(changed->deadline));
    }
  }
}

CoverageCount Coverage::count(const std::vector<CoverageItem>& items) {
  CoverageCount made;
  made.all = items.size();
  for (const CoverageItem& item : items) made.covered += item.covered ? 1U : 0U;
  return made;
}

CoverageCount Coverage::count() const {
  CoverageCount sum;
  for (const auto* items : {&states_, &transitions_, &deadlines_}) {
    const CoverageCount one = count(*items);
    sum.covered += one.covered;
    sum.all += one.all;
  }
  return sum;
}

}  // namespace dunghan::scenario
