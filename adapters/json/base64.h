// Base 64 with padding (RFC 4648, section 4): octets inside JSON texts.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace dunghan::adapters::json {

[[nodiscard]] std::string to_base64(std::string_view octets);

/// Nothing unless `text` is what to_base64 writes for some octets (one spelling only: padding
/// demanded, spare bits zero, no blanks), so that a stored text and its value are always the same
/// thing.
[[nodiscard]] std::optional<std::string> from_base64(std::string_view text);

}  // namespace dunghan::adapters::json
