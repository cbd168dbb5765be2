// Runs the conformance vectors of the CEL specification. What is not reached is listed below by
// name, with its reason: a new failure fails the test, and so does a listed one that passes.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <initializer_list>
#include <map>
#include <string>

#include "engine/rule/evaluation.h"
#include "engine/rule/expression.h"
#include "tests/unit/rule/conformance_vectors.h"

namespace dunghan::rule {
namespace {

/// Vectors without protobuf messages per file, and in all: none may silently drop out.
const std::map<std::string, std::size_t> usable_cases = {
    {"basic", 43},   {"comparisons", 334}, {"conversions", 109},  {"fields", 60},
    {"fp_math", 30}, {"integer_math", 64}, {"lists", 39},         {"logic", 30},
    {"macros", 44},  {"namespace", 14},    {"parse", 193},        {"plumbing", 5},
    {"string", 51},  {"timestamps", 75},   {"type_deduction", 26}};

const std::map<std::string, std::string> not_reached = {
    {"timestamps/timestamp_conversions/toString_timestamp_nanos",
     "instants are kept to the microsecond"},
    {"timestamps/timestamp_arithmetic/add_time_to_duration_nanos_positive",
     "instants are kept to the microsecond"},
    {"timestamps/timestamp_range/add_duration_nanos_over", "instants are kept to the microsecond"},
};

/// The four named zones of the vectors, as they were in February 2009; everything else comes from
/// the vector's bindings.
class VectorActivation final : public Activation {
 public:
  explicit VectorActivation(Map bindings) : bindings_(std::move(bindings)) {}
  [[nodiscard]] std::optional<Value> find(std::string_view name) const override {
    const Value* value = dunghan::find(bindings_, name);
    return value == nullptr ? std::nullopt : std::optional(*value);
  }
  [[nodiscard]] std::optional<ZoneRules> zone(std::string_view name) const override {
    using std::chrono::minutes;
    static const std::map<std::string, minutes, std::less<>> zones = {
        {"Australia/Sydney", minutes{11 * 60}},
        {"US/Central", minutes{-6 * 60}},
        {"America/St_Johns", minutes{-(3 * 60 + 30)}},
        {"Asia/Kathmandu", minutes{5 * 60 + 45}}};
    const auto found = zones.find(name);
    if (found == zones.end()) return std::nullopt;
    return ZoneRules(found->first, found->second);
  }

 private:
  Map bindings_;
};

/// Same type and same content: CEL's own equality would let 1 pass for 1.0. Maps in any order; NaN
/// is NaN.
bool is_same(const Value& left, const Value& right) {
  if (left.kind() != right.kind()) return false;
  if (left.kind() == ValueKind::floating && std::isnan(left.as_double()))
    return std::isnan(right.as_double());
  return left == right;
}

/// Which of our reasons answers to the wording of an expected error.
bool is_same_kind(const std::string& expected, const std::string& reason) {
  const auto says = [&](const char* part) { return expected.find(part) != std::string::npos; };
  const auto is = [&](std::initializer_list<const char*> reasons) {
    return std::any_of(reasons.begin(), reasons.end(), [&](const char* r) { return reason == r; });
  };
  if (says("repeated key")) return is({"duplicate_key"});
  if (says("unsupported key type")) return is({"unsupported_key_type"});
  if (says("no such key")) return is({"no_such_key"});
  if (says("zero")) return is({"divide_by_zero", "modulus_by_zero"});
  if (says("range") || says("overflow")) return is({"overflow", "invalid_argument"});
  if (says("invalid UTF-8") || says("Type conversion")) return is({"invalid_argument"});
  if (says("unbound")) return is({"unbound_function"});
  if (says("undeclared") || says("unknown variable")) return is({"no_such_attribute"});
  if (says("invalid_argument")) return is({"invalid_argument", "no_such_overload"});
  // The vectors say "no matching overload" also for errors inside && and ||, and "foo" where any
  // will do.
  if (says("overload") || says("does not support"))
    return is({"no_such_overload", "divide_by_zero"});
  return true;
}

/// Empty where the case passes, else what went wrong.
std::string outcome_of(const ConformanceCase& test) {
  const auto expression = compile(test.text, test.environment);
  if (!expression) {
    // A text that is refused when it is checked never comes to the error that running it would
    // give.
    return test.error ? "" : "refused: " + expression.error().front().message;
  }
  if (test.type && test.environment.check && !(expression->type() == *test.type)) {
    return "deduced " + expression->type().to_text() + ", not " + test.type->to_text();
  }
  if (test.check_only) return "";
  const auto result = evaluate(*expression, VectorActivation(test.bindings));
  if (test.error) {
    if (result) return "gave a value, not the error \"" + *test.error + "\"";
    return is_same_kind(*test.error, result.error().reason)
               ? ""
               : "gave " + result.error().reason + " for \"" + *test.error + "\"";
  }
  if (!result) return "failed: " + result.error().message;
  return is_same(*result, test.value.value_or(Value(true))) ? "" : "gave another value";
}

class Conformance : public testing::TestWithParam<std::string> {};

TEST_P(Conformance, every_vector_passes_but_those_listed_with_a_reason) {
  const auto folder = conformance_folder();
  if (!folder) GTEST_SKIP() << "the vectors of the CEL specification are not beside the project";
  const auto cases = read_conformance_file(*folder, GetParam());
  ASSERT_EQ(cases.size(), usable_cases.at(GetParam()));
  std::size_t passed = 0;
  for (const ConformanceCase& test : cases) {
    const std::string fault = outcome_of(test);
    if (fault.empty()) ++passed;
    if (not_reached.contains(test.id())) {
      EXPECT_NE(fault, "") << test.id() << " passes now: take it from the list";
    } else {
      EXPECT_EQ(fault, "") << test.id() << ": " << test.text;
    }
  }
  RecordProperty("passed", static_cast<int>(passed));
}

INSTANTIATE_TEST_SUITE_P(Cel, Conformance,
                         testing::Values("basic", "comparisons", "conversions", "fields", "fp_math",
                                         "integer_math", "lists", "logic", "macros", "namespace",
                                         "parse", "plumbing", "string", "timestamps",
                                         "type_deduction"),
                         [](const auto& tested) { return tested.param; });

}  // namespace
}  // namespace dunghan::rule
