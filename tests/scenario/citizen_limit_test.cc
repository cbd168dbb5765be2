// What the law leaves open is read for the citizen: Saturday 4 May 2024 was worked for Monday
// 29 April, and whether it is a day off as a last day no law says.
#include "tests/scenario/office_fixture.h"

namespace dunghan::test {
namespace {

class CitizenLimit : public OfficeTest {};

TEST_F(CitizenLimit, takes_the_latest_reading_where_the_office_works_to_the_prevailing_one) {
  now("2024-04-24T09:00");
  ASSERT_EQ(outcome(open("appeal", "p-0303", {})), "ok");
  EXPECT_EQ(due_on("reply"), "2024-05-04");
  EXPECT_EQ(due_on("appeal"), "2024-05-06");
}

TEST_F(CitizenLimit, is_the_same_as_the_offices_where_nothing_is_open) {
  now("2024-06-03T09:00");
  ASSERT_EQ(outcome(open("appeal", "p-0303", {})), "ok");
  EXPECT_EQ(due_on("reply"), "2024-06-13");
  EXPECT_EQ(due_on("appeal"), "2024-06-13");
}

// Heard from Monday 3 June 2024, ten days: Thursday 13 June; what follows is held until the 18th.
class HeardAgain : public OfficeTest {
 protected:
  void SetUp() override {
    OfficeTest::SetUp();
    now("2024-06-03T09:00");
    ASSERT_EQ(outcome(open("heard-again", "p-0303", {})), "ok");
    ASSERT_EQ(outcome(send("hear", "p-0301")), "ok");
    ASSERT_EQ(due_on("views"), "2024-06-13");
  }
  std::string heard(const std::string& on) {
    return outcome(send("heard", "p-0301", {{"heard_on", Value(*parse_date(on))}}));
  }
};

TEST_F(HeardAgain, who_is_late_meets_what_was_held_and_a_new_hearing_is_not_cut_off) {
  now("2024-06-14T09:00");
  EXPECT_EQ(heard("2024-06-14"), "ok") << "too late: the hearing was over with the 13th";
  ASSERT_EQ(outcome(send("hear", "p-0301")), "ok");
  now("2024-06-19T09:00");
  ASSERT_TRUE(service_->fire_due_timers(100));
  EXPECT_EQ(heard("2024-06-19"), "ok");
  EXPECT_EQ(deadline("views").status, deadline::Status::met);
}

TEST_F(HeardAgain, who_was_in_time_and_is_typed_in_late_was_in_time) {
  now("2024-06-14T09:00");
  EXPECT_EQ(heard("2024-06-13"), "ok");
  EXPECT_EQ(deadline("views").status, deadline::Status::met);
  EXPECT_FALSE(deadline("views").late);
}

}  // namespace
}  // namespace dunghan::test
