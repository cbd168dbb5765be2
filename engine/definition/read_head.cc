// The head of a definition: id, version, dates, laws, numbers, who opens, back-dating, access.
#include <algorithm>

#include "engine/definition/compilation.h"

namespace dunghan::definition {
namespace {

const Node& root_of(const Compilation& compilation) {
  return compilation.document.root;
}

// key: "workflow", "cycle"
void read_id(Compilation& compilation, const char* key) {
  const Node* id = root_of(compilation).find(key);
  if (id == nullptr) return;  // told by check_keys
  compilation.made.id = read_string(compilation, *id, "the id").value_or("");
  const bool is_id = is_kebab_case(compilation.made.id) && !id->as_bool();
  if (!compilation.made.id.empty() && !is_id) {
    compilation.issues.error(
        "E0056", *id, quoted(compilation.made.id) + " is no id of a " + key,
        "small letters, digits and single hyphens, as `complaint-first-instance`");
  }
}

void read_identity(Compilation& compilation) {
  const Node& root = root_of(compilation);
  read_id(compilation, "workflow");
  if (const Node* version = root.find("version"))
    compilation.made.version = read_count(compilation, *version, "a version").value_or(1);
  if (const Node* title = root.find("title"))
    compilation.made.title = read_text(compilation, *title);
}

void read_effective(Compilation& compilation) {
  const Node* node = root_of(compilation).find("effective");
  if (node == nullptr || !check_keys(compilation, *node, Block::effective)) return;
  const Node* from = node->find("from");
  if (from == nullptr) return;
  compilation.made.effective_from = read_date(compilation, *from).value_or(Date{});
  const Node* to = node->find("to");
  if (to == nullptr) return;
  compilation.made.effective_to = read_date(compilation, *to);
  if (compilation.made.effective_to &&
      *compilation.made.effective_to < compilation.made.effective_from) {
    compilation.issues.error("E0074", *to, "the last day lies before the first").related = from->at;
  }
}

void read_laws(Compilation& compilation) {
  const Node* laws = root_of(compilation).find("laws");
  if (laws == nullptr || !check_mapping(compilation, *laws, "`laws`")) return;
  for (const Entry& entry : laws->entries) {
    Law law;
    law.key = entry.key.text;
    if (law.key.find(' ') != std::string::npos) {
      compilation.issues.error("E0056", entry.key,
                               "the key of a law has no blank: it ends where the article begins");
    }
    if (!check_keys(compilation, entry.value, Block::law, entry.key.at)) continue;
    if (const Node* number = entry.value.find("number"))
      law.number = read_string(compilation, *number, "a number").value_or("");
    if (const Node* name = entry.value.find("name")) law.name = read_text(compilation, *name);
    compilation.made.laws.push_back(std::move(law));
  }
}

// A reference to something that exists around the file; an empty list of those means that they are
// not known here.
void read_reference(Compilation& compilation, const char* key, std::string_view code,
                    const std::vector<std::string>& known, Name& into) {
  const Node* node = root_of(compilation).find(key);
  if (node == nullptr) return;
  into = read_string(compilation, *node, quoted(key)).value_or("");
  if (into.empty() || known.empty() || std::find(known.begin(), known.end(), into) != known.end())
    return;
  compilation.issues.error(code, *node,
                           "there is no " + std::string(key) +
                               (std::string_view(key) == "counting" ? " rule " : " ") +
                               quoted(into),
                           compilation.did_you_mean(into, known));
}

// A unit or a window: what may stand in a number, because it names nobody.
bool is_countable(const Field* field, std::string_view part) {
  if (field == nullptr || field->is_sealed()) return false;
  return (field->type.kind == FieldKind::unit && part == "code") ||
         (field->type.kind == FieldKind::window && part == "id");
}

std::optional<NumberSeries::Piece> number_piece(const Compilation& compilation,
                                                std::string_view inside) {
  using Kind = NumberSeries::Piece::Kind;
  constexpr int width_max = 12;
  const std::size_t colon = inside.find(':');
  const std::string_view name = inside.substr(0, colon);
  int width = 0;
  if (colon != std::string_view::npos) {
    for (const char c : inside.substr(colon + 1)) {
      if (c < '0' || c > '9' || width > width_max) return std::nullopt;
      width = width * 10 + (c - '0');
    }
    if (width < 1 || width > width_max || name != "seq") return std::nullopt;
  }
  if (name == "unit.code") return NumberSeries::Piece{Kind::unit_code, {}, 0};
  if (name == "year") return NumberSeries::Piece{Kind::year, {}, 0};
  if (name == "seq") return NumberSeries::Piece{Kind::seq, {}, width};
  if (name == "parent" || name == "parent.number") return NumberSeries::Piece{Kind::parent, {}, 0};
  const std::size_t dot = name.find('.');
  if (dot == std::string_view::npos) return std::nullopt;
  const Name field(name.substr(0, dot));
  if (is_countable(compilation.made.field(field), name.substr(dot + 1)))
    return NumberSeries::Piece{Kind::field, field, 0};
  return std::nullopt;
}

void read_number_text(Compilation& compilation, const Node& node, NumberSeries& series) {
  using Kind = NumberSeries::Piece::Kind;
  const std::string text = read_string(compilation, node, "a pattern").value_or("");
  bool has_sequence = false;
  for (std::size_t i = 0; i < text.size();) {
    const std::size_t open = text.find('{', i);
    if (open != i) series.pieces.push_back({Kind::literal, text.substr(i, open - i), 0});
    if (open == std::string::npos) break;
    const std::size_t close = text.find('}', open);
    const auto piece =
        close == std::string::npos
            ? std::nullopt
            : number_piece(compilation, std::string_view(text).substr(open + 1, close - open - 1));
    if (!piece) {
      compilation.issues.error(
          "E0075", node,
          "a number is made of {unit.code}, {year}, {seq:5}, {parent.number} and plain text",
          "of the data only a unit ({FIELD.code}) or a window ({FIELD.id}) stands in a number: "
          "what else it holds might name somebody");
      return;
    }
    has_sequence = has_sequence || piece->kind == Kind::seq;
    series.pieces.push_back(*piece);
    i = close + 1;
  }
  series.has_sequence = has_sequence;
}

void check_sequence(Compilation& compilation, const Node& node, const NumberSeries& series) {
  // A unit and a window tell the cases of a cycle apart without counting them.
  if (!series.pieces.empty() && !series.has_sequence && series.per_fields.empty())
    compilation.issues.error("E0075", node, "without {seq} every case would bear the same number",
                             "add `{seq:5}`");
}

void read_series(Compilation& compilation, const Node& per, NumberSeries& series) {
  for (const Declared& one : read_names(compilation, per, "unit, year or parent")) {
    if (one.name == "unit")
      series.per_unit = true;
    else if (one.name == "year")
      series.per_year = true;
    else if (one.name == "parent")
      series.per_parent = true;
    else if (is_countable(compilation.made.field(one.name), "code") ||
             is_countable(compilation.made.field(one.name), "id"))
      series.per_fields.push_back(one.name);
    else
      compilation.issues.error("E0061", one.at,
                               "a sequence starts anew per unit, year, parent, or a field of type "
                               "unit or window",
                               compilation.did_you_mean(one.name, {"unit", "year", "parent"}));
  }
}

void read_number(Compilation& compilation) {
  const Node* node = root_of(compilation).find("number");
  if (node == nullptr || !check_keys(compilation, *node, Block::number)) return;
  NumberSeries& series = compilation.made.number;
  if (const Node* text = node->find("text")) read_number_text(compilation, *text, series);
  if (const Node* per = node->find("per")) read_series(compilation, *per, series);
  if (const Node* text = node->find("text")) check_sequence(compilation, *text, series);
}
void read_opened_by(Compilation& compilation) {
  const Node* node = root_of(compilation).find("opened_by");
  if (node == nullptr) return;
  for (const Name& name : read_roles_list(compilation, *node, {"parent", "cycle"})) {
    if (name == "parent" || name == "cycle")
      compilation.made.opened_by_parent = true;
    else
      compilation.made.opened_by.push_back(name);
  }
}

void read_backdate(Compilation& compilation) {
  const Node* node = root_of(compilation).find("backdate");
  if (node == nullptr || !check_keys(compilation, *node, Block::backdate)) return;
  BackdateRule rule;
  rule.at = node->at;
  if (const Node* by = node->find("by")) rule.by = read_roles_list(compilation, *by);
  if (const Node* at_most = node->find("at_most"))
    rule.at_most = read_period(compilation, *at_most);
  if (const Node* beyond = node->find("beyond");
      beyond != nullptr && check_keys(compilation, *beyond, Block::backdate_beyond)) {
    if (const Node* by = beyond->find("by")) rule.beyond_by = read_roles_list(compilation, *by);
    if (const Node* needs = beyond->find("needs"))
      rule.beyond_needs = read_needs(compilation, *needs);
  }
  compilation.made.backdate = std::move(rule);
}

}  // namespace

void read_access(Compilation& compilation, const Node& node) {
  if (!check_keys(compilation, node, Block::access)) return;
  Access access;
  if (const Node* roles = node.find("existence"))
    access.existence = read_roles_list(compilation, *roles);
  if (const Node* roles = node.find("content"))
    access.content = read_roles_list(compilation, *roles);
  if (const Node* roles = node.find("sealed")) access.sealed = read_roles_list(compilation, *roles);
  if (const Node* exclude = node.find("exclude")) {
    rule::Expression persons =
        read_expression(compilation, *exclude, Scope{}, Asked::Use::person_list);
    if (persons) access.exclude = std::move(persons);
  }
  compilation.made.access = std::move(access);
}

void read_head(Compilation& compilation) {
  read_identity(compilation);
  read_effective(compilation);
  read_laws(compilation);
  read_reference(compilation, "calendar", "E0071", compilation.around.calendars,
                 compilation.made.calendar);
  read_reference(compilation, "counting", "E0072", compilation.around.counting_rules,
                 compilation.made.counting);
  read_number(compilation);
  read_opened_by(compilation);
  read_backdate(compilation);
}

void read_cycle_head(Compilation& compilation) {
  read_id(compilation, "cycle");
  if (const Node* title = root_of(compilation).find("title"))
    compilation.made.title = read_text(compilation, *title);
  read_effective(compilation);
  read_laws(compilation);
  read_reference(compilation, "calendar", "E0071", compilation.around.calendars,
                 compilation.made.calendar);
  read_reference(compilation, "counting", "E0072", compilation.around.counting_rules,
                 compilation.made.counting);
}

}  // namespace dunghan::definition
