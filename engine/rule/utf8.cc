#include "engine/rule/utf8.h"

#include <algorithm>

#include "engine/base/check.h"

namespace dunghan::rule {
namespace {

bool continues(char octet) {
  return (static_cast<unsigned char>(octet) & 0xC0U) == 0x80U;
}

struct LeadingByte {
  std::size_t length;
  char32_t bits;
  char32_t smallest;  // below it the form is overlong
};

std::optional<LeadingByte> leading_byte(char octet) {
  const auto byte = static_cast<unsigned char>(octet);
  if (byte < 0x80U) return LeadingByte{1, byte, 0};
  if ((byte & 0xE0U) == 0xC0U) return LeadingByte{2, byte & 0x1FU, 0x80};
  if ((byte & 0xF0U) == 0xE0U) return LeadingByte{3, byte & 0x0FU, 0x800};
  if ((byte & 0xF8U) == 0xF0U) return LeadingByte{4, byte & 0x07U, 0x10000};
  return std::nullopt;
}

}  // namespace

bool is_scalar_value(char32_t value) {
  return value <= 0x10FFFF && !(value >= 0xD800 && value <= 0xDFFF);
}

std::optional<CodePoint> decode_utf8(std::string_view text, std::size_t offset) {
  if (offset >= text.size()) return std::nullopt;
  const auto first = leading_byte(text[offset]);
  if (!first || text.size() - offset < first->length) return std::nullopt;
  char32_t value = first->bits;
  for (std::size_t i = 1; i < first->length; ++i) {
    const char octet = text[offset + i];
    if (!continues(octet)) return std::nullopt;
    value = (value << 6U) | (static_cast<unsigned char>(octet) & 0x3FU);
  }
  if (value < first->smallest || !is_scalar_value(value)) return std::nullopt;
  return CodePoint{value, first->length};
}

bool is_utf8(std::string_view text) {
  for (std::size_t offset = 0; offset < text.size();) {
    const auto point = decode_utf8(text, offset);
    if (!point) return false;
    offset += point->length;
  }
  return true;
}

std::size_t count_code_points(std::string_view text) {
  return static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(), [](char octet) { return !continues(octet); }));
}

void append_utf8(std::string& text, char32_t value) {
  DUNGHAN_CHECK(is_scalar_value(value));
  const auto put = [&text](char32_t octet) { text.push_back(static_cast<char>(octet)); };
  if (value < 0x80) {
    put(value);
  } else if (value < 0x800) {
    put(0xC0U | (value >> 6U));
    put(0x80U | (value & 0x3FU));
  } else if (value < 0x10000) {
    put(0xE0U | (value >> 12U));
    put(0x80U | ((value >> 6U) & 0x3FU));
    put(0x80U | (value & 0x3FU));
  } else {
    put(0xF0U | (value >> 18U));
    put(0x80U | ((value >> 12U) & 0x3FU));
    put(0x80U | ((value >> 6U) & 0x3FU));
    put(0x80U | (value & 0x3FU));
  }
}

}  // namespace dunghan::rule
