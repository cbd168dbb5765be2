#include "engine/describe/json_schema.h"

#include <algorithm>

#include "engine/describe/definitions.h"
#include "engine/describe/patterns.h"

namespace dunghan::describe {
namespace {

using definition::Block;
using definition::BlockText;
using definition::FileSort;
using definition::Form;
using definition::FormText;
using definition::Key;
using definition::Names;
using definition::Shape;

List words_of(const Shape& shape) {
  List words;
  for (const std::string_view word : shape.words) words.emplace_back(word);
  return words;
}

void describe(Map& schema, std::string text) {
  if (!text.empty()) put(schema, "description", std::move(text));
}

/// A form's definition may refer to another as a whole; what is said of it stands beside that.
void describe(Map& schema, const FormText& form, Tongue tongue) {
  describe(schema, in(tongue, form.says));
  if (find(schema, "pattern") == nullptr || form.examples.empty()) return;
  // Editors show this in place of the pattern.
  std::string examples;
  for (const char c : form.examples) examples += c == '\n' ? std::string("; ") : std::string{c};
  put(schema, "patternErrorMessage", in(tongue, form.name) + ": " + examples);
}

/// One region alone runs beside nothing; a state that has states has at least one.
std::int64_t least_entries(const Shape& shape) {
  // Beside `states` one region is enough; elsewhere the loader asks for two.
  return shape.block == Block::region || shape.block == Block::state ? 1 : 0;
}

}  // namespace

Map by_type(const std::vector<std::string_view>& types, const Map& then, const Map& otherwise) {
  List names;
  for (const std::string_view type : types) names.emplace_back(type);
  const Map is{{"type", types.size() == 1 ? Value(types.front()) : Value(std::move(names))}};
  return {{"if", is}, {"then", then}, {"else", otherwise}};
}

Map one_or_many(const Map& one, bool may_be_empty) {
  Map list{{"type", "array"}, {"items", one}};
  if (!may_be_empty) list.push_back({"minItems", 1});
  return by_type({"array"}, list, one);
}

Map mapping_of(Names names, const Map& value) {
  Map schema{{"type", "object"}};
  std::string pattern = names_pattern(names);
  if (!pattern.empty()) schema.push_back({"propertyNames", Map{{"pattern", std::move(pattern)}}});
  schema.push_back({"additionalProperties", value});
  return schema;
}

Map Definitions::ref_to(const Wanted& wanted) {
  const auto known = std::find_if(wanted_.begin(), wanted_.end(),
                                  [&](const Wanted& one) { return one.id == wanted.id; });
  if (known == wanted_.end()) wanted_.push_back(wanted);
  return {{"$ref", "#/$defs/" + std::string(wanted.id)}};
}

Map Definitions::ref(Form form) {
  return ref_to({form, Block::none, definition::text_of(form).id});
}

Map Definitions::ref(Block block) {
  return ref_to({Form::none, block, definition::text_of(block).id});
}

Map Definitions::of_one(const Shape& shape) {
  const auto form = [&]() -> Map {
    if (shape.form == Form::word) return {{"enum", words_of(shape)}};
    if (shape.least != shape.most)
      return {{"type", "integer"}, {"minimum", shape.least}, {"maximum", shape.most}};
    return ref(shape.form);
  };
  if (shape.block == Block::none) return form();
  if (shape.form == Form::none) return ref(shape.block);
  // Nothing at all is taken for a block not yet written: an editor then offers its keys.
  // In this order always: what is asked for first stands first among the definitions.
  const Map of_block = ref(shape.block);
  return by_type({"string", "number", "boolean"}, form(), of_block);
}

Map Definitions::of_shape(const Shape& shape) {
  Map one = of_one(shape);
  // An empty list of blocks says nothing; an empty list of names, or of what is waited for, was
  // meant to say something.
  const bool may_be_empty =
      shape.may_be_empty || (shape.block != Block::none && shape.block != Block::trigger);
  switch (shape.many) {
    case Shape::Many::one: return one;
    case Shape::Many::some: return one_or_many(one, may_be_empty);
    case Shape::Many::list: return {{"type", "array"}, {"items", one}};
    case Shape::Many::named: break;
    case Shape::Many::named_some: return mapping_of(shape.names, one_or_many(one, may_be_empty));
  }
  Map schema = mapping_of(shape.names, one);
  if (const auto least = least_entries(shape); least > 0)
    schema.push_back({"minProperties", least});
  return schema;
}

Map Definitions::of_properties(const BlockText& block) {
  Map properties;
  for (const Key& key : block.keys) {
    if (!key.runs()) continue;
    Map schema = of_shape(key.shape);
    describe(schema, in(tongue_, key.says));
    properties.push_back({key.name, std::move(schema)});
  }
  return properties;
}

Map Definitions::of_block(const BlockText& block) {
  Map schema;
  const std::string says = in(tongue_, block.says);
  describe(schema, in(tongue_, block.title) + (says.empty() ? "" : ". " + says));
  // `withdrawn:` with nothing below is a state.
  const bool may_be_empty = block.block == Block::state || block.block == Block::region;
  schema.push_back({"type", may_be_empty ? Value(List{"object", "null"}) : Value("object")});
  schema.push_back({"properties", of_properties(block)});
  List required;
  for (const Key& key : block.keys) {
    if (key.required()) required.emplace_back(key.name);
  }
  if (!required.empty()) schema.push_back({"required", std::move(required)});
  schema.push_back({"additionalProperties",
                    block.others == Form::none ? Value(false) : Value(ref(block.others))});
  List rules = schemas_of(block);
  if (block.block == Block::field) {
    for (const Value& one : schemas_of_element(*this)) rules.push_back(one);
  }
  if (!rules.empty()) schema.push_back({"allOf", std::move(rules)});
  return schema;
}

Map Definitions::all() {
  Map written;
  // wanted_ grows while it is walked.
  for (std::size_t i = 0; i < wanted_.size(); ++i) {
    const Wanted wanted = wanted_[i];
    Map schema;
    if (wanted.block != Block::none) {
      schema = of_block(definition::text_of(wanted.block));
    } else {
      schema = schema_of(wanted.form, *this);
      describe(schema, definition::text_of(wanted.form), tongue_);
    }
    written.push_back({wanted.id, std::move(schema)});
  }
  return written;
}

Map json_schema(const FileSort& sort, Tongue tongue) {
  Definitions definitions(tongue);
  const Map root = definitions.ref(sort.root);
  Map schema{{"$schema", "https://json-schema.org/draft/2020-12/schema"},
             {"$id", std::string(sort.name) + ".schema.json"},
             {"title", "dunghan: " + in(tongue, sort.title)}};
  for (const MapEntry& entry : root) schema.push_back(entry);
  schema.push_back({"$defs", definitions.all()});
  return schema;
}

}  // namespace dunghan::describe
