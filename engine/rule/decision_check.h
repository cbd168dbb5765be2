// Gaps, overlaps and dead rows of a decision table, found without running anything.
//
// Each input is cut into stretches within which no cell of its column can tell two values apart;
// one value stands for each stretch, and all combinations of those are tried. So what is found is
// complete, and every finding has an example.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "engine/rule/decision_table.h"

namespace dunghan::rule {

/// What an input can be. Without choices the type says it: bool is false or true; int, uint,
/// double, decimal, date, timestamp and duration run from `low` to `high`, both included and both
/// optional; text is what the rows name, and anything else.
struct InputDomain {
  Type type;
  std::vector<Value> choices;
  std::optional<Value> low, high;
  bool may_be_absent = false;  // null is possible too
};

struct TableFinding {
  enum class Kind {
    gap,       // no row fits `example`, and there is no default
    overlap,   // `rows` fit `example`, against the hit policy
    dead_row,  // rows[0] decides nothing: it fits no input, or rows before it always go first
    too_large  // beyond combinations_max or the limits below it: nothing was tried
  };
  Kind kind = Kind::gap;
  std::vector<std::size_t> rows;
  /// By input; null: absent. A gap leaves out the inputs that may be anything. Empty for dead_row
  /// and too_large.
  std::vector<std::pair<std::string, Value>> example;
};

inline constexpr std::size_t combinations_max = 100'000;
/// Combinations times rows: what trying them all may cost.
inline constexpr std::size_t table_check_work_max = 20'000'000;
/// Values and bounds in all cells of a table.
inline constexpr std::size_t table_values_max = 5'000;
/// Gaps after this many are not told: the table lacks a rule, not a row.
inline constexpr std::size_t gaps_told_max = 10;
/// Likewise pairs of rows that overlap.
inline constexpr std::size_t overlaps_told_max = 50;

/// domains: one per input of `table`, in order. The inputs' expressions are not evaluated.
/// returns: overlaps by pair of rows, each once; then gaps; then dead rows.
[[nodiscard]] std::vector<TableFinding> find_gaps_and_overlaps(
    const DecisionTable& table, const std::vector<InputDomain>& domains);

/// "remote = true, rounds = 3": the example for people.
[[nodiscard]] std::string to_text(const std::vector<std::pair<std::string, Value>>& example);

}  // namespace dunghan::rule
