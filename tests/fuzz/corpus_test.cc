// Every kept input, run once through what the fuzzers run (entry.h): what one of them found once is
// held here by every build, also those without a fuzzer.
#include <gtest/gtest.h>

#include <iostream>

#include "tests/fuzz/dictionary.h"
#include "tests/fuzz/entry.h"
#include "tests/fuzz/line_mutator.h"
#include "tests/golden/golden_files.h"

namespace dunghan::fuzz {
namespace {

namespace fs = std::filesystem;

const fs::path folder = golden::root / "tests/fuzz";
constexpr std::uintmax_t corpora_octets_max = 300 * 1024;

std::vector<fs::path> inputs(const char* corpus) {
  std::vector<fs::path> files;
  for (const auto& entry : fs::directory_iterator(folder / "corpus" / corpus))
    files.push_back(entry.path());
  std::sort(files.begin(), files.end());
  return files;
}

template <class Run>
void run_all(const char* corpus, Run run) {
  const std::vector<fs::path> files = inputs(corpus);
  EXPECT_GT(files.size(), 20U) << corpus;
  for (const fs::path& file : files) {
    const std::string octets = golden::text_of(file);
    std::cerr << file.filename().string() << '\n';  // whose input it was, where the run stops
    run(octets);
  }
}

TEST(Corpus, every_kept_definition_is_read) {
  run_all("definition", run_definition);
}

// They are what the fuzzer of definitions begins with, so its own corpus lacks what they show.
TEST(Corpus, every_file_of_the_tree_is_read) {
  int files = 0;
  for (const char* place : {"tests/golden", "tests/scenario", "workflows", "examples", "config"}) {
    for (const fs::path& file : golden::yaml_files(golden::root / place, true)) {
      std::cerr << file.filename().string() << '\n';
      run_definition(golden::text_of(file));
      ++files;
    }
  }
  EXPECT_GT(files, 100);
}

TEST(Corpus, every_kept_expression_is_evaluated) {
  run_all("expression", run_expression);
}

TEST(Corpus, the_corpora_stay_small) {
  std::uintmax_t octets = 0;
  for (const char* corpus : {"definition", "expression"}) {
    for (const fs::path& file : inputs(corpus)) octets += fs::file_size(file);
  }
  EXPECT_LT(octets, corpora_octets_max) << "merge them: tests/fuzz/run.sh --merge";
}

// The same changes come of the same seed, or a finding could not be shown again.
TEST(Corpus, changes_by_line_are_made_by_their_seed_alone) {
  const std::string text =
      golden::text_of(golden::root / "tests/golden/definitions/complaint-example.yaml");
  int changed = 0;
  for (unsigned seed = 0; seed < 200; ++seed) {
    const std::string once = mutate_lines(text, seed);
    EXPECT_EQ(once, mutate_lines(text, seed));
    changed += once != text ? 1 : 0;
    run_definition(once);
  }
  EXPECT_GT(changed, 150);
}

void expect_kept(const char* name, const std::string& made) {
  if (std::getenv("DUNGHAN_REWRITE_GOLDEN") != nullptr)
    std::ofstream(folder / name, std::ios::binary) << made;
  EXPECT_EQ(made, golden::text_of(folder / name)) << "DUNGHAN_REWRITE_GOLDEN=1 writes it anew";
}

TEST(Dictionaries, they_are_those_of_the_tables) {
  expect_kept("definition.dict", definition_dictionary());
  expect_kept("expression.dict", expression_dictionary());
}

}  // namespace
}  // namespace dunghan::fuzz
