// Settings: the shipped file says what the program does by default; mistyped ones are refused;
// where the file is looked for.
#include "adapters/yaml/settings_file.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>

#include "tests/unit/yaml/yaml_text.h"

namespace dunghan::adapters::yaml {
namespace {

namespace fs = std::filesystem;
using testing::ElementsAre;
using testing::HasSubstr;

TEST(Settings, the_shipped_file_states_the_defaults) {
  const ParsedDocument parsed = read_yaml_file(DUNGHAN_SOURCE_DIR "/config/dunghan.yaml");
  ASSERT_TRUE(parsed.document);
  const ReadSettings result = read_settings(*parsed.document);
  ASSERT_TRUE(result.settings);
  const Settings& file = *result.settings;
  const Settings defaults;
  EXPECT_EQ(file.definitions, defaults.definitions);
  EXPECT_EQ(file.calendars, defaults.calendars);
  EXPECT_EQ(file.counting, defaults.counting);
  EXPECT_EQ(file.organisation, defaults.organisation);
  EXPECT_EQ(file.ladders, defaults.ladders);
  EXPECT_EQ(file.database, defaults.database);
  EXPECT_EQ(file.spool, defaults.spool);
  EXPECT_EQ(file.acting_person, defaults.acting_person);
  EXPECT_EQ(file.language, defaults.language);
  EXPECT_EQ(file.batch_commands_max, defaults.batch_commands_max);
  EXPECT_EQ(file.batch_octets_max, defaults.batch_octets_max);
  EXPECT_EQ(file.queue_commands_max, defaults.queue_commands_max);
  EXPECT_EQ(file.timers_share_percent, defaults.timers_share_percent);
  EXPECT_EQ(file.busy_timeout, defaults.busy_timeout);
  EXPECT_EQ(file.lock_wait, defaults.lock_wait);
  EXPECT_EQ(file.idle_wait, defaults.idle_wait);
  EXPECT_EQ(file.outbox_messages_max, defaults.outbox_messages_max);
  EXPECT_EQ(file.retry_first, defaults.retry_first);
  EXPECT_EQ(file.retry_max, defaults.retry_max);
}

TEST(Settings, paths_start_at_the_folder_of_the_file) {
  const ReadSettings result = read_settings_file(DUNGHAN_SOURCE_DIR "/config/dunghan.yaml");
  ASSERT_TRUE(result.settings);
  EXPECT_EQ(result.settings->organisation,
            fs::path(DUNGHAN_SOURCE_DIR "/config/organisation.yaml"));
  EXPECT_EQ(result.settings->definitions, std::vector{fs::path(DUNGHAN_SOURCE_DIR "/workflows")});
  EXPECT_TRUE(result.settings->database.empty());
}

TEST(Settings, each_can_be_set) {
  const ReadSettings result =
      read_settings(good("definitions: [ a, /b ]\ndatabase: /d/x.db\nas: quan-tri\nlanguage: "
                         "en\nwriter: { batch_commands_max: 10 }\n"
                         "store: { lock_wait_ms: 0 }\nservice: { idle_wait_ms: 50 }\n"));
  ASSERT_TRUE(result.settings);
  EXPECT_THAT(result.settings->definitions, ElementsAre("a", "/b"));
  EXPECT_EQ(result.settings->database, "/d/x.db");
  EXPECT_EQ(result.settings->acting_person, "quan-tri");
  EXPECT_EQ(result.settings->batch_commands_max, 10U);
  EXPECT_EQ(result.settings->lock_wait, std::chrono::milliseconds{0});
  EXPECT_EQ(result.settings->idle_wait, std::chrono::milliseconds{50});
}

TEST(Settings, what_is_mistyped_is_refused_all_at_once) {
  const ReadSettings result = read_settings(
      good("databse: x\nlanguage: fr\nwriter: { batch_commands_max: 0, queue_max: 3 }\nstore: 5\n"
           "service: { idle_wait_ms: 1s, retry_first_ms: 5000, retry_max_ms: 10 }\n"));
  EXPECT_FALSE(result.settings);
  EXPECT_THAT(codes_of(result.issues),
              ElementsAre("E0430", "E0431", "E0432", "E0430", "E0431", "E0433", "E0431"));
  EXPECT_EQ(result.issues[0].remedy, "did you mean `database`?");
  EXPECT_THAT(codes_of(read_settings(good("writer: { batch_commands_max: 5000 }\n")).issues),
              ElementsAre("E0433"));
}

class Places : public testing::Test {
 protected:
  void SetUp() override {
    root_ = fs::path(testing::TempDir()) / "settings_file_test";
    fs::remove_all(root_);
    fs::create_directories(root_ / "usr/bin");
    fs::create_directories(root_ / "usr/share/dunghan/config");
    fs::create_directories(root_ / "mine");
    std::ofstream(root_ / "mine" / settings_file_name) << "{}\n";
    surroundings_.executable = root_ / "usr/bin/dunghan";
  }
  void TearDown() override { fs::remove_all(root_); }

  fs::path root_;
  Surroundings surroundings_;
};

TEST_F(Places, what_is_named_is_taken_or_is_an_error) {
  EXPECT_EQ(find_settings_file((root_ / "mine").string(), surroundings_).value(),
            root_ / "mine" / settings_file_name);
  EXPECT_EQ(
      find_settings_file((root_ / "mine" / settings_file_name).string(), surroundings_).value(),
      root_ / "mine" / settings_file_name);
  const auto missing = find_settings_file((root_ / "nowhere").string(), surroundings_);
  ASSERT_FALSE(missing);
  EXPECT_EQ(missing.error().code, ErrorCode::not_found);
  surroundings_.config = (root_ / "mine").string();
  EXPECT_EQ(find_settings_file("", surroundings_).value(), root_ / "mine" / settings_file_name);
  EXPECT_FALSE(find_settings_file((root_ / "nowhere").string(), surroundings_))
      << "--config comes first";
}

TEST_F(Places, else_it_is_looked_for_beside_the_program) {
  const fs::path installed = root_ / "usr/share/dunghan/config" / settings_file_name;
  std::ofstream(installed) << "{}\n";
  EXPECT_EQ(find_settings_file("", surroundings_).value(), installed);
  fs::remove(installed);
  fs::create_directories(root_ / "build/release");
  fs::create_directories(root_ / "config");
  std::ofstream(root_ / "config" / settings_file_name) << "{}\n";
  surroundings_.executable = root_ / "build/release/dunghan";
  EXPECT_EQ(find_settings_file("", surroundings_).value(), root_ / "config" / settings_file_name);
}

TEST_F(Places, the_state_folder_follows_the_environment) {
  EXPECT_EQ(state_folder({"", "", "", {}}), "/var/lib/dunghan");
  EXPECT_EQ(state_folder({"", "", "/home/a", {}}), "/home/a/.local/state/dunghan");
  EXPECT_EQ(state_folder({"", "/s", "/home/a", {}}), "/s/dunghan");
}

}  // namespace
}  // namespace dunghan::adapters::yaml
