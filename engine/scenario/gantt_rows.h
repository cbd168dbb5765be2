// What of a case stands in its Gantt chart: a lane for each state it was in, one for its acts, one
// for each deadline that ran.
#pragma once

#include <vector>

#include "engine/cases/case.h"
#include "engine/draw/gantt.h"

namespace dunghan::scenario {

/// events: all of the case, in their order. present: until when what still runs is drawn.
[[nodiscard]] draw::GanttGroup gantt_rows(const cases::Case& current_case,
                                          const cases::Procedure& procedure,
                                          const std::vector<cases::Event>& events, Instant present,
                                          draw::Tongue tongue);

}  // namespace dunghan::scenario
