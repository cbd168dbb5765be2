#include "adapters/import/log_cases.h"

#include <algorithm>

namespace dunghan::adapters::import {
namespace {

using service::Rejection;

constexpr std::size_t seen_bits = 64UL * 1024 * 1024;  // 8 MiB
constexpr int seen_probes = 4;
/// Rows between two calls of the progress function.
constexpr std::int64_t progress_rows = 4'096;

// FNV-1a, 64 bits: the same on every machine.
std::uint64_t hash_of(std::string_view text) {
  std::uint64_t hash = 14695981039346656037ULL;
  for (const char octet : text)
    hash = (hash ^ static_cast<unsigned char>(octet)) * 1099511628211ULL;
  return hash;
}

}  // namespace

SeenBefore::SeenBefore() : bits_(seen_bits / 64, 0) {}

bool SeenBefore::check(std::string_view text) {
  const std::uint64_t hash = hash_of(text);
  const std::uint64_t step = (hash >> 32U) | 1U;
  bool all = true;
  std::uint64_t place = hash;
  for (int probe = 0; probe < seen_probes; ++probe, place += step) {
    // The low bits of a multiplicative hash are its weakest; mixing them is cheap.
    const std::uint64_t bit = (place ^ (place >> 29U)) % seen_bits;
    std::uint64_t& word = bits_[bit / 64];
    const std::uint64_t mask = std::uint64_t{1} << (bit % 64);
    all = all && (word & mask) != 0;
    word |= mask;
  }
  return all;
}

void LogCases::take(const LogRow& row, const ColumnTable& columns) {
  const std::string_view id = *meaning_.case_id(row, columns);
  if (!open_ || id != case_.id || row.trace != trace_) begin(row, columns, id);
  take_case_columns(row, columns);
  if (meaning_.map().event) take_act(row, columns);
}

void LogCases::finish() {
  if (open_) replay_.run(case_);
  open_ = false;
}

void LogCases::begin(const LogRow& row, const ColumnTable& columns, std::string_view id) {
  finish();
  if (seen_.check(id)) ++returned_;
  case_ = {};
  told_.clear();
  event_ids_.clear();
  recorded_.clear();
  open_ = true;
  trace_ = row.trace;
  case_.id = id;
  case_.line = row.line;
  if (meaning_.map().cases.close) case_.close_event = meaning_.map().cases.close->event;
  std::optional<Rejection> why;
  case_.unit = meaning_.unit(row, columns, why);
  reject_once("unit", why);
  if (!meaning_.map().event) take_steps(row, columns);
}

// Each as soon as a row has it; what a row repeats is not read again.
void LogCases::take_case_columns(const LogRow& row, const ColumnTable& columns) {
  const auto& cases = meaning_.map().cases;
  std::optional<Rejection> why;
  if (cases.opened_at && !case_.opened) {
    case_.opened = meaning_.moment(row, columns, *cases.opened_at, why);
    reject_once("open", why);
  }
  if (cases.close && !case_.closed) {
    case_.closed = meaning_.moment(row, columns, cases.close->at, why);
    reject_once("close", why);
    if (case_.closed) case_.close_fields = meaning_.fields(row, columns, cases.close->fields, why);
    reject_once("close fields", why);
  }
  if (case_.data.size() < cases.data.size()) {
    Map fields = meaning_.fields(row, columns, cases.data, why);
    reject_once("data", why);
    for (MapEntry& field : fields) {
      if (find(case_.data, field.key.as_string()) == nullptr)
        case_.data.push_back(std::move(field));
    }
  }
  if (recorded_.size() < cases.recorded.size()) take_recorded(row, columns);
}

void LogCases::take_recorded(const LogRow& row, const ColumnTable& columns) {
  for (const auto& [deadline, column] : meaning_.map().cases.recorded) {
    if (recorded_.contains(deadline)) continue;
    std::optional<Rejection> why;
    const auto at = meaning_.moment(row, columns, column, why);
    reject_once("recorded " + deadline, why);
    if (!at) continue;
    recorded_.insert(deadline);
    case_.recorded.emplace_back(deadline, meaning_.clock().date_of(*at));
  }
}

void LogCases::take_act(const LogRow& row, const ColumnTable& columns) {
  replay_.count_event();
  RowMeaning::Reading reading = meaning_.act(row, columns);
  if (reading.unmapped) replay_.count_unmapped(reading.act.activity);
  if (reading.kind == RowMeaning::Kind::rejected) return reject(reading.why);
  if (reading.kind == RowMeaning::Kind::ignored) return replay_.count_ignored();
  if (case_.acts.size() >= case_acts_max) {
    return reject(meaning_.rejection(
        row, columns, "too_many_acts", {row.line, 1},
        "the case has more than " + std::to_string(case_acts_max) + " acts (case_acts_max)",
        "is `case.id` the right column?"));
  }
  if (const auto& id = meaning_.map().event->id) {
    const auto value = meaning_.text(row, columns, *id);
    if (value && !event_ids_.emplace(*value).second) {
      return reject(meaning_.rejection(row, columns, "duplicate",
                                       row.position(columns.index_of(id->name)),
                                       "the event `" + std::string(*value) + "` was there before"));
    }
  }
  case_.activities.push_back(reading.act.activity);
  case_.acts.push_back(std::move(reading.act));
}

// One row a case: the events that stand in columns of their own.
void LogCases::take_steps(const LogRow& row, const ColumnTable& columns) {
  for (const ColumnEvent& step : meaning_.map().cases.steps) {
    std::optional<Rejection> why;
    const auto at = meaning_.moment(row, columns, step.at, why);
    service::LoggedAct act;
    if (at) act.fields = meaning_.fields(row, columns, step.fields, why);
    reject_once("step " + step.event, why);
    if (!at) continue;
    replay_.count_event();
    act.kind = service::LoggedAct::Kind::send;
    act.activity = step.at.name;
    act.name = step.event;
    act.at = *at;
    act.line = row.line;
    case_.activities.push_back(act.activity);
    case_.acts.push_back(std::move(act));
  }
}

void LogCases::reject(const Rejection& why) {
  replay_.reject(why);
}

void LogCases::reject_once(const std::string& what, std::optional<Rejection>& why) {
  if (why && told_.insert(what).second) reject(*why);
  why.reset();
}

Result<LogReplayOutcome> replay_log(LogReader& reader, const LogMap& map, const LogClock& clock,
                                    service::Replay& replay, const LogReplayOptions& options) {
  const RowMeaning meaning(map, clock, replay.plan().organisation);
  LogCases cases(meaning, replay);
  LogReplayOutcome outcome;
  // Traces of XES stand together by their form.
  const bool grouped = map.log.grouped || reader.form() == LogForm::xes;
  RowSorter sorter(options.temporary_folder, options.sort);
  LogRow row;
  for (std::int64_t rows = 1;; ++rows) {
    DUNGHAN_TRY(const bool more, reader.next(row));
    if (!more) break;
    if (options.progress && rows % progress_rows == 0) options.progress(reader.octets_read());
    const auto id = meaning.case_id(row, reader.columns());
    if (!row.fault && !id)
      row.fault = RowFault{
          "missing_case_id", {row.line, 1}, "column `" + map.cases.id.name + "` is empty", {}};
    if (row.fault) {
      if (map.event) replay.count_event();
      replay.reject(rejection_of(*row.fault));
    } else if (grouped) {
      cases.take(row, reader.columns());
    } else {
      DUNGHAN_TRY_VOID(sorter.add(*id, row));
    }
  }
  int tag = 0;
  while (!grouped) {
    DUNGHAN_TRY(const bool more, sorter.next(row, tag));
    if (!more) break;
    cases.take(row, reader.columns());
  }
  cases.finish();
  if (options.progress) options.progress(reader.octets_read());
  outcome.returned = cases.returned();
  outcome.files_written = sorter.files_written();
  return outcome;
}

}  // namespace dunghan::adapters::import
