#include "tests/unit/rule/expressions.h"

namespace dunghan::rule {
namespace {

using Kind = Type::Kind;

Result<Value> run(const std::string& text, bool check) {
  Environment environment = complaint_environment();
  environment.check = check;
  const auto expression = compile(text, environment);
  if (!expression) {
    ADD_FAILURE() << text << ": " << expression.error().front().message;
    return Value();
  }
  return evaluate(*expression, ComplaintActivation());
}

}  // namespace

Environment complaint_environment() {
  Environment environment;
  const Type deadline = Type::record_of(
      "deadline", {{"status", Kind::string}, {"due_on", Kind::date}, {"late", Kind::boolean}});
  environment.variables = {
      {"data", Type::record_of("data", {{"remote_area", Kind::boolean},
                                        {"rounds", Kind::integer},
                                        {"fee", Kind::decimal},
                                        {"subject", Kind::string},
                                        {"received_on", Kind::date},
                                        {"closed_on", Kind::date},
                                        {"limit", Kind::period},
                                        {"items", Type::list_of(Kind::integer)},
                                        {"complainant", Kind::sealed}})},
      {"deadlines",
       Type::record_of("deadlines", {{"acceptance", deadline}, {"resolution", deadline}})},
      {"parent", Type::map_of(Kind::string, Kind::dyn)},
      {"today", Kind::date},
  };
  environment.functions = {{"in", false, {Kind::string}, Kind::boolean},
                           {"in_time", false, {Kind::string}, Kind::boolean},
                           {"superior", false, {Kind::string}, Kind::string},
                           {"group", false, {Kind::string}, Type::list_of(Kind::string)}};
  return environment;
}

std::optional<Value> ComplaintActivation::find(std::string_view name) const {
  const Map deadline = {{"status", "running"}, {"due_on", make_date(2024, 6, 6)}, {"late", false}};
  if (name == "data") {
    return Value(Map{{"remote_area", true},
                     {"rounds", 2},
                     {"fee", *Decimal::parse("12.50")},
                     {"subject", "đất đai"},
                     {"received_on", make_date(2024, 5, 7)},
                     {"closed_on", Value()},
                     {"limit", days(30)},
                     {"items", List{1, 2, 3}},
                     {"complainant", Sealed{"a ciphertext"}}});
  }
  if (name == "deadlines") return Value(Map{{"resolution", Value(deadline)}});
  if (name == "parent") return Value(Map{{"number", "KN-01"}});
  if (name == "today") return Value(make_date(2024, 5, 20));
  return std::nullopt;
}

std::optional<Result<Value>> ComplaintActivation::call(std::string_view name,
                                                       const std::vector<Value>& arguments) const {
  if (name == "in") return Value(arguments[0] == Value("verifying"));
  if (name == "in_time") return Value(arguments[0] == Value("resolution"));
  if (name == "superior") return fail(ErrorCode::not_found, "no unit stands above this one");
  if (name == "group") return Value(List{"a", "b"});
  return std::nullopt;
}

Value value_of(const std::string& text) {
  const auto result = run(text, true);
  if (result) return *result;
  ADD_FAILURE() << text << ": " << result.error().message;
  return {};
}

std::string reason_of(const std::string& text) {
  const auto result = run(text, true);
  return result ? std::string{} : result.error().reason;
}

std::string unchecked_reason_of(const std::string& text) {
  const auto result = run(text, false);
  return result ? std::string{} : result.error().reason;
}

std::vector<ExpressionIssue> issues_of(const std::string& text) {
  auto expression = compile(text, complaint_environment());
  if (expression) return {};
  return std::move(expression).error();
}

std::string issue_of(const std::string& text) {
  const auto issues = issues_of(text);
  if (issues.size() != 1) return std::to_string(issues.size()) + " issues";
  const ExpressionIssue& issue = issues.front();
  return std::to_string(issue.line) + ":" + std::to_string(issue.column) + "+" +
         std::to_string(issue.length) + " " + issue.message +
         (issue.remedy.empty() ? "" : "; " + issue.remedy);
}

std::string type_of(const std::string& text) {
  const auto expression = compile(text, complaint_environment());
  return expression ? expression->type().to_text() : "refused";
}

}  // namespace dunghan::rule
