// JSON for files that people read and keep under version control: two blanks a level, one entry a
// line, what fits on a line in one.
#pragma once

#include <boost/json/value.hpp>
#include <string>

namespace dunghan::adapters::json {

/// Ends with a line end.
[[nodiscard]] std::string to_pretty_json(const boost::json::value& value);

}  // namespace dunghan::adapters::json
