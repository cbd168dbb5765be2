// The days of one calendar while compile.cc works on it: a weekend of seven bits, and marks for the
// days that differ from it. Each mark is the number of a reason, and a reason is kept once however
// many days have it.
#pragma once

#include <array>
#include <bit>
#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "engine/base/time.h"
#include "engine/calendar/tables.h"

namespace dunghan::calendar {

/// What a day is marked with: a number of a ReasonPool, from 1; 0 is an unmarked day.
using Mark = std::uint16_t;
inline constexpr Mark unmarked = 0;

/// Bit n stands for the weekday with C encoding n (0 is Sunday).
using WeekdaySet = std::uint8_t;
inline constexpr WeekdaySet whole_week = 0x7F;
[[nodiscard]] constexpr bool contains(WeekdaySet set, std::chrono::weekday weekday) {
  return (set >> weekday.c_encoding() & 1) != 0;
}

/// Reasons and their texts, each kept once.
class ReasonPool {
 public:
  ReasonPool() { texts_.emplace_back(); }
  [[nodiscard]] std::uint16_t text(const std::string& value);
  [[nodiscard]] Mark reason(const Calendar::Tables::Reason& value);
  /// The mark closes its day; any other makes a weekend day a working one.
  [[nodiscard]] bool is_off(Mark mark) const {
    return reasons_[mark - 1U].kind != DayReason::Kind::swapped_worked;
  }
  /// Gives them away: the pool is of no use after.
  [[nodiscard]] std::vector<std::string> take_texts() { return std::move(texts_); }
  [[nodiscard]] std::vector<Calendar::Tables::Reason> take_reasons() { return std::move(reasons_); }

 private:
  std::vector<std::string> texts_;
  std::vector<Calendar::Tables::Reason> reasons_;
  std::map<std::string, std::uint16_t> text_numbers_;
  std::map<Calendar::Tables::Reason, Mark> reason_numbers_;
};

/// The days 1900-2199. Every date given to it lies in them.
class DayMarks {
 public:
  [[nodiscard]] WeekdaySet weekend() const { return weekend_; }
  [[nodiscard]] bool is_weekend(Date date) const {
    return contains(weekend_, std::chrono::weekday{date});
  }
  [[nodiscard]] Mark on(Date date) const { return marks_[index_of(date)]; }
  /// A working day that nothing is said of.
  [[nodiscard]] bool is_plain(Date date) const { return on(date) == unmarked && !is_weekend(date); }
  void set(Date date, Mark mark);

  /// Closes these weekdays too, also where one of them was made a working day.
  void add_weekend(WeekdaySet weekdays, const ReasonPool& pool);
  /// Closes what `other` closes, and works what it works and nothing here closes. The name of a
  /// holiday here stays; a weekend here takes the name of a holiday there.
  void unite(const DayMarks& other, const ReasonPool& pool);

  /// visit(date, mark) for each marked day, in order of date.
  template <class Visit>
  void for_each(Visit visit) const {
    for (std::size_t word = 0; word < marked_.size(); ++word) {
      for (std::uint64_t left = marked_[word]; left != 0; left &= left - 1) {
        const std::size_t index = word * 64 + static_cast<std::size_t>(std::countr_zero(left));
        visit(first_day + std::chrono::days{index}, marks_[index]);
      }
    }
  }
  /// One bit a day, set where it is worked.
  [[nodiscard]] std::vector<std::uint64_t> working_words(const ReasonPool& pool) const;

 private:
  static std::size_t index_of(Date date) {
    return static_cast<std::size_t>((date - first_day).count());
  }
  /// Takes the mark off each worked day for which `closes(date)`.
  template <class Closes>
  void close_worked_days(const ReasonPool& pool, Closes closes);

  WeekdaySet weekend_ = 0;
  std::vector<Mark> marks_ = std::vector<Mark>(static_cast<std::size_t>(day_count));
  std::vector<std::uint64_t> marked_ = std::vector<std::uint64_t>(word_count);
};

}  // namespace dunghan::calendar
