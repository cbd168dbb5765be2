// Strong identifiers. Ids that the store keeps grow with time, so that rows of one day lie
// together.
#pragma once

#include <compare>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace dunghan {

/// A 63-bit number that may not be mixed with a number of another kind. Shown as 13 characters of
/// Crockford's base 32 (no I, L, O, U), lower case: safe in JSON readers that keep 53 bits, easy to
/// read out on the telephone.
template <class Tag>
struct NumericId {
  std::int64_t value = 0;
  friend auto operator<=>(const NumericId&, const NumericId&) = default;
};

using CaseId = NumericId<struct CaseIdTag>;
using MessageId = NumericId<struct MessageIdTag>;

[[nodiscard]] std::string id_to_text(std::int64_t value);
[[nodiscard]] std::optional<std::int64_t> id_from_text(std::string_view text);

template <class Tag>
[[nodiscard]] std::string to_text(NumericId<Tag> id) {
  return id_to_text(id.value);
}

}  // namespace dunghan

template <class Tag>
struct std::hash<dunghan::NumericId<Tag>> {
  std::size_t operator()(dunghan::NumericId<Tag> id) const noexcept {
    return std::hash<std::int64_t>{}(id.value);
  }
};
