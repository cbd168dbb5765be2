// A definition made wrong in one place, as a slip of its author would: a deadline left out, a guard
// turned round, a period one day too long. A scenario that still passes holds nothing there.
//
// The changes are made on the compiled definition, so that each is exactly one and none is refused
// by the compiler.
#pragma once

#include <string>
#include <vector>

#include "engine/definition/definition.h"

namespace dunghan::scenario {

struct Mutation {
  enum class Kind {
    deadline_dropped,    // it never starts; an `after` never comes
    guard_negated,       // `when` of a transition, deadline, task, ground, trigger or region
    period_longer,       // by one day; a period of hours or minutes by one of them
    row_changed,         // what follows from a row of a decision table
    target_changed,      // a transition leads to a neighbour of its target
    transition_dropped,  // one that stays: its actions and tasks do not come
    trigger_dropped,     // one of several starts, or a stop, cancel, restart, reopen
    ground_dropped,      // of suspension or extension
    count_raised,        // `times` of a ground, by one
    set_dropped          // an action `set`
  };
  Kind kind = Kind::deadline_dropped;
  std::string of;      // "resolution", "received: accept -> verifying", "first_limit, row 2"
  std::string change;  // "30 days -> 31 days", "!(data.complex)"; may be empty
  definition::Position at;
};

/// "deadline-dropped"
[[nodiscard]] std::string_view name_of(Mutation::Kind kind);

/// Every mutation of `definition`, in the order of its parts; always the same.
[[nodiscard]] std::vector<Mutation> mutations_of(const definition::WorkflowDefinition& definition);

/// The definition with the mutation of that place in mutations_of() made. It keeps id and version;
/// source and hash are its own.
[[nodiscard]] definition::DefinitionPtr mutant_of(const definition::WorkflowDefinition& definition,
                                                  std::size_t place);

}  // namespace dunghan::scenario
