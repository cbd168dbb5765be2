// Commands about tasks: who has one, and votes on one that several decide.
#pragma once

#include "engine/cases/turn.h"

namespace dunghan::cases {

/// The open task of that key or name. errors: not_found, with those that are open.
[[nodiscard]] Result<const TaskInstance*> open_task(const Turn& turn, const std::string& name);

/// errors: not_found; refused (not_permitted, already_taken, not_delegable).
[[nodiscard]] Result<void> hand_task(Turn& turn, const Frame& frame, const HandTask& hand);

/// Where the event decides a task by quorum: takes the person's vote. True where it is one vote of
/// several and not enough yet, so that the event is not taken. The transitions that it would take
/// are asked first, so that only who may send it votes.
/// errors: refused, as for the event itself; not_permitted (no voter, or all votes are given).
[[nodiscard]] Result<bool> cast_vote(Turn& turn, const Frame& frame);

}  // namespace dunghan::cases
