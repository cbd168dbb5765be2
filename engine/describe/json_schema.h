// The table of the language (definition/block_keys.h) as JSON Schema, 2020-12: for editors, which
// complete and check while one writes, and for other people's programs. What a schema cannot see
// (whether a name is declared, a state reached, a condition sound) is the compiler's alone.
#pragma once

#include "engine/base/value.h"
#include "engine/definition/block_keys.h"
#include "engine/describe/tongue.h"

namespace dunghan::describe {

/// The schema of one sort of file; its descriptions in `tongue`.
[[nodiscard]] Map json_schema(const definition::FileSort& sort, Tongue tongue);

}  // namespace dunghan::describe
