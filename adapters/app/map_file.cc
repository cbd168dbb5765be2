#include "adapters/app/map_file.h"

#include "adapters/system/tzdb_zone_rules.h"
#include "adapters/yaml/calendar_files.h"
#include "adapters/yaml/yaml_document.h"
#include "engine/definition/issue_text.h"

namespace dunghan::adapters::app {
namespace {

std::string first_fault(const definition::Issues& issues) {
  for (const auto& issue : issues) {
    if (issue.severity == definition::Severity::error) return definition::to_line(issue);
  }
  return "the map cannot be read";
}

Result<import::LogMap> compile(const definition::Document& document,
                               const import::MapSurroundings& around, const cli::LogRun& run) {
  auto compiled = import::compile_log_map(document, around);
  if (compiled.map) return std::move(*compiled.map);
  return fail(ErrorCode::invalid_argument, first_fault(compiled.issues), "dunghan lint " + run.map);
}

}  // namespace

Result<PreparedLog> prepare_log(Configuration& configuration, ports::DefinitionStore& definitions,
                                const cli::LogRun& run) {
  const auto parsed = yaml::read_yaml_file(run.map);
  if (!parsed.document)
    return fail(ErrorCode::invalid_argument, first_fault(parsed.issues), "dunghan lint " + run.map);
  // A log may reach back to any version; the newest is what the map is checked against.
  const Date newest = make_date(9999, 12, 31);
  import::MapSurroundings around;
  around.workflow = [&](std::string_view id) {
    return definitions.in_force(id, newest).value_or(nullptr);
  };
  around.counting_rules = yaml::ids_in(configuration.settings().counting);
  PreparedLog prepared;
  DUNGHAN_TRY(prepared.map, compile(*parsed.document, around, run));
  DUNGHAN_TRY(prepared.definition, definitions.in_force(prepared.map.workflow, newest));
  std::string zone_name = prepared.map.log.zone;
  if (zone_name.empty()) {
    DUNGHAN_TRY(const calendar::Calendar* calendar,
                configuration.calendar(prepared.definition->calendar));
    zone_name = calendar->zone().name();
  }
  auto zone = system::zone_rules(zone_name);
  if (!zone) return fail(ErrorCode::invalid_argument, "there is no time zone `" + zone_name + "`");
  prepared.clock = std::make_unique<import::LogClock>(std::move(*zone), prepared.map.log.precision,
                                                      prepared.map.log.day_first);
  DUNGHAN_TRY(prepared.log, import::open_log(run.log, prepared.map.log.form));
  // What the header lacks is said at once, with the map's line, rather than of every row.
  if (prepared.log.reader->form() == import::LogForm::csv) {
    around.columns = prepared.log.reader->columns().names();
    DUNGHAN_TRY(prepared.map, compile(*parsed.document, around, run));
  }
  return prepared;
}

}  // namespace dunghan::adapters::app
