// How the definition of each pattern is made into a pattern that is like it, so that a test can ask
// whether the traces tell the two apart.
#pragma once

#include <span>
#include <string_view>

namespace dunghan::test {

/// A text that is there, and what takes the place of its first occurrence. Empty: no edit.
struct Edit {
  std::string_view from, to;
};

struct Neighbour {
  std::string_view folder;   // tests/scenario/patterns/<folder>
  std::string_view pattern;  // what it becomes, for people
  Edit edits[3];
};

[[nodiscard]] std::span<const Neighbour> neighbours();

}  // namespace dunghan::test
