// How much memory this process holds.
#pragma once

#include <cstddef>

namespace dunghan::adapters::system {

/// Octets of main memory (resident set); 0 where the system does not say.
[[nodiscard]] std::size_t memory_in_use();

}  // namespace dunghan::adapters::system
