// Decision tables (after OMG DMN): rows of conditions over named inputs, and what follows from
// each.
//
// The input cells are values compared for equality, ranges, lists, or "anything" (a cell left out).
// The hit policy says what it means when several rows match. Gaps and overlaps are found without
// running anything (definition/compiler).
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "engine/base/result.h"
#include "engine/base/value.h"
#include "engine/rule/expression.h"

namespace dunghan::rule {

enum class HitPolicy { unique, first, any, priority, collect };

struct DecisionCell {
  enum class Kind { anything, one_of, range };
  Kind kind = Kind::anything;
  std::vector<Value> values;       // one_of
  std::optional<Value> low, high;  // range; absent: open end
  bool low_included = true, high_included = true;
};

struct DecisionRow {
  std::vector<DecisionCell> cells;  // one per input, in order
  Value then;
  std::string basis;  // as written; empty: the table's user's
  int line = 0;
};

struct DecisionTable {
  std::string name;
  HitPolicy hit = HitPolicy::unique;
  std::vector<std::pair<std::string, Expression>> inputs;
  Type output;
  std::vector<DecisionRow> rows;
  std::optional<Value> default_output;
};

struct DecisionOutcome {
  Value value;                    // collect: a list
  std::vector<std::size_t> rows;  // indexes of the rows that matched; empty: the default
};

/// errors: refused("decision_gap") when no row matches and there is no default;
/// refused("decision_overlap") when several match under `unique`, or differ under `any`; whatever
/// evaluating an input gives.
[[nodiscard]] Result<DecisionOutcome> decide_table(const DecisionTable& table,
                                                   const Activation& activation);

// Its two halves, for those who have the inputs' values already (decision_check.h).

/// The rows whose cells all hold for `inputs`, one value per input. errors: limit_exceeded.
[[nodiscard]] Result<std::vector<std::size_t>> matching_rows(
    const DecisionTable& table, const std::vector<Value>& inputs,
    std::int64_t cost_max = evaluation_cost_max);
/// What the hit policy makes of those rows. `priority`: outputs rank by where the table names them
/// first. `collect` of no rows is the default, else an empty list.
[[nodiscard]] Result<DecisionOutcome> choose(const DecisionTable& table,
                                             std::vector<std::size_t> rows);

}  // namespace dunghan::rule
