#include "engine/verify/domains.h"

#include <algorithm>

#include "engine/definition/compilation.h"
#include "engine/rule/value_samples.h"

namespace dunghan::verify {
namespace {

using definition::Field;
using definition::FieldKind;
using definition::FieldType;

/// So far ahead lies a day that is still to come.
constexpr std::chrono::days ahead{60};
/// Longest list that is tried, whatever a condition compares its size with.
constexpr std::int64_t list_size_max = 4;

bool is_path(const rule::Expression& expression, const std::string& path) {
  return expression && expression.text() == path;
}

Value person() {
  return Map{{"name", "Người mẫu"}};
}

std::int64_t longest(const std::vector<Value>& literals) {
  std::int64_t size = 1;
  for (const Value& literal : literals) {
    if (literal.kind() == ValueKind::integer)
      size = std::max(size, std::min(literal.as_int() + 1, list_size_max));
  }
  return size;
}

}  // namespace

Domains::Domains(const Subject& subject, const Liveness& liveness)
    : subject_(subject), liveness_(liveness) {}

bool Domains::matters(const std::string& field) const {
  return liveness_.reads().fields.contains(field) || liveness_.reads().of_event.contains(field);
}

std::vector<rule::DecisionCell> Domains::cells_of(const std::string& field) const {
  std::vector<rule::DecisionCell> cells;
  rule::DecisionCell named;
  named.kind = rule::DecisionCell::Kind::one_of;
  named.values = liveness_.literals_beside(field);
  cells.push_back(std::move(named));
  for (const auto& [name, table] : subject_.definition().decisions) {
    for (std::size_t input = 0; input < table.inputs.size(); ++input) {
      if (!is_path(table.inputs[input].second, "data." + field)) continue;
      for (const rule::DecisionRow& row : table.rows) cells.push_back(row.cells[input]);
    }
  }
  return cells;
}

Domains::Span Domains::span_of(const std::string& field) const {
  Span span;
  const auto take = [&span](const Value& value) {
    if (value.kind() != ValueKind::integer) return;
    span.low = std::min(span.low, value.as_int());
    span.high = std::max(span.high, value.as_int());
  };
  for (const rule::DecisionCell& cell : cells_of(field)) {
    for (const Value& value : cell.values) take(value);
    if (cell.low) take(*cell.low);
    if (cell.high) take(*cell.high);
  }
  return span;
}

/// What the stretches of numbers and texts are made of; a cell of another kind says nothing here.
std::vector<Value> Domains::by_samples(const Field& field) const {
  rule::InputDomain domain;
  domain.type = definition::type_of(field.type);
  const auto cells = cells_of(field.name);
  std::vector<const rule::DecisionCell*> pointers;
  for (const auto& cell : cells) pointers.push_back(&cell);
  std::vector<Value> fitting;
  for (Value& value : rule::samples(domain, pointers)) {
    const auto typed =
        cases::coerce(field, value, *subject_.organisation, subject_.procedure->zone());
    if (typed) fitting.push_back(*typed);
  }
  return fitting;
}

std::vector<Value> Domains::choices(const Field& field) const {
  const auto& all = field.type.choices;
  const auto first = [&all](std::size_t count) {
    return Value(List(all.begin(), all.begin() + static_cast<std::ptrdiff_t>(count)));
  };
  const auto literals = liveness_.literals_beside(field.name);
  const auto size = static_cast<std::size_t>(longest(literals));
  std::vector<Value> values;
  for (std::size_t count = 0; count <= std::min(size, all.size()); ++count)
    values.push_back(first(count));
  for (const std::string& choice : all) {
    if (std::find(literals.begin(), literals.end(), Value(choice)) != literals.end())
      values.emplace_back(List{Value(choice)});
  }
  const bool by_size = std::any_of(literals.begin(), literals.end(), [](const Value& literal) {
    return literal.kind() == ValueKind::integer;
  });
  if (!by_size && size < all.size()) values.push_back(first(all.size()));
  return values;
}

std::vector<Value> Domains::lists(const Field& field, Date today) const {
  Field element = field;
  element.type = field.type.kind == FieldKind::table ? FieldType{} : field.type.element.front();
  if (field.type.kind == FieldKind::table) {
    element.type.kind = FieldKind::record;
    element.type.record = field.type.record;
  }
  element.name.clear();
  const Value item = sample(element, today);
  const auto size = longest(liveness_.literals_beside(field.name));
  std::vector<Value> values;
  for (std::int64_t count = 1; count <= size; ++count)
    values.emplace_back(List(static_cast<std::size_t>(count), item));
  if (!field.required) values.insert(values.begin(), Value(List{}));
  return values;
}

std::vector<Value> Domains::dates(const Field& field, Date today) const {
  std::vector<Date> days{today};
  if (matters(field.name)) {
    days.push_back(today + ahead);
    for (const Value& literal : liveness_.literals_beside(field.name)) {
      const auto named = literal.kind() == ValueKind::date     ? std::optional(literal.as_date())
                         : literal.kind() == ValueKind::string ? parse_date(literal.as_string())
                                                               : std::nullopt;
      if (!named) continue;
      for (const int shift : {-1, 0, 1}) days.push_back(*named + std::chrono::days{shift});
    }
  }
  std::vector<Value> values;
  for (const Date day : days) {
    if (field.type.kind == FieldKind::date)
      values.emplace_back(day);
    else
      values.emplace_back(subject_.procedure->zone().start_of(day) + std::chrono::hours{9});
  }
  return values;
}

/// Units in which the posts are held that roles look for there; several where a condition asks.
std::vector<Value> Domains::units(const Field& field) const {
  const auto& organisation = *subject_.organisation;
  std::vector<Value> filled, others;
  for (const auto& unit : organisation.units()) {
    if (unit.to || !organisation::exists_on(unit, subject_.from)) continue;
    bool holds = true;
    for (const definition::Role& role : subject_.definition().roles) {
      const bool there =
          !role.unit.is_literal() &&
          is_path(std::get<rule::Expression>(role.unit.content), "data." + field.name);
      holds = holds && (!there || !organisation.holders(unit.id, role.post, subject_.from).empty());
    }
    (holds ? filled : others).emplace_back(unit.id);
  }
  filled.insert(filled.end(), others.begin(), others.end());
  const std::size_t count = liveness_.decides(field.name) ? units_tried_max : 1;
  if (filled.size() > count) filled.resize(count);
  if (filled.empty()) filled.emplace_back(std::string("unit"));
  return filled;
}

Value Domains::plain_record(const FieldType& type, Date today) const {
  Map map;
  for (const Field& part : type.record) map.push_back({part.name, sample(part, today)});
  return map;
}

std::vector<Value> Domains::values(const Field& field, Date today) const {
  const FieldType& type = field.type;
  switch (type.kind) {
    case FieldKind::boolean: return {Value(false), Value(true)};
    case FieldKind::choice: return {type.choices.begin(), type.choices.end()};
    case FieldKind::choices: return choices(field);
    case FieldKind::list:
    case FieldKind::table: return lists(field, today);
    case FieldKind::date:
    case FieldKind::instant: return dates(field, today);
    case FieldKind::unit: return units(field);
    case FieldKind::person:
    case FieldKind::party: return {person()};
    case FieldKind::case_reference: return {Value("0")};
    case FieldKind::file: return {Value("mau.pdf")};
    case FieldKind::window:
      return {Value(Map{{"id", to_text(today) + ".." + to_text(today + ahead)},
                        {"from", today},
                        {"to", today + ahead}})};
    case FieldKind::record: return {plain_record(type, today)};
    case FieldKind::text:
    case FieldKind::integer:
    case FieldKind::decimal:
    case FieldKind::money:
    case FieldKind::period: break;
  }
  std::vector<Value> found = by_samples(field);
  if (type.kind == FieldKind::text && found.size() <= 1) found = {Value("mẫu")};
  return found.empty() ? std::vector<Value>{Value("mẫu")} : found;
}

Value Domains::sample(const Field& field, Date today) const {
  return values(field, today).front();
}

Map as_held(const cases::Procedure& procedure, const Map& fields) {
  Map held;
  for (const MapEntry& entry : fields) {
    const Field* field = cases::declared_field(procedure, entry.key.as_string());
    const bool seals = field != nullptr && field->is_sealed() && !entry.value.is_null();
    held.push_back({entry.key, seals ? Value(Sealed{"verify"}) : entry.value});
  }
  return held;
}

}  // namespace dunghan::verify
