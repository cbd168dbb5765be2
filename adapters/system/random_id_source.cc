// See random_id_source.h for the layout of an id.
#include "adapters/system/random_id_source.h"

#include <algorithm>
#include <array>
#include <exception>

#include "engine/base/check.h"

namespace dunghan::adapters::system {
namespace {

constexpr unsigned place_bits = 21;
/// The random start lies in the lower half, which leaves a million ids in a millisecond before the
/// next begins.
constexpr std::int64_t start_mask = (std::int64_t{1} << (place_bits - 1)) - 1;
constexpr std::int64_t milliseconds_max = (std::int64_t{1} << (63 - place_bits)) - 1;
constexpr Instant epoch{
    std::chrono::sys_days{std::chrono::year{2020} / std::chrono::January / std::chrono::day{1}}};

/// Seeded by the system's random device; where there is none, by the clock, which still tells
/// processes apart.
std::mt19937_64 seeded() {
  std::array<std::uint32_t, 4> words{};
  try {
    std::random_device device;
    for (std::uint32_t& word : words) word = device();
  } catch (const std::exception&) {
    const auto ticks = std::chrono::steady_clock::now().time_since_epoch().count();
    words = {static_cast<std::uint32_t>(ticks), static_cast<std::uint32_t>(ticks >> 32U), 1U, 2U};
  }
  std::seed_seq sequence(words.begin(), words.end());
  return std::mt19937_64(sequence);
}

}  // namespace

RandomIdSource::RandomIdSource(std::int64_t greater_than)
    : random_(seeded()), last_(std::max<std::int64_t>(greater_than, 0)) {}

std::int64_t RandomIdSource::next(Instant now) {
  const auto elapsed = std::chrono::floor<std::chrono::milliseconds>(now - epoch).count();
  const std::int64_t milliseconds = std::clamp<std::int64_t>(elapsed, 0, milliseconds_max);
  const std::scoped_lock lock(mutex_);
  const std::int64_t start =
      (milliseconds << place_bits) | (static_cast<std::int64_t>(random_() >> 1U) & start_mask);
  const bool same_millisecond = (last_ >> place_bits) >= milliseconds;
  last_ = same_millisecond ? last_ + 1 : start;
  DUNGHAN_CHECK(last_ > 0);
  return last_;
}

}  // namespace dunghan::adapters::system
