#include "engine/rule/decision_table.h"

#include <algorithm>

#include "engine/rule/evaluation.h"

namespace dunghan::rule {
namespace {

/// Errors of comparing only mean "does not match": a cell says what it wants, and another kind of
/// value is something else.
Result<bool> within(const DecisionCell& cell, const Value& input, Meter& meter) {
  const auto side = [&](const std::optional<Value>& bound) -> Result<std::partial_ordering> {
    if (!bound) return std::partial_ordering::equivalent;
    auto found = order(input, *bound, meter);
    if (!found && found.error().code != ErrorCode::limit_exceeded)
      return std::partial_ordering::unordered;
    return found;
  };
  DUNGHAN_TRY(const std::partial_ordering low, side(cell.low));
  DUNGHAN_TRY(const std::partial_ordering high, side(cell.high));
  const bool above = !cell.low || low > 0 || (cell.low_included && low == 0);
  const bool below = !cell.high || high < 0 || (cell.high_included && high == 0);
  return above && below && !input.is_null();
}

Result<bool> holds(const DecisionCell& cell, const Value& input, Meter& meter) {
  if (cell.kind == DecisionCell::Kind::anything) return true;
  if (cell.kind == DecisionCell::Kind::range) return within(cell, input, meter);
  for (const Value& value : cell.values) {
    DUNGHAN_TRY(const bool same, equal(value, input, meter));
    if (same) return true;
  }
  return false;
}

std::string rows_in_words(const DecisionTable& table, const std::vector<std::size_t>& rows) {
  std::string text;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (i > 0) text += i + 1 == rows.size() ? " and " : ", ";
    text += "row " + std::to_string(rows[i] + 1);
    if (table.rows[rows[i]].line > 0)
      text += " (line " + std::to_string(table.rows[rows[i]].line) + ")";
  }
  return text;
}

Failure overlap(const DecisionTable& table, const std::vector<std::size_t>& rows,
                std::string_view what) {
  return refuse("decision_overlap",
                "in the decision \"" + table.name + "\" " + rows_in_words(table, rows) + " " +
                    std::string(what),
                "make the conditions of the rows exclude each other, or choose another hit policy");
}

bool same_outcome(const DecisionTable& table, const std::vector<std::size_t>& rows) {
  return std::all_of(rows.begin(), rows.end(), [&](std::size_t row) {
    return table.rows[row].then == table.rows[rows[0]].then;
  });
}

/// Outputs rank by where the table names them first; of the rows that match, the one with the best
/// output.
std::size_t best_ranked(const DecisionTable& table, const std::vector<std::size_t>& rows) {
  const auto rank = [&](std::size_t row) {
    const auto first =
        std::find_if(table.rows.begin(), table.rows.end(),
                     [&](const DecisionRow& other) { return other.then == table.rows[row].then; });
    return first - table.rows.begin();
  };
  return *std::min_element(rows.begin(), rows.end(),
                           [&](std::size_t a, std::size_t b) { return rank(a) < rank(b); });
}

DecisionOutcome collected(const DecisionTable& table, std::vector<std::size_t> rows) {
  List values;
  for (const std::size_t row : rows) values.push_back(table.rows[row].then);
  return {Value(std::move(values)), std::move(rows)};
}

}  // namespace

Result<std::vector<std::size_t>> matching_rows(const DecisionTable& table,
                                               const std::vector<Value>& inputs,
                                               std::int64_t cost_max) {
  Meter meter(cost_max);
  std::vector<std::size_t> matching;
  for (std::size_t row = 0; row < table.rows.size(); ++row) {
    const auto& cells = table.rows[row].cells;
    bool all_hold = true;
    for (std::size_t i = 0; all_hold && i < cells.size() && i < inputs.size(); ++i) {
      DUNGHAN_TRY(all_hold, holds(cells[i], inputs[i], meter));
    }
    if (all_hold) matching.push_back(row);
  }
  return matching;
}

Result<DecisionOutcome> choose(const DecisionTable& table, std::vector<std::size_t> rows) {
  if (rows.empty()) {
    if (table.default_output) return DecisionOutcome{*table.default_output, {}};
    if (table.hit == HitPolicy::collect) return collected(table, {});
    return refuse("decision_gap", "no row of the decision \"" + table.name + "\" fits this case",
                  "add the missing row, or a default");
  }
  switch (table.hit) {
    case HitPolicy::unique:
      if (rows.size() > 1) return overlap(table, rows, "both fit this case");
      break;
    case HitPolicy::any:
      if (!same_outcome(table, rows))
        return overlap(table, rows, "fit this case and say different things");
      return DecisionOutcome{table.rows[rows[0]].then, std::move(rows)};
    case HitPolicy::first: break;
    case HitPolicy::priority: rows = {best_ranked(table, rows)}; break;
    case HitPolicy::collect: return collected(table, std::move(rows));
  }
  return DecisionOutcome{table.rows[rows[0]].then, {rows[0]}};
}

Result<DecisionOutcome> decide_table(const DecisionTable& table, const Activation& activation) {
  std::vector<Value> inputs;
  for (const auto& [name, expression] : table.inputs) {
    DUNGHAN_TRY(Value value, evaluate(expression, activation));
    inputs.push_back(std::move(value));
  }
  DUNGHAN_TRY(std::vector<std::size_t> rows, matching_rows(table, inputs));
  return choose(table, std::move(rows));
}

}  // namespace dunghan::rule
