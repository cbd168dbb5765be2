// One unit of work: one immediate write transaction, in which kept statements are run again and
// again.
#include <algorithm>
#include <tuple>

#include "adapters/json/event_json.h"
#include "adapters/json/value_json.h"
#include "adapters/store_sql/connection.h"
#include "engine/base/check.h"

namespace dunghan::adapters::store_sql {
namespace {

using ports::EventRecord;
using ports::TimerRow;

class SqlUnit final : public ports::UnitOfWork {
 public:
  explicit SqlUnit(Connection& connection) : connection_(connection) {
    connection_.unit_is_open = true;
  }
  ~SqlUnit() override {
    if (is_committed_) return;
    if (!error_) session().roll_back();
    connection_.unit_is_open = false;
  }
  SqlUnit(const SqlUnit&) = delete;
  SqlUnit& operator=(const SqlUnit&) = delete;

  // -- reading

  Result<std::optional<ports::Receipt>> find_receipt(std::string_view key) override {
    return run([&](Statements& statements) -> Result<std::optional<ports::Receipt>> {
      auto& select = statements.select_receipt();
      select.in.key = key;
      if (auto found = select.row()) return std::move(found->receipt);
      return std::nullopt;
    });
  }
  Result<std::vector<EventRecord>> load_events(ports::StreamKind kind,
                                               std::int64_t stream_id) override {
    return run([&](Statements& statements) { return read_events(statements, kind, stream_id); });
  }
  Result<std::optional<CaseId>> find_case(std::string_view number) override {
    return run([&](Statements& statements) -> Result<std::optional<CaseId>> {
      return read_case_id(statements, number);
    });
  }
  Result<std::optional<ports::StoredDocument>> find_document(std::string_view kind,
                                                             std::string_view id,
                                                             int version) override {
    return run([&](Statements& statements) -> Result<std::optional<ports::StoredDocument>> {
      return read_document(statements, kind, id, version);
    });
  }
  Result<std::int64_t> series_value(std::string_view series) override {
    return run([&](Statements& statements) -> Result<std::int64_t> {
      auto& select = statements.select_series();
      select.in.key = series;
      const auto found = select.row();
      return found ? found->value : 0;
    });
  }
  Result<std::vector<TimerRow>> due_timers(Instant now, std::size_t limit) override {
    return run([&](Statements& statements) -> Result<std::vector<TimerRow>> {
      auto& select = statements.due_timers();
      select.in = {now, sql_limit(limit)};
      std::vector<TimerRow> timers;
      select.each_row([&timers](const TimerColumns& columns) { timers.push_back(columns.row); });
      return timers;
    });
  }
  Result<std::vector<ports::CaseMessage>> case_messages(std::size_t limit) override {
    return run([&](Statements& statements) { return read_case_messages(statements, limit); });
  }
  Result<std::optional<std::string>> wrapped_key(CaseId case_id) override {
    return run([&](Statements& statements) -> Result<std::optional<std::string>> {
      return read_wrapped_key(statements, case_id);
    });
  }
  Result<std::int64_t> open_tasks_of(std::string_view person) override {
    return run([&](Statements& statements) -> Result<std::int64_t> {
      auto& select = statements.count_open_tasks();
      select.in.key = person;
      return select.row()->value;
    });
  }

  // -- writing

  Result<void> append(std::vector<EventRecord>& events) override {
    return run([&](Statements& statements) -> Result<void> {
      if (!last_position_) last_position_ = read_last_position(statements);
      auto& insert = statements.insert_event();
      for (EventRecord& event : events) {
        DUNGHAN_TRY(json::EventTexts texts, json::seal_event(event, connection_.crypto));
        event.id = *last_position_ + 1;
        insert.in.stream_kind = ports::name_of(event.stream_kind);
        insert.in.facts = std::move(texts.facts);
        insert.in.body = std::move(texts.body);
        copy_header(event, insert.in.event);
        insert.run();
        last_position_ = event.id;
      }
      return {};
    });
  }
  Result<void> put_case(const ports::CaseRow& row, std::int64_t from) override {
    return run([&](Statements& statements) -> Result<void> {
      auto& close = statements.close_case();
      close.in = {row.case_id, from};
      close.run();
      return put_version(statements.put_case(), row, from);
    });
  }
  Result<void> put_deadline(const ports::DeadlineRow& row, std::int64_t from) override {
    return run([&](Statements& statements) -> Result<void> {
      auto& close = statements.close_deadline();
      close.in = {row.case_id, row.name, from};
      close.run();
      return put_version(statements.put_deadline(), row, from);
    });
  }
  Result<void> put_task(const ports::TaskRow& row, std::int64_t from) override {
    return run([&](Statements& statements) -> Result<void> {
      auto& close = statements.close_task();
      close.in = {row.case_id, row.name, from};
      close.run();
      return put_version(statements.put_task(), row, from);
    });
  }
  Result<void> replace_timers(CaseId case_id, const std::vector<TimerRow>& timers) override {
    return run([&](Statements& statements) -> Result<void> {
      change_timers(statements, case_id, timers);
      return {};
    });
  }
  Result<void> enqueue(const ports::OutboxMessage& message) override {
    return run([&](Statements& statements) -> Result<void> {
      auto& insert = statements.insert_outbox();
      insert.in.message = message;
      insert.run();
      return {};
    });
  }
  Result<void> put_case_message(const ports::CaseMessage& message) override {
    return run([&](Statements& statements) -> Result<void> {
      DUNGHAN_TRY_VOID(json::check_storable(message.with));
      DUNGHAN_TRY_VOID(json::check_storable(message.details));
      auto& insert = statements.insert_case_message();
      insert.in.message = message;
      insert.in.with = json::to_stored_json(message.with);
      insert.in.details = json::to_stored_json(message.details);
      insert.run();
      return {};
    });
  }
  Result<void> take_case_message(MessageId id) override {
    return run([&](Statements& statements) -> Result<void> {
      auto& remove = statements.delete_case_message();
      remove.in.key = id.value;
      remove.run();
      return {};
    });
  }
  Result<void> put_receipt(const ports::Receipt& receipt) override {
    return run([&](Statements& statements) -> Result<void> {
      auto& insert = statements.insert_receipt();
      insert.in.receipt = receipt;
      insert.run();
      return {};
    });
  }
  Result<void> put_document(const ports::StoredDocument& document) override {
    return run([&](Statements& statements) -> Result<void> {
      auto& insert = statements.insert_document();
      insert.in.document = document;
      if (insert.run() == 1) return {};
      const auto kept = read_document(statements, document.kind, document.id, document.version);
      if (kept && kept->content_hash == document.content_hash) return {};
      return fail(ErrorCode::conflict,
                  "version " + std::to_string(document.version) + " of the " + document.kind + " " +
                      document.id + " was put in force with another content",
                  "give the changed text a new version");
    });
  }
  Result<void> set_series_value(std::string_view series, std::int64_t value) override {
    return run([&](Statements& statements) -> Result<void> {
      auto& put = statements.put_series();
      put.in = {std::string(series), value};
      put.run();
      return {};
    });
  }
  Result<void> put_wrapped_key(CaseId case_id, std::string_view wrapped) override {
    return run([&](Statements& statements) -> Result<void> {
      auto& put = statements.put_case_key();
      put.in = {case_id, std::string(wrapped)};
      put.run();
      return {};
    });
  }

  Result<void> commit() override {
    if (error_) return Failure(*error_);
    if (auto committed = session().commit(); !committed) {
      error_ = committed.error();
      return committed;
    }
    is_committed_ = true;
    connection_.unit_is_open = false;
    error_ = Error{ErrorCode::invalid_argument, "this unit of work is committed already"};
    return {};
  }

 private:
  [[nodiscard]] Session& session() { return *connection_.session; }

  /// Runs `work` unless the unit is poisoned; poisons it, and takes back what it wrote, on an
  /// error.
  template <class Work>
  auto run(Work work) -> decltype(work(std::declval<Statements&>())) {
    if (error_) return Failure(*error_);
    auto result = session().run(std::move(work));
    if (!result) {
      error_ = result.error();
      session().roll_back();
    }
    return result;
  }

  static void copy_header(const EventRecord& from, EventRecord& to) {
    // All but the maps, which go in as text.
    to.id = from.id;
    to.stream_id = from.stream_id;
    to.seq = from.seq;
    to.kind = from.kind;
    to.version = from.version;
    to.occurred_at = from.occurred_at;
    to.recorded_at = from.recorded_at;
    to.actor = from.actor;
    to.salt = from.salt;
    to.leaf_hash = from.leaf_hash;
  }

  template <class Statement, class Row>
  static Result<void> put_version(Statement& put, const Row& row, std::int64_t from) {
    put.in.columns.row = row;
    put.in.from = from;
    put.run();
    return {};
  }

  static Result<std::vector<ports::CaseMessage>> read_case_messages(Statements& statements,
                                                                    std::size_t limit) {
    auto& select = statements.case_messages();
    select.in.key = sql_limit(limit);
    std::vector<ports::CaseMessage> messages;
    std::optional<Error> damage;
    select.each_row([&](const CaseMessageColumns& columns) {
      auto with = json::from_stored_json(columns.with);
      auto details = json::from_stored_json(columns.details);
      if (!with || !details) {
        damage = with ? details.error() : with.error();
        return;
      }
      messages.push_back(columns.message);
      messages.back().details = *std::move(details);
      messages.back().with = *std::move(with);
    });
    if (damage) return Failure(*std::move(damage));
    return messages;
  }

  /// Writes only what differs: most commands leave most timers of a case where they are.
  static void change_timers(Statements& statements, CaseId case_id,
                            const std::vector<TimerRow>& timers) {
    const auto earlier = [](const TimerRow& left, const TimerRow& right) {
      return std::tie(left.due_at, left.kind) < std::tie(right.due_at, right.kind);
    };
    std::vector<TimerRow> wanted = timers;
    std::sort(wanted.begin(), wanted.end(), earlier);
    wanted.erase(std::unique(wanted.begin(), wanted.end()), wanted.end());
    std::vector<TimerRow> present;
    auto& select = statements.timers_of_case();
    select.in.key = case_id.value;
    select.each_row([&](const TimerColumns& columns) { present.push_back(columns.row); });
    for (const TimerRow& timer : present) {
      if (std::binary_search(wanted.begin(), wanted.end(), timer, earlier)) continue;
      statements.delete_timer().in.row = timer;
      statements.delete_timer().run();
    }
    for (const TimerRow& timer : wanted) {
      DUNGHAN_CHECK(timer.case_id == case_id);
      if (std::binary_search(present.begin(), present.end(), timer, earlier)) continue;
      statements.insert_timer().in.row = timer;
      statements.insert_timer().run();
    }
  }

  Connection& connection_;
  std::optional<std::int64_t> last_position_;
  std::optional<Error> error_;  // poisoned, or committed
  bool is_committed_ = false;
};

}  // namespace

Result<std::unique_ptr<ports::UnitOfWork>> begin_unit(Connection& connection) {
  if (connection.unit_is_open) {
    return fail(ErrorCode::unavailable, "a unit of work is open already");
  }
  DUNGHAN_TRY_VOID(connection.run(
      [&](Statements&) -> Result<void> { return connection.session->begin_immediate(); }));
  return std::make_unique<SqlUnit>(connection);
}

}  // namespace dunghan::adapters::store_sql
