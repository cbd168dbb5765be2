// Hashing, sealing and randomness with libsodium; no other file knows that library.
//
// One installation has one *master key* (32 octets). From it come, by derivation, the key that
// wraps case keys and the key of keyed hashes; the master itself encrypts nothing. Each case has a
// key of its own, kept wrapped in the store: erasing that row makes the case's sealed fields
// unreadable, and changing the master re-wraps case keys only.
//
//   wrapped key   01 ‖ nonce (24) ‖ XChaCha20-Poly1305(wrapping key, case key; "dunghan case key")
//   ciphertext    01 ‖ nonce (24) ‖ XChaCha20-Poly1305(case key, plain; context)
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

#include "engine/base/result.h"
#include "engine/ports/crypto.h"

namespace dunghan::adapters::crypto {

/// The environment variable that may hold the master key, as 64 hex digits or as base 64.
inline constexpr const char* master_key_variable = "DUNGHAN_MASTER_KEY";

struct MasterKeySource {
  std::string text;            // hex or base 64; where empty, the file counts
  std::filesystem::path file;  // 64 hex digits and a line end, mode 0600
  bool create_file = true;     // make the file, with a fresh key, where there is none
};

/// The key's text from the environment, the file as given.
[[nodiscard]] MasterKeySource master_key_from_environment(std::filesystem::path file);

class SodiumCrypto final : public ports::Crypto {
 public:
  /// errors: invalid_argument: the text or the file is no key, or others than the owner may read
  /// the file; unavailable:
  ///         the file cannot be read or made; not_found: no file, and it may not be made.
  [[nodiscard]] static Result<std::unique_ptr<SodiumCrypto>> open(const MasterKeySource& source);
  /// With a random master key that ends with the process: for rehearsals in memory, where nothing
  /// sealed is kept.
  [[nodiscard]] static Result<std::unique_ptr<SodiumCrypto>> ephemeral();
  ~SodiumCrypto() override;
  SodiumCrypto(const SodiumCrypto&) = delete;
  SodiumCrypto& operator=(const SodiumCrypto&) = delete;

  [[nodiscard]] std::string random_octets(std::size_t count) override;
  [[nodiscard]] std::string sha256(std::string_view octets) override;
  [[nodiscard]] std::string keyed_hash(std::string_view octets) override;
  [[nodiscard]] Result<std::string> make_case_key() override;
  [[nodiscard]] Result<std::string> seal(std::string_view wrapped_key, std::string_view context,
                                         std::string_view plain) override;
  [[nodiscard]] Result<std::string> open(std::string_view wrapped_key, std::string_view context,
                                         std::string_view ciphertext) override;

 private:
  struct Keys;
  explicit SodiumCrypto(std::unique_ptr<Keys> keys);
  std::unique_ptr<Keys> keys_;
};

}  // namespace dunghan::adapters::crypto
