// Another program as a function of text: its input on standard input, its answer on standard
// output. No shell takes part, so no argument can be mistaken for a command; a bound on time and
// size holds whatever the program does.
#pragma once

#include <chrono>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/result.h"

namespace dunghan::adapters::system {

struct ProgramLimits {
  std::chrono::milliseconds time;
  std::size_t octets_max = 0;  // of its standard output
};

/// `reason` of the error where the program is not installed.
inline constexpr std::string_view program_missing = "program_missing";

/// Runs arguments[0], found on PATH, and gives what it wrote to standard output.
/// errors: unavailable (reason `program_missing`: not on PATH; else it could not be started);
/// limit_exceeded where it ran or wrote beyond the limits, and was ended; invalid_argument where it
/// failed, with the first lines of what it wrote to standard error.
[[nodiscard]] Result<std::string> run_program(const std::vector<std::string>& arguments,
                                              std::string_view input, const ProgramLimits& limits);

}  // namespace dunghan::adapters::system
