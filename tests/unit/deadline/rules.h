// Counting rules and small words for the deadline tests.
#pragma once

#include "engine/deadline/counting_rule.h"
#include "engine/deadline/deadline.h"
#include "tests/fakes/test_calendars.h"

namespace dunghan::deadline {

inline CountingRule civil_code() {
  CountingRule rule;
  rule.id = "vn";
  rule.source = "Civil Code";
  rule.roll_backward = Roll::preceding;
  rule.step_basis = {{"first-day", "art 147"},
                     {"roll", "art 148(5)"},
                     {"end", "art 148(6)"},
                     {"month", "art 148(3)"},
                     {"suspension", "policy"}};
  return rule;
}

inline CountingRule plain_days() {
  CountingRule rule;
  rule.id = "plain";
  rule.roll_forward = Roll::none;
  return rule;
}

/// An instant by the wall clock of Viet Nam: "2024-05-07T08:30", or a date for its 00:00.
inline Instant vn(std::string_view text) {
  const auto read = parse_occurrence(text, fakes::viet_nam().zone());
  EXPECT_TRUE(read.has_value()) << text;
  return read ? read->at : Instant{};
}

inline Period period(std::string_view text) {
  const auto read = parse_period(text);
  EXPECT_TRUE(read.has_value()) << text;
  return read.value_or(Period{});
}

inline ResolvedLimit within(std::string_view text) {
  ResolvedLimit limit;
  limit.period = period(text);
  return limit;
}

inline Operation operation(OperationKind kind, std::string_view at) {
  Operation made;
  made.kind = kind;
  made.at = vn(at);
  return made;
}

inline Operation start(std::string_view at, std::string_view length) {
  Operation made = operation(OperationKind::start, at);
  made.limit = within(length);
  return made;
}

inline Operation start(std::string_view at, ResolvedLimit limit) {
  Operation made = operation(OperationKind::start, at);
  made.limit = std::move(limit);
  return made;
}

inline Operation suspend(std::string_view at) {
  return operation(OperationKind::suspend, at);
}
inline Operation resume(std::string_view at) {
  return operation(OperationKind::resume, at);
}
inline Operation stop(std::string_view at) {
  return operation(OperationKind::stop, at);
}

inline Operation extend_by(std::string_view at, std::string_view length) {
  Operation made = operation(OperationKind::extend, at);
  made.by = period(length);
  return made;
}

inline Operation extend_total(std::string_view at, std::string_view length) {
  Operation made = operation(OperationKind::extend, at);
  made.total = period(length);
  return made;
}

inline Operation extend_until(std::string_view at, std::string_view date) {
  Operation made = operation(OperationKind::extend, at);
  made.until = fakes::day(date);
  return made;
}

inline Result<DeadlineState> fold_all(std::vector<Operation> operations,
                                      const CountingRule& rule = civil_code(),
                                      Trace* trace = nullptr) {
  for (std::size_t i = 0; i < operations.size(); ++i)
    operations[i].seq = static_cast<std::int64_t>(i + 1);
  return fold(operations, rule, fakes::viet_nam(), trace);
}

/// The last day that the operations give, as text; or the refusal.
inline std::string due_on(std::vector<Operation> operations,
                          const CountingRule& rule = civil_code()) {
  const auto state = fold_all(std::move(operations), rule);
  if (!state) return state.error().message;
  return state->due ? to_text(state->due->due_on) : "none";
}

}  // namespace dunghan::deadline
