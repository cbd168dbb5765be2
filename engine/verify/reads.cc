#include "engine/verify/reads.h"

#include <algorithm>
#include <string_view>

#include "engine/rule/program.h"

namespace dunghan::verify {
namespace {

using definition::FieldKind;
using definition::WorkflowDefinition;

bool ends_with_moment(std::string_view path) {
  constexpr std::string_view moments[] = {".due_on",     ".due_at",    ".days_left",
                                          ".started_at", ".done_at",   ".not_before",
                                          ".target_on",  ".opened_at", ".received_at"};
  return std::any_of(std::begin(moments), std::end(moments),
                     [&](std::string_view moment) { return path.ends_with(moment); });
}

/// `children`, `parent`, a link: what is not of the case itself.
bool is_of_another_case(std::string_view root) {
  constexpr std::string_view own[] = {"data", "event", "deadlines", "tasks",
                                      "case", "today", "escalation"};
  return std::find(std::begin(own), std::end(own), root) == std::end(own);
}

bool is_date(const definition::Field& field) {
  return field.type.kind == FieldKind::date || field.type.kind == FieldKind::instant ||
         field.type.kind == FieldKind::window;
}

class Collector {
 public:
  explicit Collector(const WorkflowDefinition& definition) : definition_(definition) {}

  void path(std::string_view path) {
    const std::size_t dot = path.find('.');
    const std::string_view root = path.substr(0, dot);
    const std::string_view rest = dot == std::string_view::npos ? "" : path.substr(dot + 1);
    const std::string name(rest.substr(0, rest.find_first_of(".[")));
    if (root == "today") reads_.timed = true;
    if (root == "data") field(name);
    if (root == "event") event(name);
    if (root == "deadlines") deadline(name, attribute_of(rest));
    if (root == "tasks") task(name);
    if (is_of_another_case(root)) reads_.other_cases = true;
    if (root == "data" && is_given_link(name) && rest.size() > name.size())
      reads_.other_cases = true;
    if (root == "case") reads_.unit = reads_.unit || name == "unit" || name.empty();
    if (ends_with_moment(path)) reads_.timed = true;
  }

  void tree(const rule::SyntaxTree& tree) {
    for (const rule::Node& node : tree.nodes) {
      if (node.kind == rule::NodeKind::literal) literal(node.literal);
      const bool asks_time = node.kind == rule::NodeKind::call && node.name == "in_time";
      if (!asks_time) continue;
      reads_.timed = true;
      for (const rule::NodeIndex child : node.children) {
        const rule::Node& argument = tree.at(child);
        const bool named = argument.kind == rule::NodeKind::literal &&
                           argument.literal.kind() == ValueKind::string;
        deadline(named ? argument.literal.as_string() : std::string(), "in_time");
      }
    }
  }

  [[nodiscard]] Reads take() { return std::move(reads_); }

 private:
  /// "status" of "resolution.status".
  static std::string attribute_of(std::string_view path) {
    const std::size_t dot = path.find('.');
    if (dot == std::string_view::npos) return {};
    const std::string_view attribute = path.substr(dot + 1);
    return std::string(attribute.substr(0, attribute.find_first_of(".[")));
  }

  [[nodiscard]] bool is_given_link(const std::string& name) const {
    const definition::Field* field = definition_.field(name);
    return field != nullptr && field->type.kind == FieldKind::case_reference;
  }
  // An empty name stands for all: `size(data)`.
  void field(const std::string& name) {
    for (const definition::Field& each : definition_.data) {
      if (!name.empty() && each.name != name) continue;
      reads_.fields.insert(each.name);
      reads_.timed = reads_.timed || is_date(each);
    }
  }
  void event(const std::string& name) {
    reads_.timed = reads_.timed || name == "occurred_at" || name == "recorded_at";
    reads_.of_event.insert(name);
  }
  void deadline(const std::string& name, const std::string& attribute) {
    reads_.deadlines[name].insert(attribute);
  }
  void task(const std::string& name) { reads_.tasks.insert(name); }
  void literal(const Value& value) {
    if (value.is_null() || value.kind() == ValueKind::boolean) return;
    const bool known =
        std::find(reads_.literals.begin(), reads_.literals.end(), value) != reads_.literals.end();
    if (!known) reads_.literals.push_back(value);
  }

  const WorkflowDefinition& definition_;
  Reads reads_;
};

}  // namespace

void Reads::add(const Reads& other) {
  fields.insert(other.fields.begin(), other.fields.end());
  of_event.insert(other.of_event.begin(), other.of_event.end());
  for (const auto& [name, attributes] : other.deadlines)
    deadlines[name].insert(attributes.begin(), attributes.end());
  tasks.insert(other.tasks.begin(), other.tasks.end());
  timed = timed || other.timed;
  unit = unit || other.unit;
  other_cases = other_cases || other.other_cases;
  for (const Value& value : other.literals) {
    if (std::find(literals.begin(), literals.end(), value) == literals.end())
      literals.push_back(value);
  }
}

bool Reads::only(const std::string& field) const {
  return fields.size() == 1 && fields.contains(field) && of_event.empty() && deadlines.empty() &&
         tasks.empty() && !timed && !unit && !other_cases;
}

Reads reads_of(const rule::Expression& expression, const WorkflowDefinition& definition) {
  Collector collector(definition);
  if (expression) {
    for (const std::string& path : expression.reads()) collector.path(path);
    collector.tree(expression.program()->tree);
  }
  return collector.take();
}

Reads reads_of(const definition::ValuePlace& place, const WorkflowDefinition& definition) {
  if (place.is_literal()) return {};
  return reads_of(std::get<rule::Expression>(place.content), definition);
}

Reads reads_of(const definition::Limit& limit, const WorkflowDefinition& definition) {
  Reads reads = reads_of(limit.day.date, definition);
  reads.add(reads_of(limit.from.date, definition));
  if (const auto* table = definition.decision(limit.table)) {
    for (const auto& [name, input] : table->inputs) reads.add(reads_of(input, definition));
  }
  for (const definition::Limit& part : limit.parts) reads.add(reads_of(part, definition));
  return reads;
}

Reads reads_of(const definition::Triggers& triggers, const WorkflowDefinition& definition) {
  Reads reads;
  for (const definition::Trigger& trigger : triggers.any)
    reads.add(reads_of(trigger.expression, definition));
  return reads;
}

}  // namespace dunghan::verify
