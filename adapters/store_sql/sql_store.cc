// The store: lists and look-ups. Writing a batch is in sql_unit.cc.
#include "adapters/store_sql/sql_store.h"

#include <algorithm>

#include "adapters/json/value_json.h"
#include "adapters/store_sql/connection.h"

namespace dunghan::adapters::store_sql {

using ports::CaseRow;
using ports::DeadlineRow;
using ports::RowFilter;
using ports::TaskRow;

namespace {

void fill(CaseFilter& to, const RowFilter& from) {
  to.as_of = from.as_of.value_or(position_max);
  to.limit = from.limit == 0 ? -1 : sql_limit(from.limit);
  to.case_id = from.case_id.value_or(CaseId{});
  to.any_case = !from.case_id;
  to.only_open = from.only_open;
  to.unit = from.unit;
  to.workflow = from.workflow;
}

void fill(TaskFilter& to, const RowFilter& from) {
  fill(static_cast<CaseFilter&>(to), from);
  to.deadline = from.deadline;
  to.owner = from.owner;
  to.basis = from.basis_contains;
}

void fill(DeadlineFilter& to, const RowFilter& from) {
  fill(static_cast<TaskFilter&>(to), from);
  to.any_due = !from.due_before;
  to.due_before = from.due_before.value_or(Instant{});
}

template <class Row, class Statement>
Result<std::vector<Row>> list(Statement& statement, const RowFilter& filter) {
  auto& kept = statement();
  fill(kept.in, filter);
  std::vector<Row> rows;
  kept.each_row([&rows](const auto& columns) { rows.push_back(columns.row); });
  return rows;
}

}  // namespace

std::int64_t sql_limit(std::size_t limit) {
  return static_cast<std::int64_t>(std::min<std::size_t>(limit, position_max));
}

Result<std::vector<ports::EventRecord>> read_events(Statements& statements, ports::StreamKind kind,
                                                    std::int64_t stream_id) {
  auto& select = statements.select_events();
  select.in = {std::string(ports::name_of(kind)), stream_id};
  std::vector<ports::EventRecord> events;
  std::optional<Error> damage;
  select.each_row([&](const EventColumns& columns) {
    ports::EventRecord event = columns.event;
    event.stream_kind = kind;
    auto facts = json::from_stored_json(columns.facts);
    auto body = json::from_stored_json(columns.body);
    if (!facts || !body) {
      damage = facts ? body.error() : facts.error();
      return;
    }
    event.facts = *std::move(facts);
    event.body = *std::move(body);
    events.push_back(std::move(event));
  });
  if (damage) return Failure(*std::move(damage));
  return events;
}

std::optional<CaseId> read_case_id(Statements& statements, std::string_view number) {
  auto& select = statements.find_case();
  select.in.key = number;
  if (auto found = select.row()) return found->value;
  return std::nullopt;
}

std::optional<ports::StoredDocument> read_document(Statements& statements, std::string_view kind,
                                                   std::string_view id, int version) {
  auto& select = statements.select_document();
  select.in = {std::string(kind), std::string(id), version};
  if (auto found = select.row()) return std::move(found->document);
  return std::nullopt;
}

std::optional<std::string> read_wrapped_key(Statements& statements, CaseId case_id) {
  auto& select = statements.select_case_key();
  select.in.key = case_id.value;
  if (auto found = select.row()) return std::move(found->value);
  return std::nullopt;
}

std::int64_t read_last_position(Statements& statements) {
  return statements.last_position().row()->value;
}

SqlStore::SqlStore(std::unique_ptr<Connection> connection) : connection_(std::move(connection)) {}
SqlStore::~SqlStore() = default;

Result<std::unique_ptr<SqlStore>> SqlStore::open(const OpenOptions& options,
                                                 ports::Crypto& crypto) {
  DUNGHAN_TRY(auto session, Session::open(options, crypto));
  auto connection =
      std::make_unique<Connection>(Connection{options, crypto, std::move(session), false});
  return std::unique_ptr<SqlStore>(new SqlStore(std::move(connection)));
}

Result<std::unique_ptr<ports::UnitOfWork>> SqlStore::begin() {
  return begin_unit(*connection_);
}

Result<std::int64_t> SqlStore::position_at(Instant instant) {
  return connection_->run([&](Statements& statements) -> Result<std::int64_t> {
    auto& select = statements.position_at();
    select.in.key = instant.time_since_epoch().count();
    return select.row()->value;
  });
}

Result<std::vector<CaseRow>> SqlStore::cases(const RowFilter& filter) {
  return connection_->run([&](Statements& statements) {
    if (filter.case_id) return list<CaseRow>(statements.cases_of_case, filter);
    if (!filter.as_of) return list<CaseRow>(statements.cases_present, filter);
    return list<CaseRow>(statements.cases_any, filter);
  });
}

Result<std::vector<ports::CalendarUse>> SqlStore::calendars_in_use() {
  return connection_->run([&](Statements& statements) -> Result<std::vector<ports::CalendarUse>> {
    std::vector<ports::CalendarUse> uses;
    statements.calendars_in_use().each_row(
        [&](const CalendarUseColumns& columns) { uses.push_back(columns.use); });
    return uses;
  });
}

Result<std::vector<DeadlineRow>> SqlStore::deadlines(const RowFilter& filter) {
  return connection_->run([&](Statements& statements) {
    if (filter.case_id) return list<DeadlineRow>(statements.deadlines_of_case, filter);
    if (filter.as_of || !filter.only_open) {
      return list<DeadlineRow>(statements.deadlines_any, filter);
    }
    if (!filter.unit.empty() && filter.due_before) {
      return list<DeadlineRow>(statements.deadlines_live_of_unit, filter);
    }
    return list<DeadlineRow>(statements.deadlines_live, filter);
  });
}

Result<std::vector<TaskRow>> SqlStore::tasks(const RowFilter& filter) {
  return connection_->run([&](Statements& statements) {
    if (filter.case_id) return list<TaskRow>(statements.tasks_of_case, filter);
    if (filter.as_of || !filter.only_open) return list<TaskRow>(statements.tasks_any, filter);
    if (!filter.owner.empty()) return list<TaskRow>(statements.tasks_open_of_person, filter);
    if (!filter.unit.empty()) return list<TaskRow>(statements.tasks_open_of_unit, filter);
    return list<TaskRow>(statements.tasks_any, filter);
  });
}

Result<std::optional<CaseId>> SqlStore::find_case(std::string_view number) {
  return connection_->run([&](Statements& statements) -> Result<std::optional<CaseId>> {
    return read_case_id(statements, number);
  });
}

Result<std::vector<ports::EventRecord>> SqlStore::events(ports::StreamKind kind,
                                                         std::int64_t stream_id) {
  return connection_->run(
      [&](Statements& statements) { return read_events(statements, kind, stream_id); });
}

Result<std::optional<ports::StoredDocument>> SqlStore::find_document(std::string_view kind,
                                                                     std::string_view id,
                                                                     int version) {
  return connection_->run(
      [&](Statements& statements) -> Result<std::optional<ports::StoredDocument>> {
        return read_document(statements, kind, id, version);
      });
}

Result<std::optional<std::string>> SqlStore::wrapped_key(CaseId case_id) {
  return connection_->run([&](Statements& statements) -> Result<std::optional<std::string>> {
    return read_wrapped_key(statements, case_id);
  });
}

Result<std::optional<Instant>> SqlStore::next_timer() {
  return connection_->run([&](Statements& statements) -> Result<std::optional<Instant>> {
    return statements.next_timer().row()->value;
  });
}

Result<std::int64_t> SqlStore::last_position() {
  return connection_->run([&](Statements& statements) -> Result<std::int64_t> {
    return read_last_position(statements);
  });
}

Result<bool> SqlStore::is_rehearsal() {
  return connection_->run([&](Statements& statements) -> Result<bool> {
    auto& select = statements.select_metadata();
    select.in.key = "rehearsal";
    const auto found = select.row();
    return found && found->value == "1";
  });
}

}  // namespace dunghan::adapters::store_sql
