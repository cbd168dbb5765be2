// Arithmetic goes through 128 bits and is normalised at the end: what fits is exact, what does not
// is refused.
#include "engine/base/decimal.h"

#include <charconv>
#include <limits>

namespace dunghan {
namespace {

using Wide = __int128;

constexpr int scale_of_product_max = 2 * Decimal::scale_max;

/// 10^exponent for 0 <= exponent <= scale_of_product_max; 10^36 needs 120 bits.
constexpr Wide power_of_ten(int exponent) {
  Wide power = 1;
  for (int i = 0; i < exponent; ++i) power *= 10;
  return power;
}

/// `units` brought from `scale` to the finer `target`; at most 63 + 60 bits.
constexpr Wide rescaled(std::int64_t units, int scale, int target) {
  return Wide{units} * power_of_ten(target - scale);
}

struct Normalised {
  std::int64_t units;
  int scale;
};

std::optional<Normalised> normalise(Wide units, int scale) {
  if (units == 0) return Normalised{0, 0};
  while (scale > 0 && units % 10 == 0) {
    units /= 10;
    --scale;
  }
  if (scale > Decimal::scale_max) return std::nullopt;
  if (units > std::numeric_limits<std::int64_t>::max()) return std::nullopt;
  if (units < std::numeric_limits<std::int64_t>::min()) return std::nullopt;
  return Normalised{static_cast<std::int64_t>(units), scale};
}

bool is_digit(char letter) {
  return letter >= '0' && letter <= '9';
}

}  // namespace

std::optional<Decimal> Decimal::make(std::int64_t units, int scale) {
  if (units == 0) return Decimal{};
  if (scale < -scale_max) return std::nullopt;  // 1 * 10^19 is past 64 bits already
  // Beyond this even the largest amount with all its zeros stripped keeps too many digits.
  if (scale > scale_of_product_max) return std::nullopt;
  const auto normalised =
      scale < 0 ? normalise(Wide{units} * power_of_ten(-scale), 0) : normalise(units, scale);
  if (!normalised) return std::nullopt;
  Decimal result;
  result.units_ = normalised->units;
  result.scale_ = normalised->scale;
  return result;
}

std::optional<Decimal> Decimal::parse(std::string_view text) {
  const bool negative = !text.empty() && text.front() == '-';
  if (negative) text.remove_prefix(1);
  // All digits go into 128 bits; leading zeros cost nothing, and 38 significant digits are more
  // than any result keeps.
  constexpr Wide wide_max = power_of_ten(scale_of_product_max);
  Wide magnitude = 0;
  int scale = 0;
  bool seen_point = false;
  std::size_t pending_zeros = 0;  // zeros of the fraction that count only if another digit follows
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char letter = text[i];
    if (letter == '.') {
      const bool between_digits = i > 0 && i + 1 < text.size();
      if (seen_point || !between_digits) return std::nullopt;
      seen_point = true;
      continue;
    }
    if (!is_digit(letter)) return std::nullopt;
    if (seen_point && letter == '0') {
      ++pending_zeros;
      continue;
    }
    if (pending_zeros > static_cast<std::size_t>(scale_max)) return std::nullopt;
    for (; pending_zeros > 0; --pending_zeros, ++scale) {
      if (magnitude >= wide_max) return std::nullopt;
      magnitude *= 10;
    }
    if (magnitude >= wide_max) return std::nullopt;
    magnitude = magnitude * 10 + (letter - '0');
    if (seen_point) ++scale;
    if (scale > scale_max) return std::nullopt;
  }
  if (text.empty() || text == ".") return std::nullopt;
  const auto normalised = normalise(negative ? -magnitude : magnitude, scale);
  if (!normalised) return std::nullopt;
  return make(normalised->units, normalised->scale);
}

std::string Decimal::to_text() const {
  const bool negative = units_ < 0;
  const auto bits = static_cast<std::uint64_t>(units_);
  std::string digits = std::to_string(negative ? std::uint64_t{0} - bits : bits);
  const auto fraction = static_cast<std::size_t>(scale_);
  if (fraction > 0) {
    if (digits.size() <= fraction) digits.insert(0, fraction + 1 - digits.size(), '0');
    digits.insert(digits.size() - fraction, 1, '.');
  }
  return negative ? "-" + digits : digits;
}

double Decimal::to_double() const {
  // Through the text, so that the nearest double is found by one rounding, not by two.
  const std::string text = to_text();
  double value = 0;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

std::optional<Decimal> Decimal::plus(Decimal other) const {
  const int target = scale_ > other.scale_ ? scale_ : other.scale_;
  const auto sum = normalise(
      rescaled(units_, scale_, target) + rescaled(other.units_, other.scale_, target), target);
  if (!sum) return std::nullopt;
  return make(sum->units, sum->scale);
}

std::optional<Decimal> Decimal::minus(Decimal other) const {
  const int target = scale_ > other.scale_ ? scale_ : other.scale_;
  const auto difference = normalise(
      rescaled(units_, scale_, target) - rescaled(other.units_, other.scale_, target), target);
  if (!difference) return std::nullopt;
  return make(difference->units, difference->scale);
}

std::optional<Decimal> Decimal::times(Decimal other) const {
  const auto product = normalise(Wide{units_} * other.units_, scale_ + other.scale_);
  if (!product) return std::nullopt;
  return make(product->units, product->scale);
}

std::strong_ordering operator<=>(Decimal left, Decimal right) {
  const int target = left.scale_ > right.scale_ ? left.scale_ : right.scale_;
  const Wide a = rescaled(left.units_, left.scale_, target);
  const Wide b = rescaled(right.units_, right.scale_, target);
  return a < b   ? std::strong_ordering::less
         : a > b ? std::strong_ordering::greater
                 : std::strong_ordering::equal;
}

}  // namespace dunghan
