// A state that comes back by history brings its work with it: the same tasks with the same people,
// and its limits with what was left of them. Monday 3 June 2024; no holidays that month.
#include <algorithm>

#include "tests/scenario/office_fixture.h"

namespace dunghan::test {
namespace {

using cases::TaskInstance;
using deadline::Status;

constexpr const char* reception = "p-0303";
constexpr const char* head = "p-0301";

class Coming : public OfficeTest {
 protected:
  /// Drafting since the 3rd, paused on the 6th.
  void SetUp() override {
    OfficeTest::SetUp();
    now("2024-06-03T09:00");
    ASSERT_EQ(outcome(open("returns", reception, {})), "ok");
    act("checked", "2024-06-03T10:00");
    act("pause", "2024-06-06T09:00");
  }
  void act(const char* event, const char* when, const char* who = reception) {
    now(when);
    const auto answer = send(event, who);
    ASSERT_EQ(outcome(answer), "ok") << event << ": " << answer.error().message;
  }
  TaskInstance::Status task(const char* key) { return current().task(key)->status; }
  std::size_t tasks() { return current().tasks.size(); }
};

TEST_F(Coming, back_finds_the_same_tasks_with_the_same_people) {
  EXPECT_EQ(task("draft"), TaskInstance::Status::cancelled);
  const std::string assignee = current().task("draft")->assignee;
  act("back", "2024-06-10T09:00");
  EXPECT_EQ(state(), "drafting");
  EXPECT_EQ(tasks(), 2U);
  EXPECT_EQ(task("draft"), TaskInstance::Status::open);
  EXPECT_EQ(task("read"), TaskInstance::Status::open);
  EXPECT_EQ(current().task("draft")->assignee, assignee);
  EXPECT_FALSE(current().task("draft")->ended_at.has_value());
}

TEST_F(Coming, back_goes_on_with_what_was_left_of_each_limit) {
  act("back", "2024-06-10T09:00");
  // Of the 10 days from the 3rd three were used, the 4th to the 6th; four were away, the 7th to
  // the 10th.
  EXPECT_EQ(due_on("paper"), "2024-06-17");
  EXPECT_EQ(deadline("paper").status, Status::running);
  EXPECT_EQ(deadline("paper").times_suspended, 0);
  EXPECT_EQ(due_on("draft"), "2024-06-17");
  EXPECT_EQ(current().deadlines.size(), 3U);
  // The 20 days from the 3rd would have ended on Sunday the 23rd, rolled to the 24th; they now end
  // on Thursday the 27th.
  now("2024-06-27T23:00");
  ASSERT_TRUE(service_->fire_due_timers(100));
  EXPECT_EQ(state(), "drafting");
  now("2024-06-28T00:00");
  ASSERT_TRUE(service_->fire_due_timers(100));
  EXPECT_EQ(state(), "expired");
}

TEST_F(Coming, back_leaves_alone_what_was_finished_before) {
  act("back", "2024-06-10T09:00");
  act("drafted", "2024-06-11T09:00");
  act("pause", "2024-06-12T09:00");
  act("back", "2024-06-13T09:00");
  EXPECT_EQ(task("draft"), TaskInstance::Status::completed);
  EXPECT_EQ(task("read"), TaskInstance::Status::open);
  EXPECT_EQ(deadline("draft").status, Status::met);
  EXPECT_EQ(due_on("paper"), "2024-06-18");  // one more day away, the 13th
}

TEST_F(Coming, back_afresh_begins_everything_anew) {
  act("afresh", "2024-06-10T09:00");
  EXPECT_EQ(state(), "drafting");
  EXPECT_EQ(tasks(), 4U);
  EXPECT_EQ(task("draft"), TaskInstance::Status::cancelled);
  EXPECT_EQ(task("draft#2"), TaskInstance::Status::open);
  EXPECT_EQ(due_on("paper"), "2024-06-20");
}

TEST_F(Coming, back_one_level_enters_the_rest_by_default) {
  act("shallow", "2024-06-10T09:00");
  EXPECT_EQ(state(), "drafting");  // the level below `working` is the last one here
  EXPECT_EQ(due_on("paper"), "2024-06-17");
}

TEST_F(Coming, back_to_a_state_without_an_inside_finds_its_work_too) {
  act("to_desk", "2024-06-10T09:00");
  EXPECT_EQ(state(), "drafting");
  EXPECT_EQ(tasks(), 2U);
  EXPECT_EQ(task("draft"), TaskInstance::Status::open);
  EXPECT_EQ(due_on("paper"), "2024-06-17");
}

TEST_F(Coming, back_to_a_state_that_was_never_left_begins_it) {
  ASSERT_EQ(outcome(open("returns", reception, {})), "ok");
  act("pause", "2024-06-06T10:00");
  act("to_desk", "2024-06-10T09:00");
  EXPECT_EQ(state(), "drafting");
  EXPECT_EQ(task("draft"), TaskInstance::Status::open);
  EXPECT_EQ(due_on("paper"), "2024-06-20");
}

TEST_F(Coming, back_is_counted_alike_when_the_case_is_read_again) {
  act("back", "2024-06-10T09:00");
  const auto before = current();
  loaded_.reset();
  EXPECT_EQ(current().deadlines.size(), before.deadlines.size());
  EXPECT_EQ(due_on("paper"), "2024-06-17");
  act("seen", "2024-06-11T09:00", head);
  EXPECT_EQ(task("read"), TaskInstance::Status::completed);
}

}  // namespace
}  // namespace dunghan::test
