// Short ways to compile and run an expression in a test.
#pragma once

#include <gtest/gtest.h>

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/rule/expression.h"

namespace dunghan::rule {

/// The data of a small complaint, a sealed field among them; functions in(), in_time(), superior(),
/// group().
[[nodiscard]] Environment complaint_environment();

/// Values for it: remote_area true, rounds 2, fee 12.50, subject "đất đai", received_on 7 May 2024,
/// items [1, 2, 3].
class ComplaintActivation : public Activation {
 public:
  [[nodiscard]] std::optional<Value> find(std::string_view name) const override;
  [[nodiscard]] std::optional<Result<Value>> call(
      std::string_view name, const std::vector<Value>& arguments) const override;
};

/// The value of `text` in the environment above; a failed test, and null, where there is none.
[[nodiscard]] Value value_of(const std::string& text);
/// The `reason` of the error that running `text` gives; empty where it gives a value.
[[nodiscard]] std::string reason_of(const std::string& text);
/// Likewise without checking first.
[[nodiscard]] std::string unchecked_reason_of(const std::string& text);
/// The issues of `text`; none where it compiles.
[[nodiscard]] std::vector<ExpressionIssue> issues_of(const std::string& text);
/// "line:column+length message; remedy" of the only issue, 0-based; other numbers of issues say so.
[[nodiscard]] std::string issue_of(const std::string& text);
/// The deduced type as text.
[[nodiscard]] std::string type_of(const std::string& text);

}  // namespace dunghan::rule
