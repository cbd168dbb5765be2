// Derivations step by step: where runs of counted days begin and end, which days off are told and
// which are not, and in what words.
#include <gtest/gtest.h>

#include <algorithm>

#include "engine/deadline/explanation.h"
#include "tests/unit/deadline/rules.h"

namespace dunghan::deadline {
namespace {

using fakes::day;
using fakes::viet_nam;
using Lines = std::vector<std::string>;

Lines told(const Trace& trace, Tongue tongue = Tongue::en,
           const ZoneRules& zone = viet_nam().zone()) {
  return lines_of(explain(trace, zone, tongue), tongue);
}

Trace after(const CountingRule& rule, const char* start, const char* length) {
  Trace trace;
  EXPECT_TRUE(due_after(rule, viet_nam(), vn(start), period(length), &trace).has_value());
  return trace;
}

Trace before(const CountingRule& rule, const char* event, const char* length) {
  Trace trace;
  EXPECT_TRUE(due_before(rule, viet_nam(), day(event), period(length), &trace).has_value());
  return trace;
}

Trace of(std::vector<Operation> operations, const CountingRule& rule = plain_days()) {
  Trace trace;
  EXPECT_TRUE(fold_all(std::move(operations), rule, &trace).has_value());
  return trace;
}

/// "2024-05-07..2024-05-08 2": the runs of working days, with the number of the last.
Lines runs_of(const Trace& trace) {
  Lines runs;
  for (const TraceStep& step : trace) {
    if (step.kind == TraceStep::Kind::count && !step.period) {
      runs.push_back(to_text(*step.from) + ".." + to_text(*step.to) + " " +
                     std::to_string(step.number) + (step.backward ? " back" : ""));
    }
  }
  return runs;
}

const TraceStep* step_of(const Trace& trace, TraceStep::Kind kind) {
  const auto found = std::find_if(trace.begin(), trace.end(),
                                  [kind](const TraceStep& step) { return step.kind == kind; });
  return found == trace.end() ? nullptr : &*found;
}

bool has(const Trace& trace, TraceStep::Kind kind) {
  return step_of(trace, kind) != nullptr;
}

TEST(Trace, of_working_days_begins_with_the_day_after_the_event) {
  EXPECT_EQ(runs_of(after(plain_days(), "2024-05-06", "2 working days")),
            Lines{"2024-05-07..2024-05-08 2"});
  CountingRule rule = plain_days();
  rule.first_day_counts = true;
  EXPECT_EQ(runs_of(after(rule, "2024-05-06", "2 working days")),
            Lines{"2024-05-06..2024-05-07 2"});
}

TEST(Trace, of_working_days_counted_back_begins_with_the_day_before_the_event) {
  EXPECT_EQ(runs_of(before(plain_days(), "2024-05-15", "4 working days")),
            (Lines{"2024-05-14..2024-05-13 2 back", "2024-05-10..2024-05-09 4 back"}));
}

TEST(Trace, of_an_extension_by_working_days_goes_on_behind_the_last_day) {
  EXPECT_EQ(runs_of(of({start("2024-05-06", "1 day"), extend_by("2024-05-06", "2 working days")})),
            Lines{"2024-05-08..2024-05-09 2"});
}

TEST(Trace, of_hours_tells_no_change_of_clocks_where_there_is_none) {
  EXPECT_FALSE(
      has(after(plain_days(), "2024-05-06T09:00", "48 hours"), TraceStep::Kind::clock_change));
}

TEST(Trace, of_hours_tells_which_way_the_clocks_were_put) {
  const ZoneRules berlin("Europe/Berlin", std::chrono::hours{1},
                         {{vn("2024-03-31T08:00"), std::chrono::hours{2}},
                          {vn("2024-10-27T08:00"), std::chrono::hours{1}}});
  const calendar::Calendar calendar = fakes::compiled(fakes::plain_week(berlin));
  const auto lines = [&](const char* from, Tongue tongue) {
    Trace trace;
    EXPECT_TRUE(due_after(plain_days(), calendar, parse_occurrence(from, berlin)->at,
                          period("24 hours"), &trace));
    const auto all = told(trace, tongue, berlin);
    return all.at(all.size() - 3);
  };
  EXPECT_EQ(
      lines("2024-03-30T12:00", Tongue::en),
      "In between the clocks go forward by 1 hour: what passes is counted, not what the clock "
      "shows");
  EXPECT_EQ(lines("2024-10-26T12:00", Tongue::en),
            "In between the clocks go back by 1 hour: what passes is counted, not what the clock "
            "shows");
  EXPECT_EQ(lines("2024-03-30T12:00", Tongue::vi),
            "Trong khoảng đó đồng hồ được vặn tới 1 giờ: tính theo thời gian thực trôi qua");
  EXPECT_EQ(lines("2024-10-26T12:00", Tongue::vi),
            "Trong khoảng đó đồng hồ được vặn lùi 1 giờ: tính theo thời gian thực trôi qua");
}

TEST(Trace, of_office_hours_takes_days_off_together_and_leaves_out_the_day_of_the_end) {
  // Tết 2024: 8 to 12 February off, 13 and 14 in lieu. Nine hours from Wednesday 7 at 14:00.
  const Lines lines = told(after(plain_days(), "2024-02-07T14:00", "9 working hours"));
  EXPECT_EQ(std::count(lines.begin(), lines.end(),
                       "Thu 8 February 2024 to Mon 12 February 2024: off, Tết [law 2024]"),
            1);
  // Two hours before 1 May: the event's own day, a holiday, is no part of them.
  const Trace back = before(plain_days(), "2024-05-01", "2 working hours");
  for (const TraceStep& step : back)
    EXPECT_FALSE(step.kind == TraceStep::Kind::day_off && step.to == day("2024-05-01"));
  EXPECT_TRUE(has(back, TraceStep::Kind::office_time));
}

TEST(Trace, of_rolled_hours_names_the_article_of_their_direction) {
  CountingRule rule = plain_days();
  rule.roll_hours = Roll::following;
  rule.step_basis = {{"roll", "forward"}, {"roll-backward", "backward"}};
  const Trace on = after(rule, "2024-05-10T16:00", "24 hours");  // Saturday
  ASSERT_TRUE(has(on, TraceStep::Kind::roll));
  EXPECT_EQ(step_of(on, TraceStep::Kind::roll)->basis, "forward");
  const Trace back = before(rule, "2024-05-13", "20 hours");  // Sunday
  ASSERT_TRUE(has(back, TraceStep::Kind::roll));
  EXPECT_EQ(step_of(back, TraceStep::Kind::roll)->basis, "backward");
}

TEST(Trace, of_a_cutoff_tells_the_hour_or_the_day_off) {
  CountingRule rule = plain_days();
  rule.cutoff = Cutoff{0, true, false};
  EXPECT_EQ(told(after(rule, "2024-05-06", "3 days"))[1],
            "From 00:00 on: it counts as on Tue 7 May 2024");
  rule.cutoff = Cutoff{16 * 60 + 30, true, true};
  EXPECT_EQ(told(after(rule, "2024-05-06T16:30", "3 days"))[1],
            "From 16:30 on: it counts as on Tue 7 May 2024");
  EXPECT_EQ(told(after(rule, "2024-05-11T08:00", "3 days"))[1],
            "Sat 11 May 2024 is a day off: it counts as on Mon 13 May 2024");
  EXPECT_EQ(told(after(rule, "2024-05-11T08:00", "3 days"), Tongue::vi)[1],
            "Thứ Bảy 11/05/2024 là ngày nghỉ: coi như vào Thứ Hai 13/05/2024");
}

TEST(Trace, of_a_suspension_that_takes_nothing_out_says_so) {
  const std::vector<Operation> days{start("2024-05-06", "10 days"), suspend("2024-05-08T09:00"),
                                    resume("2024-05-08T10:00")};
  const auto line = [](const std::vector<Operation>& operations, Tongue tongue) {
    const auto lines = told(of(operations), tongue);
    const auto found = std::find_if(lines.begin(), lines.end(), [](const std::string& one) {
      return one.starts_with("Suspended") || one.starts_with("Tạm đình chỉ");
    });
    return found == lines.end() ? "" : *found;
  };
  EXPECT_EQ(line(days, Tongue::en),
            "Suspended on Wed 8 May 2024, resumed on Wed 8 May 2024: 0 days not counted; the last "
            "day is Thu 16 May 2024");
  const std::vector<Operation> working{start("2024-05-06", "10 working days"),
                                       suspend("2024-05-11"), resume("2024-05-12")};
  EXPECT_EQ(line(working, Tongue::en),
            "Suspended on Sat 11 May 2024, resumed on Sun 12 May 2024: 0 working days not counted; "
            "the last day is Mon 20 May 2024");
  EXPECT_EQ(line(working, Tongue::vi),
            "Tạm đình chỉ từ Thứ Bảy 11/05/2024, tiếp tục Chủ Nhật 12/05/2024: không tính 0 ngày "
            "làm việc; ngày cuối cùng là Thứ Hai 20/05/2024");
}

TEST(Trace, of_several_limits_that_end_alike_holds_the_first) {
  ResolvedLimit limit;
  limit.kind = ResolvedLimit::Kind::earliest;
  limit.periods = {period("10 days"), period("240 hours"), period("10 days")};
  const Lines lines = told(of({start("2024-05-06", limit)}));
  EXPECT_EQ(lines[0], "10 days would end on Thu 16 May 2024");
  EXPECT_EQ(lines[1], "240 hours would end on Thu 16 May 2024: the first to end, so it holds");
  limit.periods = {period("10 days"), period("10 days")};
  EXPECT_EQ(told(of({start("2024-05-06", limit)}))[0],
            "10 days would end on Thu 16 May 2024: the first to end, so it holds");
  EXPECT_EQ(told(of({start("2024-05-06", limit)}))[1], "10 days would end on Thu 16 May 2024");
}

TEST(Trace, tells_where_a_named_day_is_not_in_its_month) {
  const auto found = [](DayChoice::Kind kind, int number) {
    DayChoice choice;
    choice.kind = kind;
    choice.day = number;
    choice.month = 2;
    Trace trace;
    EXPECT_TRUE(chosen_day(choice, day("2025-02-10"), viet_nam(), &trace));
    return trace;
  };
  EXPECT_TRUE(has(found(DayChoice::Kind::day_of_year, 29), TraceStep::Kind::month_end));
  EXPECT_TRUE(has(found(DayChoice::Kind::day_of_month, 30), TraceStep::Kind::month_end));
  EXPECT_FALSE(has(found(DayChoice::Kind::day_of_year, 28), TraceStep::Kind::month_end));
  EXPECT_FALSE(has(found(DayChoice::Kind::last_day, 0), TraceStep::Kind::month_end));
}

TEST(Trace, as_values_has_a_number_where_a_step_has_one) {
  const List list = values_of(
      explain(after(plain_days(), "2024-05-06", "10 days"), viet_nam().zone(), Tongue::en));
  EXPECT_EQ(find(list.at(1).as_map(), "number"), nullptr);  // the day of the event is not counted
  ASSERT_NE(find(list.at(2).as_map(), "number"), nullptr);
  EXPECT_EQ(find(list.at(2).as_map(), "number")->as_int(), 10);
}

}  // namespace
}  // namespace dunghan::deadline
