// One run of a deadline, from a start to a stop or restart: its limit, extensions and suspensions,
// and the due date they give.
//
// The due date is always taken afresh from all of them, never moved step by step: what is recorded
// late finds its place, and the trace tells the whole derivation.
#pragma once

#include <optional>

#include "engine/base/short_list.h"
#include "engine/deadline/count.h"
#include "engine/deadline/deadline.h"

namespace dunghan::deadline {

class Run {
 public:
  explicit Run(const Operation& start) : start_(&start) {}

  [[nodiscard]] Instant started_at() const { return start_->at; }
  [[nodiscard]] bool suspended() const { return open_ != nullptr; }
  [[nodiscard]] Instant suspended_since() const { return open_->at; }
  /// May be prolonged: not so what is due at once, without an end.
  [[nodiscard]] bool has_end() const {
    return start_->limit.kind != ResolvedLimit::Kind::at_once || start_->limit.target.has_value();
  }
  [[nodiscard]] bool is_least_time() const {
    return start_->limit.kind == ResolvedLimit::Kind::at_least;
  }
  [[nodiscard]] int times_suspended() const { return times_suspended_; }
  [[nodiscard]] int times_extended() const { return static_cast<int>(extensions_.size()); }

  void suspend(const Operation& operation);
  void extend(const Operation& operation) { extensions_.push_back(&operation); }
  /// Takes the time from `from` to `to` out, for the reason that `operation` gives.
  void pause(const Operation& operation, Instant from, Instant to);
  /// Ends the suspension that runs. at: not before its beginning.
  void resume(Instant at);
  /// When the suspension that runs ends by itself.
  [[nodiscard]] Result<std::optional<Instant>> resumes_at(const Counter& counter) const;

  struct Outcome {
    std::optional<Due> due;             // absent: at once without a target, or a date is not known
    std::optional<Instant> not_before;  // a window opens, a least time is over
    std::int64_t suspended_days = 0;    // that moved it
  };
  /// The due date that operations so far give; a suspension that runs is left out.
  [[nodiscard]] Result<Outcome> outcome(const Counter& counter, Trace* trace) const;
  /// The end of the limit's own target, beside `due`; nothing where it has none, or is at once.
  [[nodiscard]] Result<std::optional<Due>> target(const Counter& counter) const;

 private:
  struct Suspension {
    const Operation* operation = nullptr;
    Instant from{}, to{};
  };
  /// A count forward: from when, how much.
  struct Course {
    Instant from{};
    Date began{};
    Period base;
    bool rolls = true;
  };
  struct Progress;

  using Gaps = ShortList<Gap, 4>;
  [[nodiscard]] Gaps gaps(const Counter& counter, Date began) const;
  [[nodiscard]] Course course(const Counter& counter, const Period& base) const;
  [[nodiscard]] Result<Outcome> outcome_of(const ResolvedLimit& limit, const Counter& counter,
                                           Trace* trace) const;
  [[nodiscard]] Result<Outcome> counted(const Counter& counter, const Course& course,
                                        Trace* trace) const;
  [[nodiscard]] Result<Outcome> extended(Progress& progress) const;
  [[nodiscard]] Result<void> charge(Progress& progress, const Period& unit,
                                    bool last_segment) const;
  [[nodiscard]] Result<Stand> extend_to(Progress& progress, const Operation& extension) const;
  [[nodiscard]] Result<Outcome> from_date(const ResolvedLimit& limit, const Counter& counter,
                                          Trace* trace) const;
  [[nodiscard]] Result<Outcome> window(const ResolvedLimit& limit, const Counter& counter,
                                       Trace* trace) const;
  [[nodiscard]] Result<Outcome> named(const Counter& counter, const Stand& stand,
                                      Trace* trace) const;
  [[nodiscard]] Result<Outcome> least_time(const Counter& counter, const Period& length,
                                           Trace* trace) const;
  [[nodiscard]] Result<Outcome> first_of(const std::vector<ResolvedLimit>& parts,
                                         const Counter& counter, Trace* trace) const;
  [[nodiscard]] Outcome without_end(const Counter& counter, Trace* trace) const;

  const Operation* start_;
  const Operation* open_ = nullptr;       // the suspension that runs
  ShortList<Suspension, 4> suspensions_;  // ended ones, in order
  ShortList<const Operation*, 4> extensions_;
  int times_suspended_ = 0;
};

}  // namespace dunghan::deadline
