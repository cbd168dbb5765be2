// What a dotted name may stand for in a container (CEL language definition, "Name Resolution").
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/value.h"
#include "engine/rule/syntax.h"

namespace dunghan::rule {

/// `name` as seen from `container` "a.b": a.b.name, a.name, name. A name with a leading dot
/// (is_absolute): only itself.
[[nodiscard]] std::vector<std::string> resolution_order(std::string_view container,
                                                        const std::string& name, bool is_absolute);

/// The type that `name` denotes as a value ("int", "google.protobuf.Timestamp"), or nothing.
[[nodiscard]] std::optional<TypeName> denoted_type(std::string_view name);

/// For texts that are not checked: gives every name the variables to try and every call its
/// overloads.
void resolve_unchecked(SyntaxTree& tree, std::string_view container);

}  // namespace dunghan::rule
