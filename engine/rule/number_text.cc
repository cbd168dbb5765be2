#include "engine/rule/number_text.h"

#include <charconv>
#include <cstdint>

namespace dunghan::rule {
namespace {

/// Whether a number that no double can hold is too small rather than too large: the power of ten of
/// its first digit that is not zero, told from a text that is known to be a number.
bool is_tiny(std::string_view text) {
  const auto exponent_mark = text.find_first_of("eE");
  std::string_view exponent_text =
      exponent_mark == std::string_view::npos ? "0" : text.substr(exponent_mark + 1);
  const std::string_view mantissa = text.substr(0, exponent_mark);
  if (exponent_text.starts_with('+')) exponent_text.remove_prefix(1);
  std::int64_t exponent = 0;
  const auto read =
      std::from_chars(exponent_text.data(), exponent_text.data() + exponent_text.size(), exponent);
  if (read.ec != std::errc{}) return exponent_text.starts_with('-');
  const auto first_digit = mantissa.find_first_of("123456789");
  const auto point =
      mantissa.find('.') == std::string_view::npos ? mantissa.size() : mantissa.find('.');
  // Texts are short, so places are small numbers beside any exponent that matters.
  const auto power = static_cast<std::int64_t>(point) - static_cast<std::int64_t>(first_digit);
  return exponent < -power;
}

}  // namespace

ReadDouble read_double(std::string_view text) {
  double value = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), value);
  if (read.ptr != text.data() + text.size() || read.ec == std::errc::invalid_argument) {
    return {0, NumberFault::not_a_number};
  }
  if (read.ec == std::errc{}) return {value, NumberFault::none};
  if (is_tiny(text)) return {text.starts_with('-') ? -0.0 : 0.0, NumberFault::none};
  return {0, NumberFault::out_of_range};
}

}  // namespace dunghan::rule
