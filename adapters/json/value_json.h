// Values as JSON, twice. The *lasting* form is what events are stored and hashed as: exact for
// every kind of value, one text for one value, and never to change its meaning. The *outward* form
// is what the command line and the interface show and accept: plain JSON, in which a date is just a
// string.
//
// Lasting form: null, true, 7, "text", [..] and {..} stand for themselves; every other kind is an
// object with one key:
//   {"$uint":"7"} {"$double":"0.1"} {"$bytes":"AAE="} {"$instant":"2024-05-07T17:00:00Z"}
//   {"$duration":"1500ns"}
//   {"$date":"2024-05-07"} {"$period":"30 days"} {"$decimal":"12.5"} {"$sealed":"AAE="}
//   {"$type":"int"}
//   {"$map":[[key,value],..]}  a map that no JSON object can be: keys not text, keys that begin
//   with $, a key twice
//   {"$string":"gICA"}         text that is not UTF-8 (JSON cannot hold it)
#pragma once

#include <boost/json/value.hpp>
#include <cstddef>
#include <string>
#include <string_view>

#include "engine/base/result.h"
#include "engine/base/value.h"

namespace dunghan::adapters::json {

/// Lists and maps within each other, in a stored value. A YAML or JSON document has at most
/// public_depth_max; rules may build deeper values out of stored ones, step by step, so there is a
/// bound here too.
inline constexpr int stored_depth_max = 200;
/// One JSON text of facts or of a body.
inline constexpr std::size_t stored_octets_max = 64UL * 1024 * 1024;
inline constexpr int public_depth_max = 32;
inline constexpr std::size_t public_octets_max = 2UL * 1024 * 1024;

/// Whether `map` can be stored and read back.
/// errors: limit_exceeded: nested deeper than stored_depth_max, or a date or instant outside the
/// years 1 to 9999.
[[nodiscard]] Result<void> check_storable(const Map& map);

/// The lasting form, keys in the map's own order, without blanks. Demands check_storable(map).
[[nodiscard]] std::string to_stored_json(const Map& map);

/// Inverse of to_stored_json.
/// errors: corrupt where `text` is not a text that to_stored_json could have written.
[[nodiscard]] Result<Map> from_stored_json(std::string_view text);

/// The outward form of one value: dates, instants (UTC), periods, decimals, durations ("1.5s"),
/// bytes (base 64) and the doubles that JSON has no number for are strings; map keys that are not
/// text become text; a sealed value is
/// {"sealed":true} and nothing of its ciphertext.
[[nodiscard]] boost::json::value to_public_json(const Value& value);

/// Takes plain JSON in: numbers are int where they are written as integers (uint above 2^63 - 1),
/// else double. errors: invalid_argument: nested deeper than public_depth_max, or a text or key
/// with a NUL character.
[[nodiscard]] Result<Value> from_public_json(const boost::json::value& json);

/// Parses one JSON text from outside. errors: invalid_argument, with line and column (counted in
/// octets, from 1), also where an object has a key twice; limit_exceeded above public_octets_max.
[[nodiscard]] Result<boost::json::value> parse_public_json(std::string_view text);

}  // namespace dunghan::adapters::json
