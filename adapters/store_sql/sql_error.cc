#include "adapters/store_sql/sql_error.h"

#include <soci/soci.h>
#include <soci/sqlite3/soci-sqlite3.h>

#include <new>

namespace dunghan::adapters::store_sql {
namespace {

constexpr int primary_mask =
    0xFF;  // sqlite.org/rescode.html: an extended code's low octet is the primary one

std::string named(const std::filesystem::path& path) {
  return "the database " + path.string();
}

Error unavailable(std::string message, std::string remedy) {
  return {ErrorCode::unavailable, std::move(message), {}, std::move(remedy), {}};
}

}  // namespace

Error error_of(int result, const std::string& message, const std::filesystem::path& path) {
  const std::string database = named(path);
  switch (result & primary_mask) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return unavailable(
          "another process holds " + database + "; nothing was changed",
          "try again when it has finished, or send the command to the running service");
    case SQLITE_READONLY:
      return unavailable(database + " cannot be written: it is read-only",
                         "check the permissions of the file and its folder");
    case SQLITE_FULL:
      return unavailable("there is no room left for " + database + "; nothing was changed",
                         "make room on the disk and try again");
    case SQLITE_IOERR:
      return unavailable(
          "reading or writing " + database + " failed (" + message + "); nothing was changed",
          "check the disk: its room, its limits, its health");
    case SQLITE_CANTOPEN:
    case SQLITE_PERM:
    case SQLITE_AUTH:
      return unavailable(database + " cannot be opened (" + message + ")",
                         "check the permissions of the file and its folder");
    case SQLITE_NOMEM: return unavailable("there is not enough memory for " + database, {});
    case SQLITE_TOOBIG:
      return {
          ErrorCode::limit_exceeded, "a record is larger than the database can hold", {}, {}, {}};
    case SQLITE_CONSTRAINT:
      return {ErrorCode::conflict, "the record cannot be added (" + message + ")", {}, {}, {}};
    case SQLITE_NOTADB:
    case SQLITE_CORRUPT:
      return {ErrorCode::corrupt,
              database + " is damaged (" + message + ")",
              {},
              "restore it from its backup",
              {}};
    default:
      return {ErrorCode::corrupt,
              database + " does not answer as it should (" + message + ", code " +
                  std::to_string(result) + ")",
              {},
              {},
              {}};
  }
}

Error error_of_commit(int result, const std::string& message, const std::filesystem::path& path) {
  const int primary = result & primary_mask;
  // A failed write leaves no whole commit record in the log; a failed flush may leave one.
  const bool surely_undone = primary == SQLITE_BUSY || primary == SQLITE_LOCKED ||
                             primary == SQLITE_READONLY || primary == SQLITE_FULL ||
                             primary == SQLITE_CONSTRAINT || result == SQLITE_IOERR_WRITE;
  if (surely_undone) return error_of(result, message, path);
  return {ErrorCode::unknown_outcome,
          "the disk did not confirm the last change of " + named(path) + " (" + message +
              "): it may or may not have been made",
          {},
          "send it again under the same key: what was done is not done twice",
          {}};
}

Error error_of_current_exception(const std::filesystem::path& path) {
  try {
    throw;
  } catch (const soci::sqlite3_soci_error& error) {
    // Not what(): that would quote the statement's values, personal data among them.
    return error_of(error.result(), error.get_error_message(), path);
  } catch (const soci::soci_error& error) {
    return error_of(SQLITE_ERROR, error.get_error_message(), path);
  } catch (const std::bad_alloc&) {
    return error_of(SQLITE_NOMEM, {}, path);
  } catch (const std::exception& error) {
    return error_of(SQLITE_ERROR, error.what(), path);
  }
}

}  // namespace dunghan::adapters::store_sql
