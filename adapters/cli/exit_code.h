// What a command's exit status says (one table; tests walk every ErrorCode).
#pragma once

#include "engine/base/result.h"

namespace dunghan::adapters::cli {

enum ExitCode : int {
  exit_ok = 0,
  exit_findings = 1,  // lint errors; overdue with --fail
  exit_usage = 2,
  exit_environment = 3,  // database, disk, configuration
  exit_refused = 4,      // a rule said no
  exit_conflict = 5      // conflict, or the outcome is in doubt
};

[[nodiscard]] constexpr int exit_code(ErrorCode code) {
  switch (code) {
    case ErrorCode::invalid_argument: return exit_usage;
    case ErrorCode::not_found:
    case ErrorCode::refused:
    case ErrorCode::calendar_exhausted:
    case ErrorCode::limit_exceeded: return exit_refused;
    case ErrorCode::conflict:
    case ErrorCode::unknown_outcome: return exit_conflict;
    case ErrorCode::unavailable:
    case ErrorCode::corrupt: return exit_environment;
  }
  return exit_environment;
}

}  // namespace dunghan::adapters::cli
