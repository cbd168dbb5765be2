// What a condition looks at: fields, deadlines, tasks, the time; and the values that it names.
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "engine/definition/definition.h"

namespace dunghan::verify {

struct Reads {
  std::set<std::string> fields;    // of `data`
  std::set<std::string> of_event;  // fields of the event at hand
  /// By deadlines.x or in_time('x'): which of its attributes ("status"; "in_time"; "" for all).
  std::map<std::string, std::set<std::string>> deadlines;
  std::set<std::string> tasks;
  bool timed = false;        // its answer may change by the mere passing of time
  bool unit = false;         // asks for the unit of the case
  bool other_cases = false;  // asks what other cases tell: children, the parent, a link
  std::vector<Value> literals;

  void add(const Reads& other);
  /// Whether it looks at nothing but that one field of the data.
  [[nodiscard]] bool only(const std::string& field) const;
};

[[nodiscard]] Reads reads_of(const rule::Expression& expression,
                             const definition::WorkflowDefinition& definition);
[[nodiscard]] Reads reads_of(const definition::ValuePlace& place,
                             const definition::WorkflowDefinition& definition);
/// A limit: its table's inputs, its dates.
[[nodiscard]] Reads reads_of(const definition::Limit& limit,
                             const definition::WorkflowDefinition& definition);
[[nodiscard]] Reads reads_of(const definition::Triggers& triggers,
                             const definition::WorkflowDefinition& definition);

}  // namespace dunghan::verify
