#include "engine/rule/parser.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>

#include "engine/rule/macros.h"
#include "engine/rule/number_text.h"
#include "engine/rule/token.h"
#include "engine/rule/utf8.h"

namespace dunghan::rule {
namespace {

/// Words that CEL keeps for the languages it is embedded in; fields may bear them, variables may
/// not.
constexpr std::array<std::string_view, 17> reserved_words = {
    "as",  "break", "const",   "continue",  "else",   "for", "function", "if",   "import",
    "let", "loop",  "package", "namespace", "return", "var", "void",     "while"};

bool is_reserved(std::string_view word) {
  return std::find(reserved_words.begin(), reserved_words.end(), word) != reserved_words.end();
}

/// Binding strength and the function behind each two-sided operator; 0: none.
struct Operator {
  int strength = 0;
  std::string_view function = {};
};

constexpr int strength_or = 1;
constexpr int strength_and = 2;
constexpr int strength_relation = 3;
constexpr int strength_sum = 4;
constexpr int strength_product = 5;

Operator operator_of(TokenKind kind) {
  switch (kind) {
    case TokenKind::or_or: return {strength_or, "||"};
    case TokenKind::and_and: return {strength_and, "&&"};
    case TokenKind::equal: return {strength_relation, "=="};
    case TokenKind::not_equal: return {strength_relation, "!="};
    case TokenKind::less: return {strength_relation, "<"};
    case TokenKind::less_equal: return {strength_relation, "<="};
    case TokenKind::greater: return {strength_relation, ">"};
    case TokenKind::greater_equal: return {strength_relation, ">="};
    case TokenKind::word_in: return {strength_relation, "@in"};
    case TokenKind::plus: return {strength_sum, "+"};
    case TokenKind::minus: return {strength_sum, "-"};
    case TokenKind::star: return {strength_product, "*"};
    case TokenKind::slash: return {strength_product, "/"};
    case TokenKind::percent: return {strength_product, "%"};
    default: return {};
  }
}

class Parser {
 public:
  Parser(std::string_view text, std::vector<Token> tokens)
      : text_(text), tokens_(std::move(tokens)) {}

  Parsed<SyntaxTree> run() {
    DUNGHAN_TRY(const NodeIndex root, expression());
    if (peek().kind != TokenKind::end) return unexpected();
    tree_.root = root;
    return std::move(tree_);
  }

 private:
  [[nodiscard]] const Token& peek(std::size_t ahead = 0) const {
    return tokens_[std::min(at_ + ahead, tokens_.size() - 1)];
  }
  const Token& next() {
    const Token& token = peek();
    if (at_ + 1 < tokens_.size()) ++at_;
    return token;
  }
  bool take(TokenKind kind) {
    if (peek().kind != kind) return false;
    next();
    return true;
  }

  [[nodiscard]] tl::unexpected<Fault> too_deep(Span span) const {
    return tl::unexpected<Fault>(
        Fault{ExpressionIssue::Kind::too_large, span,
              "this is nested more than " + std::to_string(expression_depth_max) + " deep",
              "split it into several conditions"});
  }

  /// The fault of a token that does not fit, with the slips that people make most.
  [[nodiscard]] tl::unexpected<Fault> unexpected(std::string_view wanted = {}) const {
    const Token& token = peek();
    const std::string tail =
        wanted.empty() ? std::string{} : "; here should be " + std::string(wanted);
    if (token.kind == TokenKind::end)
      return syntax_fault(token.span, "the condition ends too early" + tail);
    const std::string_view word = text_.substr(token.span.offset, token.span.length);
    std::string remedy;
    if (word == "and") remedy = "write && for \"and\"";
    if (word == "or") remedy = "write || for \"or\"";
    if (word == ",")
      remedy = "a condition is one text: join its parts with && (both) or || (either)";
    if (at_ > 0 &&
        text_.substr(tokens_[at_ - 1].span.offset, tokens_[at_ - 1].span.length) == "not") {
      remedy = "write ! for \"not\"";
    }
    return syntax_fault(token.span, "\"" + std::string(word) + "\" does not belong here" + tail,
                        std::move(remedy));
  }

  Parsed<NodeIndex> add(Node node) {
    int deepest = 0;
    for (const NodeIndex child : node.children) deepest = std::max(deepest, tree_.at(child).depth);
    node.depth = deepest + 1;
    if (node.depth > expression_depth_max) return too_deep(node.span);
    tree_.nodes.push_back(std::move(node));
    return static_cast<NodeIndex>(tree_.nodes.size() - 1);
  }

  Parsed<NodeIndex> add_call(std::string_view function, Span name_span, Span span,
                             std::vector<NodeIndex> children) {
    Node node{.kind = NodeKind::call,
              .span = span,
              .name = std::string(function),
              .name_span = name_span};
    node.children = std::move(children);
    return add(std::move(node));
  }

  Parsed<NodeIndex> add_literal(Value value, Span span) {
    return add(Node{.kind = NodeKind::literal, .span = span, .literal = std::move(value)});
  }

  [[nodiscard]] Span span_of(NodeIndex index) const { return tree_.at(index).span; }

  // Expr = ConditionalOr ["?" ConditionalOr ":" Expr]
  Parsed<NodeIndex> expression() {
    if (nesting_ >= expression_depth_max) return too_deep(peek().span);
    ++nesting_;
    auto result = conditional();
    --nesting_;
    return result;
  }

  Parsed<NodeIndex> conditional() {
    DUNGHAN_TRY(const NodeIndex condition, binary(strength_or));
    if (!take(TokenKind::question)) return condition;
    DUNGHAN_TRY(const NodeIndex then, binary(strength_or));
    if (!take(TokenKind::colon)) return unexpected("\":\" and the value otherwise");
    DUNGHAN_TRY(const NodeIndex otherwise, expression());
    Node node{.kind = NodeKind::conditional, .span = join(span_of(condition), span_of(otherwise))};
    node.children = {condition, then, otherwise};
    return add(std::move(node));
  }

  Parsed<NodeIndex> binary(int strength) {
    if (strength > strength_product) return unary();
    DUNGHAN_TRY(NodeIndex left, binary(strength + 1));
    if (strength <= strength_and) return logical(strength, left);
    while (operator_of(peek().kind).strength == strength) {
      const Token& sign = next();
      const Operator op = operator_of(sign.kind);
      const Span sign_span = sign.span;
      DUNGHAN_TRY(const NodeIndex right, binary(strength + 1));
      DUNGHAN_TRY(left, add_call(op.function, sign_span, join(span_of(left), span_of(right)),
                                 {left, right}));
    }
    return left;
  }

  /// A chain of && or of || as one node.
  Parsed<NodeIndex> logical(int strength, NodeIndex first) {
    std::vector<NodeIndex> operands = {first};
    while (operator_of(peek().kind).strength == strength) {
      next();
      DUNGHAN_TRY(const NodeIndex operand, binary(strength + 1));
      operands.push_back(operand);
    }
    if (operands.size() == 1) return first;
    const NodeKind kind = strength == strength_and ? NodeKind::conjunction : NodeKind::disjunction;
    Node node{.kind = kind, .span = join(span_of(first), span_of(operands.back()))};
    node.children = std::move(operands);
    return add(std::move(node));
  }

  Parsed<NodeIndex> unary() {
    std::vector<Token> signs;
    while (peek().kind == TokenKind::minus || peek().kind == TokenKind::exclamation)
      signs.push_back(next());
    const bool negative_number =
        !signs.empty() && signs.back().kind == TokenKind::minus &&
        (peek().kind == TokenKind::integer || peek().kind == TokenKind::floating);
    if (negative_number) {
      // The least int has no positive counterpart, so the sign belongs to the literal.
      const Span sign = signs.back().span;
      signs.pop_back();
      DUNGHAN_TRY(NodeIndex number, number_literal("-", sign));
      DUNGHAN_TRY(number, postfix(number));
      return with_signs(signs, number);
    }
    DUNGHAN_TRY(NodeIndex operand, primary());
    DUNGHAN_TRY(operand, postfix(operand));
    return with_signs(signs, operand);
  }

  Parsed<NodeIndex> with_signs(const std::vector<Token>& signs, NodeIndex operand) {
    for (std::size_t i = signs.size(); i-- > 0;) {
      const Token& sign = signs[i];
      const std::string_view function = sign.kind == TokenKind::minus ? "-_" : "!";
      DUNGHAN_TRY(operand,
                  add_call(function, sign.span, join(sign.span, span_of(operand)), {operand}));
    }
    return operand;
  }

  Parsed<NodeIndex> postfix(NodeIndex operand) {
    while (true) {
      if (take(TokenKind::dot)) {
        DUNGHAN_TRY(operand, select_or_member_call(operand));
      } else if (peek().kind == TokenKind::left_bracket) {
        const Span bracket = next().span;
        DUNGHAN_TRY(const NodeIndex index, expression());
        if (peek().kind != TokenKind::right_bracket) return unexpected("\"]\"");
        const Span span = join(span_of(operand), next().span);
        DUNGHAN_TRY(operand, add_call("[]", bracket, span, {operand, index}));
      } else if (peek().kind == TokenKind::left_brace &&
                 tree_.at(operand).kind != NodeKind::literal) {
        return syntax_fault(peek().span, "messages (Name{...}) are not part of this language",
                            "write a map: {'field': value}");
      } else {
        return operand;
      }
    }
  }

  Parsed<NodeIndex> select_or_member_call(NodeIndex operand) {
    const Token name = peek();
    const bool quoted = name.kind == TokenKind::quoted_identifier;
    if (!quoted && name.kind != TokenKind::identifier)
      return unexpected("the name of a field or function");
    next();
    Node node{.kind = NodeKind::select,
              .span = join(span_of(operand), name.span),
              .name = name.content,
              .name_span = name.span};
    node.children = {operand};
    if (quoted || peek().kind != TokenKind::left_paren) return add(std::move(node));
    node.kind = NodeKind::call;
    node.is_member = true;
    DUNGHAN_TRY(const Span closing, arguments(node.children));
    node.span = join(span_of(operand), closing);
    const Macro macro = macro_of(node.name, node.children.size() - 1);
    if (macro == Macro::none) return add(std::move(node));
    DUNGHAN_TRY(Node expanded, expand_macro(tree_, std::move(node), macro));
    return add(std::move(expanded));
  }

  /// "(" [Expr {"," Expr}] ")": appends to `children`, gives the closing parenthesis.
  Parsed<Span> arguments(std::vector<NodeIndex>& children) {
    next();
    if (peek().kind == TokenKind::right_paren) return next().span;
    while (true) {
      DUNGHAN_TRY(const NodeIndex argument, expression());
      children.push_back(argument);
      if (peek().kind == TokenKind::right_paren) return next().span;
      if (!take(TokenKind::comma)) return unexpected("\",\" or \")\"");
    }
  }

  Parsed<NodeIndex> primary() {
    const Token token = peek();
    switch (token.kind) {
      case TokenKind::left_paren: return parenthesised();
      case TokenKind::left_bracket: return list_literal();
      case TokenKind::left_brace: return map_literal();
      case TokenKind::dot: next(); return name_or_call(true, token.span);
      case TokenKind::identifier: return name_or_call(false, token.span);
      case TokenKind::word_in:
        // An operator elsewhere; in('path.of.state') is a function of ours.
        if (peek(1).kind == TokenKind::left_paren) return name_or_call(false, token.span);
        return unexpected("a value");
      case TokenKind::integer:
      case TokenKind::unsigned_integer:
      case TokenKind::floating: return number_literal("", token.span);
      default: return simple_literal();
    }
  }

  Parsed<NodeIndex> simple_literal() {
    const Token token = peek();
    switch (token.kind) {
      case TokenKind::string: next(); return add_literal(Value(token.content), token.span);
      case TokenKind::bytes: next(); return add_literal(Value(Bytes{token.content}), token.span);
      case TokenKind::word_true: next(); return add_literal(Value(true), token.span);
      case TokenKind::word_false: next(); return add_literal(Value(false), token.span);
      case TokenKind::word_null: next(); return add_literal(Value(), token.span);
      default: return unexpected("a value");
    }
  }

  Parsed<NodeIndex> parenthesised() {
    const Span opening = next().span;
    DUNGHAN_TRY(const NodeIndex inside, expression());
    if (peek().kind != TokenKind::right_paren) return unexpected("\")\"");
    // The span takes the parentheses in, so that an issue underlines what was written.
    tree_.at(inside).span = join(opening, next().span);
    return inside;
  }

  Parsed<NodeIndex> list_literal() {
    Node node{.kind = NodeKind::list, .span = next().span};
    while (peek().kind != TokenKind::right_bracket) {
      DUNGHAN_TRY(const NodeIndex element, expression());
      node.children.push_back(element);
      if (!take(TokenKind::comma) && peek().kind != TokenKind::right_bracket)
        return unexpected("\",\" or \"]\"");
    }
    node.span = join(node.span, next().span);
    return add(std::move(node));
  }

  Parsed<NodeIndex> map_literal() {
    Node node{.kind = NodeKind::map, .span = next().span};
    while (peek().kind != TokenKind::right_brace) {
      DUNGHAN_TRY(const NodeIndex key, expression());
      if (!take(TokenKind::colon)) return unexpected("\":\" behind the key");
      DUNGHAN_TRY(const NodeIndex value, expression());
      node.children.push_back(key);
      node.children.push_back(value);
      if (!take(TokenKind::comma) && peek().kind != TokenKind::right_brace)
        return unexpected("\",\" or \"}\"");
    }
    node.span = join(node.span, next().span);
    return add(std::move(node));
  }

  Parsed<NodeIndex> name_or_call(bool is_absolute, Span begin) {
    const Token token = peek();
    if (token.kind != TokenKind::identifier && token.kind != TokenKind::word_in)
      return unexpected("a name");
    next();
    if (is_reserved(token.content)) {
      return syntax_fault(
          token.span,
          "\"" + token.content + "\" is a reserved word and cannot name a variable or function");
    }
    Node node{.kind = NodeKind::name,
              .span = join(begin, token.span),
              .name = token.content,
              .name_span = token.span};
    node.is_absolute = is_absolute;
    if (peek().kind != TokenKind::left_paren) return add(std::move(node));
    node.kind = NodeKind::call;
    DUNGHAN_TRY(const Span closing, arguments(node.children));
    node.span = join(begin, closing);
    if (node.name != "has" || node.children.size() != 1 || is_absolute) return add(std::move(node));
    DUNGHAN_TRY(Node presence, expand_has(tree_, std::move(node)));
    return add(std::move(presence));
  }

  Parsed<NodeIndex> number_literal(std::string_view sign, Span begin) {
    const Token token = next();
    const Span span = join(begin, token.span);
    const auto value = number_value(token.kind, std::string(sign) + token.content);
    if (!value) return syntax_fault(span, "this number does not fit 64 bits");
    return add_literal(*value, span);
  }

  template <class T>
  static std::optional<Value> integer_value(const std::string& text) {
    // from_chars knows no 0x: take it out and put the sign back.
    const bool negative = text.starts_with("-");
    const std::size_t digits = negative ? 1 : 0;
    const bool hexadecimal =
        text.compare(digits, 2, "0x") == 0 || text.compare(digits, 2, "0X") == 0;
    const std::string plain = hexadecimal ? (negative ? "-" : "") + text.substr(digits + 2) : text;
    T value{};
    const auto result =
        std::from_chars(plain.data(), plain.data() + plain.size(), value, hexadecimal ? 16 : 10);
    if (result.ec != std::errc{} || result.ptr != plain.data() + plain.size()) return std::nullopt;
    return Value(value);
  }

  static std::optional<Value> number_value(TokenKind kind, const std::string& text) {
    if (kind == TokenKind::integer) return integer_value<std::int64_t>(text);
    if (kind == TokenKind::unsigned_integer) return integer_value<std::uint64_t>(text);
    const ReadDouble number = read_double(text);
    if (number.fault != NumberFault::none) return std::nullopt;
    return Value(number.value);
  }

  std::string_view text_;
  std::vector<Token> tokens_;
  std::size_t at_ = 0;
  int nesting_ = 0;
  SyntaxTree tree_;
};

}  // namespace

Parsed<SyntaxTree> parse(std::string_view text) {
  if (text.size() > expression_bytes_max) {
    return tl::unexpected<Fault>(
        Fault{ExpressionIssue::Kind::too_large, Span{expression_bytes_max, 1},
              "a condition may have " + std::to_string(expression_bytes_max) + " bytes at most",
              "split it into several conditions"});
  }
  if (!is_utf8(text)) return syntax_fault(Span{0, 1}, "the text is not valid UTF-8");
  DUNGHAN_TRY(std::vector<Token> tokens, tokenise(text));
  return Parser(text, std::move(tokens)).run();
}

}  // namespace dunghan::rule
