// The office that stands beside a procedure is the one in which it is checked and proved, as it is
// the one in which its scenarios are played.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "tests/fakes/temporary_folder.h"
#include "tests/golden/golden_files.h"
#include "tests/scenario/command_line.h"

namespace dunghan::test {
namespace {

namespace fs = std::filesystem;

const fs::path example = golden::root / "examples/eu-document-access";

Answer in_english(std::vector<std::string> arguments) {
  arguments.insert(arguments.end(), {"--lang", "en"});
  return run(std::move(arguments));
}

TEST(OrganisationBeside, is_the_one_that_a_procedure_is_checked_against) {
  const Answer beside = in_english({"lint", (example / "v1.yaml").string()});
  EXPECT_EQ(beside.exit, 0) << beside.out;
  const fakes::TemporaryFolder folder;
  fs::copy_file(example / "v1.yaml", folder.path() / "v1.yaml");
  const Answer alone = in_english({"lint", (folder.path() / "v1.yaml").string()});
  EXPECT_EQ(alone.exit, 1);
  EXPECT_TRUE(has(alone.out, "there is no unit `secretariat-general`")) << alone.out;
}

TEST(OrganisationBeside, is_the_one_that_it_is_proved_in) {
  const Answer proved = in_english(
      {"verify", (example / "v1.yaml").string(), "--from", "2026-01-01", "--years", "1"});
  EXPECT_EQ(proved.exit, 0) << proved.out << proved.err;
}

TEST(OrganisationBeside, is_not_taken_where_it_has_faults) {
  const fakes::TemporaryFolder folder;
  fs::copy_file(example / "v1.yaml", folder.path() / "v1.yaml");
  std::ofstream(folder.path() / "organisation.yaml") << "levels: [ one ]\n";
  const Answer answer = in_english(
      {"verify", (folder.path() / "v1.yaml").string(), "--from", "2026-01-01", "--years", "1"});
  EXPECT_NE(answer.exit, 0);
  EXPECT_TRUE(has(answer.err + answer.out, "organisation.yaml")) << answer.err << answer.out;
}

}  // namespace
}  // namespace dunghan::test
