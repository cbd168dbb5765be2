// One row of a log: values by column, and where each stood in the file.
//
// A row owns its text in one buffer that is used again for the next row, so a reader that hands
// rows out allocates nothing once it has warmed up. In CSV the columns are those of the header; in
// XES they are the keys of attributes as they turn up, those of the trace with "case:" before them.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace dunghan::adapters::import {

/// Names of columns and their places. Places are given in order and never change.
class ColumnTable {
 public:
  /// -1 where there is no such column (yet).
  [[nodiscard]] int index_of(std::string_view name) const;
  /// The place of `name`, given now where it is new.
  int add(std::string_view name);
  [[nodiscard]] const std::string& name(int index) const {
    return names_[static_cast<std::size_t>(index)];
  }
  [[nodiscard]] const std::vector<std::string>& names() const { return names_; }
  [[nodiscard]] int size() const { return static_cast<int>(names_.size()); }

 private:
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const {
      return std::hash<std::string_view>{}(text);
    }
  };
  std::vector<std::string> names_;
  std::unordered_map<std::string, int, Hash, std::equal_to<>> places_;
};

/// Line and column in the file, from 1; the column counts characters.
struct TextPosition {
  std::int64_t line = 0;
  std::int64_t column = 0;
  friend bool operator==(TextPosition, TextPosition) = default;
};

/// Why a row cannot be used. `reason` is the stable name under which it is counted ("ragged_row").
struct RowFault {
  std::string reason;
  TextPosition at{};
  std::string message;
  std::string remedy;
};

class LogRow {
 public:
  std::int64_t line = 0;   // where the row begins, from 1
  std::int64_t trace = 0;  // XES: ordinal of the trace, from 1; CSV: 0
  std::optional<RowFault> fault;

  /// The value under a column; nothing where the column is absent from this row, or empty.
  [[nodiscard]] std::optional<std::string_view> value(int column) const;
  /// Where that value begins; the row's own line where it is absent.
  [[nodiscard]] TextPosition position(int column) const;

  void clear();
  void set(int column, std::string_view value, TextPosition at);

  // For readers that write a value piece by piece.
  [[nodiscard]] std::string& text() { return text_; }
  void set_span(int column, std::size_t begin, std::size_t length, TextPosition at);

  /// The row as octets, and back: for rows that are put aside on disk (case_grouper.h).
  void write_to(std::string& octets) const;
  /// octets: exactly what write_to appended.
  void read_from(std::string_view octets);

 private:
  struct Span {
    std::size_t begin = 0, length = 0;
    TextPosition at{};
  };
  std::string text_;
  std::vector<Span> spans_;  // by column
};

}  // namespace dunghan::adapters::import
