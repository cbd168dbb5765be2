// Correcting what was put on record wrongly: the day of an act, or a value that came with it (L9 of
// the semantics page). The log stays as it is; the correction is an act of its own.
#pragma once

#include "engine/base/result.h"
#include "engine/cases/command.h"
#include "engine/cases/turn.h"

namespace dunghan::cases {

/// Every deadline that rests on the act is folded again; what has fired stays fired, and what turns
/// out to be no lateness is cleared (L4). Who may: whoever could record today an act of the earlier
/// of the two days, by the definition's `backdate`, with a reason.
/// errors: refused needs_missing (no reason; nothing to correct) | not_permitted | backdated |
/// in_the_future | before_opening | impossible_order | not_of_the_act.
[[nodiscard]] Result<void> correct_act(Turn& turn, const Frame& frame, const CorrectAct& command);

}  // namespace dunghan::cases
