#include "engine/service/sealing.h"

#include <algorithm>

#include "engine/cases/fields.h"

namespace dunghan::service {
namespace {

std::string context_of(CaseId case_id, const std::string& field) {
  return to_text(case_id) + "/" + field;
}

bool is_to_be_sealed(const cases::Procedure& procedure, const MapEntry& entry) {
  const definition::Field* field = cases::declared_field(procedure, entry.key.as_string());
  return field != nullptr && field->is_sealed() && !entry.value.is_null() &&
         entry.value.kind() != ValueKind::sealed;
}

}  // namespace

bool Sealer::has_sealed(const cases::Procedure& procedure, const Map& fields) {
  return std::any_of(fields.begin(), fields.end(),
                     [&](const MapEntry& entry) { return is_to_be_sealed(procedure, entry); });
}

Result<Map> Sealer::seal(const cases::Procedure& procedure, CaseId case_id,
                         std::string_view wrapped_key, const Map& fields) {
  Map sealed;
  for (const MapEntry& entry : fields) {
    if (!is_to_be_sealed(procedure, entry)) {
      sealed.push_back(entry);
      continue;
    }
    const std::string plain = codec_.to_text(Map{{"value", entry.value}});
    DUNGHAN_TRY(std::string ciphertext,
                crypto_.seal(wrapped_key, context_of(case_id, entry.key.as_string()), plain));
    sealed.push_back({entry.key, Sealed{std::move(ciphertext)}});
  }
  return sealed;
}

Result<Value> Sealer::open(CaseId case_id, const std::string& field, std::string_view wrapped_key,
                           const Value& sealed) {
  if (sealed.kind() != ValueKind::sealed) return sealed;
  DUNGHAN_TRY(const std::string plain,
              crypto_.open(wrapped_key, context_of(case_id, field), sealed.as_sealed()));
  DUNGHAN_TRY(const Map map, codec_.from_text(plain));
  const Value* value = find(map, "value");
  if (value == nullptr)
    return fail(ErrorCode::corrupt, "sealed field `" + field + "` holds no value");
  return *value;
}

}  // namespace dunghan::service
