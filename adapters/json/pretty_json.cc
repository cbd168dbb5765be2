#include "adapters/json/pretty_json.h"

#include <boost/json/serialize.hpp>

namespace dunghan::adapters::json {
namespace {

namespace bj = boost::json;

constexpr std::size_t line_octets_max = 100;
constexpr std::size_t blanks_a_level = 2;

/// In one line, with a blank after each comma and colon.
std::string in_one_line(const bj::value& value) {
  std::string text;
  if (const auto* object = value.if_object()) {
    for (const auto& entry : *object) {
      text += (text.empty() ? "" : ", ") + bj::serialize(entry.key()) + ": " +
              in_one_line(entry.value());
    }
    return text.empty() ? "{}" : "{ " + text + " }";
  }
  if (const auto* array = value.if_array()) {
    for (const bj::value& item : *array) text += (text.empty() ? "" : ", ") + in_one_line(item);
    return "[" + text + "]";
  }
  return bj::serialize(value);
}

/// used: the octets that stand before it on its line.
std::string indented(const bj::value& value, std::size_t depth, std::size_t used) {
  std::string line = in_one_line(value);
  const bool is_long = used + line.size() > line_octets_max;
  const auto* object = value.if_object();
  const auto* array = value.if_array();
  if (!is_long || (object == nullptr && array == nullptr)) return line;
  const std::string inner((depth + 1) * blanks_a_level, ' ');
  std::string text;
  const auto add = [&](const std::string& name, const bj::value& part) {
    text += (text.empty() ? "\n" : ",\n") + inner + name +
            indented(part, depth + 1, inner.size() + name.size());
  };
  if (object != nullptr) {
    for (const auto& entry : *object) add(bj::serialize(entry.key()) + ": ", entry.value());
  } else {
    for (const bj::value& item : *array) add("", item);
  }
  const std::string outer(depth * blanks_a_level, ' ');
  return (object != nullptr ? "{" : "[") + text + "\n" + outer + (object != nullptr ? "}" : "]");
}

}  // namespace

std::string to_pretty_json(const bj::value& value) {
  return indented(value, 0, 0) + "\n";
}

}  // namespace dunghan::adapters::json
