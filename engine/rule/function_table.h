// The functions and operators of the language: one table, by which the checker finds types and the
// evaluator finds code.
//
// Operators bear their sign as name: "+", "-_" (one-sided minus), "[]", "@in". Each theme
// (functions_*.cc) adds its own part.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "engine/rule/evaluation.h"
#include "engine/rule/expression.h"

namespace dunghan::rule {

enum class CallStyle { global, member };

struct Overload {
  CallStyle style = CallStyle::global;
  std::vector<Type> parameters;  // the receiver first
  Type result;
  Implementation run = nullptr;
  /// Values of dynamic type may be tried against it when it runs, but no text is accepted because
  /// of it.
  bool only_at_run_time = false;
};

struct OverloadSet {
  std::string name;
  std::vector<Overload> overloads;
};

class FunctionTable {
 public:
  void add(std::string_view name, CallStyle style, std::vector<Type> parameters, Type result,
           Implementation run);
  void add_global(std::string_view name, std::vector<Type> parameters, Type result,
                  Implementation run) {
    add(name, CallStyle::global, std::move(parameters), std::move(result), run);
  }
  void add_member(std::string_view name, std::vector<Type> parameters, Type result,
                  Implementation run) {
    add(name, CallStyle::member, std::move(parameters), std::move(result), run);
  }
  void add_at_run_time(std::string_view name, std::vector<Type> parameters, Implementation run);

  [[nodiscard]] const OverloadSet* find(std::string_view name) const;
  /// The names that are words, for "did you mean".
  [[nodiscard]] std::vector<std::string> words() const;

 private:
  std::map<std::string, OverloadSet, std::less<>> sets_;
};

/// All standard functions and those of our own; made once.
[[nodiscard]] const FunctionTable& standard_functions();

/// Whether `arguments`, by the kinds of their values, may be given to `overload`.
[[nodiscard]] bool accepts(const Overload& overload, CallStyle style, Arguments arguments);

// The parts of the table.
void add_arithmetic(FunctionTable& table);    // functions_arithmetic.cc
void add_comparisons(FunctionTable& table);   // functions_comparison.cc
void add_collections(FunctionTable& table);   // functions_collection.cc
void add_conversions(FunctionTable& table);   // functions_conversion.cc
void add_strings(FunctionTable& table);       // functions_string.cc
void add_moments(FunctionTable& table);       // functions_moment.cc: timestamps and durations
void add_legal_values(FunctionTable& table);  // functions_legal.cc: dates, periods, decimals

}  // namespace dunghan::rule
