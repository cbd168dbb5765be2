// The macros of CEL: calls whose arguments are not values. has(e.f) asks for presence; the others
// bind a variable to each element in turn.
#pragma once

#include <string_view>

#include "engine/rule/syntax.h"

namespace dunghan::rule {

/// The macro that a member call of `function` with so many arguments is, else none.
[[nodiscard]] Macro macro_of(std::string_view function, std::size_t argument_count);

/// Turns the member call `call` (receiver and arguments in children) into a comprehension.
/// errors: syntax, where the first argument is not a plain name.
[[nodiscard]] Parsed<Node> expand_macro(const SyntaxTree& tree, Node call, Macro macro);
/// Turns has(argument) into a presence test.
/// errors: syntax, where the argument is not a field.
[[nodiscard]] Parsed<Node> expand_has(const SyntaxTree& tree, Node call);

}  // namespace dunghan::rule
