// What the words of conditions show without a value in hand: that one never holds because a part of
// it denies another, or that one cannot hold unless another does. A condition is taken apart at
// `&&`, `||` and `!`; parts are alike where they are written alike, whatever the blanks, brackets
// and the side of `==` they stand on. "No" means "not shown", never "it is otherwise".
#pragma once

#include <optional>
#include <string>

#include "engine/rule/expression.h"

namespace dunghan::rule {

/// Parts of one condition that cannot hold together, as they are written: `data.n == 1` and
/// `data.n == 2`. Where a part is denied beside itself, the part, and nothing as the second.
struct Contradiction {
  std::string one, other;
};
/// Nothing where none is seen.
[[nodiscard]] std::optional<Contradiction> contradiction_in(const Expression& condition);

/// Whether `wide` is seen to hold wherever `narrow` does: the same condition, or one that asks for
/// less of the same.
[[nodiscard]] bool implies(const Expression& narrow, const Expression& wide);

/// Whether it holds whatever the values: `true`, `1 < 2`.
[[nodiscard]] bool holds_always(const Expression& condition);

}  // namespace dunghan::rule
