#include "engine/cases/fields.h"

#include <algorithm>
#include <charconv>

#include "engine/definition/edit_distance.h"

namespace dunghan::cases {
namespace {

using definition::Field;
using definition::FieldKind;
using definition::FieldType;

Failure expected(const Field& field, const std::string& what, const std::string& example) {
  return Failure(Error{ErrorCode::invalid_argument,
                       "field `" + field.name + "` must be " + what,
                       "wrong_type",
                       "for example: " + field.name + "=" + example,
                       {}});
}

std::size_t characters(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char octet) {
    return (static_cast<unsigned char>(octet) & 0xC0U) != 0x80U;
  }));
}

Result<Value> text_of(const Field& field, const Value& raw) {
  if (raw.kind() != ValueKind::string) return expected(field, "a text", "…");
  const std::string& text = raw.as_string();
  if (text.find('\0') != std::string::npos)
    return expected(field, "a text without NUL characters", "…");
  if (text.size() > text_bytes_max)
    return expected(field, "at most " + std::to_string(text_bytes_max) + " bytes long", "…");
  if (field.max && characters(text) > static_cast<std::size_t>(*field.max)) {
    return expected(field,
                    "at most " + std::to_string(*field.max) + " characters long (it has " +
                        std::to_string(characters(text)) + ")",
                    "…");
  }
  return raw;
}

Result<Value> integer_of(const Field& field, const Value& raw) {
  std::int64_t number = 0;
  if (raw.kind() == ValueKind::integer) {
    number = raw.as_int();
  } else {
    if (raw.kind() != ValueKind::string) return expected(field, "a whole number", "3");
    const std::string& text = raw.as_string();
    const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (fault != std::errc{} || end != text.data() + text.size())
      return expected(field, "a whole number", "3");
  }
  if (field.max && number > *field.max)
    return expected(field, "at most " + std::to_string(*field.max), std::to_string(*field.max));
  return Value(number);
}

Result<Value> decimal_of(const Field& field, const Value& raw) {
  if (raw.kind() == ValueKind::decimal) return raw;
  if (raw.kind() == ValueKind::integer) {
    if (const auto whole = Decimal::make(raw.as_int(), 0)) return Value(*whole);
  }
  if (raw.kind() == ValueKind::string) {
    if (const auto parsed = Decimal::parse(raw.as_string())) return Value(*parsed);
  }
  return expected(field, "a decimal number", "12.50");
}

Result<Value> bool_of(const Field& field, const Value& raw) {
  if (raw.kind() == ValueKind::boolean) return raw;
  if (raw.kind() == ValueKind::string && raw.as_string() == "true") return Value(true);
  if (raw.kind() == ValueKind::string && raw.as_string() == "false") return Value(false);
  return expected(field, "true or false", "true");
}

Result<Value> date_of(const Field& field, const Value& raw) {
  if (raw.kind() == ValueKind::date) return raw;
  if (raw.kind() == ValueKind::string) {
    if (const auto date = parse_date(raw.as_string())) return Value(*date);
  }
  return expected(field, "a date that exists, year-month-day", "2024-05-07");
}

Result<Value> instant_of(const Field& field, const Value& raw, const ZoneRules& zone) {
  if (raw.kind() == ValueKind::timestamp) return raw;
  if (raw.kind() == ValueKind::string) {
    if (const auto occurrence = parse_occurrence(raw.as_string(), zone))
      return Value(occurrence->at);
  }
  return expected(field, "a moment", "2024-05-07T08:30");
}

constexpr const char* window_example = "2024-12-15..2025-03-14";

// "2024-12-15..2025-03-14", or the two days with the window's own id and that of the next.
Result<Value> window_of(const Field& field, const Value& raw) {
  const auto wrong = [&] {
    return expected(field, "a window, FIRST_DAY..LAST_DAY", window_example);
  };
  Map parts;
  if (raw.kind() == ValueKind::string) {
    const std::string& text = raw.as_string();
    const std::size_t dots = text.find("..");
    if (dots == std::string::npos) return wrong();
    parts = {{"id", text}, {"from", text.substr(0, dots)}, {"to", text.substr(dots + 2)}};
  } else if (raw.kind() == ValueKind::map) {
    parts = raw.as_map();
  } else {
    return wrong();
  }
  Map window;
  for (const char* key : {"id", "from", "to", "next"}) {
    const Value* part = find(parts, key);
    const bool is_day = key[0] == 'f' || key[0] == 't';
    if (part == nullptr) {
      if (is_day) return wrong();
      continue;
    }
    if (!is_day) {
      DUNGHAN_TRY(Value text, text_of(field, *part));
      window.push_back({key, std::move(text)});
      continue;
    }
    const auto day = part->kind() == ValueKind::date     ? std::optional(part->as_date())
                     : part->kind() == ValueKind::string ? parse_date(part->as_string())
                                                         : std::nullopt;
    if (!day) return wrong();
    window.push_back({key, *day});
  }
  if (window.size() < 2 || parts.size() > 4) return wrong();
  if (find(window, "to")->as_date() < find(window, "from")->as_date())
    return expected(field, "a window that does not end before it begins", window_example);
  return Value(std::move(window));
}

Result<Value> choice_of(const Field& field, const Value& raw) {
  const auto& choices = field.type.choices;
  if (raw.kind() == ValueKind::string &&
      std::find(choices.begin(), choices.end(), raw.as_string()) != choices.end())
    return raw;
  std::string names;
  for (const std::string& choice : choices) names += (names.empty() ? "" : ", ") + choice;
  return expected(field, "one of: " + names, choices.empty() ? "…" : choices.front());
}

Result<Value> period_of(const Field& field, const Value& raw) {
  if (raw.kind() == ValueKind::period) return raw;
  if (raw.kind() != ValueKind::string) return expected(field, "a period", "30 days");
  const auto period = parse_period(raw.as_string());
  if (!period) return expected(field, "a period (" + period.error().message + ")", "'30 days'");
  return Value(*period);
}

Result<Value> unit_of(const Field& field, const Value& raw,
                      const organisation::Organisation& organisation) {
  if (raw.kind() == ValueKind::string && organisation.unit(raw.as_string()) != nullptr) return raw;
  std::vector<std::string> ids;
  for (const auto& unit : organisation.units()) ids.push_back(unit.id);
  const auto near =
      raw.kind() == ValueKind::string ? definition::closest(raw.as_string(), ids) : std::nullopt;
  return expected(field,
                  "a unit of the organisation" +
                      (near ? " (did you mean `" + std::string(*near) + "`?)" : std::string()),
                  ids.empty() ? "…" : ids.front());
}

// A person of the organisation is known by id; anyone else by what is written about them. Keys
// beyond the reviewed ones are refused, so that no definition can come to keep something else about
// a person.
constexpr std::string_view person_keys[] = {
    "id", "name", "birth_year", "identity_number", "address", "contact", "representative"};

Result<Value> person_of(const Field& field, const Value& raw,
                        const organisation::Organisation& organisation) {
  if (raw.kind() == ValueKind::string) {
    if (const organisation::Person* person = organisation.person(raw.as_string())) {
      return Value(Map{{"id", person->id}, {"name", person->name}});
    }
    DUNGHAN_TRY(const Value name, text_of(field, raw));
    return Value(Map{{"name", name}});
  }
  if (raw.kind() != ValueKind::map) return expected(field, "a person", "{\"name\":\"…\"}");
  for (const MapEntry& entry : raw.as_map()) {
    const bool known = entry.key.kind() == ValueKind::string &&
                       std::find(std::begin(person_keys), std::end(person_keys),
                                 entry.key.as_string()) != std::end(person_keys);
    if (!known) {
      const std::string key =
          entry.key.kind() == ValueKind::string ? entry.key.as_string() : std::string("?");
      return expected(field,
                      "a person with no other keys than name, birth_year, identity_number, "
                      "address, contact, representative (not `" +
                          key + "`)",
                      "{\"name\":\"…\"}");
    }
  }
  if (find(raw.as_map(), "name") == nullptr)
    return expected(field, "a person with a name", "{\"name\":\"…\"}");
  return raw;
}

List split(const std::string& text) {
  List items;
  std::size_t from = 0;
  while (from <= text.size() && !text.empty()) {
    const std::size_t comma = std::min(text.find(',', from), text.size());
    std::size_t begin = from;
    std::size_t end = comma;
    while (begin < end && text[begin] == ' ') ++begin;
    while (end > begin && text[end - 1] == ' ') --end;
    items.emplace_back(text.substr(begin, end - begin));
    from = comma + 1;
  }
  return items;
}

Field element_of(const Field& field, FieldType type) {
  Field element;
  element.name = field.name;
  element.type = std::move(type);
  return element;
}

Result<Value> list_of(const Field& field, const FieldType& type, const Value& raw,
                      const organisation::Organisation& organisation, const ZoneRules& zone) {
  // One value stands for a list of one; a text of several, parted by commas, for a list of texts
  // (not of persons: names may hold commas).
  List items;
  const bool person = type.kind == FieldKind::person || type.kind == FieldKind::party;
  if (raw.kind() == ValueKind::list)
    items = raw.as_list();
  else if (raw.kind() == ValueKind::string && !person)
    items = split(raw.as_string());
  else
    items.push_back(raw);
  if (items.size() > list_items_max ||
      (field.max && items.size() > static_cast<std::size_t>(*field.max))) {
    return expected(field,
                    "a list that is not so long (" + std::to_string(items.size()) + " items)", "…");
  }
  List typed;
  const Field element = element_of(field, type);
  for (const Value& item : items) {
    DUNGHAN_TRY(Value value, coerce(element, item, organisation, zone));
    typed.push_back(std::move(value));
  }
  return Value(std::move(typed));
}

Result<Value> record_of(const Field& field, const Value& raw,
                        const organisation::Organisation& organisation, const ZoneRules& zone) {
  if (raw.kind() != ValueKind::map) return expected(field, "a record", "@FILE.json");
  Map typed;
  for (const MapEntry& entry : raw.as_map()) {
    const auto part = std::find_if(
        field.type.record.begin(), field.type.record.end(), [&](const Field& candidate) {
          return entry.key.kind() == ValueKind::string && candidate.name == entry.key.as_string();
        });
    if (part == field.type.record.end())
      return expected(field, "a record of the fields that the definition names", "@FILE.json");
    DUNGHAN_TRY(Value value, coerce(*part, entry.value, organisation, zone));
    typed.push_back({entry.key, std::move(value)});
  }
  return Value(std::move(typed));
}

}  // namespace

Result<Value> coerce(const Field& field, const Value& raw,
                     const organisation::Organisation& organisation, const ZoneRules& zone) {
  if (raw.is_null() || raw.kind() == ValueKind::sealed) return raw;
  switch (field.type.kind) {
    case FieldKind::text:
    case FieldKind::file:
    case FieldKind::case_reference: return text_of(field, raw);
    case FieldKind::window: return window_of(field, raw);
    case FieldKind::integer: return integer_of(field, raw);
    case FieldKind::decimal:
    case FieldKind::money: return decimal_of(field, raw);
    case FieldKind::boolean: return bool_of(field, raw);
    case FieldKind::date: return date_of(field, raw);
    case FieldKind::instant: return instant_of(field, raw, zone);
    case FieldKind::choice: return choice_of(field, raw);
    case FieldKind::period: return period_of(field, raw);
    case FieldKind::unit: return unit_of(field, raw, organisation);
    case FieldKind::person:
    case FieldKind::party: return person_of(field, raw, organisation);
    case FieldKind::choices: {
      FieldType one;
      one.kind = field.type.choices.empty() ? FieldKind::text : FieldKind::choice;
      one.choices = field.type.choices;
      return list_of(field, one, raw, organisation, zone);
    }
    case FieldKind::list:
      return list_of(field, field.type.element.front(), raw, organisation, zone);
    case FieldKind::table: {
      FieldType row;
      row.kind = FieldKind::record;
      row.record = field.type.record;
      return list_of(field, row, raw, organisation, zone);
    }
    case FieldKind::record: return record_of(field, raw, organisation, zone);
  }
  return raw;
}

std::vector<const Field*> declared_fields(const definition::WorkflowDefinition& definition) {
  std::vector<const Field*> fields;
  const auto add_needs = [&](const std::vector<definition::Need>& needs) {
    for (const auto& need : needs) fields.push_back(&need.field);
  };
  const auto add_tasks = [&](const std::vector<definition::Task>& tasks) {
    for (const auto& task : tasks) add_needs(task.needs);
  };
  const auto add_deadlines = [&](const std::vector<definition::Deadline>& deadlines) {
    for (const auto& deadline : deadlines) {
      for (const auto& ground : deadline.suspend) {
        add_needs(ground.needs);
        add_needs(ground.resume.needs);
      }
      for (const auto& ground : deadline.extend) add_needs(ground.needs);
    }
  };
  for (const Field& field : definition.data) fields.push_back(&field);
  add_deadlines(definition.deadlines);
  add_tasks(definition.tasks);
  for (const auto& state : definition.states) {
    for (const auto& transition : state.on) {
      add_needs(transition.needs);
      add_tasks(transition.tasks);
    }
    add_tasks(state.tasks);
    add_deadlines(state.deadlines);
  }
  if (definition.backdate) add_needs(definition.backdate->beyond_needs);
  return fields;
}

const Field* declared_field(const Procedure& procedure, const std::string& name) {
  for (const Field* field : procedure.fields()) {
    if (field->name == name) return field;
  }
  return nullptr;
}

Result<Map> type_fields(const Procedure& procedure, const Map& raw,
                        const organisation::Organisation& organisation) {
  Map typed;
  for (const MapEntry& entry : raw) {
    const std::string& name = entry.key.as_string();
    const Field* field = declared_field(procedure, name);
    if (field == nullptr) {
      std::vector<std::string> names;
      for (const Field* known : procedure.fields()) names.push_back(known->name);
      const auto near = definition::closest(name, names);
      return refuse("unknown_field",
                    "`" + procedure.definition().id + "` has no field `" + name + "`",
                    near ? "did you mean `" + std::string(*near) + "`?" : std::string());
    }
    DUNGHAN_TRY(Value value, coerce(*field, entry.value, organisation, procedure.zone()));
    typed.push_back({name, std::move(value)});
  }
  return typed;
}

SplitFields split_fields(const Procedure& procedure, const Map& fields) {
  SplitFields split;
  for (const MapEntry& entry : fields) {
    const Field* field = declared_field(procedure, entry.key.as_string());
    const bool is_fact = field != nullptr && field->is_fact && !field->is_sealed() &&
                         entry.value.kind() != ValueKind::sealed;
    (is_fact ? split.facts : split.body).push_back(entry);
  }
  return split;
}

}  // namespace dunghan::cases
