// `dunghan simulate`: cases by chance and by scenario, their timelines and their charts.
#include <gtest/gtest.h>

#include "tests/fakes/temporary_folder.h"
#include "tests/golden/golden_files.h"
#include "tests/scenario/command_line.h"

namespace dunghan::test {
namespace {

const std::string root = DUNGHAN_SOURCE_DIR;
const std::string complaint = root + "/workflows/complaint/complaint-first-instance/v1.yaml";
const std::vector<std::string> shipped{
    complaint, root + "/workflows/denunciation/denunciation/v1.yaml",
    root + "/examples/permit-receipt/v1.yaml", root + "/examples/traffic-fine/v1.yaml"};

TEST(SimulateCommand, the_same_seed_gives_the_same_case_and_another_seed_another) {
  const Answer first = run({"simulate", complaint, "--random", "42"});
  EXPECT_EQ(first.exit, 0) << first.err;
  EXPECT_EQ(run({"simulate", complaint, "--random", "--seed", "42"}).out, first.out);
  EXPECT_NE(run({"simulate", complaint, "--random", "43"}).out, first.out);
  const Answer json = run({"simulate", complaint, "--random", "42", "--json"});
  EXPECT_EQ(json.out, run({"simulate", complaint, "--random", "42", "--json"}).out);
  EXPECT_TRUE(has(json.out, "\"kind\":\"case_opened\"")) << json.out;
}

TEST(SimulateCommand, by_chance_every_shipped_procedure_goes_beyond_its_first_state) {
  constexpr int seeds = 25;
  for (const std::string& file : shipped) {
    int moved = 0, overdue = 0;
    for (int seed = 1; seed <= seeds; ++seed) {
      const Answer answer = run({"simulate", file, "--random", std::to_string(seed), "--json"});
      ASSERT_EQ(answer.exit, 0) << file << ", seed " << seed << ": " << answer.err;
      const std::size_t first = answer.out.find("\"kind\":\"states_moved\"");
      ASSERT_NE(first, std::string::npos) << file << ", seed " << seed;
      if (answer.out.find("\"kind\":\"states_moved\"", first + 1) != std::string::npos) ++moved;
      if (has(answer.out, "\"kind\":\"deadline_overdue\"")) ++overdue;
    }
    EXPECT_GT(moved, seeds / 2) << file;
    EXPECT_GT(overdue, 0) << file;
  }
}

TEST(SimulateCommand, steps_are_bounded_as_asked) {
  const Answer answer = run({"simulate", complaint, "--random", "7", "--steps", "1", "--json"});
  EXPECT_EQ(answer.exit, 0) << answer.err;
  std::size_t acts = 0;
  for (std::size_t at = answer.out.find("\"kind\":\"event_taken\""); at != std::string::npos;
       at = answer.out.find("\"kind\":\"event_taken\"", at + 1))
    ++acts;
  EXPECT_LE(acts, 1U);
}

TEST(SimulateCommand, wants_either_a_scenario_or_chance) {
  EXPECT_EQ(run({"simulate", complaint}).exit, 2);
  EXPECT_EQ(run({"simulate", complaint, "--random", "4", "--scenario", "x.yaml"}).exit, 2);
  const Answer answer = run({"simulate", complaint, "--random", "many", "--lang", "en"});
  EXPECT_EQ(answer.exit, 2);
  EXPECT_TRUE(has(answer.err, "a seed is a whole number")) << answer.err;
}

TEST(SimulateCommand, the_day_of_the_opening_can_be_given) {
  const Answer answer =
      run({"simulate", complaint, "--random", "1", "--first", "2024-04-26", "--lang", "en"});
  EXPECT_TRUE(has(answer.out, "2024-04-26 ")) << answer.out;
  EXPECT_EQ(run({"simulate", complaint, "--random", "1", "--first", "soon"}).exit, 2);
}

TEST(SimulateCommand, the_chart_of_a_scenario_is_as_it_was_reviewed) {
  const fakes::TemporaryFolder folder;
  const std::string file = (folder.path() / "case.svg").string();
  const Answer answer =
      run({"simulate", root + "/workflows/denunciation/denunciation/v1.yaml", "--scenario",
           root + "/workflows/denunciation/denunciation/scenarios/suspended.yaml", "--gantt", file,
           "--lang", "vi"});
  EXPECT_EQ(answer.exit, 0) << answer.out << answer.err;
  const std::string expected = root + "/tests/golden/drawings/denunciation-suspended.vi.svg";
  if (std::getenv("DUNGHAN_REWRITE_GOLDEN") != nullptr) {
    std::ofstream(expected, std::ios::binary) << golden::text_of(file);
  } else {
    EXPECT_EQ(golden::text_of(file), golden::text_of(expected));
  }
}

TEST(SimulateCommand, a_chart_that_cannot_be_written_is_told) {
  const Answer answer = run({"simulate", complaint, "--random", "1", "--gantt",
                             root + "/no-such-folder/case.svg", "--lang", "en"});
  EXPECT_EQ(answer.exit, 3) << answer.err;
  EXPECT_TRUE(has(answer.err, "cannot be written")) << answer.err;
}

}  // namespace
}  // namespace dunghan::test
