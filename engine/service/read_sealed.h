// Opening the sealed for those who may read it: the roles that the field's `sealed:` names. Each
// reading stands in the case's access stream before anything is shown.
#pragma once

#include "engine/service/handle_batch.h"

namespace dunghan::service {

/// The plain values of the sealed fields that `actor` may read; empty where there is none, or the
/// actor is nobody. Recorded as one `sealed_read` event with the names of the fields.
/// errors: the store's, then nothing is shown; corrupt where a value cannot be opened.
[[nodiscard]] Result<Map> read_sealed(CaseService& service, const LoadedCase& loaded,
                                      const cases::Actor& actor);

/// `data` with what was opened in the place of what was sealed.
[[nodiscard]] Map with_opened(const Map& data, const Map& opened);

}  // namespace dunghan::service
