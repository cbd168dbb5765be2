// Case numbers such as "KN-SNV-2024-00001": which series a new case draws from, and how its number
// reads.
#pragma once

#include <string>

#include "engine/definition/definition.h"
#include "engine/organisation/organisation.h"

namespace dunghan::service {

struct NumberContext {
  const definition::WorkflowDefinition& definition;
  const organisation::Organisation& organisation;
  std::string unit;
  Date day{};  // of the opening in law: its year counts
  std::string parent_number;
  const Map& fields;  // of the case that is opened
};

/// The key of the series: one counter per unit, year and parent, as the definition says.
[[nodiscard]] std::string series_key(const NumberContext& context);
[[nodiscard]] std::string case_number(const NumberContext& context, std::int64_t seq);

}  // namespace dunghan::service
