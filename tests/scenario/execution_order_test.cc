// The order of what follows from one act, as the semantics page states it: actions by kind, guards
// that err, regions that are not there, completions behind what was raised, tasks of the case that
// outlast its end.
#include <algorithm>

#include "tests/scenario/office_fixture.h"

namespace dunghan::test {
namespace {

constexpr const char* reception = "p-0303";
constexpr const char* head = "p-0301";

class ExecutionOrder : public OfficeTest {
 protected:
  void SetUp() override {
    OfficeTest::SetUp();
    now("2024-06-03T09:00");
    ASSERT_EQ(outcome(open("order", reception, {})), "ok");
  }
  void act(const char* event) {
    const auto answer = send(event, reception);
    ASSERT_EQ(outcome(answer), "ok") << event << ": " << answer.error().message;
  }
  std::string trail() { return find(current().data, "trail")->as_string(); }
  std::ptrdiff_t count_of(const std::string& kind) {
    const auto kinds = event_kinds();
    return std::count(kinds.begin(), kinds.end(), kind);
  }
};

TEST_F(ExecutionOrder, fields_are_set_before_an_event_is_raised_however_they_are_written) {
  act("mark");
  act("mark");
  EXPECT_EQ(trail(), "marked 1;marked 2;");
}

TEST_F(ExecutionOrder, a_guard_that_errs_refuses_the_act_and_does_not_let_the_next_one_pass) {
  act("divide");
  EXPECT_EQ(trail(), "small;");
  act("zero");
  EXPECT_EQ(outcome(send("divide", reception)), "guard_failed");
  EXPECT_EQ(trail(), "small;");
}

TEST_F(ExecutionOrder, a_region_whose_condition_does_not_hold_is_not_entered_and_not_waited_for) {
  act("inspect");
  EXPECT_EQ(state(), "visit");
  act("seen");
  EXPECT_EQ(state(), "finished");
}

TEST_F(ExecutionOrder, a_region_whose_condition_holds_is_waited_for) {
  act("with_papers");
  act("inspect");
  EXPECT_EQ(state(), "visit, reading");
  act("seen");
  EXPECT_EQ(state(), "site_over, reading");
  act("read");
  EXPECT_EQ(state(), "finished");
}

TEST_F(ExecutionOrder, what_was_raised_is_heard_before_the_completion_that_followed_it) {
  act("inspect");
  act("seen");
  EXPECT_EQ(trail(), "said;done;");
}

TEST_F(ExecutionOrder, a_state_that_is_over_as_soon_as_it_is_entered_is_left_at_once) {
  act("finish_at_once");
  EXPECT_EQ(state(), "open");
  EXPECT_EQ(trail(), "brief over;");
  act("finish_at_once");  // and every time anew
  EXPECT_EQ(trail(), "brief over;brief over;");
}

TEST_F(ExecutionOrder, a_period_in_hours_that_ran_out_is_not_taken_back_by_its_own_transition) {
  act("wait");
  now("2024-06-05T10:00");
  ASSERT_TRUE(service_->fire_due_timers(100));
  EXPECT_EQ(state(), "finished");
  EXPECT_EQ(count_of("deadline_overdue"), 1);
  EXPECT_EQ(count_of("deadline_cleared"), 0);
}

TEST_F(ExecutionOrder, a_task_of_the_case_is_finished_by_its_event_after_the_last_state_too) {
  act("stop");
  EXPECT_EQ(state(), "finished");
  EXPECT_FALSE(current().closed_at.has_value());
  EXPECT_EQ(outcome(send("mark", reception)), "case_ended");
  EXPECT_EQ(outcome(send("archived", head)), "not_permitted");
  act("archived");
  EXPECT_TRUE(current().closed_at.has_value());
  EXPECT_EQ(current().latest_task("archive")->ended_by, reception);
  EXPECT_EQ(outcome(send("archived", reception)), "closed");
}

}  // namespace
}  // namespace dunghan::test
