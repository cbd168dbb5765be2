// The reference page of the language, in Markdown, from the table (definition/block_keys.h), the
// forms of values, the names of conditions and the codes of faults; its sentences are in
// reference_prose.cc.
#pragma once

#include <string>

#include "engine/describe/tongue.h"

namespace dunghan::describe {

[[nodiscard]] std::string reference_page(Tongue tongue);

}  // namespace dunghan::describe
