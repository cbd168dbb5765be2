// The octets whose SHA-256 is an event's leaf hash.
//
//   leaf = SHA-256( 0x00 ‖ header ‖ facts ‖ SHA-256( salt ‖ body ) )          (0x00: RFC 9162,
//   section 2.1.1)
//
// Every part is preceded by its length (8 octets, big endian), so no two different events have the
// same octets. The body enters only as a salted hash: it can be erased, and the leaf still be
// checked.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace dunghan::proof {

struct LeafParts {
  std::string_view stream_kind;  // "case"
  std::int64_t stream_id = 0, seq = 0;
  std::string_view kind;
  int version = 1;
  std::int64_t occurred_at_us = 0, recorded_at_us = 0;
  std::string_view actor;
  std::string_view facts;            // the JSON text as stored
  std::string_view body_commitment;  // SHA-256(salt ‖ body as stored), 32 octets
};

[[nodiscard]] std::string leaf_octets(const LeafParts& parts);

}  // namespace dunghan::proof
