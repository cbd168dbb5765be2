// Invariants, on in every build: a broken one is our bug, and going on would write a wrong record.
#pragma once

namespace dunghan {

/// Prints where and what, then aborts. Nothing is unwound: what is committed is safe, what is not
/// was never acknowledged.
[[noreturn]] void check_failed(const char* condition, const char* file, int line);

}  // namespace dunghan

#define DUNGHAN_CHECK(condition)                                               \
  do {                                                                         \
    if (!(condition)) ::dunghan::check_failed(#condition, __FILE__, __LINE__); \
  } while (false)
