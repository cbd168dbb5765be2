// An act as the log has it: what a correction names by its number.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "engine/base/result.h"
#include "engine/cases/event.h"

namespace dunghan::cases {

struct RecordedAct {
  /// Its number in the case's log, and that of the last thing that came of it.
  std::int64_t first = 0, last = 0;
  std::string name;       // the event; empty: the opening
  Instant occurred_at{};  // as last corrected
  /// The fields that came with it, and those of the case that it wrote.
  std::vector<std::string> fields;
  /// Of the opening: the earliest act after it.
  std::optional<Instant> next_at = {};
  [[nodiscard]] bool opens() const { return first == 1; }
};

/// The act that event number `seq` of `events` (all of one case, in order) is.
/// errors: not_found (no such event; or it is not an act but what came of one, or a timer's: the
/// remedy names the act).
[[nodiscard]] Result<RecordedAct> find_act(const std::vector<Event>& events, std::int64_t seq);

}  // namespace dunghan::cases
