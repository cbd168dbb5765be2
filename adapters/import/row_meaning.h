// What one row of a log says by its map: whose case, which act, when, with which fields. Shared by
// replay and import.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "adapters/import/log_clock.h"
#include "adapters/import/log_map.h"
#include "adapters/import/log_row.h"
#include "engine/organisation/organisation.h"
#include "engine/service/replay.h"

namespace dunghan::adapters::import {

class RowMeaning {
 public:
  /// All must outlive this.
  RowMeaning(const LogMap& map, const LogClock& clock,
             const organisation::Organisation& organisation)
      : map_(map), clock_(clock), organisation_(organisation) {}

  enum class Kind { act, ignored, rejected };
  /// act: `act` is filled. ignored: left out by `only` or `ignore`. rejected: `why` says so.
  /// unmapped: the map does not name the activity, whatever `otherwise` made of it.
  struct Reading {
    Kind kind = Kind::ignored;
    bool unmapped = false;
    service::LoggedAct act;
    service::Rejection why;
  };
  [[nodiscard]] Reading act(const LogRow& row, const ColumnTable& columns) const;

  [[nodiscard]] std::optional<std::string_view> case_id(const LogRow& row,
                                                        const ColumnTable& columns) const;
  [[nodiscard]] std::optional<std::string_view> text(const LogRow& row, const ColumnTable& columns,
                                                     const ColumnName& column) const;

  // Each gives nothing where the column is empty, and fills `why` where what stands there cannot be
  // read.
  [[nodiscard]] std::optional<Occurrence> moment(const LogRow& row, const ColumnTable& columns,
                                                 const ColumnName& column,
                                                 std::optional<service::Rejection>& why) const;
  [[nodiscard]] Map fields(const LogRow& row, const ColumnTable& columns,
                           const std::vector<MapField>& fields,
                           std::optional<service::Rejection>& why) const;
  /// The unit's id where the organisation knows the unit by id, code or name; else `unit_else`;
  /// else what the map gives.
  [[nodiscard]] std::string unit(const LogRow& row, const ColumnTable& columns,
                                 std::optional<service::Rejection>& why) const;

  /// A rejection that stands at `column` of `row`.
  [[nodiscard]] service::Rejection rejection(const LogRow& row, const ColumnTable& columns,
                                             std::string reason, TextPosition at,
                                             std::string message, std::string remedy = {}) const;

  [[nodiscard]] const LogMap& map() const { return map_; }
  [[nodiscard]] const LogClock& clock() const { return clock_; }

 private:
  [[nodiscard]] bool is_kept(const LogRow& row, const ColumnTable& columns) const;

  const LogMap& map_;
  const LogClock& clock_;
  const organisation::Organisation& organisation_;
};

/// A row that the reader found broken, or that names no case, as a rejection.
[[nodiscard]] service::Rejection rejection_of(const RowFault& fault);

}  // namespace dunghan::adapters::import
