// Puts the rows of a log in another order with bounded memory: by case (replay of interleaved
// cases) or by time (import).
//
// An external merge sort, stable: rows are gathered up to sort_octets, sorted, and written to a
// temporary file that has no name any more when the first octet is written (it goes with the
// process, however that ends); at the end the files are merged. What fits in memory never touches
// the disk, and comes out in the same order.
#pragma once

#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "adapters/import/log_row.h"
#include "engine/base/result.h"

namespace dunghan::adapters::import {

/// Octets of rows held in memory at a time.
inline constexpr std::size_t sort_octets = 16UL * 1024 * 1024;
/// Files merged at once; where there are more, they are merged in several rounds.
inline constexpr std::size_t merge_files_max = 64;

struct SortLimits {
  std::size_t octets = sort_octets;
  std::size_t files = merge_files_max;
};

class RowSorter {
 public:
  /// folder: where temporary files go; must exist.
  explicit RowSorter(std::filesystem::path folder = std::filesystem::temp_directory_path(),
                     SortLimits limits = {});
  RowSorter(const RowSorter&) = delete;
  RowSorter& operator=(const RowSorter&) = delete;
  ~RowSorter();

  /// Takes a row under `key`. tag: comes back with the row. errors: unavailable (disk full, folder
  /// not writable).
  [[nodiscard]] Result<void> add(std::string_view key, const LogRow& row, int tag = 0);
  /// After the last add: rows by key, those of one key in the order in which they came. False at
  /// the end. errors: unavailable.
  [[nodiscard]] Result<bool> next(LogRow& row, int& tag);
  /// Files written so far, all rounds together.
  [[nodiscard]] std::size_t files_written() const { return files_written_; }

 private:
  class TemporaryFile;
  class Run;  // one sorted file being read
  struct Entry {
    std::size_t key_begin, key_length, row_begin, row_length;
    int tag;
  };
  struct Record {
    std::string key, row;
    int tag = 0;
  };

  [[nodiscard]] std::string_view key_of(const Entry& entry) const;
  [[nodiscard]] Result<void> spill();
  [[nodiscard]] Result<void> start_reading();
  [[nodiscard]] Result<void> merge_first(std::size_t count);
  void sort_memory();
  /// Heap order of runs: the least key on top, of equal ones the run written first.
  [[nodiscard]] bool comes_later(std::size_t left, std::size_t right) const;

  std::filesystem::path folder_;
  SortLimits limits_;
  std::string octets_;
  std::vector<Entry> entries_;
  std::vector<std::unique_ptr<Run>> runs_;  // in the order in which they were written
  std::vector<std::size_t> heap_;           // indices into runs_, the least record on top
  std::size_t next_entry_ = 0;
  std::size_t files_written_ = 0;
  bool reading_ = false;
};

}  // namespace dunghan::adapters::import
