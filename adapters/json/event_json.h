// An event as every store keeps it: facts and body as lasting JSON, a salt, and the leaf hash over
// them.
#pragma once

#include <string>

#include "engine/base/result.h"
#include "engine/ports/crypto.h"
#include "engine/ports/records.h"

namespace dunghan::adapters::json {

inline constexpr std::size_t salt_octets = 16;

struct EventTexts {
  std::string facts;
  std::string body;
};

/// Draws the event's salt and fills its leaf hash (proof/leaf.h); the texts are what both hashes
/// cover. errors: limit_exceeded where facts or body cannot be stored (value_json.h), or are longer
/// than stored_octets_max.
[[nodiscard]] Result<EventTexts> seal_event(ports::EventRecord& event, ports::Crypto& crypto);

}  // namespace dunghan::adapters::json
