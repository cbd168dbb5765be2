#include "adapters/store_memory/memory_store.h"

#include <algorithm>

#include "adapters/store_memory/state.h"

namespace dunghan::adapters::store_memory {
namespace {

using ports::CaseRow;
using ports::DeadlineRow;
using ports::RowFilter;
using ports::TaskRow;

bool fits(const std::string& wanted, const std::string& actual) {
  return wanted.empty() || wanted == actual;
}

/// "send" finds "send" and its instances "send#2".
bool fits_name(const std::string& wanted, const std::string& actual) {
  return fits(wanted, actual) || (actual.size() > wanted.size() && actual.starts_with(wanted) &&
                                  actual[wanted.size()] == '#');
}

bool fits_basis(const RowFilter& filter, const std::string& basis) {
  return basis.find(filter.basis_contains) != std::string::npos;
}

bool fits_case(const RowFilter& filter, CaseId case_id) {
  return !filter.case_id || *filter.case_id == case_id;
}

bool fits(const RowFilter& filter, const CaseRow& row) {
  return fits_case(filter, row.case_id) && fits(filter.unit, row.unit) &&
         fits(filter.workflow, row.workflow) && (!filter.only_open || !row.closed_at);
}

bool fits(const RowFilter& filter, const DeadlineRow& row) {
  const bool open = row.status == "running" || row.status == "suspended";
  return fits_case(filter, row.case_id) && fits(filter.unit, row.owner_unit) &&
         fits(filter.workflow, row.workflow) && fits_name(filter.deadline, row.name) &&
         fits(filter.owner, row.owner) && fits_basis(filter, row.basis) &&
         (!filter.only_open || open) &&
         (!filter.due_before || (row.due_at && *row.due_at <= *filter.due_before));
}

bool fits(const RowFilter& filter, const TaskRow& row) {
  return fits_case(filter, row.case_id) && fits(filter.unit, row.unit) &&
         fits(filter.workflow, row.workflow) && fits_name(filter.deadline, row.deadline) &&
         fits(filter.owner, row.assignee) && fits_basis(filter, row.basis) &&
         (!filter.only_open || row.status == "open");
}

/// What lists are ordered by; a deadline without a due instant comes last.
auto order_of(const CaseRow& row) {
  return std::tie(row.number, row.case_id.value);
}
auto order_of(const DeadlineRow& row) {
  return std::make_tuple(row.due_at.value_or(Instant::max()), row.case_id.value, row.name);
}
auto order_of(const TaskRow& row) {
  return std::make_tuple(row.made_at, row.case_id.value, row.name);
}

template <class Row>
std::vector<Row> select(const VersionedRows<Row>& rows, const RowFilter& filter) {
  std::vector<Row> found;
  rows.each_valid(filter.as_of, filter.case_id, [&](const Row& row) {
    if (fits(filter, row)) found.push_back(row);
  });
  std::sort(found.begin(), found.end(),
            [](const Row& left, const Row& right) { return order_of(left) < order_of(right); });
  if (filter.limit != 0 && found.size() > filter.limit) found.resize(filter.limit);
  return found;
}

Failure unit_is_open() {
  return fail(ErrorCode::unavailable, "a unit of work is open; deliveries are marked between them");
}

Failure no_such_message() {
  return fail(ErrorCode::not_found, "the outbox holds no such message");
}

}  // namespace

std::vector<ports::EventRecord> State::events(ports::StreamKind kind,
                                              std::int64_t stream_id) const {
  std::vector<ports::EventRecord> found;
  const auto stream = streams.find({kind, stream_id});
  if (stream == streams.end()) return found;
  for (const auto& [seq, index] : stream->second) found.push_back(log[index]);
  return found;
}

std::optional<CaseId> State::find_case(std::string_view number) const {
  const auto candidates = cases_by_number.find(number);
  if (candidates == cases_by_number.end()) return std::nullopt;
  std::optional<CaseId> found;
  for (const std::int64_t id : candidates->second) {
    cases.each_valid(std::nullopt, CaseId{id}, [&](const CaseRow& row) {
      if (!found && row.number == number) found = row.case_id;
    });
  }
  return found;
}

std::optional<ports::StoredDocument> State::find_document(std::string_view kind,
                                                          std::string_view id, int version) const {
  const auto found = documents.find({std::string(kind), std::string(id), version});
  if (found == documents.end()) return std::nullopt;
  return found->second;
}

std::optional<std::string> State::wrapped_key(CaseId case_id) const {
  const auto found = case_keys.find(case_id.value);
  if (found == case_keys.end()) return std::nullopt;
  return found->second;
}

MemoryStore::MemoryStore(ports::Crypto& crypto) : state_(std::make_unique<State>(crypto)) {}
MemoryStore::~MemoryStore() = default;

Result<std::unique_ptr<ports::UnitOfWork>> MemoryStore::begin() {
  if (state_->unit_is_open) {
    return fail(ErrorCode::unavailable, "a unit of work is open already");
  }
  return make_unit(*state_);
}

Result<std::int64_t> MemoryStore::position_at(Instant instant) {
  const auto last = std::find_if(state_->log.rbegin(), state_->log.rend(),
                                 [&](const auto& event) { return event.recorded_at <= instant; });
  return last == state_->log.rend() ? 0 : last->id;
}

Result<std::vector<CaseRow>> MemoryStore::cases(const RowFilter& filter) {
  return select(state_->cases, filter);
}
Result<std::vector<DeadlineRow>> MemoryStore::deadlines(const RowFilter& filter) {
  return select(state_->deadlines, filter);
}
Result<std::vector<ports::CalendarUse>> MemoryStore::calendars_in_use() {
  std::map<std::string, ports::CalendarUse> by_id;
  state_->deadlines.each_valid({}, {}, [&](const DeadlineRow& row) {
    if (row.status != "running" && row.status != "suspended") return;
    ports::CalendarUse& use = by_id[row.calendar];
    use.id = row.calendar;
    if (!row.provisional && row.due_on)
      use.rests_until = std::max(use.rests_until.value_or(*row.due_on), *row.due_on);
  });
  std::vector<ports::CalendarUse> uses;
  for (auto& [id, use] : by_id) uses.push_back(std::move(use));
  return uses;
}
Result<std::vector<TaskRow>> MemoryStore::tasks(const RowFilter& filter) {
  return select(state_->tasks, filter);
}

Result<std::optional<CaseId>> MemoryStore::find_case(std::string_view number) {
  return state_->find_case(number);
}

Result<std::vector<ports::EventRecord>> MemoryStore::events(ports::StreamKind kind,
                                                            std::int64_t stream_id) {
  return state_->events(kind, stream_id);
}

Result<std::optional<ports::StoredDocument>> MemoryStore::find_document(std::string_view kind,
                                                                        std::string_view id,
                                                                        int version) {
  return state_->find_document(kind, id, version);
}

Result<std::optional<std::string>> MemoryStore::wrapped_key(CaseId case_id) {
  return state_->wrapped_key(case_id);
}

Result<std::optional<Instant>> MemoryStore::next_timer() {
  if (state_->timers.empty()) return std::nullopt;
  return state_->timers.begin()->second.due_at;
}

Result<std::int64_t> MemoryStore::last_position() {
  return static_cast<std::int64_t>(state_->log.size());
}

Result<std::vector<ports::OutboxMessage>> MemoryStore::pending_messages(Instant now,
                                                                        std::size_t limit) {
  std::vector<const OutboxEntry*> due;
  for (const auto& [id, entry] : state_->outbox) {
    if (!entry.message.delivered_at && entry.next_try_at <= now) due.push_back(&entry);
  }
  std::stable_sort(due.begin(), due.end(), [](const OutboxEntry* left, const OutboxEntry* right) {
    return left->next_try_at < right->next_try_at;
  });
  if (due.size() > limit) due.resize(limit);
  std::vector<ports::OutboxMessage> messages;
  for (const OutboxEntry* entry : due) messages.push_back(entry->message);
  return messages;
}

Result<void> MemoryStore::mark_delivered(MessageId id, Instant at) {
  if (state_->unit_is_open) return unit_is_open();
  const auto found = state_->outbox.find(id.value);
  if (found == state_->outbox.end()) return no_such_message();
  found->second.message.delivered_at = at;
  return {};
}

Result<void> MemoryStore::mark_failed(MessageId id, Instant retry_at) {
  if (state_->unit_is_open) return unit_is_open();
  const auto found = state_->outbox.find(id.value);
  if (found == state_->outbox.end()) return no_such_message();
  ++found->second.message.attempts;
  found->second.next_try_at = retry_at;
  return {};
}

}  // namespace dunghan::adapters::store_memory
