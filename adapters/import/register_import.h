// A register (CSV) -> requests to the engine, in order of law time, for `dunghan import`. The map
// is that of a replay.
//
// Rows may be events (map with `event`) or whole cases (columns of dates: `case.open`,
// `case.steps`, `case.close`). Each act becomes one Request with a key of its own, so that
// importing a file twice adds nothing. Whoever submits the requests keeps which case id of the
// register became which case of ours.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>

#include "adapters/import/log_reader.h"
#include "adapters/import/row_meaning.h"
#include "adapters/import/row_sorter.h"
#include "engine/service/request.h"

namespace dunghan::adapters::import {

struct ImportAct {
  std::string
      case_id;  // the register's own; `request.case_ref` is empty until the submitter fills it in
  std::string activity;
  std::int64_t line = 0;
  service::Request request;  // OpenRequest for the first act of a case
};

class RegisterImport {
 public:
  /// All must outlive this. refused: called for each row that cannot be used, with line, column,
  /// what, how to mend.
  RegisterImport(const LogMap& map, const LogClock& clock,
                 const organisation::Organisation& organisation,
                 std::function<void(const service::Rejection&)> refused,
                 std::filesystem::path temporary_folder, SortLimits limits = {});

  /// Reads the whole register and sorts it. errors: those of the reader and of temporary files.
  [[nodiscard]] Result<void> read(LogReader& reader,
                                  const std::function<void(std::uint64_t)>& progress = {});
  /// The next act; false at the end. errors: unavailable (temporary files).
  [[nodiscard]] Result<bool> next(ImportAct& act);
  [[nodiscard]] std::int64_t rows() const { return rows_; }

 private:
  void refuse(const service::Rejection& why) const {
    if (refused_) refused_(why);
  }
  [[nodiscard]] Result<void> take_event_row(const LogRow& row);
  [[nodiscard]] Result<void> take_case_row(const LogRow& row);
  [[nodiscard]] bool make_event_act(const LogRow& row, ImportAct& act);
  [[nodiscard]] bool make_case_act(const LogRow& row, int tag, ImportAct& act);
  [[nodiscard]] bool make_open(const LogRow& row, const Occurrence& at, const Map& fields,
                               ImportAct& act);

  const LogMap& map_;
  RowMeaning meaning_;
  const organisation::Organisation& organisation_;
  std::function<void(const service::Rejection&)> refused_;
  RowSorter sorter_;
  const ColumnTable* columns_ = nullptr;
  std::int64_t rows_ = 0;
};

}  // namespace dunghan::adapters::import
