// Every shipped counting rule over every shipped calendar: due dates without the heap.
#include <gtest/gtest.h>

#include <array>
#include <filesystem>

#include "adapters/system/tzdb_zone_rules.h"
#include "adapters/yaml/calendar_files.h"
#include "adapters/yaml/counting_files.h"
#include "engine/deadline/deadline.h"
#include "tests/fakes/heap_counter.h"

namespace dunghan::adapters::yaml {
namespace {

const std::filesystem::path config = std::filesystem::path(DUNGHAN_SOURCE_DIR) / "config";

/// How many due dates were counted.
int count_all_ways(const deadline::CountingRule& rule, const calendar::Calendar& calendar) {
  int counted = 0;
  for (const char* length : {"3 days", "30 days", "5 working days", "1 month", "48 hours",
                             "8 working hours", "1 year", "2 tháng"}) {
    for (const char* from : {"2024-04-26", "2024-12-24T16:45", "2025-03-30T02:30", "2031-10-26"}) {
      const Period period = parse_period(length).value();
      const Instant at = parse_occurrence(from, calendar.zone()).value().at;
      counted += deadline::due_after(rule, calendar, at, period) ? 1 : 0;
      counted += deadline::due_before(rule, calendar, calendar.zone().date_of(at), period) ? 1 : 0;
    }
  }
  return counted;
}

/// A limit that is suspended, extended and met.
bool fold_one(const deadline::CountingRule& rule, const calendar::Calendar& calendar,
              const std::array<deadline::Operation, 5>& operations) {
  const auto state = deadline::fold(operations, rule, calendar);
  return state && state->due && state->status == deadline::Status::met;
}

std::array<deadline::Operation, 5> some_operations() {
  using deadline::OperationKind;
  std::array<deadline::Operation, 5> operations;
  constexpr std::array kinds{OperationKind::start, OperationKind::suspend, OperationKind::resume,
                             OperationKind::extend, OperationKind::stop};
  for (std::size_t i = 0; i < operations.size(); ++i) {
    operations[i].kind = kinds[i];
    operations[i].at = Instant{std::chrono::days{19'850 + 4 * i}};
    operations[i].seq = static_cast<std::int64_t>(i);
  }
  operations[0].limit.period = working_days(20);
  operations[3].by = days(15);
  return operations;
}

TEST(ShippedFiles, count_due_dates_without_the_heap) {
  const auto operations = some_operations();
  int pairs = 0;
  for (const std::string& rule_id : ids_in(config / "counting")) {
    const LoadedCountingRule rule = load_counting_rule(config / "counting", rule_id);
    ASSERT_TRUE(rule.rule.has_value()) << rule_id;
    for (const std::string& id : ids_in(config / "calendars")) {
      const LoadedCalendar loaded = load_calendar(config / "calendars", id, system::zone_rules);
      ASSERT_TRUE(loaded.calendar.has_value()) << id;
      int counted = 0;
      bool folded = false;
      EXPECT_EQ(fakes::heap_takings_of([&] {
                  counted = count_all_ways(*rule.rule, *loaded.calendar);
                  folded = fold_one(*rule.rule, *loaded.calendar, operations);
                }),
                0)
          << rule_id << " over " << id;
      EXPECT_EQ(counted, 8 * 4 * 2) << rule_id << " over " << id;
      EXPECT_TRUE(folded) << rule_id << " over " << id;
      ++pairs;
    }
  }
  EXPECT_GT(pairs, 8);
}

}  // namespace
}  // namespace dunghan::adapters::yaml
