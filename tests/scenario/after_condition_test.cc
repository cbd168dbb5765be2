// What an `after` does when its time has come and its condition says no; what a late act leaves
// behind that began after it.
#include "tests/scenario/office_fixture.h"

#include <gmock/gmock.h>

namespace dunghan::test {
namespace {

using ::testing::Contains;
using ::testing::Not;

class AfterCondition : public OfficeTest {
 protected:
  // Monday; two days are Wednesday, seven are the Monday after.
  void open_closing() {
    now("2024-06-03T09:00");
    ASSERT_EQ(outcome(open("closing", "p-0303", {})), "ok");
  }
  void pass_until(const std::string& text) { ASSERT_TRUE(office_->advance_to(at(text))); }
};

TEST_F(AfterCondition, an_after_whose_condition_does_not_hold_is_let_pass_and_the_next_is_drawn) {
  open_closing();
  pass_until("2024-06-06T09:00");
  EXPECT_EQ(state(), "waiting");
  pass_until("2024-06-11T09:00");
  EXPECT_EQ(state(), "given_up");
}

TEST_F(AfterCondition, an_after_whose_condition_holds_when_its_time_has_come_is_drawn) {
  open_closing();
  pass_until("2024-06-05T09:00");
  EXPECT_EQ(outcome(send("agree", "p-0303")), "ok");
  pass_until("2024-06-06T00:01");
  EXPECT_EQ(state(), "over");
}

TEST_F(AfterCondition, what_has_come_to_pass_is_not_asked_again) {
  open_closing();
  pass_until("2024-06-06T09:00");
  EXPECT_EQ(outcome(send("agree", "p-0303")), "ok");
  pass_until("2024-06-08T09:00");
  EXPECT_EQ(state(), "waiting");
}

TEST_F(AfterCondition, a_condition_that_cannot_be_answered_counts_as_no_and_is_on_record) {
  open_closing();
  EXPECT_EQ(outcome(send("zero", "p-0303")), "ok");
  EXPECT_THAT(event_kinds(), Not(Contains("incident_raised")));
  pass_until("2024-06-20T09:00");
  EXPECT_EQ(state(), "waiting");
  EXPECT_THAT(event_kinds(), Contains("incident_raised"));
}

TEST_F(AfterCondition, what_began_after_a_late_act_that_leaves_it_is_cancelled_where_it_began) {
  open_closing();
  now("2024-06-05T10:00");
  EXPECT_EQ(outcome(send("ask", "p-0303")), "ok");
  now("2024-06-06T09:00");
  EXPECT_EQ(outcome(send("close", "p-0303", {}, "2024-06-04")), "ok");
  EXPECT_EQ(state(), "over");
  EXPECT_EQ(deadline("answer").status, deadline::Status::cancelled);
  EXPECT_EQ(deadline("answer").ended_at, deadline("answer").started_at);
  EXPECT_FALSE(deadline("answer").late);
}

}  // namespace
}  // namespace dunghan::test
