// The spans that reports and figures are about: months, quarters, half-years, nine months, years
// and weeks, by a rhythm that says on which day of the month they begin.
//
//   calendar          2026-Q3 = 2026-07-01 .. 2026-09-30
//   decree-09-2019    2026-Q3 = 2026-06-15 .. 2026-09-14     2026 = 2025-12-15 .. 2026-12-14
//
// When a report is due after its window is a deadline's business, not this file's.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/result.h"
#include "engine/base/time.h"

namespace dunghan::calendar {

/// `every:` of a cycle.
enum class ReportingPeriod { week, month, quarter, half_year, nine_months, year };

/// "week", "month", "quarter", "half-year", "nine-months", "year".
[[nodiscard]] std::string_view name_of(ReportingPeriod period);
[[nodiscard]] Result<ReportingPeriod> parse_reporting_period(std::string_view text);

/// On which day windows begin, the last day of one being the day before the next begins.
struct WindowRhythm {
  std::string id;
  int first_day = 1;            // of the month, 1-28: every month has it
  bool month_before = false;    // of the month before the first that the window is named after
  bool weeks = true;            // has windows of weeks (Monday to Sunday, ISO 8601)
  std::string basis = {};       // who says so
  std::string confidence = {};  // of the basis: "verified", "secondary", "recalled"
};

/// First to last day of the month; weeks from Monday to Sunday.
[[nodiscard]] const WindowRhythm& calendar_rhythm();
/// Nghị định 09/2019/NĐ-CP Điều 12, in force from 2019-03-12. Month: from day 15 of the month
/// before to day 14 of it. Quarter: from day 15 of the month before the quarter to day 14 of its
/// last. First six months: 15 December of the year before to 14 June; last six: 15 June to 14
/// December. Nine months: 15 December to 14 September. Year: 15 December to 14 December. It names
/// no weeks.
[[nodiscard]] const WindowRhythm& decree_09_2019_rhythm();
/// errors: not_found, with the rhythms that are known.
[[nodiscard]] Result<WindowRhythm> rhythm_named(std::string_view id);

struct ReportingWindow {
  std::string id;     // "2026-09", "2026-Q3", "2026-H1", "2026-9M", "2026", "2026-W05"
  Date from{}, to{};  // both belong to it
  friend bool operator==(const ReportingWindow&, const ReportingWindow&) = default;
};

/// All windows of one kind, one after the other. A small value.
class ReportingWindows {
 public:
  /// cumulative: each window begins with its year, so that quarters are the first three months, the
  /// first six, the first nine and the year; its id names that span (2026-Q1, 2026-H1, 2026-9M,
  /// 2026). errors: invalid_argument: cumulative weeks, weeks in a rhythm that has none, a first
  /// day beyond
  ///         28.
  [[nodiscard]] static Result<ReportingWindows> make(ReportingPeriod period,
                                                     const WindowRhythm& rhythm,
                                                     bool cumulative = false);

  /// The window that `date` lies in; of cumulative ones the first. Nothing: between two windows, as
  /// the last months of a year are for windows of nine months.
  [[nodiscard]] std::optional<ReportingWindow> containing(Date date) const;
  /// The first window that does not end before `date`.
  [[nodiscard]] ReportingWindow at_or_after(Date date) const;
  /// The next of the same kind (of cumulative ones the next longer, or the first of the next year).
  [[nodiscard]] ReportingWindow after(const ReportingWindow& window) const;
  /// All that share a day with [from, to], in order.
  /// errors: invalid_argument: to before from; limit_exceeded: more than reporting_windows_max.
  [[nodiscard]] Result<std::vector<ReportingWindow>> between(Date from, Date to) const;

  [[nodiscard]] const WindowRhythm& rhythm() const { return rhythm_; }

 private:
  ReportingWindows(ReportingPeriod period, WindowRhythm rhythm, bool cumulative)
      : period_(period), rhythm_(std::move(rhythm)), cumulative_(cumulative) {}

  /// The windows are numbered, rising with their last day.
  [[nodiscard]] ReportingWindow numbered(int number) const;
  [[nodiscard]] ReportingWindow week(int number) const;
  [[nodiscard]] int number_at_or_after(Date date) const;
  [[nodiscard]] Date begin_of_month(int month) const;

  ReportingPeriod period_;
  WindowRhythm rhythm_;
  bool cumulative_;
};

/// More windows than 300 years have weeks are not listed at once.
inline constexpr int reporting_windows_max = 16'000;

}  // namespace dunghan::calendar
