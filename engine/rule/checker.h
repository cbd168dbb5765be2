// Syntax tree + environment -> what every name means and which type everything has; or all faults
// at once.
#pragma once

#include <vector>

#include "engine/rule/fault.h"
#include "engine/rule/syntax.h"

namespace dunghan::rule {

/// Faults after this many are not told: the text is not what its author thinks.
inline constexpr std::size_t faults_max = 50;

struct Checked {
  Type type;
  std::vector<Fault> faults;
};

/// Resolves the names of `tree` in place and deduces the type of the whole.
[[nodiscard]] Checked check(SyntaxTree& tree, const Environment& environment);

}  // namespace dunghan::rule
