// Rows put together on disk are the rows put together in memory.
#include "adapters/import/row_sorter.h"

#include <gtest/gtest.h>

#include <map>
#include <random>

#include "tests/fakes/temporary_folder.h"

namespace dunghan::adapters::import {
namespace {

struct Sorted {
  std::vector<std::pair<std::string, int>> rows;
  std::size_t files = 0;
};

LogRow row_of(const std::string& key, int number) {
  LogRow row;
  row.line = number;
  row.set(0, key, {number, 1});
  row.set(2, std::string(static_cast<std::size_t>(number % 50), 'x'), {number, 5});
  return row;
}

Sorted sorted(const std::vector<std::string>& keys, SortLimits limits,
              const std::filesystem::path& folder) {
  RowSorter sorter(folder, limits);
  for (std::size_t i = 0; i < keys.size(); ++i) {
    EXPECT_TRUE(
        sorter.add(keys[i], row_of(keys[i], static_cast<int>(i) + 1), static_cast<int>(i % 7)));
  }
  Sorted result;
  LogRow row;
  int tag = 0;
  while (*sorter.next(row, tag)) {
    EXPECT_EQ(tag, static_cast<int>((row.line - 1) % 7));
    EXPECT_EQ(row.value(2).value_or("").size(), static_cast<std::size_t>(row.line % 50));
    result.rows.emplace_back(std::string(*row.value(0)), static_cast<int>(row.line));
  }
  result.files = sorter.files_written();
  return result;
}

TEST(RowSorter, spilled_equals_in_memory_whatever_the_number_of_files) {
  const fakes::TemporaryFolder folder;
  std::mt19937 random(20261124);
  std::vector<std::string> keys;
  for (int i = 0; i < 5'000; ++i) keys.push_back("case-" + std::to_string(random() % 700));
  std::map<std::string, std::vector<int>> expected;
  for (std::size_t i = 0; i < keys.size(); ++i)
    expected[keys[i]].push_back(static_cast<int>(i) + 1);
  std::vector<std::pair<std::string, int>> flat;
  for (const auto& [key, numbers] : expected) {
    for (const int number : numbers) flat.emplace_back(key, number);
  }

  const Sorted in_memory = sorted(keys, {}, folder.path());
  EXPECT_EQ(in_memory.files, 0U);
  EXPECT_EQ(in_memory.rows, flat);
  for (const std::size_t files_at_once : {2U, 3U, 64U}) {
    const Sorted spilled = sorted(keys, {16'384, files_at_once}, folder.path());
    EXPECT_GT(spilled.files, 20U);
    EXPECT_EQ(spilled.rows, flat) << files_at_once;
  }
}

TEST(RowSorter, leaves_no_file_behind_even_while_it_works) {
  const fakes::TemporaryFolder folder;
  RowSorter sorter(folder.path(), {1'024, 4});
  for (int i = 0; i < 500; ++i) ASSERT_TRUE(sorter.add("k", row_of("k", i + 1)));
  EXPECT_GT(sorter.files_written(), 1U);
  EXPECT_TRUE(std::filesystem::is_empty(folder.path()));
}

TEST(RowSorter, says_so_when_it_cannot_write) {
  RowSorter sorter("/no/such/folder", {256, 4});
  Result<void> added;
  for (int i = 0; i < 100 && added; ++i) added = sorter.add("k", row_of("k", i + 1));
  ASSERT_FALSE(added);
  EXPECT_EQ(added.error().code, ErrorCode::unavailable);
}

TEST(RowSorter, nothing_in_nothing_out) {
  RowSorter sorter;
  LogRow row;
  int tag = 0;
  EXPECT_FALSE(*sorter.next(row, tag));
}

}  // namespace
}  // namespace dunghan::adapters::import
