#include "engine/rule/expression.h"

#include <algorithm>
#include <utility>

#include "engine/base/check.h"
#include "engine/rule/checker.h"
#include "engine/rule/fault.h"
#include "engine/rule/mentions.h"
#include "engine/rule/parser.h"
#include "engine/rule/program.h"
#include "engine/rule/resolver.h"
#include "engine/rule/utf8.h"

namespace dunghan::rule {
namespace {

std::vector<ExpressionIssue> placed(const std::vector<Fault>& faults, std::string_view text) {
  std::vector<ExpressionIssue> issues;
  issues.reserve(faults.size());
  for (const Fault& fault : faults) issues.push_back(place(fault, text));
  std::stable_sort(issues.begin(), issues.end(),
                   [](const ExpressionIssue& a, const ExpressionIssue& b) {
                     return std::pair(a.line, a.column) < std::pair(b.line, b.column);
                   });
  return issues;
}

bool is_path(const SyntaxTree& tree) {
  const NodeKind kind = tree.at(tree.root).kind;
  return kind == NodeKind::name || kind == NodeKind::select;
}

}  // namespace

ExpressionIssue place(const Fault& fault, std::string_view text) {
  const std::size_t offset = std::min(fault.span.offset, text.size());
  const std::string_view before = text.substr(0, offset);
  const auto line_break = before.rfind('\n');
  const std::size_t line_begin = line_break == std::string_view::npos ? 0 : line_break + 1;
  std::string_view marked = text.substr(offset, fault.span.length);
  marked = marked.substr(0, marked.find('\n'));
  ExpressionIssue issue;
  issue.kind = fault.kind;
  issue.line = static_cast<int>(std::count(before.begin(), before.end(), '\n'));
  issue.column = static_cast<int>(count_code_points(before.substr(line_begin)));
  issue.length = std::max(1, static_cast<int>(count_code_points(marked)));
  issue.message = fault.message;
  issue.remedy = fault.remedy;
  return issue;
}

tl::expected<Expression, std::vector<ExpressionIssue>> compile(std::string_view text,
                                                               const Environment& environment) {
  auto tree = parse(text);
  if (!tree) return tl::unexpected(placed({tree.error()}, text));
  auto program = std::make_shared<CheckedProgram>();
  program->text = text;
  program->tree = *std::move(tree);
  program->sealed_result_allowed = environment.sealed_result_allowed && is_path(program->tree);
  if (environment.check) {
    Checked checked = check(program->tree, environment);
    if (!checked.faults.empty()) return tl::unexpected(placed(checked.faults, text));
    program->type = std::move(checked.type);
  } else {
    resolve_unchecked(program->tree, environment.container);
  }
  Mentions mentions = mentions_of(program->tree);
  program->reads = std::move(mentions.reads);
  program->asks_presence_of = std::move(mentions.asks_presence_of);
  return Expression(std::move(program));
}

const std::string& Expression::text() const {
  DUNGHAN_CHECK(program_ != nullptr);
  return program_->text;
}

Type Expression::type() const {
  DUNGHAN_CHECK(program_ != nullptr);
  return program_->type;
}

const std::vector<std::string>& Expression::reads() const {
  DUNGHAN_CHECK(program_ != nullptr);
  return program_->reads;
}

const std::vector<std::string>& Expression::asks_presence_of() const {
  DUNGHAN_CHECK(program_ != nullptr);
  return program_->asks_presence_of;
}

std::optional<Result<Value>> Activation::call(std::string_view, const std::vector<Value>&) const {
  return std::nullopt;
}

std::optional<ZoneRules> Activation::zone(std::string_view) const {
  return std::nullopt;
}

std::optional<Value> MapActivation::find(std::string_view name) const {
  const Value* value = dunghan::find(variables_, name);
  if (value == nullptr) return std::nullopt;
  return *value;
}

}  // namespace dunghan::rule
