// `for_each`: which cases a state opens, some at a time, and when as many have ended as it waits
// for.
#pragma once

#include "engine/cases/turn.h"

namespace dunghan::cases {

/// The state is entered: plans its cases and opens the first of them.
/// errors: refused (too_many_cases, unknown_unit); what evaluating the list gave.
[[nodiscard]] Result<void> begin_fan_out(Turn& turn, const Frame& frame, int state);
/// Opens the next of what is planned, Facts::cases_opened_at_once at most, and asks for a command
/// of its own for the rest. Nothing where the state was left.
[[nodiscard]] Result<void> open_planned(Turn& turn, const Frame& frame, int state);
/// A unit joins by the `join` event that is being taken.
[[nodiscard]] Result<void> join_fan_outs(Turn& turn, const Frame& frame);
/// Items that came since (`later: allowed`).
[[nodiscard]] Result<void> review_fan_outs(Turn& turn, const Frame& frame);
/// The state is left: with `rest: cancel`, what has not ended is ended.
void leave_fan_out(Turn& turn, const Frame& frame, int state);
/// The states, still active, of which as many cases have ended by now as are waited for; each is
/// given once a stay.
[[nodiscard]] std::vector<int> finished_fan_outs(Turn& turn, const Frame& frame);

}  // namespace dunghan::cases
