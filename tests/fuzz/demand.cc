// What stops a run of the fuzzers (entry.h).
#include <cstdio>
#include <cstdlib>

#include "tests/fuzz/entry.h"

namespace dunghan::fuzz {

void demand(bool holds, std::string_view what) {
  if (holds) return;
  std::fprintf(stderr, "fuzz: does not hold: %.*s\n", static_cast<int>(what.size()), what.data());
  std::abort();
}

}  // namespace dunghan::fuzz
