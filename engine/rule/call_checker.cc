#include "engine/rule/call_checker.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

#include "engine/rule/suggestion.h"

namespace dunghan::rule {
namespace {

using Kind = Type::Kind;
using IssueKind = ExpressionIssue::Kind;

bool is_sign(std::string_view name) {
  return !((name[0] >= 'a' && name[0] <= 'z') || (name[0] >= 'A' && name[0] <= 'Z') ||
           name[0] == '_');
}

/// The operator as it stands in the text.
std::string_view sign_of(std::string_view name) {
  if (name == "@in") return "in";
  if (name == "-_") return "-";
  return name;
}

bool is_order(std::string_view name) {
  return name == "<" || name == "<=" || name == ">" || name == ">=";
}
bool is_equality(std::string_view name) {
  return name == "==" || name == "!=";
}

const std::vector<std::string> member_macros = {"all", "exists", "exists_one", "filter", "map"};

bool contains(const std::vector<std::string>& names, const std::string& name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

bool any_is(const std::vector<Type>& types, Kind kind) {
  return std::any_of(types.begin(), types.end(),
                     [kind](const Type& type) { return type.kind() == kind; });
}

std::string listed(const std::vector<Type>& types) {
  std::string text;
  for (std::size_t i = 0; i < types.size(); ++i) {
    if (i > 0) text += i + 1 == types.size() ? " and " : ", ";
    text += types[i].to_text();
  }
  return text;
}

/// What the author probably wanted, where it can be guessed from the operator and the two types.
std::string remedy_for(std::string_view name, const std::vector<Type>& types) {
  if (is_order(name) && any_is(types, Kind::period)) {
    return "periods have no order (1 month is 28 to 31 days): compare the dates they lead to, or "
           "use ==";
  }
  if (any_is(types, Kind::string)) {
    if (any_is(types, Kind::date)) return "write the date as date('2024-05-07')";
    if (any_is(types, Kind::period)) return "write the period as period('6 weeks')";
    if (any_is(types, Kind::decimal)) return "write the amount as decimal('12.50')";
    if (any_is(types, Kind::timestamp))
      return "write the moment as timestamp('2024-05-07T08:30:00+07:00')";
    if (any_is(types, Kind::duration)) return "write the duration as duration('36h')";
    if (name == "+") return "turn the other side into text: string(...)";
  }
  if (any_is(types, Kind::date)) {
    if (any_is(types, Kind::integer)) return "add a period: ... + period('3 days')";
    if (any_is(types, Kind::duration)) return "add a period: ... + period('3 days')";
    if (any_is(types, Kind::timestamp)) return "take the date of the moment: date(..., '+07:00')";
  }
  if (any_is(types, Kind::floating)) {
    if (any_is(types, Kind::decimal)) return "write the number as decimal('0.5')";
    if (any_is(types, Kind::integer)) return "write whole numbers with .0, or double(...)";
  }
  return {};
}

}  // namespace

bool CallChecker::is_macro_slip(const Node& node) const {
  if (!node.is_member || !candidates(node).empty()) return false;
  return contains(member_macros, node.name) || !nearest(node.name, member_macros).empty();
}

Type CallChecker::check(Node& node, const std::vector<Type>& arguments) {
  node.overloads = standard_functions().find(node.name);
  const std::vector<Candidate> possible = candidates(node);
  if (possible.empty()) {
    report_unknown(node);
    return Kind::error;
  }
  if (any_is(arguments, Kind::error)) return Kind::error;
  // Any field may be absent, so anything may be compared with null, as when it runs.
  if (is_equality(node.name) && any_is(arguments, Kind::null)) return Kind::boolean;
  if (const auto result = fitting(possible, arguments)) {
    check_literal(node);
    return *result;
  }
  std::vector<Type> resolved;
  for (const Type& type : arguments) resolved.push_back(types_.resolve(type));
  report_mismatch(node, possible, resolved);
  return Kind::error;
}

std::vector<CallChecker::Candidate> CallChecker::candidates(const Node& node) const {
  std::vector<Candidate> found;
  const CallStyle style = node.is_member ? CallStyle::member : CallStyle::global;
  if (const OverloadSet* standard = standard_functions().find(node.name)) {
    for (const Overload& overload : standard->overloads) {
      if (overload.style == style && !overload.only_at_run_time)
        found.push_back({overload.parameters, overload.result});
    }
  }
  for (const Environment::Function& function : environment_.functions) {
    if (function.name == node.name && function.is_member == node.is_member)
      found.push_back({function.parameters, function.result});
  }
  return found;
}

/// The result type of the overloads that fit: dyn where several fit and differ.
std::optional<Type> CallChecker::fitting(const std::vector<Candidate>& possible,
                                         const std::vector<Type>& arguments) {
  std::optional<Type> result;
  for (const Candidate& candidate : possible) {
    if (candidate.parameters.size() != arguments.size()) continue;
    std::vector<std::pair<std::string, Type>> renamed;
    std::vector<Type> parameters;
    parameters.reserve(candidate.parameters.size());
    for (const Type& parameter : candidate.parameters)
      parameters.push_back(types_.instantiate(parameter, renamed));
    if (!types_.assign_all(arguments, parameters)) continue;
    const Type type = types_.resolve(types_.instantiate(candidate.result, renamed));
    result = !result || *result == type ? type : Type(Kind::dyn);
  }
  return result;
}

void CallChecker::report_unknown(const Node& node) {
  std::vector<std::string> known;
  for (const Environment::Function& function : environment_.functions) {
    if (function.is_member == node.is_member) known.push_back(function.name);
  }
  for (std::string& word : standard_functions().words()) {
    const auto& overloads = standard_functions().find(word)->overloads;
    const CallStyle style = node.is_member ? CallStyle::member : CallStyle::global;
    const bool same_style = std::any_of(overloads.begin(), overloads.end(),
                                        [&](const Overload& o) { return o.style == style; });
    if (same_style) known.push_back(std::move(word));
  }
  if (node.is_member) {
    known.insert(known.end(), member_macros.begin(), member_macros.end());
  } else {
    known.emplace_back("has");
  }
  if (contains(known, node.name)) {
    fault(IssueKind::wrong_type, node.span, node.name + "() is not called like this",
          node.is_member ? "write list." + node.name + "(x, ...)" : "write has(data.x)");
    return;
  }
  const std::string near = nearest(node.name, known);
  fault(IssueKind::unknown_function, node.name_span, "there is no function \"" + node.name + "\"",
        near.empty() ? std::string{} : "did you mean \"" + near + "\"?");
}

void CallChecker::report_mismatch(const Node& node, const std::vector<Candidate>& possible,
                                  const std::vector<Type>& arguments) {
  const Span span = is_sign(node.name) ? node.span : node.name_span;
  std::string message;
  if (is_equality(node.name) || is_order(node.name)) {
    message = "\"" + node.name + "\" cannot compare " + listed(arguments);
  } else if (node.name == "[]") {
    message =
        arguments[0].to_text() + " has no element at a place of type " + arguments[1].to_text();
  } else if (is_sign(node.name)) {
    message = "\"" + std::string(sign_of(node.name)) + "\" does not take " + listed(arguments);
  } else {
    message =
        node.name + "() does not take " + (arguments.empty() ? "no arguments" : listed(arguments));
  }
  std::string remedy = remedy_for(node.name, arguments);
  if (remedy.empty() && !is_sign(node.name) && possible.size() == 1) {
    const std::vector<Type>& wanted = possible.front().parameters;
    remedy = wanted.empty() ? "it takes no arguments" : "it takes " + listed(wanted);
  }
  fault(IssueKind::wrong_type, span, std::move(message), std::move(remedy));
}

/// date('2024-02-30'), period('10d'), 'x'.matches('('): a literal that can never be right is a
/// fault of the text. The function itself says so.
void CallChecker::check_literal(const Node& node) {
  static constexpr std::array<std::string_view, 5> readers = {"date", "period", "decimal",
                                                              "timestamp", "duration"};
  const bool is_reader = std::find(readers.begin(), readers.end(), node.name) != readers.end() &&
                         !node.is_member && node.children.size() == 1;
  const bool is_pattern = node.name == "matches" && node.children.size() == 2;
  if ((!is_reader && !is_pattern) || node.overloads == nullptr) return;
  const Node& text = tree_.at(node.children.back());
  if (text.kind != NodeKind::literal || text.literal.kind() != ValueKind::string) return;
  Meter meter(evaluation_cost_max);
  const MapActivation nothing{Map{}};
  CallContext context{meter, nothing};
  std::vector<Value> arguments;
  if (is_pattern) arguments.emplace_back("");
  arguments.push_back(text.literal);
  const CallStyle style = node.is_member ? CallStyle::member : CallStyle::global;
  for (const Overload& overload : node.overloads->overloads) {
    if (!accepts(overload, style, arguments)) continue;
    if (const auto value = overload.run(arguments, context); !value) {
      fault(IssueKind::wrong_type, text.span, value.error().message, value.error().remedy);
    }
    return;
  }
}

void CallChecker::fault(IssueKind kind, Span span, std::string message, std::string remedy) {
  fault_ = Fault{kind, span, std::move(message), std::move(remedy)};
}

}  // namespace dunghan::rule
