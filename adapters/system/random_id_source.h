// Ids that grow with time and start at a random place in each millisecond, so that two processes do
// not meet and an id tells nobody how many there are.
//
//   63 bits:  | milliseconds since 2020-01-01 (42: until 2159) | place within the millisecond (21)
//   |
#pragma once

#include <cstdint>
#include <mutex>
#include <random>

#include "engine/ports/id_source.h"

namespace dunghan::adapters::system {

class RandomIdSource : public ports::IdSource {
 public:
  /// greater_than: the largest id already in use (0: none); where the clock went back, ids go on
  /// from there.
  explicit RandomIdSource(std::int64_t greater_than = 0);

  /// Strictly rising, whatever `now` does. A `now` before 2020 (virtual time of old logs) counts as
  /// 2020. Any thread.
  [[nodiscard]] std::int64_t next(Instant now) override;

 private:
  std::mutex mutex_;
  std::mt19937_64 random_;
  std::int64_t last_;
};

}  // namespace dunghan::adapters::system
