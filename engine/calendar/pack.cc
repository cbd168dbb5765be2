// See pack.h.
#include "engine/calendar/pack.h"

#include <memory>

#include "engine/base/check.h"

namespace dunghan::calendar {
namespace {

constexpr std::uint8_t monday_encoding = 1;

void pack_days(const DayMarks& days, const ReasonPool& pool, Calendar::Tables& tables) {
  tables.working = DaySet(days.working_words(pool));
  days.for_each([&](Date date, Mark mark) {
    const auto index = static_cast<std::uint32_t>((date - first_day).count());
    tables.exceptions.push_back((index << Calendar::Tables::reason_bits) | (mark - 1U));
    if (!pool.is_off(mark)) tables.swapped_weekdays.set(std::chrono::weekday{date}.c_encoding());
  });
  tables.exceptions.shrink_to_fit();
}

void pack_hours(const Layer& layer, Calendar::Tables& tables) {
  const std::vector<OfficeInterval> whole_day{{0, 1440}};
  for (std::size_t weekday = 0; weekday < tables.hours.size(); ++weekday) {
    const bool given = layer.hours && !(*layer.hours)[weekday].empty();
    // A day that only a layer with other weekends works keeps Monday's hours.
    tables.hours[weekday] = given         ? (*layer.hours)[weekday]
                            : layer.hours ? (*layer.hours)[monday_encoding]
                                          : whole_day;
    if (tables.hours[weekday].empty()) tables.hours[weekday] = whole_day;
  }
}

}  // namespace

Calendar pack(const std::string& id, const Layer& layer, ReasonPool pool) {
  auto tables = std::make_shared<Calendar::Tables>();
  tables->id = id;
  DUNGHAN_CHECK(layer.zone.has_value());
  tables->zone = *layer.zone;
  if (layer.official) {
    tables->official_from = layer.official_from;
    tables->official_until = layer.official_until;
  }
  pack_days(layer.days, pool, *tables);
  pack_hours(layer, *tables);
  tables->reasons = pool.take_reasons();
  tables->texts = pool.take_texts();
  return Calendar(std::move(tables));
}

}  // namespace dunghan::calendar
