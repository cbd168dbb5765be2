// Fields that come with a command: typed against the definition, split into what decisions may read
// and what is body.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "engine/base/result.h"
#include "engine/cases/procedure.h"
#include "engine/definition/definition.h"
#include "engine/organisation/organisation.h"

namespace dunghan::cases {

inline constexpr std::size_t text_bytes_max = 65'536;  // of one text field
inline constexpr std::size_t list_items_max = 10'000;

/// `raw` as a value of `field`'s type. Texts are read ("2024-05-07" as a date, "30 days" as a
/// period, "true", numbers, a comma-separated list of choices); values that are right already stay.
/// errors: invalid_argument naming the field, what was expected and an example.
[[nodiscard]] Result<Value> coerce(const definition::Field& field, const Value& raw,
                                   const organisation::Organisation& organisation,
                                   const ZoneRules& zone);

/// The declaration of a field that may come with `event` (from the needs of its transitions, the
/// form of a task, or data), or null pointer.
[[nodiscard]] const definition::Field* declared_field(const Procedure& procedure,
                                                      const std::string& name);

/// What commands of this definition may carry under `name`, for typing before deciding: declared
/// anywhere in `data` or `needs`. errors: refused("unknown_field") with a near name; whatever
/// coerce gives.
[[nodiscard]] Result<Map> type_fields(const Procedure& procedure, const Map& raw,
                                      const organisation::Organisation& organisation);

struct SplitFields {
  Map facts, body;
};
/// Splits by the declarations: facts may be read by later decisions, the rest is body.
[[nodiscard]] SplitFields split_fields(const Procedure& procedure, const Map& fields);

/// Every field declared in `data` or in any `needs` of the definition; one of `data` wins over an
/// event's of the same name.
[[nodiscard]] std::vector<const definition::Field*> declared_fields(
    const definition::WorkflowDefinition& definition);

}  // namespace dunghan::cases
