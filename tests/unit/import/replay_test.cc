// Small logs by hand: what is counted, what is rejected and why, and that the order of rows changes
// nothing.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "adapters/import/csv_reader.h"
#include "adapters/import/replay_json.h"
#include "adapters/import/replay_text.h"
#include "tests/unit/import/replay_support.h"

namespace dunghan::adapters::import {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::UnorderedElementsAre;

// Ten days to answer; on expiry, after no grace, the case is escalated, where an answer is still
// heard.
const char* const small_workflow = R"(dunghan: 1
workflow: small
version: 1
title: Small
effective: { from: 2000-01-01 }
calendar: vn-public-administration
counting: vn-civil-code-2015
number: { text: "S-{year}-{seq:3}", per: [ year ] }
opened_by: clerk
backdate: { by: clerk }
data:
  amount: { type: decimal }
  name:   { type: text, sealed: [ clerk ] }
roles: { clerk: { unit: case.unit, post: clerk } }
deadlines:
  answer:
    title: { vi: Trả lời, en: Answer }
    within: 10 days
    start: { enter: waiting }
    stop: { event: answered }
    cancel: { enter: dropped }
    owner: clerk
    basis: policy
states:
  waiting:
    initial: true
    on:
      answered: { to: done, by: clerk }
      drop: { to: dropped, by: clerk }
      answer.overdue: { to: escalated }
  escalated: { on: { answered: { to: done, by: clerk }, drop: { to: dropped, by: clerk } } }
  done:    { final: true }
  dropped: { final: true }
)";

const char* const small_map = R"yaml(dunghan: 1
map: small
workflow: small
log: { precision: day }
case: { id: id, unit: "= unit", unit_else: elsewhere, count_as: plain-days }
event: { name: what, at: at, id: number }
events:
  open:     { open: true, data: { amount: "= decimal(amount)", name: "= name" } }
  answer:   { send: answered }
  drop:     { send: drop }
  "limit*": { expect: { deadline: answer } }
  seen:     { note: true }
  skip:     { ignore: true }
otherwise: { refuse: true }
)yaml";

const std::string header = "id,unit,what,at,amount,name,number\n";

std::unique_ptr<ReplayOfTests> replay_text(const std::string& rows,
                                           const std::string& map = small_map,
                                           SortLimits sort = {}) {
  static const auto workflow = definition_of(small_workflow);
  auto reader = CsvReader::open(text_source(header + rows));
  EXPECT_TRUE(reader) << reader.error().message;
  return replay_of(workflow, document_of(map), **reader, sort);
}

std::string with(const std::string& from, const std::string& to, std::string map = small_map) {
  const auto at = map.find(from);
  EXPECT_NE(at, std::string::npos);
  return map.replace(at, from.size(), to);
}

// 2024-04-26 plus ten days is Monday 6 May; 2024-04-25 plus ten days Sunday 5 May, by the statute
// Monday 6 May.
TEST(Replay, a_limit_is_kept_up_to_the_end_of_its_last_day_and_not_at_midnight_after) {
  const auto replay = replay_text(
      "a,u,open,2024-04-26,,,\na,u,answer,2024-05-06,,,\n"
      "b,u,open,2024-04-26,,,\nb,u,answer,2024-05-07,,,\n"
      "c,u,open,2024-04-25,,,\nc,u,answer,2024-05-06,,,\n"
      "d,u,open,2024-04-26,,,\n"
      "e,u,open,2024-04-26,,,\ne,u,drop,2024-04-29,,,\n");
  const auto& answer = replay->deadline("answer");
  EXPECT_EQ(answer.started, 5);
  EXPECT_EQ(answer.statutory, (service::KeptFigures{2, 1, 1, 1}));
  EXPECT_EQ(answer.main, (service::KeptFigures{1, 2, 1, 1}));  // plain days do not roll: c is late
  EXPECT_EQ(replay->report.cases, 5);
  EXPECT_EQ(replay->report.events, 9);
}

TEST(Replay, due_dates_of_the_other_system_are_compared_by_local_date_in_both_columns) {
  const auto replay = replay_text(
      "a,u,open,2024-04-26,,,\na,u,limit passed,2024-05-06T00:00:00+07:00,,,\n"
      "c,u,open,2024-04-25,,,\nc,u,limit passed,2024-05-05,,,\n"
      "d,u,open,2024-04-26,,,\nd,u,limit passed,2024-05-09,,,\n",
      with("count_as: plain-days",
           "count_as: plain-days, differ: [ { name: a little longer, when: recorded == plain + "
           "period('3 days') && 'open' in activities } ]"));
  const auto& answer = replay->deadline("answer");
  EXPECT_EQ(answer.recorded, 3);
  EXPECT_EQ(answer.main_agree, (service::AgreeFigures{2, 1}));
  EXPECT_EQ(answer.statutory_agree, (service::AgreeFigures{1, 2}));
  EXPECT_EQ(answer.rolled.at("Sunday"), 1);
  EXPECT_EQ(answer.classes.at("a little longer"), 1);
  ASSERT_EQ(replay->sink.differences.size(), 2U);
  EXPECT_EQ(replay->sink.differences[0].case_id, "c");
  EXPECT_EQ(replay->sink.differences[0].reason_en, "Sunday 2024-05-05");
  EXPECT_EQ(replay->sink.differences[0].reason_vi, "Chủ nhật 2024-05-05");
  EXPECT_EQ(replay->sink.differences[1].days, 3);
}

TEST(Replay, what_cannot_be_used_is_counted_with_its_reason_and_stops_nothing) {
  const auto replay = replay_text(
      "a,u,seen,2024-04-01,,,1\n"
      "a,u,open,2024-04-26,,,2\n"
      "a,u,answer,2024-13-45,,,3\n"
      "a,u,dance,2024-04-27,,,4\n"
      "a,u,open,2024-04-28,,,5\n"
      ",u,answer,2024-04-28,,,6\n"
      "a,u,,2024-04-28,,,7\n"
      "a,u,answer,2024-04-28,,\n"
      "a,u,seen,2024-04-28,,,2\n"
      "a,u,answer,2024-04-29,,,8\n"
      "a,u,answer,2024-04-30,,,9\n"
      "a,u,skip,2024-04-30,,,10\n"
      "b,u,answer,2024-04-28,,,11\n"
      "c,u,open,2024-04-28,abc,,12\n");
  const auto& rejected = replay->report.rejected;
  EXPECT_EQ(rejected.at("before_start"), 1);
  EXPECT_EQ(rejected.at("bad_date"), 1);
  EXPECT_EQ(rejected.at("unknown_activity"), 1);
  EXPECT_EQ(rejected.at("opened_again"), 1);
  EXPECT_EQ(rejected.at("missing_case_id"), 1);
  EXPECT_EQ(rejected.at("missing_activity"), 1);
  EXPECT_EQ(rejected.at("ragged_row"), 1);
  EXPECT_EQ(rejected.at("duplicate"), 1);
  EXPECT_EQ(rejected.at("after_end"), 1);
  EXPECT_EQ(rejected.at("bad_value"), 1);
  EXPECT_EQ(rejected.at("no_start"), 2);
  EXPECT_EQ(rejected.total(), 12);
  EXPECT_EQ(replay->report.unmapped.at("dance"), 1);
  EXPECT_EQ(replay->report.ignored, 1);
  EXPECT_EQ(replay->report.events, 14);
  EXPECT_EQ(replay->report.cases, 3);
  EXPECT_EQ(replay->deadline("answer").main.met, 1);
  for (const auto& one : replay->sink.rejections) {
    if (one.reason != "bad_date") continue;
    EXPECT_EQ(one.line, 4);
    EXPECT_EQ(one.column, 12);
    EXPECT_EQ(one.case_id, "a");
    EXPECT_FALSE(one.remedy.empty());
  }
}

TEST(Replay, acts_out_of_order_are_put_in_order) {
  const auto replay = replay_text("a,u,answer,2024-04-29,,,\na,u,open,2024-04-26,,,\n");
  EXPECT_EQ(replay->deadline("answer").main.met, 1);
  EXPECT_EQ(replay->report.reordered, 1);
  EXPECT_TRUE(replay->report.rejected.empty());
}

TEST(Replay, an_event_that_the_procedure_does_not_take_then_is_rejected) {
  const auto replay =
      replay_text("a,u,open,2024-04-26,,,\na,u,drop,2024-04-27,,,\na,u,answer,2024-04-28,,,\n");
  EXPECT_EQ(replay->report.rejected.at("after_end"), 1);
  EXPECT_EQ(replay->report.rejected_cases.at("after_end"), 1);
}

TEST(Replay, interleaved_rows_on_disk_give_what_grouped_rows_give) {
  std::string grouped, interleaved;
  std::vector<std::string> opens, answers;
  for (int i = 0; i < 400; ++i) {
    const std::string id = "case-" + std::to_string(1000 + i);
    const std::string day = i % 3 == 0 ? "2024-05-08" : "2024-05-02";
    opens.push_back(id + ",unit-" + std::to_string(i % 5) + ",open,2024-04-26,1.5,x,\n");
    answers.push_back(id + ",,answer," + day + ",,,\n");
    grouped += opens.back() + answers.back();
  }
  for (const auto& row : opens) interleaved += row;
  for (const auto& row : answers) interleaved += row;
  const auto one = replay_text(
      grouped,
      with("unit_else: elsewhere, ", "", with("precision: day", "precision: day, grouped: true")));
  const auto other = replay_text(interleaved, with("unit_else: elsewhere, ", ""), {4'096, 3});
  EXPECT_EQ(one->outcome.files_written, 0U);
  EXPECT_GT(other->outcome.files_written, 5U);
  EXPECT_EQ(one->outcome.returned, 0);
  EXPECT_EQ(to_json_line(one->report, 0), to_json_line(other->report, 0));
  EXPECT_EQ(one->deadline("answer").main.late, 134);
  EXPECT_EQ(one->deadline("answer").units.at("unit-0").late +
                one->deadline("answer").units.at("unit-0").met,
            80);

  // Said to stand together and does not: noticed.
  EXPECT_EQ(replay_text(interleaved, with("precision: day", "precision: day, grouped: true"))
                ->outcome.returned,
            400);
}

TEST(Replay, consequences_are_drawn_or_only_recorded_as_the_map_says) {
  const std::string rows =
      "a,u,open,2024-04-26,,,\na,u,answer,2024-05-20,,,\nb,u,open,2024-04-26,,,\nb,u,seen,2024-"
      "06-20,,,\n";
  for (const char* consequences : {"record", "draw"}) {
    const auto replay = replay_text(
        rows,
        with("workflow: small", std::string("workflow: small\nconsequences: ") + consequences));
    EXPECT_EQ(replay->deadline("answer").main.late, 1) << consequences;
    EXPECT_EQ(replay->deadline("answer").main.open, 1) << consequences;
    EXPECT_TRUE(replay->report.rejected.empty()) << consequences;
  }
}

TEST(Replay, a_case_by_columns_opens_steps_and_closes_by_its_dates) {
  const std::string map = R"(dunghan: 1
map: rows
workflow: small
log: { dates: day-first }
case:
  id: id
  unit: u
  open: { at: at }
  close: { send: answered, at: number }
  recorded: { answer: name }
)";
  const auto replay = replay_text(
      "a,u,,26/04/2024,,06/05/2024,06/05/2024\n"
      "b,u,,26/04/2024,,06/05/2024,\n"
      "c,u,,26/04/2024,,08/05/2024,07/05/2024 08:00\n"
      "d,u,,,,,\n"
      "e,u,,26/04/2024,,,01/04/2024\n"
      "f,u,,26-04,,,\n",
      map);
  EXPECT_EQ(replay->report.cases, 6);
  EXPECT_EQ(replay->report.without_end, 1);
  const auto& answer = replay->deadline("answer");
  EXPECT_EQ(answer.started, 4);
  EXPECT_EQ(answer.recorded, 3);
  EXPECT_EQ(answer.main_agree, (service::AgreeFigures{2, 1}));
  EXPECT_EQ(answer.by_recorded, (service::RecordedFigures{1, 1, 0, 1}));
  EXPECT_EQ(answer.main, (service::KeptFigures{1, 1, 0, 2}));
  EXPECT_EQ(replay->report.rejected.at("no_start"), 2);
  EXPECT_EQ(replay->report.rejected.at("bad_date"), 1);
  EXPECT_EQ(replay->report.rejected.at("end_before_start"), 1);
}

TEST(Replay, too_many_acts_of_one_case_are_rejected_not_kept) {
  std::string rows = "a,u,open,2024-04-26,,,\n";
  for (std::size_t i = 0; i < case_acts_max + 4; ++i) rows += "a,u,seen,2024-04-27,,,\n";
  EXPECT_EQ(replay_text(rows)->report.rejected.at("too_many_acts"), 5);
}

TEST(ReplayText, says_it_in_both_languages) {
  const auto replay = replay_text(
      "a,u,open,2024-04-25,,,\na,u,limit,2024-05-05,,,\na,u,answer,2024-05-06,,,\na,u,dance,2024-"
      "05-06,,,\n");
  const auto workflow = definition_of(small_workflow);
  ReplayTextOptions options;
  options.main_rule = "plain-days";
  options.statutory_rule = "vn-civil-code-2015";
  const std::string english = to_text(replay->report, *workflow, options);
  EXPECT_THAT(english, HasSubstr("1 cases, 4 events"));
  EXPECT_THAT(english, HasSubstr("answer (Answer)"));
  EXPECT_THAT(english, HasSubstr("plain-days: 0 kept, 1 late, 0 open"));
  EXPECT_THAT(english, HasSubstr("vn-civil-code-2015: 1 kept, 0 late, 0 open"));
  EXPECT_THAT(english, HasSubstr("1  Sunday"));
  options.vietnamese = true;
  const std::string vietnamese = to_text(replay->report, *workflow, options);
  EXPECT_THAT(vietnamese, HasSubstr("answer (Trả lời)"));
  EXPECT_THAT(vietnamese, HasSubstr("1 trễ hạn"));
  EXPECT_THAT(to_text(replay->sink.differences.front(), false),
              HasSubstr("by the statute 2024-05-06 (Sunday 2024-05-05)"));
}

TEST(SeenBefore, knows_what_it_saw_and_hardly_ever_what_it_did_not) {
  SeenBefore seen;
  int wrong = 0;
  for (int i = 0; i < 150'000; ++i) wrong += seen.check("case-" + std::to_string(i)) ? 1 : 0;
  EXPECT_LE(wrong, 1);
  for (int i = 0; i < 150'000; i += 997) EXPECT_TRUE(seen.check("case-" + std::to_string(i)));
}

TEST(Tally, keeps_a_bounded_number_of_names) {
  service::Tally tally;
  for (int i = 0; i < 2'000; ++i) tally.add("name-" + std::to_string(i));
  EXPECT_LE(tally.counts().size(), service::report_entries_max + 1);
  EXPECT_EQ(tally.total(), 2'000);
}

}  // namespace
}  // namespace dunghan::adapters::import
