#include "adapters/app/local_environment.h"

#include <fstream>

#include "adapters/app/trial.h"
#include "adapters/system/child_program.h"
#include "adapters/system/memory_in_use.h"
#include "adapters/system/read_file.h"
#include "adapters/system/system_time_source.h"
#include "adapters/system/tzdb_zone_rules.h"
#include "adapters/yaml/definition_files.h"
#include "adapters/yaml/organisation_file.h"
#include "adapters/yaml/yaml_document.h"
#include "engine/definition/issue_text.h"

namespace dunghan::adapters::app {

namespace {
inline constexpr std::size_t field_file_octets_max = 2UL * 1024 * 1024;
/// Conformance vectors, one a line: all of them are some 600 KB.
inline constexpr std::size_t input_octets_max = 64UL * 1024 * 1024;
/// The largest procedure drawn so far takes half a second and 200 KB.
inline constexpr system::ProgramLimits drawing_limits{std::chrono::seconds(30), 16UL * 1024 * 1024};
}  // namespace

Result<service::Answer> LocalSession::submit(const service::Request& request) {
  auto answer = office_.service().handle(request);
  if (answer) {
    // What the act asked of other cases is done before the caller goes on; a failure there is
    // theirs to retry, not this act's.
    static_cast<void>(office_.service().deliver_case_messages());
  }
  return answer;
}

Result<Configuration*> LocalEnvironment::configuration() {
  if (!configuration_) {
    DUNGHAN_TRY(configuration_, Configuration::load(options_.config));
  }
  return configuration_.get();
}

Result<std::filesystem::path> LocalEnvironment::database() {
  if (!options_.db.empty()) return std::filesystem::absolute(options_.db);
  DUNGHAN_TRY(Configuration* const configured, configuration());
  if (!configured->settings().database.empty()) return configured->settings().database;
  return configured->state_folder() / "dunghan.db";
}

Result<std::optional<Instant>> LocalEnvironment::rehearsal_now() {
  if (options_.now.empty()) return std::optional<Instant>();
  DUNGHAN_TRY(const calendar::Calendar* calendar_in_use, calendar(default_calendar()));
  DUNGHAN_TRY(const Occurrence occurrence, parse_occurrence(options_.now, calendar_in_use->zone()));
  return std::optional(occurrence.at);
}

Result<Office*> LocalEnvironment::office() {
  if (office_) return office_.get();
  DUNGHAN_TRY(Configuration* const configured, configuration());
  Office::Options opening;
  DUNGHAN_TRY(opening.database, database());
  DUNGHAN_TRY(opening.now, rehearsal_now());
  DUNGHAN_TRY(office_, Office::open(*configured, opening));
  session_ = std::make_unique<LocalSession>(*office_);
  return office_.get();
}

Result<ports::DefinitionStore*> LocalEnvironment::definitions() {
  DUNGHAN_TRY(Office* const opened, office());
  return &opened->definitions();
}

Result<cli::Session*> LocalEnvironment::session() {
  DUNGHAN_TRY_VOID(office());
  return session_.get();
}

Result<Instant> LocalEnvironment::now() {
  DUNGHAN_TRY(const auto rehearsal, rehearsal_now());
  return rehearsal ? *rehearsal : system::SystemTimeSource{}.now();
}

Result<std::string> LocalEnvironment::acting_person() {
  std::string person = options_.as;
  if (person.empty()) {
    DUNGHAN_TRY(Configuration* const configured, configuration());
    person = configured->settings().acting_person;
  }
  if (person.empty())
    return fail(ErrorCode::invalid_argument, "nobody acts: every act names its person",
                "--as PERSON, or `as:` in the configuration");
  DUNGHAN_TRY(const auto* people, organisation());
  if (people->person(person) == nullptr) {
    return refuse("unknown_person", "there is no person `" + person + "` in the organisation",
                  "people stand in config/organisation.yaml");
  }
  return person;
}

cli::ParsedFile LocalEnvironment::parse(const std::string& path) {
  auto parsed = yaml::read_yaml_file(resolve(path));
  return {std::move(parsed.document), std::move(parsed.issues)};
}

definition::Compiled LocalEnvironment::compile(const definition::Document& document) {
  definition::Surroundings around;
  const auto people = organisation_beside(document.file);
  auto configured = configuration();
  if (people && configured) {
    if (auto found = (*configured)->surroundings(**people)) around = std::move(*found);
  }
  return definition::compile(document, around,
                             yaml::earlier_versions(document, resolve(document.file)));
}

Result<definition::DefinitionPtr> LocalEnvironment::definition_of_office(const std::string& path) {
  DUNGHAN_TRY(Office* const opened, office());
  DUNGHAN_TRY(auto definition, opened->definitions().from_file(resolve(path)));
  opened->definitions().read_again();
  if (opened->definitions().knows(*definition)) return definition;
  DUNGHAN_TRY(Configuration* const configured, configuration());
  std::string folders;
  for (const auto& folder : configured->settings().definitions)
    folders += (folders.empty() ? "" : ", ") + folder.string();
  return fail(ErrorCode::invalid_argument,
              path + " lies in no folder in which the office looks for procedures",
              "move it below " + folders + ", or name its folder under `definitions`");
}

Result<const organisation::Organisation*> LocalEnvironment::organisation() {
  DUNGHAN_TRY(Configuration* const configured, configuration());
  return configured->organisation();
}

Result<const organisation::Organisation*> LocalEnvironment::organisation_beside(
    const std::string& definition) {
  const auto file = organisation_file_in(resolve(definition).parent_path());
  if (!file) return organisation();
  const auto known = beside_.find(*file);
  if (known != beside_.end()) return &known->second;
  auto read = yaml::read_organisation_file(*file);
  if (!read.organisation)
    return fail(ErrorCode::invalid_argument,
                read.issues.empty() ? file->string() + " cannot be read"
                                    : definition::to_line(read.issues.front()),
                "dunghan lint " + file->string());
  return &beside_.emplace(*file, std::move(*read.organisation)).first->second;
}

Result<const calendar::Calendar*> LocalEnvironment::calendar(const std::string& id_or_file) {
  DUNGHAN_TRY(Configuration* const configured, configuration());
  return configured->calendar(id_or_file);
}

cli::PlannedCalendars LocalEnvironment::plan_calendars(const std::string& file) {
  const auto configured = configuration();
  if (!configured) {
    cli::PlannedCalendars none;
    definition::Issue issue;
    issue.code = "E0477";
    issue.message = configured.error().message;
    issue.remedy = configured.error().remedy;
    none.issues.push_back(std::move(issue));
    return none;
  }
  planning_ = std::make_unique<CalendarPlanning>(**configured);
  return planning_->plan(resolve(file));
}

Result<const deadline::CountingRule*> LocalEnvironment::counting_rule(
    const std::string& id_or_file) {
  DUNGHAN_TRY(Configuration* const configured, configuration());
  return configured->counting_rule(id_or_file);
}

Result<std::string> LocalEnvironment::read_input(const std::string& path) {
  if (path == "-") return system::read_standard_input(input_octets_max);
  return system::read_file(resolve(path), input_octets_max);
}

Result<void> LocalEnvironment::write_file(const std::string& path, const std::string& text) {
  std::ofstream stream(resolve(path), std::ios::binary | std::ios::trunc);
  stream << text;
  stream.close();
  if (!stream) {
    return fail(ErrorCode::unavailable, path + " cannot be written",
                "does its folder exist, and may you write there?");
  }
  return {};
}

Result<void> LocalEnvironment::make_folder(const std::string& path) {
  std::error_code fault;
  std::filesystem::create_directories(resolve(path), fault);
  if (!fault) return {};
  return fail(ErrorCode::unavailable, "the folder " + path + " cannot be made: " + fault.message());
}

std::size_t LocalEnvironment::memory_in_use() {
  return system::memory_in_use();
}

Result<std::string> LocalEnvironment::draw_svg(const std::string& dot) {
  auto drawn = system::run_program({"dot", "-Tsvg"}, dot, drawing_limits);
  if (!drawn && drawn.error().reason == system::program_missing) {
    return fail(ErrorCode::unavailable,
                "SVG is drawn by Graphviz, and its program `dot` is not here",
                "apt-get install graphviz; or draw with --format dot or mermaid");
  }
  return drawn;
}

std::optional<ZoneRules> LocalEnvironment::zone(std::string_view name) {
  return system::zone_rules(name);
}

Result<std::string> LocalEnvironment::read_file(const std::string& path) {
  return system::read_file(resolve(path), field_file_octets_max);
}

}  // namespace dunghan::adapters::app
