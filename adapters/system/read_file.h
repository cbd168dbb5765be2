// A whole file into memory, with a bound: for what is small by nature (keys, maps, JSON given on
// the command line).
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>

#include "engine/base/result.h"

namespace dunghan::adapters::system {

/// The octets of a regular file.
/// errors: not_found; limit_exceeded where it has more than `octets_max`; unavailable where it
/// cannot be read (folder, device, permissions).
[[nodiscard]] Result<std::string> read_file(const std::filesystem::path& path,
                                            std::size_t octets_max);

/// All that comes over standard input until its end.
/// errors: limit_exceeded where it is more than `octets_max`; unavailable where reading fails.
[[nodiscard]] Result<std::string> read_standard_input(std::size_t octets_max);

}  // namespace dunghan::adapters::system
