// Limits summed up within an outer one, held against a clerk who walks the same way with the
// calculator, day by day.
#include <gtest/gtest.h>

#include "engine/deadline/counting_rule.h"
#include "engine/verify/span_sum.h"
#include "tests/unit/verify/verify_fixture.h"

namespace dunghan::verify {
namespace {

struct Row {
  const char* outer;
  std::vector<const char*> inner;
};

std::string chain(const Row& row) {
  std::string text =
      "deadlines:\n  outer: { title: Outer, within: " + std::string(row.outer) +
      ", start: { enter: s0 }, stop: { enter: closed }, owner: head, basis: policy }\n";
  std::string states =
      "states:\n  received: { initial: true, on: { begin: { to: s0, by: reception } } }\n";
  for (std::size_t i = 0; i < row.inner.size(); ++i) {
    const std::string n = std::to_string(i);
    const std::string next = i + 1 == row.inner.size() ? "closed" : "s" + std::to_string(i + 1);
    text += "  d" + n + ": { title: D, within: " + row.inner[i] +
            ", inside: outer, start: { enter: s" + n + " }, stop: { leave: s" + n +
            " }, owner: handler, basis: policy }\n";
    states += "  s" + n + ": { on: { e" + n + ": { to: " + next + ", by: handler } } }\n";
  }
  return with_head(text + states + "  closed: { final: true }\n");
}

Instant last_moment(const deadline::Due& due) {
  return due.clock_type ? due.due_at : due.due_at - std::chrono::minutes{1};
}

/// How many days the chain ends after the outer limit; nothing where it fits.
std::optional<std::int64_t> walked(const Tried& tried, const Row& row, Date start) {
  const auto& calendar = tried.procedure().calendar();
  const auto& rule = tried.procedure().rule();
  Instant at = calendar.zone().start_of(start) + std::chrono::hours{8};
  const auto outer = deadline::due_after(rule, calendar, at, *parse_period(row.outer));
  for (const char* period : row.inner) {
    const auto due = deadline::due_after(rule, calendar, at, *parse_period(period));
    if (last_moment(*due) > last_moment(*outer)) return (due->due_on - outer->due_on).count();
    at = last_moment(*due);
  }
  return std::nullopt;
}

TEST(SpanSum, a_chain_of_limits_overruns_on_the_days_on_which_a_clerk_finds_that_it_does) {
  const Row rows[] = {{"30 days", {"10 working days", "8 working days"}},
                      {"30 days", {"20 days", "9 days"}},
                      {"30 days", {"10 days", "10 days", "5 days"}},
                      {"2 months", {"1 month", "20 working days"}},
                      {"20 working days", {"14 days", "2 weeks"}},
                      {"10 days", {"48 hours", "5 working days"}}};
  for (const Row& row : rows) {
    SCOPED_TRACE(std::string(row.outer) + " around " + row.inner.front());
    Tried tried(chain(row));
    const auto inner = containments(tried.procedure());
    ASSERT_EQ(inner.size(), 1U);
    Explorer explorer(tried.subject(), Bounds{},
                      {counted_in(tried.procedure(), inner), all_of(tried.procedure())});
    const Exploration found = explorer.explore();
    const SpanGraph graph = span_graph(found, inner[0]);
    SpanSum sum(tried.subject(), found, inner[0], graph, {});
    int overruns = 0, fits = 0;
    for (Date day = make_date(2024, 1, 1); day < make_date(2027, 1, 1);
         day += std::chrono::days{1}) {
      const auto overrun = sum.from(day);
      const auto expected = walked(tried, row, day);
      ASSERT_EQ(overrun.has_value(), expected.has_value()) << to_text(day);
      ++(overrun ? overruns : fits);
      EXPECT_EQ(overrun ? overrun->days() : 0, expected.value_or(0)) << to_text(day);
    }
    EXPECT_GT(overruns, 0);
    EXPECT_TRUE(sum.unlimited().empty());
    EXPECT_FALSE(sum.cut());
    EXPECT_EQ(overruns + fits, 1096);
  }
}

std::optional<Overrun> first_overrun(const std::string& text, const std::string& ground = {},
                                     std::set<int>* unlimited = nullptr) {
  Tried tried(text);
  const auto inner = containments(tried.procedure());
  if (inner.empty()) return std::nullopt;
  Explorer explorer(tried.subject(), Bounds{},
                    {counted_in(tried.procedure(), inner), all_of(tried.procedure())});
  const Exploration found = explorer.explore();
  const SpanGraph graph = span_graph(found, inner[0]);
  SpanSum sum(tried.subject(), found, inner[0], graph, ground);
  const auto overrun = sum.from(make_date(2025, 3, 3));
  if (unlimited != nullptr) *unlimited = sum.unlimited();
  return overrun;
}

const std::string standing = R"(
deadlines:
  outer:
    title: Outer
    within: 10 days
    start: { enter: first }
    stop: { enter: closed }
    owner: head
    basis: policy
    suspend: { asked: { while: waiting } }
  d1: { title: D, within: 6 days, inside: outer, start: { enter: first }, stop: { leave: first }, owner: handler, basis: policy }
  d2: { title: D, within: 2 days, inside: outer, start: { enter: second }, stop: { leave: second }, owner: handler, basis: policy }
states:
  received: { initial: true, on: { begin: { to: first, by: reception } } }
  first: { on: { ask: { to: waiting, by: handler } } }
  waiting: { on: { answered: { to: second, by: reception } } }
  second: { on: { written: { to: closed, by: handler } } }
  closed: { final: true }
)";

TEST(SpanSum, what_stands_still_needs_no_limit_of_its_own) {
  std::set<int> unlimited;
  EXPECT_FALSE(first_overrun(with_head(standing), {}, &unlimited).has_value());
  EXPECT_TRUE(unlimited.empty());
  std::string running = standing;
  const std::string clause = "    suspend: { asked: { while: waiting } }\n";
  running.erase(running.find(clause), clause.size());
  static_cast<void>(first_overrun(with_head(running), {}, &unlimited));
  EXPECT_EQ(unlimited.size(), 1U);
}

const std::string parallel = R"(
deadlines:
  outer: { title: Outer, within: 30 days, start: { enter: both }, stop: { enter: closed }, owner: head, basis: policy }
states:
  received: { initial: true, on: { begin: { to: both, by: reception } } }
  both:
    parallel:
      left:
        states:
          one: { initial: true, deadlines: { a: { title: A, within: 10 days, inside: outer, owner: handler, basis: policy } }, on: { one_done: { to: one_over, by: handler } } }
          one_over: { final: true }
      right:
        states:
          two: { initial: true, deadlines: { b: { title: B, within: 25 days, inside: outer, owner: head, basis: policy } }, on: { two_done: { to: two_over, by: head } } }
          two_over: { final: true }
    done: { to: closed }
  closed: { final: true }
)";

TEST(SpanSum, limits_that_run_side_by_side_are_not_added_but_the_longer_counts) {
  std::set<int> unlimited;
  EXPECT_FALSE(first_overrun(with_head(parallel), {}, &unlimited).has_value());
  EXPECT_TRUE(unlimited.empty());
  std::string longer = parallel;
  longer.replace(longer.find("25 days"), 7, "35 days");
  const auto overrun = first_overrun(with_head(longer));
  ASSERT_TRUE(overrun.has_value());
  EXPECT_EQ(to_text(overrun->inner_due), "2025-04-08");  // day 35 is the kings' day
  EXPECT_EQ(to_text(overrun->outer_due), "2025-04-02");
}

TEST(Containment, limits_of_the_case_count_where_they_say_so_those_of_what_is_passed_always) {
  Tried tried(with_head(R"(
deadlines:
  outer: { title: O, within: 30 days, start: { enter: one }, stop: { enter: closed }, owner: head, basis: policy }
  middle: { title: M, within: 20 days, inside: outer, start: { enter: one }, stop: { enter: closed }, owner: head, basis: policy }
  within: { title: W, within: 10 days, inside: middle, start: { enter: one }, stop: { leave: one }, owner: head, basis: policy }
  beside: { title: B, within: 10 days, start: { enter: one }, stop: { enter: closed }, owner: head, basis: policy }
states:
  one:
    initial: true
    tasks:
      ended: { for: handler, title: E, within: 5 days, basis: policy, done: go }
      alone: { for: handler, title: A, within: 5 days, basis: policy }
    after: { 40 days: { to: closed } }
    on: { go: { to: closed, by: handler } }
  closed: { final: true }
)"));
  const auto inner = containments(tried.procedure());
  ASSERT_EQ(inner.size(), 2U);
  const auto counts = [&](const Containment& one, const char* name) {
    return static_cast<bool>(
        one.members[static_cast<std::size_t>(tried.procedure().deadline_index(name))]);
  };
  EXPECT_TRUE(counts(inner[0], "middle"));
  EXPECT_TRUE(counts(inner[0], "within"));
  EXPECT_FALSE(counts(inner[0], "beside"));
  EXPECT_TRUE(counts(inner[0], "ended"));
  EXPECT_FALSE(counts(inner[0], "alone"));
  EXPECT_TRUE(counts(inner[0], "one.after"));
  EXPECT_FALSE(counts(inner[1], "outer"));
  EXPECT_TRUE(counts(inner[1], "within"));
}

}  // namespace
}  // namespace dunghan::verify
