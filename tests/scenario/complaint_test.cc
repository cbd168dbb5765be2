// The complaint of the first instance as shipped: its ways through, its dates, and what it refuses.
#include <algorithm>

#include "engine/cases/event_codec.h"
#include "tests/scenario/office_fixture.h"

namespace dunghan::test {
namespace {

using deadline::Status;

constexpr const char* reception = "p-0303";
constexpr const char* handler = "p-0304";
constexpr const char* head = "p-0301";

class Complaint : public OfficeTest {
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
  void verify(const std::string& when, bool complex) {
    now(when);
    service::Request request;
    request.case_ref = case_;
    request.what =
        service::DoneRequest{"verify", "", {{"complex", complex}, {"report", "bc-01.pdf"}}};
    const auto answer = submit(request, current().latest_task("verify")->assignee);
    ASSERT_EQ(outcome(answer), "ok") << answer.error().message;
    ASSERT_EQ(outcome(send("dialogue_not_needed", head, {{"reason", "r"}})), "ok");
  }
  Result<service::Answer> extend(const std::string& when, std::optional<Period> by = {}) {
    now(when);
    service::Request request;
    request.case_ref = case_;
    request.what = service::ExtendRequest{
        "resolution", "complex", by, std::nullopt, {{"reason", "nhiều địa điểm"}}};
    return submit(request, head);
  }
};

TEST_F(Complaint, acceptance_and_resolution_are_counted_as_the_law_counts) {
  open_complaint();
  EXPECT_EQ(due_on("acceptance"), "2024-05-06");  // 10 days
  accept_on("2024-04-26", "2024-04-26T10:00");
  EXPECT_EQ(deadline("acceptance").status, Status::met);
  EXPECT_EQ(due_on("resolution"), "2024-05-27");  // 30 days end on a Sunday
}

TEST_F(Complaint, a_remote_area_has_forty_five_days) {
  open_complaint();
  now("2024-04-26T10:00");
  service::Request request;
  request.case_ref = case_;
  request.what = service::DoneRequest{
      "check", "accept", {{"accepted_on", "2024-04-26"}, {"remote_area", "true"}}};
  ASSERT_EQ(outcome(submit(request, reception)), "ok");
  EXPECT_EQ(due_on("resolution"), "2024-06-10");  // 45 days
}

TEST_F(Complaint, an_extension_is_a_total_and_its_ground_must_hold) {
  open_complaint("2024-01-15T08:00");
  accept_on("2024-01-15", "2024-01-15T09:00");
  EXPECT_EQ(due_on("resolution"), "2024-02-15");  // ends in Tết
  EXPECT_EQ(outcome(extend("2024-01-20T09:00")), "guard_failed");
  verify("2024-01-22T09:00", true);
  ASSERT_EQ(outcome(extend("2024-01-23T09:00")), "ok");
  EXPECT_EQ(due_on("resolution"), "2024-02-29");  // 45 days from acceptance
  EXPECT_EQ(outcome(extend("2024-01-24T09:00")), "extended_too_often");
}

TEST_F(Complaint, an_extension_beyond_the_total_or_after_due_is_refused) {
  open_complaint("2024-01-15T08:00");
  accept_on("2024-01-15", "2024-01-15T09:00");
  verify("2024-01-22T09:00", true);
  EXPECT_EQ(outcome(extend("2024-01-23T09:00", days(20))), "extension_too_long");
  EXPECT_EQ(outcome(extend("2024-02-16T00:00")), "extension_too_late");
  EXPECT_EQ(due_on("resolution"), "2024-02-15");
}

TEST_F(Complaint, decided_late_is_late_by_the_date_on_the_paper_not_by_the_day_of_typing_in) {
  open_complaint();
  accept_on("2024-04-26", "2024-04-26T10:00");
  verify("2024-05-10T09:00", false);
  now("2024-05-28T08:00");
  ASSERT_EQ(outcome(send("decide_complaint", head,
                         {{"decision_no", "12/QĐ"}, {"decided_on", "2024-05-28"}})),
            "ok");
  EXPECT_TRUE(deadline("resolution").late);
  EXPECT_EQ(state(), "decided");
  EXPECT_EQ(due_on("send_first"), "2024-05-31");  // 3 working days
}

TEST_F(Complaint, decided_in_time_and_typed_in_after_due_is_in_time_and_seen_as_recorded_late) {
  open_complaint();
  accept_on("2024-04-26", "2024-04-26T10:00");
  verify("2024-05-10T09:00", false);
  now("2024-05-29T08:00");
  const Map fields{{"decision_no", "12/QĐ"}, {"decided_on", "2024-05-27"}};
  EXPECT_EQ(outcome(send("decide_complaint", head, fields)),
            "backdated");  // reception may back-date, the head only with a reason
  Map with_reason = fields;
  with_reason.push_back({"backdate_reason", "ký hôm thứ Hai"});
  ASSERT_EQ(outcome(send("decide_complaint", head, with_reason)), "ok");
  EXPECT_FALSE(deadline("resolution").late);
  const auto figures = service::on_time(*service_, {{office_->now()}, {}, {}, {}, {}, {}, -1, true},
                                        make_date(2024, 5, 27), make_date(2024, 5, 27));
  ASSERT_TRUE(figures);
  ASSERT_EQ(figures->size(), 1U);
  EXPECT_EQ(figures->front().met_in_time, 1);
  EXPECT_EQ(figures->front().recorded_late, 1);
}

TEST_F(Complaint, after_the_window_for_a_second_complaint_the_case_closes_by_itself) {
  open_complaint();
  accept_on("2024-04-26", "2024-04-26T10:00");
  verify("2024-05-10T09:00", false);
  now("2024-05-20T08:00");
  ASSERT_EQ(outcome(send("decide_complaint", head,
                         {{"decision_no", "12/QĐ"}, {"decided_on", "2024-05-20"}})),
            "ok");
  now("2024-06-20T08:00");
  ASSERT_TRUE(service_->fire_due_timers(100));
  EXPECT_EQ(state(), "closed");
  EXPECT_FALSE(current().closed_at.has_value());  // the decision is still to be sent
  service::Request request;
  request.case_ref = case_;
  request.what = service::DoneRequest{"send_first", "", {}};
  ASSERT_EQ(outcome(submit(request, current().latest_task("send_first")->assignee)), "ok");
  EXPECT_TRUE(current().closed_at.has_value());
}

TEST_F(Complaint, withdrawal_takes_the_resolution_out_of_the_figures) {
  open_complaint();
  accept_on("2024-04-26", "2024-04-26T10:00");
  now("2024-05-02T09:00");
  ASSERT_EQ(outcome(send("withdraw", reception, {{"request", "don-rut.pdf"}})), "ok");
  EXPECT_EQ(deadline("resolution").status, Status::cancelled);
  EXPECT_FALSE(deadline("resolution").late);
  EXPECT_TRUE(current().closed_at.has_value());
}

TEST_F(Complaint, an_event_that_is_not_allowed_says_which_are) {
  open_complaint();
  const auto answer =
      send("decide_complaint", head, {{"decision_no", "1"}, {"decided_on", "2024-04-26"}});
  ASSERT_FALSE(answer);
  EXPECT_EQ(answer.error().reason, "event_not_allowed");
  EXPECT_EQ(answer.error().allowed, (std::vector<std::string>{"accept", "refuse"}));
}

TEST_F(Complaint, one_who_holds_no_role_may_not_act) {
  open_complaint();
  EXPECT_EQ(outcome(send("accept", handler, {{"accepted_on", "2024-04-26"}})), "not_permitted");
  EXPECT_EQ(outcome(send("accept", "p-0403", {{"accepted_on", "2024-04-26"}})),
            "not_permitted");  // reception of another unit
}

TEST_F(Complaint, what_an_act_needs_must_come_with_it) {
  open_complaint();
  EXPECT_EQ(outcome(send("accept", reception)), "needs_missing");
  EXPECT_EQ(outcome(send("accept", reception, {{"accepted_on", "2024-02-30"}})), "wrong_type");
  EXPECT_EQ(outcome(send("accept", reception, {{"accepted", "2024-04-26"}})), "unknown_field");
}

TEST_F(Complaint, back_dating_is_bounded) {
  open_complaint("2024-04-16T09:00");
  now("2024-05-10T09:00");  // five working days back, over a worked Saturday: 4 May
  EXPECT_EQ(outcome(send("accept", reception, {{"accepted_on", "2024-04-26"}})), "backdated");
  EXPECT_EQ(outcome(send("accept", reception, {{"accepted_on", "2024-05-03"}})), "backdated");
  EXPECT_EQ(outcome(send("accept", reception, {{"accepted_on", "2024-05-04"}})), "ok");
  EXPECT_EQ(deadline("acceptance").late, true);
}

TEST_F(Complaint, a_stale_version_is_a_conflict) {
  open_complaint();
  service::Request request;
  request.case_ref = case_;
  request.expected_seq = 2;
  request.what = service::SendRequest{"accept", {{"accepted_on", "2024-04-26"}}};
  EXPECT_EQ(outcome(submit(request, reception)), "conflict");
}

TEST_F(Complaint, a_repeat_under_one_key_gets_the_first_answer_and_another_command_is_a_conflict) {
  open_complaint();
  service::Request request;
  request.case_ref = case_;
  request.key = "k1";
  request.what = service::SendRequest{"accept", {{"accepted_on", "2024-04-26"}}};
  const auto first = submit(request, reception);
  ASSERT_EQ(outcome(first), "ok");
  const auto events = event_kinds().size();
  const auto second = submit(request, reception);
  ASSERT_EQ(outcome(second), "ok");
  EXPECT_EQ(*first, *second);
  EXPECT_EQ(event_kinds().size(), events);
  request.what = service::SendRequest{"withdraw", {{"request", "x"}}};
  EXPECT_EQ(outcome(submit(request, reception)), "conflict");
}

TEST_F(Complaint, an_unknown_case_is_not_found) {
  case_ = "KN-SNV-2024-99999";
  EXPECT_EQ(outcome(send("accept", reception, {{"accepted_on", "2024-04-26"}})), "not_found");
}

TEST_F(Complaint, what_the_events_add_up_to_is_the_live_case) {
  open_complaint();
  accept_on("2024-04-26", "2024-04-26T10:00");
  verify("2024-05-10T09:00", true);
  ASSERT_EQ(outcome(extend("2024-05-11T09:00")), "ok");
  const cases::Case live = current();
  const auto records = store_->events(ports::StreamKind::cases, live.id.value);
  const auto added_up = service::replay_events(
      *records, loaded_->procedure,
      [](const cases::ProcedurePtr& before, int) { return Result<cases::ProcedurePtr>(before); });
  ASSERT_TRUE(added_up) << added_up.error().message;
  const cases::Case* replayed = &added_up->state;
  EXPECT_EQ(replayed->configuration, live.configuration);
  EXPECT_EQ(replayed->data, live.data);
  EXPECT_EQ(replayed->seq, live.seq);
  ASSERT_EQ(replayed->deadlines.size(), live.deadlines.size());
  for (std::size_t index = 0; index < live.deadlines.size(); ++index) {
    EXPECT_EQ(replayed->deadlines[index].state, live.deadlines[index].state)
        << live.deadlines[index].key;
    EXPECT_EQ(replayed->deadlines[index].operations, live.deadlines[index].operations);
  }
}

TEST_F(Complaint, nothing_of_a_sealed_field_is_in_any_event) {
  open_complaint();
  const auto records = store_->events(ports::StreamKind::cases, current().id.value);
  for (const auto& record : *records) {
    EXPECT_EQ(codec_.to_text(record.facts).find("Công dân"), std::string::npos) << record.kind;
    EXPECT_EQ(codec_.to_text(record.body).find("Công dân"), std::string::npos) << record.kind;
  }
  EXPECT_EQ(find(current().data, "complainant")->kind(), ValueKind::sealed);
}

TEST_F(Complaint, the_overdue_list_names_the_owner_the_article_and_the_days) {
  open_complaint();
  accept_on("2024-04-26", "2024-04-26T10:00");
  now("2024-06-03T09:00");
  service::ListQuery query;
  query.as_of.at = office_->now();
  const auto items = service::overdue(*service_, query);
  ASSERT_TRUE(items);
  ASSERT_EQ(items->size(), 1U);
  EXPECT_EQ(items->front().row.name, "resolution");
  EXPECT_EQ(items->front().row.owner_unit, "so-noi-vu");
  EXPECT_EQ(items->front().row.basis, "LKN Điều 28");
  EXPECT_EQ(items->front().late_days, 7);
  EXPECT_EQ(items->front().late_working_days, 5);
}

TEST_F(Complaint, a_list_as_of_a_past_day_shows_what_was_known_then_and_in_law_what_was_so) {
  open_complaint();
  accept_on("2024-04-26", "2024-04-26T10:00");
  verify("2024-05-10T09:00", false);
  now("2024-06-03T09:00");
  ASSERT_EQ(outcome(send("withdraw", reception, {{"request", "x"}}, "2024-06-03")), "ok");
  service::ListQuery query;
  query.as_of = {at("2024-05-31T12:00"), false, false};
  EXPECT_EQ(service::overdue(*service_, query)->size(), 1U);
  query.as_of = {at("2024-06-04T12:00"), false, false};
  EXPECT_EQ(service::overdue(*service_, query)->size(), 0U);
  query.as_of = {at("2024-05-31T12:00"), false, true};
  EXPECT_EQ(service::overdue(*service_, query)->size(), 1U);
}

}  // namespace
}  // namespace dunghan::test
