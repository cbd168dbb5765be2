#include "engine/deadline/deadline.h"

#include <algorithm>
#include <array>
#include <limits>
#include <tuple>
#include <utility>

#include "engine/base/check.h"
#include "engine/base/short_list.h"
#include "engine/deadline/run.h"

namespace dunghan::deadline {
namespace {

constexpr std::array<std::pair<OperationKind, std::string_view>, 10> operation_names{{
    {OperationKind::start, "start"},
    {OperationKind::suspend, "suspend"},
    {OperationKind::resume, "resume"},
    {OperationKind::extend, "extend"},
    {OperationKind::restart, "restart"},
    {OperationKind::stop, "stop"},
    {OperationKind::reopen, "reopen"},
    {OperationKind::cancel, "cancel"},
    {OperationKind::lapse, "lapse"},
    {OperationKind::come_back, "come_back"},
}};

constexpr std::size_t operations_shown_max = 40;

bool has_ended(Status status) {
  return status == Status::met || status == Status::cancelled || status == Status::lapsed;
}

/// Takes operations one by one in order of law time and keeps what they add up to.
class Folder {
 public:
  Folder(std::span<const Operation> operations, const CountingRule& rule,
         const calendar::Calendar& calendar)
      : counter_(rule, calendar) {
    for (const Operation& operation : operations) ordered_.push_back(&operation);
    // Those alike in both stay as they came, which is as they lie in memory; a stable sort would
    // take room for a second list.
    std::ranges::sort(ordered_, {}, [](const Operation* operation) {
      return std::tuple(operation->at, operation->seq, operation);
    });
  }

  Result<void> take_until(Instant last) {
    for (const Operation* operation : ordered_) {
      if (operation->at > last) break;
      DUNGHAN_TRY_VOID(take(*operation));
    }
    return {};
  }

  /// Ends a suspension that runs at `instant`, or where it ended by itself before.
  Result<void> hold_at(Instant instant) {
    if (!run_ || !run_->suspended()) return {};
    DUNGHAN_TRY(const std::optional<Instant> by_itself, run_->resumes_at(counter_));
    run_->resume(by_itself ? std::min(*by_itself, instant) : instant);
    return {};
  }

  Result<DeadlineState> state(Trace* trace) {
    if (!run_) return state_;
    state_.started_at = run_->started_at();
    state_.times_extended = run_->times_extended();
    state_.times_suspended = run_->times_suspended();
    if (state_.status == Status::suspended && run_->suspended())
      state_.suspended_since = run_->suspended_since();
    DUNGHAN_TRY(const Run::Outcome outcome, run_->outcome(counter_, trace));
    state_.due = outcome.due;
    state_.not_before = outcome.not_before;
    state_.least_time = run_->is_least_time();
    state_.suspended_days = outcome.suspended_days;
    DUNGHAN_TRY(state_.target, run_->target(counter_));
    return state_;
  }

  Result<std::optional<Instant>> resumes_by_itself() const {
    if (!run_) return std::nullopt;
    return run_->resumes_at(counter_);
  }

  /// As the deadline stood when `instant` came, whatever became of it: is `instant` in time?
  Result<bool> in_time_at(Instant instant) {
    if (!run_) {
      const Operation* start = start_ahead_of(std::numeric_limits<std::int64_t>::max());
      if (start == nullptr) return false;
      begin(*start);
    }
    DUNGHAN_TRY(const Verdict verdict, verdict_at(instant));
    return !verdict.late && !verdict.early;
  }

 private:
  struct Verdict {
    bool late = false;   // past due
    bool early = false;  // before an act counts
  };

  /// Of an act at `instant`. Ends a suspension that runs.
  Result<Verdict> verdict_at(Instant instant) {
    DUNGHAN_TRY_VOID(hold_at(instant));
    DUNGHAN_TRY(const Run::Outcome outcome, run_->outcome(counter_, nullptr));
    Verdict verdict;
    // A least time cannot be exceeded.
    verdict.late = outcome.due && !run_->is_least_time() && !in_time(*outcome.due, instant);
    verdict.early = outcome.not_before && instant < *outcome.not_before;
    return verdict;
  }

  Result<void> take(const Operation& operation) {
    DUNGHAN_TRY_VOID(end_suspension_before(operation));
    switch (operation.kind) {
      case OperationKind::start:
        if (state_.status == Status::idle) begin(operation);
        return {};
      case OperationKind::restart: return restart(operation);
      case OperationKind::suspend: return suspend(operation);
      case OperationKind::resume: return resume(operation);
      case OperationKind::extend: return extend(operation);
      case OperationKind::stop: return end(operation, Status::met);
      case OperationKind::cancel: return end(operation, Status::cancelled);
      case OperationKind::lapse: return lapse(operation);
      case OperationKind::reopen: return reopen(operation);
      case OperationKind::come_back: return come_back(operation);
    }
    DUNGHAN_CHECK(false);
  }

  /// A suspension with a greatest length ends by itself before anything later happens.
  Result<void> end_suspension_before(const Operation& operation) {
    if (state_.status != Status::suspended) return {};
    DUNGHAN_TRY(const std::optional<Instant> by_itself, run_->resumes_at(counter_));
    if (!by_itself || operation.at < *by_itself) return {};
    run_->resume(*by_itself);
    state_.status = Status::running;
    state_.suspended_since.reset();
    ended_by_itself_ = true;
    return {};
  }

  void begin(const Operation& operation) {
    const DeadlineState before = state_;
    state_ = DeadlineState{};
    state_.status = Status::running;
    state_.superseded = before.superseded;
    state_.superseded_late = before.superseded_late;
    run_.emplace(operation);
    ended_by_itself_ = false;
  }

  Result<void> restart(const Operation& operation) {
    if (state_.status == Status::running || state_.status == Status::suspended) {
      DUNGHAN_TRY(const Verdict verdict, verdict_at(operation.at));
      ++state_.superseded;
      if (verdict.late) ++state_.superseded_late;
    }
    begin(operation);
    return {};
  }

  Result<void> suspend(const Operation& operation) {
    if (has_ended(state_.status))
      return {};  // moot: an end that lies earlier in law was recorded later
    if (state_.status == Status::idle)
      return impossible(operation, "nothing runs that could be suspended");
    if (state_.status == Status::suspended) return impossible(operation, "it is suspended already");
    run_->suspend(operation);
    state_.status = Status::suspended;
    ended_by_itself_ = false;
    return {};
  }

  Result<void> resume(const Operation& operation) {
    if (has_ended(state_.status) || ended_by_itself_) {
      ended_by_itself_ = false;
      return {};
    }
    if (state_.status != Status::suspended)
      return impossible(operation, "no suspension comes before it");
    run_->resume(operation.at);
    state_.status = Status::running;
    state_.suspended_since.reset();
    return {};
  }

  Result<void> extend(const Operation& operation) {
    if (has_ended(state_.status)) return {};
    if (state_.status == Status::idle)
      return impossible(operation, "nothing runs that could be extended");
    if (int{operation.by.has_value()} + int{operation.total.has_value()} +
            int{operation.until.has_value()} !=
        1) {
      return impossible(operation,
                        "an extension is either by a period, to a total, or until a date");
    }
    if (!run_->has_end()) return impossible(operation, "what is due at once has no end to extend");
    run_->extend(operation);
    return {};
  }

  Result<void> end(const Operation& operation, Status ended) {
    if (has_ended(state_.status)) return {};  // the first end in law counts
    if (state_.status == Status::idle) {
      const Operation* start = start_ahead_of(operation.seq);
      if (start == nullptr) return impossible(operation, "nothing was started before it");
      begin(*start);
    }
    DUNGHAN_TRY(const Verdict verdict, verdict_at(operation.at));
    state_.status = ended;
    state_.suspended_since.reset();
    state_.ended_at = operation.at;
    state_.late = verdict.late;
    state_.early = verdict.early && ended == Status::met;
    return {};
  }

  /// A citizen's limit lapses where it has run out; not where what was recorded since shows that it
  /// had not. That is no lateness of the office.
  Result<void> lapse(const Operation& operation) {
    if (has_ended(state_.status)) return {};
    if (state_.status == Status::idle)
      return impossible(operation, "nothing was started before it");
    if (state_.status == Status::suspended) return {};
    DUNGHAN_TRY(const Run::Outcome outcome, run_->outcome(counter_, nullptr));
    if (!outcome.due || outcome.due->due_at > operation.at) return {};
    state_.status = Status::lapsed;
    state_.ended_at = operation.at;
    return {};
  }

  /// The start that was set before its day, and by which the deadline would begin later.
  [[nodiscard]] const Operation* start_ahead_of(std::int64_t before) const {
    for (const Operation* other : ordered_) {
      if (other->kind == OperationKind::start && other->ahead && other->seq < before) return other;
    }
    return nullptr;
  }

  Result<void> reopen(const Operation& operation) {
    if (!has_ended(state_.status)) return impossible(operation, "it has not ended");
    state_.status = Status::running;
    state_.ended_at.reset();
    state_.late = state_.early = false;
    return {};
  }

  /// The time since it ended does not count.
  Result<void> come_back(const Operation& operation) {
    if (!has_ended(state_.status) || !state_.ended_at)
      return impossible(operation, "it has not ended");
    run_->pause(operation, *state_.ended_at, operation.at);
    return reopen(operation);
  }

  [[nodiscard]] Failure impossible(const Operation& operation, std::string_view why) const {
    const ZoneRules& zone = counter_.calendar().zone();
    std::string message = std::string(name_of(operation.kind)) + " on " +
                          to_text(zone.date_of(operation.at)) + " cannot be: " + std::string(why) +
                          " (operations in order of law:";
    std::size_t shown = 0;
    for (const Operation* other : ordered_) {
      if (++shown > operations_shown_max) {
        message += " ...";
        break;
      }
      message +=
          (shown == 1 ? " " : ", ") + std::string(name_of(other->kind)) + " " + to_text(other->at);
    }
    return refuse("impossible_order", message + ")",
                  "check the dates of the acts; a wrong one is corrected by `correct`");
  }

  Counter counter_;
  ShortList<const Operation*, 16> ordered_;
  DeadlineState state_;
  std::optional<Run> run_;
  bool ended_by_itself_ = false;  // the next resume tells of a suspension that is over
};

}  // namespace

Result<DeadlineState> fold(std::span<const Operation> operations, const CountingRule& rule,
                           const calendar::Calendar& calendar, Trace* trace) {
  Folder folder(operations, rule, calendar);
  DUNGHAN_TRY_VOID(folder.take_until(Instant::max()));
  return folder.state(trace);
}

Result<DeadlineState> fold_as_of(std::span<const Operation> operations, const CountingRule& rule,
                                 const calendar::Calendar& calendar, Instant instant,
                                 Trace* trace) {
  Folder folder(operations, rule, calendar);
  DUNGHAN_TRY_VOID(folder.take_until(instant));
  DUNGHAN_TRY(const DeadlineState plain, folder.state(nullptr));
  DUNGHAN_TRY(const std::optional<Instant> by_itself, folder.resumes_by_itself());
  DUNGHAN_TRY_VOID(folder.hold_at(instant));
  DUNGHAN_TRY(DeadlineState held, folder.state(trace));
  if (plain.status == Status::suspended && by_itself && *by_itself <= instant) {
    held.status = Status::running;
    held.suspended_since.reset();
  }
  return held;
}

Result<std::optional<Instant>> resumes_by_itself(std::span<const Operation> operations,
                                                 const CountingRule& rule,
                                                 const calendar::Calendar& calendar) {
  Folder folder(operations, rule, calendar);
  DUNGHAN_TRY_VOID(folder.take_until(Instant::max()));
  return folder.resumes_by_itself();
}

Result<bool> in_time(std::span<const Operation> operations, const CountingRule& rule,
                     const calendar::Calendar& calendar, Instant instant) {
  Folder folder(operations, rule, calendar);
  DUNGHAN_TRY_VOID(folder.take_until(instant));
  return folder.in_time_at(instant);
}

std::string_view name_of(Status status) {
  switch (status) {
    case Status::idle: return "idle";
    case Status::running: return "running";
    case Status::suspended: return "suspended";
    case Status::met: return "met";
    case Status::cancelled: return "cancelled";
    case Status::lapsed: return "lapsed";
  }
  DUNGHAN_CHECK(false);
}

std::string_view name_of(OperationKind kind) {
  for (const auto& [known, name] : operation_names) {
    if (known == kind) return name;
  }
  DUNGHAN_CHECK(false);
}

std::optional<OperationKind> operation_kind(std::string_view name) {
  for (const auto& [kind, known] : operation_names) {
    if (known == name) return kind;
  }
  return std::nullopt;
}

}  // namespace dunghan::deadline
