#include "engine/service/replay_report.h"

#include <algorithm>

namespace dunghan::service {

void Tally::add(const std::string& name, std::int64_t count) {
  const bool fits = counts_.size() < report_entries_max || counts_.find(name) != counts_.end();
  counts_[fits ? name : std::string(report_other)] += count;
}

std::int64_t Tally::at(const std::string& name) const {
  const auto found = counts_.find(name);
  return found == counts_.end() ? 0 : found->second;
}

std::int64_t Tally::total() const {
  std::int64_t sum = 0;
  for (const auto& [name, count] : counts_) sum += count;
  return sum;
}

std::vector<std::pair<std::string, std::int64_t>> Tally::by_size() const {
  std::vector<std::pair<std::string, std::int64_t>> sorted(counts_.begin(), counts_.end());
  std::stable_sort(sorted.begin(), sorted.end(),
                   [](const auto& left, const auto& right) { return left.second > right.second; });
  return sorted;
}

void DayHistogram::add(std::int64_t days) {
  const bool fits = counts.size() < report_entries_max || counts.find(days) != counts.end();
  if (fits) ++counts[days];
  if (!fits) ++beyond;
}

}  // namespace dunghan::service
