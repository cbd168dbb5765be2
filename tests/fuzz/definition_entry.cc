// Every sort of file that `dunghan lint` reads, told apart by its keys as it does
// (adapters/app/lint_other.cc), without a disk: what a file refers to is a world of a few names.
#include <algorithm>
#include <filesystem>
#include <string>

#include "adapters/import/log_map.h"
#include "adapters/yaml/calendar_document.h"
#include "adapters/yaml/counting_files.h"
#include "adapters/yaml/organisation_file.h"
#include "adapters/yaml/settings_file.h"
#include "adapters/yaml/yaml_document.h"
#include "engine/calendar/calendar_spec.h"
#include "engine/definition/compiler.h"
#include "engine/definition/issue_codes.h"
#include "engine/definition/issue_text.h"
#include "engine/scenario/read_scenario.h"
#include "tests/fuzz/entry.h"

namespace dunghan::fuzz {
namespace {

using adapters::yaml::IssueList;
using definition::DefinitionPtr;
using definition::Document;
using definition::Issue;
using definition::Issues;

constexpr const char* file_name = "fuzz.yaml";

/// A definition of the tests, to be amended, opened by scenarios and imported into.
const Document& known_document() {
  static const Document document = [] {
    auto parsed = adapters::yaml::read_yaml_file(std::filesystem::path(DUNGHAN_SOURCE_DIR) /
                                                 "tests/golden/definitions/complaint-example.yaml");
    demand(parsed.document.has_value(), "the example of the tests can be read");
    return *std::move(parsed.document);
  }();
  return document;
}

const DefinitionPtr& known_definition() {
  static const DefinitionPtr definition = definition::compile(known_document(), {}).definition;
  return definition;
}

definition::Surroundings surroundings() {
  definition::Surroundings around;
  around.calendars = {"vn-public-administration", "nl"};
  around.counting_rules = {"vn-civil-code-2015"};
  around.posts = {"head", "handler", "reception", "duty"};
  around.units = {"ubnd-tinh", "thanh-tra-tinh"};
  around.workflows = {"complaint-example", "denunciation"};
  return around;
}

std::optional<ZoneRules> zone_rules(std::string_view name) {
  if (name == "UTC") return ZoneRules();
  if (name != "Asia/Ho_Chi_Minh") return std::nullopt;
  return ZoneRules(std::string(name), std::chrono::hours{7});
}

std::string_view line_of(std::string_view text, int line) {
  for (; line > 1; --line) {
    const std::size_t end = text.find('\n');
    if (end == std::string_view::npos) return {};
    text.remove_prefix(end + 1);
  }
  return text.substr(0, text.find('\n'));
}

void check_issue(const Issue& issue, std::string_view text, int lines) {
  demand(definition::find_issue_code(issue.code) != nullptr, "a code of the table: " + issue.code);
  demand(!issue.message.empty(), "words: " + issue.code);
  demand(issue.length >= 1, "something underlined: " + issue.code);
  if (issue.file != file_name) return;  // of an amendment: a place of the version before it
  demand(issue.at.line >= 0 && issue.at.line <= lines, "a line of the file: " + issue.code);
  demand(issue.related.line >= 0 && issue.related.line <= lines,
         "a related line of the file: " + issue.code);
  if (issue.at.line == 0) return;
  const auto width = static_cast<int>(line_of(text, issue.at.line).size());
  demand(issue.at.column >= 1 && issue.at.column <= width + 1, "a column: " + to_line(issue));
}

/// Tells them all, as lint does.
void tell(const Issues& issues, std::string_view text) {
  const int lines = static_cast<int>(std::count(text.begin(), text.end(), '\n')) + 1;
  std::size_t octets = 0;
  for (const Issue& issue : issues) {
    check_issue(issue, text, lines);
    octets += to_text(issue, text).size();
  }
  demand(issues.empty() || octets > 0, "issues are told");
}

template <class Made>
void check_outcome(const Made& made, const Issues& issues) {
  demand(static_cast<bool>(made) != definition::has_errors(issues), "errors, or a result");
}

Issues read_calendar_file(const Document& document, bool is_list) {
  IssueList issues(file_name, adapters::yaml::issues_max);
  calendar::CalendarSpec spec;
  if (is_list) {
    spec.id = "known";
    spec.zone = ZoneRules();
    spec.weekend = {std::chrono::Saturday, std::chrono::Sunday};
    adapters::yaml::read_official_year(document, 0, spec, issues);
  } else {
    spec = adapters::yaml::read_calendar(document, 0, zone_rules, issues);
  }
  const auto find = [&spec](std::string_view id) { return id == spec.id ? &spec : nullptr; };
  const auto compiled = calendar::compile(spec, find);
  if (!compiled) {
    for (const calendar::SpecFault& fault : compiled.error())
      issues.add(fault.code, {fault.at.line, fault.at.column}, fault.message, fault.remedy);
  }
  return issues.take();
}

Issues read_scenario_file(const Document& document) {
  scenario::Surroundings around;
  around.workflow = [](std::string_view id, Date) -> Result<DefinitionPtr> {
    if (id == known_definition()->id) return known_definition();
    return fail(ErrorCode::not_found, "there is no such workflow");
  };
  const auto read = scenario::read_scenario(document, around);
  check_outcome(read.scenario, read.issues);
  return read.issues;
}

Issues read_definition(const Document& document) {
  definition::VersionChain earlier;
  if (definition::is_amendment(document)) earlier.push_back(known_document());
  const auto compiled = definition::compile(document, surroundings(), earlier);
  check_outcome(compiled.definition, compiled.issues);
  return compiled.issues;
}

Issues read_by_sort(const Document& document) {
  const auto has = [&](const char* key) { return document.root.find(key) != nullptr; };
  if (has("workflow") && has("version")) return read_definition(document);
  if (definition::is_cycle(document)) {
    const auto compiled = definition::compile_cycle(document, surroundings());
    check_outcome(compiled.cycle, compiled.issues);
    return compiled.issues;
  }
  if (scenario::looks_like_scenario(document)) return read_scenario_file(document);
  if (has("map")) {
    const auto compiled = adapters::import::compile_log_map(document, {});
    check_outcome(compiled.map, compiled.issues);
    return compiled.issues;
  }
  if (has("ladders") && !has("definitions")) return definition::compile_ladders(document).issues;
  if (has("units")) {
    const auto read = adapters::yaml::read_organisation(document);
    check_outcome(read.organisation, read.issues);
    return read.issues;
  }
  if (has("counting") && !has("workflow")) {
    IssueList issues(file_name, adapters::yaml::issues_max);
    static_cast<void>(adapters::yaml::read_counting_rule(document, issues));
    return issues.take();
  }
  const bool is_list = has("official") && has("year");
  if ((has("calendar") || is_list) && !has("workflow"))
    return read_calendar_file(document, is_list);
  if (has("definitions") || has("writer")) {
    const auto read = adapters::yaml::read_settings(document);
    check_outcome(read.settings, read.issues);
    return read.issues;
  }
  return read_definition(document);
}

}  // namespace

void run_definition(std::string_view octets) {
  const auto parsed = adapters::yaml::parse_yaml(std::string(octets), file_name);
  check_outcome(parsed.document, parsed.issues);
  tell(parsed.issues, octets);
  if (parsed.document) tell(read_by_sort(*parsed.document), parsed.document->source);
}

}  // namespace dunghan::fuzz
