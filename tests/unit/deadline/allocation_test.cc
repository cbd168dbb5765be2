// The hot path takes nothing from the heap: a due date without a trace, and the questions that it
// asks of the calendar.
#include <gtest/gtest.h>

#include <atomic>
#include <cstdlib>
#include <new>

#include "tests/unit/deadline/rules.h"

namespace {
std::atomic<long> allocations{0};
}  // namespace

// Sanitizers bring their own operators; there the count stays at zero and only the answers are
// tested.
#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
#if defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
#define DUNGHAN_KEEPS_OPERATORS
#endif
#endif
#ifndef DUNGHAN_KEEPS_OPERATORS
#if defined(__GNUC__) && !defined(__clang__)
// g++ 12 does not see that both operators are replaced together.
#pragma GCC diagnostic ignored "-Wmismatched-new-delete"
#endif
void* operator new(std::size_t size) {
  ++allocations;
  if (void* memory = std::malloc(size == 0 ? 1 : size)) return memory;
  throw std::bad_alloc();
}
void operator delete(void* memory) noexcept {
  std::free(memory);
}
void operator delete(void* memory, std::size_t) noexcept {
  std::free(memory);
}
#endif
#endif

namespace dunghan::deadline {
namespace {

TEST(HotPath, a_due_date_is_parsed_counted_and_answered_without_the_heap) {
  const CountingRule rule = civil_code();
  const calendar::Calendar& calendar = fakes::viet_nam();
  const Instant start_at = vn("2024-04-26T08:30");
  std::int64_t sum = 0;
  const Period lengths[] = {days(30), working_days(5), months(1), hours(48),
                            period("8 working hours")};
  const long before = allocations;
  for (const Period& length : lengths) {
    const auto due = due_after(rule, calendar, start_at, length);
    sum += due ? due->due_at.time_since_epoch().count() : 0;
    const auto backward = due_before(rule, calendar, fakes::day("2024-05-10"), length);
    sum += backward ? backward->due_at.time_since_epoch().count() : 0;
  }
  const long after = allocations;
  EXPECT_NE(sum, 0);
  EXPECT_EQ(after - before, 0);
}

}  // namespace
}  // namespace dunghan::deadline
