// Brings a database to the schema that this program knows: numbered steps, forward only, each in
// its own transaction and noted with the hash of its text.
#pragma once

#include "adapters/store_sql/session.h"

namespace dunghan::adapters::store_sql {

/// errors: invalid_argument: another program's file, or a newer schema; corrupt: the steps that
/// were taken are not ours;
///         unavailable: locked, or a step is due and the database was opened read-only.
[[nodiscard]] Result<void> migrate(Session& session, const OpenOptions& options,
                                   ports::Crypto& crypto);

}  // namespace dunghan::adapters::store_sql
