// Which paths from root variables a tree reads, and which it only asks for presence.
#pragma once

#include <string>
#include <vector>

#include "engine/rule/syntax.h"

namespace dunghan::rule {

struct Mentions {
  std::vector<std::string> reads;  // sorted, each once; those only asked for presence too
  std::vector<std::string> asks_presence_of;
};

/// `tree` with its names resolved (checker.h, resolver.h).
[[nodiscard]] Mentions mentions_of(const SyntaxTree& tree);

}  // namespace dunghan::rule
