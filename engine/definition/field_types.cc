// Types of fields: their names, how conditions see them, and which literals are values of them.
#include <algorithm>
#include <array>

#include "engine/definition/compilation.h"

namespace dunghan::definition {
namespace {

using Kind = rule::Type::Kind;

struct KindName {
  std::string_view name;
  FieldKind kind;
};

constexpr std::array<KindName, 18> kind_names{{{"text", FieldKind::text},
                                               {"int", FieldKind::integer},
                                               {"decimal", FieldKind::decimal},
                                               {"money", FieldKind::money},
                                               {"bool", FieldKind::boolean},
                                               {"date", FieldKind::date},
                                               {"instant", FieldKind::instant},
                                               {"choice", FieldKind::choice},
                                               {"choices", FieldKind::choices},
                                               {"period", FieldKind::period},
                                               {"unit", FieldKind::unit},
                                               {"person", FieldKind::person},
                                               {"party", FieldKind::party},
                                               {"case", FieldKind::case_reference},
                                               {"window", FieldKind::window},
                                               {"file", FieldKind::file},
                                               {"table", FieldKind::table},
                                               {"list", FieldKind::list}}};

// A person or party as intake writes one down.
rule::Type person_type(std::string name) {
  return rule::Type::record_of(std::move(name), {{"id", Kind::string},
                                                 {"name", Kind::string},
                                                 {"birth_year", Kind::integer},
                                                 {"identity_number", Kind::string},
                                                 {"address", Kind::string},
                                                 {"contact", Kind::string},
                                                 {"representative", Kind::string}});
}

rule::Type record_type(const std::vector<Field>& fields) {
  std::vector<std::pair<std::string, rule::Type>> types;
  for (const Field& field : fields) types.emplace_back(field.name, type_of(field));
  return rule::Type::record_of("record", std::move(types));
}

bool is_choice(const FieldType& type, const std::string& text) {
  return std::find(type.choices.begin(), type.choices.end(), text) != type.choices.end();
}

std::optional<Value> list_literal(const Node& node, const FieldType& element) {
  if (!node.is_sequence()) return std::nullopt;
  List list;
  for (const Node& item : node.items) {
    auto value = literal_of(item, element);
    if (!value) return std::nullopt;
    list.push_back(std::move(*value));
  }
  return Value(std::move(list));
}

FieldType element_of(const FieldType& type) {
  if (type.kind == FieldKind::list && !type.element.empty()) return type.element.front();
  FieldType element;
  element.kind = type.kind == FieldKind::choices ? FieldKind::choice : FieldKind::record;
  element.choices = type.choices;
  element.record = type.record;
  return element;
}

template <class T>
std::optional<Value> value_or_nothing(const std::optional<T>& value) {
  return value ? std::optional<Value>(Value(*value)) : std::nullopt;
}

}  // namespace

std::optional<FieldKind> field_kind(std::string_view name) {
  for (const KindName& one : kind_names) {
    if (one.name == name) return one.kind;
  }
  return std::nullopt;
}

std::string_view name_of(FieldKind kind) {
  for (const KindName& one : kind_names) {
    if (one.kind == kind) return one.name;
  }
  return "record";
}

std::vector<std::string> field_kind_names() {
  std::vector<std::string> names;
  for (const KindName& one : kind_names) names.emplace_back(one.name);
  return names;
}

rule::Type type_of(const FieldType& type) {
  switch (type.kind) {
    case FieldKind::text:
    case FieldKind::choice:
    case FieldKind::unit:
    case FieldKind::file: return Kind::string;
    case FieldKind::integer: return Kind::integer;
    case FieldKind::decimal:
    case FieldKind::money: return Kind::decimal;
    case FieldKind::boolean: return Kind::boolean;
    case FieldKind::date: return Kind::date;
    case FieldKind::instant: return Kind::timestamp;
    case FieldKind::period: return Kind::period;
    case FieldKind::choices: return rule::Type::list_of(Kind::string);
    case FieldKind::person: return person_type("person");
    case FieldKind::party: return person_type("party");
    case FieldKind::case_reference:
      return rule::Type::record_of("case", {{"number", Kind::string},
                                            {"unit", Kind::string},
                                            {"state", Kind::string},
                                            {"data", Kind::dyn}});
    case FieldKind::window:
      return rule::Type::record_of(
          "window",
          {{"id", Kind::string}, {"from", Kind::date}, {"to", Kind::date}, {"next", Kind::string}});
    case FieldKind::list:
      return rule::Type::list_of(type.element.empty() ? rule::Type()
                                                      : type_of(type.element.front()));
    case FieldKind::table: return rule::Type::list_of(record_type(type.record));
    case FieldKind::record: return record_type(type.record);
  }
  return {};
}

rule::Type type_of(const Field& field) {
  return field.is_sealed() ? rule::Type(Kind::sealed) : type_of(field.type);
}

bool is_assignable(const rule::Type& from, const FieldType& to) {
  if (from.kind() == Kind::dyn || from.kind() == Kind::null || from.kind() == Kind::sealed)
    return true;
  const rule::Type wanted = type_of(to);
  if (wanted.kind() == Kind::dyn) return true;
  if (wanted.kind() == Kind::decimal)
    return from.kind() == Kind::decimal || from.kind() == Kind::integer;
  if (wanted.kind() == Kind::record)
    return from.kind() == Kind::record || from.kind() == Kind::map || from.kind() == Kind::string;
  return from.kind() == wanted.kind();
}

std::optional<Value> literal_of(const Node& node, const FieldType& type) {
  switch (type.kind) {
    case FieldKind::list:
    case FieldKind::choices:
    case FieldKind::table: return list_literal(node, element_of(type));
    case FieldKind::record:
    case FieldKind::window:
    case FieldKind::case_reference: return std::nullopt;
    default: break;
  }
  if (!node.is_scalar()) return std::nullopt;
  switch (type.kind) {
    case FieldKind::integer: return value_or_nothing(node.as_int());
    case FieldKind::decimal:
    case FieldKind::money: return value_or_nothing(node.as_decimal());
    case FieldKind::boolean: return value_or_nothing(node.as_bool());
    case FieldKind::date: return value_or_nothing(parse_date(node.text));
    case FieldKind::instant: return std::nullopt;
    case FieldKind::choice:
      return is_choice(type, node.text) ? std::optional<Value>(Value(node.text)) : std::nullopt;
    case FieldKind::period: {
      const auto period = parse_period(node.text);
      return period ? std::optional<Value>(Value(*period)) : std::nullopt;
    }
    default: return Value(node.text);
  }
}

Value plain_literal_of(const Node& node) {
  if (node.is_sequence()) {
    List list;
    for (const Node& item : node.items) list.push_back(plain_literal_of(item));
    return Value(std::move(list));
  }
  if (node.is_mapping()) {
    Map map;
    for (const Entry& entry : node.entries)
      map.push_back({Value(entry.key.text), plain_literal_of(entry.value)});
    return Value(std::move(map));
  }
  if (node.is_null()) return Value();
  if (const auto boolean = node.as_bool()) return Value(*boolean);
  if (const auto integer = node.as_int()) return Value(*integer);
  if (const auto decimal = node.as_decimal()) return Value(*decimal);
  return Value(node.text);
}

bool is_body(const FieldType& type) {
  const auto holds_body = [](const Field& field) {
    return field.is_sealed() || is_body(field.type);
  };
  switch (type.kind) {
    case FieldKind::text:
    case FieldKind::person:
    case FieldKind::party:
    case FieldKind::file:
    case FieldKind::table: return true;
    case FieldKind::list: return !type.element.empty() && is_body(type.element.front());
    case FieldKind::record: return std::any_of(type.record.begin(), type.record.end(), holds_body);
    default: return false;
  }
}

}  // namespace dunghan::definition
