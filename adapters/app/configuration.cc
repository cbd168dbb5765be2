#include "adapters/app/configuration.h"

#include <algorithm>

#include "adapters/system/tzdb_zone_rules.h"
#include "adapters/yaml/calendar_files.h"
#include "adapters/yaml/counting_files.h"
#include "adapters/yaml/organisation_file.h"
#include "adapters/yaml/yaml_document.h"
#include "engine/definition/edit_distance.h"
#include "engine/definition/issue_text.h"

namespace dunghan::adapters::app {
namespace {

Failure first_fault(const definition::Issues& issues, const std::string& what) {
  for (const auto& issue : issues) {
    if (issue.severity == definition::Severity::error)
      return fail(ErrorCode::invalid_argument, definition::to_line(issue));
  }
  return fail(ErrorCode::not_found, "there is no " + what);
}

/// Whether an id stands for a file of `folder`: an unknown one is told with those that are there.
Result<void> check_known(const std::string& kind, const std::filesystem::path& folder,
                         const std::string& id_or_file) {
  if (yaml::names_a_file(id_or_file)) return {};
  const std::vector<std::string> ids = yaml::ids_in(folder);
  if (std::find(ids.begin(), ids.end(), id_or_file) != ids.end()) return {};
  std::string remedy = definition::did_you_mean(id_or_file, ids);
  if (remedy.empty()) {
    for (const std::string& id : ids) remedy += (remedy.empty() ? "write one of " : ", ") + id;
    remedy += remedy.empty() ? "write the path of a file" : ", or the path of a file";
  }
  return fail(ErrorCode::invalid_argument,
              "there is no " + kind + " `" + id_or_file + "` in " + folder.string(), remedy);
}

}  // namespace

Result<std::unique_ptr<Configuration>> Configuration::load(const std::string& given_file) {
  const auto surroundings = yaml::surroundings_of_process();
  const auto file = yaml::find_settings_file(given_file, surroundings);
  // Without its settings the program is not set up: a fault of the surroundings, not a refusal.
  if (!file) return fail(ErrorCode::unavailable, file.error().message, file.error().remedy);
  auto read = yaml::read_settings_file(*file);
  if (!read.settings) return first_fault(read.issues, "settings file");
  auto configuration = std::make_unique<Configuration>();
  configuration->settings_ = std::move(*read.settings);
  configuration->state_folder_ = yaml::state_folder(surroundings);
  return configuration;
}

Result<const calendar::Calendar*> Configuration::calendar(const std::string& id_or_file) {
  const std::scoped_lock lock(mutex_);
  if (const auto found = calendars_.find(id_or_file); found != calendars_.end())
    return found->second.get();
  DUNGHAN_TRY_VOID(check_known("calendar", settings_.calendars, id_or_file));
  auto loaded = yaml::load_calendar(settings_.calendars, id_or_file, system::zone_rules);
  if (!loaded.calendar) return first_fault(loaded.issues, "calendar `" + id_or_file + "`");
  auto& kept = calendars_[id_or_file];
  kept = std::make_unique<calendar::Calendar>(std::move(*loaded.calendar));
  return kept.get();
}

Result<const deadline::CountingRule*> Configuration::counting_rule(const std::string& id_or_file) {
  const std::scoped_lock lock(mutex_);
  if (const auto found = rules_.find(id_or_file); found != rules_.end()) return found->second.get();
  DUNGHAN_TRY_VOID(check_known("counting rule", settings_.counting, id_or_file));
  auto loaded = yaml::load_counting_rule(settings_.counting, id_or_file);
  if (!loaded.rule) return first_fault(loaded.issues, "counting rule `" + id_or_file + "`");
  auto& kept = rules_[id_or_file];
  kept = std::make_unique<deadline::CountingRule>(std::move(*loaded.rule));
  return kept.get();
}

Result<const organisation::Organisation*> Configuration::organisation() {
  const std::scoped_lock lock(mutex_);
  if (!organisation_) DUNGHAN_TRY_VOID(read_organisation(settings_.organisation));
  return &*organisation_;
}

Result<void> Configuration::use_organisation(const std::filesystem::path& file) {
  const std::scoped_lock lock(mutex_);
  return read_organisation(file);
}

Result<void> Configuration::read_organisation(const std::filesystem::path& file) {
  auto read = yaml::read_organisation_file(file);
  if (!read.organisation) return first_fault(read.issues, "organisation `" + file.string() + "`");
  organisation_ = std::move(*read.organisation);
  return {};
}

Result<definition::Surroundings> Configuration::surroundings() {
  DUNGHAN_TRY(const auto* organisation_in_use, organisation());
  return surroundings(*organisation_in_use);
}

Result<definition::Surroundings> Configuration::surroundings(
    const organisation::Organisation& of) const {
  definition::Surroundings out;
  out.calendars = yaml::ids_in(settings_.calendars);
  out.counting_rules = yaml::ids_in(settings_.counting);
  out.posts = of.posts();
  for (const auto& unit : of.units()) out.units.push_back(unit.id);
  for (const auto& person : of.people()) {
    for (const auto& holding : person.posts) out.held.push_back({holding.unit, holding.post});
  }
  const auto parsed = yaml::read_yaml_file(settings_.ladders);
  if (!parsed.document) return first_fault(parsed.issues, "ladders file");
  auto ladders = definition::compile_ladders(*parsed.document);
  if (definition::has_errors(ladders.issues)) return first_fault(ladders.issues, "ladders file");
  out.ladders = std::move(ladders.ladders);
  return out;
}

cases::LegalTime Configuration::legal_time() {
  cases::LegalTime legal_time;
  legal_time.calendar = [this](std::string_view id) {
    return calendar(std::string(id)).value_or(nullptr);
  };
  legal_time.rule = [this](std::string_view id) {
    return counting_rule(std::string(id)).value_or(nullptr);
  };
  return legal_time;
}

}  // namespace dunghan::adapters::app
