// `dunghan deploy` as an administrator calls it: what it says it will do to running cases, what it
// does, and what it refuses.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "tests/fakes/temporary_folder.h"
#include "tests/golden/golden_files.h"
#include "tests/scenario/command_line.h"

namespace dunghan::test {
namespace {

namespace fs = std::filesystem;

class DeployCommand : public ::testing::Test {
 protected:
  void SetUp() override {
    const std::string config = (golden::root / "config").string();
    fs::create_directories(procedures());
    std::ofstream(folder_.path() / "dunghan.yaml")
        << "definitions: [ procedures ]\ncalendars: " << config
        << "/calendars\ncounting: " << config << "/counting\norganisation: " << config
        << "/organisation.yaml\nladders: " << config << "/ladders.yaml\n";
    put("licence.yaml");
  }
  fs::path procedures() const { return folder_.path() / "procedures"; }
  void put(const std::string& name, const fs::path& into = {}) {
    fs::copy_file(golden::root / "tests/scenario/definitions" / name,
                  (into.empty() ? procedures() : into) / name);
  }
  /// As the office stands at `now`; on a rehearsal database.
  Answer at(const std::string& now, std::vector<std::string> arguments) {
    arguments.insert(arguments.end(), {"--db", (folder_.path() / "office.db").string(), "--now",
                                       now, "--as", "p-0303", "--lang", "en"});
    return run(arguments, fs::relative(folder_.path() / "dunghan.yaml", golden::root).string());
  }
  std::string file(const std::string& name) const { return (procedures() / name).string(); }
  void open_and_take() {
    ASSERT_EQ(at("2024-06-27T09:00", {"open", "licence", "--unit", "so-noi-vu"}).exit, 0);
    ASSERT_EQ(at("2024-06-27T10:00", {"send", number, "take"}).exit, 0);
  }

  const std::string number = "LIC-2024-001";
  fakes::TemporaryFolder folder_;
};

TEST_F(DeployCommand, puts_a_version_in_force_once_and_for_all) {
  const Answer first = at("2024-06-01T09:00", {"deploy", file("licence.yaml")});
  EXPECT_EQ(first.exit, 0) << first.err;
  EXPECT_EQ(first.out, "licence 1, from 2000-01-01: put in force\n0 running cases\n");
  const Answer again = at("2024-06-01T09:00", {"deploy", file("licence.yaml")});
  EXPECT_EQ(again.exit, 0) << again.err;
  EXPECT_TRUE(has(again.out, ": in force already")) << again.out;
  std::ofstream(procedures() / "licence.yaml", std::ios::app) << "# edited\n";
  const Answer edited = at("2024-06-01T09:00", {"deploy", file("licence.yaml")});
  EXPECT_EQ(edited.exit, 4);
  EXPECT_TRUE(has(edited.err, "a version in force is never edited")) << edited.err;
  const Answer opened = at("2024-06-01T09:00", {"open", "licence", "--unit", "so-noi-vu"});
  EXPECT_EQ(opened.exit, 4) << "nor is it run";
}

TEST_F(DeployCommand, plan_says_what_becomes_of_each_deadline_and_does_nothing) {
  open_and_take();
  put("licence-amended.yaml");
  const Answer plan = at("2024-07-01T09:00", {"deploy", file("licence-amended.yaml"), "--plan"});
  EXPECT_EQ(plan.exit, 0) << plan.err;
  EXPECT_EQ(plan.out,
            "licence 2, from 2024-07-01: not in force yet\n"
            "1 running cases, 1 come under this version, with their next event\n"
            "  LIC-2024-001  working\n"
            "    kept  answer, due 2024-07-29\n"
            "    dropped  report\n"
            "    armed  inspection, due 2024-07-08\n");
  const Answer shown = at("2024-07-01T09:00", {"show", number, "--json"});
  EXPECT_TRUE(has(shown.out, "\"version\":1,")) << shown.out;
  const Answer again = at("2024-07-01T09:00", {"deploy", file("licence-amended.yaml"), "--plan"});
  EXPECT_TRUE(has(again.out, "not in force yet")) << again.out;
}

TEST_F(DeployCommand, cases_that_run_come_under_an_amendment_as_planned_and_others_beside_them) {
  open_and_take();
  put("licence-amended.yaml");
  const Answer done = at("2024-07-01T09:00", {"deploy", file("licence-amended.yaml"), "--json"});
  EXPECT_EQ(done.exit, 0) << done.err;
  EXPECT_TRUE(has(done.out, "\"deployed\":true")) << done.out;
  EXPECT_TRUE(has(done.out, "{\"name\":\"report\",\"fate\":\"dropped\"")) << done.out;
  const Answer sent = at("2024-07-01T10:00", {"send", number, "paper", "--json"});
  EXPECT_EQ(sent.exit, 0) << sent.err;
  EXPECT_TRUE(has(sent.out, "\"version\":\"1+2\"")) << sent.out;
  const Answer opened =
      at("2024-07-01T10:00", {"open", "licence", "--unit", "so-noi-vu", "--json"});
  EXPECT_TRUE(has(opened.out, "\"version\":2")) << opened.out;
}

TEST_F(DeployCommand, a_basis_that_nobody_looked_up_must_be_accepted) {
  std::string text = golden::text_of(procedures() / "licence.yaml");
  const std::string basis = "owner: handler, basis: policy";
  const std::size_t place = text.find(basis);
  ASSERT_NE(place, std::string::npos);
  text.replace(place, basis.size(), "owner: handler, basis: { law: LA art. 1, unconfirmed: true }");
  text.insert(text.find("calendar:"), "laws: { LA: { number: 1/2000, name: An Act } }\n");
  std::ofstream(procedures() / "licence.yaml", std::ios::trunc) << text;
  const Answer refused = at("2024-06-01T09:00", {"deploy", file("licence.yaml")});
  EXPECT_EQ(refused.exit, 4) << refused.out;
  EXPECT_TRUE(has(refused.err, "not confirmed of: `answer` (LA art. 1)")) << refused.err;
  const Answer accepted =
      at("2024-06-01T09:00", {"deploy", file("licence.yaml"), "--accept-unverified"});
  EXPECT_EQ(accepted.exit, 0) << accepted.err;
}

TEST_F(DeployCommand, a_file_that_the_office_does_not_see_is_not_deployed) {
  put("licence.yaml", folder_.path());
  std::ofstream(folder_.path() / "licence.yaml", std::ios::app) << "# another\n";
  const Answer answer =
      at("2024-06-01T09:00", {"deploy", (folder_.path() / "licence.yaml").string()});
  EXPECT_EQ(answer.exit, 2) << answer.out;
  EXPECT_TRUE(has(answer.err, "lies in no folder in which the office looks")) << answer.err;
}

TEST_F(DeployCommand, every_fault_of_the_file_is_told) {
  std::ofstream(procedures() / "broken.yaml") << "workflow: broken\nversion: 1\n";
  const Answer answer = at("2024-06-01T09:00", {"deploy", file("broken.yaml")});
  EXPECT_EQ(answer.exit, 1);
  EXPECT_TRUE(has(answer.err, "error[E0052]")) << answer.err;
}

}  // namespace
}  // namespace dunghan::test
