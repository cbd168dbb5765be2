// Distances worked out by hand, and which word is near enough to be meant.
#include "engine/definition/edit_distance.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <algorithm>

namespace dunghan::definition {
namespace {

TEST(EditDistance, counts_inserted_deleted_replaced_and_swapped_characters) {
  EXPECT_EQ(edit_distance("", ""), 0U);
  EXPECT_EQ(edit_distance("", "abc"), 3U);
  EXPECT_EQ(edit_distance("kitten", "sitting"), 3U);
  EXPECT_EQ(edit_distance("deadine", "deadline"), 1U);
  EXPECT_EQ(edit_distance("tsaks", "tasks"), 1U);
  EXPECT_EQ(edit_distance("đơn", "don"), 2U);
  EXPECT_EQ(edit_distance("a\xFF", "a"), 1U);
}

TEST(EditDistance, is_symmetric_and_bounded_by_the_longer_word) {
  rc::check([] {
    const auto left = *rc::gen::container<std::string>(rc::gen::inRange('a', 'e'));
    const auto right = *rc::gen::container<std::string>(rc::gen::inRange('a', 'e'));
    const std::size_t distance = edit_distance(left, right);
    RC_ASSERT(distance == edit_distance(right, left));
    RC_ASSERT(distance <= std::max(left.size(), right.size()));
    RC_ASSERT((distance == 0) == (left == right));
  });
}

TEST(Closest, finds_the_word_that_was_meant) {
  const std::vector<std::string> names{"received",  "verifying", "decided",
                                       "withdrawn", "closed",    "so-noi-vu"};
  EXPECT_EQ(closest("recieved", names), "received");
  EXPECT_EQ(closest("Verifying", names), "verifying");
  EXPECT_EQ(closest("so_noi_vu", names), "so-noi-vu");
  EXPECT_EQ(closest("close", names), "closed");
  EXPECT_EQ(closest("archived", names), std::nullopt);
  EXPECT_EQ(closest("", names), std::nullopt);
  EXPECT_EQ(closest("x", {}), std::nullopt);
  EXPECT_EQ(closest(std::string(100'000, 'x'), names), std::nullopt);
}

TEST(Closest, takes_the_first_of_equally_near_words) {
  EXPECT_EQ(closest("ab", {"ac", "ad"}), "ac");
  EXPECT_EQ(did_you_mean("ab", {"ac"}), "did you mean `ac`?");
  EXPECT_EQ(did_you_mean("abc", {"xyz"}), "");
}

}  // namespace
}  // namespace dunghan::definition
