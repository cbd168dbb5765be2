// Hashing, sealing and randomness as the engine asks for them; adapters/crypto does it with
// libsodium.
#pragma once

#include <string>
#include <string_view>

#include "engine/base/result.h"

namespace dunghan::ports {

class Crypto {
 public:
  virtual ~Crypto() = default;
  [[nodiscard]] virtual std::string random_octets(std::size_t count) = 0;
  /// SHA-256, 32 octets (FIPS 180-4): the tree's hash (RFC 9162).
  [[nodiscard]] virtual std::string sha256(std::string_view octets) = 0;
  /// Keyed hash of `octets` under the installation's key: recognises a repeated command without
  /// telling what it held.
  [[nodiscard]] virtual std::string keyed_hash(std::string_view octets) = 0;

  /// A fresh case key, wrapped by the installation's key: what the store keeps.
  [[nodiscard]] virtual Result<std::string> make_case_key() = 0;
  /// Encrypts and authenticates `plain` under the case key. `context` (case id and field name) is
  /// bound to it: a ciphertext moved to another place does not open.
  [[nodiscard]] virtual Result<std::string> seal(std::string_view wrapped_key,
                                                 std::string_view context,
                                                 std::string_view plain) = 0;
  /// errors: corrupt where key, context or ciphertext do not belong together.
  [[nodiscard]] virtual Result<std::string> open(std::string_view wrapped_key,
                                                 std::string_view context,
                                                 std::string_view ciphertext) = 0;
};

}  // namespace dunghan::ports
