// A fault in an expression while it is being read: like ExpressionIssue, but placed in bytes.
// compile() turns one into the other, so that only one place counts lines and characters.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/rule/expression.h"

namespace dunghan::rule {

/// A stretch of the text, in bytes.
struct Span {
  std::size_t offset = 0;
  std::size_t length = 0;
  [[nodiscard]] std::size_t end() const { return offset + length; }
};

[[nodiscard]] inline Span join(Span first, Span last) {
  return Span{first.offset, last.end() - first.offset};
}

struct Fault {
  ExpressionIssue::Kind kind = ExpressionIssue::Kind::syntax;
  Span span;
  std::string message;
  std::string remedy = {};
};

template <class T>
using Parsed = tl::expected<T, Fault>;

[[nodiscard]] inline tl::unexpected<Fault> syntax_fault(Span span, std::string message,
                                                        std::string remedy = {}) {
  return tl::unexpected<Fault>(
      Fault{ExpressionIssue::Kind::syntax, span, std::move(message), std::move(remedy)});
}

/// Lines and columns of `fault` in `text`, counted in code points. `text` need not be valid UTF-8.
[[nodiscard]] ExpressionIssue place(const Fault& fault, std::string_view text);

}  // namespace dunghan::rule
