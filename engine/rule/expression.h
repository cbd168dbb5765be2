// A checked CEL expression: immutable, cheap to copy, evaluated in a bounded number of steps.
//
// Text becomes an Expression in compile(), which reports every fault with its position inside the
// text; values come from an Activation. The language is that of the CEL specification
// (github.com/google/cel-spec); the functions of our own (dates, periods, organisation) are
// declared in the Environment by those who know them.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/base/result.h"
#include "engine/base/value.h"

namespace dunghan::rule {

struct CheckedProgram;  // rule/program.h: the tree that the evaluator walks

/// A static type. `record` is a map whose fields are known by name: `data`, `event`, `deadlines.x`.
class Type {
 public:
  enum class Kind {
    dyn,
    null,
    boolean,
    integer,
    unsigned_integer,
    floating,
    string,
    bytes,
    list,
    map,
    type,
    timestamp,
    duration,
    date,
    period,
    decimal,
    sealed,
    record,
    parameter,
    error,
    opaque
  };
  Type() = default;  // dyn
  Type(Kind kind) : kind_(kind) {}
  [[nodiscard]] static Type list_of(Type element);
  [[nodiscard]] static Type map_of(Type key, Type value);
  [[nodiscard]] static Type record_of(std::string name,
                                      std::vector<std::pair<std::string, Type>> fields);
  [[nodiscard]] static Type parameter(std::string name);  // T in list<T>
  [[nodiscard]] static Type type_of(Type of);
  /// A type of the host's that only its own functions can read: optional_type(int).
  [[nodiscard]] static Type opaque(std::string name, std::vector<Type> parameters);

  [[nodiscard]] Kind kind() const { return kind_; }
  [[nodiscard]] const std::vector<Type>& parameters() const { return parameters_; }
  [[nodiscard]] const std::string& name() const { return name_; }  // record, parameter, opaque
  [[nodiscard]] const std::vector<std::pair<std::string, Type>>& fields() const;
  [[nodiscard]] std::string to_text() const;                    // "list(int)"
  friend bool operator==(const Type& left, const Type& right);  // records: by name and fields

 private:
  Kind kind_ = Kind::dyn;
  std::string name_;
  std::vector<Type> parameters_;
  std::shared_ptr<const std::vector<std::pair<std::string, Type>>> fields_;
};

/// What an expression may mention.
struct Environment {
  struct Function {
    std::string name;        // "in_time", "superior"
    bool is_member = false;  // x.f(y)
    std::vector<Type> parameters;
    Type result;
  };
  std::string container;  // CEL container for name resolution; empty for ours
  std::vector<std::pair<std::string, Type>> variables;
  std::vector<Function> functions;  // beyond the standard ones
  bool check = true;  // false: parse only, as the conformance vectors' "disable_check"
  /// A text that is nothing but a path (data.x) may give a sealed value: for places that hand one
  /// on to a sealed field.
  bool sealed_result_allowed = false;
};

/// Where in the text (offset and length in characters, 0-based, on line `line` 0-based), what, and
/// how to mend it.
struct ExpressionIssue {
  enum class Kind { syntax, unknown_name, unknown_field, unknown_function, wrong_type, too_large };
  Kind kind = Kind::syntax;
  int line = 0;
  int column = 0;
  int length = 1;
  std::string message;
  std::string remedy;
};

/// Values for the variables and functions of the Environment while one expression is evaluated.
class Activation {
 public:
  virtual ~Activation() = default;
  /// The value of variable `name`, or nothing (an error of the evaluation: no_such_attribute).
  [[nodiscard]] virtual std::optional<Value> find(std::string_view name) const = 0;
  /// A function of the Environment called with evaluated arguments (the receiver first for
  /// members). Nothing: no such function here.
  [[nodiscard]] virtual std::optional<Result<Value>> call(
      std::string_view name, const std::vector<Value>& arguments) const;
  /// The zone of an IANA name, for timestamp(...).getHours('Asia/Ho_Chi_Minh'). Nothing: no such
  /// zone here; "UTC" and offsets
  /// ("+07:00") are always known.
  [[nodiscard]] virtual std::optional<ZoneRules> zone(std::string_view name) const;
};

/// Variables from a list of pairs; no functions.
class MapActivation final : public Activation {
 public:
  explicit MapActivation(Map variables) : variables_(std::move(variables)) {}
  [[nodiscard]] std::optional<Value> find(std::string_view name) const override;

 private:
  Map variables_;
};

class Expression {
 public:
  Expression() = default;  // empty: evaluating it is a bug
  explicit Expression(std::shared_ptr<const CheckedProgram> program)
      : program_(std::move(program)) {}
  [[nodiscard]] explicit operator bool() const { return program_ != nullptr; }
  [[nodiscard]] const std::string& text() const;
  [[nodiscard]] Type type() const;  // as the checker deduced it
  /// Paths from root variables that it reads, e.g. "data.remote_area",
  /// "deadlines.resolution.status".
  [[nodiscard]] const std::vector<std::string>& reads() const;
  /// Of those, the paths that are only asked for presence: has(data.x).
  [[nodiscard]] const std::vector<std::string>& asks_presence_of() const;
  [[nodiscard]] const CheckedProgram* program() const { return program_.get(); }

 private:
  std::shared_ptr<const CheckedProgram> program_;
};

/// Steps (nodes visited, elements made) that one evaluation may take.
inline constexpr std::int64_t evaluation_cost_max = 1'000'000;
/// Length in bytes and nesting of an expression's text.
inline constexpr std::size_t expression_bytes_max = 16'384;
inline constexpr int expression_depth_max = 250;

[[nodiscard]] tl::expected<Expression, std::vector<ExpressionIssue>> compile(
    std::string_view text, const Environment& environment);

/// errors: invalid_argument with `reason` = the kind of CEL error ("divide_by_zero", "no_such_key",
/// "no_such_overload", "overflow", "invalid_argument", ...); limit_exceeded where the cost bound is
/// hit.
[[nodiscard]] Result<Value> evaluate(const Expression& expression, const Activation& activation,
                                     std::int64_t cost_max = evaluation_cost_max);

}  // namespace dunghan::rule
