// The words of CEL: text -> tokens, with literals already decoded. What follows is parser.h.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/rule/fault.h"

namespace dunghan::rule {

enum class TokenKind {
  end,
  identifier,
  quoted_identifier,
  integer,
  unsigned_integer,
  floating,
  string,
  bytes,
  left_paren,
  right_paren,
  left_bracket,
  right_bracket,
  left_brace,
  right_brace,
  dot,
  comma,
  colon,
  question,
  plus,
  minus,
  star,
  slash,
  percent,
  exclamation,
  and_and,
  or_or,
  equal,
  not_equal,
  less,
  less_equal,
  greater,
  greater_equal,
  word_in,
  word_true,
  word_false,
  word_null
};

struct Token {
  TokenKind kind = TokenKind::end;
  Span span;
  /// identifier: its name; string, bytes: the decoded content; numbers: as written, without the
  /// `u`.
  std::string content;
};

/// All tokens of `text`, the last being `end`; or the first fault (bad escape, open string, stray
/// character).
[[nodiscard]] Parsed<std::vector<Token>> tokenise(std::string_view text);

/// The content of a string or bytes literal that begins at `offset` with its prefix (r, b, br, ...)
/// and quotes.
struct StringLiteral {
  bool is_bytes = false;
  std::string content;
  std::size_t end = 0;  // offset behind the closing quotes
};
[[nodiscard]] Parsed<StringLiteral> read_string_literal(std::string_view text, std::size_t offset);
/// Whether a string or bytes literal begins at `offset`.
[[nodiscard]] bool begins_string_literal(std::string_view text, std::size_t offset);

}  // namespace dunghan::rule
