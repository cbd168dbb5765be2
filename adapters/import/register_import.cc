#include "adapters/import/register_import.h"

#include <array>

namespace dunghan::adapters::import {
namespace {

using service::LoggedAct;
using service::Rejection;

constexpr std::int64_t progress_rows = 4'096;

// Tags of the acts of a row that is a whole case.
constexpr int tag_open = 0;
constexpr int tag_close = 1;
constexpr int tag_first_step = 2;

// Sorts as the instants do: 20 digits, shifted so that none is negative. At one instant the opening
// of a case comes first.
std::string key_of(Instant at, bool opens) {
  constexpr std::uint64_t shift = 1ULL << 63U;
  std::string digits =
      std::to_string(static_cast<std::uint64_t>(at.time_since_epoch().count()) + shift);
  digits.insert(0, 20 - digits.size(), '0');
  return digits + (opens ? "0" : "1");
}

service::Request request_of(LoggedAct&& act) {
  service::Request request;
  request.actor = {cases::Actor::Kind::import, "import"};
  request.imported = true;
  request.occurred = act.at;
  switch (act.kind) {
    case LoggedAct::Kind::done:
      request.what = service::DoneRequest{act.name, act.event, std::move(act.fields)};
      break;
    case LoggedAct::Kind::suspend:
      request.what = service::SuspendRequest{act.name, act.ground, std::move(act.fields)};
      break;
    case LoggedAct::Kind::resume:
      request.what = service::ResumeRequest{act.name, act.ground, std::move(act.fields)};
      break;
    case LoggedAct::Kind::extend:
      request.what =
          service::ExtendRequest{act.name, act.ground, act.by, std::nullopt, std::move(act.fields)};
      break;
    case LoggedAct::Kind::note:
    case LoggedAct::Kind::expect:
      request.what = service::NoteRequest{act.activity, std::move(act.fields)};
      break;
    case LoggedAct::Kind::open:
    case LoggedAct::Kind::send:
      request.what = service::SendRequest{act.name, std::move(act.fields)};
      break;
  }
  return request;
}

}  // namespace

RegisterImport::RegisterImport(const LogMap& map, const LogClock& clock,
                               const organisation::Organisation& organisation,
                               std::function<void(const Rejection&)> refused,
                               std::filesystem::path temporary_folder, SortLimits limits)
    : map_(map),
      meaning_(map, clock, organisation),
      organisation_(organisation),
      refused_(std::move(refused)),
      sorter_(std::move(temporary_folder), limits) {}

Result<void> RegisterImport::read(LogReader& reader,
                                  const std::function<void(std::uint64_t)>& progress) {
  columns_ = &reader.columns();
  LogRow row;
  while (true) {
    DUNGHAN_TRY(const bool more, reader.next(row));
    if (!more) return {};
    ++rows_;
    if (progress && rows_ % progress_rows == 0) progress(reader.octets_read());
    if (!row.fault && !meaning_.case_id(row, *columns_)) {
      row.fault = RowFault{
          "missing_case_id", {row.line, 1}, "column `" + map_.cases.id.name + "` is empty", {}};
    }
    if (row.fault) {
      refuse(rejection_of(*row.fault));
      continue;
    }
    DUNGHAN_TRY_VOID(map_.event ? take_event_row(row) : take_case_row(row));
  }
}

Result<void> RegisterImport::take_event_row(const LogRow& row) {
  const RowMeaning::Reading reading = meaning_.act(row, *columns_);
  if (reading.kind == RowMeaning::Kind::rejected) refuse(reading.why);
  if (reading.kind != RowMeaning::Kind::act) return {};
  return sorter_.add(key_of(reading.act.at.at, reading.act.kind == LoggedAct::Kind::open), row);
}

// One entry for each date of the row. A row whose opening cannot be read gives none: nothing could
// follow it.
Result<void> RegisterImport::take_case_row(const LogRow& row) {
  std::optional<Rejection> why;
  const auto opened = meaning_.moment(row, *columns_, *map_.cases.opened_at, why);
  if (!opened) {
    const std::string& name = map_.cases.opened_at->name;
    refuse(why.value_or(meaning_.rejection(row, *columns_, "no_start", {row.line, 1},
                                           "column `" + name + "` is empty")));
    return {};
  }
  DUNGHAN_TRY_VOID(sorter_.add(key_of(opened->at, true), row, tag_open));
  const auto add = [&](const ColumnEvent& event, int tag) -> Result<void> {
    std::optional<Rejection> fault;
    const auto at = meaning_.moment(row, *columns_, event.at, fault);
    if (fault) refuse(*fault);
    if (!at) return {};
    return sorter_.add(key_of(at->at, false), row, tag);
  };
  int tag = tag_first_step;
  for (const ColumnEvent& step : map_.cases.steps) DUNGHAN_TRY_VOID(add(step, tag++));
  if (map_.cases.close) DUNGHAN_TRY_VOID(add(*map_.cases.close, tag_close));
  return {};
}

Result<bool> RegisterImport::next(ImportAct& act) {
  LogRow row;
  int tag = 0;
  while (true) {
    DUNGHAN_TRY(const bool more, sorter_.next(row, tag));
    if (!more) return false;
    act = {};
    act.case_id = *meaning_.case_id(row, *columns_);
    act.line = row.line;
    if (map_.event ? make_event_act(row, act) : make_case_act(row, tag, act)) break;
  }
  // What makes a row the same row again: the case, the act, and when it happened.
  const auto at = act.request.occurred->at.time_since_epoch().count();
  act.request.key =
      "import/" + map_.name + "/" + act.case_id + "/" + act.activity + "/" + std::to_string(at);
  return true;
}

bool RegisterImport::make_event_act(const LogRow& row, ImportAct& act) {
  RowMeaning::Reading reading = meaning_.act(row, *columns_);
  if (reading.kind != RowMeaning::Kind::act) return false;
  act.activity = reading.act.activity;
  if (reading.act.kind == LoggedAct::Kind::open)
    return make_open(row, reading.act.at, reading.act.fields, act);
  act.request = request_of(std::move(reading.act));
  return true;
}

bool RegisterImport::make_case_act(const LogRow& row, int tag, ImportAct& act) {
  std::optional<Rejection> why;
  if (tag == tag_open) {
    act.activity = "open";
    const auto at = meaning_.moment(row, *columns_, *map_.cases.opened_at, why);
    return at && make_open(row, *at, {}, act);
  }
  const ColumnEvent& event = tag == tag_close
                                 ? *map_.cases.close
                                 : map_.cases.steps[static_cast<std::size_t>(tag - tag_first_step)];
  LoggedAct logged;
  logged.kind = LoggedAct::Kind::send;
  logged.activity = logged.name = event.event;
  logged.fields = meaning_.fields(row, *columns_, event.fields, why);
  const auto at = meaning_.moment(row, *columns_, event.at, why);
  if (why || !at) {
    if (why) refuse(*why);
    return false;
  }
  logged.at = *at;
  act.activity = event.event;
  act.request = request_of(std::move(logged));
  return true;
}

bool RegisterImport::make_open(const LogRow& row, const Occurrence& at, const Map& fields,
                               ImportAct& act) {
  std::optional<Rejection> why;
  const std::string unit = meaning_.unit(row, *columns_, why);
  Map data = why ? Map{} : meaning_.fields(row, *columns_, map_.cases.data, why);
  if (!why && organisation_.unit(unit) == nullptr) {
    why = meaning_.rejection(row, *columns_, "unknown_unit", {row.line, 1},
                             "the organisation has no unit `" + unit + "`",
                             "write the unit's id, code or name as in the organisation file, or "
                             "give the map a `unit_else`");
  }
  if (why) {
    refuse(*why);
    return false;
  }
  for (const MapEntry& field : fields) put(data, field.key.as_string(), field.value);
  act.request.what = service::OpenRequest{map_.workflow, unit, std::move(data), {}, {}, {}};
  act.request.actor = {cases::Actor::Kind::import, "import"};
  act.request.imported = true;
  act.request.occurred = at;
  return true;
}

}  // namespace dunghan::adapters::import
