#include "tests/unit/import/replay_support.h"

#include <gtest/gtest.h>

#include <cstdlib>

#include "adapters/import/log_clock.h"
#include "adapters/system/tzdb_zone_rules.h"
#include "adapters/yaml/calendar_files.h"
#include "adapters/yaml/counting_files.h"
#include "engine/definition/compiler.h"
#include "engine/definition/issue_text.h"

namespace dunghan::adapters::import {
namespace {

std::string first_of(const definition::Issues& issues) {
  return issues.empty() ? std::string() : definition::to_line(issues.front());
}

definition::DefinitionPtr compiled(const yaml::ParsedDocument& parsed) {
  EXPECT_TRUE(parsed.document) << first_of(parsed.issues);
  if (!parsed.document) return nullptr;
  const definition::Compiled compiled = definition::compile(*parsed.document, {});
  EXPECT_TRUE(compiled.definition) << first_of(compiled.issues);
  return compiled.definition;
}

}  // namespace

const calendar::Calendar* LegalTimeOfTests::calendar(const std::string& id) {
  if (const auto found = calendars_.find(id); found != calendars_.end()) return &found->second;
  auto loaded =
      yaml::load_calendar(source_folder() / "config" / "calendars", id, system::zone_rules);
  EXPECT_TRUE(loaded.calendar) << first_of(loaded.issues);
  if (!loaded.calendar) return nullptr;
  return &calendars_.emplace(id, *loaded.calendar).first->second;
}

const deadline::CountingRule* LegalTimeOfTests::rule(const std::string& id) {
  if (const auto found = rules_.find(id); found != rules_.end()) return &found->second;
  auto loaded = yaml::load_counting_rule(source_folder() / "config" / "counting", id);
  EXPECT_TRUE(loaded.rule) << first_of(loaded.issues);
  if (!loaded.rule) return nullptr;
  return &rules_.emplace(id, *loaded.rule).first->second;
}

cases::LegalTime LegalTimeOfTests::legal_time() {
  return {[this](std::string_view id) { return calendar(std::string(id)); },
          [this](std::string_view id) { return rule(std::string(id)); }};
}

LegalTimeOfTests& legal_time_of_tests() {
  static LegalTimeOfTests legal_time;
  return legal_time;
}

std::filesystem::path source_folder() {
  return DUNGHAN_SOURCE_DIR;
}

std::filesystem::path shared_log(const std::string& name) {
  const char* shared = std::getenv("DUNGHAN_SHARED");
  const std::filesystem::path folder =
      shared != nullptr ? std::filesystem::path(shared) : source_folder() / ".." / "shared";
  const std::filesystem::path path = folder / "data" / name;
  return std::filesystem::exists(path) ? path : std::filesystem::path();
}

definition::Document document_of(const std::string& text) {
  const yaml::ParsedDocument parsed = yaml::parse_yaml(text, "map.yaml");
  EXPECT_TRUE(parsed.document) << first_of(parsed.issues);
  return parsed.document.value_or(definition::Document{});
}

definition::DefinitionPtr definition_in(const std::filesystem::path& file) {
  return compiled(yaml::read_yaml_file(file));
}
definition::DefinitionPtr definition_of(const std::string& text) {
  return compiled(yaml::parse_yaml(text, "v1.yaml"));
}

const service::DeadlineReport& ReplayOfTests::deadline(const std::string& name) const {
  for (const auto& one : report.deadlines) {
    if (one.name == name) return one;
  }
  ADD_FAILURE() << "no deadline " << name;
  static const service::DeadlineReport none;
  return none;
}

std::unique_ptr<ReplayOfTests> replay_of(const definition::DefinitionPtr& definition,
                                         const definition::Document& map_document,
                                         LogReader& reader, SortLimits sort,
                                         std::optional<Instant> as_of) {
  auto result = std::make_unique<ReplayOfTests>();
  MapSurroundings surroundings;
  surroundings.workflow = [&](std::string_view) { return definition; };
  if (reader.form() == LogForm::csv) surroundings.columns = reader.columns().names();
  const CompiledLogMap compiled = compile_log_map(map_document, surroundings);
  EXPECT_TRUE(compiled.map) << first_of(compiled.issues);
  LegalTimeOfTests& time = legal_time_of_tests();
  auto procedure = cases::Procedure::make(definition, time.legal_time());
  EXPECT_TRUE(procedure) << procedure.error().message;
  if (!compiled.map || !procedure) return result;

  const LogMap& map = *compiled.map;
  service::ReplayPlan plan;
  plan.procedure = *procedure;
  plan.consequences = map.consequences;
  plan.count_as = map.cases.count_as.empty() ? nullptr : time.rule(map.cases.count_as);
  plan.differ = map.cases.differ;
  plan.as_of = as_of;
  service::Replay replay(std::move(plan), &result->sink);
  const ZoneRules zone =
      map.log.zone.empty() ? (*procedure)->zone() : *system::zone_rules(map.log.zone);
  const LogClock clock(zone, map.log.precision, map.log.day_first);
  LogReplayOptions options;
  options.sort = sort;
  const auto outcome = replay_log(reader, map, clock, replay, options);
  EXPECT_TRUE(outcome) << outcome.error().message;
  if (outcome) result->outcome = *outcome;
  result->report = replay.report();
  return result;
}

}  // namespace dunghan::adapters::import
