// The command line: parses arguments, runs one command, gives its exit status. The service runs the
// same function for a CLI that found its socket.
#pragma once

#include <iosfwd>
#include <string>
#include <vector>

#include "adapters/cli/environment.h"

namespace dunghan::adapters::cli {

/// arguments: without the program's name. Texts and data go to `out`, faults to `err`.
[[nodiscard]] int run_program(const std::vector<std::string>& arguments, Environment& environment,
                              std::ostream& out, std::ostream& err);

/// The global options alone, read before anything else (which configuration, which database, which
/// language).
[[nodiscard]] GlobalOptions read_global_options(const std::vector<std::string>& arguments);

}  // namespace dunghan::adapters::cli
