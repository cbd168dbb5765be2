// Suspend, resume and extend: commands on one deadline, each held to the grounds that the
// definition gives.
#pragma once

#include "engine/base/result.h"
#include "engine/cases/command.h"
#include "engine/cases/turn.h"

namespace dunghan::cases {

/// errors: not_found (deadline, ground), refused not_running | not_permitted | guard_failed |
/// needs_missing | suspended_too_often | impossible_order.
[[nodiscard]] Result<void> suspend_deadline(Turn& turn, const Frame& frame,
                                            const SuspendDeadline& command);
/// errors: likewise; refused not_suspended.
[[nodiscard]] Result<void> resume_deadline(Turn& turn, const Frame& frame,
                                           const ResumeDeadline& command);
/// errors: likewise; refused not_extendable | extension_too_late | extension_too_long |
/// extension_too_short | extended_too_often.
[[nodiscard]] Result<void> extend_deadline(Turn& turn, const Frame& frame,
                                           const ExtendDeadline& command);

}  // namespace dunghan::cases
