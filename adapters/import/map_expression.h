// CEL in a map: what it may mention, and how it is evaluated on one row.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "adapters/import/log_row.h"
#include "engine/base/result.h"
#include "engine/definition/definition.h"
#include "engine/rule/expression.h"

namespace dunghan::adapters::import {

/// Variables (strings): those of `columns` that are identifiers; where `columns` is empty, every
/// name that `text` uses as a variable. Functions: column(string), beside the standard ones.
[[nodiscard]] rule::Environment row_environment(std::string_view text,
                                                const std::vector<std::string>& columns);

/// The value of a place on `row`; nothing where it needs a column that is empty there. `failed_at`
/// gets where in the log the fault lies. errors: invalid_argument, saying what could not be made of
/// what.
[[nodiscard]] Result<std::optional<Value>> value_on(const definition::ValuePlace& place,
                                                    const LogRow& row, const ColumnTable& columns,
                                                    TextPosition& failed_at);

}  // namespace dunghan::adapters::import
