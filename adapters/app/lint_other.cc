// What `dunghan lint` finds in files that are no workflow definition: calendars, counting rules,
// the organisation, ladders, scenarios, settings, maps.
#include "adapters/app/local_environment.h"
#include "adapters/import/log_map.h"
#include "adapters/system/tzdb_zone_rules.h"
#include "adapters/yaml/calendar_files.h"
#include "adapters/yaml/counting_files.h"
#include "adapters/yaml/organisation_file.h"
#include "adapters/yaml/settings_file.h"

namespace dunghan::adapters::app {

std::optional<definition::Issues> LocalEnvironment::check_other(
    const definition::Document& document) {
  const auto has = [&](const char* key) { return document.root.find(key) != nullptr; };
  if (has("workflow") && has("version")) return std::nullopt;
  if (has("map")) {
    import::MapSurroundings around;
    return import::compile_log_map(document, around).issues;
  }
  if (has("ladders") && !has("definitions")) return definition::compile_ladders(document).issues;
  if (has("steps")) return definition::check_scenario(document);
  if (has("units")) return yaml::read_organisation(document).issues;
  if (has("counting") && !has("workflow"))
    return yaml::load_counting_rule({}, document.file).issues;
  const bool list = has("official") && has("year");
  if ((has("calendar") || list) && !has("workflow")) {
    auto configured = configuration();
    if (!configured) return std::nullopt;
    if (list) {
      // Its faults show where it stands in its calendar.
      auto read = yaml::read_planned_file(document.file);
      if (!read.plan) return std::move(read.issues);
      return yaml::load_calendar((*configured)->settings().calendars, read.plan->id,
                                 system::zone_rules, &*read.plan)
          .issues;
    }
    return yaml::load_calendar((*configured)->settings().calendars, document.file,
                               system::zone_rules)
        .issues;
  }
  if (has("definitions") || has("writer")) return yaml::read_settings(document).issues;
  return std::nullopt;
}

}  // namespace dunghan::adapters::app
