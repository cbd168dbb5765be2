// Whether what `then` states of a case holds, and in which words it does not.
#pragma once

#include <string>
#include <vector>

#include "engine/scenario/scenario.h"
#include "engine/service/handle_batch.h"

namespace dunghan::scenario {

struct FactFault {
  Position at;
  std::string message, remedy;
};

/// now: the present of the office, by which `overdue` goes.
[[nodiscard]] std::vector<FactFault> check_facts(const Expectation& expected,
                                                 const service::LoadedCase& loaded,
                                                 service::CaseService& service, Instant now);

/// The deadline that a name means: "send#2" that instance, "send#1" the first, "send" the latest.
/// Null pointer where it never started.
[[nodiscard]] const cases::DeadlineInstance* instance_of(const cases::Case& current_case,
                                                         const std::string& name);
/// How a scenario names that instance.
[[nodiscard]] std::string spelled(const cases::Case& current_case,
                                  const cases::DeadlineInstance& instance);
/// Its due date, or null where it has none.
[[nodiscard]] Value due_day(const cases::DeadlineInstance& instance);

/// "- { case: one, deadline: resolution, due_on: 2024-05-27, status: met, late: false }": what an
/// author can paste below `then`.
[[nodiscard]] std::string line_to_state(const std::string& case_name,
                                        const cases::Case& current_case,
                                        const cases::DeadlineInstance& instance);

/// A value as a scenario writes it: `none`, true, 12, 2024-05-27, a text, [ a, b ], { a: b }.
[[nodiscard]] std::string text_of(const Value& value);

}  // namespace dunghan::scenario
