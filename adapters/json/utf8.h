// Whether octets are text. JSON and the database hold UTF-8 and nothing else.
#pragma once

#include <string_view>

namespace dunghan::adapters::json {

/// Well-formed UTF-8 in the sense of Unicode 15, table 3-7: no surrogates, no overlong forms,
/// nothing above U+10FFFF.
[[nodiscard]] bool is_utf8(std::string_view octets);

}  // namespace dunghan::adapters::json
