// For the tests of replay and import: a workflow with all that it counts by, a map, and a log run
// through it.
#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "adapters/import/log_cases.h"
#include "adapters/import/log_map.h"
#include "adapters/yaml/yaml_document.h"
#include "engine/cases/procedure.h"
#include "engine/service/replay.h"

namespace dunghan::adapters::import {

/// The project's own calendars and counting rules, each read once.
class LegalTimeOfTests {
 public:
  [[nodiscard]] const calendar::Calendar* calendar(const std::string& id);
  [[nodiscard]] const deadline::CountingRule* rule(const std::string& id);
  [[nodiscard]] cases::LegalTime legal_time();

 private:
  std::map<std::string, calendar::Calendar> calendars_;
  std::map<std::string, deadline::CountingRule> rules_;
};
[[nodiscard]] LegalTimeOfTests& legal_time_of_tests();

[[nodiscard]] std::filesystem::path source_folder();
/// A log of the shared data; empty where it is not there (then the test is skipped).
[[nodiscard]] std::filesystem::path shared_log(const std::string& name);

[[nodiscard]] definition::Document document_of(const std::string& text);
[[nodiscard]] definition::DefinitionPtr definition_in(const std::filesystem::path& file);
[[nodiscard]] definition::DefinitionPtr definition_of(const std::string& text);

class RecordingSink final : public service::ReplaySink {
 public:
  void difference(const service::DueDifference& difference) override {
    differences.push_back(difference);
  }
  void rejected(const service::Rejection& rejection) override { rejections.push_back(rejection); }
  std::vector<service::DueDifference> differences;
  std::vector<service::Rejection> rejections;
};

struct ReplayOfTests {
  service::ReplayReport report;
  RecordingSink sink;
  LogReplayOutcome outcome;
  [[nodiscard]] const service::DeadlineReport& deadline(const std::string& name) const;
};

/// Runs `reader` through `definition` by the map of `map_document`. sort: limits of putting rows
/// together.
[[nodiscard]] std::unique_ptr<ReplayOfTests> replay_of(const definition::DefinitionPtr& definition,
                                                       const definition::Document& map_document,
                                                       LogReader& reader, SortLimits sort = {},
                                                       std::optional<Instant> as_of = {});

}  // namespace dunghan::adapters::import
