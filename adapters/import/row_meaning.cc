#include "adapters/import/row_meaning.h"

#include <algorithm>

#include "adapters/import/map_expression.h"

namespace dunghan::adapters::import {
namespace {

using service::LoggedAct;
using service::Rejection;

LoggedAct::Kind act_kind(ActivityRule::Kind kind) {
  switch (kind) {
    case ActivityRule::Kind::open: return LoggedAct::Kind::open;
    case ActivityRule::Kind::send: return LoggedAct::Kind::send;
    case ActivityRule::Kind::done: return LoggedAct::Kind::done;
    case ActivityRule::Kind::suspend: return LoggedAct::Kind::suspend;
    case ActivityRule::Kind::resume: return LoggedAct::Kind::resume;
    case ActivityRule::Kind::extend: return LoggedAct::Kind::extend;
    case ActivityRule::Kind::expect: return LoggedAct::Kind::expect;
    case ActivityRule::Kind::note:
    case ActivityRule::Kind::ignore: return LoggedAct::Kind::note;
  }
  return LoggedAct::Kind::note;
}

/// What is shown of a value that a log brought.
std::string shown(std::string_view text) {
  constexpr std::size_t octets_max = 60;
  if (text.size() <= octets_max) return "`" + std::string(text) + "`";
  std::size_t end = octets_max;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) --end;
  return "`" + std::string(text.substr(0, end)) + "…`";
}

}  // namespace

Rejection rejection_of(const RowFault& fault) {
  Rejection rejection;
  rejection.reason = fault.reason;
  rejection.line = fault.at.line;
  rejection.column = fault.at.column;
  rejection.message = fault.message;
  rejection.remedy = fault.remedy;
  return rejection;
}

std::optional<std::string_view> RowMeaning::text(const LogRow& row, const ColumnTable& columns,
                                                 const ColumnName& column) const {
  return row.value(columns.index_of(column.name));
}

std::optional<std::string_view> RowMeaning::case_id(const LogRow& row,
                                                    const ColumnTable& columns) const {
  return text(row, columns, map_.cases.id);
}

Rejection RowMeaning::rejection(const LogRow& row, const ColumnTable& columns, std::string reason,
                                TextPosition at, std::string message, std::string remedy) const {
  Rejection rejection =
      rejection_of({std::move(reason), at, std::move(message), std::move(remedy)});
  rejection.case_id = case_id(row, columns).value_or("");
  if (map_.event) rejection.activity = text(row, columns, map_.event->name).value_or("");
  return rejection;
}

std::optional<Occurrence> RowMeaning::moment(const LogRow& row, const ColumnTable& columns,
                                             const ColumnName& column,
                                             std::optional<Rejection>& why) const {
  const int place = columns.index_of(column.name);
  const auto value = row.value(place);
  if (!value) return std::nullopt;
  auto read = clock_.read(*value);
  if (read) return *read;
  why = rejection(row, columns, "bad_date", row.position(place),
                  "column `" + column.name + "`: " + read.error().message, read.error().remedy);
  return std::nullopt;
}

Map RowMeaning::fields(const LogRow& row, const ColumnTable& columns,
                       const std::vector<MapField>& fields, std::optional<Rejection>& why) const {
  Map read;
  for (const MapField& field : fields) {
    TextPosition at;
    auto value = value_on(field.value, row, columns, at);
    if (!value) {
      why = rejection(row, columns, "bad_value", at,
                      "field `" + field.name + "`: " + value.error().message, value.error().remedy);
      return {};
    }
    if (*value) read.push_back({field.name, *std::move(*value)});
  }
  return read;
}

std::string RowMeaning::unit(const LogRow& row, const ColumnTable& columns,
                             std::optional<Rejection>& why) const {
  TextPosition at;
  const auto value = value_on(map_.cases.unit, row, columns, at);
  if (!value) {
    why = rejection(row, columns, "bad_value", at, "the unit: " + value.error().message,
                    value.error().remedy);
    return {};
  }
  const bool is_text = *value && (*value)->kind() == ValueKind::string;
  std::string name = is_text ? (*value)->as_string() : std::string();
  const auto& units = organisation_.units();
  const auto known =
      std::find_if(units.begin(), units.end(), [&](const organisation::UnitRecord& unit) {
        return unit.id == name || unit.code == name || unit.name_vi == name || unit.name_en == name;
      });
  if (known != units.end()) return known->id;
  if (!map_.cases.unit_else.empty()) return map_.cases.unit_else;
  if (name.empty())
    why = rejection(row, columns, "missing_unit", at, "the row names no unit",
                    "give the map a `unit_else`");
  return name;
}

bool RowMeaning::is_kept(const LogRow& row, const ColumnTable& columns) const {
  return std::all_of(
      map_.event->only.begin(), map_.event->only.end(), [&](const LogMap::Only& only) {
        const std::string_view value = text(row, columns, only.column).value_or("");
        return std::find(only.values.begin(), only.values.end(), value) != only.values.end();
      });
}

RowMeaning::Reading RowMeaning::act(const LogRow& row, const ColumnTable& columns) const {
  Reading reading;
  const auto reject = [&](Rejection why) {
    reading.kind = Kind::rejected;
    reading.why = std::move(why);
    return reading;
  };
  if (!is_kept(row, columns)) return reading;
  const auto activity = text(row, columns, map_.event->name);
  if (!activity) {
    return reject(rejection(row, columns, "missing_activity", {row.line, 1},
                            "column `" + map_.event->name.name + "` is empty"));
  }
  const ActivityRule* rule = map_.rule_for(*activity);
  reading.unmapped = rule == nullptr;
  reading.act.activity = *activity;
  reading.act.line = row.line;
  if (rule == nullptr && map_.otherwise_refused) {
    return reject(rejection(
        row, columns, "unknown_activity", row.position(columns.index_of(map_.event->name.name)),
        "the map does not say what " + shown(*activity) + " means", "name it under `events`"));
  }
  const auto kind = rule != nullptr ? rule->kind : map_.otherwise;
  if (kind == ActivityRule::Kind::ignore) return reading;
  std::optional<Rejection> why;
  const auto at = moment(row, columns, map_.event->at, why);
  if (!at && !why)
    why = rejection(row, columns, "bad_date", {row.line, 1},
                    "column `" + map_.event->at.name + "` is empty");
  if (map_.event->recorded_at && !why) {
    if (const auto recorded = moment(row, columns, *map_.event->recorded_at, why))
      reading.act.recorded_at = recorded->at;
  }
  if (rule != nullptr && !why) reading.act.fields = fields(row, columns, rule->fields, why);
  if (why) return reject(*std::move(why));
  reading.kind = Kind::act;
  reading.act.kind = act_kind(kind);
  reading.act.at = *at;
  if (rule != nullptr) {
    reading.act.name = rule->target;
    reading.act.ground = rule->ground;
    reading.act.event = rule->event;
    reading.act.by = rule->by;
  }
  return reading;
}

}  // namespace dunghan::adapters::import
