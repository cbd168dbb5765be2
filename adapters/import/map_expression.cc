#include "adapters/import/map_expression.h"

#include <algorithm>
#include <array>
#include <cctype>

namespace dunghan::adapters::import {
namespace {

bool begins_name(char letter) {
  return std::isalpha(static_cast<unsigned char>(letter)) != 0 || letter == '_';
}

bool continues_name(char letter) {
  return begins_name(letter) || std::isdigit(static_cast<unsigned char>(letter)) != 0;
}

/// Words of CEL that cannot be variables (langdef, "Syntax").
constexpr std::array reserved = {
    std::string_view("false"),   std::string_view("in"),        std::string_view("null"),
    std::string_view("true"),    std::string_view("as"),        std::string_view("break"),
    std::string_view("const"),   std::string_view("continue"),  std::string_view("else"),
    std::string_view("for"),     std::string_view("function"),  std::string_view("if"),
    std::string_view("import"),  std::string_view("let"),       std::string_view("loop"),
    std::string_view("package"), std::string_view("namespace"), std::string_view("return"),
    std::string_view("var"),     std::string_view("void"),      std::string_view("while")};

bool is_variable_name(std::string_view text) {
  if (text.empty() || !begins_name(text.front())) return false;
  if (!std::all_of(text.begin(), text.end(), continues_name)) return false;
  return std::find(reserved.begin(), reserved.end(), text) == reserved.end();
}

// Names in an expression that are neither in quotes, nor called, nor fields of something.
std::vector<std::string> names_in(std::string_view text) {
  std::vector<std::string> names;
  char quote = '\0';
  char before = '\0';
  for (std::size_t at = 0; at < text.size(); ++at) {
    const char letter = text[at];
    if (quote != '\0') {
      if (letter == '\\') ++at;
      if (letter == quote) quote = '\0';
      before = letter;
      continue;
    }
    if (letter == '"' || letter == '\'') quote = letter;
    if (!begins_name(letter) || continues_name(before)) {
      if (letter != ' ') before = letter;
      continue;
    }
    const std::size_t from = at;
    while (at + 1 < text.size() && continues_name(text[at + 1])) ++at;
    const std::string_view name = text.substr(from, at + 1 - from);
    const std::size_t next = text.find_first_not_of(' ', at + 1);
    const bool called = next != std::string_view::npos && text[next] == '(';
    if (before != '.' && !called && is_variable_name(name)) names.emplace_back(name);
    before = name.back();
  }
  return names;
}

// One row as CEL sees it; remembers whether an empty column was asked for, and the last one that
// was.
class RowActivation final : public rule::Activation {
 public:
  RowActivation(const LogRow& row, const ColumnTable& columns) : row_(row), columns_(columns) {}

  std::optional<Value> find(std::string_view name) const override { return text_of(name); }

  std::optional<Result<Value>> call(std::string_view name,
                                    const std::vector<Value>& arguments) const override {
    if (name != "column" || arguments.size() != 1) return std::nullopt;
    if (arguments.front().kind() != ValueKind::string) return std::nullopt;
    return Result<Value>(text_of(arguments.front().as_string()));
  }

  [[nodiscard]] bool found_empty() const { return found_empty_; }
  [[nodiscard]] TextPosition last_position() const { return row_.position(last_); }

 private:
  Value text_of(std::string_view name) const {
    last_ = columns_.index_of(name);
    const auto value = row_.value(last_);
    found_empty_ = found_empty_ || !value;
    return Value(value.value_or(std::string_view()));
  }

  const LogRow& row_;
  const ColumnTable& columns_;
  mutable bool found_empty_ = false;
  mutable int last_ = -1;
};

}  // namespace

rule::Environment row_environment(std::string_view text, const std::vector<std::string>& columns) {
  rule::Environment environment;
  std::vector<std::string> names = columns.empty() ? names_in(text) : columns;
  std::sort(names.begin(), names.end());
  names.erase(std::unique(names.begin(), names.end()), names.end());
  for (std::string& name : names) {
    if (!is_variable_name(name)) continue;
    environment.variables.emplace_back(std::move(name), rule::Type(rule::Type::Kind::string));
  }
  environment.functions.push_back({"column",
                                   false,
                                   {rule::Type(rule::Type::Kind::string)},
                                   rule::Type(rule::Type::Kind::string)});
  return environment;
}

Result<std::optional<Value>> value_on(const definition::ValuePlace& place, const LogRow& row,
                                      const ColumnTable& columns, TextPosition& failed_at) {
  failed_at = {row.line, 1};
  if (place.is_literal()) return std::optional(std::get<Value>(place.content));
  const RowActivation activation(row, columns);
  const auto& expression = std::get<rule::Expression>(place.content);
  auto value = rule::evaluate(expression, activation);
  if (value) {
    const bool empty =
        value->is_null() || (value->kind() == ValueKind::string && value->as_string().empty());
    return empty ? std::nullopt : std::optional(*std::move(value));
  }
  if (activation.found_empty()) return std::nullopt;
  failed_at = activation.last_position();
  return fail(value.error().code, "`" + expression.text() + "`: " + value.error().message,
              value.error().remedy);
}

}  // namespace dunghan::adapters::import
