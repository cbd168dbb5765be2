// Each form of a value as JSON Schema.
#include "engine/base/check.h"
#include "engine/definition/definition.h"
#include "engine/describe/definitions.h"
#include "engine/describe/patterns.h"

namespace dunghan::describe {
namespace {

using definition::Block;
using definition::Form;
using definition::Names;

Map pattern_schema(std::string pattern) {
  return {{"type", "string"}, {"pattern", std::move(pattern)}};
}

Map whole_number(std::int64_t least, std::int64_t most) {
  return {{"type", "integer"}, {"minimum", least}, {"maximum", most}};
}

List types_of_fields() {
  List names;
  for (const std::string& name : definition::field_kind_names()) names.emplace_back(name);
  return names;
}

/// The name of a type, or a field written out.
Map type_or_field(Definitions& definitions) {
  return definitions.of_shape({Form::type, Block::field});
}

Map fields_schema(Definitions& definitions) {
  return mapping_of(Names::identifier, type_or_field(definitions));
}

/// A mapping with a plain `type` is a field written out; any other is the fields of a record.
Map list_element(Definitions& definitions) {
  const Map has_type{
      {"properties", Map{{"type", Map{{"type", List{"string", "number", "boolean"}}}}}},
      {"required", List{"type"}}};
  const Map mapping{{"if", has_type},
                    {"then", definitions.ref(Block::field)},
                    {"else", fields_schema(definitions)}};
  return by_type({"object"}, mapping, definitions.ref(Form::type));
}

Map needs_schema(Definitions& definitions) {
  const Map names = one_or_many(text_schema(), true);
  // `item of data.x`: one of a list, which is appended to it.
  const Map item = pattern_schema("^(?:item of .+|data\\..+\\.item)$");
  const Map field{{"anyOf", List{type_or_field(definitions), item}}};
  return by_type({"object"}, mapping_of(Names::identifier, field), names);
}

Map triggers_schema(Definitions& definitions) {
  const Map is_last{{"type", "object"}, {"required", List{"last"}}};
  return {{"if", is_last},
          {"then", definitions.ref(Block::last)},
          {"else", one_or_many(definitions.ref(Block::trigger), false)}};
}

Map ladder_schema(Definitions& definitions) {
  return by_type({"string", "number", "boolean"}, text_schema(),
                 one_or_many(definitions.ref(Block::rung), true));
}

Map cell_schema() {
  const Map scalar{{"type", List{"string", "number", "boolean"}}};
  return {{"type", List{"null", "string", "number", "boolean", "array"}}, {"items", scalar}};
}

}  // namespace

Map text_schema() {
  return {{"type", List{"string", "number", "boolean"}}, {"minLength", 1}};
}

List schemas_of_element(Definitions& definitions) {
  const auto where = [](List types, Map of) {
    const Map is{{"properties", Map{{"type", Map{{"enum", std::move(types)}}}}},
                 {"required", List{"type"}}};
    return Map{{"if", is}, {"then", Map{{"properties", Map{{"of", std::move(of)}}}}}};
  };
  return {where({"choice", "choices"}, one_or_many(text_schema(), false)),
          where({"list"}, list_element(definitions)), where({"table"}, fields_schema(definitions))};
}

Map schema_of(Form form, Definitions& definitions) {
  constexpr std::int64_t count_max = 1'000'000;
  constexpr std::int64_t whole_max = std::int64_t{1} << 53U;  // what JSON numbers hold exactly
  switch (form) {
    case Form::language_version: return {{"const", 1}};
    case Form::id: return pattern_schema(id_pattern());
    case Form::flag: return {{"type", "boolean"}};
    case Form::only_true: return {{"const", true}};
    case Form::count: return whole_number(1, count_max);
    case Form::whole: return whole_number(-whole_max, whole_max);
    case Form::date: return pattern_schema(date_pattern());
    case Form::period: return pattern_schema(period_pattern());
    case Form::limit:
      return {{"if", Map{{"const", "at once"}}}, {"else", definitions.ref(Form::period)}};
    case Form::task_reference: return pattern_schema("^task .");
    case Form::number_text: return pattern_schema(number_pattern());
    case Form::type: return {{"enum", types_of_fields()}};
    case Form::condition: return {{"type", List{"string", "boolean"}}, {"minLength", 1}};
    case Form::cell: return cell_schema();
    case Form::texts: return one_or_many(text_schema(), true);
    case Form::month_and_day: return pattern_schema("^[0-9]{2}-[0-9]{2}$");
    case Form::weekday_of_month: return pattern_schema(weekday_of_month_pattern());
    case Form::time_of_day: return pattern_schema(time_of_day_pattern());
    case Form::office_hours:
      return {{"type", "array"}, {"items", pattern_schema(office_hours_pattern())}};
    case Form::needs: return needs_schema(definitions);
    case Form::triggers: return triggers_schema(definitions);
    case Form::ladder: return ladder_schema(definitions);
    // What may stand here is a matter of the declared type, which no schema of the file can know.
    case Form::value:
    case Form::literal:
    case Form::element: return {};
    case Form::none:
    case Form::word: DUNGHAN_CHECK(false); return {};
    default: return text_schema();  // names of things, and expressions
  }
}

}  // namespace dunghan::describe
