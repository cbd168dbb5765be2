// A recurrence set of RFC 5545 section 3.8.5: a rule (recurrence_rule.h) from a start on, with days
// added and days left out, in a time zone. Asked for one occurrence after the other.
//
//   rule + start -> local times -> instants of the zone -> with additions -> without exceptions
//                   (recurrence_walk.h)
//
// Days that are moved to working days are recurring_day.h's.
#pragma once

#include <memory>
#include <optional>
#include <vector>

#include "engine/base/result.h"
#include "engine/base/time.h"
#include "engine/calendar/recurrence_rule.h"
#include "engine/calendar/recurrence_walk.h"

namespace dunghan::calendar {

/// What a recurrence set is made of.
///
/// start (DTSTART): a date, a local time or a moment in UTC; years 1900-2199. A start that matches
/// the rule is the first occurrence and counts in COUNT. One that does not match is no occurrence
/// and does not count: the RFC leaves that undefined, and libical does the same. Without a rule the
/// start is an occurrence.
/// zone: of local times. None: they float, and are told apart from dates alone by their time of
/// day. added (RDATE): single occurrences, also before the start or beyond UNTIL; the start's kind,
/// or in a zone moments in UTC. excluded (EXDATE): likewise, and stronger than rule and additions.
/// A date leaves out every occurrence of that day, which the RFC does not say but libical does.
struct RecurrenceSpec {
  std::optional<RecurrenceRule> rule;
  RecurrenceTime start;
  std::optional<ZoneRules> zone;
  std::vector<RecurrenceTime> added, excluded;
};

/// Most additions, and most exceptions.
inline constexpr std::size_t recurrence_dates_max = 10'000;

struct RecurrenceInstance {
  LocalTime local;  // what the zone's clocks show; a date: 00:00 of it
  Instant at;       // dates and floating times: the same figures as if in UTC
  [[nodiscard]] Date date() const { return std::chrono::floor<std::chrono::days>(local); }
  friend bool operator==(const RecurrenceInstance&, const RecurrenceInstance&) = default;
};

class RecurrenceCursor;

/// Immutable; copies share what was made ready.
class Recurrence {
 public:
  /// errors: invalid_argument: a rule with a fault (fault_of), UNTIL of another kind than the start
  ///         asks for, FREQ below DAILY from a date, additions or exceptions of another kind;
  ///         limit_exceeded: a start outside 1900-2199, more than recurrence_dates_max dates.
  /// source: RFC 5545 sections 3.3.10, 3.8.5.1 to 3.8.5.3.
  [[nodiscard]] static Result<Recurrence> make(const RecurrenceSpec& spec);

  /// From the first occurrence on. The cursor must not outlive every copy of the recurrence.
  [[nodiscard]] RecurrenceCursor occurrences() const;
  /// From the first occurrence at or after `from` (a wall clock's time in the zone): at once where
  /// the rule has no COUNT.
  [[nodiscard]] RecurrenceCursor occurrences_from(LocalTime from) const;

  [[nodiscard]] bool of_dates() const;

  struct Prepared;  // recurrence.cc

 private:
  explicit Recurrence(std::shared_ptr<const Prepared> prepared) : prepared_(std::move(prepared)) {}
  std::shared_ptr<const Prepared> prepared_;
};

/// Gives the occurrences in rising order, each once. A value without heap: copies go on by
/// themselves.
///
/// Local times that do not exist or come twice are read as if they were written out (RFC
/// 5545 3.3.10 with verified erratum 4271, and 3.3.5): one that is skipped by the offset before the
/// gap (02:30 in a gap of an hour becomes 03:30), one that is repeated at its first showing. COUNT
/// counts them as the rule gives them, also two that fall on one instant.
class RecurrenceCursor {
 public:
  /// The next occurrence; nothing: no more.
  [[nodiscard]] std::optional<RecurrenceInstance> next();

 private:
  friend class Recurrence;
  RecurrenceCursor(const Recurrence::Prepared& prepared, LocalTime from);

  [[nodiscard]] std::optional<Instant> next_of_rule();
  [[nodiscard]] std::optional<Instant> next_of_all();
  void open_gap();

  const Recurrence::Prepared* prepared_;
  Instant from_;
  std::size_t added_ = 0;           // additions taken
  std::optional<Instant> of_rule_;  // the rule's next that was read and not yet given
  std::optional<Instant> last_;

  // The rule's local times in order. Those that a jump of the clocks skips are walked by a copy,
  // beside the ones behind the gap: moved on, they fall among them.
  std::optional<RuleWalk> walk_, gap_walk_;
  bool rule_read_ = false;                      // local_ is the next
  std::optional<LocalTime> local_, gap_local_;  // the next of each
  Instant jump_{};                              // over the gap that gap_walk_ walks in
};

}  // namespace dunghan::calendar
