// Reads a log row by row, whatever its form. open_log() looks at the first octets and picks the
// reader.
//
// Two kinds of trouble: a row that cannot be used is handed out with its `fault` set and reading
// goes on; a file that cannot be read further (broken XML, a quote that is never closed) ends with
// an Error.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>

#include "adapters/import/byte_source.h"
#include "adapters/import/log_row.h"
#include "engine/base/result.h"

namespace dunghan::adapters::import {

/// Most octets of one value, and of one row with all its values: more is a slip (a quote never
/// closed) or an attack.
inline constexpr std::size_t field_octets_max = 1UL * 1024 * 1024;
inline constexpr std::size_t row_octets_max = 4UL * 1024 * 1024;
/// Most columns of a CSV header, and different attribute keys of an XES log.
inline constexpr int columns_max = 2'000;

enum class LogForm { csv, xes };

class LogReader {
 public:
  virtual ~LogReader() = default;
  /// Fills `row`; false at the end of the log.
  /// errors: invalid_argument or limit_exceeded, with line and column, where the file cannot be
  /// read further;
  ///         unavailable where the disk cannot. After an error every call gives it again.
  [[nodiscard]] virtual Result<bool> next(LogRow& row) = 0;
  /// CSV: all columns, from the beginning. XES: those seen so far.
  [[nodiscard]] virtual const ColumnTable& columns() const = 0;
  [[nodiscard]] virtual LogForm form() const = 0;
  /// Octets taken from the source so far.
  [[nodiscard]] virtual std::uint64_t octets_read() const = 0;
};

struct OpenedLog {
  std::unique_ptr<LogReader> reader;
  std::optional<std::uint64_t> size;  // octets in all, where known
};

/// form: nothing = by the name's end (.xes, .csv), else by the first character ("<": XES).
/// errors: those of open_file; of the CSV header; limit_exceeded.
[[nodiscard]] Result<OpenedLog> open_log(const std::filesystem::path& path,
                                         std::optional<LogForm> form);

}  // namespace dunghan::adapters::import
