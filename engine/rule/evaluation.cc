#include "engine/rule/evaluation.h"

#include <limits>

namespace dunghan::rule {

Result<void> Meter::charge(std::size_t steps) {
  constexpr auto most = static_cast<std::size_t>(std::numeric_limits<std::int64_t>::max());
  if (steps <= most && left_ >= static_cast<std::int64_t>(steps)) {
    left_ -= static_cast<std::int64_t>(steps);
    return {};
  }
  left_ = 0;
  return fail(ErrorCode::limit_exceeded, "the condition takes more steps than one evaluation may",
              "make it simpler, or the lists that it walks shorter");
}

Failure evaluation_error(std::string reason, std::string message, std::string remedy) {
  return Failure(Error{
      ErrorCode::invalid_argument, std::move(message), std::move(reason), std::move(remedy), {}});
}

Failure overflow_error(std::string message) {
  return evaluation_error("overflow", std::move(message));
}

Failure no_such_overload(std::string_view function, Arguments arguments) {
  std::string message = std::string(function) + " does not take ";
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    if (i > 0) message += i + 1 == arguments.size() ? " and " : ", ";
    message += name_of(arguments[i].kind());
  }
  if (arguments.empty()) message += "no arguments";
  return evaluation_error("no_such_overload", std::move(message));
}

std::string_view type_name_of(ValueKind kind) {
  switch (kind) {
    case ValueKind::null: return "null_type";
    case ValueKind::timestamp: return "google.protobuf.Timestamp";
    case ValueKind::duration: return "google.protobuf.Duration";
    default: return name_of(kind);
  }
}

}  // namespace dunghan::rule
