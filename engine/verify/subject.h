// What is verified, within which bounds: a procedure, the organisation that is to run it, and the
// years of start dates.
#pragma once

#include <cstddef>
#include <functional>

#include "engine/base/time.h"
#include "engine/cases/procedure.h"
#include "engine/organisation/organisation.h"

namespace dunghan::verify {

struct Subject {
  const cases::Procedure* procedure = nullptr;
  const organisation::Organisation* organisation = nullptr;
  Date from{};     // the first start date
  int years = 10;  // of start dates, from `from` on

  [[nodiscard]] const definition::WorkflowDefinition& definition() const {
    return procedure->definition();
  }
  /// The last start date.
  [[nodiscard]] Date until() const;
};

/// Where a proof stops and says so.
struct Bounds {
  /// Asked often; true ends the search. The core has no clock: the caller's.
  std::function<bool()> time_is_up = {};
  /// What the search has added to the process; absent: what it holds is estimated.
  std::function<std::size_t()> octets_in_use = {};
  std::size_t memory_octets_max = 1'000'000'000;
  std::size_t nodes_max = 1'000'000;
};

/// Years that a verification may span: beyond, calendars are rules without any official list.
inline constexpr int years_max = 50;
/// Combinations of field values that are tried for one act.
inline constexpr std::size_t combinations_max = 2'048;
/// Units in which cases are opened, where conditions ask for the unit.
inline constexpr std::size_t units_tried_max = 4;

}  // namespace dunghan::verify
