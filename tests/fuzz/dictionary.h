// The words that the fuzzers put together, from the tables of the language: what is added there is
// fuzzed from then on. Kept as *.dict for libFuzzer; dictionary_test.cc holds them up to date.
#pragma once

#include <string>
#include <vector>

namespace dunghan::fuzz {

/// "within: 30 days": every key of the table with its example, or alone where it has none.
[[nodiscard]] const std::vector<std::string>& keys_with_examples();

/// Content of definition.dict and expression.dict: one quoted word a line.
[[nodiscard]] std::string definition_dictionary();
[[nodiscard]] std::string expression_dictionary();

}  // namespace dunghan::fuzz
