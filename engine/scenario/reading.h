// What the readers of a scenario file share: its issues, the cases that are known at a line, and
// the small shapes (texts, names, moments). Used by read_*.cc alone.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/definition/issue_sink.h"
#include "engine/scenario/read_scenario.h"

namespace dunghan::scenario {

using definition::Node;

/// What a case may be judged by: the version it is opened under, and those that may reach it.
/// Empty where its workflow is not known.
using Versions = std::vector<definition::DefinitionPtr>;

/// A case that some step above opens.
struct KnownCase {
  std::string name;
  Versions versions;
};

class Reading {
 public:
  Reading(const definition::Document& document, const Surroundings& around);

  const Surroundings& around;
  definition::IssueSink issues;
  Scenario made;
  std::vector<KnownCase> cases;
  const calendar::Calendar* calendar = nullptr;  // of the first workflow that is opened
  ZoneRules zone;

  /// False (and an issue) where `node` is no mapping. Unknown keys are issues.
  bool keys(const Node& node, std::string_view what, const std::vector<std::string>& known);
  /// The value under `key`, or null pointer and an issue.
  const Node* needed(const Node& node, std::string_view key, std::string_view what);
  /// Nothing where the key is absent; an issue where it holds something else.
  std::string text(const Node& node, std::string_view key);
  /// One text, or a list of them.
  std::vector<std::string> texts(const Node& node, std::string_view key);
  std::vector<Node> list(const Node& node, std::string_view key);
  std::optional<Occurrence> moment(const Node& node);
  std::optional<Date> date(const Node& node);
  /// An issue where `name` is not among `known` (which may be empty: not known here).
  void check_name(const Node& node, std::string_view what, std::string_view code,
                  const std::vector<std::string>& known);
  void check_unit(const Node& node);
  void check_person(const Node& node);
  /// Person, post, or a role of `versions`.
  void check_actor(const Node& node, const Versions& versions);
  /// A version with those that amend it.
  [[nodiscard]] Versions with_amendments(definition::DefinitionPtr definition) const;
  void wrong_shape(const Node& node, std::string_view what, std::string_view wanted);

  /// The case that a step or an expectation is about. What names none means the only one there is.
  /// Null pointer (and an issue) where that cannot be told.
  const KnownCase* case_of(const Node& node);

 private:
  void find_zone(const definition::Document& document);
};

/// The value of a node as it is written: true, 12, a text, a list, a mapping.
[[nodiscard]] Value written_value(const Node& node);

// ---- names that the versions give
[[nodiscard]] std::vector<std::string> event_names(const Versions& of);
[[nodiscard]] std::vector<std::string> state_names(const Versions& of);
[[nodiscard]] std::vector<std::string> field_names(const Versions& of);
[[nodiscard]] std::vector<std::string> task_names(const Versions& of);
[[nodiscard]] std::vector<std::string> deadline_names(const Versions& of);

// ---- read_steps.cc, read_expectations.cc
void read_step(Reading& reading, const Node& node);
[[nodiscard]] std::vector<Expectation> read_expectations(Reading& reading, const Node& node);

}  // namespace dunghan::scenario
