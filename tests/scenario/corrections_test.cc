// `correct`: the day of an act on record, or a value that it wrote, was wrong. The log stays as it
// is, every deadline that rests on the act is folded again, what has fired stays fired (L9, L4).
#include <gmock/gmock.h>

#include <algorithm>

#include "tests/scenario/office_fixture.h"

namespace dunghan::test {
namespace {

using deadline::Status;
using ::testing::Contains;
using ::testing::HasSubstr;

constexpr const char* reception = "p-0303";
constexpr const char* handler = "p-0304";
constexpr const char* head = "p-0301";

class Corrections : public OfficeTest {
 protected:
  void open_complaint(const std::string& when = "2024-04-26T09:00") {
    now(when);
    ASSERT_EQ(outcome(open("complaint-first-instance", reception,
                           {{"subject", "S"}, {"complainant", "Công dân mẫu 001"}})),
              "ok");
  }
  void accept_on(const std::string& day, const std::string& recorded) {
    now(recorded);
    ASSERT_EQ(outcome(send("accept", reception, {{"accepted_on", day}})), "ok");
  }
  Result<service::Answer> correct(std::int64_t seq, const std::string& to, Map fields = {},
                                  const std::string& person = reception,
                                  const std::string& reason = "ghi nhầm ngày") {
    service::Request request;
    request.case_ref = case_;
    request.reason = reason;
    service::CorrectRequest what{seq, {}, std::move(fields)};
    if (!to.empty()) what.to = occurrence(to);
    request.what = std::move(what);
    return submit(std::move(request), person);
  }
  /// The number of the last event of that name.
  std::int64_t act(const std::string& name) {
    std::int64_t seq = 0;
    const auto records = store_->events(ports::StreamKind::cases, current().id.value);
    for (const auto& record : records.value()) {
      const Value* is = find(record.facts, "name");
      if (record.kind == "event_taken" && is != nullptr && is->as_string() == name)
        seq = record.seq;
    }
    return seq;
  }
  service::OnTime figure_of(Date day) {
    auto figures =
        service::on_time(*service_, {{office_->now()}, {}, {}, {}, {}, {}, -1, true}, day, day);
    return figures && figures->size() == 1 ? figures->front() : service::OnTime{};
  }
};

TEST_F(Corrections, a_start_that_moves_counts_its_limit_again) {
  open_complaint();
  accept_on("2024-04-26", "2024-04-26T10:00");
  ASSERT_EQ(due_on("resolution"), "2024-05-27");  // 30 days end on a Sunday
  now("2024-05-02T08:00");
  ASSERT_EQ(outcome(correct(act("accept"), "2024-04-30", {}, reception)), "ok");
  EXPECT_EQ(due_on("resolution"), "2024-05-30");
  EXPECT_EQ(deadline("acceptance").status, Status::met);
  EXPECT_EQ(state(), "checking");
}

TEST_F(Corrections, the_log_keeps_the_act_as_it_was_recorded) {
  open_complaint();
  accept_on("2024-04-26", "2024-04-26T10:00");
  const auto before = store_->events(ports::StreamKind::cases, current().id.value).value();
  now("2024-05-02T08:00");
  ASSERT_EQ(outcome(correct(act("accept"), "2024-04-29")), "ok");
  const auto after = store_->events(ports::StreamKind::cases, current().id.value).value();
  ASSERT_GT(after.size(), before.size());
  for (std::size_t i = 0; i < before.size(); ++i) {
    EXPECT_EQ(after[i].occurred_at, before[i].occurred_at);
    EXPECT_EQ(after[i].leaf_hash, before[i].leaf_hash);
  }
  EXPECT_EQ(after[before.size()].kind, "act_corrected");
  EXPECT_EQ(find(after[before.size()].body, "reason")->as_string(), "ghi nhầm ngày");
}

TEST_F(Corrections, an_end_thought_late_turns_out_in_time_and_stands_in_both_figures) {
  open_complaint();
  accept_on("2024-04-26", "2024-04-26T10:00");
  now("2024-05-10T09:00");
  service::Request verified;
  verified.case_ref = case_;
  verified.what = service::DoneRequest{"verify", "", {{"complex", false}, {"report", "bc.pdf"}}};
  ASSERT_EQ(outcome(submit(verified, current().latest_task("verify")->assignee)), "ok");
  ASSERT_EQ(outcome(send("dialogue_not_needed", head, {{"reason", "r"}})), "ok");
  now("2024-05-28T08:00");
  ASSERT_EQ(outcome(send("decide_complaint", head,
                         {{"decision_no", "12/QĐ"}, {"decided_on", "2024-05-28"}})),
            "ok");
  ASSERT_TRUE(deadline("resolution").late);
  now("2024-05-29T08:00");
  // The paper's own day is what counts: to correct it is to correct the act's.
  ASSERT_EQ(outcome(correct(act("decide_complaint"), {}, {{"decided_on", "2024-05-27"}}, head)),
            "ok");
  EXPECT_FALSE(deadline("resolution").late);
  EXPECT_THAT(event_kinds(), Contains("deadline_cleared"));
  EXPECT_EQ(due_on("send_first"), "2024-05-30");  // 3 working days from the day that was right
  const service::OnTime figure = figure_of(make_date(2024, 5, 27));
  EXPECT_EQ(figure.met_in_time, 1);
  EXPECT_EQ(figure.recorded_late, 1);
}

TEST_F(Corrections, a_corrected_start_stands_beside_the_figure) {
  open_complaint();
  now("2024-04-29T08:00");
  ASSERT_EQ(outcome(correct(1, "2024-04-25")), "ok");
  EXPECT_EQ(due_on("acceptance"), "2024-05-06");
  EXPECT_EQ(current().opened_at, at("2024-04-25T09:00"));  // the clock time stays
  accept_on("2024-04-29", "2024-04-29T10:00");
  EXPECT_EQ(figure_of(make_date(2024, 5, 6)).start_corrected, 1);
}

TEST_F(Corrections, a_corrected_value_is_what_the_limit_is_decided_by) {
  open_complaint();
  now("2024-04-26T10:00");
  service::Request request;
  request.case_ref = case_;
  request.what = service::DoneRequest{
      "check", "accept", {{"accepted_on", "2024-04-26"}, {"remote_area", "false"}}};
  ASSERT_EQ(outcome(submit(request, reception)), "ok");
  ASSERT_EQ(due_on("resolution"), "2024-05-27");
  now("2024-04-29T10:00");
  ASSERT_EQ(outcome(correct(act("accept"), {}, {{"remote_area", "true"}})), "ok");
  EXPECT_EQ(due_on("resolution"), "2024-06-10");  // 45 days
}

TEST_F(Corrections, what_has_fired_stays_fired_and_is_cleared) {
  now("2024-06-20T09:00");
  ASSERT_EQ(outcome(open("pay", reception, {})), "ok");
  ASSERT_EQ(due_on("pay_or_appeal"), "2024-06-25");
  now("2024-06-27T08:00");
  ASSERT_TRUE(service_->fire_due_timers(100));
  ASSERT_THAT(event_kinds(), Contains("deadline_overdue"));
  ASSERT_EQ(outcome(correct(1, "2024-06-24")), "ok");  // notified four days later than recorded
  EXPECT_EQ(due_on("pay_or_appeal"), "2024-07-01");    // the 29th is a Saturday
  EXPECT_THAT(event_kinds(), Contains("deadline_cleared"));
  EXPECT_EQ(deadline("pay_or_appeal").status, Status::running);
  EXPECT_EQ(state(), "notified");
  now("2024-07-05T08:00");  // a new lateness, with its own grace: until the end of 4 July
  ASSERT_TRUE(service_->fire_due_timers(100));
  EXPECT_EQ(state(), "penalised");
}

TEST_F(Corrections, a_start_moved_back_may_be_past_due_at_once) {
  now("2024-06-20T09:00");
  ASSERT_EQ(outcome(open("pay", reception, {})), "ok");
  ASSERT_EQ(outcome(correct(1, "2024-06-05")), "ok");
  EXPECT_EQ(due_on("pay_or_appeal"), "2024-06-10");
  EXPECT_THAT(event_kinds(), Contains("deadline_overdue"));
  EXPECT_EQ(state(), "penalised");
}

TEST_F(Corrections, a_second_correction_starts_from_the_first) {
  open_complaint();
  accept_on("2024-04-26", "2024-04-26T10:00");
  now("2024-05-02T08:00");
  ASSERT_EQ(outcome(correct(act("accept"), "2024-04-30")), "ok");
  ASSERT_EQ(outcome(correct(act("accept"), "2024-04-26")), "ok");
  EXPECT_EQ(due_on("resolution"), "2024-05-27");
  EXPECT_EQ(outcome(correct(act("accept"), "2024-04-26")), "needs_missing");  // nothing to correct
}

TEST_F(Corrections, an_order_that_cannot_be_is_refused_and_nothing_is_written) {
  open_complaint("2024-04-22T09:00");
  accept_on("2024-04-23", "2024-04-23T10:00");
  now("2024-04-24T09:00");
  const std::size_t events = event_kinds().size();
  const auto answer = correct(1, "2024-04-24");
  EXPECT_EQ(outcome(answer), "before_opening");
  EXPECT_THAT(answer.error().message, HasSubstr("after an act of 2024-04-23"));
  EXPECT_EQ(outcome(correct(act("accept"), "2024-04-21")), "before_opening");
  EXPECT_EQ(outcome(correct(act("accept"), "2024-04-25")), "in_the_future");
  EXPECT_EQ(event_kinds().size(), events);
}

TEST_F(Corrections, only_who_may_date_back_may_correct_and_never_without_a_reason) {
  open_complaint();
  accept_on("2024-04-26", "2024-04-26T10:00");
  now("2024-05-02T08:00");
  const auto seq = act("accept");
  EXPECT_EQ(outcome(correct(seq, "2024-04-29", {}, handler)), "not_permitted");
  EXPECT_EQ(outcome(correct(seq, "2024-04-29", {}, reception, "")), "needs_missing");
  now("2024-05-20T08:00");
  EXPECT_EQ(outcome(correct(seq, "2024-04-29")), "backdated");  // more than five working days ago
  EXPECT_EQ(outcome(correct(seq, "2024-04-29", {}, head)), "ok");
}

TEST_F(Corrections, only_an_act_can_be_corrected_and_only_in_what_it_wrote) {
  open_complaint();
  accept_on("2024-04-26", "2024-04-26T10:00");
  const auto seq = act("accept");
  const auto of_act = correct(seq + 1, "2024-04-26");
  ASSERT_FALSE(of_act);
  EXPECT_THAT(of_act.error().remedy, HasSubstr("correct event " + std::to_string(seq)));
  EXPECT_FALSE(correct(999, "2024-04-26"));
  EXPECT_FALSE(correct(0, "2024-04-26"));
  EXPECT_FALSE(correct(-1, "2024-04-26"));
  EXPECT_EQ(outcome(correct(seq, {}, {{"subject", "T"}})), "not_of_the_act");
  EXPECT_EQ(outcome(correct(1, {}, {{"subject", "T"}})), "ok");
  EXPECT_EQ(find(current().data, "subject")->as_string(), "T");
}

TEST_F(Corrections, of_the_receipt_may_not_bring_the_case_under_another_version) {
  open_complaint("2026-07-02T09:00");
  const auto answer = correct(1, "2026-06-30", {}, reception);
  EXPECT_EQ(outcome(answer), "another_version");
}

TEST_F(Corrections, a_case_that_has_ended_can_still_be_corrected) {
  now("2024-06-20T09:00");
  ASSERT_EQ(outcome(open("pay", reception, {})), "ok");
  now("2024-06-26T09:00");
  ASSERT_EQ(outcome(send("payment", reception, {}, "2024-06-26")), "ok");
  ASSERT_EQ(state(), "paid_late");
  ASSERT_TRUE(deadline("pay_or_appeal").late);
  ASSERT_EQ(outcome(correct(act("payment"), "2024-06-25")), "ok");
  EXPECT_FALSE(deadline("pay_or_appeal").late);
  EXPECT_EQ(state(), "paid_late");  // the chart goes forward only
}

}  // namespace
}  // namespace dunghan::test
