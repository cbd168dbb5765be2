// Code points of UTF-8: CEL counts and compares strings by them, and issues name columns in them.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace dunghan::rule {

/// The code point that begins at `offset`, and its length in bytes; nothing where the bytes are not
/// UTF-8 (overlong forms, surrogates and what lies above U+10FFFF included).
struct CodePoint {
  char32_t value;
  std::size_t length;
};
[[nodiscard]] std::optional<CodePoint> decode_utf8(std::string_view text, std::size_t offset);

[[nodiscard]] bool is_utf8(std::string_view text);
/// Number of code points of valid UTF-8 (the bytes that do not continue a character).
[[nodiscard]] std::size_t count_code_points(std::string_view text);
/// Appends `value`, which must be a code point and no surrogate.
void append_utf8(std::string& text, char32_t value);
/// A code point that may stand in a string: not a surrogate, at most U+10FFFF.
[[nodiscard]] bool is_scalar_value(char32_t value);

}  // namespace dunghan::rule
