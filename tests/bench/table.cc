#include "tests/bench/table.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <string_view>

#include "tests/bench/row.h"

namespace dunghan::bench {
namespace {

constexpr int name_width = 42;

/// Characters, not octets: names hold Vietnamese.
int width_of(std::string_view text) {
  return static_cast<int>(
      std::count_if(text.begin(), text.end(), [](char octet) { return (octet & 0xC0) != 0x80; }));
}

/// Nanoseconds, or milliseconds where they are more to the point; likewise ratios.
std::string number(double value) {
  constexpr double one_ms = 1e6;
  std::string text(32, '\0');
  const char* format = value < 100 ? "%.1f" : value < one_ms ? "%.0f" : "%.1f ms";
  if (value >= one_ms) value /= one_ms;
  text.resize(static_cast<std::size_t>(std::snprintf(text.data(), text.size(), format, value)));
  return text;
}

void print_line(std::string_view name, const std::string& ns, const std::string& target,
                const std::string& ratio, const std::string& ratio_target, const char* met) {
  std::printf("%.*s%*s %11s %11s %10s %8s  %s\n", static_cast<int>(name.size()), name.data(),
              std::max(0, name_width - width_of(name)), "", ns.c_str(), target.c_str(),
              ratio.c_str(), ratio_target.c_str(), met);
}

}  // namespace

std::vector<Row>& rows() {
  static std::vector<Row> all;
  return all;
}

bool TableReporter::ReportContext(const Context&) {
  return true;
}

void TableReporter::ReportRuns(const std::vector<Run>& runs) {
  for (const Run& run : runs) {
    if (run.run_type != Run::RT_Iteration || run.error_occurred || run.iterations == 0) continue;
    // The processor's time, not the wall's: others may be at work on the same machine.
    times_ns_[run.run_name.function_name].push_back(run.cpu_accumulated_time * 1e9 /
                                                    static_cast<double>(run.iterations));
  }
}

double TableReporter::median_ns(const std::string& row) const {
  const auto found = times_ns_.find(row);
  if (found == times_ns_.end()) return std::nan("");
  std::vector<double> sorted = found->second;
  std::sort(sorted.begin(), sorted.end());
  const std::size_t middle = sorted.size() / 2;
  return sorted.size() % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

void TableReporter::Finalize() {
  std::puts("ratio: how many times as long QuantLib took for the same days in this run\n");
  print_line("row", "ns (median)", "at most", "ratio", "at least", "met");
  for (const Row& row : rows()) {
    const double ns = median_ns(row.name);
    if (std::isnan(ns)) continue;  // filtered out
    const double ratio = row.reference.empty() ? std::nan("") : median_ns(row.reference) / ns;
    const bool met = !(row.target_ns && ns > *row.target_ns) &&
                     !(row.ratio_target && !(ratio >= *row.ratio_target));
    const bool judged = row.target_ns || row.ratio_target;
    print_line(row.name, number(ns), row.target_ns ? number(*row.target_ns) : "",
               std::isnan(ratio) ? "" : number(ratio) + "x",
               row.ratio_target ? number(*row.ratio_target) + "x" : "",
               !judged ? ""
               : met   ? "yes"
                       : "NO");
  }
}

}  // namespace dunghan::bench
