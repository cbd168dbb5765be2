// Changes to a file that a tired person would make too: a line left out, written twice, moved,
// indented otherwise, a key or a value taken from somewhere else. The result is mostly still YAML,
// so that what lies behind the parser is reached.
#pragma once

#include <string>
#include <string_view>

namespace dunghan::fuzz {

/// One to four such changes, drawn from `seed`. The same seed gives the same text.
[[nodiscard]] std::string mutate_lines(std::string_view text, unsigned seed);

}  // namespace dunghan::fuzz
