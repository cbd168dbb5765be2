// String and bytes literals: prefixes, one or three quotes, escapes (CEL language definition,
// "String and Bytes Values").
#include <algorithm>
#include <optional>

#include "engine/rule/token.h"
#include "engine/rule/utf8.h"

namespace dunghan::rule {
namespace {

struct Opening {
  bool is_raw = false;
  bool is_bytes = false;
  char quote = '"';
  std::size_t quotes = 1;   // 1 or 3
  std::size_t content = 0;  // offset of the first character inside
};

std::optional<Opening> opening(std::string_view text, std::size_t offset) {
  Opening found;
  for (; offset < text.size(); ++offset) {
    const char letter = text[offset];
    if ((letter == 'r' || letter == 'R') && !found.is_raw) {
      found.is_raw = true;
    } else if ((letter == 'b' || letter == 'B') && !found.is_bytes) {
      found.is_bytes = true;
    } else {
      break;
    }
  }
  if (offset >= text.size() || (text[offset] != '"' && text[offset] != '\'')) return std::nullopt;
  found.quote = text[offset];
  const std::string three(3, found.quote);
  found.quotes = text.substr(offset, 3) == three ? 3 : 1;
  found.content = offset + found.quotes;
  return found;
}

std::optional<char32_t> number_in(std::string_view digits, unsigned base) {
  char32_t value = 0;
  for (const char letter : digits) {
    unsigned digit = 99;
    if (letter >= '0' && letter <= '9') digit = static_cast<unsigned>(letter - '0');
    if (letter >= 'a' && letter <= 'f') digit = static_cast<unsigned>(letter - 'a') + 10;
    if (letter >= 'A' && letter <= 'F') digit = static_cast<unsigned>(letter - 'A') + 10;
    if (digit >= base) return std::nullopt;
    value = value * base + digit;
  }
  return value;
}

std::optional<char> simple_escape(char letter) {
  static constexpr std::string_view letters = "abfnrtv\\?\"'`";
  static constexpr std::string_view meanings = "\a\b\f\n\r\t\v\\?\"'`";
  const auto place = letters.find(letter);
  if (place == std::string_view::npos) return std::nullopt;
  return meanings[place];
}

/// Digits of a numeric escape: how many, in which base, and where they begin behind the backslash.
struct NumericEscape {
  std::size_t skip;
  std::size_t digits;
  unsigned base;
};

std::optional<NumericEscape> numeric_escape(char letter) {
  if (letter == 'x' || letter == 'X') return NumericEscape{1, 2, 16};
  if (letter == 'u') return NumericEscape{1, 4, 16};
  if (letter == 'U') return NumericEscape{1, 8, 16};
  if (letter >= '0' && letter <= '3') return NumericEscape{0, 3, 8};
  return std::nullopt;
}

/// Reads the escape whose backslash stands at `offset` into `content`; gives the offset behind it.
Parsed<std::size_t> read_escape(std::string_view text, std::size_t offset, bool is_bytes,
                                std::string& content) {
  const std::size_t after = offset + 1;
  if (after >= text.size()) return syntax_fault(Span{offset, 1}, "the text ends inside a string");
  const char letter = text[after];
  if (const auto meaning = simple_escape(letter)) {
    content.push_back(*meaning);
    return after + 1;
  }
  const auto escape = numeric_escape(letter);
  if (!escape) {
    return syntax_fault(Span{offset, 2}, "this escape does not exist",
                        "write \\\\ for a backslash, or r'...' for a string without escapes");
  }
  const std::size_t begin = after + escape->skip;
  const std::string_view digits = text.substr(std::min(begin, text.size()), escape->digits);
  const Span span{offset, begin - offset + digits.size()};
  const auto value =
      digits.size() == escape->digits ? number_in(digits, escape->base) : std::nullopt;
  if (!value) {
    return syntax_fault(span, "this escape wants " + std::to_string(escape->digits) +
                                  (escape->base == 8 ? " octal digits" : " hexadecimal digits"));
  }
  if (is_bytes) {
    if (letter == 'u' || letter == 'U')
      return syntax_fault(span, "\\u and \\U cannot stand in bytes", "write the bytes as \\xHH");
    content.push_back(static_cast<char>(static_cast<unsigned char>(*value)));
  } else {
    if (!is_scalar_value(*value)) return syntax_fault(span, "this escape names no character");
    append_utf8(content, *value);
  }
  return begin + escape->digits;
}

}  // namespace

bool begins_string_literal(std::string_view text, std::size_t offset) {
  return opening(text, offset).has_value();
}

Parsed<StringLiteral> read_string_literal(std::string_view text, std::size_t offset) {
  const Opening open = *opening(text, offset);
  const std::string closing(open.quotes, open.quote);
  StringLiteral literal{open.is_bytes, {}, 0};
  std::size_t at = open.content;
  while (at < text.size()) {
    const char letter = text[at];
    if (text.substr(at, open.quotes) == closing) {
      literal.end = at + open.quotes;
      return literal;
    }
    if (open.quotes == 1 && (letter == '\n' || letter == '\r')) break;
    if (letter == '\\' && !open.is_raw) {
      const auto next = read_escape(text, at, open.is_bytes, literal.content);
      if (!next) return tl::unexpected(next.error());
      at = *next;
    } else {
      literal.content.push_back(letter);
      ++at;
    }
  }
  return syntax_fault(Span{offset, open.content - offset}, "this string is not closed",
                      "close it with " + closing);
}

}  // namespace dunghan::rule
