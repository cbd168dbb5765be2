// The text of a file as people see it: lines, columns in characters, and the characters that may
// not be in it.
//
// Parsers speak of octet offsets; an editor speaks of line and column. SourceText joins the two in
// constant time, so that a hostile file of one long line costs no more than any other.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "adapters/yaml/issue_list.h"
#include "engine/definition/issue.h"

namespace dunghan::adapters::yaml {

class SourceText {
 public:
  /// text: valid UTF-8 without a byte order mark; must outlive this. Lines end with \n or \r\n.
  explicit SourceText(std::string_view text);

  /// octet: 0 to the size of the text; what is beyond counts as its end.
  [[nodiscard]] definition::Position position_of(std::size_t octet) const;
  /// line: 1-based. Without its line end; empty where there is no such line.
  [[nodiscard]] std::string_view line(int line) const;
  [[nodiscard]] std::string_view text() const { return text_; }

 private:
  [[nodiscard]] std::size_t characters_before(std::size_t octet) const;

  std::string_view text_;
  std::vector<std::size_t> line_starts_;
  std::vector<std::uint32_t> block_characters_;  // characters before every 64th octet
};

/// Takes a UTF-8 byte order mark off.
[[nodiscard]] std::string_view without_byte_order_mark(std::string_view text);

/// Adds an issue for what is not UTF-8 (E0004: the first place only), and else for every control
/// character (E0005), invisible character (E0006) and tab in indentation (E0007).
void check_characters(std::string_view text, IssueList& issues);

}  // namespace dunghan::adapters::yaml
