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

std::string unit_code(const NumberContext& context) {
  const organisation::UnitRecord* unit = context.organisation.unit(context.unit);
  return unit != nullptr && !unit->code.empty() ? unit->code : context.unit;
}

}  // namespace

std::string series_key(const NumberContext& context) {
  const definition::NumberSeries& series = context.definition.number;
  std::string key = context.definition.id;
  if (series.per_unit) key += "/" + context.unit;
  if (series.per_year) key += "/" + year_of(context.day);
  if (series.per_parent) key += "/" + context.parent_number;
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
      case Kind::unit_code: number += unit_code(context); break;
      case Kind::year: number += year_of(context.day); break;
      case Kind::seq: number += padded(seq, piece.width); break;
      case Kind::parent: number += context.parent_number; break;
    }
  }
  return number;
}

}  // namespace dunghan::service
