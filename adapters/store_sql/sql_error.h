// What the database engine says, as what the caller can do about it.
#pragma once

#include <filesystem>
#include <string>

#include "engine/base/result.h"

namespace dunghan::adapters::store_sql {

/// An error that an SQLite call or SOCI gave.
/// result:  SQLite's extended result code.
/// message: SQLite's own words, without values.
[[nodiscard]] Error error_of(int result, const std::string& message,
                             const std::filesystem::path& path);

/// The same for COMMIT: where the flush to the disk failed, nobody knows what a restart will find.
[[nodiscard]] Error error_of_commit(int result, const std::string& message,
                                    const std::filesystem::path& path);

/// The exception being handled (call it inside a catch block).
[[nodiscard]] Error error_of_current_exception(const std::filesystem::path& path);

}  // namespace dunghan::adapters::store_sql
