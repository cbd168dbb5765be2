// Compiled into a mutated copy of the engine (mutate.py): every place that can be wrong in a known
// way asks here which way it is to be wrong. One build holds all mutants; the environment variable
// MUTANT chooses one, 0 none.
//
// A comparison `a < b` becomes `a < Rel<…>{} > b`: both operators bind alike and from the left, so
// no operand has to be found in the text.
#pragma once

#include <chrono>
#include <cstdlib>
#include <type_traits>

namespace mutant {

inline int active() {
  static const int chosen = [] {
    const char* text = std::getenv("MUTANT");
    return text == nullptr ? 0 : std::atoi(text);
  }();
  return chosen;
}

enum class Op { lt, le, gt, ge, eq, ne };

template <Op op, class A, class B>
bool compare(const A& a, const B& b) {
  if constexpr (op == Op::lt) return a < b;
  if constexpr (op == Op::le) return a <= b;
  if constexpr (op == Op::gt) return a > b;
  if constexpr (op == Op::ge) return a >= b;
  if constexpr (op == Op::eq) return a == b;
  if constexpr (op == Op::ne) return a != b;
}

/// Mutants `id` and `id + 1` of one comparison.
template <int id, Op is, Op first, Op second>
struct Rel {};
template <class A, int id, Op is, Op first, Op second>
struct Left {
  const A& a;
  template <class B>
  bool with(const B& b) const {
    if (active() == id) return compare<first>(a, b);
    if (active() == id + 1) return compare<second>(a, b);
    return compare<is>(a, b);
  }
  template <class B>
  friend bool operator>(const Left& left, const B& b) {
    return left.with(b);
  }
};
template <class A, int id, Op is, Op first, Op second>
Left<A, id, is, first, second> operator<(const A& a, Rel<id, is, first, second>) {
  return {a};
}

/// Mutant `id` of an equality: the other one.
template <int id, Op is, Op other>
struct Eq {};
template <class A, int id, Op is, Op other>
struct EqLeft {
  const A& a;
  template <class B>
  friend bool operator==(const EqLeft& left, const B& b) {
    return active() == id ? compare<other>(left.a, b) : compare<is>(left.a, b);
  }
};
template <class A, int id, Op is, Op other>
EqLeft<A, id, is, other> operator==(const A& a, Eq<id, is, other>) {
  return {a};
}

/// Mutants `id` and `id + 1` of a number: one more, one less.
template <int id, class T>
T number(T value) {
  if (active() == id) return static_cast<T>(value + 1);
  if (active() == id + 1) return static_cast<T>(value - 1);
  return value;
}

/// Mutant `id`: another value of the same sort.
template <int id, class T>
T choose(const T& is, const std::type_identity_t<T>& other) {
  return active() == id ? other : is;
}

/// Mutant `id` of a length of time: the same number of another unit.
template <int id, class Other, class Rep, class Ratio>
auto unit(std::chrono::duration<Rep, Ratio> length) {
  using Both = std::common_type_t<std::chrono::duration<Rep, Ratio>, Other>;
  return active() == id ? Both{Other{length.count()}} : Both{length};
}

}  // namespace mutant
