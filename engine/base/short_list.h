// A list whose first few elements lie in the object itself: lists that are short nearly always, on
// a path that takes nothing from the heap. Longer ones move there and work all the same.
#pragma once

#include <array>
#include <cstddef>
#include <type_traits>
#include <vector>

namespace dunghan {

template <class T, std::size_t here_max>
class ShortList {
  static_assert(std::is_trivially_copyable_v<T>, "elements are copied as they move to the heap");

 public:
  /// Takes from the heap from the (here_max + 1)-th element on.
  void push_back(const T& value) {
    if (size_ < here_max) {
      here_[size_++] = value;
      return;
    }
    if (size_ == here_max) beyond_.assign(here_.begin(), here_.end());
    beyond_.push_back(value);
    ++size_;
  }

  [[nodiscard]] std::size_t size() const { return size_; }
  [[nodiscard]] bool empty() const { return size_ == 0; }
  [[nodiscard]] const T& operator[](std::size_t index) const { return begin()[index]; }
  [[nodiscard]] T* begin() { return size_ <= here_max ? here_.data() : beyond_.data(); }
  [[nodiscard]] T* end() { return begin() + size_; }
  [[nodiscard]] const T* begin() const { return size_ <= here_max ? here_.data() : beyond_.data(); }
  [[nodiscard]] const T* end() const { return begin() + size_; }

 private:
  std::array<T, here_max> here_{};
  std::vector<T> beyond_;  // all of them, once they are more than here_max
  std::size_t size_ = 0;
};

}  // namespace dunghan
