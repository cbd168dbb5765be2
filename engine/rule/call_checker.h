// Which overload a call means: the part of the checker that knows functions, and words what does
// not fit.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/rule/fault.h"
#include "engine/rule/function_table.h"
#include "engine/rule/syntax.h"
#include "engine/rule/unification.h"

namespace dunghan::rule {

class CallChecker {
 public:
  CallChecker(const SyntaxTree& tree, const Environment& environment, Substitution& types)
      : tree_(tree), environment_(environment), types_(types) {}

  /// The type of the call `node` with arguments of these types; leaves the standard overloads in
  /// the node.
  [[nodiscard]] Type check(Node& node, const std::vector<Type>& arguments);
  /// `items.exist(i, ...)`: a misspelt or wrongly called macro, whose arguments are no values:
  /// check() says so, and looking at them first would only tell of names that the macro would have
  /// made.
  [[nodiscard]] bool is_macro_slip(const Node& node) const;
  [[nodiscard]] std::optional<Fault> take_fault() { return std::move(fault_); }

 private:
  struct Candidate {
    std::vector<Type> parameters;
    Type result;
  };

  [[nodiscard]] std::vector<Candidate> candidates(const Node& node) const;
  [[nodiscard]] std::optional<Type> fitting(const std::vector<Candidate>& candidates,
                                            const std::vector<Type>& arguments);
  void report_unknown(const Node& node);
  void report_mismatch(const Node& node, const std::vector<Candidate>& candidates,
                       const std::vector<Type>& arguments);
  void check_literal(const Node& node);
  void fault(ExpressionIssue::Kind kind, Span span, std::string message, std::string remedy);

  const SyntaxTree& tree_;
  const Environment& environment_;
  Substitution& types_;
  std::optional<Fault> fault_;
};

}  // namespace dunghan::rule
