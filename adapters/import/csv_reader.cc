#include "adapters/import/csv_reader.h"

#include <algorithm>
#include <array>

#include "adapters/json/utf8.h"

namespace dunghan::adapters::import {
namespace {

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

bool starts_character(char octet) {
  return (static_cast<unsigned char>(octet) & 0xC0U) != 0x80U;
}

std::string place(TextPosition at) {
  return "line " + std::to_string(at.line) + ", column " + std::to_string(at.column);
}

std::string size_text(std::size_t octets) {
  return std::to_string(octets / 1024 / 1024) + " MiB";
}

}  // namespace

Result<std::unique_ptr<CsvReader>> CsvReader::open(std::unique_ptr<ByteSource> source) {
  std::unique_ptr<CsvReader> reader(new CsvReader(std::move(source)));
  DUNGHAN_TRY_VOID(reader->check_start());
  DUNGHAN_TRY_VOID(reader->read_header());
  return reader;
}

bool CsvReader::fill() {
  if (failure_) return false;
  octets_before_ += at_;
  at_ = end_ = 0;
  buffer_.resize(piece_octets);
  const auto got = source_->read(buffer_.data(), buffer_.size());
  if (!got) {
    failure_ = got.error();
    return false;
  }
  end_ = *got;
  return end_ > 0;
}

void CsvReader::step() {
  if (starts_character(peek())) ++here_.column;
  ++at_;
}

// CRLF, LF or CR; demands that one of them is next.
void CsvReader::skip_line_break() {
  const bool carriage_return = peek() == '\r';
  ++at_;
  if (carriage_return && more() && peek() == '\n') ++at_;
  ++here_.line;
  here_.column = 1;
}

Result<void> CsvReader::check_start() {
  if (!more()) {
    if (failure_) return Failure(*failure_);
    return fail(ErrorCode::invalid_argument, "the file is empty",
                "the first row names the columns");
  }
  const std::string_view seen(buffer_.data(), end_);
  if (seen.starts_with("\xFF\xFE") || seen.starts_with("\xFE\xFF")) {
    return fail(ErrorCode::invalid_argument, "the file is in UTF-16, not UTF-8",
                "save it as \"CSV UTF-8\"");
  }
  if (seen.starts_with(byte_order_mark)) at_ += byte_order_mark.size();
  detect_separator();
  return {};
}

void CsvReader::detect_separator() {
  constexpr std::string_view candidates = ",;\t";
  std::array<int, candidates.size()> counts{};
  bool quoted = false;
  for (std::size_t i = at_; i < end_; ++i) {
    const char octet = buffer_[i];
    if (octet == '"') quoted = !quoted;
    if (quoted) continue;
    if (octet == '\n' || octet == '\r') break;
    if (const auto which = candidates.find(octet); which != std::string_view::npos) ++counts[which];
  }
  const auto most = std::max_element(counts.begin(), counts.end());
  separator_ = candidates[static_cast<std::size_t>(most - counts.begin())];
}

Result<void> CsvReader::read_header() {
  LogRow row;
  DUNGHAN_TRY(const int count, read_row(row));
  if (row.fault) {
    return fail(ErrorCode::invalid_argument,
                "the header is broken: " + place(row.fault->at) + ": " + row.fault->message,
                row.fault->remedy);
  }
  if (count > columns_max) {
    return fail(
        ErrorCode::limit_exceeded,
        "the header names more than " + std::to_string(columns_max) + " columns (columns_max)");
  }
  return name_columns(row, count);
}

Result<void> CsvReader::name_columns(const LogRow& row, int count) {
  for (int column = 0; column < count; ++column) {
    // A table's unnamed index column is harmless; it gets a name that no map would use by accident.
    std::string name(row.value(column).value_or(""));
    if (name.empty()) name = "column " + std::to_string(column + 1);
    if (columns_.index_of(name) >= 0) {
      return fail(
          ErrorCode::invalid_argument,
          "the header names the column `" + name + "` twice (" + place(row.position(column)) + ")",
          "give each column a name of its own");
    }
    columns_.add(name);
  }
  return {};
}

Result<bool> CsvReader::next(LogRow& row) {
  DUNGHAN_TRY(const int count, read_row(row));
  if (count == 0) return false;
  if (count != columns_.size()) {
    // A fault inside a field says more than the count that came of it.
    const TextPosition at =
        count > columns_.size() ? row.position(columns_.size()) : TextPosition{row.line, 1};
    note(row, "ragged_row", at,
         "the row has " + std::to_string(count) + " values where the header has " +
             std::to_string(columns_.size()),
         "put quotes around values that hold the separator or a line break");
  }
  return true;
}

// The number of fields read; 0 at the end of the file.
Result<int> CsvReader::read_row(LogRow& row) {
  row.clear();
  while (more() && (peek() == '\n' || peek() == '\r')) skip_line_break();  // blank lines
  if (failure_) return Failure(*failure_);
  if (!more()) return 0;
  row.line = here_.line;
  row_begin_ = octets_read();
  quote_at_ = {};
  int count = 0;
  FieldEnd end = FieldEnd::separator;
  while (end == FieldEnd::separator) {
    end = read_field(row, std::min(count, columns_max));
    ++count;
    if (octets_read() - row_begin_ > row_octets_max) {
      const std::string where =
          quote_at_.line != 0 ? "; a quote opened at " + place(quote_at_) + " may never be closed"
                              : std::string();
      failure_ = Error{ErrorCode::limit_exceeded,
                       "the row at line " + std::to_string(row.line) + " is longer than " +
                           size_text(row_octets_max) + " (row_octets_max)" + where};
    } else if (quote_at_.line != 0) {
      failure_ = Error{ErrorCode::invalid_argument,
                       "the quote opened at " + place(quote_at_) + " is never closed"};
    }
    if (failure_) return Failure(*failure_);
  }
  return count;
}

CsvReader::FieldEnd CsvReader::read_field(LogRow& row, int column) {
  const TextPosition at = here_;
  const std::size_t begin = row.text().size();
  if (more() && peek() == '"') {
    read_quoted(row, begin);
  } else {
    read_plain(row, begin);
  }
  const std::string_view value = std::string_view(row.text()).substr(begin);
  if (value.size() >= field_octets_max) {
    note(row, "field_too_long", at,
         "a value is longer than " + size_text(field_octets_max) + " (field_octets_max)",
         "is a quote missing?");
  } else if (!json::is_utf8(value)) {
    note(row, "not_utf8", at, "a value is not UTF-8 text", "save the file as \"CSV UTF-8\"");
  } else if (value.find('\0') != std::string_view::npos) {
    note(row, "not_text", at, "a value holds a NUL character", "take it out");
  }
  row.set_span(column, begin, value.size(), at);
  return end_of_field();
}

CsvReader::FieldEnd CsvReader::end_of_field() {
  if (quote_at_.line != 0 || !more()) return FieldEnd::file;
  if (peek() == separator_) {
    step();
    return FieldEnd::separator;
  }
  skip_line_break();
  return FieldEnd::row;
}

// Up to the next separator or line break.
void CsvReader::read_plain(LogRow& row, std::size_t begin) {
  while (more()) {
    const std::size_t from = at_;
    while (at_ < end_ && peek() != separator_ && peek() != '\n' && peek() != '\r') {
      if (peek() == '"') {
        note(row, "stray_quote", here_, "a quote stands inside a value that is not quoted",
             "put the value in quotes and write the quote twice");
      }
      step();
    }
    take(row, begin, at_ - from);
    if (at_ < end_ || octets_read() - row_begin_ > row_octets_max) return;
  }
}

// From the opening quote to what follows the closing one.
void CsvReader::read_quoted(LogRow& row, std::size_t begin) {
  quote_at_ = here_;
  step();
  while (more()) {
    if (octets_read() - row_begin_ > row_octets_max) return;
    const std::size_t from = at_;
    while (at_ < end_ && peek() != '"' && peek() != '\n' && peek() != '\r') step();
    take(row, begin, at_ - from);
    if (at_ == end_) continue;
    if (peek() != '"') {  // a line break is part of the value, always as one LF
      skip_line_break();
      row.text().push_back('\n');
      continue;
    }
    step();
    if (more() && peek() == '"') {
      take(row, begin, 1);
      step();
      row.text().back() = '"';
      continue;
    }
    quote_at_ = {};
    if (more() && peek() != separator_ && peek() != '\n' && peek() != '\r') {
      note(row, "stray_quote", here_, "text follows the closing quote of a value",
           "write a quote inside a quoted value twice");
      read_plain(row, begin);
    }
    return;
  }
}

// Keeps the `length` octets before the present one, up to the limit of a field.
void CsvReader::take(LogRow& row, std::size_t begin, std::size_t length) {
  std::string& text = row.text();
  const std::size_t room = field_octets_max - std::min(field_octets_max, text.size() - begin);
  text.append(buffer_, at_ - length, std::min(length, room));
}

void CsvReader::note(LogRow& row, std::string reason, TextPosition at, std::string message,
                     std::string remedy) {
  if (row.fault) return;  // the first fault is the cause of the others
  row.fault = RowFault{std::move(reason), at, std::move(message), std::move(remedy)};
}

}  // namespace dunghan::adapters::import
