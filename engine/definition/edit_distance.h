// "did you mean …": the word of a list that a mistyped word most likely was.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace dunghan::definition {

/// Least number of characters (code points) inserted, deleted, replaced or swapped with their
/// neighbour that turn one word into the other (optimal string alignment). Both are taken to be
/// UTF-8; what is not counts octet by octet.
[[nodiscard]] std::size_t edit_distance(std::string_view left, std::string_view right);

/// The candidate nearest to `word`, where it is near enough to be a slip: at most a third of the
/// word's length away (one at least), case and `-`/`_` apart. The first of several equally near.
/// Nothing where no candidate is, or `word` is longer than any name.
[[nodiscard]] std::optional<std::string> closest(std::string_view word,
                                                 const std::vector<std::string>& candidates);

/// "did you mean `received`?", or an empty text: a remedy ready for an Issue.
[[nodiscard]] std::string did_you_mean(std::string_view word,
                                       const std::vector<std::string>& candidates);

}  // namespace dunghan::definition
