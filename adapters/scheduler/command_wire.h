// The two lines of the command socket, as text and back.
#pragma once

#include <string>
#include <string_view>

#include "adapters/scheduler/command_socket.h"
#include "engine/base/result.h"

namespace dunghan::adapters::scheduler {

/// Each ends with a line feed.
[[nodiscard]] std::string line_of(const CommandCall& call);
[[nodiscard]] std::string line_of(const CommandOutcome& outcome);
/// errors: invalid_argument where the line is none of its kind.
[[nodiscard]] Result<CommandCall> call_of(std::string_view line);
[[nodiscard]] Result<CommandOutcome> outcome_of(std::string_view line);

}  // namespace dunghan::adapters::scheduler
