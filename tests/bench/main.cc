// The benchmark of legal time: checks that the reference agrees, runs all rows, prints one table.
// Exits with 1 where answers differ, never because something was slow. Run by tests/bench/run.sh.
#include <benchmark/benchmark.h>

#include <cstdio>
#include <string>
#include <vector>

#include "tests/bench/reference.h"
#include "tests/bench/row.h"
#include "tests/bench/table.h"

int main(int argc, char** argv) {
  using namespace dunghan::bench;
  benchmark::Initialize(&argc, argv);
  if (benchmark::ReportUnrecognizedArguments(argc, argv)) return 2;
  const std::vector<std::string> apart = disagreements();
  for (const std::string& each : apart) std::fprintf(stderr, "bench: %s\n", each.c_str());
  if (!apart.empty()) return 1;
  add_calendar_rows();
  add_due_rows();
  add_loading_rows();
  add_reference_rows();
  TableReporter table;
  const std::size_t run = benchmark::RunSpecifiedBenchmarks(&table);
  benchmark::Shutdown();
  if (run == 0) std::fprintf(stderr, "bench: no row has that name\n");
  return run == 0 ? 1 : 0;
}
