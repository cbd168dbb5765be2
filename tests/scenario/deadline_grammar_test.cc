// The whole grammar of limits, at work in a case: dates that come, change and vanish, conditions,
// triggers that wait, citizens' limits, least times. Monday 3 June 2024 is the day of opening; that
// month has no holidays.
#include <algorithm>

#include "tests/scenario/office_fixture.h"

namespace dunghan::test {
namespace {

using deadline::Status;

constexpr const char* reception = "p-0303";
constexpr const char* head = "p-0301";

class Grammar : public OfficeTest {
 protected:
  void begin(const char* workflow, Map fields = {}) {
    now("2024-06-03T09:00");
    ASSERT_EQ(outcome(open(workflow, reception, std::move(fields))), "ok");
  }
  void act(const char* event, const std::string& when, Map fields = {}, const char* who = head) {
    now(when);
    const auto answer = send(event, who, std::move(fields));
    ASSERT_EQ(outcome(answer), "ok") << event << ": " << answer.error().message;
  }
  void later(const std::string& when) {
    now(when);
    ASSERT_TRUE(service_->fire_due_timers(100));
  }
  std::string suspend(const char* deadline, const char* ground, const std::string& when) {
    service::Request request;
    request.case_ref = case_;
    request.what = service::SuspendRequest{deadline, ground, {}};
    return outcome(submit(request, head, when));
  }
  std::string resume(const char* deadline, const std::string& when) {
    service::Request request;
    request.case_ref = case_;
    request.what = service::ResumeRequest{deadline, "", {}};
    return outcome(submit(request, head, when));
  }
  std::string extend_until(const char* deadline, const char* date) {
    service::Request request;
    request.case_ref = case_;
    request.what = service::ExtendRequest{deadline, "agreed", std::nullopt, parse_date(date), {}};
    return outcome(submit(request, head));
  }
  Status status(const char* name) {
    const auto* instance = current().latest_deadline(name);
    return instance == nullptr ? Status::idle : instance->state.status;
  }
  std::string due(const char* name) {
    const auto& state = deadline(name);
    return state.due ? to_text(state.due->due_on) : "none";
  }
  bool has_event(const std::string& kind) {
    const auto kinds = event_kinds();
    return std::find(kinds.begin(), kinds.end(), kind) != kinds.end();
  }
};

// ---- dates that come, change and vanish ---------------------------------------------------------

TEST_F(Grammar, a_limit_before_a_date_waits_until_the_date_is_known) {
  begin("dates");
  EXPECT_EQ(status("notice"), Status::idle);
  act("set_meeting", "2024-06-04T09:00", {{"meeting_on", "2024-06-20"}});
  EXPECT_EQ(status("notice"), Status::running);
  EXPECT_EQ(due("notice"), "2024-06-14");  // Sat 15, earlier
  EXPECT_EQ(deadline("notice").started_at, at("2024-06-03T09:00"));
}

TEST_F(Grammar, a_limit_that_follows_moves_with_its_date_and_one_that_does_not_stays) {
  begin("dates");
  act("set_meeting", "2024-06-04T09:00", {{"meeting_on", "2024-06-20"}});
  act("set_meeting", "2024-06-05T09:00", {{"meeting_on", "2024-06-28"}});
  EXPECT_EQ(due("notice"), "2024-06-21");  // Sun 23
  EXPECT_EQ(due("agenda"), "2024-06-14");
}

TEST_F(Grammar, a_date_that_vanishes_leaves_no_due_date_until_it_comes_back) {
  begin("dates");
  act("set_meeting", "2024-06-04T09:00", {{"meeting_on", "2024-06-20"}});
  act("clear_meeting", "2024-06-05T09:00");
  EXPECT_EQ(status("notice"), Status::running);
  EXPECT_EQ(due("notice"), "none");
  EXPECT_EQ(due("agenda"), "2024-06-14");
  act("set_meeting", "2024-06-24T09:00", {{"meeting_on", "2024-07-05"}});
  EXPECT_EQ(due("notice"), "2024-06-28");  // Sun 30
  EXPECT_FALSE(deadline::is_overdue(deadline("notice"), at("2024-06-24T09:00")));
}

TEST_F(Grammar, a_date_put_off_after_the_limit_ran_out_takes_no_lateness_away) {
  begin("dates");
  act("set_meeting", "2024-06-04T09:00", {{"meeting_on", "2024-06-10"}});
  EXPECT_EQ(due("notice"), "2024-06-05");
  act("set_meeting", "2024-06-07T09:00", {{"meeting_on", "2024-06-28"}});
  EXPECT_EQ(due("notice"), "2024-06-05");
  act("clear_meeting", "2024-06-07T10:00");
  EXPECT_EQ(due("notice"), "2024-06-05");
  act("notified", "2024-06-10T09:00");
  EXPECT_TRUE(deadline("notice").late);
}

TEST_F(Grammar, what_was_done_before_its_date_was_known_is_met) {
  begin("dates");
  act("notified", "2024-06-04T09:00");
  EXPECT_EQ(status("notice"), Status::met);
  EXPECT_FALSE(deadline("notice").late);
  act("set_meeting", "2024-06-05T09:00", {{"meeting_on", "2024-06-20"}});
  EXPECT_EQ(status("notice"), Status::met);
}

TEST_F(Grammar, hours_before_a_moment_are_counted_from_the_moment) {
  begin("dates");
  act("set_start", "2024-06-04T09:00", {{"starts_at", "2024-06-10T08:00"}});
  EXPECT_EQ(deadline("connect").due->due_at, at("2024-06-10T07:00"));
  act("connected", "2024-06-10T07:01");
  EXPECT_TRUE(deadline("connect").late);
}

TEST_F(Grammar, a_day_of_the_month_and_a_roll_of_its_own) {
  begin("dates", {{"window", "2024-03-15..2024-06-14"}});
  EXPECT_EQ(due("report"), "2024-06-14");  // Sat 15, preceding
}

TEST_F(Grammar, a_day_of_the_year_is_the_next_one) {
  begin("dates");
  EXPECT_EQ(due("plan"), "2024-12-20");
}

TEST_F(Grammar, a_window_is_kept_between_its_days_and_an_act_before_it_is_too_early) {
  begin("dates", {{"window", "2024-06-10..2024-06-14"}});
  EXPECT_EQ(due("collect"), "2024-06-14");
  act("collected", "2024-06-07T09:00");
  EXPECT_EQ(status("collect"), Status::met);
  EXPECT_TRUE(deadline("collect").early);
  begin("dates", {{"window", "2024-06-10..2024-06-14"}});
  act("collected", "2024-06-10T00:00");
  EXPECT_FALSE(deadline("collect").early);
}

TEST_F(Grammar, a_window_is_two_dates_in_their_order) {
  now("2024-06-03T09:00");
  EXPECT_EQ(outcome(open("dates", reception, {{"window", "2024-06-14..2024-06-10"}})),
            "wrong_type");
  EXPECT_EQ(outcome(open("dates", reception, {{"window", "next quarter"}})), "wrong_type");
  EXPECT_EQ(outcome(open("dates", reception,
                         {{"window", Map{{"from", "2024-06-01"}, {"until", "2024-06-30"}}}})),
            "wrong_type");
  begin("dates",
        {{"window", Map{{"id", "2024-06"}, {"from", "2024-06-01"}, {"to", "2024-06-30"}}}});
  EXPECT_EQ(due("collect"), "2024-06-30");
}

TEST_F(Grammar, the_first_of_several_follows_those_whose_dates_are_known) {
  begin("dates");
  EXPECT_EQ(due("sooner"), "2024-07-03");
  act("set_meeting", "2024-06-04T09:00", {{"meeting_on", "2024-06-28"}});
  EXPECT_EQ(due("sooner"), "2024-06-28");
  act("set_term", "2024-06-05T09:00", {{"term_ends", "2024-06-18"}});
  EXPECT_EQ(due("sooner"), "2024-06-20");
  act("set_term", "2024-06-06T09:00", {{"term_ends", "2024-08-01"}});
  act("clear_meeting", "2024-06-06T10:00");
  EXPECT_EQ(due("sooner"), "2024-07-03");
}

// ---- conditions ---------------------------------------------------------------------------------

TEST_F(Grammar, a_limit_under_a_condition_counts_from_its_trigger_once_it_applies) {
  begin("dates");
  EXPECT_EQ(status("transfer"), Status::idle);
  EXPECT_EQ(due("handling"), "2024-06-12");
  act("classify", "2024-06-05T09:00", {{"other", true}});
  EXPECT_EQ(due("transfer"), "2024-06-10");
  EXPECT_EQ(status("handling"), Status::cancelled);
  EXPECT_FALSE(deadline("handling").late);
}

TEST_F(Grammar, a_condition_that_ceases_and_holds_again_brings_the_same_due_date_back) {
  begin("dates");
  act("classify", "2024-06-05T09:00", {{"other", true}});
  act("classify", "2024-06-06T09:00", {{"other", false}});
  EXPECT_EQ(status("handling"), Status::running);
  EXPECT_EQ(due("handling"), "2024-06-12");
  EXPECT_EQ(status("transfer"), Status::cancelled);
  act("handled", "2024-06-07T09:00");
  EXPECT_EQ(status("handling"), Status::met);
  act("classify", "2024-06-10T09:00", {{"other", true}});
  EXPECT_EQ(status("handling"), Status::met);
}

TEST_F(Grammar, what_is_done_while_it_is_not_owed_does_not_come_back) {
  begin("dates");
  act("classify", "2024-06-05T09:00", {{"other", true}});
  act("handled", "2024-06-06T09:00");
  act("classify", "2024-06-07T09:00", {{"other", false}});
  EXPECT_EQ(status("handling"), Status::cancelled);
}

TEST_F(Grammar, what_is_dropped_while_it_waits_for_its_condition_never_starts) {
  begin("dates");
  act("dropped", "2024-06-04T09:00");
  act("classify", "2024-06-05T09:00", {{"other", true}});
  EXPECT_EQ(status("transfer"), Status::idle);
}

TEST_F(Grammar, a_table_that_follows_gives_the_longer_limit_from_the_same_start) {
  begin("dates");
  act("locate", "2024-06-05T09:00", {{"far", true}});
  EXPECT_EQ(due("handling"), "2024-06-17");
  EXPECT_EQ(to_text(deadline("handling").target->due_on), "2024-06-10");
}

TEST_F(Grammar, a_table_may_answer_at_once) {
  begin("dates");
  act("hurry", "2024-06-04T09:00");
  EXPECT_EQ(due("handling"), "2024-06-10");  // its target alone, 5 working days
  EXPECT_FALSE(deadline("handling").target.has_value());
}

TEST_F(Grammar, a_condition_that_begins_to_hold_counts_it_anew_once) {
  begin("dates");
  act("locate", "2024-06-05T09:00", {{"far", true}});
  EXPECT_EQ(due("afresh"), "2024-06-17");  // Sat 15
  act("asked", "2024-06-06T09:00", {}, reception);
  EXPECT_EQ(deadline("afresh").superseded, 1);
  act("locate", "2024-06-07T09:00", {{"far", false}});
  act("locate", "2024-06-10T09:00", {{"far", true}});
  EXPECT_EQ(deadline("afresh").superseded, 2);
  EXPECT_EQ(due("afresh"), "2024-06-20");
}

TEST_F(Grammar, a_counting_rule_of_its_own) {
  begin("dates");
  EXPECT_EQ(due("by_hours"), "2024-07-03");
  now("2024-04-26T09:00");
  ASSERT_EQ(outcome(open("dates", reception, {})), "ok");
  EXPECT_EQ(due("by_hours"), "2024-05-26");  // a Sunday: plain days do not roll
}

// ---- triggers that wait -------------------------------------------------------------------------

TEST_F(Grammar, the_last_of_several_starts_it_and_the_last_of_several_ends_it) {
  begin("dates");
  act("paid", "2024-06-04T09:00", {}, reception);
  EXPECT_EQ(status("reply"), Status::idle);
  act("asked", "2024-06-06T09:00", {}, reception);
  EXPECT_EQ(due("reply"), "2024-06-17");  // Sun 16
  act("filed", "2024-06-10T09:00");
  EXPECT_EQ(status("reply"), Status::running);
  act("filed", "2024-06-11T09:00");
  EXPECT_EQ(status("reply"), Status::running);
  act("answered", "2024-06-12T09:00");
  EXPECT_EQ(status("reply"), Status::met);
  EXPECT_EQ(deadline("reply").ended_at, at("2024-06-12T09:00"));
}

TEST_F(Grammar, a_date_that_ends_it_is_waited_for) {
  begin("dates");
  act("set_term", "2024-06-04T09:00", {{"term_ends", "2024-06-20"}});
  EXPECT_EQ(status("term"), Status::running);
  later("2024-06-19T23:59");
  EXPECT_EQ(status("term"), Status::running);
  later("2024-06-20T00:00");
  EXPECT_EQ(status("term"), Status::cancelled);
  EXPECT_EQ(deadline("term").ended_at, at("2024-06-20T00:00"));
}

TEST_F(Grammar, a_date_that_moves_is_waited_for_where_it_is_now) {
  begin("dates");
  act("set_term", "2024-06-04T09:00", {{"term_ends", "2024-06-20"}});
  act("set_term", "2024-06-05T09:00", {{"term_ends", "2024-06-27"}});
  later("2024-06-21T09:00");
  EXPECT_EQ(status("term"), Status::running);
  later("2024-06-27T09:00");
  EXPECT_EQ(status("term"), Status::cancelled);
}

TEST_F(Grammar, a_date_in_the_past_ends_it_as_of_that_date) {
  begin("dates");
  act("set_term", "2024-06-12T09:00", {{"term_ends", "2024-06-10"}});
  EXPECT_EQ(deadline("term").ended_at, at("2024-06-10T00:00"));
}

TEST_F(Grammar, of_a_date_and_an_event_the_one_that_comes_first_starts_it) {
  begin("dates");
  act("set_term", "2024-06-04T09:00", {{"term_ends", "2024-06-20"}});
  EXPECT_EQ(status("second"), Status::idle);
  act("decided", "2024-06-11T09:00");
  EXPECT_EQ(due("second"), "2024-06-14");
  begin("dates");
  act("set_term", "2024-06-04T09:00", {{"term_ends", "2024-06-20"}});
  later("2024-06-20T08:00");
  EXPECT_EQ(due("second"), "2024-06-24");  // Sun 23
  EXPECT_EQ(deadline("second").started_at, at("2024-06-20T00:00"));
}

// ---- citizens -----------------------------------------------------------------------------------

TEST_F(Grammar, a_deemed_date_starts_a_citizens_limit_ahead_and_an_act_before_it_is_in_time) {
  begin("dates");
  act("posted", "2024-06-04T09:00", {{"postmark", "2024-06-04"}}, reception);
  EXPECT_EQ(deadline("appeal").started_at, at("2024-06-08T00:00"));
  EXPECT_EQ(due("appeal"), "2024-06-18");
  act("appealed", "2024-06-06T09:00", {}, reception);
  EXPECT_EQ(status("appeal"), Status::met);
  EXPECT_FALSE(deadline("appeal").late);
}

TEST_F(Grammar, a_deemed_date_corrected_before_it_came_moves_the_start) {
  begin("dates");
  act("posted", "2024-06-05T09:00", {{"postmark", "2024-06-05"}}, reception);
  act("posted", "2024-06-06T09:00", {{"postmark", "2024-06-04"}}, reception);
  EXPECT_EQ(due("appeal"), "2024-06-18");
  act("posted", "2024-06-10T09:00", {{"postmark", "2024-06-07"}}, reception);
  EXPECT_EQ(due("appeal"), "2024-06-18") << "it had begun";
}

TEST_F(Grammar, a_citizens_limit_lapses_and_is_no_lateness_of_the_office) {
  begin("dates");
  act("posted", "2024-06-04T09:00", {{"postmark", "2024-06-04"}}, reception);
  later("2024-06-19T08:00");
  EXPECT_EQ(status("appeal"), Status::lapsed);
  EXPECT_EQ(deadline("appeal").ended_at, at("2024-06-19T00:00"));
  EXPECT_FALSE(deadline("appeal").late);
  EXPECT_TRUE(current().latest_deadline("appeal")->owner.owner.empty());
  service::ListQuery query;
  query.as_of.at = at("2024-06-19T08:00");
  const auto overdue = service::overdue(*service_, query).value();
  EXPECT_TRUE(std::none_of(overdue.begin(), overdue.end(),
                           [](const auto& item) { return item.row.name == "appeal"; }));
}

TEST_F(Grammar, an_act_in_time_recorded_after_the_lapse_meets_it) {
  begin("dates");
  act("posted", "2024-06-04T09:00", {{"postmark", "2024-06-04"}}, reception);
  later("2024-06-19T08:00");
  now("2024-06-21T09:00");
  ASSERT_EQ(outcome(send("appealed", reception, {}, "2024-06-18")), "ok");
  EXPECT_EQ(status("appeal"), Status::met);
}

TEST_F(Grammar, an_obstacle_recorded_after_the_lapse_gives_its_days_back) {
  begin("dates");
  act("posted", "2024-06-04T09:00", {{"postmark", "2024-06-04"}}, reception);
  later("2024-06-19T08:00");
  now("2024-06-20T09:00");
  EXPECT_EQ(suspend("appeal", "obstacle", "2024-06-10"), "ok");
  EXPECT_EQ(resume("appeal", "2024-06-14"), "ok");
  EXPECT_EQ(status("appeal"), Status::running);
  const std::string moved = due("appeal");
  EXPECT_GT(moved, "2024-06-20");
  act("appealed", "2024-06-20T10:00", {}, reception);
  EXPECT_EQ(status("appeal"), Status::met);
}

// ---- standing still, prolonged, lasting ---------------------------------------------------------

TEST_F(Grammar, a_suspension_with_a_greatest_length_ends_by_itself_and_the_limit_runs_out) {
  begin("standstill");
  now("2024-06-05T09:00");
  ASSERT_EQ(suspend("work", "wait", ""), "ok");
  later("2024-06-09T08:00");
  EXPECT_EQ(status("work"), Status::suspended);
  later("2024-06-10T08:00");
  EXPECT_EQ(status("work"), Status::running);
  EXPECT_EQ(due("work"), "2024-06-18");
  later("2024-06-19T08:00");
  EXPECT_TRUE(has_event("deadline_overdue"));
}

TEST_F(Grammar, of_two_grounds_by_level_one_takes_over_from_the_other) {
  begin("standstill");
  act("ask_expert", "2024-06-04T09:00");
  EXPECT_EQ(status("levels"), Status::suspended);
  act("ask_citizen", "2024-06-06T09:00");
  EXPECT_EQ(status("levels"), Status::suspended);
  act("ask_expert", "2024-06-07T09:00");
  act("back", "2024-06-10T09:00");
  EXPECT_EQ(status("levels"), Status::running);
  EXPECT_EQ(deadline("levels").suspended_days, 6);  // 5 to 10 June
  EXPECT_EQ(due("levels"), "2024-06-19");
}

TEST_F(Grammar, a_ground_by_level_asks_its_condition_when_the_level_begins) {
  begin("standstill");
  act("ask_expert", "2024-06-04T09:00");
  EXPECT_EQ(status("some_levels"), Status::running);
  act("name_court", "2024-06-04T10:00");
  EXPECT_EQ(status("some_levels"), Status::running) << "asked once, when the level begins";
  act("back", "2024-06-05T09:00");
  act("ask_expert", "2024-06-06T09:00");
  EXPECT_EQ(status("some_levels"), Status::suspended);
  act("back", "2024-06-07T09:00");
  EXPECT_EQ(due("some_levels"), "2024-06-14");
}

TEST_F(Grammar, an_agreed_date_must_prolong_and_is_told) {
  begin("standstill");
  EXPECT_EQ(due("work"), "2024-06-13");
  EXPECT_EQ(extend_until("work", "2024-06-12"), "extension_too_short");
  EXPECT_EQ(extend_until("work", "2024-06-13"), "extension_too_short");
  EXPECT_EQ(extend_until("work", "2024-06-29"), "ok");
  EXPECT_EQ(due("work"), "2024-06-29");
  EXPECT_TRUE(has_event("letter_sent"));
}

TEST_F(Grammar, what_did_not_count_goes_on_with_the_same_due_date) {
  begin("standstill");
  act("finished", "2024-06-07T09:00");
  EXPECT_EQ(status("work"), Status::met);
  act("returned", "2024-06-11T09:00");
  EXPECT_EQ(status("work"), Status::running);
  EXPECT_EQ(due("work"), "2024-06-13");
  act("finished", "2024-06-14T09:00");
  EXPECT_TRUE(deadline("work").late);
}

TEST_F(Grammar, a_posting_taken_down_too_early_is_refused_where_the_definition_says_so) {
  begin("standstill");
  act("posted", "2024-06-04T09:00");
  now("2024-06-07T09:00");
  EXPECT_EQ(outcome(send("removed", head)), "guard_failed");
  act("removed", "2024-06-10T00:00");
  EXPECT_EQ(status("posting"), Status::met);
  EXPECT_FALSE(deadline("posting").early);
}

TEST_F(Grammar, a_posting_taken_down_too_early_is_on_record_where_it_is_taken) {
  begin("standstill");
  act("posted", "2024-06-04T09:00");
  act("removed", "2024-06-07T09:00", {}, reception);
  EXPECT_EQ(status("posting"), Status::met);
  EXPECT_TRUE(deadline("posting").early);
  EXPECT_FALSE(deadline("posting").late);
}

TEST_F(Grammar, a_posting_broken_and_put_up_again_begins_anew_and_is_never_overdue) {
  begin("standstill");
  act("posted", "2024-06-04T09:00");
  act("reposted", "2024-06-06T09:00");
  EXPECT_EQ(due("posting"), "2024-06-11");
  later("2024-06-30T09:00");
  service::ListQuery query;
  query.as_of.at = at("2024-06-30T09:00");
  const auto overdue = service::overdue(*service_, query).value();
  EXPECT_TRUE(std::none_of(overdue.begin(), overdue.end(),
                           [](const auto& item) { return item.row.name == "posting"; }));
}

TEST_F(Grammar, what_was_done_is_kept_for_its_least_time_and_the_case_waits_for_it) {
  begin("standstill");
  act("publish", "2024-06-04T09:00");
  now("2024-06-05T09:00");
  service::Request done;
  done.case_ref = case_;
  done.what = service::DoneRequest{"notice", "", {}};
  ASSERT_EQ(outcome(submit(done, head)), "ok");
  EXPECT_EQ(status("notice.kept"), Status::running);
  act("finished", "2024-06-06T09:00");
  act("close", "2024-06-06T10:00");
  EXPECT_EQ(state(), "closed");
  EXPECT_FALSE(current().closed_at.has_value());
  later("2024-06-12T23:59");
  EXPECT_EQ(status("notice.kept"), Status::running);
  later("2024-06-13T00:00");
  EXPECT_EQ(status("notice.kept"), Status::met);
  EXPECT_FALSE(deadline("notice.kept").early);
  EXPECT_TRUE(current().closed_at.has_value());
}

}  // namespace
}  // namespace dunghan::test
