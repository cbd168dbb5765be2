// CEL in JSON, as the conformance vectors of the CEL specification are written when they are taken
// over into JSON: values with their type, since JSON alone has no uint, no bytes and no map with a
// key that is not text.
//
//   {"type":"int","value":"42"}   null, bool, int, uint, double, string, bytes (base 64), type
//   {"type":"list","value":[V,…]} {"type":"map","value":[[K,V],…]}
//   {"type":"timestamp","value":"2024-05-07T17:00:00Z"} duration "1.5s", date, period, decimal:
//   ours
//
// 64-bit numbers and doubles are texts. Types are objects: {"primitive":["INT64"]},
// {"list_type":[{"elem_type":[T]}]}, and so on; those of our own are {"well_known":["DATE"]}.
#pragma once

#include <boost/json/value.hpp>

#include "engine/base/result.h"
#include "engine/base/value.h"
#include "engine/rule/expression.h"

namespace dunghan::adapters::json {

[[nodiscard]] boost::json::value to_cel_json(const Value& value);
/// errors: invalid_argument: no object of this kind, a number out of range, a date that does not
/// exist, nested deeper than public_depth_max.
[[nodiscard]] Result<Value> from_cel_json(const boost::json::value& json);

[[nodiscard]] boost::json::value type_to_cel_json(const rule::Type& type);
/// errors: invalid_argument.
[[nodiscard]] Result<rule::Type> type_from_cel_json(const boost::json::value& json);

/// Adds the variables and functions of a `type_env`: [{"name":["x"],"ident":[{"type":[T]}]},
/// {"name":["f"],"function":[{"overloads":[{"params":[T,…],"result_type":[T]}]}]}].
/// errors: invalid_argument.
[[nodiscard]] Result<void> declare_from_cel_json(const boost::json::value& json,
                                                 rule::Environment& environment);

}  // namespace dunghan::adapters::json
