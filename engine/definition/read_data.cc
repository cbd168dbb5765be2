// `data`, and what must come with an event (`needs`).
#include <algorithm>
#include <set>

#include "engine/definition/compilation.h"

namespace dunghan::definition {
namespace {

FieldType read_type(Compilation& compilation, const Node& node);

std::vector<std::string> read_choices(Compilation& compilation, const Node& node) {
  std::vector<std::string> choices;
  std::set<std::string> seen;
  for (const Declared& choice : read_names(compilation, node, "choice")) {
    if (!seen.insert(choice.name).second) {
      compilation.issues.error("E0104", choice.at,
                               "the choice " + quoted(choice.name) + " stands here twice");
    }
    choices.push_back(choice.name);
  }
  return choices;
}

std::vector<Field> read_record(Compilation& compilation, const Node& node) {
  std::vector<Field> fields;
  for (const Entry& entry : node.entries)
    fields.push_back(read_field(compilation, entry.key, entry.value));
  return fields;
}

// What a list holds: the name of a type, a type written out, or the fields of a record.
FieldType read_element(Compilation& compilation, const Node& node) {
  const Node* type = node.find("type");
  if (node.is_scalar()) return read_type(compilation, node);
  if (type != nullptr && type->is_scalar()) {
    check_keys(compilation, node, Block::field);
    return read_type(compilation, node);
  }
  FieldType record;
  record.kind = FieldKind::record;
  if (check_mapping(compilation, node, "what a list holds"))
    record.record = read_record(compilation, node);
  return record;
}

FieldKind read_kind(Compilation& compilation, const Node& node) {
  const std::string name = read_string(compilation, node, "a type").value_or("text");
  const auto kind = field_kind(name);
  if (kind) return *kind;
  if (name.starts_with("item of ")) {
    compilation.issues.error("E0100", node, "`item of` stands only under `needs`",
                             "write `type: list`");
  } else {
    const std::string remedy = compilation.did_you_mean(name, field_kind_names());
    compilation.issues.error("E0100", node, "there is no type " + quoted(name),
                             remedy.empty() ? "types are text, int, decimal, money, bool, date, "
                                              "instant, choice, choices, period, unit, "
                                              "person, party, case, window, file, table, list"
                                            : remedy);
  }
  return FieldKind::text;
}

void read_parts(Compilation& compilation, const Node& node, FieldType& type) {
  const Node* of = node.find("of");
  const bool wants_choices = type.kind == FieldKind::choice || type.kind == FieldKind::choices;
  const bool wants_element = type.kind == FieldKind::list || type.kind == FieldKind::table;
  if (!wants_choices && !wants_element) {
    if (of != nullptr)
      compilation.issues.error(
          "E0101", *of, "a field of type " + std::string(name_of(type.kind)) + " has no `of`");
    return;
  }
  if (of == nullptr) {
    compilation.issues.error("E0101", node,
                             wants_choices ? "the choices are missing" : "what it holds is missing",
                             wants_choices ? "name them: `of: [ one, other ]`"
                                           : "write `of:` with a type or with fields");
    if (type.kind == FieldKind::list) type.element.emplace_back();
    return;
  }
  if (wants_choices) {
    type.choices = read_choices(compilation, *of);
  } else if (type.kind == FieldKind::list) {
    type.element.push_back(read_element(compilation, *of));
  } else if (check_mapping(compilation, *of, "what a table holds")) {
    type.record = read_record(compilation, *of);
  }
}

FieldType read_type(Compilation& compilation, const Node& node) {
  FieldType type;
  const Node* name = node.is_mapping() ? node.find("type") : &node;
  if (name == nullptr) return type;
  type.kind = read_kind(compilation, *name);
  read_parts(compilation, node, type);
  if (const Node* workflow = node.find("workflow"))
    type.workflow = read_string(compilation, *workflow, "a workflow").value_or("");
  return type;
}

void read_default(Compilation& compilation, const Node& node, Field& field) {
  field.default_value = literal_of(node, field.type);
  if (field.default_value) return;
  const bool chosen = field.type.kind == FieldKind::choice;
  compilation.issues.error(
      "E0102", node, "the default is no value of type " + std::string(name_of(field.type.kind)),
      chosen ? compilation.did_you_mean(node.text, field.type.choices) : std::string());
}

// Names of roles are known only when `roles` is read, after `data`: the checks of the whole look at
// them.
void read_field_keys(Compilation& compilation, const Node& node, Field& field) {
  check_keys(compilation, node, Block::field, field.at);
  if (const Node* required = node.find("required"))
    field.required = read_bool(compilation, *required);
  if (const Node* sealed = node.find("sealed"))
    field.sealed_for = names_of(read_names(compilation, *sealed, "role"));
  if (const Node* label = node.find("label")) field.label = read_text(compilation, *label);
  if (const Node* max = node.find("max")) {
    field.max = max->as_int();
    if (!field.max) compilation.issues.error("E0058", *max, "`max` is a whole number");
  }
  if (const Node* value = node.find("default")) read_default(compilation, *value, field);
}

const Field* declared(const Compilation& compilation, const Name& name) {
  return compilation.made.field(name);
}

Need need_of_data(Compilation& compilation, const Node& name) {
  Need need;
  need.field.name = name.text;
  need.field.at = name.at;
  if (const Field* field = declared(compilation, name.text)) {
    need.field = *field;
    need.stored_in_data = true;
    return need;
  }
  const std::string remedy = compilation.did_you_mean(name.text, field_names(compilation));
  compilation.issues.error(
      "E0103", name, "there is no field " + quoted(name.text) + " under `data`",
      remedy.empty() ? "give its type: `needs: { " + name.text + ": text }`" : remedy);
  return need;
}

// `needs: { m: item of data.matters }`: one element of the list, which is appended to it.
Need need_of_item(Compilation& compilation, const Node& name, const Node& node,
                  std::string_view path) {
  Need need;
  need.field.name = name.text;
  need.field.at = name.at;
  check_name(compilation, name, "a field");
  if (path.starts_with("data.")) path.remove_prefix(5);
  const Field* list = declared(compilation, std::string(path));
  if (list == nullptr) {
    check_field(compilation, {std::string(path), node.at});
    return need;
  }
  if (list->type.kind != FieldKind::list && list->type.kind != FieldKind::table) {
    compilation.issues.error("E0110", node, quoted(list->name) + " is no list: it has no items")
        .related = list->at;
    return need;
  }
  if (list->is_sealed()) {
    compilation.issues.error("E0109", node,
                             quoted(list->name) + " is sealed as a whole: nothing can be appended",
                             "seal the fields of its items instead");
    return need;
  }
  need.appended_to = list->name;
  if (list->type.kind == FieldKind::table) {
    need.field.type.kind = FieldKind::record;
    need.field.type.record = list->type.record;
  } else if (!list->type.element.empty()) {
    need.field.type = list->type.element.front();
  }
  need.field.is_fact = list->is_fact && !is_body(need.field.type);
  return need;
}

// "item of data.matters", "data.matters.item"
std::optional<std::string_view> list_named_by(const Node& node) {
  constexpr std::string_view before = "item of ", behind = ".item";
  const std::string_view text = node.text;
  if (!node.is_scalar()) return std::nullopt;
  if (text.starts_with(before)) return text.substr(before.size());
  if (text.starts_with("data.") && text.ends_with(behind))
    return text.substr(0, text.size() - behind.size());
  return std::nullopt;
}

// `needs: { decision_no: text }`: where `data` has the name, its declaration counts and the type
// written here must agree.
Need need_with_type(Compilation& compilation, const Node& name, const Node& node) {
  if (const auto list = list_named_by(node)) return need_of_item(compilation, name, node, *list);
  Need need;
  const Field* field = declared(compilation, name.text);
  if (field == nullptr) {
    need.field = read_field(compilation, name, node);
    return need;
  }
  need.field = *field;
  need.stored_in_data = true;
  if (node.is_mapping()) check_keys(compilation, node, Block::field, name.at);
  const Node* type = node.is_mapping() ? node.find("type") : &node;
  const FieldKind kind = type == nullptr ? field->type.kind : read_kind(compilation, *type);
  if (kind != field->type.kind) {
    compilation.issues
        .error(
            "E0110", *type,
            quoted(name.text) + " is a " + std::string(name_of(field->type.kind)) + " under `data`",
            "give it the same type, or another name")
        .related = field->at;
  }
  return need;
}

}  // namespace

Field read_field(Compilation& compilation, const Node& name, const Node& node) {
  Field field;
  field.name = name.text;
  field.at = name.at;
  check_name(compilation, name, "a field");
  field.type = read_type(compilation, node);
  if (node.is_mapping()) read_field_keys(compilation, node, field);
  field.is_fact = !field.is_sealed() && !is_body(field.type);
  return field;
}

void read_data(Compilation& compilation, const Node& node) {
  if (!check_mapping(compilation, node, "`data`")) return;
  for (const Entry& entry : node.entries)
    compilation.made.data.push_back(read_field(compilation, entry.key, entry.value));
}

std::vector<Need> read_needs(Compilation& compilation, const Node& node) {
  std::vector<Need> needs;
  if (node.is_mapping()) {
    for (const Entry& entry : node.entries)
      needs.push_back(need_with_type(compilation, entry.key, entry.value));
    return needs;
  }
  for_one_or_many(node, [&](const Node& item) {
    if (read_string(compilation, item, "a field")) needs.push_back(need_of_data(compilation, item));
  });
  return needs;
}

std::vector<Field> fields_of(const std::vector<Need>& needs) {
  std::vector<Field> fields;
  for (const Need& need : needs) fields.push_back(need.field);
  return fields;
}

}  // namespace dunghan::definition
