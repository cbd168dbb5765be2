// The `$defs` of one schema while it is made: each form and block that is referred to is written
// once, after what refers to it. Parts: json_schema.cc (blocks, shapes), rule_schemas.cc (what must
// hold between keys), form_schemas.cc (forms of values).
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/base/value.h"
#include "engine/definition/block_keys.h"
#include "engine/describe/tongue.h"

namespace dunghan::describe {

class Definitions {
 public:
  explicit Definitions(Tongue tongue) : tongue_(tongue) {}

  /// {"$ref": "#/$defs/ID"}; what it stands for is written later, by all().
  [[nodiscard]] Map ref(definition::Form form);
  [[nodiscard]] Map ref(definition::Block block);
  /// Of a value of that shape.
  [[nodiscard]] Map of_shape(const definition::Shape& shape);
  /// What is referred to, and what that refers to.
  [[nodiscard]] Map all();

 private:
  struct Wanted {
    definition::Form form;
    definition::Block block;  // `none`: the form
    std::string_view id;
  };

  Map ref_to(const Wanted& wanted);
  Map of_one(const definition::Shape& shape);
  Map of_block(const definition::BlockText& block);
  Map of_properties(const definition::BlockText& block);

  Tongue tongue_;
  std::vector<Wanted> wanted_;
};

/// Several names of one kind, or one: {"if": array, …}.
[[nodiscard]] Map one_or_many(const Map& one, bool may_be_empty);
/// `then` where the value is of these JSON types, else `otherwise`.
[[nodiscard]] Map by_type(const std::vector<std::string_view>& types, const Map& then,
                          const Map& otherwise);
/// A mapping from names that people choose.
[[nodiscard]] Map mapping_of(definition::Names names, const Map& value);
/// A text that is not empty, however it looks: what stands without quotes may look like a number.
[[nodiscard]] Map text_schema();

/// form_schemas.cc: what stands under the form's id.
[[nodiscard]] Map schema_of(definition::Form form, Definitions& definitions);
/// form_schemas.cc: what `of` of a field holds depends on its `type`.
[[nodiscard]] List schemas_of_element(Definitions& definitions);
/// rule_schemas.cc: one schema a rule.
[[nodiscard]] List schemas_of(const definition::BlockText& block);

}  // namespace dunghan::describe
