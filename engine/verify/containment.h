// Which limits lie inside which: what `inside: OUTER` asks to be summed up.
//
// Within an outer deadline lie the deadlines that say so, and those inside them; and the limits of
// what a case passes meanwhile: deadlines of states, `after`, and tasks that an event finishes.
// A deadline of the case that does not say `inside` says nothing about how long anything takes.
#pragma once

#include <vector>

#include "engine/cases/procedure.h"

namespace dunghan::verify {

struct Containment {
  int outer = -1;             // index of the deadline
  std::vector<bool> members;  // deadlines that lie inside it, by index
};

/// One for each deadline that another lies inside of, in order of the file.
[[nodiscard]] std::vector<Containment> containments(const cases::Procedure& procedure);

/// All of them and all that lies inside any.
[[nodiscard]] std::vector<bool> counted_in(const cases::Procedure& procedure,
                                           const std::vector<Containment>& containments);

}  // namespace dunghan::verify
