// A set of days that says in a few steps whether a day is in it, how many of its days lie before
// one, and which is the n-th: the working days of a calendar.
//
// Kept are a bit a day, in blocks of 32 days, and how many days of the set lie before each block.
// Within a block, bits are counted and found octet by octet with two small tables: processors
// without a population count have to be served, and on them these look-ups are the quickest way.
// The n-th day is looked for where it must be about: working days are spread so evenly that the
// caller knows its place to within a month.
//
// Days are numbered from 0. Source: G. Jacobson, "Space-efficient Static Trees and Graphs", 1989,
// for counts kept by block; Y. Perl, A. Itai and H. Avni, "Interpolation search", 1978, for the
// rest.
#pragma once

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace dunghan::calendar {

/// How many bits of an octet are set.
inline constexpr std::array<std::uint8_t, 256> bits_set = [] {
  std::array<std::uint8_t, 256> counts{};
  for (std::size_t octet = 0; octet < counts.size(); ++octet)
    counts[octet] = static_cast<std::uint8_t>(std::popcount(octet));
  return counts;
}();

/// The place of the n-th set bit of an octet, n from 0; [n][octet].
inline constexpr std::array<std::array<std::uint8_t, 256>, 8> nth_bit_set = [] {
  std::array<std::array<std::uint8_t, 256>, 8> places{};
  for (std::size_t octet = 0; octet < 256; ++octet) {
    std::size_t n = 0;
    for (std::uint8_t place = 0; place < 8; ++place) {
      if ((octet >> place & 1) != 0) places[n++][octet] = place;
    }
  }
  return places;
}();

class DaySet {
 public:
  DaySet() = default;
  /// words: a bit a day, set where the day is in the set, day 0 in the lowest bit of the first
  /// word; fewer than 131'072 days.
  explicit DaySet(std::span<const std::uint64_t> words);

  /// Days that are in the set.
  [[nodiscard]] std::uint32_t size() const { return size_; }
  /// Days that may be in it.
  [[nodiscard]] std::size_t day_count() const { return day_count_; }

  /// day: 0 to day_count() - 1.
  [[nodiscard]] bool contains(std::size_t day) const {
    return (days_[day / block_days] >> (day % block_days) & 1) != 0;
  }

  /// Days in the set that lie before `day`. day: 0 to day_count().
  [[nodiscard]] std::uint32_t count_before(std::size_t day) const {
    const std::size_t block = day / block_days;
    const std::uint32_t below = days_[block] & ((1U << (day % block_days)) - 1);
    return count_before_block(block) + bits_set[below & 0xFF] + bits_set[below >> 8 & 0xFF] +
           bits_set[below >> 16 & 0xFF] + bits_set[below >> 24];
  }

  /// The day in the set before which lie `n` others. n: 0 to size() - 1.
  /// near: about where it is, any number; a month off at most costs nothing.
  [[nodiscard]] std::size_t nth(std::uint32_t n, std::int64_t near) const {
    const std::size_t block = block_near(n, near);
    const auto within = static_cast<std::uint16_t>(n - before_[block]);
    return block * block_days + nth_of_block(days_[block], within);
  }

  /// How many days it takes for `count` days of the set, on the average.
  [[nodiscard]] std::int64_t days_for(std::int64_t count) const { return count * density_ >> 16; }

  /// The first day in the set that is not before `day`; day_count() where there is none.
  [[nodiscard]] std::size_t first_from(std::size_t day) const {
    const std::size_t block = day / block_days;
    const std::uint64_t ahead =
        (days_[block] | std::uint64_t{days_[block + 1]} << block_days) >> (day % block_days);
    if (ahead != 0) return day + static_cast<std::size_t>(std::countr_zero(ahead));
    const std::uint32_t before = count_before(day);  // a closure of more than a month
    return before < size_ ? nth(before, static_cast<std::int64_t>(day)) : day_count_;
  }

  /// Octets of its tables.
  [[nodiscard]] std::size_t memory_octets() const {
    return days_.size() * sizeof(days_[0]) + before_.size() * sizeof(before_[0]);
  }

 private:
  static constexpr std::size_t block_days = 32;
  /// Counts by block are kept in 16 bits; there are fewer than two turns of them.
  static constexpr std::uint32_t turn = 0x1'0000;

  [[nodiscard]] std::uint32_t count_before_block(std::size_t block) const {
    return before_[block] + (block < second_turn_ ? 0 : turn);
  }

  /// Whether at most `n` days of the set lie before `block`, going by the counts as they are kept;
  /// true to the facts for blocks in whose neighbourhood the n-th day lies.
  [[nodiscard]] bool begins_by(std::size_t block, std::uint32_t n) const {
    return static_cast<std::uint16_t>(n - before_[block]) < turn / 2;
  }

  /// The block that holds the n-th day.
  [[nodiscard]] std::size_t block_near(std::uint32_t n, std::int64_t near) const {
    if (near < 0 || near >= static_cast<std::int64_t>(day_count_)) return block_of(n);
    // One of three blocks. Which of them, is added up and not branched on: it could not be
    // foretold.
    const std::size_t guess = static_cast<std::size_t>(near) / block_days;
    const std::size_t first = guess == 0 ? 0 : guess - 1;
    const std::size_t block =
        first + (begins_by(first + 1, n) ? 1 : 0) + (begins_by(first + 2, n) ? 1 : 0);
    const bool found = count_before_block(block) <= n && n < count_before_block(block + 1);
    return found ? block : block_of(n);
  }
  [[nodiscard]] std::size_t block_of(std::uint32_t n) const;

  /// The place of the n-th set bit, n from 0.
  [[nodiscard]] static std::size_t nth_of_block(std::uint32_t days, std::uint32_t n) {
    const std::uint32_t lower = bits_set[days & 0xFF] + bits_set[days >> 8 & 0xFF];
    const std::size_t half = n < lower ? 0 : 16;
    const std::uint32_t of_half = n - (n < lower ? 0 : lower), days_of_half = days >> half;
    const std::uint32_t low = bits_set[days_of_half & 0xFF];
    const std::size_t octet = of_half < low ? 0 : 8;
    const std::uint32_t of_octet = of_half - (of_half < low ? 0 : low);
    return half + octet + nth_bit_set[of_octet & 7][days_of_half >> octet & 0xFF];
  }

  std::vector<std::uint32_t> days_;    // bit set: in the set; some blocks more than there are days
  std::vector<std::uint16_t> before_;  // by block: days in the set before it, less a turn
  std::size_t second_turn_ = 0;        // the first block with a turn of days before it
  std::size_t day_count_ = 0;
  std::uint32_t size_ = 0;
  std::int64_t density_ = 0;  // days for each in the set, times 65,536
};

}  // namespace dunghan::calendar
