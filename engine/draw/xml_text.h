// Text as XML 1.0 holds it: in SCXML, and in the HTML-like labels of DOT.
#pragma once

#include <string>
#include <string_view>

namespace dunghan::draw {

/// Content or value of an attribute in double quotes: `&`, `<`, `>`, `"` as entities, line ends and
/// tabs as references (an attribute would make blanks of them). Characters that XML cannot hold at
/// all (controls) become U+FFFD.
[[nodiscard]] std::string xml_text(std::string_view text);

}  // namespace dunghan::draw
