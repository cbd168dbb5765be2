// Scalars, names, texts, periods and bases: the small change of every block.
#include <algorithm>
#include <array>
#include <cctype>

#include "engine/base/check.h"
#include "engine/definition/compilation.h"

namespace dunghan::definition {
namespace {

bool is_lower_or_digit(char c) {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}
int characters_of(std::string_view text) {
  return static_cast<int>(std::count_if(text.begin(), text.end(), [](char c) {
    return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
  }));
}

bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}

std::string_view kind_of(const Node& node) {
  switch (node.kind) {
    case Node::Kind::null: return "nothing";
    case Node::Kind::scalar: return "a text";
    case Node::Kind::sequence: return "a list";
    case Node::Kind::mapping: return "a mapping";
  }
  return "something else";
}

// `dunghan: 1`, wherever a file begins with it.
void check_language(Compilation& compilation, const Node& node, Block block) {
  constexpr std::int64_t language_version = 1;
  for (const Key& key : keys_of(block)) {
    const Node* version = key.shape.form == Form::language_version ? node.find(key.name) : nullptr;
    if (version == nullptr || version->as_int() == language_version) continue;
    compilation.issues.error("E0054", *version, "this version reads language version 1 only",
                             "write `dunghan: 1`");
  }
}

// `{ when: data.a, data.b }`: what stands behind a comma inside { } has become a key without a
// value.
bool is_cut_off(const Compilation& compilation, const Entry& entry) {
  if (!entry.value.is_null() || entry.key.quoted) return false;
  const std::string_view before = compilation.line_before(entry.key.at);
  const std::size_t last = before.find_last_not_of(' ');
  return last != std::string_view::npos && before[last] == ',';
}

/// `by: clerk, head`: several names without brackets are one text for YAML. Reported, and taken as
/// the list that is meant, so that nothing else is said of it.
void read_joined_names(Compilation& compilation, const Node& node, std::vector<Declared>& names) {
  compilation.issues.error("E0114", node,
                           "a comma does not part names here: outside of [ ] all of this is one",
                           "write a list: `[ " + node.text + " ]`");
  std::string_view rest = node.text;
  while (!rest.empty()) {
    const std::size_t comma = std::min(rest.find(','), rest.size());
    std::string_view name = rest.substr(0, comma);
    name.remove_prefix(std::min(name.find_first_not_of(' '), name.size()));
    name = name.substr(0, name.find_last_not_of(' ') + 1);
    if (!name.empty()) names.push_back({std::string(name), node.at});
    rest.remove_prefix(std::min(comma + 1, rest.size()));
  }
}

}  // namespace

bool check_mapping(Compilation& compilation, const Node& node, std::string_view what) {
  if (node.is_mapping()) return true;
  compilation.issues.error(
      "E0050", node,
      std::string(what) + " is a mapping (key: value); here stands " + std::string(kind_of(node)));
  return false;
}

bool check_keys(Compilation& compilation, const Node& node, Block block, Position at) {
  if (!check_mapping(compilation, node, name_of(block))) return false;
  for (const Entry& entry : node.entries) {
    const Key* key = find_key(block, entry.key.text);
    if (key == nullptr) {
      std::string remedy = compilation.did_you_mean(entry.key.text, key_names(block));
      if (remedy.empty() && entry.key.text == "true" && find_key(block, "on") != nullptr) {
        remedy =
            "another tool has read the key `on` as a truth value and written it back as `true`; "
            "write `on:`";
      }
      if (remedy.empty() && is_cut_off(compilation, entry)) {
        remedy = "the comma before it ends the value: put a condition in quotes, a list in [ ]";
      }
      compilation.issues.error(
          "E0051", entry.key,
          "unknown key " + quoted(entry.key.text) + " in " + std::string(name_of(block)),
          std::move(remedy));
    } else if (!key->runs()) {
      compilation.issues.error("E0053", entry.key,
                               quoted(entry.key.text) + " is not run by this version",
                               "leave it out, or keep the file for a later version");
    }
  }
  check_required(compilation, node, block, at);
  check_language(compilation, node, block);
  return true;
}

bool check_keys(Compilation& compilation, const Node& node, Block block) {
  return check_keys(compilation, node, block, node.at);
}

void check_required(Compilation& compilation, const Node& node, Block block, Position at) {
  for (const Key& key : keys_of(block)) {
    if (!key.required() || node.find(key.name) != nullptr) continue;
    compilation.issues.error(
        key.missing, at,
        std::string(name_of(block)) + " lacks " + quoted(key.name) + ": " +
            std::string(key.says.en.substr(0, key.says.en.find_first_of(";:"))),
        "write `" + std::string(key.name) + ": " + std::string(key.example) + "`");
  }
}

std::optional<std::string_view> word_of(Compilation& compilation, const Node& value, Block block,
                                        std::string_view key) {
  const Key* row = find_key(block, key);
  DUNGHAN_CHECK(row != nullptr && row->shape.form == Form::word);
  const auto words = row->shape.words;
  const auto found = std::find(words.begin(), words.end(), value.text);
  if (value.is_scalar() && found != words.end()) return *found;
  std::string all;
  for (std::size_t i = 0; i < words.size(); ++i)
    all += (i == 0 ? "" : i + 1 < words.size() ? ", " : " or ") + quoted(words[i]);
  if (row->shape.block != Block::none)
    all += " or { " + std::string(keys_of(row->shape.block).front().name) + ": … }";
  compilation.issues.error("E0061", value,
                           quoted(key) + " of " + std::string(name_of(block)) + " is " + all,
                           compilation.did_you_mean(value.text, {words.begin(), words.end()}));
  return std::nullopt;
}

std::optional<std::string_view> read_word(Compilation& compilation, const Node& node, Block block,
                                          std::string_view key) {
  const Node* value = node.find(key);
  return value == nullptr ? std::nullopt : word_of(compilation, *value, block, key);
}

bool is_identifier(std::string_view text) {
  if (text.empty() || !is_letter(text.front())) return false;
  const auto part = [](char c) { return is_letter(c) || (c >= '0' && c <= '9'); };
  return std::all_of(text.begin(), text.end(), part);
}

bool is_kebab_case(std::string_view text) {
  if (text.empty() || text.front() < 'a' || text.front() > 'z' || text.back() == '-') return false;
  if (text.find("--") != std::string_view::npos) return false;
  return std::all_of(text.begin(), text.end(),
                     [](char c) { return is_lower_or_digit(c) || c == '-'; });
}

void check_name(Compilation& compilation, const Node& node, std::string_view what) {
  constexpr std::array<std::string_view, 4> taken{"true", "false", "null", "in"};
  if (std::find(taken.begin(), taken.end(), node.text) != taken.end()) {
    compilation.issues.error("E0056", node,
                             quoted(node.text) +
                                 " is a word of the conditions' language and cannot name " +
                                 std::string(what));
  } else if (!is_identifier(node.text)) {
    compilation.issues.error(
        "E0056", node, quoted(node.text) + " cannot name " + std::string(what),
        "begin with a letter; then letters, digits and `_`, without marks or blanks");
  }
}

std::optional<std::string> read_string(Compilation& compilation, const Node& node,
                                       std::string_view what) {
  if (node.is_scalar() && !node.text.empty()) return node.text;
  compilation.issues.error("E0050", node,
                           std::string(what) + " is a text; here stands " +
                               (node.is_scalar() ? "an empty one" : std::string(kind_of(node))));
  return std::nullopt;
}

Text read_text(Compilation& compilation, const Node& node) {
  if (!node.is_mapping()) {
    const std::string one = read_string(compilation, node, "a title or label").value_or("");
    return Text{one, one};
  }
  check_keys(compilation, node, Block::text);
  if (node.entries.empty()) {
    compilation.issues.error("E0052", node, "a text in neither language",
                             "write `vi:`, `en:` or both");
  }
  Text text;
  if (const Node* vi = node.find("vi"))
    text.vi = read_string(compilation, *vi, "`vi`").value_or("");
  if (const Node* en = node.find("en"))
    text.en = read_string(compilation, *en, "`en`").value_or("");
  if (text.vi.empty()) text.vi = text.en;
  if (text.en.empty()) text.en = text.vi;
  return text;
}

bool read_bool(Compilation& compilation, const Node& node) {
  const auto value = node.as_bool();
  if (!value) {
    compilation.issues.error("E0060", node, "here stands yes or no, as `true` or `false`",
                             node.quoted ? "take the quotes away" : "write true or false");
  }
  return value.value_or(false);
}

std::optional<int> read_count(Compilation& compilation, const Node& node, std::string_view what) {
  constexpr std::int64_t count_max = 1'000'000;
  const auto value = node.as_int();
  if (value && *value >= 1 && *value <= count_max) return static_cast<int>(*value);
  compilation.issues.error("E0058", node,
                           std::string(what) + " is a whole number from 1 to 1000000");
  return std::nullopt;
}

std::optional<Period> read_period(Compilation& compilation, const Node& node) {
  const auto text = read_string(compilation, node, "a period (`5 working days`)");
  if (!text) return std::nullopt;
  auto period = parse_period(*text);
  if (period) return *period;
  compilation.issues.error("E0080", node, period.error().message, period.error().remedy);
  return std::nullopt;
}

std::optional<Date> read_date(Compilation& compilation, const Node& node) {
  const auto date = node.is_scalar() ? parse_date(node.text) : std::nullopt;
  if (!date)
    compilation.issues.error("E0059", node, "here stands a date that exists, as `2026-07-01`");
  return date;
}

std::vector<Declared> read_names(Compilation& compilation, const Node& node,
                                 std::string_view what) {
  std::vector<Declared> names;
  for_one_or_many(node, [&](const Node& item) {
    // A choice may be any text.
    const bool is_joined = item.is_scalar() && item.text.find(',') != std::string::npos;
    if (is_joined && what != "choice") return read_joined_names(compilation, item, names);
    if (auto name = read_string(compilation, item, what))
      names.push_back({std::move(*name), item.at});
  });
  if (names.empty() && node.is_sequence() && node.items.empty()) {
    compilation.issues.error("E0057", node,
                             "an empty list: at least one " + std::string(what) + " is wanted");
  }
  return names;
}

std::vector<Name> names_of(const std::vector<Declared>& declared) {
  std::vector<Name> names;
  for (const Declared& one : declared) names.push_back(one.name);
  return names;
}

bool declares(const std::vector<Declared>& declared, std::string_view name) {
  return std::any_of(declared.begin(), declared.end(),
                     [name](const Declared& one) { return one.name == name; });
}

void check_declared(Compilation& compilation, const Declared& one,
                    const std::vector<Declared>& among, std::string_view code,
                    std::string_view what) {
  if (declares(among, one.name)) return;
  compilation.issues
      .error(code, one.at, "there is no " + std::string(what) + " " + quoted(one.name),
             compilation.did_you_mean(one.name, names_of(among)))
      .length = characters_of(one.name);
}

void check_field(Compilation& compilation, const Declared& one) {
  if (compilation.made.field(one.name) != nullptr) return;
  compilation.issues
      .error("E0103", one.at, "there is no field " + quoted(one.name) + " under `data`",
             compilation.did_you_mean(one.name, field_names(compilation)))
      .length = characters_of(one.name);
}

std::vector<std::string> field_names(const Compilation& compilation) {
  std::vector<std::string> names;
  for (const Field& field : compilation.made.data) names.push_back(field.name);
  return names;
}

Name read_task_reference(Compilation& compilation, const Node& node) {
  constexpr std::string_view prefix = "task ";
  const auto text = read_string(compilation, node, "`task X`");
  if (!text) return {};
  if (!text->starts_with(prefix)) {
    compilation.issues.error("E0221", node, "this names a task", "write `task " + *text + "`");
    return {};
  }
  Name name = text->substr(prefix.size());
  check_declared(compilation, {name, node.at}, compilation.outline.tasks, "E0221", "task");
  return name;
}

std::vector<Name> read_roles_list(Compilation& compilation, const Node& node,
                                  const std::vector<std::string>& others) {
  const auto declared = read_names(compilation, node, "role");
  for (const Declared& one : declared) {
    const bool stands_beside = std::find(others.begin(), others.end(), one.name) != others.end();
    if (stands_beside || compilation.made.role(one.name) != nullptr) continue;
    std::vector<std::string> known = others;
    for (const Role& role : compilation.made.roles) known.push_back(role.name);
    Issue& issue = compilation.issues.error("E0120", one.at, "there is no role " + quoted(one.name),
                                            compilation.did_you_mean(one.name, known));
    issue.length = characters_of(one.name);
    if (issue.remedy.empty()) issue.remedy = "declare it under `roles`";
  }
  return names_of(declared);
}

void check_basis_text(Compilation& compilation, const Node& node, Basis& basis) {
  if (basis.text == "policy") {
    basis.kind = Basis::Kind::policy;
    return;
  }
  basis.kind = Basis::Kind::law;
  const std::string key = basis.text.substr(0, basis.text.find(' '));
  std::vector<std::string> known{"policy"};
  for (const Law& law : compilation.made.laws) {
    if (law.key == key) basis.law_number = law.number;
    known.push_back(law.key);
  }
  if (!basis.law_number.empty()) return;
  const std::string remedy = compilation.did_you_mean(key, known);
  compilation.issues.error("E0070", node, "there is no law " + quoted(key) + " under `laws`",
                           remedy.empty() ? "declare it under `laws`, or write `policy`" : remedy);
}

Basis read_basis(Compilation& compilation, const Node& node) {
  Basis basis;
  const Node* law = &node;
  if (node.is_mapping()) {
    check_keys(compilation, node, Block::basis);
    const Entry* document_entry = node.find_entry("document");
    if (document_entry != nullptr && node.find("law") != nullptr) {
      compilation.issues.error("E0062", document_entry->key,
                               "`document` beside `law`: which of them?");
    }
    if (const Node* document = node.find("document")) {
      basis.kind = Basis::Kind::document;
      basis.text = document->text;
      basis.document = read_expression(compilation, *document, Scope{}, Asked::Use::value);
      return basis;
    }
    law = node.find("law");
    if (law == nullptr) {
      compilation.issues.error("E0052", node, "a basis names its `law` or its `document`");
      return basis;
    }
    const Node* unconfirmed = node.find("unconfirmed");
    if (unconfirmed != nullptr && read_bool(compilation, *unconfirmed))
      basis.confidence = Basis::Confidence::unconfirmed;
    const auto confidence = read_word(compilation, node, Block::basis, "confidence");
    if (confidence == "secondary") basis.confidence = Basis::Confidence::secondary;
    if (confidence == "recalled") basis.confidence = Basis::Confidence::recalled;
  }
  const auto text = read_string(compilation, *law, "a basis");
  if (!text) return basis;
  basis.text = *text;
  check_basis_text(compilation, *law, basis);
  return basis;
}

}  // namespace dunghan::definition
