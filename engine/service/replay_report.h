// What a replay found: figures per deadline, in two columns, with the reasons of every difference.
// Values only.
//
// The *main* column counts as the other system did (`count_as` of the map), the *statutory* one by
// the definition's own rules; without `count_as` the two are the same. Every table that could grow
// with the log has a bound; what is beyond it is counted under "other".
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/time.h"

namespace dunghan::service {

/// Entries of one table of the report (units, reasons, names of activities, days of difference).
inline constexpr std::size_t report_entries_max = 500;
inline constexpr std::string_view report_other = "other";

/// A figure per name. Names beyond report_entries_max are counted together.
class Tally {
 public:
  void add(const std::string& name, std::int64_t count = 1);
  [[nodiscard]] std::int64_t at(const std::string& name) const;
  [[nodiscard]] std::int64_t total() const;
  [[nodiscard]] bool empty() const { return counts_.empty(); }
  [[nodiscard]] const std::map<std::string, std::int64_t>& counts() const { return counts_; }
  /// Largest first; equal ones by name.
  [[nodiscard]] std::vector<std::pair<std::string, std::int64_t>> by_size() const;

 private:
  std::map<std::string, std::int64_t> counts_;
};

/// A figure per number of days; numbers beyond report_entries_max are counted in `beyond`.
struct DayHistogram {
  std::map<std::int64_t, std::int64_t> counts;
  std::int64_t beyond = 0;
  void add(std::int64_t days);
  friend bool operator==(const DayHistogram&, const DayHistogram&) = default;
};

/// How runs of a deadline ended, by one way of counting.
struct KeptFigures {
  std::int64_t met = 0;   // stopped in time
  std::int64_t late = 0;  // stopped, or its chance gone (a citizen's limit that ran out), after due
  std::int64_t cancelled = 0;  // no longer owed, in time
  std::int64_t open = 0;       // neither, where the log of the case ends
  friend bool operator==(const KeptFigures&, const KeptFigures&) = default;
};

/// Due dates that the other system wrote down (or drew: `expect`) against ours, by one way of
/// counting.
struct AgreeFigures {
  std::int64_t agree = 0;
  std::int64_t differ = 0;
  friend bool operator==(const AgreeFigures&, const AgreeFigures&) = default;
};

/// Ended before, on, or after the last day that the other system itself wrote down.
struct RecordedFigures {
  std::int64_t before = 0, on = 0, after = 0, open = 0;
  friend bool operator==(const RecordedFigures&, const RecordedFigures&) = default;
};

struct DeadlineReport {
  std::string name;
  std::int64_t started = 0;
  KeptFigures main, statutory;
  std::int64_t recorded =
      0;  // due dates of the other system that could be compared, or found nothing to compare with
  AgreeFigures main_agree, statutory_agree;
  std::int64_t without_run = 0;  // of those that differ: our deadline never ran
  RecordedFigures by_recorded;
  Tally classes;  // of those that differ in the main column: by DifferGroup; those of none are in
                  // `days`
  DayHistogram
      days;  // of those that differ in the main column and are unexplained: recorded minus ours
  DayHistogram all_days;  // recorded minus the local date of the start, of all that are recorded
  /// The two columns' own due dates differ although the other system's agrees with the main one: by
  /// day off ("Saturday", "Whit Monday"). Empty without `count_as`.
  Tally rolled;
  std::map<std::string, KeptFigures> units;  // main column
};

/// A due date of the other system that is not ours, by either column.
struct DueDifference {
  std::string deadline, case_id, unit;
  Date recorded{};
  std::optional<Date> main_due, statutory_due;
  bool main_agrees = false, statutory_agrees = false;
  std::string group;  // DifferGroup, or empty
  std::string reason_vi,
      reason_en;          // why the two columns differ: the days off that the statute passed over
  std::int64_t days = 0;  // recorded minus main_due (0 where there is none)
  std::int64_t line = 0;
};

/// A row, an act or a case that could not be used.
struct Rejection {
  std::string
      reason;  // "bad_date", "before_start", "after_end", "not_allowed", …: the key of the tally
  std::string case_id, activity;
  std::int64_t line = 0, column = 0;
  std::string message, remedy;
};

struct ReplayReport {
  std::int64_t cases = 0, events = 0;
  std::int64_t ignored = 0;  // left out by `ignore` or `only`
  std::int64_t noted = 0, sent = 0, compared = 0;
  std::int64_t reordered = 0;             // acts that stood after a later one
  std::int64_t without_end = 0;           // cases whose closing column is empty
  std::vector<DeadlineReport> deadlines;  // as in the definition; those that never started or were
                                          // recorded left out by writers
  Tally unmapped;                         // activities that the map does not name
  Tally rejected;                         // acts and rows by reason
  Tally rejected_cases;                   // cases that have at least one of that reason
  std::map<std::string, Rejection> first_rejected;  // of each reason, to look at
};

}  // namespace dunghan::service
