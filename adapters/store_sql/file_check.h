// What lies at a path, found out by reading a few octets: a file that is not ours is never opened
// by the database engine, which might repair, checkpoint or lock what belongs to another program.
#pragma once

#include <cstdint>
#include <filesystem>

#include "engine/base/result.h"

namespace dunghan::adapters::store_sql {

/// "DGHN": in the header of every dunghan database (sqlite.org/fileformat2.html, section 1.3.14).
inline constexpr std::uint32_t application_id = 0x4447484E;

enum class FileState { missing, empty, ours };

/// errors: invalid_argument: something else lies there; unavailable: it cannot be read.
[[nodiscard]] Result<FileState> check_file(const std::filesystem::path& path);

/// Makes the empty file, mode 0600, and the folders above it, mode 0700; both may be there already.
/// errors: unavailable.
[[nodiscard]] Result<void> create_file(const std::filesystem::path& path);

/// The refusal of a file that another program made.
[[nodiscard]] Failure not_ours(const std::filesystem::path& path, const char* what);

}  // namespace dunghan::adapters::store_sql
