// Text -> tokens of CEL (cel-spec, langdef: Syntax), each with its place for messages.
#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "engine/rule/token.h"
#include "engine/rule/utf8.h"

namespace dunghan::rule {
namespace {

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
bool is_hex_digit(char c) {
  return is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}
bool begins_name(char c) {
  return c == '_' || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}
bool continues_name(char c) {
  return begins_name(c) || is_digit(c);
}
bool is_blank(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
}

constexpr std::array<std::pair<std::string_view, TokenKind>, 24> symbols = {{
    // Longer ones first: `<=` before `<`.
    {"&&", TokenKind::and_and},     {"||", TokenKind::or_or},
    {"==", TokenKind::equal},       {"!=", TokenKind::not_equal},
    {"<=", TokenKind::less_equal},  {">=", TokenKind::greater_equal},
    {"(", TokenKind::left_paren},   {")", TokenKind::right_paren},
    {"[", TokenKind::left_bracket}, {"]", TokenKind::right_bracket},
    {"{", TokenKind::left_brace},   {"}", TokenKind::right_brace},
    {".", TokenKind::dot},          {",", TokenKind::comma},
    {":", TokenKind::colon},        {"?", TokenKind::question},
    {"+", TokenKind::plus},         {"-", TokenKind::minus},
    {"*", TokenKind::star},         {"/", TokenKind::slash},
    {"%", TokenKind::percent},      {"!", TokenKind::exclamation},
    {"<", TokenKind::less},         {">", TokenKind::greater},
}};

TokenKind word_kind(std::string_view word) {
  if (word == "in") return TokenKind::word_in;
  if (word == "true") return TokenKind::word_true;
  if (word == "false") return TokenKind::word_false;
  if (word == "null") return TokenKind::word_null;
  return TokenKind::identifier;
}

/// What people write who know other languages or a word processor.
std::string remedy_for(std::string_view rest) {
  if (rest.starts_with("=")) return "write == to compare";
  if (rest.starts_with("&")) return "write && for \"and\"";
  if (rest.starts_with("|")) return "write || for \"or\"";
  for (const std::string_view quote : {"\u2018", "\u2019", "\u201c", "\u201d"}) {
    if (rest.starts_with(quote)) return "write straight quotes: '...'";
  }
  return {};
}

class Lexer {
 public:
  explicit Lexer(std::string_view text) : text_(text) {}

  Parsed<std::vector<Token>> run() {
    for (skip_blanks(); at_ < text_.size(); skip_blanks()) {
      if (auto fault = read_token()) return tl::unexpected(*std::move(fault));
    }
    add(TokenKind::end, text_.size());
    return std::move(tokens_);
  }

 private:
  [[nodiscard]] char peek(std::size_t ahead = 0) const {
    return at_ + ahead < text_.size() ? text_[at_ + ahead] : '\0';
  }

  void skip_blanks() {
    while (at_ < text_.size()) {
      if (is_blank(text_[at_])) {
        ++at_;
      } else if (text_.substr(at_, 2) == "//") {
        at_ = std::min(text_.find('\n', at_), text_.size());
      } else {
        return;
      }
    }
  }

  void add(TokenKind kind, std::size_t begin, std::string content = {}) {
    tokens_.push_back(Token{kind, Span{begin, at_ - begin}, std::move(content)});
  }

  std::optional<Fault> read_token() {
    if (begins_string_literal(text_, at_)) return read_string();
    if (begins_name(peek())) return read_word();
    if (is_digit(peek()) || (peek() == '.' && is_digit(peek(1)))) return read_number();
    if (peek() == '`') return read_quoted_name();
    return read_symbol();
  }

  std::optional<Fault> read_string() {
    const std::size_t begin = at_;
    auto literal = read_string_literal(text_, at_);
    if (!literal) return literal.error();
    at_ = literal->end;
    add(literal->is_bytes ? TokenKind::bytes : TokenKind::string, begin,
        std::move(literal->content));
    return std::nullopt;
  }

  std::optional<Fault> read_word() {
    const std::size_t begin = at_;
    while (continues_name(peek())) ++at_;
    const std::string_view word = text_.substr(begin, at_ - begin);
    add(word_kind(word), begin, std::string(word));
    return std::nullopt;
  }

  std::optional<Fault> read_quoted_name() {
    const std::size_t begin = at_++;
    const auto inside = [](char c) {
      return continues_name(c) || c == '.' || c == '-' || c == '/' || c == ' ';
    };
    while (inside(peek())) ++at_;
    if (peek() != '`' || at_ == begin + 1) {
      return Fault{ExpressionIssue::Kind::syntax, Span{begin, at_ - begin},
                   "this quoted name is not closed by `",
                   "a quoted name holds letters, digits, blanks and _ . - /"};
    }
    ++at_;
    add(TokenKind::quoted_identifier, begin, std::string(text_.substr(begin + 1, at_ - begin - 2)));
    return std::nullopt;
  }

  bool skip_digits() {
    const std::size_t begin = at_;
    while (is_digit(peek())) ++at_;
    return at_ > begin;
  }

  TokenKind skip_hexadecimal() {
    at_ += 2;
    while (is_hex_digit(peek())) ++at_;
    return TokenKind::integer;
  }

  TokenKind skip_decimal() {
    TokenKind kind = TokenKind::integer;
    skip_digits();
    if (peek() == '.' && is_digit(peek(1))) {
      kind = TokenKind::floating;
      ++at_;
      skip_digits();
    }
    const std::size_t sign = peek(1) == '+' || peek(1) == '-' ? 2 : 1;
    if ((peek() == 'e' || peek() == 'E') && is_digit(peek(sign))) {
      kind = TokenKind::floating;
      at_ += sign;
      skip_digits();
    }
    return kind;
  }

  std::optional<Fault> read_number() {
    const std::size_t begin = at_;
    const bool hexadecimal =
        peek() == '0' && (peek(1) == 'x' || peek(1) == 'X') && is_hex_digit(peek(2));
    TokenKind kind = hexadecimal ? skip_hexadecimal() : skip_decimal();
    std::string digits(text_.substr(begin, at_ - begin));
    if (kind == TokenKind::integer && (peek() == 'u' || peek() == 'U')) {
      ++at_;
      kind = TokenKind::unsigned_integer;
    }
    if (continues_name(peek())) {
      while (continues_name(peek())) ++at_;
      return Fault{ExpressionIssue::Kind::syntax, Span{begin, at_ - begin},
                   "a name cannot begin with a digit",
                   "a length of time is written period('5 days')"};
    }
    add(kind, begin, std::move(digits));
    return std::nullopt;
  }

  std::optional<Fault> read_symbol() {
    const std::string_view rest = text_.substr(at_);
    for (const auto& [symbol, kind] : symbols) {
      if (!rest.starts_with(symbol)) continue;
      const std::size_t begin = at_;
      at_ += symbol.size();
      add(kind, begin);
      return std::nullopt;
    }
    const auto point = decode_utf8(text_, at_);
    const Span span{at_, point ? point->length : 1};
    const bool printable = point && point->value > 0x20 && point->value != 0x7F;
    std::string message =
        printable ? "\"" + std::string(text_.substr(at_, span.length)) + "\" has no meaning here"
                  : "a character that cannot stand here";
    return Fault{ExpressionIssue::Kind::syntax, span, std::move(message), remedy_for(rest)};
  }

  std::string_view text_;
  std::size_t at_ = 0;
  std::vector<Token> tokens_;
};

}  // namespace

Parsed<std::vector<Token>> tokenise(std::string_view text) {
  return Lexer(text).run();
}

}  // namespace dunghan::rule
