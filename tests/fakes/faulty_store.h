// A case store that fails at the N-th call. A test loops N from 1 until a run is clean, so that
// every point of failure is visited; after each fault it checks that nothing acknowledged is lost
// and nothing is done twice.
//
//   for (int call = 1; ; ++call) {
//     FaultyStore faulty(real, {.call = call, .answer_is_lost = true});
//     … the run …
//     if (!faulty.has_failed()) break;
//   }
#pragma once

#include <memory>
#include <utility>

#include "engine/ports/case_store.h"

namespace dunghan::fakes {

class FaultyStore final : public ports::CaseStore {
 public:
  struct Fault {
    int call = 0;                 // counted from 1 over the store and its units; 0: never
    bool answer_is_lost = false;  // a commit that is hit has happened all the same
  };

  /// real: outlives this store.
  FaultyStore(ports::CaseStore& real, Fault fault) : real_(real), fault_(fault) {}

  [[nodiscard]] bool has_failed() const { return has_failed_; }
  [[nodiscard]] int calls() const { return calls_; }

  Result<std::unique_ptr<ports::UnitOfWork>> begin() override;
  Result<std::int64_t> position_at(Instant instant) override {
    return pass([&] { return real_.position_at(instant); });
  }
  Result<std::vector<ports::CaseRow>> cases(const ports::RowFilter& filter) override {
    return pass([&] { return real_.cases(filter); });
  }
  Result<std::vector<ports::DeadlineRow>> deadlines(const ports::RowFilter& filter) override {
    return pass([&] { return real_.deadlines(filter); });
  }
  Result<std::vector<ports::CalendarUse>> calendars_in_use() override {
    return pass([&] { return real_.calendars_in_use(); });
  }
  Result<std::vector<ports::TaskRow>> tasks(const ports::RowFilter& filter) override {
    return pass([&] { return real_.tasks(filter); });
  }
  Result<std::optional<CaseId>> find_case(std::string_view number) override {
    return pass([&] { return real_.find_case(number); });
  }
  Result<std::vector<ports::EventRecord>> events(ports::StreamKind kind,
                                                 std::int64_t stream_id) override {
    return pass([&] { return real_.events(kind, stream_id); });
  }
  Result<std::optional<ports::StoredDocument>> find_document(std::string_view kind,
                                                             std::string_view id,
                                                             int version) override {
    return pass([&] { return real_.find_document(kind, id, version); });
  }
  Result<std::optional<std::string>> wrapped_key(CaseId case_id) override {
    return pass([&] { return real_.wrapped_key(case_id); });
  }
  Result<std::optional<Instant>> next_timer() override {
    return pass([&] { return real_.next_timer(); });
  }
  Result<std::int64_t> last_position() override {
    return pass([&] { return real_.last_position(); });
  }
  Result<std::vector<ports::OutboxMessage>> pending_messages(Instant now,
                                                             std::size_t limit) override {
    return pass([&] { return real_.pending_messages(now, limit); });
  }
  Result<void> mark_delivered(MessageId id, Instant at) override {
    return pass([&] { return real_.mark_delivered(id, at); });
  }
  Result<void> mark_failed(MessageId id, Instant retry_at) override {
    return pass([&] { return real_.mark_failed(id, retry_at); });
  }

 private:
  class Unit;

  /// Counts a call; true where it is the one to fail.
  bool is_hit() {
    ++calls_;
    if (calls_ != fault_.call) return false;
    has_failed_ = true;
    return true;
  }

  static Failure broken() {
    return fail(ErrorCode::unavailable, "the store failed at the chosen call");
  }

  template <class Call>
  auto pass(Call call) -> decltype(call()) {
    if (is_hit()) return broken();
    return call();
  }

  ports::CaseStore& real_;
  Fault fault_;
  int calls_ = 0;
  bool has_failed_ = false;
};

class FaultyStore::Unit final : public ports::UnitOfWork {
 public:
  Unit(FaultyStore& store, std::unique_ptr<ports::UnitOfWork> real)
      : store_(store), real_(std::move(real)) {}

  Result<std::optional<ports::Receipt>> find_receipt(std::string_view key) override {
    return pass([&] { return real_->find_receipt(key); });
  }
  Result<std::vector<ports::EventRecord>> load_events(ports::StreamKind kind,
                                                      std::int64_t stream_id) override {
    return pass([&] { return real_->load_events(kind, stream_id); });
  }
  Result<std::optional<CaseId>> find_case(std::string_view number) override {
    return pass([&] { return real_->find_case(number); });
  }
  Result<std::optional<ports::StoredDocument>> find_document(std::string_view kind,
                                                             std::string_view id,
                                                             int version) override {
    return pass([&] { return real_->find_document(kind, id, version); });
  }
  Result<std::int64_t> series_value(std::string_view series) override {
    return pass([&] { return real_->series_value(series); });
  }
  Result<std::vector<ports::TimerRow>> due_timers(Instant now, std::size_t limit) override {
    return pass([&] { return real_->due_timers(now, limit); });
  }
  Result<std::vector<ports::CaseMessage>> case_messages(std::size_t limit) override {
    return pass([&] { return real_->case_messages(limit); });
  }
  Result<std::optional<std::string>> wrapped_key(CaseId case_id) override {
    return pass([&] { return real_->wrapped_key(case_id); });
  }
  Result<std::int64_t> open_tasks_of(std::string_view person) override {
    return pass([&] { return real_->open_tasks_of(person); });
  }
  Result<void> append(std::vector<ports::EventRecord>& events) override {
    return pass([&] { return real_->append(events); });
  }
  Result<void> put_case(const ports::CaseRow& row, std::int64_t from) override {
    return pass([&] { return real_->put_case(row, from); });
  }
  Result<void> put_deadline(const ports::DeadlineRow& row, std::int64_t from) override {
    return pass([&] { return real_->put_deadline(row, from); });
  }
  Result<void> put_task(const ports::TaskRow& row, std::int64_t from) override {
    return pass([&] { return real_->put_task(row, from); });
  }
  Result<void> replace_timers(CaseId case_id, const std::vector<ports::TimerRow>& timers) override {
    return pass([&] { return real_->replace_timers(case_id, timers); });
  }
  Result<void> enqueue(const ports::OutboxMessage& message) override {
    return pass([&] { return real_->enqueue(message); });
  }
  Result<void> put_case_message(const ports::CaseMessage& message) override {
    return pass([&] { return real_->put_case_message(message); });
  }
  Result<void> take_case_message(MessageId id) override {
    return pass([&] { return real_->take_case_message(id); });
  }
  Result<void> put_receipt(const ports::Receipt& receipt) override {
    return pass([&] { return real_->put_receipt(receipt); });
  }
  Result<void> put_document(const ports::StoredDocument& document) override {
    return pass([&] { return real_->put_document(document); });
  }
  Result<void> set_series_value(std::string_view series, std::int64_t value) override {
    return pass([&] { return real_->set_series_value(series, value); });
  }
  Result<void> put_wrapped_key(CaseId case_id, std::string_view wrapped) override {
    return pass([&] { return real_->put_wrapped_key(case_id, wrapped); });
  }

  Result<void> commit() override {
    if (error_) return Failure(*error_);
    if (!store_.is_hit()) return real_->commit();
    if (!store_.fault_.answer_is_lost) return poison(FaultyStore::broken());
    DUNGHAN_TRY_VOID(real_->commit());
    return poison(fail(ErrorCode::unknown_outcome, "the answer to the commit was lost"));
  }

 private:
  template <class Call>
  auto pass(Call call) -> decltype(call()) {
    if (error_) return Failure(*error_);
    if (store_.is_hit()) return poison(FaultyStore::broken());
    return call();
  }

  Failure poison(Failure failure) {
    error_ = failure.value();
    real_.reset();  // rolled back, unless it was committed
    return failure;
  }

  FaultyStore& store_;
  std::unique_ptr<ports::UnitOfWork> real_;
  std::optional<Error> error_;
};

inline Result<std::unique_ptr<ports::UnitOfWork>> FaultyStore::begin() {
  if (is_hit()) return broken();
  DUNGHAN_TRY(auto unit, real_.begin());
  return std::make_unique<Unit>(*this, std::move(unit));
}

}  // namespace dunghan::fakes
