#include "engine/deadline/recompute.h"

#include <algorithm>

namespace dunghan::deadline {
namespace {

/// The changed days between the first and the last day that either count looked at.
std::vector<calendar::DayChange> days_met(const calendar::CalendarChange& change, const Move& move,
                                          Date started) {
  const auto [first, last] = std::minmax(
      {started, move.before.due_on, move.after.due_on, move.before.unrolled, move.after.unrolled});
  std::vector<calendar::DayChange> met;
  for (const calendar::DayChange& day : change.days) {
    if (day.date >= first && day.date <= last) met.push_back(day);
  }
  return met;
}

}  // namespace

Result<std::optional<Move>> recompute(std::span<const Operation> operations,
                                      const CountingRule& rule, const calendar::Calendar& before,
                                      const calendar::Calendar& after,
                                      const calendar::CalendarChange& change) {
  DUNGHAN_TRY(const DeadlineState old_state, fold(operations, rule, before));
  const bool runs = old_state.status == Status::running || old_state.status == Status::suspended;
  if (!runs || !old_state.due) return std::nullopt;
  DUNGHAN_TRY(const DeadlineState new_state, fold(operations, rule, after));
  if (!new_state.due) return std::nullopt;
  Move move{*old_state.due, *new_state.due, {}};
  if (!move.moves() && move.before.provisional == move.after.provisional) return std::nullopt;
  const Instant started = old_state.started_at.value_or(move.before.due_at);
  move.because = days_met(change, move, before.zone().date_of(started));
  return std::optional(std::move(move));
}

}  // namespace dunghan::deadline
