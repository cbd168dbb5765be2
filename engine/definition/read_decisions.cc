// Decision tables: inputs, rows, and whether every case finds exactly the rows that the hit policy
// wants.
#include <algorithm>

#include "engine/definition/compilation.h"
#include "engine/rule/decision_check.h"

namespace dunghan::definition {
namespace {

using rule::DecisionCell;
using rule::DecisionTable;
using Kind = rule::Type::Kind;

rule::HitPolicy hit_policy(std::string_view name) {
  if (name == "first") return rule::HitPolicy::first;
  if (name == "any") return rule::HitPolicy::any;
  if (name == "priority") return rule::HitPolicy::priority;
  if (name == "collect") return rule::HitPolicy::collect;
  return rule::HitPolicy::unique;
}

// The type of a field whose literals are those of this CEL type.
FieldType literal_type(const rule::Type& type) {
  FieldType field;
  switch (type.kind()) {
    case Kind::boolean: field.kind = FieldKind::boolean; break;
    case Kind::integer: field.kind = FieldKind::integer; break;
    case Kind::decimal: field.kind = FieldKind::decimal; break;
    case Kind::date: field.kind = FieldKind::date; break;
    case Kind::period: field.kind = FieldKind::period; break;
    default: field.kind = FieldKind::text; break;
  }
  return field;
}

// `data.x` of a choice: its cells are its choices.
FieldType cell_type(const Compilation& compilation, const rule::Expression& input) {
  constexpr std::string_view root = "data.";
  if (!input) return {};
  if (input.text().starts_with(root)) {
    const Field* field = compilation.made.field(input.text().substr(root.size()));
    if (field != nullptr && field->type.kind == FieldKind::choice) return field->type;
  }
  return literal_type(input.type());
}

class TableReader {
 public:
  TableReader(Compilation& compilation, const Node& name) : compilation_(compilation), name_(name) {
    table_.name = name.text;
  }

  DecisionTable read(const Node& node) {
    const std::size_t errors_before = compilation_.issues.error_count();
    check_name(compilation_, name_, "a decision table");
    if (!check_keys(compilation_, node, Block::decision, name_.at)) return std::move(table_);
    if (const auto hit = read_word(compilation_, node, Block::decision, "hit"))
      table_.hit = hit_policy(*hit);
    read_output(node);
    read_inputs(node);
    if (const Node* rules = node.find("rules"))
      for_one_or_many(*rules, [this](const Node& row) { read_row(row); });
    if (const Node* value = node.find("default")) table_.default_output = read_output_value(*value);
    if (compilation_.issues.error_count() == errors_before) check_rows();
    return std::move(table_);
  }

 private:
  void read_output(const Node& node) {
    const Node* output = node.find("output");
    if (output == nullptr) return;
    const auto kind = field_kind(output->text);
    if (!kind) {
      compilation_.issues.error("E0100", *output, "there is no type " + quoted(output->text),
                                compilation_.did_you_mean(output->text, field_kind_names()));
      return;
    }
    output_.kind = *kind;
    output_known_ = true;
    table_.output = type_of(output_);
  }

  void read_inputs(const Node& node) {
    const Node* inputs = node.find("inputs");
    if (inputs == nullptr || !check_mapping(compilation_, *inputs, "`inputs`")) return;
    for (const Entry& entry : inputs->entries) {
      if (entry.key.text == "then" || entry.key.text == "basis") {
        compilation_.issues.error("E0056", entry.key,
                                  quoted(entry.key.text) + " has a meaning of its own in a row");
      }
      rule::Expression input =
          read_expression(compilation_, entry.value, Scope{}, Asked::Use::decision_input);
      types_.push_back(cell_type(compilation_, input));
      table_.inputs.emplace_back(entry.key.text, std::move(input));
    }
  }

  Value read_output_value(const Node& node) {
    if (!output_known_) return Value();
    // No length: a limit that a table gives so has to be kept at once.
    if (output_.kind == FieldKind::period && node.is_scalar() && node.text == "at once")
      return Value(Period{});
    auto value = literal_of(node, output_);
    if (value) return std::move(*value);
    std::string remedy;
    if (output_.kind == FieldKind::period) {
      const auto period = parse_period(node.text);
      if (!period) remedy = period.error().message;
    }
    compilation_.issues.error(
        "E0145", node, "the answer is no value of type " + std::string(name_of(output_.kind)),
        std::move(remedy));
    return Value();
  }

  void read_row(const Node& node) {
    if (!check_mapping(compilation_, node, "a row")) return;
    rule::DecisionRow row;
    row.line = node.at.line;
    row_places_.push_back(node.at);
    row.cells.resize(table_.inputs.size());
    std::vector<std::string> known{"then", "basis"};
    for (const auto& [name, unused] : table_.inputs) known.push_back(name);
    for (const Entry& entry : node.entries) {
      const auto input = std::find_if(table_.inputs.begin(), table_.inputs.end(),
                                      [&](const auto& one) { return one.first == entry.key.text; });
      if (input != table_.inputs.end()) {
        const auto index = static_cast<std::size_t>(input - table_.inputs.begin());
        row.cells[index] = read_cell(entry.value, types_[index]);
      } else if (entry.key.text == "basis") {
        row.basis = read_basis(compilation_, entry.value).text;
      } else if (entry.key.text != "then") {
        compilation_.issues.error("E0144", entry.key,
                                  "the table has no input " + quoted(entry.key.text),
                                  compilation_.did_you_mean(entry.key.text, known));
      }
    }
    check_required(compilation_, node, Block::decision_row, node.at);
    if (const Node* then = node.find("then")) row.then = read_output_value(*then);
    table_.rows.push_back(std::move(row));
  }

  Value cell_value(const Node& node, const FieldType& type) {
    auto value = literal_of(node, type);
    if (value) return std::move(*value);
    compilation_.issues.error("E0143", node,
                              "the cell is no value of type " + std::string(name_of(type.kind)),
                              compilation_.did_you_mean(node.text, type.choices));
    return Value();
  }

  // A value, a list of values, `< 5`, `>= 2024-01-01`, `1 .. 5`; `-` or nothing is anything.
  DecisionCell read_cell(const Node& node, const FieldType& type) {
    DecisionCell cell;
    if (node.is_null() || (node.is_scalar() && node.text == "-")) return cell;
    if (node.is_scalar() && read_range(node, type, cell)) return cell;
    cell.kind = DecisionCell::Kind::one_of;
    for_one_or_many(node, [&](const Node& item) { cell.values.push_back(cell_value(item, type)); });
    return cell;
  }

  bool read_range(const Node& node, const FieldType& type, DecisionCell& cell) {
    if (type.kind == FieldKind::text || type.kind == FieldKind::choice ||
        type.kind == FieldKind::boolean)
      return false;
    const auto part = [&](std::string_view text) {
      Node value = node;
      value.quoted = false;
      const std::size_t first = text.find_first_not_of(' ');
      value.text = first == std::string_view::npos
                       ? ""
                       : std::string(text.substr(first, text.find_last_not_of(' ') - first + 1));
      return cell_value(value, type);
    };
    const std::string_view text = node.text;
    const std::size_t dots = text.find("..");
    if (dots != std::string_view::npos) {
      cell.low = part(text.substr(0, dots));
      cell.high = part(text.substr(dots + 2));
    } else if (text.starts_with('<')) {
      cell.high_included = text.starts_with("<=");
      cell.high = part(text.substr(cell.high_included ? 2 : 1));
    } else if (text.starts_with('>')) {
      cell.low_included = text.starts_with(">=");
      cell.low = part(text.substr(cell.low_included ? 2 : 1));
    } else {
      return false;
    }
    cell.kind = DecisionCell::Kind::range;
    return true;
  }

  // Only a table that was read without a fault has rows worth comparing.
  void check_rows() {
    std::vector<rule::InputDomain> domains;
    for (std::size_t i = 0; i < types_.size(); ++i) {
      if (!table_.inputs[i].second) return;
      rule::InputDomain domain;
      domain.type = table_.inputs[i].second.type();
      for (const std::string& choice : types_[i].choices) domain.choices.emplace_back(choice);
      domains.push_back(std::move(domain));
    }
    for (const rule::TableFinding& finding : rule::find_gaps_and_overlaps(table_, domains)) {
      report(finding);
    }
  }

  void report(const rule::TableFinding& finding) {
    using Found = rule::TableFinding::Kind;
    const std::string name = "the table " + quoted(table_.name);
    const auto row = [&](std::size_t i) {
      return i < finding.rows.size() && finding.rows[i] < row_places_.size()
                 ? row_places_[finding.rows[i]]
                 : name_.at;
    };
    switch (finding.kind) {
      case Found::gap:
        compilation_.issues.error("E0141", name_, "no row fits " + rule::to_text(finding.example),
                                  "add a row, or a `default`");
        break;
      case Found::overlap:
        compilation_.issues
            .error("E0142", row(1),
                   name + " has two rows that fit " + rule::to_text(finding.example),
                   "make one of them narrower, or choose another `hit`")
            .related = row(0);
        break;
      case Found::dead_row:
        compilation_.issues.error("E0146", row(0), name + " never comes to this row",
                                  "delete it, or put it before the row that takes its cases");
        break;
      case Found::too_large:
        compilation_.issues.warning("E0147", name_.at,
                                    name + " is too large to look for gaps and overlaps");
        break;
    }
  }

  Compilation& compilation_;
  const Node& name_;
  DecisionTable table_;
  FieldType output_;
  bool output_known_ = false;
  std::vector<FieldType> types_;  // of the cells, one per input
  std::vector<Position> row_places_;
};

}  // namespace

void read_decisions(Compilation& compilation, const Node& node) {
  if (!check_mapping(compilation, node, "`decisions`")) return;
  for (const Entry& entry : node.entries) {
    compilation.made.decisions.emplace_back(entry.key.text,
                                            TableReader(compilation, entry.key).read(entry.value));
  }
}

}  // namespace dunghan::definition
