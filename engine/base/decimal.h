// Exact decimal numbers for amounts of money: no binary fraction ever rounds a fine.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace dunghan {

/// `units` / 10^`scale`, normalised (no trailing zero digit; zero has scale 0), so equal amounts
/// are equal values.
class Decimal {
 public:
  static constexpr int scale_max = 18;
  Decimal() = default;
  /// Nothing where the normalised amount does not fit 64 bits.
  [[nodiscard]] static std::optional<Decimal> make(std::int64_t units, int scale);
  /// "-12.50", "3"; no exponent, no blanks, no thousands marks.
  [[nodiscard]] static std::optional<Decimal> parse(std::string_view text);

  [[nodiscard]] std::int64_t units() const { return units_; }
  [[nodiscard]] int scale() const { return scale_; }
  [[nodiscard]] std::string to_text() const;
  [[nodiscard]] double to_double() const;

  [[nodiscard]] std::optional<Decimal> plus(Decimal other) const;  // nothing on overflow
  [[nodiscard]] std::optional<Decimal> minus(Decimal other) const;
  [[nodiscard]] std::optional<Decimal> times(Decimal other) const;
  friend bool operator==(Decimal, Decimal) = default;
  friend std::strong_ordering operator<=>(Decimal left, Decimal right);

 private:
  std::int64_t units_ = 0;
  int scale_ = 0;
};

}  // namespace dunghan
