#include "adapters/json/base64.h"

#include <array>
#include <cstdint>

namespace dunghan::adapters::json {
namespace {

constexpr std::string_view alphabet =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
constexpr std::int8_t no_digit = -1;

constexpr std::array<std::int8_t, 256> make_digits() {
  std::array<std::int8_t, 256> digits{};
  digits.fill(no_digit);
  for (std::size_t i = 0; i < alphabet.size(); ++i) {
    digits[static_cast<unsigned char>(alphabet[i])] = static_cast<std::int8_t>(i);
  }
  return digits;
}
constexpr auto digits = make_digits();

std::uint32_t octet_at(std::string_view octets, std::size_t index) {
  return index < octets.size() ? static_cast<unsigned char>(octets[index]) : 0U;
}

}  // namespace

std::string to_base64(std::string_view octets) {
  std::string text;
  text.reserve((octets.size() + 2) / 3 * 4);
  for (std::size_t at = 0; at < octets.size(); at += 3) {
    const std::uint32_t group =
        octet_at(octets, at) << 16U | octet_at(octets, at + 1) << 8U | octet_at(octets, at + 2);
    const std::size_t left = octets.size() - at;
    text += alphabet[group >> 18U & 63U];
    text += alphabet[group >> 12U & 63U];
    text += left > 1 ? alphabet[group >> 6U & 63U] : '=';
    text += left > 2 ? alphabet[group & 63U] : '=';
  }
  return text;
}

std::optional<std::string> from_base64(std::string_view text) {
  if (text.size() % 4 != 0) return std::nullopt;
  std::string_view core = text;
  while (!core.empty() && core.back() == '=' && text.size() - core.size() < 2)
    core.remove_suffix(1);
  std::string octets;
  octets.reserve(core.size() * 3 / 4);
  std::uint32_t bits = 0;
  int held = 0;
  for (const char letter : core) {
    const std::int8_t digit = digits[static_cast<unsigned char>(letter)];
    if (digit == no_digit) return std::nullopt;
    bits = (bits << 6U | static_cast<std::uint32_t>(digit)) & 0xFFFFU;
    held += 6;
    if (held >= 8) {
      held -= 8;
      octets += static_cast<char>(bits >> static_cast<unsigned>(held) & 0xFFU);
    }
  }
  if ((bits & ((1U << static_cast<unsigned>(held)) - 1U)) != 0) return std::nullopt;
  return octets;
}

}  // namespace dunghan::adapters::json
