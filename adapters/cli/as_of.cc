#include "adapters/cli/as_of.h"

namespace dunghan::adapters::cli {

Result<service::AsOf> as_of(Environment& environment, const std::string& text, bool in_law) {
  service::AsOf out;
  DUNGHAN_TRY(out.at, environment.now());
  out.in_law = in_law;
  if (text.empty()) return out;
  DUNGHAN_TRY(const calendar::Calendar* calendar,
              environment.calendar(environment.default_calendar()));
  DUNGHAN_TRY(const Occurrence when, parse_occurrence(text, calendar->zone()));
  out.present = false;
  out.at = when.date_only
               ? calendar->zone().end_of(calendar->zone().date_of(when.at)) - Microseconds{1}
               : when.at;
  return out;
}

}  // namespace dunghan::adapters::cli
