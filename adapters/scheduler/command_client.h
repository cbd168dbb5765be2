// The command line's side of the socket: one call, one answer, waiting.
#pragma once

#include <filesystem>
#include <optional>

#include "adapters/scheduler/command_socket.h"
#include "engine/base/result.h"

namespace dunghan::adapters::scheduler {

/// Runs the call in the service behind `socket`. Nothing: no service answers there (no file, or one
/// that a killed service left behind), so the caller may open the database itself. errors:
/// unknown_outcome where the service took the call and then fell silent.
[[nodiscard]] Result<std::optional<CommandOutcome>> call_service(
    const std::filesystem::path& socket, const CommandCall& call);

}  // namespace dunghan::adapters::scheduler
