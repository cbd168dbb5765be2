// `dunghan schema` as people call it: what it prints is what stands in the tree; and scenarios,
// which are checked by the table, in `lint` and before they are played.
#include <gtest/gtest.h>

#include <fstream>

#include "engine/definition/block_keys.h"
#include "tests/fakes/temporary_folder.h"
#include "tests/golden/golden_files.h"
#include "tests/scenario/command_line.h"

namespace dunghan::test {
namespace {

const std::string root = DUNGHAN_SOURCE_DIR;

TEST(SchemaCommand, prints_the_schema_of_each_sort_of_file) {
  for (const definition::FileSort& sort : definition::file_sorts()) {
    const std::string name(sort.name);
    const Answer answer = run({"schema", name, "--lang", "en"});
    EXPECT_EQ(answer.exit, 0) << answer.err;
    EXPECT_EQ(answer.out, golden::text_of(root + "/config/schema/" + name + ".schema.json"));
  }
}

TEST(SchemaCommand, without_a_sort_it_is_that_of_procedures) {
  EXPECT_EQ(run({"schema", "--lang", "en"}).out, run({"schema", "workflow", "--lang", "en"}).out);
}

TEST(SchemaCommand, describes_in_the_language_asked_for) {
  EXPECT_TRUE(has(run({"schema", "--lang", "vi"}).out, "phiên bản của ngôn ngữ"));
  EXPECT_TRUE(has(run({"schema", "--lang", "en"}).out, "version of the language"));
}

TEST(SchemaCommand, prints_the_reference_page_in_both_languages) {
  EXPECT_EQ(run({"schema", "--reference", "--lang", "en"}).out,
            golden::text_of(root + "/workflows/REFERENCE.md"));
  EXPECT_EQ(run({"schema", "--reference", "--lang", "vi"}).out,
            golden::text_of(root + "/workflows/REFERENCE.vi.md"));
}

TEST(SchemaCommand, of_an_unknown_sort_it_names_the_near_one) {
  const Answer answer = run({"schema", "workflw", "--lang", "en"});
  EXPECT_EQ(answer.exit, 2);
  EXPECT_TRUE(has(answer.err, "did you mean `workflow`")) << answer.err;
  EXPECT_TRUE(has(run({"schema", "zzz", "--lang", "en"}).err, "there are: workflow, ladders"));
}

TEST(ScenarioCheck, tells_what_a_scenario_may_not_say) {
  const fakes::TemporaryFolder folder;
  const std::string file = (folder.path() / "late.yaml").string();
  std::ofstream(file) << "scenario: Late\n"
                         "steps:\n"
                         "  - { at: 2024-01-15, send: accept, done: check, wth: { } }\n"
                         "  - { open: { workflow: w } }\n"
                         "then: [ { status: runing, late: maybe }, { due_on: 2024-02-01 } ]\n";
  const Answer answer = run({"lint", file, "--lang", "en"});
  EXPECT_EQ(answer.exit, 1);
  for (const char* told :
       {":3:37: error[E0062]: `done` beside `send`", ":3:50: error[E0051]: unknown key `wth`",
        ":4:5: error[E0052]: a step lacks `at`", ":4:13: error[E0052]: `open` lacks `unit`",
        "error[E0061]: `status` of an expectation is", "error[E0060]",
        "error[E0052]: an expectation"
        " has one of `state`, `deadline`"}) {
    EXPECT_TRUE(has(answer.out, told)) << told << "\n" << answer.out;
  }
}

TEST(ScenarioCheck, a_faulty_scenario_is_not_played) {
  const fakes::TemporaryFolder folder;
  const std::string file = (folder.path() / "late.yaml").string();
  std::ofstream(file) << "scenario: Late\nsteps: [ ]\nthan: [ ]\n";
  const Answer answer =
      run({"simulate", root + "/workflows/complaint/complaint-first-instance/v1.yaml", "--scenario",
           file, "--lang", "en"});
  EXPECT_EQ(answer.exit, 2);
  EXPECT_TRUE(has(answer.err, "unknown key `than`")) << answer.err;
}

}  // namespace
}  // namespace dunghan::test
