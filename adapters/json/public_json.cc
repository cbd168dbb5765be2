// The outward form: plain JSON for people's programs.
#include <algorithm>
#include <boost/json/serialize.hpp>
#include <boost/json/stream_parser.hpp>
#include <cmath>
#include <limits>

#include "adapters/json/base64.h"
#include "adapters/json/repeated_key.h"
#include "adapters/json/value_json.h"
#include "engine/base/check.h"

namespace dunghan::adapters::json {
namespace {

namespace bj = boost::json;

bj::value double_json(double number) {
  if (std::isnan(number)) return "NaN";
  if (std::isinf(number)) return number > 0 ? "Infinity" : "-Infinity";
  return number;
}

/// Seconds with as many digits as are needed, as in the JSON mapping of protobuf durations: "1.5s".
std::string duration_text(Duration duration) {
  constexpr std::int64_t per_second = 1'000'000'000;
  const std::int64_t seconds = duration.count() / per_second;
  const std::int64_t rest = std::abs(duration.count() % per_second);
  std::string text = seconds == 0 && duration.count() < 0 ? "-0" : std::to_string(seconds);
  if (rest != 0) {
    std::string digits = std::to_string(rest + per_second).substr(1);
    digits.erase(digits.find_last_not_of('0') + 1);
    text += '.' + digits;
  }
  return text + 's';
}

bj::value map_json(const Map& map) {
  bj::object object;
  object.reserve(map.size());
  for (const MapEntry& entry : map) {
    const bj::value key = to_public_json(entry.key);
    object.insert_or_assign(
        key.is_string() ? std::string_view(key.get_string()) : std::string_view(bj::serialize(key)),
        to_public_json(entry.value));
  }
  return object;
}

Failure too_deep() {
  return fail(ErrorCode::invalid_argument,
              "the JSON is nested deeper than " + std::to_string(public_depth_max) + " levels");
}

Result<std::string> clean_text(std::string_view text) {
  if (text.find('\0') != std::string_view::npos) {
    return fail(ErrorCode::invalid_argument, "a text holds a NUL character (\\u0000)");
  }
  return std::string(text);
}

Result<Value> read_value(const bj::value& json, int depth);

Result<Value> read_object(const bj::object& object, int depth) {
  if (depth > public_depth_max) return too_deep();
  Map map;
  map.reserve(object.size());
  for (const auto& entry : object) {
    DUNGHAN_TRY(std::string key, clean_text(entry.key()));
    DUNGHAN_TRY(Value value, read_value(entry.value(), depth));
    map.push_back({Value(std::move(key)), std::move(value)});
  }
  return Value(std::move(map));
}

Result<Value> read_array(const bj::array& array, int depth) {
  if (depth > public_depth_max) return too_deep();
  List list;
  list.reserve(array.size());
  for (const bj::value& item : array) {
    DUNGHAN_TRY(Value value, read_value(item, depth));
    list.push_back(std::move(value));
  }
  return Value(std::move(list));
}

Result<Value> read_value(const bj::value& json, int depth) {
  switch (json.kind()) {
    case bj::kind::null: return Value();
    case bj::kind::bool_: return Value(json.get_bool());
    case bj::kind::int64: return Value(json.get_int64());
    case bj::kind::double_: return Value(json.get_double());
    case bj::kind::object: return read_object(json.get_object(), depth + 1);
    case bj::kind::array: return read_array(json.get_array(), depth + 1);
    case bj::kind::uint64: {
      const std::uint64_t number = json.get_uint64();
      if (number <= static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max())) {
        return Value(static_cast<std::int64_t>(number));
      }
      return Value(number);
    }
    case bj::kind::string: {
      DUNGHAN_TRY(std::string text, clean_text(json.get_string()));
      return Value(std::move(text));
    }
  }
  DUNGHAN_CHECK(false);
}

std::string position_text(std::string_view text, std::size_t offset) {
  const std::string_view before = text.substr(0, std::min(offset, text.size()));
  const auto line = 1 + std::count(before.begin(), before.end(), '\n');
  const std::size_t line_start = before.rfind('\n') + 1;  // npos + 1 is 0
  return "line " + std::to_string(line) + ", column " +
         std::to_string(before.size() - line_start + 1);
}

}  // namespace

bj::value to_public_json(const Value& value) {
  switch (value.kind()) {
    case ValueKind::null: return nullptr;
    case ValueKind::boolean: return value.as_bool();
    case ValueKind::integer: return value.as_int();
    case ValueKind::unsigned_integer: return value.as_uint();
    case ValueKind::floating: return double_json(value.as_double());
    case ValueKind::string: return bj::string(value.as_string());
    case ValueKind::bytes: return bj::string(to_base64(value.as_bytes()));
    case ValueKind::map: return map_json(value.as_map());
    case ValueKind::type: return bj::string(value.as_type());
    case ValueKind::timestamp: return bj::string(dunghan::to_text(value.as_timestamp()));
    case ValueKind::duration: return bj::string(duration_text(value.as_duration()));
    case ValueKind::date: return bj::string(dunghan::to_text(value.as_date()));
    case ValueKind::period: return bj::string(dunghan::to_text(value.as_period()));
    case ValueKind::decimal: return bj::string(value.as_decimal().to_text());
    case ValueKind::sealed: return {{"sealed", true}};
    case ValueKind::list: {
      bj::array array;
      array.reserve(value.as_list().size());
      for (const Value& item : value.as_list()) array.push_back(to_public_json(item));
      return array;
    }
  }
  DUNGHAN_CHECK(false);
}

Result<Value> from_public_json(const bj::value& json) {
  return read_value(json, 0);
}

Result<bj::value> parse_public_json(std::string_view text) {
  if (text.size() > public_octets_max) {
    return fail(ErrorCode::limit_exceeded,
                "the JSON is larger than " + std::to_string(public_octets_max) + " octets");
  }
  bj::parse_options options;
  options.max_depth = public_depth_max;
  boost::system::error_code error;
  try {
    bj::stream_parser parser({}, options);
    const std::size_t read = parser.write_some({text.data(), text.size()}, error);
    if (!error && !parser.done()) parser.finish(error);
    if (error == bj::error::too_deep) return too_deep();
    if (error) {
      return fail(ErrorCode::invalid_argument,
                  "not valid JSON at " + position_text(text, read) + ": " + error.message());
    }
    const std::size_t rest = text.find_first_not_of(" \t\r\n", read);
    if (rest != std::string_view::npos) {
      return fail(ErrorCode::invalid_argument, "not valid JSON at " + position_text(text, rest) +
                                                   ": text after the end of the JSON");
    }
    if (const auto repeated = find_repeated_key(text, public_depth_max)) {
      return fail(ErrorCode::invalid_argument,
                  "the key \"" + repeated->key + "\" stands twice in one object, the second at " +
                      position_text(text, repeated->offset),
                  "delete or rename one of them");
    }
    return parser.release();
  } catch (const std::exception& problem) {
    return fail(ErrorCode::invalid_argument,
                std::string("the JSON cannot be read: ") + problem.what());
  }
}

}  // namespace dunghan::adapters::json
