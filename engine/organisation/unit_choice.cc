// Units by group or level, and what expressions see of one.
#include <algorithm>

#include "engine/organisation/organisation.h"

namespace dunghan::organisation {

std::vector<std::string> units_of(const Organisation& organisation, const UnitChoice& choice,
                                  Date from, Date to) {
  std::vector<std::string> ids;
  for (const UnitRecord& unit : organisation.units()) {
    const auto& names = choice.group.empty() ? choice.levels : unit.groups;
    const std::string& name = choice.group.empty() ? unit.level : choice.group;
    const bool meant = std::find(names.begin(), names.end(), name) != names.end();
    if (meant && (!unit.from || *unit.from <= to) && (!unit.to || *unit.to >= from))
      ids.push_back(unit.id);
  }
  return ids;
}

Value unit_value(const Organisation& organisation, const std::string& id) {
  const UnitRecord* unit = organisation.unit(id);
  Map map{{"id", id}};
  if (unit == nullptr) return map;
  map.push_back({"code", unit->code});
  map.push_back({"name", unit->name_vi});
  map.push_back({"level", unit->level});
  if (unit->from) map.push_back({"from", *unit->from});
  if (unit->to) map.push_back({"to", *unit->to});
  for (const MapEntry& fact : unit->facts) put(map, fact.key.as_string(), fact.value);
  return map;
}

Value id_where_unit(const Value& value, const Value& unit) {
  if (unit.kind() != ValueKind::map || !(value == unit)) return value;
  const Value* id = find(unit.as_map(), "id");
  return id == nullptr ? value : *id;
}

}  // namespace dunghan::organisation
