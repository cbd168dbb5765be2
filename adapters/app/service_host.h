// `dunghan serve`: the office opened once and kept, its loops running, other command lines answered
// through the socket.
#pragma once

#include <filesystem>
#include <iosfwd>

#include "adapters/app/local_environment.h"

namespace dunghan::adapters::app {

/// The socket beside a database file.
[[nodiscard]] std::filesystem::path socket_of(const std::filesystem::path& database);

/// Serves until SIGTERM or SIGINT, then finishes what is under way. errors: those of opening the
/// office; unavailable (socket).
[[nodiscard]] Result<void> serve_office(LocalEnvironment& environment, const cli::ServeRun& run,
                                        std::ostream& out);

}  // namespace dunghan::adapters::app
