// Counts what is taken from the heap. Replaces the operators of the whole program: to be included
// in one file of a test binary.
#pragma once

#include <atomic>
#include <cstdlib>
#include <new>

namespace dunghan::fakes {

/// Takings so far. Under a sanitizer, which brings operators of its own, it stays at zero: there
/// only the answers are tested.
inline std::atomic<long> heap_takings{0};

}  // namespace dunghan::fakes

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
  ++dunghan::fakes::heap_takings;
  if (void* memory = std::malloc(size == 0 ? 1 : size)) return memory;
  throw std::bad_alloc();
}
void* operator new(std::size_t size, const std::nothrow_t&) noexcept {
  ++dunghan::fakes::heap_takings;
  return std::malloc(size == 0 ? 1 : size);
}
void operator delete(void* memory) noexcept {
  std::free(memory);
}
void operator delete(void* memory, std::size_t) noexcept {
  std::free(memory);
}
void operator delete(void* memory, const std::nothrow_t&) noexcept {
  std::free(memory);
}
#endif
#endif

namespace dunghan::fakes {

/// Whether takings are counted here: a test of the counter fails where it should count and does
/// not.
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__) || \
    defined(DUNGHAN_KEEPS_OPERATORS)
inline constexpr bool heap_is_counted = false;
#else
inline constexpr bool heap_is_counted = true;
#endif

/// What `work` takes from the heap.
template <class Work>
long heap_takings_of(const Work& work) {
  const long before = heap_takings;
  work();
  return heap_takings - before;
}

}  // namespace dunghan::fakes
