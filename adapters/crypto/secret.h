// Room for one key: wiped before it is given back, kept out of swap and core dumps where the system
// allows it.
#pragma once

#include <sodium.h>

#include <array>
#include <memory>
#include <new>

namespace dunghan::adapters::crypto {

inline constexpr std::size_t key_octets = 32;

/// A 32-octet secret. Demands that sodium_init has been called.
class Secret {
 public:
  Secret() : room_(static_cast<unsigned char*>(sodium_malloc(key_octets))) {
    if (!room_) throw std::bad_alloc();
    sodium_memzero(room_.get(), key_octets);
  }
  [[nodiscard]] unsigned char* data() { return room_.get(); }
  [[nodiscard]] const unsigned char* data() const { return room_.get(); }

 private:
  struct Free {
    void operator()(unsigned char* room) const { sodium_free(room); }  // wipes first
  };
  std::unique_ptr<unsigned char, Free> room_;
};

/// The same on the stack, for keys that live for one call (a guarded page each would cost more than
/// the cipher).
class ShortLivedSecret {
 public:
  ShortLivedSecret() = default;
  ~ShortLivedSecret() { sodium_memzero(room_.data(), room_.size()); }
  ShortLivedSecret(const ShortLivedSecret&) = delete;
  ShortLivedSecret& operator=(const ShortLivedSecret&) = delete;
  [[nodiscard]] unsigned char* data() { return room_.data(); }
  [[nodiscard]] const unsigned char* data() const { return room_.data(); }

 private:
  std::array<unsigned char, key_octets> room_{};
};

}  // namespace dunghan::adapters::crypto
