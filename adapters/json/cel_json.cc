#include "adapters/json/cel_json.h"

#include <array>
#include <boost/json/serialize.hpp>
#include <charconv>
#include <cmath>
#include <optional>
#include <utility>
#include <vector>

#include "adapters/json/base64.h"
#include "adapters/json/utf8.h"
#include "adapters/json/value_json.h"

namespace dunghan::adapters::json {
namespace {

namespace bj = boost::json;
using rule::Type;
using Kind = Type::Kind;

constexpr std::array<std::pair<std::string_view, Kind>, 6> primitives{
    {{"INT64", Kind::integer},
     {"UINT64", Kind::unsigned_integer},
     {"BOOL", Kind::boolean},
     {"DOUBLE", Kind::floating},
     {"STRING", Kind::string},
     {"BYTES", Kind::bytes}}};
constexpr std::array<std::pair<std::string_view, Kind>, 6> well_known{
    {{"TIMESTAMP", Kind::timestamp},
     {"DURATION", Kind::duration},
     {"DATE", Kind::date},
     {"PERIOD", Kind::period},
     {"DECIMAL", Kind::decimal},
     {"SEALED", Kind::sealed}}};

Failure wrong(std::string message) {
  return fail(ErrorCode::invalid_argument, std::move(message),
              "the form is that of the conformance vectors of CEL: {\"type\":\"int\",\"value\":"
              "\"42\"}");
}

/// The shortest text that reads back as the same double, with a point or an exponent: "1.0".
std::string double_text(double number) {
  if (std::isnan(number)) return "nan";
  if (std::isinf(number)) return number > 0 ? "inf" : "-inf";
  constexpr double plain_least = 1e-4, plain_most = 1e16;
  const double size = std::abs(number);
  const bool plain = number == 0 || (size >= plain_least && size < plain_most);
  std::array<char, 64> room{};
  const auto end = std::to_chars(room.begin(), room.end(), number,
                                 plain ? std::chars_format::fixed : std::chars_format::scientific);
  std::string text(room.data(), end.ptr);
  if (text.find_first_of(".e") == std::string::npos) text += ".0";
  return text;
}

bj::object typed(std::string_view type, bj::value value) {
  return {{"type", type}, {"value", std::move(value)}};
}

bj::object typed_text(std::string_view type, std::string_view text) {
  return typed(type, bj::value(text));
}

/// The texts of dates, durations and their like are those of the outward form.
bj::object as_public(std::string_view type, const Value& value) {
  return typed(type, to_public_json(value));
}

template <class Number>
Result<Number> number_in(std::string_view text, std::string_view type) {
  Number number{};
  const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
  if (read.ec != std::errc{} || read.ptr != text.data() + text.size() || text.empty())
    return wrong("`" + std::string(text.substr(0, 40)) + "` is no " + std::string(type));
  return number;
}

Result<double> double_in(std::string_view text) {
  if (text == "Infinity") return double_in("inf");
  if (text == "-Infinity") return double_in("-inf");
  if (text == "NaN") return double_in("nan");
  return number_in<double>(text, "double");
}

/// "1.5s", "-0.000000001s".
Result<Duration> duration_in(std::string_view text) {
  constexpr int digits_of_second = 9;
  const bool negative = text.starts_with('-');
  std::string_view rest = text.substr(negative ? 1 : 0);
  if (!rest.ends_with('s')) return wrong("a duration ends with `s`, such as \"1.5s\"");
  rest.remove_suffix(1);
  const std::size_t point = rest.find('.');
  DUNGHAN_TRY(const std::uint64_t seconds,
              number_in<std::uint64_t>(rest.substr(0, point), "duration"));
  std::string digits{point == std::string_view::npos ? "0" : rest.substr(point + 1)};
  if (digits.size() > digits_of_second)
    return wrong("a duration has at most nine digits of a second");
  digits.resize(digits_of_second, '0');
  DUNGHAN_TRY(const std::uint64_t fraction, number_in<std::uint64_t>(digits, "duration"));
  constexpr std::uint64_t seconds_max = 9'000'000'000;  // within 64 bits of nanoseconds
  if (seconds > seconds_max) return wrong("the duration is too long");
  const auto length = Duration{static_cast<std::int64_t>(seconds * 1'000'000'000 + fraction)};
  return negative ? -length : length;
}

Result<Instant> timestamp_in(std::string_view text) {
  static const ZoneRules utc("UTC", std::chrono::seconds{0});
  DUNGHAN_TRY(const Occurrence read, parse_occurrence(text, utc));
  return read.at;
}

Result<Value> read(const bj::value& json, int depth);

Result<Value> read_list(const bj::value& content, int depth) {
  if (!content.is_array()) return wrong("the value of a list is an array");
  List list;
  for (const bj::value& element : content.get_array()) {
    DUNGHAN_TRY(Value value, read(element, depth + 1));
    list.push_back(std::move(value));
  }
  return Value(std::move(list));
}

Result<Value> read_map(const bj::value& content, int depth) {
  if (!content.is_array()) return wrong("the value of a map is an array of pairs");
  Map map;
  for (const bj::value& pair : content.get_array()) {
    if (!pair.is_array() || pair.get_array().size() != 2)
      return wrong("an entry of a map is an array of two: [key, value]");
    DUNGHAN_TRY(Value key, read(pair.get_array()[0], depth + 1));
    DUNGHAN_TRY(Value value, read(pair.get_array()[1], depth + 1));
    map.push_back({std::move(key), std::move(value)});
  }
  return Value(std::move(map));
}

/// A value that is written as a text.
Result<Value> read_text(std::string_view type, std::string_view text) {
  if (type == "int") {
    DUNGHAN_TRY(const std::int64_t number, number_in<std::int64_t>(text, type));
    return Value(number);
  }
  if (type == "uint") {
    DUNGHAN_TRY(const std::uint64_t number, number_in<std::uint64_t>(text, type));
    return Value(number);
  }
  if (type == "double") {
    DUNGHAN_TRY(const double number, double_in(text));
    return Value(number);
  }
  if (type == "string") return Value(text);
  if (type == "bytes") {
    auto octets = from_base64(text);
    if (!octets) return wrong("the value of bytes is no base 64");
    return Value(Bytes{*std::move(octets)});
  }
  if (type == "type") return Value(TypeName{std::string(text)});
  if (type == "timestamp") {
    DUNGHAN_TRY(const Instant instant, timestamp_in(text));
    return Value(instant);
  }
  if (type == "duration") {
    DUNGHAN_TRY(const Duration duration, duration_in(text));
    return Value(duration);
  }
  if (type == "date") {
    const auto date = parse_date(text);
    if (!date) return wrong("`" + std::string(text.substr(0, 40)) + "` is no date that exists");
    return Value(*date);
  }
  if (type == "period") {
    DUNGHAN_TRY(const Period period, parse_period(text));
    return Value(period);
  }
  if (type == "decimal") {
    const auto decimal = Decimal::parse(text);
    if (!decimal) return wrong("`" + std::string(text.substr(0, 40)) + "` is no decimal");
    return Value(*decimal);
  }
  return wrong("`" + std::string(type.substr(0, 40)) + "` is no type of a value");
}

Result<Value> read(const bj::value& json, int depth) {
  if (depth > public_depth_max) {
    return fail(ErrorCode::invalid_argument,
                "the value is nested deeper than " + std::to_string(public_depth_max) + " levels");
  }
  const bj::object* object = json.if_object();
  const bj::value* type = object == nullptr ? nullptr : object->if_contains("type");
  if (type == nullptr || !type->is_string()) return wrong("a value is an object with a `type`");
  const std::string_view name = type->get_string();
  if (name == "null") return Value();
  const bj::value* content = object->if_contains("value");
  if (content == nullptr) return wrong("a value of type `" + std::string(name) + "` has a `value`");
  if (name == "list") return read_list(*content, depth);
  if (name == "map") return read_map(*content, depth);
  if (name == "bool") {
    if (!content->is_bool()) return wrong("the value of a bool is true or false");
    return Value(content->get_bool());
  }
  if (!content->is_string())
    return wrong("the value of type `" + std::string(name) + "` is a text");
  return read_text(name, content->get_string());
}

/// The one element of an array: the vectors wrap each message in one.
const bj::value* only(const bj::value* json) {
  const bj::array* array = json == nullptr ? nullptr : json->if_array();
  return array == nullptr || array->size() != 1 ? nullptr : &array->front();
}

Failure no_type() {
  return wrong("this is no type, such as {\"primitive\":[\"INT64\"]}");
}

Result<Type> read_type(const bj::value& json, int depth);

Result<std::vector<Type>> read_types(const bj::object& holder, std::string_view key, int depth) {
  std::vector<Type> types;
  const bj::value* list = holder.if_contains(key);
  if (list == nullptr) return types;
  if (!list->is_array()) return no_type();
  for (const bj::value& each : list->get_array()) {
    DUNGHAN_TRY(Type type, read_type(each, depth + 1));
    types.push_back(std::move(type));
  }
  return types;
}

Result<Type> read_one_type(const bj::object& holder, std::string_view key, int depth) {
  DUNGHAN_TRY(std::vector<Type> types, read_types(holder, key, depth));
  if (types.size() != 1) return no_type();
  return std::move(types.front());
}

Result<Type> read_compound(std::string_view key, const bj::object& parts, int depth) {
  if (key == "list_type") {
    DUNGHAN_TRY(Type element, read_one_type(parts, "elem_type", depth));
    return Type::list_of(std::move(element));
  }
  if (key == "map_type") {
    DUNGHAN_TRY(Type of_key, read_one_type(parts, "key_type", depth));
    DUNGHAN_TRY(Type of_value, read_one_type(parts, "value_type", depth));
    return Type::map_of(std::move(of_key), std::move(of_value));
  }
  if (key != "abstract_type") return no_type();
  const bj::value* name = only(parts.if_contains("name"));
  if (name == nullptr || !name->is_string()) return no_type();
  DUNGHAN_TRY(std::vector<Type> of, read_types(parts, "parameter_types", depth));
  return Type::opaque(std::string(name->get_string()), std::move(of));
}

template <std::size_t N>
Result<Type> named(const std::array<std::pair<std::string_view, Kind>, N>& kinds,
                   std::string_view name) {
  for (const auto& [known, kind] : kinds) {
    if (known == name) return Type(kind);
  }
  return no_type();
}

Result<Type> read_type(const bj::value& json, int depth) {
  const bj::object* object = json.if_object();
  if (depth > public_depth_max || object == nullptr || object->size() != 1) return no_type();
  const auto& entry = *object->begin();
  const std::string_view key = entry.key();
  if (key == "null") return Type(Kind::null);
  if (key == "dyn") return Type(Kind::dyn);
  const bj::value* content = only(&entry.value());
  if (content == nullptr) return no_type();
  if (content->is_object()) return read_compound(key, content->get_object(), depth);
  if (!content->is_string()) return no_type();
  const std::string_view name = content->get_string();
  if (key == "primitive") return named(primitives, name);
  if (key == "well_known") return named(well_known, name);
  if (key == "type_param") return Type::parameter(std::string(name));
  return no_type();
}

bj::array types_json(const std::vector<Type>& types) {
  bj::array array;
  for (const Type& type : types) array.push_back(type_to_cel_json(type));
  return array;
}

Result<void> declare_function(const std::string& name, const bj::value& function,
                              rule::Environment& environment) {
  const bj::object* object = function.if_object();
  const bj::value* overloads = object == nullptr ? nullptr : object->if_contains("overloads");
  if (overloads == nullptr || !overloads->is_array()) return wrong("a function has `overloads`");
  for (const bj::value& overload : overloads->get_array()) {
    if (!overload.is_object()) return wrong("an overload is an object");
    const bj::value* member = overload.get_object().if_contains("is_instance_function");
    DUNGHAN_TRY(std::vector<Type> parameters, read_types(overload.get_object(), "params", 0));
    DUNGHAN_TRY(Type result, read_one_type(overload.get_object(), "result_type", 0));
    environment.functions.push_back(
        {name, member != nullptr, std::move(parameters), std::move(result)});
  }
  return {};
}

}  // namespace

bj::value to_cel_json(const Value& value) {
  switch (value.kind()) {
    case ValueKind::null: return bj::object{{"type", "null"}};
    case ValueKind::boolean: return typed("bool", value.as_bool());
    case ValueKind::integer: return typed_text("int", std::to_string(value.as_int()));
    case ValueKind::unsigned_integer: return typed_text("uint", std::to_string(value.as_uint()));
    case ValueKind::floating: return typed_text("double", double_text(value.as_double()));
    case ValueKind::string:
      // JSON cannot hold what is not UTF-8; a text of CEL always is, one of a log may not be.
      if (!is_utf8(value.as_string())) return typed_text("bytes", to_base64(value.as_string()));
      return typed_text("string", value.as_string());
    case ValueKind::bytes: return typed_text("bytes", to_base64(value.as_bytes()));
    case ValueKind::type: return typed_text("type", value.as_type());
    case ValueKind::list: {
      bj::array array;
      for (const Value& element : value.as_list()) array.push_back(to_cel_json(element));
      return typed("list", std::move(array));
    }
    case ValueKind::map: {
      bj::array array;
      for (const MapEntry& entry : value.as_map())
        array.push_back(bj::array{to_cel_json(entry.key), to_cel_json(entry.value)});
      return typed("map", std::move(array));
    }
    case ValueKind::timestamp: return as_public("timestamp", value);
    case ValueKind::duration: return as_public("duration", value);
    case ValueKind::date: return as_public("date", value);
    case ValueKind::period: return as_public("period", value);
    case ValueKind::decimal: return as_public("decimal", value);
    case ValueKind::sealed: break;
  }
  return bj::object{{"type", "sealed"}};
}

Result<Value> from_cel_json(const bj::value& json) {
  return read(json, 0);
}

bj::value type_to_cel_json(const Type& type) {
  for (const auto& [name, kind] : primitives) {
    if (type.kind() == kind) return bj::object{{"primitive", bj::array{name}}};
  }
  for (const auto& [name, kind] : well_known) {
    if (type.kind() == kind) return bj::object{{"well_known", bj::array{name}}};
  }
  const std::vector<Type>& of = type.parameters();
  switch (type.kind()) {
    case Kind::null: return bj::object{{"null", bj::array{"NULL_VALUE"}}};
    case Kind::parameter: return bj::object{{"type_param", bj::array{type.name()}}};
    case Kind::list:
      return bj::object{
          {"list_type", bj::array{bj::object{{"elem_type", bj::array{type_to_cel_json(of[0])}}}}}};
    case Kind::map:
      return bj::object{
          {"map_type", bj::array{bj::object{{"key_type", bj::array{type_to_cel_json(of[0])}},
                                            {"value_type", bj::array{type_to_cel_json(of[1])}}}}}};
    case Kind::type: return bj::object{{"type", types_json(of)}};
    case Kind::opaque:
      return bj::object{
          {"abstract_type", bj::array{bj::object{{"name", bj::array{type.name()}},
                                                 {"parameter_types", types_json(of)}}}}};
    case Kind::record:
    case Kind::dyn:
    case Kind::error:
    default: return bj::object{{"dyn", bj::array{bj::object{}}}};
  }
}

Result<Type> type_from_cel_json(const bj::value& json) {
  return read_type(json, 0);
}

Result<void> declare_from_cel_json(const bj::value& json, rule::Environment& environment) {
  if (!json.is_array()) return wrong("declarations are an array");
  for (const bj::value& each : json.get_array()) {
    const bj::object* object = each.if_object();
    const bj::value* name = object == nullptr ? nullptr : only(object->if_contains("name"));
    if (name == nullptr || !name->is_string()) return wrong("a declaration has a `name`");
    const std::string text(name->get_string());
    if (const bj::value* ident = only(object->if_contains("ident"))) {
      if (!ident->is_object()) return no_type();
      DUNGHAN_TRY(Type type, read_one_type(ident->get_object(), "type", 0));
      environment.variables.emplace_back(text, std::move(type));
    } else if (const bj::value* function = only(object->if_contains("function"))) {
      DUNGHAN_TRY_VOID(declare_function(text, *function, environment));
    } else {
      return wrong("the declaration of `" + text + "` is neither `ident` nor `function`");
    }
  }
  return {};
}

}  // namespace dunghan::adapters::json
