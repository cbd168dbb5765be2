// Derivations as people read them: every line can be checked with a wall calendar.
#include "engine/deadline/explanation.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "tests/unit/deadline/rules.h"

namespace dunghan::deadline {
namespace {

using fakes::viet_nam;

std::vector<std::string> explained(const Trace& trace, Tongue tongue) {
  return lines_of(explain(trace, viet_nam().zone(), tongue), tongue);
}

std::vector<std::string> after(const char* start, const char* length, Tongue tongue) {
  Trace trace;
  EXPECT_TRUE(due_after(civil_code(), viet_nam(), vn(start), period(length), &trace).has_value());
  return explained(trace, tongue);
}

using Lines = std::vector<std::string>;

TEST(Explanation, of_a_rolled_last_day_in_english) {
  EXPECT_EQ(
      after("2024-04-26", "30 days", Tongue::en),
      (Lines{"Start Fri 26 April 2024: a period of 30 days [Civil Code]",
             "The day of the event is not counted; counting begins on Sat 27 April 2024 [art 147]",
             "30 days from Fri 26 April 2024 end on Sun 26 May 2024", "Sun 26 May 2024: weekend",
             "The last day, Sun 26 May 2024, is closed: it becomes the next working day, Mon 27 "
             "May 2024 [art 148(5)]",
             "Due: end of Mon 27 May 2024 (24:00) [art 148(6)]"}));
}

TEST(Explanation, of_working_days_names_every_holiday_and_swapped_day) {
  EXPECT_EQ(
      after("2024-04-26", "5 working days", Tongue::en),
      (Lines{"Start Fri 26 April 2024: a period of 5 working days [Civil Code]",
             "The day of the event is not counted; counting begins on Sat 27 April 2024 [art 147]",
             "Mon 29 April 2024: off by a swap of days [law 2024]",
             "Tue 30 April 2024 to Wed 1 May 2024: off, holiday [law 2024]",
             "Thu 2 May 2024 to Fri 3 May 2024: working days 1 to 2",
             "Sat 4 May 2024: worked, by a swap of days [law 2024]",
             "Sat 4 May 2024: working day 3",
             "Mon 6 May 2024 to Tue 7 May 2024: working days 4 to 5",
             "Due: end of Tue 7 May 2024 (24:00) [art 148(6)]"}));
}

TEST(Explanation, in_vietnamese) {
  EXPECT_EQ(
      after("2024-01-31", "1 month", Tongue::vi),
      (Lines{"Bắt đầu Thứ Tư 31/01/2024: thời hạn 1 tháng [Civil Code]",
             "Không tính ngày xảy ra sự kiện; tính từ Thứ Năm 01/02/2024 [art 147]",
             "Đếm 1 tháng từ Thứ Tư 31/01/2024: hết Thứ Năm 29/02/2024",
             "Tháng đến hạn không có ngày 31: lấy ngày cuối tháng, Thứ Năm 29/02/2024 [art 148(3)]",
             "Hạn cuối: hết Thứ Năm 29/02/2024 (24:00) [art 148(6)]"}));
}

TEST(Explanation, of_suspension_and_extension) {
  Operation extension = extend_by("2026-07-20", "30 days");
  extension.ground = "complex";
  extension.basis = "art 28";
  Trace trace;
  ASSERT_TRUE(fold_all(
      {start("2026-06-30", "30 days"), suspend("2026-07-06"), resume("2026-07-16"), extension},
      civil_code(), &trace));
  const Lines lines = explained(trace, Tongue::en);
  ASSERT_EQ(lines.size(), 6U);
  EXPECT_EQ(lines[3],
            "Suspended on Mon 6 July 2026, resumed on Thu 16 July 2026: 10 days not counted; the "
            "last day is Sun 9 August 2026 [policy]");
  EXPECT_EQ(lines[4],
            "Extended by 30 days (complex), counted on from Sun 9 August 2026: the last day is Tue "
            "8 September 2026 [art 28]");
  EXPECT_EQ(lines[5], "Due: end of Tue 8 September 2026 (24:00) [art 148(6)]");
}

TEST(Explanation, of_a_count_backward) {
  Trace trace;
  ASSERT_TRUE(
      due_before(civil_code(), viet_nam(), fakes::day("2026-09-07"), period("5 days"), &trace)
          .has_value());
  const Lines lines = explained(trace, Tongue::en);
  EXPECT_EQ(lines[0], "The event is on Mon 7 September 2026: 5 days are counted back [Civil Code]");
  EXPECT_EQ(lines[1], "5 days before Mon 7 September 2026 is Wed 2 September 2026");
  EXPECT_EQ(lines[2], "Wed 2 September 2026 to Tue 1 September 2026: off, holiday [law 2026]");
  EXPECT_EQ(lines.back(), "Due: end of Fri 28 August 2026 (24:00) [art 148(6)]");
}

TEST(Explanation, of_hours_tells_the_moment) {
  const Lines lines = after("2024-05-10T16:20", "48 hours", Tongue::en);
  EXPECT_EQ(lines.front(), "Start 16:20 on Fri 10 May 2024: a period of 48 hours [Civil Code]");
  EXPECT_EQ(lines.back(), "Due: 16:20 on Sun 12 May 2024");
}

TEST(Explanation, warns_where_the_calendar_is_not_official) {
  const Lines lines = after("2026-12-02", "30 days", Tongue::en);
  EXPECT_NE(std::find(lines.begin(), lines.end(),
                      "Provisional: the calendar is official only from Mon 1 January 2024 to Thu "
                      "31 December 2026"),
            lines.end());
}

TEST(Explanation, says_which_of_several_periods_holds) {
  ResolvedLimit limit;
  limit.kind = ResolvedLimit::Kind::earliest;
  limit.periods = {period("10 days"), period("10 working days")};
  Trace trace;
  ASSERT_TRUE(fold_all({start("2024-05-06", limit)}, civil_code(), &trace));
  const Lines lines = explained(trace, Tongue::en);
  EXPECT_EQ(lines[0], "10 days would end on Thu 16 May 2024: the first to end, so it holds");
  EXPECT_EQ(lines[1], "10 working days would end on Mon 20 May 2024");
}

std::vector<std::string> of_limit(const char* start_at, ResolvedLimit limit, Tongue tongue) {
  Trace trace;
  EXPECT_TRUE(fold_all({start(start_at, std::move(limit))}, civil_code(), &trace).has_value());
  return explained(trace, tongue);
}

ResolvedLimit on_day(std::string_view date, DayChoice::Kind kind, int number, int month = 0,
                     int shift = 0) {
  ResolvedLimit limit;
  limit.kind = ResolvedLimit::Kind::on_date;
  limit.date = fakes::day(date);
  limit.day = {kind, number, month, shift, false};
  return limit;
}

TEST(Explanation, of_a_day_of_the_month_tells_from_which_date_it_was_taken) {
  const ResolvedLimit limit = on_day("2025-12-14", DayChoice::Kind::day_of_month, 20);
  EXPECT_EQ(of_limit("2025-12-01", limit, Tongue::en),
            (Lines{"Day 20 of the month of Sun 14 December 2025 is Sat 20 December 2025",
                   "The limit is a fixed date: Sat 20 December 2025",
                   "Sat 20 December 2025 is a day off; this limit does not move",
                   "Due: end of Sat 20 December 2025 (24:00) [art 148(6)]"}));
  EXPECT_EQ(of_limit("2025-12-01", limit, Tongue::vi),
            (Lines{"Ngày 20 của tháng có ngày Chủ Nhật 14/12/2025 là Thứ Bảy 20/12/2025",
                   "Hạn là một ngày cố định: Thứ Bảy 20/12/2025",
                   "Thứ Bảy 20/12/2025 là ngày nghỉ; thời hạn này không dời",
                   "Hạn cuối: hết Thứ Bảy 20/12/2025 (24:00) [art 148(6)]"}));
}

TEST(Explanation, of_named_days_says_which_month_or_year_and_where_it_is_shorter) {
  using Day = DayChoice::Kind;
  const auto first = [](const ResolvedLimit& limit, Tongue tongue) {
    return of_limit("2025-01-10", limit, tongue).at(0);
  };
  EXPECT_EQ(first(on_day("2025-03-31", Day::day_of_month, 15, 0, -1), Tongue::en),
            "Day 15 of the month before that of Mon 31 March 2025 is Sat 15 February 2025");
  EXPECT_EQ(first(on_day("2025-03-31", Day::day_of_month, 15, 0, -3), Tongue::en),
            "Day 15 of the month 3 months before that of Mon 31 March 2025 is Sun 15 December "
            "2024");
  EXPECT_EQ(
      first(on_day("2025-03-31", Day::day_of_month, 15, 0, -3), Tongue::vi),
      "Ngày 15 của tháng trước 3 tháng so với ngày Thứ Hai 31/03/2025 là Chủ Nhật 15/12/2024");
  EXPECT_EQ(first(on_day("2025-05-02", Day::last_working_day, 0), Tongue::en),
            "The last working day of the month of Fri 2 May 2025 is Fri 30 May 2025");
  EXPECT_EQ(first(on_day("2024-12-31", Day::day_of_year, 31, 12, 1), Tongue::en),
            "31 December of the year after that of Tue 31 December 2024 is Wed 31 December 2025");
  EXPECT_EQ(first(on_day("2024-12-31", Day::day_of_year, 31, 12, 1), Tongue::vi),
            "Ngày 31/12 của năm sau 1 năm so với ngày Thứ Ba 31/12/2024 là Thứ Tư 31/12/2025");
  EXPECT_EQ(of_limit("2025-01-10", on_day("2025-04-02", Day::day_of_month, 31), Tongue::en).at(1),
            "That month has no day 31: its last day holds, Wed 30 April 2025");
  ResolvedLimit next = on_day("2025-01-10", Day::day_of_year, 20, 12);
  next.date.reset();
  next.day.next_from_start = true;
  EXPECT_EQ(first(next, Tongue::en),
            "The first 20 December from the start on Fri 10 January 2025 on is Sat 20 December "
            "2025");
  EXPECT_EQ(first(next, Tongue::vi),
            "Ngày 20/12 đầu tiên kể từ ngày bắt đầu Thứ Sáu 10/01/2025 là Thứ Bảy 20/12/2025");
}

TEST(Explanation, of_a_window_tells_both_its_ends) {
  ResolvedLimit limit = on_day("2025-03-31", DayChoice::Kind::day_of_month, 14);
  limit.kind = ResolvedLimit::Kind::window;
  limit.from = fakes::day("2025-03-31");
  limit.from_day = {DayChoice::Kind::day_of_month, 15, 0, -1, false};
  EXPECT_EQ(of_limit("2025-02-10", limit, Tongue::en),
            (Lines{"Day 15 of the month before that of Mon 31 March 2025 is Sat 15 February 2025",
                   "Day 14 of the month of Mon 31 March 2025 is Fri 14 March 2025",
                   "To be done from Sat 15 February 2025 to the end of Fri 14 March 2025",
                   "Due: end of Fri 14 March 2025 (24:00) [art 148(6)]"}));
  EXPECT_EQ(of_limit("2025-02-10", limit, Tongue::vi).at(2),
            "Phải làm trong khoảng từ Thứ Bảy 15/02/2025 đến hết Thứ Sáu 14/03/2025");
}

TEST(Explanation, of_a_least_time_tells_when_it_may_end) {
  ResolvedLimit limit = within("5 days");
  limit.kind = ResolvedLimit::Kind::at_least;
  const Lines lines = of_limit("2024-05-06", limit, Tongue::en);
  EXPECT_EQ(lines.at(lines.size() - 2), "Sat 11 May 2024 is a day off; this limit does not move");
  EXPECT_EQ(lines.back(),
            "It must last to the end of Sat 11 May 2024 (24:00): at the earliest it may end on Sun "
            "12 May 2024 [art 148(6)]");
  EXPECT_EQ(of_limit("2024-05-06", limit, Tongue::vi).back(),
            "Phải đủ đến hết Thứ Bảy 11/05/2024 (24:00): sớm nhất được kết thúc vào Chủ Nhật "
            "12/05/2024 [art 148(6)]");
}

TEST(Explanation, of_the_first_of_several_shows_where_each_would_end) {
  ResolvedLimit before = on_day("2024-05-20", DayChoice::Kind::itself, 0);
  before.kind = ResolvedLimit::Kind::before_date;
  before.period = period("5 days");
  ResolvedLimit limit;
  limit.kind = ResolvedLimit::Kind::first_of;
  limit.parts = {within("30 days"), before,
                 on_day("2024-05-02", DayChoice::Kind::last_working_day, 0)};
  const Lines lines = of_limit("2024-05-06", limit, Tongue::en);
  EXPECT_EQ(lines[0], "30 days would end on Wed 5 June 2024");
  EXPECT_EQ(lines[1],
            "5 days before Mon 20 May 2024 would end on Wed 15 May 2024: the first to end, so it "
            "holds");
  EXPECT_EQ(lines[2],
            "The last working day of the month of Thu 2 May 2024 would end on Fri 31 May 2024");
  EXPECT_EQ(lines.back(), "Due: end of Wed 15 May 2024 (24:00) [art 148(6)]");
  EXPECT_EQ(of_limit("2024-05-06", limit, Tongue::vi)[1],
            "5 ngày trước Thứ Hai 20/05/2024 sẽ hết vào Thứ Tư 15/05/2024: sớm nhất, được áp dụng");
}

TEST(Explanation, of_a_roll_of_its_own_names_its_own_basis) {
  Operation begin = start("2025-12-01", on_day("2025-12-20", DayChoice::Kind::itself, 0));
  begin.limit.roll = Roll::preceding;
  begin.basis = "policy";
  Trace trace;
  CountingRule rule = civil_code();
  rule.step_basis.emplace_back("roll-fixed-date", "art 148");
  ASSERT_TRUE(fold_all({begin}, rule, &trace));
  const Lines lines = explained(trace, Tongue::en);
  EXPECT_EQ(lines.at(lines.size() - 2),
            "The last day, Sat 20 December 2025, is closed: it becomes the previous working day, "
            "Fri 19 December 2025 [policy]");
}

TEST(Explanation, of_a_moment_and_of_a_date_that_is_not_known) {
  ResolvedLimit limit = on_day("2026-09-07", DayChoice::Kind::itself, 0);
  limit.kind = ResolvedLimit::Kind::before_date;
  limit.period = period("1 hour");
  limit.moment = vn("2026-09-07T08:00");
  EXPECT_EQ(of_limit("2026-08-01", limit, Tongue::en),
            (Lines{"The event is at 08:00 on Mon 7 September 2026: 1 hour is counted back "
                   "[Civil Code]",
                   "1 hour before that moment is 07:00 on Mon 7 September 2026",
                   "Due: 07:00 on Mon 7 September 2026"}));
  limit.date.reset();
  limit.moment.reset();
  EXPECT_EQ(of_limit("2026-08-01", limit, Tongue::en),
            (Lines{"The date that the limit rests on is not known: nothing is due yet"}));
  EXPECT_EQ(of_limit("2026-08-01", limit, Tongue::vi),
            (Lines{"Ngày mà thời hạn phụ thuộc chưa được biết: chưa có hạn cuối"}));
}

TEST(Explanation, as_values_bears_kinds_dates_and_bases) {
  Trace trace;
  ASSERT_TRUE(
      due_after(civil_code(), viet_nam(), vn("2024-04-26"), period("30 days"), &trace).has_value());
  const List steps = values_of(explain(trace, viet_nam().zone(), Tongue::en));
  ASSERT_EQ(steps.size(), 6U);
  const Map& roll = steps[4].as_map();
  EXPECT_EQ(find(roll, "kind")->as_string(), "roll");
  EXPECT_EQ(find(roll, "from")->as_date(), fakes::day("2024-05-26"));
  EXPECT_EQ(find(roll, "to")->as_date(), fakes::day("2024-05-27"));
  EXPECT_EQ(find(roll, "basis")->as_string(), "art 148(5)");
  EXPECT_EQ(find(steps[0].as_map(), "period")->as_string(), "30 days");
  EXPECT_EQ(find(steps[5].as_map(), "at")->as_timestamp(), vn("2024-05-28"));
}

TEST(Explanation, of_every_kind_of_step_has_words_in_both_languages) {
  ResolvedLimit at_once;
  at_once.kind = ResolvedLimit::Kind::at_once;
  ResolvedLimit fixed;
  fixed.kind = ResolvedLimit::Kind::on_date;
  fixed.date = fakes::day("2024-05-11");
  CountingRule rule = civil_code();
  rule.cutoff = Cutoff{600};
  rule.working_days_min = 3;
  const std::vector<std::vector<Operation>> stories{
      {start("2024-05-10T11:00", "3 days"), suspend("2024-05-13"), resume("2024-05-14"),
       extend_total("2024-05-14", "20 days"), extend_until("2024-05-15", "2024-06-15")},
      {start("2024-05-10T11:00", "8 working hours"), suspend("2024-05-13T10:00"),
       resume("2024-05-13T11:00")},
      {start("2024-05-10", at_once)},
      {start("2024-05-10", fixed)},
      {start("2027-05-10", "3 working days")}};
  for (const auto& story : stories) {
    Trace trace;
    ASSERT_TRUE(fold_all(story, rule, &trace));
    for (const Tongue tongue : {Tongue::vi, Tongue::en}) {
      for (const ExplainedStep& step : explain(trace, viet_nam().zone(), tongue)) {
        EXPECT_FALSE(step.text.empty());
        EXPECT_FALSE(step.kind.empty());
      }
    }
  }
}

bool told(const Lines& lines, const std::string& line) {
  return std::find(lines.begin(), lines.end(), line) != lines.end();
}

TEST(Explanation, of_office_hours_names_what_each_day_gave_and_the_days_off_between) {
  const Lines en = after("2024-04-26T16:00", "8 working hours", Tongue::en);
  EXPECT_TRUE(told(en, "Fri 26 April 2024: 1 hour of office time, 1 hour in all"));
  EXPECT_TRUE(told(en, "Thu 2 May 2024: 7 hours of office time, 8 hours in all"));
  EXPECT_TRUE(std::any_of(en.begin(), en.end(), [](const std::string& line) {
    return line.find("30 April 2024") != line.npos && line.find(": off") != line.npos;
  }));
  const Lines week = after("2024-05-13T07:30", "20 working hours", Tongue::en);
  EXPECT_TRUE(
      told(week,
           "Mon 13 May 2024 to Tue 14 May 2024: 7 hours 30 minutes of office time a day, 15 hours "
           "in all"));
  EXPECT_TRUE(told(after("2024-05-13T07:30", "20 working hours", Tongue::vi),
                   "Thứ Hai 13/05/2024 đến Thứ Ba 14/05/2024: 7 giờ 30 phút làm việc mỗi ngày, "
                   "cộng 15 giờ"));
}

TEST(Explanation, of_hours_says_that_the_clocks_changed_meanwhile) {
  const Instant autumn{make_date(2024, 11, 3).time_since_epoch() + std::chrono::hours{6}};
  const ZoneRules zone("there", std::chrono::hours{-4}, {{autumn, std::chrono::hours{-5}}});
  calendar::CalendarSpec spec;
  spec.id = "there";
  spec.zone = zone;
  spec.weekend = std::vector<std::chrono::weekday>{std::chrono::Saturday, std::chrono::Sunday};
  const auto there = calendar::compile(spec, [](std::string_view) { return nullptr; });
  ASSERT_TRUE(there.has_value());
  const auto from = parse_occurrence("2024-11-01T10:23", zone);
  ASSERT_TRUE(from.has_value());
  Trace trace;
  ASSERT_TRUE(due_after(plain_days(), *there, from->at, hours(72), &trace));
  const Lines lines = lines_of(explain(trace, zone, Tongue::en), Tongue::en);
  EXPECT_TRUE(told(lines,
                   "In between the clocks go back by 1 hour: what passes is counted, not what the "
                   "clock shows"));
  EXPECT_EQ(lines.back(), "Due: 09:23 on Mon 4 November 2024");
  // 01:30 is shown twice that night; the second showing is told as such.
  trace.clear();
  const auto night = parse_occurrence("2024-11-03T00:30", zone);
  ASSERT_TRUE(due_after(plain_days(), *there, night->at, hours(2), &trace));
  EXPECT_EQ(lines_of(explain(trace, zone, Tongue::en), Tongue::en).back(),
            "Due: 01:30 (the second time) on Sun 3 November 2024");
}

TEST(Explanation, of_a_suspension_lists_the_days_that_are_counted_instead) {
  Trace trace;
  ASSERT_TRUE(
      fold_all({start("2024-05-13", "5 working days"), suspend("2024-05-15"), resume("2024-05-17")},
               civil_code(), &trace));
  const Lines lines = explained(trace, Tongue::en);
  const auto at = std::find_if(lines.begin(), lines.end(), [](const std::string& line) {
    return line.starts_with(
        "Suspended on Wed 15 May 2024, resumed on Fri 17 May 2024: 2 working "
        "days not counted");
  });
  ASSERT_NE(at, lines.end());
  EXPECT_EQ(*std::next(at), "Tue 21 May 2024 to Wed 22 May 2024: working days 4 to 5");
}

TEST(Explanation, of_suspended_hours_names_the_moments) {
  Trace trace;
  ASSERT_TRUE(fold_all({start("2024-06-03T10:00", "40 hours"), suspend("2024-06-03T12:00"),
                        resume("2024-06-04T08:00")},
                       civil_code(), &trace));
  EXPECT_TRUE(told(explained(trace, Tongue::en),
                   "Suspended from 12:00 on Mon 3 June 2024 to 08:00 on Tue 4 June 2024: the limit "
                   "moves to 22:00 on Wed 5 June 2024 [policy]"));
}

TEST(Explanation, of_an_extension_lists_its_working_days_under_the_rules_article) {
  CountingRule rule = civil_code();
  rule.step_basis.emplace_back("extension", "art 9");
  Trace trace;
  ASSERT_TRUE(fold_all({start("2024-05-13", "5 days"), extend_by("2024-05-14", "3 working days")},
                       rule, &trace));
  const Lines lines = explained(trace, Tongue::en);
  EXPECT_TRUE(told(lines, "Mon 20 May 2024 to Wed 22 May 2024: working days 1 to 3"))
      << lines.size();
  EXPECT_TRUE(told(lines,
                   "Extended by 3 working days, counted on from Sat 18 May 2024: the last day is "
                   "Wed 22 May 2024 [art 9]"));
}

TEST(Explanation, in_vietnamese_says_how_sure_a_source_is_in_vietnamese) {
  ExplainedStep step;
  step.text = "Nghỉ";
  step.basis = "Điều 1";
  step.confidence = "verified";
  EXPECT_EQ(lines_of({step}, Tongue::vi), (Lines{"Nghỉ [Điều 1; đã kiểm chứng]"}));
  EXPECT_EQ(lines_of({step}, Tongue::en), (Lines{"Nghỉ [Điều 1; verified]"}));
}

}  // namespace
}  // namespace dunghan::deadline
