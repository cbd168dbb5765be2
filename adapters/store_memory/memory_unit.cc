// One unit of work: writes go straight into the state, each with the step that takes it back.
#include <functional>

#include "adapters/json/event_json.h"
#include "adapters/json/value_json.h"
#include "adapters/store_memory/state.h"

namespace dunghan::adapters::store_memory {
namespace {

using ports::EventRecord;

Failure taken(std::string_view what) {
  return fail(ErrorCode::conflict, std::string(what) + " is taken");
}

class MemoryUnit final : public ports::UnitOfWork {
 public:
  explicit MemoryUnit(State& state) : state_(state) { state_.unit_is_open = true; }
  ~MemoryUnit() override {
    if (is_committed_) return;
    roll_back();
    state_.unit_is_open = false;
  }
  MemoryUnit(const MemoryUnit&) = delete;
  MemoryUnit& operator=(const MemoryUnit&) = delete;

  Result<std::optional<ports::Receipt>> find_receipt(std::string_view key) override {
    return read([&]() -> std::optional<ports::Receipt> {
      const auto found = state_.receipts.find(key);
      if (found == state_.receipts.end()) return std::nullopt;
      return found->second;
    });
  }
  Result<std::vector<EventRecord>> load_events(ports::StreamKind kind,
                                               std::int64_t stream_id) override {
    return read([&] { return state_.events(kind, stream_id); });
  }
  Result<std::optional<CaseId>> find_case(std::string_view number) override {
    return read([&] { return state_.find_case(number); });
  }
  Result<std::optional<ports::StoredDocument>> find_document(std::string_view kind,
                                                             std::string_view id,
                                                             int version) override {
    return read([&] { return state_.find_document(kind, id, version); });
  }
  Result<std::int64_t> series_value(std::string_view series) override {
    return read([&]() -> std::int64_t {
      const auto found = state_.series.find(series);
      return found == state_.series.end() ? 0 : found->second;
    });
  }
  Result<std::vector<ports::TimerRow>> due_timers(Instant now, std::size_t limit) override {
    return read([&] {
      std::vector<ports::TimerRow> due;
      for (const auto& [key, timer] : state_.timers) {
        if (due.size() >= limit || timer.due_at > now) break;
        due.push_back(timer);
      }
      return due;
    });
  }
  Result<std::vector<ports::CaseMessage>> case_messages(std::size_t limit) override {
    return read([&] {
      std::vector<ports::CaseMessage> messages;
      for (const auto& [id, message] : state_.case_messages) {
        if (messages.size() >= limit) break;
        messages.push_back(message);
      }
      return messages;
    });
  }
  Result<std::optional<std::string>> wrapped_key(CaseId case_id) override {
    return read([&] { return state_.wrapped_key(case_id); });
  }
  Result<std::int64_t> open_tasks_of(std::string_view person) override {
    return read([&] {
      std::int64_t count = 0;
      state_.tasks.each_valid(std::nullopt, std::nullopt, [&](const ports::TaskRow& row) {
        if (row.status == "open" && row.assignee == person) ++count;
      });
      return count;
    });
  }

  Result<void> append(std::vector<EventRecord>& events) override {
    return write([&]() -> Result<void> {
      for (EventRecord& event : events) DUNGHAN_TRY_VOID(append_one(event));
      return {};
    });
  }
  Result<void> put_case(const ports::CaseRow& row, std::int64_t from) override {
    state_.cases_by_number[row.number].insert(row.case_id.value);
    return put_row(state_.cases, row, from);
  }
  Result<void> put_deadline(const ports::DeadlineRow& row, std::int64_t from) override {
    return put_row(state_.deadlines, row, from);
  }
  Result<void> put_task(const ports::TaskRow& row, std::int64_t from) override {
    return put_row(state_.tasks, row, from);
  }
  Result<void> replace_timers(CaseId case_id, const std::vector<ports::TimerRow>& timers) override {
    return write([&]() -> Result<void> {
      std::vector<ports::TimerRow> before;
      for (const auto& key : state_.timers_of_case[case_id.value]) {
        before.push_back(state_.timers.at(key));
      }
      undo_.emplace_back([this, case_id, before] { set_timers(case_id, before); });
      set_timers(case_id, timers);
      return {};
    });
  }
  Result<void> enqueue(const ports::OutboxMessage& message) override {
    return insert(state_.outbox, message.id.value, OutboxEntry{message, message.not_before},
                  "the message's id");
  }
  Result<void> put_case_message(const ports::CaseMessage& message) override {
    if (!error_) {
      if (auto storable = json::check_storable(message.with); !storable) {
        return poison(std::move(storable).error());
      }
    }
    return insert(state_.case_messages, message.id.value, message, "the message's id");
  }
  Result<void> take_case_message(MessageId id) override {
    return write([&]() -> Result<void> {
      const auto found = state_.case_messages.find(id.value);
      if (found == state_.case_messages.end()) return {};
      undo_.emplace_back(
          [this, message = found->second] { state_.case_messages[message.id.value] = message; });
      state_.case_messages.erase(found);
      return {};
    });
  }
  Result<void> put_receipt(const ports::Receipt& receipt) override {
    return insert(state_.receipts, receipt.key, receipt, "the idempotency key");
  }
  Result<void> put_document(const ports::StoredDocument& document) override {
    const std::tuple key{document.kind, document.id, document.version};
    const auto found = state_.documents.find(key);
    if (!error_ && found != state_.documents.end() &&
        found->second.content_hash == document.content_hash) {
      return {};
    }
    return insert(state_.documents, key, document, "this version of the " + document.kind);
  }
  Result<void> set_series_value(std::string_view series, std::int64_t value) override {
    return assign(state_.series, std::string(series), value);
  }
  Result<void> put_wrapped_key(CaseId case_id, std::string_view wrapped) override {
    return assign(state_.case_keys, case_id.value, std::string(wrapped));
  }

  Result<void> commit() override {
    if (error_) return Failure(*error_);
    is_committed_ = true;
    undo_.clear();
    state_.unit_is_open = false;
    error_ = Error{ErrorCode::invalid_argument, "this unit of work is committed already"};
    return {};
  }

 private:
  template <class Read>
  auto read(Read f) -> Result<decltype(f())> {
    if (error_) return Failure(*error_);
    return f();
  }

  template <class Write>
  Result<void> write(Write f) {
    if (error_) return Failure(*error_);
    if (auto written = f(); !written) return poison(std::move(written).error());
    return {};
  }

  Failure poison(Error error) {
    roll_back();
    error_ = error;
    return Failure(std::move(error));
  }

  void roll_back() {
    for (; !undo_.empty(); undo_.pop_back()) undo_.back()();
  }

  Result<void> append_one(EventRecord& event) {
    auto& stream = state_.streams[{event.stream_kind, event.stream_id}];
    if (stream.contains(event.seq)) return taken("the event's place in its stream");
    DUNGHAN_TRY_VOID(json::seal_event(event, state_.crypto));
    event.id = static_cast<std::int64_t>(state_.log.size()) + 1;
    stream[event.seq] = state_.log.size();
    state_.log.push_back(event);
    undo_.emplace_back([this, kind = event.stream_kind, id = event.stream_id, seq = event.seq] {
      state_.streams[{kind, id}].erase(seq);
      state_.log.pop_back();
    });
    return {};
  }

  template <class Row>
  Result<void> put_row(VersionedRows<Row>& rows, const Row& row, std::int64_t from) {
    return write([&]() -> Result<void> {
      auto key = VersionedRows<Row>::key_of(row);
      undo_.emplace_back([&rows, key, before = rows.chain(key)] { rows.restore(key, before); });
      rows.put(row, from);
      return {};
    });
  }

  void set_timers(CaseId case_id, const std::vector<ports::TimerRow>& timers) {
    auto& keys = state_.timers_of_case[case_id.value];
    for (const auto& key : keys) state_.timers.erase(key);
    keys.clear();
    for (const ports::TimerRow& timer : timers) {
      DUNGHAN_CHECK(timer.case_id == case_id);
      const State::TimerKey key{timer.due_at, timer.case_id.value, timer.kind};
      if (state_.timers.emplace(key, timer).second) keys.push_back(key);
    }
    if (keys.empty()) state_.timers_of_case.erase(case_id.value);
  }

  template <class Table, class Key, class Row>
  Result<void> insert(Table& table, const Key& key, Row row, std::string_view what) {
    return write([&]() -> Result<void> {
      if (!table.emplace(key, std::move(row)).second) return taken(what);
      undo_.emplace_back([&table, key] { table.erase(key); });
      return {};
    });
  }

  template <class Table, class Key, class Row>
  Result<void> assign(Table& table, const Key& key, Row row) {
    return write([&]() -> Result<void> {
      const auto found = table.find(key);
      if (found == table.end()) {
        undo_.emplace_back([&table, key] { table.erase(key); });
      } else {
        undo_.emplace_back([&table, key, before = found->second] { table[key] = before; });
      }
      table[key] = std::move(row);
      return {};
    });
  }

  State& state_;
  std::vector<std::function<void()>> undo_;
  std::optional<Error> error_;  // poisoned, or committed
  bool is_committed_ = false;
};

}  // namespace

std::unique_ptr<ports::UnitOfWork> make_unit(State& state) {
  return std::make_unique<MemoryUnit>(state);
}

}  // namespace dunghan::adapters::store_memory
