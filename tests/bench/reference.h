// QuantLib's calendar over our days: the reference that the rows are held against, and the proof
// that both give the same answers.
#pragma once

#include <string>
#include <vector>

namespace dunghan::bench {

/// Asks both with all inputs of the rows, and for every day of 1901 to 2199. Empty where all
/// answers agree, else what parts them, a few of each kind.
[[nodiscard]] std::vector<std::string> disagreements();

}  // namespace dunghan::bench
