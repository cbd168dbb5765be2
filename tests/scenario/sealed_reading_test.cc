// Who may read what is sealed, and that each reading is on record first.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/service/read_sealed.h"
#include "tests/scenario/office_fixture.h"

namespace dunghan::test {
namespace {

class SealedReading : public OfficeTest {
 protected:
  void SetUp() override {
    OfficeTest::SetUp();
    now("2024-04-26T09:00");
    ASSERT_TRUE(open("complaint-first-instance", "p-0303",
                     {{"subject", Value("Khiếu nại mẫu")},
                      {"complainant", Value(Map{{"name", Value("Công dân mẫu")}})}}));
  }
  [[nodiscard]] Result<Map> read_as(const std::string& person) {
    static_cast<void>(current());
    return service::read_sealed(*service_, *loaded_, {cases::Actor::Kind::person, person});
  }
  [[nodiscard]] std::vector<ports::EventRecord> readings() {
    return store_->events(ports::StreamKind::access, current().id.value).value();
  }
};

TEST_F(SealedReading, a_bearer_of_a_named_role_reads_it_and_the_reading_is_on_record) {
  const auto opened = read_as("p-0303");  // reception of this unit
  ASSERT_TRUE(opened) << opened.error().message;
  const Value* complainant = find(*opened, "complainant");
  ASSERT_NE(complainant, nullptr);
  EXPECT_EQ(find(complainant->as_map(), "name")->as_string(), "Công dân mẫu");
  const auto readings_now = readings();
  ASSERT_EQ(readings_now.size(), 1U);
  EXPECT_EQ(readings_now[0].kind, "sealed_read");
  EXPECT_EQ(readings_now[0].actor, "p-0303");
  EXPECT_EQ(readings_now[0].recorded_at, at("2024-04-26T09:00"));
  EXPECT_EQ(find(readings_now[0].facts, "fields")->as_list(), List{Value("complainant")});
  ASSERT_TRUE(read_as("p-0301"));  // the head
  EXPECT_EQ(readings().size(), 2U);
}

TEST_F(SealedReading, others_and_nobody_see_nothing_and_leave_no_trace) {
  // A clerk of the same unit, the reception of another, a person who does not exist, no name.
  for (const char* person : {"p-0307", "p-0903", "nobody", ""}) {
    const auto opened = read_as(person);
    ASSERT_TRUE(opened) << person;
    EXPECT_TRUE(opened->empty()) << person;
  }
  EXPECT_TRUE(readings().empty());
}

TEST_F(SealedReading, what_was_opened_takes_the_place_of_what_was_sealed_and_nothing_else) {
  const Map opened = read_as("p-0303").value();
  const Map shown = service::with_opened(current().data, opened);
  ASSERT_EQ(shown.size(), current().data.size());
  EXPECT_EQ(find(shown, "complainant")->kind(), ValueKind::map);
  EXPECT_EQ(*find(shown, "subject"), *find(current().data, "subject"));
  EXPECT_EQ(find(current().data, "complainant")->kind(), ValueKind::sealed);
}

}  // namespace
}  // namespace dunghan::test
