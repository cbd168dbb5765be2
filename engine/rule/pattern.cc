#include "engine/rule/pattern.h"

#include <re2/re2.h>

namespace dunghan::rule {
namespace {

/// Making a program of one byte of pattern takes about as long as this many nodes of an expression.
constexpr std::size_t steps_per_pattern_byte = 8;

re2::StringPiece piece(std::string_view text) {
  return {text.data(), text.size()};
}

}  // namespace

std::size_t pattern_cost(std::string_view pattern, std::string_view text) {
  return 16 + pattern.size() * steps_per_pattern_byte + text.size();
}

PatternMatch match(std::string_view pattern, std::string_view text) {
  if (pattern.size() > pattern_bytes_max) {
    return {"a pattern may have " + std::to_string(pattern_bytes_max) + " bytes at most", false};
  }
  RE2::Options options;
  options.set_log_errors(false);
  options.set_max_mem(pattern_memory_max);
  const RE2 compiled(piece(pattern), options);
  if (!compiled.ok()) return {"this is no pattern of RE2: " + compiled.error(), false};
  return {std::nullopt, RE2::PartialMatch(piece(text), compiled)};
}

}  // namespace dunghan::rule
