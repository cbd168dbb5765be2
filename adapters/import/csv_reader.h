// Logs and registers as CSV (RFC 4180), streamed: quotes, line breaks inside them, CRLF, LF or CR,
// a byte order mark.
//
// The first row names the columns; the separator (comma, semicolon, tab) is the one that the first
// row uses most. What RFC 4180 forbids is not guessed at: a ragged row, a stray quote, text that is
// not UTF-8 are faults of the row, with line and column; only a quote that is never closed ends the
// reading, since nobody knows where its row ends.
#pragma once

#include <memory>
#include <string>

#include "adapters/import/log_reader.h"

namespace dunghan::adapters::import {

class CsvReader final : public LogReader {
 public:
  /// Reads the header. errors: invalid_argument: empty file, a name twice, UTF-16, not UTF-8;
  /// limit_exceeded.
  [[nodiscard]] static Result<std::unique_ptr<CsvReader>> open(std::unique_ptr<ByteSource> source);

  [[nodiscard]] Result<bool> next(LogRow& row) override;
  [[nodiscard]] const ColumnTable& columns() const override { return columns_; }
  [[nodiscard]] LogForm form() const override { return LogForm::csv; }
  [[nodiscard]] std::uint64_t octets_read() const override { return octets_before_ + at_; }
  [[nodiscard]] char separator() const { return separator_; }

 private:
  explicit CsvReader(std::unique_ptr<ByteSource> source) : source_(std::move(source)) {}

  enum class FieldEnd { separator, row, file };

  [[nodiscard]] bool fill();
  [[nodiscard]] bool more() { return at_ < end_ || fill(); }
  [[nodiscard]] char peek() const { return buffer_[at_]; }
  void step();
  void skip_line_break();
  [[nodiscard]] Result<void> check_start();
  [[nodiscard]] Result<void> read_header();
  [[nodiscard]] Result<void> name_columns(const LogRow& row, int count);
  [[nodiscard]] Result<int> read_row(LogRow& row);
  [[nodiscard]] FieldEnd read_field(LogRow& row, int column);
  [[nodiscard]] FieldEnd end_of_field();
  void read_plain(LogRow& row, std::size_t begin);
  void read_quoted(LogRow& row, std::size_t begin);
  void take(LogRow& row, std::size_t begin, std::size_t length);
  void note(LogRow& row, std::string reason, TextPosition at, std::string message,
            std::string remedy);
  void detect_separator();

  std::unique_ptr<ByteSource> source_;
  ColumnTable columns_;
  std::string buffer_;
  std::size_t at_ = 0, end_ = 0;
  std::uint64_t octets_before_ = 0;  // of pieces that are gone
  char separator_ = ',';
  TextPosition here_{1, 1};
  std::uint64_t row_begin_ = 0;  // octet at which the present row began
  TextPosition quote_at_{};      // the quote that is open, else line 0
  std::optional<Error> failure_;
};

}  // namespace dunghan::adapters::import
