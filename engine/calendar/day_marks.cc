// See day_marks.h.
#include "engine/calendar/day_marks.h"

#include "engine/base/check.h"

namespace dunghan::calendar {
namespace {

constexpr std::uint64_t bit_of(std::size_t index) {
  return std::uint64_t{1} << (index % 64);
}

/// The 64 days that begin on `first`: a bit set where the weekday is not in `weekend`.
std::uint64_t plain_week_bits(std::chrono::weekday first, WeekdaySet weekend) {
  std::uint64_t bits = 0;
  for (unsigned day = 0; day < 64; ++day) {
    if (!contains(weekend, first + std::chrono::days{day})) bits |= bit_of(day);
  }
  return bits;
}

}  // namespace

std::uint16_t ReasonPool::text(const std::string& value) {
  if (value.empty()) return 0;
  const auto next = static_cast<std::uint16_t>(texts_.size());
  const auto [found, fresh] = text_numbers_.emplace(value, next);
  if (fresh) texts_.push_back(value);
  DUNGHAN_CHECK(texts_.size() < 0xFFFF);
  return found->second;
}

Mark ReasonPool::reason(const Calendar::Tables::Reason& value) {
  const auto next = static_cast<Mark>(reasons_.size() + 1);
  const auto [found, fresh] = reason_numbers_.emplace(value, next);
  if (fresh) reasons_.push_back(value);
  DUNGHAN_CHECK(reasons_.size() < (1U << Calendar::Tables::reason_bits));
  return found->second;
}

void DayMarks::set(Date date, Mark mark) {
  const std::size_t index = index_of(date);
  marks_[index] = mark;
  if (mark == unmarked) {
    marked_[index / 64] &= ~bit_of(index);
  } else {
    marked_[index / 64] |= bit_of(index);
  }
}

template <class Closes>
void DayMarks::close_worked_days(const ReasonPool& pool, Closes closes) {
  // A copy of each word is walked, so taking a mark off on the way is safe.
  for_each([&](Date date, Mark mark) {
    if (!pool.is_off(mark) && closes(date)) set(date, unmarked);
  });
}

void DayMarks::add_weekend(WeekdaySet weekdays, const ReasonPool& pool) {
  close_worked_days(
      pool, [weekdays](Date date) { return contains(weekdays, std::chrono::weekday{date}); });
  weekend_ |= weekdays;
}

void DayMarks::unite(const DayMarks& other, const ReasonPool& pool) {
  close_worked_days(
      pool, [&other](Date date) { return other.is_weekend(date) && other.on(date) == unmarked; });
  other.for_each([&](Date date, Mark theirs) {
    const Mark ours = on(date);
    const bool named_here = ours != unmarked && pool.is_off(ours);
    if (pool.is_off(theirs) ? !named_here : is_plain(date)) set(date, theirs);
  });
  weekend_ |= other.weekend_;
}

std::vector<std::uint64_t> DayMarks::working_words(const ReasonPool& pool) const {
  std::array<std::uint64_t, 7> patterns{};
  for (unsigned shift = 0; shift < patterns.size(); ++shift) {
    patterns.at(shift) =
        plain_week_bits(std::chrono::weekday{first_day} + std::chrono::days{shift}, weekend_);
  }
  std::vector<std::uint64_t> words(word_count);
  // A word is nine weeks and a day, so each begins one weekday later than the last.
  for (std::size_t word = 0; word < word_count; ++word) words[word] = patterns.at(word % 7);
  constexpr std::size_t over = word_count * 64 - static_cast<std::size_t>(day_count);
  words.back() &= ~std::uint64_t{0} >> over;
  for_each([&](Date date, Mark mark) {
    const std::size_t index = index_of(date);
    if (pool.is_off(mark)) {
      words[index / 64] &= ~bit_of(index);
    } else {
      words[index / 64] |= bit_of(index);
    }
  });
  return words;
}

}  // namespace dunghan::calendar
