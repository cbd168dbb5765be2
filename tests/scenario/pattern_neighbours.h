// How the definition of each pattern is made into a pattern that is like it, so that a test can ask
// whether the traces tell the two apart.
#pragma once

#include <string>
#include <utility>
#include <vector>

namespace dunghan::test {

struct Neighbour {
  std::string folder;   // tests/scenario/patterns/<folder>
  std::string pattern;  // what it becomes, for people
  /// Each text, which is there, and what takes the place of its first occurrence.
  std::vector<std::pair<std::string, std::string>> edits;
};

[[nodiscard]] const std::vector<Neighbour>& neighbours();

}  // namespace dunghan::test
