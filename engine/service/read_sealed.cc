#include "engine/service/read_sealed.h"

#include "engine/service/sealing.h"

namespace dunghan::service {
namespace {

std::vector<std::string> readable_fields(CaseService& service, const LoadedCase& loaded,
                                         const cases::Actor& actor, Instant now) {
  std::vector<std::string> names;
  for (const definition::Field& field : loaded.procedure->definition().data) {
    const Value* value = find(loaded.state.data, field.name);
    if (value == nullptr || value->kind() != ValueKind::sealed) continue;
    if (cases::bears_role(loaded.state, actor, field.sealed_for, now, service.facts_for(loaded)))
      names.push_back(field.name);
  }
  return names;
}

Result<void> record_reading(ports::CaseStore& store, CaseId case_id, const cases::Actor& actor,
                            const std::vector<std::string>& fields, Instant now) {
  DUNGHAN_TRY(const auto unit, store.begin());
  DUNGHAN_TRY(const auto before, unit->load_events(ports::StreamKind::access, case_id.value));
  ports::EventRecord record;
  record.stream_kind = ports::StreamKind::access;
  record.stream_id = case_id.value;
  record.seq = static_cast<std::int64_t>(before.size()) + 1;
  record.kind = "sealed_read";
  record.occurred_at = record.recorded_at = now;
  record.actor = actor.id;
  record.facts = {{"fields", List(fields.begin(), fields.end())}};
  std::vector<ports::EventRecord> records{std::move(record)};
  DUNGHAN_TRY_VOID(unit->append(records));
  return unit->commit();
}

}  // namespace

Result<Map> read_sealed(CaseService& service, const LoadedCase& loaded, const cases::Actor& actor) {
  const Dependencies& with = service.dependencies();
  const Instant now = with.time->now();
  const auto fields = readable_fields(service, loaded, actor, now);
  if (fields.empty()) return Map{};
  DUNGHAN_TRY(const auto key, with.store->wrapped_key(loaded.state.id));
  if (!key) return Map{};  // erased: nobody reads it any more
  Sealer sealer(*with.crypto, *with.codec);
  Map opened;
  for (const std::string& field : fields) {
    DUNGHAN_TRY(Value value,
                sealer.open(loaded.state.id, field, *key, *find(loaded.state.data, field)));
    opened.push_back({field, std::move(value)});
  }
  DUNGHAN_TRY_VOID(record_reading(*with.store, loaded.state.id, actor, fields, now));
  return opened;
}

Map with_opened(const Map& data, const Map& opened) {
  Map shown = data;
  for (MapEntry& entry : shown) {
    if (const Value* value = find(opened, entry.key.as_string())) entry.value = *value;
  }
  return shown;
}

}  // namespace dunghan::service
