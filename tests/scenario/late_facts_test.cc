// The table of the semantics page, row by row: what happened on one day and is typed in on another.
// The limit of `pay` ends with Tuesday 25 June 2024; its consequence waits three working days,
// until 24:00 of Friday 28 June.
#include <algorithm>

#include "tests/scenario/office_fixture.h"

namespace dunghan::test {
namespace {

using deadline::Status;

class LateFacts : public OfficeTest {
 protected:
  void SetUp() override {
    OfficeTest::SetUp();
    now("2024-06-20T09:00");
    ASSERT_EQ(outcome(open("pay", "p-0303", {})), "ok");
    ASSERT_EQ(due_on("pay_or_appeal"), "2024-06-25");
  }
  bool has_event(const std::string& kind) {
    const auto kinds = event_kinds();
    return std::find(kinds.begin(), kinds.end(), kind) != kinds.end();
  }
};

TEST_F(LateFacts, paid_and_recorded_on_the_last_day_is_in_time) {
  now("2024-06-25T16:00");
  ASSERT_EQ(outcome(send("payment", "p-0303")), "ok");
  EXPECT_EQ(state(), "paid");
  EXPECT_EQ(deadline("pay_or_appeal").status, Status::met);
  EXPECT_FALSE(deadline("pay_or_appeal").late);
  EXPECT_FALSE(has_event("deadline_overdue"));
}

TEST_F(LateFacts, paid_in_time_and_recorded_within_the_grace_meets_the_unchanged_state) {
  now("2024-06-27T10:00");
  ASSERT_EQ(outcome(send("payment", "p-0303", {}, "2024-06-25")), "ok");
  EXPECT_EQ(state(), "paid");
  EXPECT_EQ(deadline("pay_or_appeal").status, Status::met);
  EXPECT_FALSE(deadline("pay_or_appeal").late);
  EXPECT_FALSE(has_event("consequence_drawn"));
}

TEST_F(LateFacts, a_fired_timer_stays_on_record_and_is_cleared_by_an_act_in_time) {
  now("2024-06-26T08:00");
  ASSERT_TRUE(service_->fire_due_timers(100));
  ASSERT_TRUE(has_event("deadline_overdue"));
  now("2024-06-27T10:00");
  ASSERT_EQ(outcome(send("payment", "p-0303", {}, "2024-06-25")), "ok");
  EXPECT_TRUE(has_event("deadline_cleared"));
  EXPECT_FALSE(deadline("pay_or_appeal").late);
  EXPECT_EQ(state(), "paid");
}

TEST_F(LateFacts, paid_at_midnight_of_the_day_after_is_late_and_meets_the_consequence) {
  now("2024-06-26T09:00");
  ASSERT_EQ(outcome(send("payment", "p-0303", {}, "2024-06-26")), "ok");
  EXPECT_EQ(state(), "paid_late");
  EXPECT_TRUE(deadline("pay_or_appeal").late);
  EXPECT_TRUE(has_event("consequence_drawn"));
}

TEST_F(LateFacts, paid_in_time_but_recorded_after_the_consequence_is_heard_by_the_penalised_state) {
  now("2024-07-01T08:00");
  ASSERT_TRUE(service_->fire_due_timers(100));
  ASSERT_EQ(state(), "penalised");
  now("2024-07-08T09:00");
  ASSERT_EQ(outcome(send("payment", "p-0303", {}, "2024-06-25")), "ok");
  EXPECT_EQ(state(), "paid");
  EXPECT_FALSE(deadline("pay_or_appeal").late);
}

TEST_F(LateFacts, downtime_is_invisible_a_due_timer_fires_before_the_later_act) {
  // No timer fired while the service was down; the payment of Wednesday is recorded on Thursday.
  now("2024-06-27T11:00");
  ASSERT_EQ(outcome(send("payment", "p-0303", {}, "2024-06-26T10:00")), "ok");
  EXPECT_TRUE(deadline("pay_or_appeal").late);
  EXPECT_EQ(state(), "paid_late");
  const auto records = store_->events(ports::StreamKind::cases, current().id.value);
  const auto overdue = std::find_if(records->begin(), records->end(), [](const auto& record) {
    return record.kind == "deadline_overdue";
  });
  ASSERT_NE(overdue, records->end());
  EXPECT_EQ(overdue->occurred_at,
            at("2024-06-26T00:00"));  // dated the moment of expiry, however late it was written
}

TEST_F(LateFacts, the_consequence_is_drawn_at_the_end_of_the_grace_and_dated_the_expiry) {
  now("2024-06-28T23:59");
  ASSERT_TRUE(service_->fire_due_timers(100));
  EXPECT_EQ(state(), "notified");
  now("2024-06-29T00:00");
  ASSERT_TRUE(service_->fire_due_timers(100));
  EXPECT_EQ(state(), "penalised");
  EXPECT_EQ(current().last_act_at, at("2024-06-26T00:00"));
}

TEST_F(LateFacts, an_act_before_the_opening_is_refused) {
  now("2024-06-21T09:00");
  EXPECT_EQ(outcome(send("payment", "p-0303", {}, "2024-06-19")), "before_opening");
}

TEST_F(LateFacts, an_act_in_the_future_is_refused) {
  now("2024-06-21T09:00");
  EXPECT_EQ(outcome(send("payment", "p-0303", {}, "2024-06-22")), "in_the_future");
  EXPECT_EQ(outcome(send("payment", "p-0303", {}, "2024-06-21T09:01")), "in_the_future");
}

}  // namespace
}  // namespace dunghan::test
