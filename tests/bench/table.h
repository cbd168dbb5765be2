// The printed table: each row's median, its target, and how many times slower the reference was in
// the same run.
#pragma once

#include <benchmark/benchmark.h>

#include <map>
#include <string>
#include <vector>

namespace dunghan::bench {

/// Collects the repetitions of every row and prints the table at the end. Google Benchmark's own
/// listing is to be had with --benchmark_format=console.
class TableReporter : public benchmark::BenchmarkReporter {
 public:
  bool ReportContext(const Context& context) override;
  void ReportRuns(const std::vector<Run>& runs) override;
  void Finalize() override;

 private:
  [[nodiscard]] double median_ns(const std::string& row) const;

  std::map<std::string, std::vector<double>> times_ns_;  // by row, one a repetition
};

}  // namespace dunghan::bench
