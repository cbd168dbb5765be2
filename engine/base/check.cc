#include "engine/base/check.h"

#include <cstdio>
#include <cstdlib>

namespace dunghan {

void check_failed(const char* condition, const char* file, int line) {
  std::fprintf(stderr, "dunghan: internal error: %s does not hold (%s:%d)\n", condition, file,
               line);
  std::abort();
}

}  // namespace dunghan
