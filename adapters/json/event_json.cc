#include "adapters/json/event_json.h"

#include "adapters/json/value_json.h"
#include "engine/proof/leaf.h"

namespace dunghan::adapters::json {
namespace {

Result<std::string> bounded_json(const Map& map) {
  DUNGHAN_TRY_VOID(check_storable(map));
  std::string text = to_stored_json(map);
  if (text.size() > stored_octets_max) {
    return fail(ErrorCode::limit_exceeded, "an event is larger than " +
                                               std::to_string(stored_octets_max) +
                                               " octets and cannot be stored");
  }
  return text;
}

}  // namespace

Result<EventTexts> seal_event(ports::EventRecord& event, ports::Crypto& crypto) {
  EventTexts texts;
  DUNGHAN_TRY(texts.facts, bounded_json(event.facts));
  DUNGHAN_TRY(texts.body, bounded_json(event.body));
  event.salt = crypto.random_octets(salt_octets);
  const std::string commitment = crypto.sha256(event.salt + texts.body);
  event.leaf_hash = crypto.sha256(
      proof::leaf_octets({.stream_kind = ports::name_of(event.stream_kind),
                          .stream_id = event.stream_id,
                          .seq = event.seq,
                          .kind = event.kind,
                          .version = event.version,
                          .occurred_at_us = event.occurred_at.time_since_epoch().count(),
                          .recorded_at_us = event.recorded_at.time_since_epoch().count(),
                          .actor = event.actor,
                          .facts = texts.facts,
                          .body_commitment = commitment}));
  return texts;
}

}  // namespace dunghan::adapters::json
