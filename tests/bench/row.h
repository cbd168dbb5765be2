// One line of the benchmark's table: what is asked, how quick it should be, and against what it is
// held. Rows register themselves with Google Benchmark; table.h prints them.
#pragma once

#include <benchmark/benchmark.h>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace dunghan::bench {

/// How many inputs each row has. They stand in no order, so neither the branch predictor nor the
/// first level of the cache has seen the next one before.
inline constexpr std::size_t input_count = 4096;

struct Row {
  std::string name;
  std::optional<double> target_ns = {};     // the median should not be above it
  std::string reference = {};               // name of the row to compare with; empty: none
  std::optional<double> ratio_target = {};  // how many times slower the reference should be
};

/// All rows, in the order in which they were added.
[[nodiscard]] std::vector<Row>& rows();

/// Asks `question(index)`, index below `count`, over and over. Where the next input stands hangs on
/// the last answer, so a question begins when the one before it is answered: what is measured is
/// the time to an answer, and not how many of them a processor can work on side by side.
template <class Question>
void ask(benchmark::State& state, std::size_t count, const Question& question) {
  std::size_t index = 0;
  for (auto _ : state) {
    std::int64_t answer = question(index);
    benchmark::DoNotOptimize(answer);
    index += 1 + (static_cast<std::size_t>(answer) & 1);
    if (index >= count) index -= count;
  }
}

/// Adds a row whose question takes an index below input_count and gives some number that hangs on
/// its answer. What the question borrows must live as long as the program.
template <class Question>
void add_row(Row row, Question question, std::size_t count = input_count) {
  benchmark::RegisterBenchmark(row.name.c_str(),
                               [=](benchmark::State& state) { ask(state, count, question); });
  rows().push_back(std::move(row));
}

void add_calendar_rows();
void add_due_rows();
void add_loading_rows();
/// The same questions, asked of QuantLib.
void add_reference_rows();

}  // namespace dunghan::bench
