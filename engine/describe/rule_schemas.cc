// What must hold between the keys of a block, as JSON Schema. Wherever it can be, the fault is the
// key's that should not stand, so that an editor underlines that.
#include "engine/describe/definitions.h"

namespace dunghan::describe {
namespace {

using definition::BlockText;
using definition::Form;
using definition::Key;
using definition::Part;
using definition::Rule;

/// The value that `word` is: a flag's is no text.
Value value_of(const BlockText& block, const Part& part) {
  for (const Key& key : block.keys) {
    if (key.name == part.key && key.shape.form == Form::flag) return part.word == "true";
  }
  return part.word;
}

/// The key stands, with its word where it has one.
Map stands(const BlockText& block, const Part& part) {
  Map schema;
  if (!part.word.empty()) {
    const Map is{{"const", value_of(block, part)}};
    schema.push_back({"properties", Map{{part.key, is}}});
  }
  schema.push_back({"required", List{part.key}});
  return schema;
}

List each_stands(const BlockText& block, std::span<const Part> parts) {
  List schemas;
  for (const Part& part : parts) schemas.emplace_back(stands(block, part));
  return schemas;
}

/// None of the parts stands.
Map none_stands(const BlockText& block, std::span<const Part> parts) {
  Map properties;
  for (const Part& part : parts) {
    Value wrong = part.word.empty() ? Value(false)
                                    : Value(Map{{"not", Map{{"const", value_of(block, part)}}}});
    properties.push_back({part.key, std::move(wrong)});
  }
  return {{"properties", std::move(properties)}};
}

/// Each key shuts the others out.
Map at_most_one(const BlockText& block, std::span<const Part> parts) {
  Map schemas;
  for (const Part& part : parts) {
    std::vector<Part> others;
    for (const Part& other : parts) {
      if (other.key != part.key) others.push_back(other);
    }
    schemas.push_back({part.key, none_stands(block, others)});
  }
  return {{"dependentSchemas", std::move(schemas)}};
}

Map needs(const BlockText& block, std::span<const Part> parts) {
  List keys;
  for (const Part& part : parts.subspan(1)) keys.emplace_back(part.key);
  return {{"if", stands(block, parts.front())}, {"then", Map{{"required", std::move(keys)}}}};
}

Map schema_of(const BlockText& block, const Rule& rule) {
  const auto parts = rule.parts();
  switch (rule.kind) {
    case Rule::Kind::one_of: return {{"oneOf", each_stands(block, parts)}};
    case Rule::Kind::any_of: return {{"anyOf", each_stands(block, parts)}};
    case Rule::Kind::at_most_one: return at_most_one(block, parts);
    case Rule::Kind::needs: return needs(block, parts);
    case Rule::Kind::refuses:
      return {{"if", stands(block, parts.front())}, {"then", none_stands(block, parts.subspan(1))}};
    case Rule::Kind::only_with:
      return {{"if", stands(block, parts.front())},
              {"then", Map{{"anyOf", each_stands(block, parts.subspan(1))}}}};
  }
  return {};
}

}  // namespace

List schemas_of(const BlockText& block) {
  List schemas;
  for (const Rule& rule : block.rules) schemas.emplace_back(schema_of(block, rule));
  return schemas;
}

}  // namespace dunghan::describe
