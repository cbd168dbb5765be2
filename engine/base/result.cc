#include "engine/base/result.h"

#include "engine/base/check.h"

namespace dunghan {

std::string_view name_of(ErrorCode code) {
  switch (code) {
    case ErrorCode::invalid_argument: return "invalid_argument";
    case ErrorCode::not_found: return "not_found";
    case ErrorCode::refused: return "refused";
    case ErrorCode::conflict: return "conflict";
    case ErrorCode::calendar_exhausted: return "calendar_exhausted";
    case ErrorCode::limit_exceeded: return "limit_exceeded";
    case ErrorCode::unavailable: return "unavailable";
    case ErrorCode::unknown_outcome: return "unknown_outcome";
    case ErrorCode::corrupt: return "corrupt";
  }
  DUNGHAN_CHECK(false);
}

}  // namespace dunghan
