// The conformance vectors of the CEL specification (google/cel-spec, tests/simple), as JSON beside
// the project: they are read here, never shipped.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "engine/rule/expression.h"

namespace dunghan::rule {

struct ConformanceCase {
  std::string file, section, name, text;
  Environment environment;
  Map bindings;
  std::optional<Value>
      value;  // expected; without it and without an error: only the type is checked
  std::optional<std::string> error;  // expected, as the vector words it
  std::optional<Type> type;          // expected deduction
  bool check_only = false;

  /// "macros/map/list_error"
  [[nodiscard]] std::string id() const { return file + "/" + section + "/" + name; }
};

/// The folder of the vectors, or nothing where it is absent.
[[nodiscard]] std::optional<std::string> conformance_folder();

/// All cases of `file`.json that need no protobuf messages. A file that cannot be read ends the
/// test program.
[[nodiscard]] std::vector<ConformanceCase> read_conformance_file(const std::string& folder,
                                                                 const std::string& file);

}  // namespace dunghan::rule
