// What conditions look at, and the values that are tried for fields because of it.
#include <gtest/gtest.h>

#include "engine/verify/domains.h"
#include "engine/verify/reads.h"
#include "tests/unit/verify/verify_fixture.h"

namespace dunghan::verify {
namespace {

const std::string body = R"(
data:
  rounds: { type: int, default: 0 }
  kind:   { type: choice, of: [ a, b, c ], default: a }
  marks:  { type: choices, of: [ m1, m2, m3, m4 ] }
  note:   { type: text, default: "" }
  met_on: { type: date }
deadlines:
  check: { title: Check, within: 5 days, start: { enter: open }, stop: { enter: closed }, owner: handler, basis: policy }
states:
  open:
    initial: true
    on:
      one:   { to: closed, by: head, when: "data.rounds >= 3 && deadlines.check.status == 'running'" }
      two:   { to: closed, by: head, when: "in_time('check') && size(data.marks) >= 2" }
      three: { to: closed, by: head, when: "has(data.met_on) && data.met_on <= today" }
      four:  { to: closed, by: head, when: "case.unit == 'so-a' || event.sum > 7", needs: { sum: int } }
      five:  { to: closed, by: head }
  closed: { final: true }
)";

const definition::Transition& event(const Tried& tried, const std::string& name) {
  for (const auto& transition : tried.procedure().definition().states[1].on) {
    if (transition.event == name) return transition;
  }
  ADD_FAILURE() << name;
  return tried.procedure().definition().states[1].on.front();
}

Reads reads_of_event(const Tried& tried, const std::string& name) {
  return reads_of(*event(tried, name).when, tried.procedure().definition());
}

using Names = std::set<std::string>;

TEST(Reads, fields_deadlines_and_values_are_found_where_a_condition_names_them) {
  const Tried tried(with_head(body));
  const Reads one = reads_of_event(tried, "one");
  EXPECT_EQ(one.fields, Names{"rounds"});
  ASSERT_TRUE(one.deadlines.contains("check"));
  EXPECT_EQ(one.deadlines.at("check"), Names{"status"});
  EXPECT_FALSE(one.timed);
  EXPECT_NE(std::find(one.literals.begin(), one.literals.end(), Value(3)), one.literals.end());
}

TEST(Reads, in_time_asks_for_the_deadline_and_the_time) {
  const Tried tried(with_head(body));
  const Reads two = reads_of_event(tried, "two");
  EXPECT_EQ(two.deadlines.at("check"), Names{"in_time"});
  EXPECT_TRUE(two.timed);
  EXPECT_FALSE(two.only("marks"));
}

TEST(Reads, a_date_is_looked_at_with_the_time) {
  const Tried tried(with_head(body));
  EXPECT_TRUE(reads_of_event(tried, "three").timed);
}

TEST(Reads, fields_of_the_event_and_the_unit_are_kept_apart_from_the_data) {
  const Tried tried(with_head(body));
  const Reads four = reads_of_event(tried, "four");
  EXPECT_TRUE(four.fields.empty());
  EXPECT_EQ(four.of_event, Names{"sum"});
  EXPECT_TRUE(four.unit);
}

class DomainsTest : public testing::Test {
 protected:
  DomainsTest()
      : tried_(with_head(body)),
        liveness_(tried_.procedure(), std::vector<bool>(tried_.procedure().deadlines().size())),
        domains_(tried_.subject(), liveness_) {}

  std::vector<Value> values(const std::string& field) {
    return domains_.values(*tried_.procedure().definition().field(field), make_date(2025, 3, 3));
  }

  Tried tried_;
  Liveness liveness_;
  Domains domains_;
};

TEST_F(DomainsTest, a_number_is_tried_below_at_and_above_what_is_named) {
  const auto numbers = values("rounds");
  for (const int number : {2, 3, 4})
    EXPECT_NE(std::find(numbers.begin(), numbers.end(), Value(number)), numbers.end()) << number;
}

TEST_F(DomainsTest, choices_are_tried_by_size_up_to_one_more_than_is_named) {
  std::set<std::size_t> sizes;
  for (const Value& value : values("marks")) sizes.insert(value.as_list().size());
  EXPECT_EQ(sizes, (std::set<std::size_t>{0, 1, 2, 3}));
}

TEST_F(DomainsTest, each_choice_is_tried_and_what_nothing_asks_for_has_one_sample) {
  EXPECT_EQ(values("kind").size(), 3U);
  EXPECT_EQ(values("note").size(), 1U);
  EXPECT_FALSE(domains_.matters("note"));
}

}  // namespace
}  // namespace dunghan::verify
