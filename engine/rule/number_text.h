// Doubles from text, correctly rounded and whatever the locale.
#pragma once

#include <optional>
#include <string_view>

namespace dunghan::rule {

enum class NumberFault { none, not_a_number, out_of_range };

struct ReadDouble {
  double value = 0;
  NumberFault fault = NumberFault::none;
};

/// All of `text`; too small a number is 0, as in IEEE 754, too large a one is out_of_range.
[[nodiscard]] ReadDouble read_double(std::string_view text);

}  // namespace dunghan::rule
