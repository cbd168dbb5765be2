// Regular expressions of matches(), by RE2 and within bounds.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "engine/base/result.h"

namespace dunghan::rule {

inline constexpr std::size_t pattern_bytes_max = 1'024;
/// Memory of one compiled pattern.
inline constexpr std::int64_t pattern_memory_max = 1'048'576;

struct PatternMatch {
  std::optional<std::string> fault;  // why the pattern is none
  bool matches = false;              // somewhere in the text
};

/// Steps that compiling and running `pattern` over `text` are charged with.
[[nodiscard]] std::size_t pattern_cost(std::string_view pattern, std::string_view text);
[[nodiscard]] PatternMatch match(std::string_view pattern, std::string_view text);

}  // namespace dunghan::rule
