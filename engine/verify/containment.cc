#include "engine/verify/containment.h"

namespace dunghan::verify {
namespace {

using cases::DeadlineSpec;

const definition::Task* task_of(const cases::Procedure& procedure, const std::string& name) {
  const int index = procedure.task_index(name);
  return index < 0 ? nullptr : procedure.tasks()[static_cast<std::size_t>(index)].definition;
}

/// Whether deadline `index` says that it lies inside `outer`, or inside one that does.
bool says_inside(const cases::Procedure& procedure, int index, int outer) {
  const auto& specs = procedure.deadlines();
  int at = index;
  for (std::size_t steps = 0; steps < specs.size(); ++steps) {
    const auto& inside = specs[static_cast<std::size_t>(at)].definition->inside;
    if (!inside) return false;
    at = procedure.deadline_index(*inside);
    if (at < 0) return false;
    if (at == outer) return true;
  }
  return false;
}

/// A limit of what is passed: the stay in a state, or work that an event ends.
bool is_passed(const cases::Procedure& procedure, const DeadlineSpec& spec) {
  switch (spec.scope) {
    case DeadlineSpec::Scope::of_state:
    case DeadlineSpec::Scope::after: return true;
    case DeadlineSpec::Scope::of_task: {
      // Where no event ends it, it may be done at any time, and the case may wait all the same.
      const definition::Task* task = task_of(procedure, spec.definition->name);
      return task != nullptr && !task->done.empty();
    }
    case DeadlineSpec::Scope::of_case:
    case DeadlineSpec::Scope::kept: break;
  }
  return false;
}

}  // namespace

std::vector<Containment> containments(const cases::Procedure& procedure) {
  const auto& specs = procedure.deadlines();
  std::vector<Containment> found;
  for (std::size_t outer = 0; outer < specs.size(); ++outer) {
    Containment one;
    one.outer = static_cast<int>(outer);
    one.members.resize(specs.size());
    bool any = false;
    for (std::size_t i = 0; i < specs.size(); ++i) {
      const bool says = says_inside(procedure, static_cast<int>(i), one.outer);
      any = any || says;
      const bool elsewhere = specs[i].definition->inside.has_value();
      one.members[i] = i != outer && (says || (!elsewhere && is_passed(procedure, specs[i])));
    }
    if (any) found.push_back(std::move(one));
  }
  return found;
}

std::vector<bool> counted_in(const cases::Procedure& procedure,
                             const std::vector<Containment>& containments) {
  std::vector<bool> counted(procedure.deadlines().size());
  for (const Containment& one : containments) {
    counted[static_cast<std::size_t>(one.outer)] = true;
    for (std::size_t i = 0; i < counted.size(); ++i) counted[i] = counted[i] || one.members[i];
  }
  return counted;
}

}  // namespace dunghan::verify
