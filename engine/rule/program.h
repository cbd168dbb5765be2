// What compile() makes and evaluate() walks: the checked tree and what is known about it.
#pragma once

#include <string>
#include <vector>

#include "engine/rule/expression.h"
#include "engine/rule/syntax.h"

namespace dunghan::rule {

struct CheckedProgram {
  std::string text;
  SyntaxTree tree;
  Type type;
  bool sealed_result_allowed = false;         // and the text is nothing but a path
  std::vector<std::string> reads;             // sorted, each once
  std::vector<std::string> asks_presence_of;  // likewise
};

}  // namespace dunghan::rule
