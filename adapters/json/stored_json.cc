// The lasting form. Written by hand and not by a library, so that a newer library can never change
// what is hashed.
#include <boost/json/monotonic_resource.hpp>
#include <boost/json/parser.hpp>
#include <charconv>
#include <cmath>
#include <limits>
#include <optional>
#include <unordered_set>

#include "adapters/json/base64.h"
#include "adapters/json/utf8.h"
#include "adapters/json/value_json.h"
#include "engine/base/check.h"

namespace dunghan::adapters::json {
namespace {

namespace bj = boost::json;

// A map in a map costs up to three JSON levels ({"$map":[[key,value]]}).
constexpr std::size_t parse_depth_max = 3UL * (stored_depth_max + 1);

// -- what can be stored ---------------------------------------------------------------------------

const Date date_min = make_date(1, 1, 1);
const Date date_max = make_date(9999, 12, 31);

bool is_writable(Date date) {
  return date >= date_min && date <= date_max;
}

bool is_writable(Instant instant) {
  const auto day = std::chrono::floor<std::chrono::days>(instant).time_since_epoch();
  return is_writable(Date{day});
}

Failure too_deep() {
  return fail(ErrorCode::limit_exceeded, "a value is nested deeper than " +
                                             std::to_string(stored_depth_max) +
                                             " levels and cannot be stored");
}

Result<void> check_value(const Value& value, int depth);

Result<void> check_entries(const Map& map, int depth) {
  if (depth > stored_depth_max) return too_deep();
  for (const MapEntry& entry : map) {
    DUNGHAN_TRY_VOID(check_value(entry.key, depth));
    DUNGHAN_TRY_VOID(check_value(entry.value, depth));
  }
  return {};
}

Result<void> check_value(const Value& value, int depth) {
  switch (value.kind()) {
    case ValueKind::map: return check_entries(value.as_map(), depth + 1);
    case ValueKind::list:
      if (depth + 1 > stored_depth_max) return too_deep();
      for (const Value& item : value.as_list()) DUNGHAN_TRY_VOID(check_value(item, depth + 1));
      return {};
    case ValueKind::date:
      if (is_writable(value.as_date())) return {};
      break;
    case ValueKind::timestamp:
      if (is_writable(value.as_timestamp())) return {};
      break;
    default: return {};
  }
  return fail(ErrorCode::limit_exceeded,
              "a date lies outside the years 1 to 9999 and cannot be stored");
}

// -- writing --------------------------------------------------------------------------------------

void write_string(std::string& out, std::string_view text) {
  constexpr std::string_view hex = "0123456789abcdef";
  out += '"';
  for (const char letter : text) {
    const auto octet = static_cast<unsigned char>(letter);
    if (letter == '"' || letter == '\\') {
      out += '\\';
      out += letter;
    } else if (octet < 0x20) {
      out += "\\u00";
      out += hex[octet >> 4U];
      out += hex[octet & 15U];
    } else {
      out += letter;
    }
  }
  out += '"';
}

void write_tagged(std::string& out, std::string_view tag, std::string_view text) {
  out += "{\"";
  out += tag;
  out += "\":";
  write_string(out, text);
  out += '}';
}

std::string double_text(double number) {
  if (std::isnan(number)) return "nan";  // one spelling: the sign and payload of a NaN mean nothing
  std::array<char, 32> buffer{};
  const auto [end, error] = std::to_chars(buffer.data(), buffer.data() + buffer.size(), number);
  DUNGHAN_CHECK(error == std::errc{});
  return {buffer.data(), end};
}

bool is_plain_object(const Map& map) {
  std::unordered_set<std::string_view> seen;
  for (const MapEntry& entry : map) {
    if (entry.key.kind() != ValueKind::string) return false;
    const std::string& key = entry.key.as_string();
    if (key.starts_with('$') || !is_utf8(key) || !seen.insert(key).second) return false;
  }
  return true;
}

void write_value(std::string& out, const Value& value);

void write_map(std::string& out, const Map& map) {
  const bool plain = is_plain_object(map);
  out += plain ? "{" : "{\"$map\":[";
  bool first = true;
  for (const MapEntry& entry : map) {
    if (!first) out += ',';
    first = false;
    if (plain) {
      write_string(out, entry.key.as_string());
      out += ':';
      write_value(out, entry.value);
    } else {
      out += '[';
      write_value(out, entry.key);
      out += ',';
      write_value(out, entry.value);
      out += ']';
    }
  }
  out += plain ? "}" : "]}";
}

void write_list(std::string& out, const List& list) {
  out += '[';
  bool first = true;
  for (const Value& item : list) {
    if (!first) out += ',';
    first = false;
    write_value(out, item);
  }
  out += ']';
}

void write_text(std::string& out, const std::string& text) {
  if (is_utf8(text)) {
    write_string(out, text);
  } else {
    write_tagged(out, "$string", to_base64(text));
  }
}

void write_value(std::string& out, const Value& value) {
  switch (value.kind()) {
    case ValueKind::null: out += "null"; return;
    case ValueKind::boolean: out += value.as_bool() ? "true" : "false"; return;
    case ValueKind::integer: out += std::to_string(value.as_int()); return;
    case ValueKind::string: return write_text(out, value.as_string());
    case ValueKind::list: return write_list(out, value.as_list());
    case ValueKind::map: return write_map(out, value.as_map());
    case ValueKind::unsigned_integer:
      return write_tagged(out, "$uint", std::to_string(value.as_uint()));
    case ValueKind::floating: return write_tagged(out, "$double", double_text(value.as_double()));
    case ValueKind::bytes: return write_tagged(out, "$bytes", to_base64(value.as_bytes()));
    case ValueKind::type: return write_tagged(out, "$type", value.as_type());
    case ValueKind::timestamp:
      return write_tagged(out, "$instant", dunghan::to_text(value.as_timestamp()));
    case ValueKind::duration:
      return write_tagged(out, "$duration", std::to_string(value.as_duration().count()) + "ns");
    case ValueKind::date: return write_tagged(out, "$date", dunghan::to_text(value.as_date()));
    case ValueKind::period:
      return write_tagged(out, "$period", dunghan::to_text(value.as_period()));
    case ValueKind::decimal: return write_tagged(out, "$decimal", value.as_decimal().to_text());
    case ValueKind::sealed: return write_tagged(out, "$sealed", to_base64(value.as_sealed()));
  }
  DUNGHAN_CHECK(false);
}

// -- reading --------------------------------------------------------------------------------------

Failure damaged(std::string what) {
  return fail(ErrorCode::corrupt, "a stored value is damaged: " + std::move(what));
}

template <class Number>
std::optional<Number> parse_number(std::string_view text) {
  Number number{};
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return number;
}

std::optional<Value> parse_duration(std::string_view text) {
  if (!text.ends_with("ns")) return std::nullopt;
  text.remove_suffix(2);
  const auto count = parse_number<std::int64_t>(text);
  if (!count) return std::nullopt;
  return Value(Duration{*count});
}

std::optional<Value> parse_instant(std::string_view text) {
  static const ZoneRules utc;
  const auto occurrence = parse_occurrence(text, utc);
  if (!occurrence || occurrence->date_only) return std::nullopt;
  return Value(occurrence->at);
}

template <class T>
std::optional<Value> as_value(const std::optional<T>& parsed) {
  if (!parsed) return std::nullopt;
  return Value(*parsed);
}

template <class Wrapper>
std::optional<Value> octets_value(std::string_view text) {
  auto octets = from_base64(text);
  if (!octets) return std::nullopt;
  return Value(Wrapper{*std::move(octets)});
}

std::optional<Value> parse_tagged(std::string_view tag, std::string_view text) {
  if (tag == "$uint") return as_value(parse_number<std::uint64_t>(text));
  if (tag == "$double") return as_value(parse_number<double>(text));
  if (tag == "$bytes") return octets_value<Bytes>(text);
  if (tag == "$sealed") return octets_value<Sealed>(text);
  if (tag == "$string") return as_value(from_base64(text));
  if (tag == "$instant") return parse_instant(text);
  if (tag == "$duration") return parse_duration(text);
  if (tag == "$date") return as_value(parse_date(text));
  if (tag == "$decimal") return as_value(Decimal::parse(text));
  if (tag == "$type") return Value(TypeName{std::string(text)});
  if (tag == "$period") {
    const auto period = parse_period(text);
    if (period) return Value(*period);
  }
  return std::nullopt;
}

Result<Value> read_value(const bj::value& json);

Result<Value> read_pairs(const bj::value& json) {
  if (!json.is_array()) return damaged("$map is not a list");
  Map map;
  for (const bj::value& pair : json.get_array()) {
    if (!pair.is_array() || pair.get_array().size() != 2) return damaged("$map holds no pair");
    DUNGHAN_TRY(Value key, read_value(pair.get_array()[0]));
    DUNGHAN_TRY(Value value, read_value(pair.get_array()[1]));
    map.push_back({std::move(key), std::move(value)});
  }
  return Value(std::move(map));
}

Result<Value> read_object(const bj::object& object) {
  if (object.size() == 1 && object.begin()->key().starts_with('$')) {
    const std::string_view tag = object.begin()->key();
    const bj::value& content = object.begin()->value();
    if (tag == "$map") return read_pairs(content);
    if (content.is_string()) {
      const bj::string& text = content.get_string();
      if (auto value = parse_tagged(tag, {text.data(), text.size()})) return *std::move(value);
    }
    return damaged("\"" + std::string(tag) + "\" is not followed by such a value");
  }
  Map map;
  map.reserve(object.size());
  for (const auto& entry : object) {
    const std::string_view key = entry.key();
    if (key.starts_with('$')) return damaged("a key begins with $");
    DUNGHAN_TRY(Value value, read_value(entry.value()));
    map.push_back({Value(key), std::move(value)});
  }
  return Value(std::move(map));
}

Result<Value> read_value(const bj::value& json) {
  switch (json.kind()) {
    case bj::kind::null: return Value();
    case bj::kind::bool_: return Value(json.get_bool());
    case bj::kind::int64: return Value(json.get_int64());
    case bj::kind::string:
      return Value(std::string_view{json.get_string().data(), json.get_string().size()});
    case bj::kind::object: return read_object(json.get_object());
    case bj::kind::array: {
      List list;
      list.reserve(json.get_array().size());
      for (const bj::value& item : json.get_array()) {
        DUNGHAN_TRY(Value value, read_value(item));
        list.push_back(std::move(value));
      }
      return Value(std::move(list));
    }
    case bj::kind::uint64:
    case bj::kind::double_: break;
  }
  return damaged("a number without its kind");
}

}  // namespace

Result<void> check_storable(const Map& map) {
  return check_entries(map, 1);
}

std::string to_stored_json(const Map& map) {
  std::string out;
  write_map(out, map);
  return out;
}

Result<Map> from_stored_json(std::string_view text) {
  if (text.size() > stored_octets_max) return damaged("longer than any that is written");
  std::array<unsigned char, 4096> first_block;  // NOLINT: left unset on purpose, it is only room
  bj::monotonic_resource room(first_block.data(), first_block.size());
  bj::parse_options options;
  options.max_depth = parse_depth_max;
  boost::system::error_code error;
  try {
    bj::parser parser({}, options);
    parser.reset(&room);
    parser.write({text.data(), text.size()}, error);
    if (error) return damaged("not JSON");
    const bj::value json = parser.release();
    DUNGHAN_TRY(Value value, read_value(json));
    if (value.kind() != ValueKind::map) return damaged("not a map");
    return value.as_map();
  } catch (const std::exception& problem) {
    return damaged(problem.what());
  }
}

}  // namespace dunghan::adapters::json
