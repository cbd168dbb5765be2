// Rows of a log -> cases of a replay: rows that stand together and bear one case id are one case.
#pragma once

#include <cstdint>
#include <functional>
#include <set>
#include <string>
#include <vector>

#include "adapters/import/log_reader.h"
#include "adapters/import/row_meaning.h"
#include "adapters/import/row_sorter.h"
#include "engine/service/replay.h"

namespace dunghan::adapters::import {

/// Acts of one case; what is beyond is rejected, so that a wrong id column cannot fill the memory.
inline constexpr std::size_t case_acts_max = 20'000;

/// Whether a text was seen before: a table of fixed size (a Bloom filter), so now and then it says
/// yes wrongly; with a million texts, less than once in a million times.
class SeenBefore {
 public:
  SeenBefore();
  /// Remembers `text`.
  [[nodiscard]] bool check(std::string_view text);

 private:
  std::vector<std::uint64_t> bits_;
};

class LogCases {
 public:
  /// Both must outlive this.
  LogCases(const RowMeaning& meaning, service::Replay& replay)
      : meaning_(meaning), replay_(replay) {}

  /// row: without fault, with a case id.
  void take(const LogRow& row, const ColumnTable& columns);
  /// Runs the last case.
  void finish();
  /// Cases that began again after another one: rows did not stand together, though the map says so.
  [[nodiscard]] std::int64_t returned() const { return returned_; }

 private:
  void begin(const LogRow& row, const ColumnTable& columns, std::string_view id);
  void take_case_columns(const LogRow& row, const ColumnTable& columns);
  void take_recorded(const LogRow& row, const ColumnTable& columns);
  void take_act(const LogRow& row, const ColumnTable& columns);
  void take_steps(const LogRow& row, const ColumnTable& columns);
  void reject(const service::Rejection& why);
  /// Once a case, whatever the number of rows that repeat the value.
  void reject_once(const std::string& what, std::optional<service::Rejection>& why);

  const RowMeaning& meaning_;
  service::Replay& replay_;
  service::LoggedCase case_;
  bool open_ = false;
  std::int64_t trace_ = 0;
  std::set<std::string> told_;       // per case: what was rejected already
  std::set<std::string> event_ids_;  // per case
  std::set<std::string> recorded_;   // per case: deadlines whose column was read
  SeenBefore seen_;
  std::int64_t returned_ = 0;
};

struct LogReplayOptions {
  std::filesystem::path temporary_folder = std::filesystem::temp_directory_path();
  SortLimits sort;
  /// Called now and then with the octets read so far.
  std::function<void(std::uint64_t)> progress;
};

struct LogReplayOutcome {
  std::int64_t returned = 0;      // see LogCases::returned
  std::size_t files_written = 0;  // temporary files, where rows had to be put together
};

/// Runs the whole log. errors: those of LogReader::next and of the temporary files; what was run
/// until then stays in the report.
[[nodiscard]] Result<LogReplayOutcome> replay_log(LogReader& reader, const LogMap& map,
                                                  const LogClock& clock, service::Replay& replay,
                                                  const LogReplayOptions& options);

}  // namespace dunghan::adapters::import
