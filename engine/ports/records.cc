#include "engine/ports/records.h"

#include "engine/base/check.h"

namespace dunghan::ports {

std::string_view name_of(StreamKind kind) {
  switch (kind) {
    case StreamKind::cases: return "case";
    case StreamKind::definition: return "definition";
    case StreamKind::calendar: return "calendar";
    case StreamKind::organisation: return "organisation";
    case StreamKind::account: return "account";
    case StreamKind::access: return "access";
  }
  DUNGHAN_CHECK(false);
}

}  // namespace dunghan::ports
