// CEL in the file: conditions, dates, value places; faults are put where they stand in the file,
// and names in quotes are checked too (`in('state')`, `in_time('deadline')`).
#include <algorithm>
#include <array>
#include <cctype>

#include "engine/definition/compilation.h"
#include "engine/rule/condition_logic.h"

namespace dunghan::definition {
namespace {

using Kind = rule::Type::Kind;

constexpr std::array<std::string_view, 9> listed_functions{
    "superior", "head", "group", "earlier", "later", "date", "period", "decimal", "size"};

bool is_word(char c) {
  return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_';
}

std::string_view code_of(rule::ExpressionIssue::Kind kind) {
  using IssueKind = rule::ExpressionIssue::Kind;
  switch (kind) {
    case IssueKind::syntax: return "E0160";
    case IssueKind::unknown_name: return "E0161";
    case IssueKind::unknown_field: return "E0162";
    case IssueKind::unknown_function: return "E0163";
    case IssueKind::wrong_type: return "E0164";
    case IssueKind::too_large: return "E0165";
  }
  return "E0160";
}

std::string_view part_of(std::string_view text, const rule::ExpressionIssue& issue) {
  if (issue.line != 0 || issue.column < 0 || static_cast<std::size_t>(issue.column) >= text.size())
    return {};
  return text.substr(static_cast<std::size_t>(issue.column),
                     static_cast<std::size_t>(issue.length));
}

void report(Compilation& compilation, const Node& node, std::string_view text, std::size_t lead,
            const rule::ExpressionIssue& fault) {
  const bool wall_clock =
      fault.kind == rule::ExpressionIssue::Kind::unknown_name && part_of(text, fault) == "now";
  Issue& issue =
      compilation.issues.error(wall_clock ? "E0166" : code_of(fault.kind),
                               compilation.place_in(node, fault.line, fault.column, lead),
                               wall_clock ? "`now` is the wall clock, and a condition knows only "
                                            "the day on which the act counts in law"
                                          : fault.message,
                               wall_clock ? "write `today`" : fault.remedy);
  issue.length = std::max(fault.length, 1);
}

struct QuotedArgument {
  std::string function, name;
  std::size_t octet = 0;  // where the name begins in the text
};

/// The calls `in('x')` and `in_time("x")` outside of quotes. What is called with anything else is
/// left to run time.
std::vector<QuotedArgument> quoted_arguments(std::string_view text) {
  std::vector<QuotedArgument> found;
  for (std::size_t i = 0; i < text.size();) {
    if (text[i] == '\'' || text[i] == '"') {
      const std::size_t end = text.find(text[i], i + 1);
      i = end == std::string_view::npos ? text.size() : end + 1;
      continue;
    }
    if (!is_word(text[i])) {
      ++i;
      continue;
    }
    std::size_t end = i;
    while (end < text.size() && is_word(text[end])) ++end;
    const std::string_view word = text.substr(i, end - i);
    i = end;
    if (word != "in" && word != "in_time") continue;
    const std::size_t open = text.find_first_not_of(' ', end);
    if (open == std::string_view::npos || text[open] != '(') continue;
    const std::size_t quote = text.find_first_not_of(' ', open + 1);
    if (quote == std::string_view::npos || (text[quote] != '\'' && text[quote] != '"')) continue;
    const std::size_t close = text.find(text[quote], quote + 1);
    if (close == std::string_view::npos) continue;
    found.push_back(
        {std::string(word), std::string(text.substr(quote + 1, close - quote - 1)), quote + 1});
    i = close + 1;
  }
  return found;
}

void check_quoted_names(Compilation& compilation, const Node& node, std::string_view text,
                        std::size_t lead) {
  for (const QuotedArgument& argument : quoted_arguments(text)) {
    const bool of_state = argument.function == "in";
    const std::size_t dot = of_state ? argument.name.rfind('.') : std::string::npos;
    const std::string name =
        dot == std::string::npos ? argument.name : argument.name.substr(dot + 1);
    const auto& limits = compilation.outline.own_limits;
    const auto& declared = of_state ? compilation.outline.states : compilation.outline.deadlines;
    if (declares(declared, name)) continue;
    if (!of_state && std::find(limits.begin(), limits.end(), name) != limits.end()) continue;
    const int column = static_cast<int>(argument.octet);
    Issue& issue = compilation.issues.error(
        "E0169", compilation.place_in(node, 0, column, lead),
        std::string("there is no ") + (of_state ? "state " : "deadline ") + quoted(name),
        compilation.did_you_mean(name, names_of(declared)));
    issue.length = static_cast<int>(argument.name.size());
  }
}

bool is_path(std::string_view text) {
  return !text.empty() && text.find("..") == std::string_view::npos && text.back() != '.' &&
         std::all_of(text.begin(), text.end(), [](char c) { return is_word(c) || c == '.'; });
}

std::size_t after_sign(std::string_view text) {
  const std::size_t start = text.find_first_not_of(' ', 1);
  return start == std::string_view::npos ? text.size() : start;
}

void check_always_false(Compilation& compilation, const Node& node,
                        const rule::Expression& expression) {
  // What has no variable is worked out here; a text that takes longer is no slip.
  constexpr std::int64_t cost_max = 1'000;
  const auto value = rule::evaluate(expression, rule::MapActivation(Map{}), cost_max);
  if (value && value->kind() == ValueKind::boolean && !value->as_bool()) {
    compilation.issues.error("E0168", node, "this condition never holds, whatever the case is",
                             "correct it, or take out what it guards");
  } else if (const auto apart = rule::contradiction_in(expression)) {
    compilation.issues.error(
        "E0168", node,
        "this condition never holds: it asks for " + quoted(apart->one) +
            (apart->other.empty() ? " and for its contrary"
                                  : " and for " + quoted(apart->other) + " together"),
        "join them with ||, or take one out");
  }
}

void check_literal_like_date(Compilation& compilation, const Node& node,
                             const FieldType& expected) {
  const bool is_date = expected.kind == FieldKind::date || expected.kind == FieldKind::instant;
  std::string remedy = is_date && node.text == "today" ? "write `= today`" : std::string();
  if (expected.kind == FieldKind::choice || expected.kind == FieldKind::choices) {
    remedy = compilation.did_you_mean(node.text, expected.choices);
  }
  if (remedy.empty() && node.text.find_first_of("+*/()<>?!&|") != std::string::npos)
    remedy = "an expression begins with `=`: write `\"= " + node.text + "\"`";
  compilation.issues.error("E0170", node,
                           "here stands a value of type " + std::string(name_of(expected.kind)),
                           std::move(remedy));
}

}  // namespace

rule::Expression read_expression_text(Compilation& compilation, const Node& node,
                                      std::string_view text, std::size_t lead, const Scope& scope,
                                      Asked::Use use) {
  rule::Environment environment = compilation.environment(scope);
  // A value place may hand a sealed value on, unread; whether its new place may hold it is checked
  // apart.
  environment.sealed_result_allowed = use != Asked::Use::condition && use != Asked::Use::date;
  auto compiled = rule::compile(text, environment);
  if (!compiled) {
    for (const rule::ExpressionIssue& fault : compiled.error())
      report(compilation, node, text, lead, fault);
    return {};
  }
  check_quoted_names(compilation, node, text, lead);
  compilation.asked.push_back({*compiled, node.at, use});
  return *std::move(compiled);
}

rule::Expression read_expression(Compilation& compilation, const Node& node, const Scope& scope,
                                 Asked::Use use) {
  if (!node.is_scalar() || node.text.empty()) {
    compilation.issues.error(
        "E0050", node, "a condition or an expression is a text",
        "put it in quotes: a comma, `{`, `[`, `!` or `: ` within it ends the text for YAML");
    return {};
  }
  // An equals sign in front is harmless where only CEL can stand.
  const std::size_t lead =
      node.text.front() == '=' && !node.text.starts_with("==") ? after_sign(node.text) : 0;
  return read_expression_text(compilation, node, std::string_view(node.text).substr(lead), lead,
                              scope, use);
}

std::optional<rule::Expression> read_condition(Compilation& compilation, const Node& node,
                                               const Scope& scope) {
  rule::Expression expression = read_expression(compilation, node, scope, Asked::Use::condition);
  if (!expression) return std::nullopt;
  const Kind kind = expression.type().kind();
  if (kind != Kind::boolean && kind != Kind::dyn) {
    compilation.issues.error(
        "E0167", node, "a condition gives yes or no; this gives " + expression.type().to_text());
    return std::nullopt;
  }
  check_always_false(compilation, node, expression);
  return expression;
}

rule::Expression read_date_expression(Compilation& compilation, const Node& node,
                                      const Scope& scope) {
  rule::Expression expression = read_expression(compilation, node, scope, Asked::Use::date);
  if (!expression) return expression;
  const Kind kind = expression.type().kind();
  if (kind != Kind::date && kind != Kind::timestamp && kind != Kind::dyn) {
    compilation.issues.error("E0164", node,
                             "here stands a date; this gives " + expression.type().to_text());
  }
  return expression;
}

bool is_expression_text(const Compilation& compilation, const Node& node, const Scope& scope) {
  if (!node.is_scalar()) return false;
  if (node.text.starts_with('=')) return true;
  if (node.quoted) return false;
  const std::string_view text = node.text;
  const std::string_view root = text.substr(0, text.find_first_of(".("));
  if (root.size() < text.size() && text[root.size()] == '(') {
    return text.back() == ')' && std::find(listed_functions.begin(), listed_functions.end(),
                                           root) != listed_functions.end();
  }
  const bool is_local =
      scope.local != nullptr && std::any_of(scope.local->begin(), scope.local->end(),
                                            [&](const auto& local) { return local.first == root; });
  if (is_local) return is_path(text);
  if (compilation.of_cycle && (text == "day" || text == "window")) return true;
  if (root.size() == text.size() || !is_path(text)) return false;
  if (compilation.of_cycle) return root == "window" && is_path(text);
  if (root == "data" || root == "case" || root == "event" || root == "parent") return true;
  const auto& links = compilation.outline.links;
  return std::any_of(links.begin(), links.end(),
                     [&](const Declared& link) { return link.name == root; });
}

ValuePlace read_unit_place(Compilation& compilation, const Node& node, const Scope& scope,
                           Asked::Use use) {
  FieldType unit;
  unit.kind = FieldKind::unit;
  if (node.is_scalar() && !node.text.empty())
    return read_value_place(compilation, node, scope, &unit, use);
  compilation.issues.error("E0050", node, "here stands a unit", "write its id, or `case.unit`");
  return {};
}

ValuePlace read_value_place(Compilation& compilation, const Node& node, const Scope& scope,
                            const FieldType* expected, Asked::Use use) {
  ValuePlace place;
  place.at = node.at;
  if (is_expression_text(compilation, node, scope)) {
    const std::size_t lead = node.text.front() == '=' ? after_sign(node.text) : 0;
    rule::Expression expression = read_expression_text(
        compilation, node, std::string_view(node.text).substr(lead), lead, scope, use);
    if (expression && expected != nullptr && !is_assignable(expression.type(), *expected)) {
      compilation.issues.error("E0170", node,
                               "here stands a value of type " +
                                   std::string(name_of(expected->kind)) + "; this gives " +
                                   expression.type().to_text());
    }
    place.content = std::move(expression);
    return place;
  }
  if (expected == nullptr || node.is_null()) {
    place.content = plain_literal_of(node);
    return place;
  }
  auto literal = literal_of(node, *expected);
  if (!literal) check_literal_like_date(compilation, node, *expected);
  place.content = literal ? std::move(*literal) : Value();
  return place;
}

}  // namespace dunghan::definition
