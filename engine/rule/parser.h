// Tokens -> syntax tree, by the grammar of the CEL language definition. Macros are recognised here
// (macros.h).
#pragma once

#include <string_view>

#include "engine/rule/fault.h"
#include "engine/rule/syntax.h"

namespace dunghan::rule {

/// The tree of `text`; or its first fault: syntax, or too_large where it is longer or deeper than
/// expression.h allows.
[[nodiscard]] Parsed<SyntaxTree> parse(std::string_view text);

}  // namespace dunghan::rule
