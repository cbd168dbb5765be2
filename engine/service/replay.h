// Another system's log through a definition, on virtual time: which limits were kept, and where
// that system counted otherwise.
//
// The log's cases come in one at a time (adapters/import makes them from rows), are decided like
// live ones, with the import as actor, by-checks off and back-dating unbounded, and are forgotten
// again: only figures stay (replay_report.h), and what is worth a line of its own goes out through
// ReplaySink. Memory does not grow with the log.
//
// Due dates are compared by local date with the last day (`due_on`), never by instant: a penalty
// stamped 00:00 of day 60 and a limit that ends at 24:00 of day 60 agree.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "engine/base/time.h"
#include "engine/base/value.h"
#include "engine/cases/decide.h"
#include "engine/organisation/organisation.h"
#include "engine/rule/expression.h"
#include "engine/service/replay_report.h"

namespace dunghan::service {

/// `record`: the log did what it did; expiries are compared, not drawn. `draw`: consequences of
/// expiry happen as in life.
enum class Consequences { record, draw };

/// A class of differences: the first whose condition holds names the group. Sees `recorded`,
/// `plain` and `statutory` (dates; a date that is not there is null) and `activities` (the names of
/// the case's activities, in order).
struct DifferGroup {
  std::string name;
  rule::Expression when;
};

/// The environment that DifferGroup::when is compiled against.
[[nodiscard]] rule::Environment differ_environment();

struct ReplayPlan {
  cases::ProcedurePtr procedure;
  Consequences consequences = Consequences::record;
  /// How the other system counted; the definition's own rules stand beside it. Null: those alone.
  const deadline::CountingRule* count_as = nullptr;
  std::vector<DifferGroup> differ;
  /// Units, posts and people that roles resolve to. Units that only the log knows are added as it
  /// goes.
  organisation::Organisation organisation;
  /// Timers of a case are fired up to here at its end; absent: up to its own last act.
  std::optional<Instant> as_of;
};

/// One activity of a case, as the map reads it.
struct LoggedAct {
  enum class Kind { open, send, done, suspend, resume, extend, expect, note };
  Kind kind = Kind::note;
  std::string activity;      // as the log calls it
  std::string name;          // send: event; done: task; suspend, resume, extend, expect: deadline
  std::string ground;        // suspend, resume, extend
  std::string event;         // done: which of the events that finish the task
  std::optional<Period> by;  // extend; absent: all that the ground allows
  Map fields;                // open: data; else what comes with the act
  Occurrence at;
  std::optional<Instant> recorded_at;  // absent: as it happened
  std::int64_t line = 0;
};

/// One case of the log with all its rows. Acts in the order of the log; Replay puts them in order
/// of time.
struct LoggedCase {
  std::string id, unit;
  Map data;                          // known at the opening
  std::optional<Occurrence> opened;  // where a column says so; else by the act that opens
  std::optional<Occurrence> closed;  // acts after it are rejected
  std::string close_event;           // sent at `closed`; empty: none
  Map close_fields;
  std::vector<std::pair<std::string, Date>>
      recorded;  // deadline, last day as the other system wrote it
  std::vector<LoggedAct> acts;
  std::vector<std::string> activities;  // names of all of its activities, mapped or not, in order
  std::int64_t line = 0;                // of its first row
};

/// What is worth a line of its own, while it happens.
class ReplaySink {
 public:
  virtual ~ReplaySink() = default;
  virtual void difference(const DueDifference& difference) = 0;
  virtual void rejected(const Rejection& rejection) = 0;
};

/// Units that may be added because a log names them.
inline constexpr std::size_t replay_units_max = 5'000;

/// One replay. Not thread-safe; deterministic: the same cases in the same order give the same
/// report.
class Replay {
 public:
  /// sink: may be null; must outlive this.
  explicit Replay(ReplayPlan plan, ReplaySink* sink = nullptr);

  /// Runs one case. Nothing in it can stop the replay: what cannot be used is counted, with its
  /// reason.
  void run(const LoggedCase& logged);

  // What the reader of the log saw and could not put into a case, or the map left out.
  void reject(const Rejection& rejection);
  void count_event() { ++report_.events; }
  void count_unmapped(const std::string& activity) { report_.unmapped.add(activity); }
  void count_ignored() { ++report_.ignored; }

  [[nodiscard]] const ReplayReport& report() const { return report_; }
  [[nodiscard]] const ReplayPlan& plan() const { return plan_; }

 private:
  friend class CaseRun;  // case_run.cc: one case on its way

  void know_unit(const std::string& unit);
  [[nodiscard]] DeadlineReport& figures_of(const std::string& deadline);

  ReplayPlan plan_;
  ReplaySink* sink_;
  ReplayReport report_;
};

}  // namespace dunghan::service
