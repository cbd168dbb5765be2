#include "engine/base/ids.h"

namespace dunghan {
namespace {
constexpr std::string_view alphabet = "0123456789abcdefghjkmnpqrstvwxyz";
constexpr int digits = 13;  // 13 x 5 = 65 bits: room for all 63
}  // namespace

std::string id_to_text(std::int64_t value) {
  std::string text(digits, '0');
  auto rest = static_cast<std::uint64_t>(value);
  for (std::size_t place = digits; place-- > 0; rest >>= 5U) text[place] = alphabet[rest & 31U];
  return text;
}

std::optional<std::int64_t> id_from_text(std::string_view text) {
  if (text.size() != digits) return std::nullopt;
  std::uint64_t value = 0;
  for (const char letter : text) {
    const auto digit = alphabet.find(letter);
    if (digit == std::string_view::npos || value >> 58U != 0) return std::nullopt;
    value = value << 5U | digit;
  }
  return static_cast<std::int64_t>(value);
}

}  // namespace dunghan
