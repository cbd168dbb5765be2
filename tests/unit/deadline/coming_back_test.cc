// A deadline whose state was left and came back by history: the time away does not count.
#include <gtest/gtest.h>

#include "tests/unit/deadline/rules.h"

namespace dunghan::deadline {
namespace {

TEST(ComingBack, goes_on_with_what_was_left_whatever_the_end_was) {
  for (const auto ended : {OperationKind::stop, OperationKind::cancel}) {
    // Three of ten days were used when it ended on the 6th; the 7th to the 10th do not count.
    const std::vector<Operation> operations{start("2024-06-03", "10 days"),
                                            operation(ended, "2024-06-06"),
                                            operation(OperationKind::come_back, "2024-06-10")};
    const auto state = fold_all(operations, civil_code());
    ASSERT_TRUE(state.has_value());
    EXPECT_EQ(state->status, Status::running);
    EXPECT_EQ(to_text(state->due->due_on), "2024-06-17");
    EXPECT_EQ(state->suspended_days, 4);
    EXPECT_EQ(state->times_suspended, 0);
    EXPECT_FALSE(state->ended_at.has_value());
    EXPECT_FALSE(state->late || state->early);
  }
}

TEST(ComingBack, again_and_again_adds_up_and_what_is_recorded_late_finds_its_place) {
  std::vector<Operation> operations{start("2024-06-03", "10 days"),
                                    operation(OperationKind::stop, "2024-06-06"),
                                    operation(OperationKind::come_back, "2024-06-10"),
                                    operation(OperationKind::stop, "2024-06-12"),
                                    operation(OperationKind::come_back, "2024-06-13")};
  EXPECT_EQ(to_text(fold_all(operations, civil_code())->due->due_on), "2024-06-18");
  // A suspension within the second run, typed in at last: the 12th is free besides.
  operations.insert(operations.begin() + 3, suspend("2024-06-11"));
  operations.insert(operations.begin() + 4, resume("2024-06-12"));
  EXPECT_EQ(to_text(fold_all(operations, civil_code())->due->due_on), "2024-06-19");
}

TEST(ComingBack, of_what_has_not_ended_is_refused) {
  const std::vector<Operation> operations{start("2024-06-03", "10 days"),
                                          operation(OperationKind::come_back, "2024-06-10")};
  const auto state = fold_all(operations, civil_code());
  ASSERT_FALSE(state.has_value());
  EXPECT_EQ(state.error().reason, "impossible_order");
}

}  // namespace
}  // namespace dunghan::deadline
