// A replay's figures for people, in Vietnamese or English.
#pragma once

#include <string>

#include "engine/definition/definition.h"
#include "engine/service/replay.h"

namespace dunghan::adapters::import {

struct ReplayTextOptions {
  bool vietnamese = false;
  double seconds = 0.0;
  std::string main_rule;       // id of `count_as`, empty where there is none
  std::string statutory_rule;  // id of the definition's rule
  std::int64_t returned = 0;   // LogReplayOutcome::returned
};

/// Rows of one table that are shown; the rest is one line.
inline constexpr std::size_t text_rows_max = 12;

/// Ends with a line end. definition: for the deadlines' titles.
[[nodiscard]] std::string to_text(const service::ReplayReport& report,
                                  const definition::WorkflowDefinition& definition,
                                  const ReplayTextOptions& options);
/// One line: where the other system counted otherwise, and why.
[[nodiscard]] std::string to_text(const service::DueDifference& difference, bool vietnamese);

}  // namespace dunghan::adapters::import
