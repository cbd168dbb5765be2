#include "engine/service/number_series.h"

namespace dunghan::service {
namespace {

std::string padded(std::int64_t number, int width) {
  std::string digits = std::to_string(number);
  const auto wanted = static_cast<std::size_t>(width);
  return digits.size() < wanted ? std::string(wanted - digits.size(), '0') + digits : digits;
}

std::string year_of(Date day) {
  return std::to_string(static_cast<int>(civil(day).year()));
}

std::string code_of(const organisation::Organisation& organisation, const std::string& id) {
  const organisation::UnitRecord* unit = organisation.unit(id);
  return unit != nullptr && !unit->code.empty() ? unit->code : id;
}

// The code of a unit, the id of a window.
std::string field_text(const NumberContext& context, const std::string& name) {
  const Value* value = find(context.fields, name);
  if (value == nullptr) return {};
  if (value->kind() == ValueKind::string) return code_of(context.organisation, value->as_string());
  if (value->kind() != ValueKind::map) return {};
  const Value* id = find(value->as_map(), "id");
  return id != nullptr && id->kind() == ValueKind::string ? id->as_string() : std::string();
}

}  // namespace

std::string series_key(const NumberContext& context) {
  const definition::NumberSeries& series = context.definition.number;
  std::string key = context.definition.id;
  if (series.per_unit) key += "/" + context.unit;
  if (series.per_year) key += "/" + year_of(context.day);
  if (series.per_parent) key += "/" + context.parent_number;
  for (const std::string& field : series.per_fields) key += "/" + field_text(context, field);
  return key;
}

std::string case_number(const NumberContext& context, std::int64_t seq) {
  using Kind = definition::NumberSeries::Piece::Kind;
  const auto& pieces = context.definition.number.pieces;
  if (pieces.empty()) return context.definition.id + "-" + std::to_string(seq);
  std::string number;
  for (const auto& piece : pieces) {
    switch (piece.kind) {
      case Kind::literal: number += piece.text; break;
      case Kind::unit_code: number += code_of(context.organisation, context.unit); break;
      case Kind::year: number += year_of(context.day); break;
      case Kind::seq: number += padded(seq, piece.width); break;
      case Kind::parent: number += context.parent_number; break;
      case Kind::field: number += field_text(context, piece.text); break;
    }
  }
  // What counts nothing is told apart by its unit and window; a second of the same, by a count.
  const bool again = !context.definition.number.has_sequence && seq > 1;
  return again ? number + "-" + std::to_string(seq) : number;
}

}  // namespace dunghan::service
