// Moments as logs write them: one clock for a log, that knows its zone, its precision and the order
// of its dates.
#pragma once

#include <string_view>

#include "adapters/import/log_map.h"
#include "engine/base/result.h"
#include "engine/base/time.h"

namespace dunghan::adapters::import {

class LogClock {
 public:
  LogClock(ZoneRules zone, LogPrecision precision, bool day_first)
      : zone_(std::move(zone)), precision_(precision), day_first_(day_first) {}

  /// What `text` says: "2011-12-06 13:41:31.788000+01:00", ISO 8601, a date alone, a local time
  /// without offset; "26/04/2024 08:30" where the map says that the day stands first. With
  /// precision `day`: the local date, whatever time stands beside it. errors: invalid_argument,
  /// saying what is accepted.
  [[nodiscard]] Result<Occurrence> read(std::string_view text) const;
  /// The local date of the same.
  [[nodiscard]] Result<Date> read_date(std::string_view text) const;
  [[nodiscard]] Date date_of(const Occurrence& occurrence) const {
    return zone_.date_of(occurrence.at);
  }
  [[nodiscard]] const ZoneRules& zone() const { return zone_; }

 private:
  ZoneRules zone_;
  LogPrecision precision_;
  bool day_first_;
};

}  // namespace dunghan::adapters::import
