// `dunghan schema` as people call it: what it prints is what stands in the tree.
#include <gtest/gtest.h>

#include "engine/definition/block_keys.h"
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
  EXPECT_TRUE(
      has(run({"schema", "zzz", "--lang", "en"}).err, "there are: workflow, amendment, cycle"));
}

}  // namespace
}  // namespace dunghan::test
