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

}  // namespace
}  // namespace dunghan::test
