// What a condition of the definition sees: one snapshot of the case, the event at hand, and the
// legal day.
//
// Names and meanings are those of definition::condition_environment(), against which conditions
// were checked when the file was loaded.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/cases/case.h"
#include "engine/cases/command.h"
#include "engine/cases/decide.h"
#include "engine/rule/expression.h"

namespace dunghan::cases {

/// The event that is being decided, as conditions see it.
struct Occasion {
  std::string event;  // empty for the opening, timers, always
  Map fields;
  Instant at{};  // L
  Instant recorded_at{};
  std::string actor;
};

class CaseConditions final : public rule::Activation {
 public:
  /// All three must outlive this. Build it anew after the case changed: values are read once and
  /// kept.
  CaseConditions(const Case& current_case, const Occasion& occasion, const Facts& facts)
      : case_(current_case), occasion_(occasion), facts_(facts) {}

  [[nodiscard]] std::optional<Value> find(std::string_view name) const override;
  [[nodiscard]] std::optional<Result<Value>> call(
      std::string_view name, const std::vector<Value>& arguments) const override;

 private:
  [[nodiscard]] Value data() const;
  [[nodiscard]] Value case_facts() const;
  [[nodiscard]] Value event() const;
  [[nodiscard]] Value deadlines() const;
  [[nodiscard]] Value tasks() const;
  [[nodiscard]] Value parent() const;
  [[nodiscard]] Value child(const Link& link) const;
  [[nodiscard]] Value children() const;
  [[nodiscard]] std::optional<Value> link(std::string_view name) const;
  [[nodiscard]] Result<Value> in_time(const std::string& name) const;
  [[nodiscard]] Date today() const;

  const Case& case_;
  const Occasion& occasion_;
  const Facts& facts_;
  mutable std::optional<Value> data_, deadlines_, children_;  // those that cost most to build
};

/// A condition that must be a bool. errors: what evaluating gave.
[[nodiscard]] Result<bool> holds(const rule::Expression& condition,
                                 const rule::Activation& activation);

/// As value_of(); nothing where the place is a path alone (`data.x`) and nothing is there.
[[nodiscard]] Result<std::optional<Value>> value_if_there(const definition::ValuePlace& place,
                                                          const rule::Activation& activation);
/// The value of a place: its literal, or its expression evaluated.
[[nodiscard]] Result<Value> value_of(const definition::ValuePlace& place,
                                     const rule::Activation& activation);

}  // namespace dunghan::cases
