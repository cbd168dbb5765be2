// What lint must not complain of: steps of `always` that end, stops that come by a way round,
// conditions that only look as if one covered the other. What it must find stands in
// tests/golden/definitions/faults/slips.yaml.
#include <gmock/gmock.h>

#include "tests/unit/definition/definition_text.h"

namespace dunghan::definition {
namespace {

std::vector<std::string> codes_of(const std::string& text, const Surroundings& around = {}) {
  std::vector<std::string> codes;
  for (const Issue& issue : compiled(text, around).issues) codes.push_back(issue.code);
  return codes;
}

const std::string data_text =
    "data: { urgent: { type: bool, default: false }, rounds: { type: int, default: 0 } }\n";

std::vector<std::string> codes_of_states(const std::string& states) {
  return codes_of(head_text + data_text + "states:\n" + states + "  closed: { final: true }\n");
}

TEST(Lint, steps_that_end_are_no_loop) {
  // The condition stops holding on the way.
  EXPECT_THAT(codes_of_states("  open: { initial: true, on: { go: { to: one, by: head } } }\n"
                              "  one: { always: [ { to: two, when: data.rounds < 3, set: { rounds: "
                              "\"= data.rounds + 1\" } }, { to: closed } ] }\n"
                              "  two: { always: { to: one } }\n"),
              testing::IsEmpty());
  // Each step has a condition of its own.
  EXPECT_THAT(codes_of_states("  open: { initial: true, on: { go: { to: one, by: head } } }\n"
                              "  one: { always: { to: two, when: data.urgent }, on: { end: { to: "
                              "closed, by: head } } }\n"
                              "  two: { always: { to: one, when: \"!data.urgent\" } }\n"),
              testing::IsEmpty());
  // It ends the case.
  EXPECT_THAT(codes_of(head_text + data_text + "always: { to: closed, when: data.rounds > 9 }\n" +
                       two_states_text),
              testing::IsEmpty());
  // What is entered inside leads out before the step of the whole is asked again.
  EXPECT_THAT(codes_of_states("  open: { initial: true, on: { go: { to: outer, by: head } } }\n"
                              "  outer:\n    always: { to: inner }\n    states:\n"
                              "      first: { initial: true }\n"
                              "      inner: { always: { to: closed } }\n"),
              testing::IsEmpty());
  // A condition on where the case stands changes with each step.
  EXPECT_THAT(codes_of_states("  open: { initial: true, on: { go: { to: one, by: head } } }\n"
                              "  one: { always: { to: two, when: \"in('one')\" } }\n"
                              "  two: { always: { to: one, when: \"in('one')\" }, on: { end: { to: "
                              "closed, by: head } } }\n"),
              testing::IsEmpty());
}

std::vector<std::string> codes_of_deadline(const std::string& triggers, const std::string& states) {
  return codes_of(head_text +
                  "deadlines:\n  limit: { within: 10 days, owner: head, basis: LKN Điều 1, " +
                  triggers + " }\nstates:\n" + states);
}

TEST(Lint, a_stop_that_comes_by_a_way_round_is_no_fault) {
  const std::string line =
      "  first: { initial: true, on: { go: { to: second, by: head } } }\n"
      "  second: { on: { go_on: { to: third, by: head }, back: { to: first, by: head } } }\n"
      "  third: { on: { end: { to: closed, by: head } } }\n  closed: { final: true }\n";
  for (const char* triggers :
       {"start: { enter: first }, stop: { enter: third }",
        "start: { enter: second }, stop: { leave: second }",
        "start: { enter: second }, stop: { enter: first }",
        "start: { leave: first }, stop: { event: end }",
        "start: { event: go }, stop: { enter: third }",
        "start: { enter: first }, stop: { enter: first }",
        "start: { enter: third }, stop: [ { enter: first }, { enter: closed } ]"}) {
    EXPECT_THAT(codes_of_deadline(triggers, line), testing::IsEmpty()) << triggers;
  }
  for (const char* triggers : {"start: { enter: third }, stop: { enter: second }",
                               "start: { enter: third }, stop: { event: go }",
                               "start: { enter: third }, stop: { enter: third }",
                               "start: { leave: third }, stop: { leave: first }"}) {
    EXPECT_THAT(codes_of_deadline(triggers, line), testing::ElementsAre("E0112")) << triggers;
  }
}

TEST(Lint, a_stop_may_come_from_beside_or_by_the_passing_of_time) {
  EXPECT_THAT(codes_of_deadline(
                  "start: { enter: asked }, stop: { enter: heard }",
                  "  both:\n    initial: true\n    parallel:\n"
                  "      left:\n        states:\n          asking: { initial: true, on: { ask: { "
                  "to: asked, by: head } } }\n          asked: { final: true }\n"
                  "      right:\n        states:\n          waiting: { initial: true, on: { hear: "
                  "{ to: heard, by: head } } }\n          heard: { final: true }\n"
                  "    done: { to: closed }\n  closed: { final: true }\n"),
              testing::IsEmpty());
  EXPECT_THAT(codes_of_deadline("start: { enter: first }, stop: { enter: second }",
                                "  first: { initial: true, after: { 3 days: { to: second } } }\n"
                                "  second: { on: { end: { to: closed, by: head } } }\n"
                                "  closed: { final: true }\n"),
              testing::IsEmpty());
}

TEST(Lint, a_post_counts_as_held_where_anybody_holds_it) {
  Surroundings around;
  around.posts = {"clerk", "head"};
  around.units = {"office"};
  EXPECT_THAT(codes_of(head_text + two_states_text, around), testing::IsEmpty()) << "unknown";
  around.held = {{"office", "clerk"}, {"office", "head"}};
  EXPECT_THAT(codes_of(head_text + two_states_text, around), testing::IsEmpty());
  around.held = {{"office", "clerk"}};
  EXPECT_THAT(codes_of(head_text + two_states_text, around), testing::ElementsAre("E0113"));
}

// Found by tests/fuzz: a name that is none was told twice, the second time with nothing underlined.
TEST(Lint, what_is_no_name_is_told_once_and_underlined) {
  const std::string triggers =
      "inside: { leave: open }, start: { enter: open }, stop: { enter: closed }";
  const Compiled result =
      compiled(head_text + "deadlines:\n  limit: { within: 10 days, owner: head, basis: LKN, " +
               triggers + " }\n" + two_states_text);
  ASSERT_EQ(result.issues.size(), 1U) << lines(result.issues);
  EXPECT_EQ(result.issues.front().code, "E0050");
  EXPECT_GE(result.issues.front().length, 1);
}

}  // namespace
}  // namespace dunghan::definition
