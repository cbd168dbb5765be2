// JSON leaves open what a key means that an object has twice (RFC 8259, section 4); from outside we
// take none, because two programs would read two different things.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace dunghan::adapters::json {

struct RepeatedKey {
  std::string key;
  std::size_t offset = 0;  // octets before the end of the second one
};

/// The first key that stands twice in one object of `text`. text: valid JSON, no deeper than
/// `depth_max`; of anything else nothing is said.
[[nodiscard]] std::optional<RepeatedKey> find_repeated_key(std::string_view text,
                                                           std::size_t depth_max);

}  // namespace dunghan::adapters::json
