// The hot path takes nothing from the heap: a due date without a trace, from values or from text,
// forward and backward, the fold of a deadline, and the questions that they ask of the calendar.
#include <gtest/gtest.h>

#include <array>
#include <vector>

#include "tests/fakes/heap_counter.h"
#include "tests/unit/deadline/rules.h"

namespace dunghan::deadline {
namespace {

using fakes::heap_takings_of;

TEST(HotPath, what_takes_from_the_heap_is_seen) {
  const long takings = heap_takings_of([] {
    const std::vector<int> one(1);
    EXPECT_EQ(one.size(), 1U);
  });
  EXPECT_EQ(takings, fakes::heap_is_counted ? 1 : 0);
}

TEST(HotPath, a_due_date_is_counted_without_the_heap) {
  const CountingRule rule = civil_code();
  const calendar::Calendar& calendar = fakes::viet_nam();
  const Instant start_at = vn("2024-04-26T08:30");
  const std::array lengths{days(30),
                           working_days(5),
                           working_days(250),
                           months(1),
                           hours(48),
                           period("4 weeks"),
                           period("8 working hours"),
                           period("80 working hours"),
                           period("1 year 2 months 3 days")};
  std::int64_t sum = 0;
  EXPECT_EQ(
      heap_takings_of([&] {
        for (const Period& length : lengths) {
          sum +=
              due_after(rule, calendar, start_at, length).value().due_at.time_since_epoch().count();
          sum += due_before(rule, calendar, fakes::day("2026-05-10"), length)
                     .value()
                     .due_at.time_since_epoch()
                     .count();
        }
      }),
      0);
  EXPECT_NE(sum, 0);
}

TEST(HotPath, a_due_date_is_read_from_text_without_the_heap) {
  const CountingRule rule = civil_code();
  const calendar::Calendar& calendar = fakes::viet_nam();
  for (const char* length :
       {"30 days", "5 working days", "1 year, 2 months and 15 days", "P1Y2M15D", "PT36H",
        "8 working hours", "  30   DAYS ", "5 ngày làm việc", "2 THÁNG", "1 năm", "36 giờ",
        "8 giờ làm việc", "1 tháng và 15 ngày"}) {
    for (const char* from : {"2024-04-26", "2024-04-26T08:30", "2024-04-26 08:30:15.123456",
                             "2024-04-26T01:30Z", "2024-04-26T08:30:00+07:00"}) {
      Result<Due> due = Due{};
      EXPECT_EQ(heap_takings_of([&] {
                  const auto read = parse_period(length);
                  const auto at = parse_occurrence(from, calendar.zone());
                  due = due_after(rule, calendar, at.value().at, read.value());
                }),
                0)
          << length << " from " << from;
      EXPECT_GT(due.value().due_at, vn("2024-04-26T08:30")) << length;
    }
  }
}

TEST(HotPath, a_deadline_is_folded_without_the_heap) {
  const CountingRule rule = civil_code();
  for (const char* length : {"30 days", "20 working days", "2 months", "80 working hours"}) {
    std::vector<Operation> operations{start("2024-04-01T08:30", length),
                                      suspend("2024-04-03T10:00"),
                                      resume("2024-04-09T10:00"),
                                      suspend("2024-04-10T10:00"),
                                      resume("2024-04-11T10:00"),
                                      extend_by("2024-04-11T11:00", length),
                                      extend_total("2024-04-11T12:00", "90 days"),
                                      extend_until("2024-04-11T13:00", "2024-09-02"),
                                      stop("2024-08-30T10:00")};
    for (std::size_t i = 0; i < operations.size(); ++i)
      operations[i].seq = static_cast<std::int64_t>(i);
    // Told in another order than that of law: it has to be sorted.
    std::swap(operations.front(), operations.back());
    Result<DeadlineState> state = DeadlineState{};
    EXPECT_EQ(heap_takings_of([&] { state = fold(operations, rule, fakes::viet_nam()); }), 0)
        << length;
    EXPECT_EQ(state.value().status, Status::met) << length;
    EXPECT_EQ(state.value().times_extended, 3) << length;
  }
}

TEST(HotPath, the_calendar_answers_without_the_heap) {
  const calendar::Calendar& calendar = fakes::viet_nam();
  const Date date = fakes::day("2024-04-27");
  const Instant at = vn("2024-04-27T08:30");
  std::int64_t sum = 0;
  EXPECT_EQ(
      heap_takings_of([&] {
        sum += calendar.is_working(date) ? 1 : 0;
        sum += calendar.working_days_between(date, fakes::day("2025-04-27"));
        sum += calendar.nth_working_day_after(date, 250).value().time_since_epoch().count();
        sum += calendar.nth_working_day_before(date, 250).value().time_since_epoch().count();
        sum += calendar.working_day_from(date).value().time_since_epoch().count();
        sum += calendar.next_open(at).value().time_since_epoch().count();
        sum +=
            calendar.add_office_time(at, std::chrono::hours{80}).value().time_since_epoch().count();
        sum += calendar.subtract_office_time(at, std::chrono::hours{80})
                   .value()
                   .time_since_epoch()
                   .count();
        sum += calendar.office_time_between(at, vn("2024-06-03T09:00")).count();
      }),
      0);
  EXPECT_NE(sum, 0);
}

}  // namespace
}  // namespace dunghan::deadline
