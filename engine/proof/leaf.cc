#include "engine/proof/leaf.h"

namespace dunghan::proof {
namespace {

void put_big_endian(std::string& out, std::uint64_t number) {
  for (int shift = 56; shift >= 0; shift -= 8) {
    out += static_cast<char>(number >> static_cast<unsigned>(shift) & 0xFFU);
  }
}

void put_text(std::string& out, std::string_view text) {
  put_big_endian(out, text.size());
  out += text;
}

/// Numbers are parts like any other: 8 octets, two's complement, big endian, preceded by their
/// length.
void put_number(std::string& out, std::int64_t number) {
  put_big_endian(out, sizeof number);
  put_big_endian(out, static_cast<std::uint64_t>(number));
}

}  // namespace

std::string leaf_octets(const LeafParts& parts) {
  constexpr char leaf_prefix = '\0';  // RFC 9162, section 2.1.1: tells leaves from inner nodes
  constexpr std::size_t fixed_octets = 1 + 5UL * 8 + 5UL * 16;
  std::string out;
  out.reserve(fixed_octets + parts.stream_kind.size() + parts.kind.size() + parts.actor.size() +
              parts.facts.size() + parts.body_commitment.size());
  out += leaf_prefix;
  put_text(out, parts.stream_kind);
  put_number(out, parts.stream_id);
  put_number(out, parts.seq);
  put_text(out, parts.kind);
  put_number(out, parts.version);
  put_number(out, parts.occurred_at_us);
  put_number(out, parts.recorded_at_us);
  put_text(out, parts.actor);
  put_text(out, parts.facts);
  put_text(out, parts.body_commitment);
  return out;
}

}  // namespace dunghan::proof
