#include "engine/calendar/day_set.h"

#include <algorithm>

#include "engine/base/check.h"

namespace dunghan::calendar {

DaySet::DaySet(std::span<const std::uint64_t> words) : day_count_(words.size() * 64) {
  // nth() looks at the block after its guess, and at the one after that.
  constexpr std::size_t blocks_past_the_end = 2;
  const std::size_t blocks = words.size() * 2;
  days_.resize(blocks + blocks_past_the_end);
  before_.resize(days_.size());
  std::size_t second_turn = days_.size();
  for (std::size_t block = 0; block < days_.size(); ++block) {
    before_[block] = static_cast<std::uint16_t>(size_);
    if (size_ >= turn) second_turn = std::min(second_turn, block);
    if (block >= blocks) continue;
    days_[block] = static_cast<std::uint32_t>(words[block / 2] >> block % 2 * block_days);
    size_ += static_cast<std::uint32_t>(std::popcount(days_[block]));
  }
  second_turn_ = second_turn;
  DUNGHAN_CHECK(day_count_ < 2 * turn);
  density_ = size_ == 0 ? 0 : static_cast<std::int64_t>(day_count_ * turn / size_);
}

std::size_t DaySet::block_of(std::uint32_t n) const {
  DUNGHAN_CHECK(n < size_);
  std::size_t first = 0, past = days_.size();  // it is in one of [first, past)
  while (past - first > 1) {
    const std::size_t middle = first + (past - first) / 2;
    if (count_before_block(middle) <= n) {
      first = middle;
    } else {
      past = middle;
    }
  }
  return first;
}

}  // namespace dunghan::calendar
