// "Did you mean": the known name that a slip of the finger is closest to.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace dunghan::rule {

/// The name of `known` with the fewest letters changed, added, left out or swapped, where that is
/// few enough to be a slip (one letter in three); else empty. Names that differ only in case are
/// the nearest of all.
[[nodiscard]] std::string nearest(std::string_view name, const std::vector<std::string>& known);

/// "did you mean `x`?", or the list of what is known where nothing is near and the list is short;
/// may be empty.
[[nodiscard]] std::string suggestion(std::string_view name, const std::vector<std::string>& known);

}  // namespace dunghan::rule
