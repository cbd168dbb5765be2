#include "engine/rule/decision_check.h"

#include <algorithm>
#include <limits>
#include <set>

#include "engine/base/check.h"
#include "engine/rule/value_samples.h"

namespace dunghan::rule {
namespace {

/// Which rows' cells hold for one sample of one input.
using Fitting = std::vector<bool>;

struct Stretch {
  Value sample;
  Fitting rows;
};

const DecisionCell anything{};

const DecisionCell& cell_of(const DecisionRow& row, std::size_t input) {
  return input < row.cells.size() ? row.cells[input] : anything;
}

/// The rows that fit where `input` alone is looked at.
Fitting fitting_rows(const DecisionTable& table, std::size_t input, const Value& sample) {
  Fitting fitting(table.rows.size(), false);
  DecisionTable column;
  for (const DecisionRow& row : table.rows)
    column.rows.push_back(DecisionRow{{cell_of(row, input)}, {}, {}, 0});
  // Without a limit that a table of a file could reach: its size is bounded by the file's.
  const auto rows = matching_rows(column, {sample}, std::numeric_limits<std::int64_t>::max());
  DUNGHAN_CHECK(rows.has_value());
  for (const std::size_t row : *rows) fitting[row] = true;
  return fitting;
}

/// The stretches of one input, those that fit the same rows taken as one.
std::vector<Stretch> stretches(const DecisionTable& table, std::size_t input,
                               const InputDomain& domain) {
  std::vector<const DecisionCell*> cells;
  for (const DecisionRow& row : table.rows) cells.push_back(&cell_of(row, input));
  std::vector<Stretch> found;
  for (Value& sample : samples(domain, cells)) {
    Fitting rows = fitting_rows(table, input, sample);
    const bool known = std::any_of(found.begin(), found.end(),
                                   [&](const Stretch& other) { return other.rows == rows; });
    if (!known) found.push_back({std::move(sample), std::move(rows)});
  }
  return found;
}

/// One stretch of each input, by index.
using Combination = std::vector<std::size_t>;

/// Combinations that no row fits: those like `at`, where `any` inputs may be whatever they can be.
struct Gap {
  Combination at;
  std::vector<bool> any;
};

/// A gap is not made wider than this: it is only for telling it in few words.
constexpr std::size_t widened_max = 1'000;

class TableCheck {
 public:
  TableCheck(const DecisionTable& table, const std::vector<InputDomain>& domains) : table_(table) {
    for (std::size_t i = 0; i < domains.size(); ++i)
      inputs_.push_back(stretches(table, i, domains[i]));
    decides_.resize(table.rows.size(), false);
  }

  std::vector<TableFinding> run() {
    if (is_too_large()) return {TableFinding{TableFinding::Kind::too_large, {}, {}}};
    try_all();
    add_dead_rows();
    std::stable_sort(findings_.begin(), findings_.end(),
                     [](const TableFinding& a, const TableFinding& b) {
                       const auto rank = [](TableFinding::Kind kind) {
                         return kind == TableFinding::Kind::overlap ? 0
                                : kind == TableFinding::Kind::gap   ? 1
                                                                    : 2;
                       };
                       return rank(a.kind) < rank(b.kind);
                     });
    return std::move(findings_);
  }

 private:
  [[nodiscard]] bool is_too_large() const {
    // Ranking outputs looks at all rows again for each that fits.
    const std::size_t rows = std::max<std::size_t>(1, table_.rows.size());
    const std::size_t work_each = table_.hit == HitPolicy::priority ? rows * rows : rows;
    const std::size_t most = std::min(combinations_max, table_check_work_max / work_each);
    std::size_t product = 1;
    for (const auto& input : inputs_) {
      if (input.empty()) return false;  // an input that can be nothing: there is nothing to try
      if (product > most / input.size()) return true;
      product *= input.size();
    }
    return false;
  }

  /// Every combination, counted like an odometer.
  void try_all() {
    if (std::any_of(inputs_.begin(), inputs_.end(),
                    [](const auto& input) { return input.empty(); }))
      return;
    Combination at(inputs_.size(), 0);
    const std::vector<bool> all(inputs_.size(), true);
    do {
      look_at(at);
    } while (advance(at, all));
  }

  /// The next combination of the inputs that `turn`, like an odometer; false after the last.
  [[nodiscard]] bool advance(Combination& at, const std::vector<bool>& turn) const {
    for (std::size_t place = at.size(); place-- > 0;) {
      if (!turn[place]) continue;
      if (++at[place] < inputs_[place].size()) return true;
      at[place] = 0;
    }
    return false;
  }

  void look_at(const Combination& at) {
    const std::vector<std::size_t> rows = rows_at(at);
    if (rows.empty()) return add_gap(at);
    note_deciding(rows);
    if (table_.hit == HitPolicy::unique || table_.hit == HitPolicy::any) add_overlaps(rows, at);
  }

  [[nodiscard]] std::vector<std::size_t> rows_at(const Combination& at) const {
    std::vector<std::size_t> rows;
    for (std::size_t row = 0; row < table_.rows.size(); ++row) {
      bool fits = true;
      for (std::size_t input = 0; fits && input < at.size(); ++input)
        fits = inputs_[input][at[input]].rows[row];
      if (fits) rows.push_back(row);
    }
    return rows;
  }

  void note_deciding(const std::vector<std::size_t>& rows) {
    const auto outcome = choose(table_, rows);
    // An overlap decides nothing; its rows are told of as such, and are not dead besides.
    for (const std::size_t row : outcome ? outcome->rows : rows) decides_[row] = true;
  }

  void add_gap(const Combination& at) {
    if (table_.default_output || table_.hit == HitPolicy::collect || gaps_.size() == gaps_told_max)
      return;
    if (std::any_of(gaps_.begin(), gaps_.end(), [&](const Gap& gap) { return covers(gap, at); }))
      return;
    Gap gap{at, std::vector<bool>(at.size(), false)};
    for (std::size_t input = 0; input < at.size(); ++input) widen(gap, input);
    auto shown = example(at);
    for (std::size_t input = at.size(); input-- > 0;) {
      if (gap.any[input]) shown.erase(shown.begin() + static_cast<std::ptrdiff_t>(input));
    }
    findings_.push_back({TableFinding::Kind::gap, {}, std::move(shown)});
    gaps_.push_back(std::move(gap));
  }

  [[nodiscard]] static bool covers(const Gap& gap, const Combination& at) {
    for (std::size_t input = 0; input < at.size(); ++input) {
      if (!gap.any[input] && gap.at[input] != at[input]) return false;
    }
    return true;
  }

  /// Leaves `input` out of the gap where no row fits whatever it is.
  void widen(Gap& gap, std::size_t input) const {
    std::vector<bool> turn = gap.any;
    turn[input] = true;
    Combination at = gap.at;
    std::size_t product = 1;
    for (std::size_t i = 0; i < at.size(); ++i) {
      if (!turn[i]) continue;
      at[i] = 0;
      product *= inputs_[i].size();
    }
    if (product > widened_max) return;
    do {
      if (!rows_at(at).empty()) return;
    } while (advance(at, turn));
    gap.any = std::move(turn);
  }

  void add_overlaps(const std::vector<std::size_t>& rows, const Combination& at) {
    for (std::size_t i = 0; i < rows.size(); ++i) {
      for (std::size_t j = i + 1; j < rows.size(); ++j) {
        const bool contradict = table_.hit == HitPolicy::unique ||
                                !(table_.rows[rows[i]].then == table_.rows[rows[j]].then);
        if (!contradict || overlaps_.size() == overlaps_told_max) continue;
        if (!overlaps_.emplace(rows[i], rows[j]).second) continue;
        findings_.push_back({TableFinding::Kind::overlap, {rows[i], rows[j]}, example(at)});
      }
    }
  }

  void add_dead_rows() {
    for (std::size_t row = 0; row < decides_.size(); ++row) {
      if (!decides_[row]) findings_.push_back({TableFinding::Kind::dead_row, {row}, {}});
    }
  }

  [[nodiscard]] std::vector<std::pair<std::string, Value>> example(const Combination& at) const {
    std::vector<std::pair<std::string, Value>> found;
    for (std::size_t i = 0; i < at.size(); ++i)
      found.emplace_back(table_.inputs[i].first, inputs_[i][at[i]].sample);
    return found;
  }

  const DecisionTable& table_;
  std::vector<std::vector<Stretch>> inputs_;
  std::vector<bool> decides_;
  std::set<std::pair<std::size_t, std::size_t>> overlaps_;
  std::vector<Gap> gaps_;
  std::vector<TableFinding> findings_;
};

std::size_t values_in(const DecisionTable& table) {
  std::size_t count = table.rows.size();
  for (const DecisionRow& row : table.rows) {
    for (const DecisionCell& cell : row.cells)
      count += cell.values.size() + (cell.low ? 1 : 0) + (cell.high ? 1 : 0);
  }
  return count;
}

std::string shown(const Value& value) {
  switch (value.kind()) {
    case ValueKind::null: return "(absent)";
    case ValueKind::boolean: return value.as_bool() ? "true" : "false";
    case ValueKind::integer: return std::to_string(value.as_int());
    case ValueKind::unsigned_integer: return std::to_string(value.as_uint());
    case ValueKind::floating: return std::to_string(value.as_double());
    case ValueKind::string: return value.as_string();
    case ValueKind::date: return dunghan::to_text(value.as_date());
    case ValueKind::period: return dunghan::to_text(value.as_period());
    case ValueKind::decimal: return value.as_decimal().to_text();
    case ValueKind::timestamp: return dunghan::to_text(value.as_timestamp());
    default: return std::string(name_of(value.kind()));
  }
}

}  // namespace

std::vector<TableFinding> find_gaps_and_overlaps(const DecisionTable& table,
                                                 const std::vector<InputDomain>& domains) {
  DUNGHAN_CHECK(domains.size() == table.inputs.size());
  if (values_in(table) > table_values_max)
    return {TableFinding{TableFinding::Kind::too_large, {}, {}}};
  return TableCheck(table, domains).run();
}

std::string to_text(const std::vector<std::pair<std::string, Value>>& example) {
  std::string text;
  for (const auto& [name, value] : example)
    text += (text.empty() ? "" : ", ") + name + " = " + shown(value);
  return text;
}

}  // namespace dunghan::rule
