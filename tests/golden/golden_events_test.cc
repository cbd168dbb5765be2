// What events look like on disk, for ever: events/KIND.vN.jsonl holds each sample's facts and body,
// a line each. A file of an old version is never changed, only read; what is written today must be
// the newest file to the octet. DUNGHAN_REWRITE_GOLDEN=1 writes what is missing or differs (then
// read the diff: a change of an existing line needs a new version).
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <sstream>

#include "adapters/json/value_json.h"
#include "engine/cases/event_codec.h"
#include "tests/golden/event_samples.h"

namespace dunghan::test {
namespace {

namespace fs = std::filesystem;

const fs::path golden = fs::path(DUNGHAN_SOURCE_DIR) / "tests/golden/events";

std::string lines_of(const cases::EncodedEvent& event) {
  return adapters::json::to_stored_json(event.facts) + "\n" +
         adapters::json::to_stored_json(event.body) + "\n";
}

std::string file_of(const cases::EncodedEvent& event) {
  return event.kind + ".v" + std::to_string(event.version) + ".jsonl";
}

std::map<std::string, std::string> written_today() {
  std::map<std::string, std::string> files;
  for (const auto& sample : event_samples()) {
    const auto encoded = cases::encode(sample);
    files[file_of(encoded)] += lines_of(encoded);
  }
  return files;
}

std::string text_of(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

bool rewriting() {
  return std::getenv("DUNGHAN_REWRITE_GOLDEN") != nullptr;  // NOLINT(concurrency-mt-unsafe)
}

TEST(GoldenEvents, there_is_a_sample_of_every_kind) {
  std::set<std::size_t> kinds;
  for (const auto& sample : event_samples()) kinds.insert(sample.index());
  EXPECT_EQ(kinds.size(), std::variant_size_v<cases::EventBody>);
}

TEST(GoldenEvents, what_is_written_today_is_what_was_written_before) {
  for (const auto& [name, text] : written_today()) {
    if (rewriting()) std::ofstream(golden / name, std::ios::binary) << text;
    EXPECT_EQ(text_of(golden / name), text) << name;
  }
}

TEST(GoldenEvents, every_version_that_was_ever_written_is_read) {
  std::size_t files = 0;
  for (const auto& entry : fs::directory_iterator(golden)) {
    const std::string name = entry.path().filename().string();
    const std::size_t dot = name.find(".v");
    ASSERT_NE(dot, std::string::npos) << name;
    cases::EncodedEvent record;
    record.kind = name.substr(0, dot);
    record.version = std::stoi(name.substr(dot + 2));
    std::istringstream lines(text_of(entry.path()));
    for (std::string facts, body; std::getline(lines, facts) && std::getline(lines, body);) {
      record.facts = adapters::json::from_stored_json(facts).value();
      record.body = adapters::json::from_stored_json(body).value();
      const auto decoded = cases::decode(record);
      ASSERT_TRUE(decoded) << name << ": " << decoded.error().message;
      const auto again = cases::encode(*decoded);
      if (again.version == record.version) {
        EXPECT_EQ(lines_of(again), facts + "\n" + body + "\n") << name;
      }
    }
    ++files;
  }
  EXPECT_GE(files, std::variant_size_v<cases::EventBody>);
}

TEST(GoldenEvents, what_no_program_wrote_is_told_apart) {
  EXPECT_FALSE(cases::decode({"no_such_kind", 1, {}, {}}));
  EXPECT_FALSE(cases::decode({"case_opened", 99, {}, {}}));
  EXPECT_FALSE(cases::decode({"case_opened", 1, {}, {}}));
}

}  // namespace
}  // namespace dunghan::test
