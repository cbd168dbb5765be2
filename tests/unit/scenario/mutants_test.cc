// Which places of a definition can be made wrong, and that a mutant is wrong in just that one.
#include "engine/scenario/mutants.h"

#include <gmock/gmock.h>

#include "engine/scenario/coverage.h"
#include "tests/unit/definition/definition_text.h"

namespace dunghan::scenario {
namespace {

using ::testing::ElementsAre;
using Kind = Mutation::Kind;

const std::string text =
    definition::head_text +
    R"yaml(data: { far: { type: bool, default: false }, rounds: { type: int, default: 0 } }
decisions:
  how_long:
    hit: unique
    inputs: { far: data.far }
    output: period
    rules: [ { far: false, then: 30 days }, { far: true, then: 2 months } ]
deadlines:
  first: { title: A, within: 5 working days, start: { enter: open }, stop: { event: [ go, leave ] }, owner: head, basis: policy }
  whole:
    title: B
    within: { decide: how_long }
    start: { enter: open }
    stop: { enter: over }
    cancel: { enter: gone }
    owner: head
    basis: policy
    extend: { more: { when: data.far, each: 1 month, times: 1, by: head, basis: policy } }
states:
  open:
    initial: true
    on:
      go: { to: under_way, by: head, when: data.far, set: { rounds: "= data.rounds + 1" } }
      leave: { to: gone, by: head }
      look: { by: head, set: { far: true } }
  under_way:
    on: { finish: { to: over, by: head, tasks: { tell: { for: head, title: T, within: 36 hours, basis: policy } } } }
    after: { 10 days: { to: open } }
  over: { final: true }
  gone: { final: true }
)yaml";

const definition::DefinitionPtr& sample() {
  static const definition::DefinitionPtr made = definition::definition_of(text);
  return made;
}

std::vector<std::string> of_kind(Kind kind) {
  std::vector<std::string> found;
  for (const Mutation& mutation : mutations_of(*sample())) {
    if (mutation.kind == kind)
      found.push_back(mutation.of + (mutation.change.empty() ? "" : ": " + mutation.change));
  }
  return found;
}

TEST(Mutants, every_deadline_is_dropped_once) {
  EXPECT_THAT(of_kind(Kind::deadline_dropped),
              ElementsAre("first", "whole", "tell", "under_way: after 10 days -> open"));
}

TEST(Mutants, every_guard_is_turned_round) {
  EXPECT_THAT(of_kind(Kind::guard_negated),
              ElementsAre("whole, more: !(data.far)", "open: go -> under_way: !(data.far)"));
}

TEST(Mutants, every_period_is_longer_by_one_of_its_own_unit) {
  EXPECT_THAT(of_kind(Kind::period_longer),
              ElementsAre("first: 5 working days -> 6 working days",
                          "whole, more: 1 month -> 1 month 1 day", "tell: 36 hours -> 37 hours",
                          "under_way: after 10 days -> open: 10 days -> 11 days"));
}

TEST(Mutants, every_row_gives_another_result) {
  EXPECT_THAT(of_kind(Kind::row_changed),
              ElementsAre("how_long, row 1: 30 days -> 31 days",
                          "how_long, row 2: 2 months -> 2 months 1 day"));
}

TEST(Mutants, the_other_kinds_come_where_there_is_something_to_change) {
  EXPECT_THAT(of_kind(Kind::target_changed),
              ElementsAre("open: go -> under_way: over", "open: leave -> gone: open",
                          "under_way: finish -> over: gone",
                          "under_way: after 10 days -> open: under_way"));
  EXPECT_THAT(of_kind(Kind::transition_dropped), ElementsAre("open: look"));
  // The start of each is its only one, and the end of the case cancels what `gone` would.
  EXPECT_THAT(of_kind(Kind::trigger_dropped),
              ElementsAre("first, stop: go", "first, stop: leave", "whole, stop: over"));
  EXPECT_THAT(of_kind(Kind::ground_dropped), ElementsAre("whole: more"));
  EXPECT_THAT(of_kind(Kind::count_raised), ElementsAre("whole, more: 1 -> 2"));
  EXPECT_THAT(of_kind(Kind::set_dropped),
              ElementsAre("open: go -> under_way: rounds", "open: look: far"));
}

TEST(Mutants, each_has_a_place_in_the_file_and_content_of_its_own) {
  const auto all = mutations_of(*sample());
  std::set<std::string> hashes{sample()->content_hash};
  for (std::size_t place = 0; place < all.size(); ++place) {
    EXPECT_GT(all[place].at.line, 0) << all[place].of;
    const auto mutant = mutant_of(*sample(), place);
    EXPECT_EQ(mutant->id, sample()->id);
    EXPECT_EQ(mutant->version, sample()->version);
    EXPECT_TRUE(hashes.insert(mutant->content_hash).second);
    EXPECT_FALSE(name_of(all[place].kind).empty());
  }
}

TEST(Mutants, only_the_place_asked_for_is_changed) {
  const auto all = mutations_of(*sample());
  for (std::size_t place = 0; place < all.size(); ++place) {
    const auto mutant = mutant_of(*sample(), place);
    const bool longer = mutant->deadlines[0].limit.period.working_days == 6;
    EXPECT_EQ(longer, all[place].kind == Kind::period_longer && all[place].of == "first");
    const bool turned = mutant->states[1].on[0].when->text() == "!(data.far)";
    EXPECT_EQ(turned, all[place].kind == Kind::guard_negated && all[place].of.starts_with("open"));
    const bool other = mutant->decisions[0].second.rows[1].then != Value(months(2));
    EXPECT_EQ(other, all[place].kind == Kind::row_changed && all[place].of.ends_with("row 2"));
  }
}

TEST(Coverage, counts_states_transitions_and_deadlines_and_knows_none_covered_at_first) {
  const Coverage coverage(sample());
  EXPECT_EQ(Coverage::count(coverage.states()).all, 4U);
  EXPECT_EQ(Coverage::count(coverage.transitions()).all, 5U);
  EXPECT_EQ(Coverage::count(coverage.deadlines()).all, 3U);  // the `after` is a transition
  EXPECT_EQ(coverage.count().covered, 0U);
  EXPECT_EQ(coverage.count().percent(), 0);
}

TEST(Coverage, a_percentage_is_rounded_down_so_that_100_means_all) {
  EXPECT_EQ((CoverageCount{199, 200}.percent()), 99);
  EXPECT_EQ((CoverageCount{200, 200}.percent()), 100);
  EXPECT_EQ((CoverageCount{0, 0}.percent()), 100);
}

}  // namespace
}  // namespace dunghan::scenario
