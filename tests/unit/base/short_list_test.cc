// Short lists, and those that turn out long.
#include "engine/base/short_list.h"

#include <gtest/gtest.h>

#include <numeric>

namespace dunghan {
namespace {

TEST(ShortList, holds_what_was_put_in_however_much_that_is) {
  ShortList<int, 4> list;
  EXPECT_TRUE(list.empty());
  for (int count = 1; count <= 20; ++count) {
    list.push_back(count);
    ASSERT_EQ(list.size(), static_cast<std::size_t>(count));
    ASSERT_EQ(std::accumulate(list.begin(), list.end(), 0), count * (count + 1) / 2);
    ASSERT_EQ(list[list.size() - 1], count);
    ASSERT_EQ(list[0], 1);
  }
}

TEST(ShortList, is_copied_whole) {
  for (const int count : {3, 4, 5, 9}) {
    ShortList<int, 4> list;
    for (int i = 0; i < count; ++i) list.push_back(i);
    ShortList<int, 4> copy = list;
    list.push_back(100);
    EXPECT_EQ(copy.size(), static_cast<std::size_t>(count));
    copy.push_back(7);
    EXPECT_EQ(copy[copy.size() - 1], 7);
    EXPECT_EQ(list[list.size() - 1], 100);
    EXPECT_EQ(copy[copy.size() - 2], count - 1);
  }
}

}  // namespace
}  // namespace dunghan
