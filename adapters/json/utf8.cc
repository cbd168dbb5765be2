#include "adapters/json/utf8.h"

#include <cstddef>

namespace dunghan::adapters::json {
namespace {

struct Range {
  unsigned char low = 0x80, high = 0xBF;
};

/// Octets that follow `lead`, or -1 where nothing may begin with it; `second` is what the next
/// octet may be.
int following(unsigned char lead, Range& second) {
  if (lead < 0x80) return 0;
  if (lead >= 0xC2 && lead <= 0xDF) return 1;
  if (lead >= 0xE0 && lead <= 0xEF) {
    if (lead == 0xE0) second.low = 0xA0;   // shorter forms exist
    if (lead == 0xED) second.high = 0x9F;  // surrogates
    return 2;
  }
  if (lead >= 0xF0 && lead <= 0xF4) {
    if (lead == 0xF0) second.low = 0x90;
    if (lead == 0xF4) second.high = 0x8F;  // above U+10FFFF
    return 3;
  }
  return -1;
}

}  // namespace

bool is_utf8(std::string_view octets) {
  std::size_t at = 0;
  while (at < octets.size()) {
    Range allowed;
    const int more = following(static_cast<unsigned char>(octets[at++]), allowed);
    if (more < 0) return false;
    for (int i = 0; i < more; ++i, ++at) {
      if (at >= octets.size()) return false;
      const auto octet = static_cast<unsigned char>(octets[at]);
      if (octet < allowed.low || octet > allowed.high) return false;
      allowed = Range{};
    }
  }
  return true;
}

}  // namespace dunghan::adapters::json
