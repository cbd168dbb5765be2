#include "adapters/crypto/sodium_crypto.h"

#include <sodium.h>

#include "adapters/crypto/master_key.h"
#include "adapters/crypto/secret.h"
#include "engine/base/check.h"

namespace dunghan::adapters::crypto {
namespace {

// What a ciphertext begins with; another cipher gets another number, and both stay readable.
constexpr char cipher_version = 1;
constexpr std::string_view key_context = "dunghan case key";
constexpr std::size_t nonce_octets = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
constexpr std::size_t tag_octets = crypto_aead_xchacha20poly1305_ietf_ABYTES;
constexpr std::size_t envelope_octets = 1 + nonce_octets + tag_octets;

// Derived keys: numbers and context are part of the format.
constexpr char derivation_context[crypto_kdf_CONTEXTBYTES + 1] = "dunghan1";
constexpr std::uint64_t wrapping_key_number = 1;
constexpr std::uint64_t hash_key_number = 2;

static_assert(key_octets == crypto_kdf_KEYBYTES);
static_assert(key_octets == crypto_aead_xchacha20poly1305_ietf_KEYBYTES);

unsigned char* octets_of(char* text) {
  return reinterpret_cast<unsigned char*>(text);
}
const unsigned char* octets_of(const char* text) {
  return reinterpret_cast<const unsigned char*>(text);
}

std::string encrypt(const unsigned char* key, std::string_view context, std::string_view plain) {
  std::string envelope(envelope_octets + plain.size(), '\0');
  envelope[0] = cipher_version;
  unsigned char* nonce = octets_of(envelope.data() + 1);
  randombytes_buf(nonce, nonce_octets);
  unsigned long long written = 0;
  crypto_aead_xchacha20poly1305_ietf_encrypt(
      octets_of(envelope.data() + 1 + nonce_octets), &written, octets_of(plain.data()),
      plain.size(), octets_of(context.data()), context.size(), nullptr, nonce, key);
  DUNGHAN_CHECK(written == plain.size() + tag_octets);
  return envelope;
}

/// Decrypts into `room`, which has the size that plain_size gave.
bool decrypt(const unsigned char* key, std::string_view context, std::string_view envelope,
             unsigned char* room) {
  const unsigned char* nonce = octets_of(envelope.data() + 1);
  const std::string_view sealed = envelope.substr(1 + nonce_octets);
  return crypto_aead_xchacha20poly1305_ietf_decrypt(
             room, nullptr, nullptr, octets_of(sealed.data()), sealed.size(),
             octets_of(context.data()), context.size(), nonce, key) == 0;
}

bool has_form(std::string_view envelope) {
  return envelope.size() >= envelope_octets && envelope[0] == cipher_version;
}

Failure unreadable(std::string message) {
  return fail(ErrorCode::corrupt, std::move(message));
}

}  // namespace

struct SodiumCrypto::Keys {
  Secret wrapping;
  Secret hashing;

  void derive_from(const Secret& master) {
    crypto_kdf_derive_from_key(wrapping.data(), key_octets, wrapping_key_number, derivation_context,
                               master.data());
    crypto_kdf_derive_from_key(hashing.data(), key_octets, hash_key_number, derivation_context,
                               master.data());
  }

  Result<void> unwrap(std::string_view wrapped, ShortLivedSecret& case_key) const {
    if (!has_form(wrapped) || wrapped.size() != envelope_octets + key_octets) {
      return unreadable("the key of this case is damaged");
    }
    if (!decrypt(wrapping.data(), key_context, wrapped, case_key.data())) {
      return unreadable(
          "the key of this case does not open: it was wrapped under another master key, or it is "
          "damaged");
    }
    return {};
  }
};

SodiumCrypto::SodiumCrypto(std::unique_ptr<Keys> keys) : keys_(std::move(keys)) {}
SodiumCrypto::~SodiumCrypto() = default;

Result<std::unique_ptr<SodiumCrypto>> SodiumCrypto::open(const MasterKeySource& source) {
  DUNGHAN_CHECK(sodium_init() >= 0);
  Secret master;
  DUNGHAN_TRY_VOID(load_master_key(source, master));
  auto keys = std::make_unique<Keys>();
  keys->derive_from(master);
  return std::unique_ptr<SodiumCrypto>(new SodiumCrypto(std::move(keys)));
}

Result<std::unique_ptr<SodiumCrypto>> SodiumCrypto::ephemeral() {
  DUNGHAN_CHECK(sodium_init() >= 0);
  Secret master;
  randombytes_buf(master.data(), key_octets);
  auto keys = std::make_unique<Keys>();
  keys->derive_from(master);
  return std::unique_ptr<SodiumCrypto>(new SodiumCrypto(std::move(keys)));
}

std::string SodiumCrypto::random_octets(std::size_t count) {
  std::string octets(count, '\0');
  randombytes_buf(octets.data(), octets.size());
  return octets;
}

std::string SodiumCrypto::sha256(std::string_view octets) {
  std::string hash(crypto_hash_sha256_BYTES, '\0');
  crypto_hash_sha256(octets_of(hash.data()), octets_of(octets.data()), octets.size());
  return hash;
}

std::string SodiumCrypto::keyed_hash(std::string_view octets) {
  std::string hash(crypto_generichash_BYTES, '\0');
  crypto_generichash(octets_of(hash.data()), hash.size(), octets_of(octets.data()), octets.size(),
                     keys_->hashing.data(), key_octets);
  return hash;
}

Result<std::string> SodiumCrypto::make_case_key() {
  ShortLivedSecret case_key;
  randombytes_buf(case_key.data(), key_octets);
  return encrypt(keys_->wrapping.data(), key_context,
                 {reinterpret_cast<const char*>(case_key.data()), key_octets});
}

Result<std::string> SodiumCrypto::seal(std::string_view wrapped_key, std::string_view context,
                                       std::string_view plain) {
  ShortLivedSecret case_key;
  DUNGHAN_TRY_VOID(keys_->unwrap(wrapped_key, case_key));
  return encrypt(case_key.data(), context, plain);
}

Result<std::string> SodiumCrypto::open(std::string_view wrapped_key, std::string_view context,
                                       std::string_view ciphertext) {
  ShortLivedSecret case_key;
  DUNGHAN_TRY_VOID(keys_->unwrap(wrapped_key, case_key));
  if (!has_form(ciphertext)) return unreadable("this sealed text is damaged");
  std::string plain(ciphertext.size() - envelope_octets, '\0');
  if (!decrypt(case_key.data(), context, ciphertext, octets_of(plain.data()))) {
    return unreadable(
        "this sealed text does not open: it was changed, or it belongs to another case or field");
  }
  return plain;
}

}  // namespace dunghan::adapters::crypto
