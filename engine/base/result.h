// What a call that may fail gives back, and the errors it may give.
//
// Three kinds of trouble are kept apart (ARCHITECTURE.md, "Errors"): a bug of ours stops the
// program (check.h); a fault in a file the user wrote is a list of Issues with positions
// (definition/issue.h); everything else that can be expected to go wrong is an Error inside a
// Result, declared here.
#pragma once

#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <utility>
#include <vector>

namespace dunghan {

/// A code exists only where some caller acts differently on it.
enum class ErrorCode {
  invalid_argument,  // the caller's input is wrong; sending it again will not help
  not_found,         // no such case, workflow, calendar, ...
  refused,           // a rule of the procedure or of the law said no; `reason` names the rule
  conflict,  // the case moved on since the caller looked at it, or a key was used for something
             // else
  calendar_exhausted,  // the answer lies outside the years that a calendar covers
  limit_exceeded,      // a named, configurable limit was hit
  unavailable,         // busy, locked, read-only, disk full: nothing was done, try later
  unknown_outcome,     // the commit may or may not have happened: send again with the same key
  corrupt,             // stored data is not what was written
};

/// The code's name as it stands in JSON ("not_found").
[[nodiscard]] std::string_view name_of(ErrorCode code);

/// An expected failure, worded for the person who must act on it.
struct Error {
  ErrorCode code = ErrorCode::invalid_argument;
  std::string message;  // what happened and why, one sentence, no capitals for effect
  std::string reason =
      {};  // machine-readable detail of `refused` ("event_not_allowed"), else empty
  std::string remedy = {};                // how to mend it; may be empty
  std::vector<std::string> allowed = {};  // for a refused event: what is allowed now to this actor
};

template <class T>
using Result = tl::expected<T, Error>;

using Failure = tl::unexpected<Error>;

[[nodiscard]] inline Failure fail(ErrorCode code, std::string message, std::string remedy = {}) {
  return Failure(Error{code, std::move(message), {}, std::move(remedy), {}});
}

/// A refusal: `reason` is the stable code that JSON output shows under "refused".
[[nodiscard]] inline Failure refuse(std::string reason, std::string message,
                                    std::string remedy = {}) {
  return Failure(
      Error{ErrorCode::refused, std::move(message), std::move(reason), std::move(remedy), {}});
}

}  // namespace dunghan

// DUNGHAN_TRY(auto x, f()): gives the error of f() back to the caller, else binds its value.
#define DUNGHAN_CONCAT_INNER(a, b) a##b
#define DUNGHAN_CONCAT(a, b) DUNGHAN_CONCAT_INNER(a, b)
#define DUNGHAN_TRY_INNER(temporary, declaration, expression)            \
  auto temporary = (expression);                                         \
  if (!temporary) return ::tl::unexpected(std::move(temporary).error()); \
  declaration = *std::move(temporary)
#define DUNGHAN_TRY(declaration, expression) \
  DUNGHAN_TRY_INNER(DUNGHAN_CONCAT(dunghan_try_, __LINE__), declaration, expression)
#define DUNGHAN_TRY_VOID(expression)                             \
  do {                                                           \
    if (auto dunghan_tried = (expression); !dunghan_tried)       \
      return ::tl::unexpected(std::move(dunghan_tried).error()); \
  } while (false)
