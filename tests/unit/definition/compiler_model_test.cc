// What the compiler makes of the language's forms.
#include <gmock/gmock.h>

#include "tests/unit/definition/definition_text.h"

namespace dunghan::definition {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

const State& state_of(const WorkflowDefinition& definition, const Name& name) {
  const int index = definition.state_index(name);
  EXPECT_GE(index, 1) << "no state " << name;
  return definition.states[static_cast<std::size_t>(std::max(index, 0))];
}

const Deadline& deadline_of(const WorkflowDefinition& definition, const Name& name) {
  for (const Deadline& deadline : definition.deadlines) {
    if (deadline.name == name) return deadline;
  }
  ADD_FAILURE() << "no deadline " << name;
  return definition.deadlines.at(0);
}

TEST(CompilerModel, the_head_says_which_procedure_from_when_and_how_it_is_numbered) {
  const auto definition = definition_in("tests/golden/definitions/complaint-example.yaml");
  EXPECT_EQ(definition->id, "complaint-example");
  EXPECT_EQ(definition->version, 1);
  EXPECT_EQ(definition->title.en, "First-instance complaint");
  EXPECT_EQ(dunghan::to_text(definition->effective_from), "2012-07-01");
  EXPECT_FALSE(definition->effective_to.has_value());
  ASSERT_EQ(definition->laws.size(), 1U);
  EXPECT_EQ(definition->laws[0].number, "02/2011/QH13");
  using Kind = NumberSeries::Piece::Kind;
  std::vector<Kind> kinds;
  for (const auto& piece : definition->number.pieces) kinds.push_back(piece.kind);
  EXPECT_THAT(kinds, ElementsAre(Kind::literal, Kind::unit_code, Kind::literal, Kind::year,
                                 Kind::literal, Kind::seq));
  EXPECT_EQ(definition->number.pieces[5].width, 5);
  EXPECT_TRUE(definition->number.per_unit && definition->number.per_year);
  EXPECT_THAT(definition->opened_by, ElementsAre("reception"));
  ASSERT_TRUE(definition->backdate.has_value());
  EXPECT_EQ(definition->backdate->at_most, working_days(5));
  EXPECT_THAT(definition->backdate->beyond_by, ElementsAre("head"));
}

TEST(CompilerModel, states_stand_in_document_order_below_a_root_that_is_the_workflow) {
  const auto definition = definition_in("tests/golden/definitions/complaint-example.yaml");
  std::vector<Name> names;
  for (const State& state : definition->states) names.push_back(state.name);
  EXPECT_THAT(names, ElementsAre("complaint-example", "received", "verifying", "decided",
                                 "withdrawn", "closed"));
  EXPECT_EQ(definition->states[0].kind, State::Kind::compound);
  EXPECT_EQ(definition->states[0].parent, -1);
  EXPECT_EQ(definition->states[0].initial, 1);
  EXPECT_THAT(definition->states[0].children, ElementsAre(1, 2, 3, 4, 5));
  EXPECT_EQ(state_of(*definition, "closed").kind, State::Kind::final);
  EXPECT_EQ(definition->states[0].on.at(0).event, "withdraw");
}

TEST(CompilerModel, a_deadline_keeps_its_triggers_its_table_and_its_grounds) {
  const auto definition = definition_in("tests/golden/definitions/complaint-example.yaml");
  const Deadline& resolution = deadline_of(*definition, "resolution");
  EXPECT_EQ(resolution.limit.kind, Limit::Kind::decide);
  EXPECT_EQ(resolution.limit.table, "first_limit");
  ASSERT_EQ(resolution.start.any.size(), 1U);
  EXPECT_EQ(resolution.start.any[0].kind, Trigger::Kind::enter);
  EXPECT_THAT(resolution.start.any[0].names, ElementsAre("verifying"));
  EXPECT_THAT(resolution.cancel.any.at(0).names, ElementsAre("withdrawn"));
  EXPECT_EQ(resolution.calendar, "vn-public-administration");
  EXPECT_EQ(resolution.counting, "vn-civil-code-2015");
  ASSERT_EQ(resolution.extend.size(), 1U);
  EXPECT_EQ(resolution.extend[0].kind, ExtendGround::Kind::total);
  EXPECT_EQ(resolution.extend[0].amount.table, "longest");
  EXPECT_EQ(resolution.extend[0].times, 1);
  EXPECT_FALSE(resolution.extend[0].any_time);
  EXPECT_EQ(deadline_of(*definition, "acceptance").basis.law_number, "02/2011/QH13");
  EXPECT_EQ(deadline_of(*definition, "acceptance").limit.period, days(10));
}

TEST(CompilerModel, an_act_keeps_its_needs_its_date_and_the_duties_born_from_it) {
  const auto definition = definition_in("tests/golden/definitions/complaint-example.yaml");
  const Transition& decide = state_of(*definition, "verifying").on.at(0);
  ASSERT_EQ(decide.needs.size(), 2U);
  EXPECT_TRUE(decide.needs[0].stored_in_data) << "decision_no is declared under data";
  EXPECT_FALSE(decide.needs[1].stored_in_data) << "decided_on is of the event alone";
  EXPECT_EQ(decide.needs[1].field.type.kind, FieldKind::date);
  ASSERT_TRUE(decide.occurs.has_value());
  EXPECT_EQ(decide.occurs->text(), "event.decided_on");
  ASSERT_EQ(decide.tasks.size(), 1U);
  ASSERT_TRUE(decide.tasks[0].own_deadline.has_value());
  EXPECT_EQ(decide.tasks[0].own_deadline->limit.period, working_days(3));
  EXPECT_EQ(decide.tasks[0].own_deadline->owner, "handler");
  const Transition& reject = state_of(*definition, "received").on.at(1);
  ASSERT_EQ(reject.actions.size(), 1U);
  EXPECT_EQ(reject.actions[0].kind, Action::Kind::notify);
  EXPECT_FALSE(reject.actions[0].letter.to.at(0).is_literal());
}

TEST(CompilerModel, after_is_an_unnamed_deadline_of_its_state) {
  const auto definition = definition_in("workflows/complaint/complaint-first-instance/v1.yaml");
  const State& decided = state_of(*definition, "decided");
  ASSERT_EQ(decided.after.size(), 2U);
  EXPECT_EQ(decided.after[0].deadline.name, "decided.after");
  EXPECT_EQ(decided.after[1].deadline.name, "decided.after2");
  EXPECT_EQ(decided.after[1].deadline.limit.period, days(45));
  EXPECT_EQ(decided.after[1].deadline.state, "decided");
  EXPECT_EQ(decided.after[0].transition.to, "closed");
  EXPECT_TRUE(decided.after[0].transition.when.has_value());
}

TEST(CompilerModel, the_denunciation_keeps_suspension_restart_and_the_hand_over) {
  const auto definition = definition_in("workflows/denunciation/denunciation/v1.yaml");
  const Deadline& resolution = deadline_of(*definition, "resolution");
  EXPECT_THAT(resolution.restart.any.at(0).names, ElementsAre("take_over"));
  ASSERT_EQ(resolution.suspend.size(), 2U);
  EXPECT_THAT(resolution.suspend[0].by, ElementsAre("resolver"));
  EXPECT_THAT(resolution.suspend[0].resume.by, ElementsAre("resolver"));
  EXPECT_EQ(resolution.suspend[0].resume.tasks.at(0).name, "resume_notice");
  EXPECT_EQ(resolution.extend.at(0).name, "special") << "the first ground that holds comes first";
  EXPECT_TRUE(deadline_of(*definition, "initial_handling").follow);
  std::vector<Name> events;
  for (const Transition& transition : definition->states[0].on) events.push_back(transition.event);
  EXPECT_THAT(events, ElementsAre("crime_signs", "late_denunciation", "resolution.cleared",
                                  "demand.done", "delay_report.overdue", "take_over"));
  EXPECT_TRUE(definition->states[0].on[5].hand_to.has_value());
  EXPECT_EQ(definition->tasks.at(0).name, "forwarder");
  ASSERT_TRUE(definition->access.has_value());
  EXPECT_THAT(definition->access->sealed, ElementsAre("intake", "resolver", "verifier"));
  const Transition& conclude = state_of(*definition, "accepted").on.at(0);
  ASSERT_TRUE(conclude.tasks.at(3).kept.has_value());
  EXPECT_EQ(conclude.tasks.at(3).kept->name, conclude.tasks.at(3).name + ".kept");
  EXPECT_EQ(conclude.tasks.at(3).kept->limit.kind, Limit::Kind::at_least);
  EXPECT_EQ(conclude.tasks.at(3).kept->limit.period, days(15));
  EXPECT_EQ(state_of(*definition, "drafting").tasks.at(0).not_by, "collect");
  const Role* resolver = definition->role("resolver");
  ASSERT_NE(resolver, nullptr);
  EXPECT_TRUE(resolver->else_superior && resolver->never.has_value());
}

TEST(CompilerModel, regions_of_a_parallel_state_are_states_of_their_own) {
  const auto definition =
      definition_of(head_text +
                    "states:\n"
                    "  working:\n"
                    "    initial: true\n"
                    "    parallel:\n"
                    "      paper: { states: { writing: { initial: true, on: { written: { to: "
                    "ready, by: head } } }, ready: { final: true } } }\n"
                    "      talk:  { when: case.unit != '', states: { asking: { initial: true, on: "
                    "{ asked: { to: talked, by: head } } }, talked: { final: true } } }\n"
                    "    done: closed\n"
                    "  closed: { final: true }\n");
  const State& working = state_of(*definition, "working");
  EXPECT_EQ(working.kind, State::Kind::parallel);
  ASSERT_EQ(working.children.size(), 2U);
  const State& talk = state_of(*definition, "talk");
  EXPECT_EQ(talk.kind, State::Kind::compound);
  EXPECT_TRUE(talk.region_when.has_value());
  EXPECT_EQ(talk.initial, definition->state_index("asking"));
  ASSERT_TRUE(working.done.has_value());
  EXPECT_EQ(working.done->to, "closed");
}

TEST(CompilerModel, events_may_be_noted_deferred_tried_in_turn_or_lead_back_to_where_it_was) {
  const auto definition = definition_of(
      head_text +
      "data: { urgent: { type: bool, default: false } }\n"
      "states:\n"
      "  open:\n"
      "    initial: true\n"
      "    note: [ phoned ]\n"
      "    defer: [ paid ]\n"
      "    on:\n"
      "      hold: { to: held, by: head }\n"
      "      close: [ { to: closed, by: head, when: data.urgent }, { by: clerk, raise: again } ]\n"
      "      again: { set: { urgent: true } }\n"
      "  held:\n"
      "    on: { paid: { to: { history: open, depth: shallow, fresh: true }, by: clerk } }\n"
      "  closed: { final: true }\n");
  const State& open = state_of(*definition, "open");
  EXPECT_THAT(open.defer, ElementsAre("paid"));
  ASSERT_EQ(open.on.size(), 5U);
  EXPECT_EQ(open.on[1].event, open.on[2].event) << "both under `close`, in written order";
  EXPECT_TRUE(open.on[4].note_only);
  EXPECT_EQ(open.on[4].event, "phoned");
  EXPECT_THAT(open.on[3].by, IsEmpty()) << "raised inside the case, so nobody sends it";
  const Transition& back = state_of(*definition, "held").on.at(0);
  EXPECT_TRUE(back.to_history && back.history_shallow && back.history_fresh);
  EXPECT_EQ(back.to, "open");
}

TEST(CompilerModel, limits_have_every_form_of_the_language) {
  const auto definition =
      definition_of(head_text +
                    "data: { day: { type: date } }\n"
                    "deadlines:\n"
                    "  a: { within: at once, target: 2 working days, start: { enter: open }, stop: "
                    "{ leave: open }, owner: head }\n"
                    "  b: { within: { earliest: [ 10 days, 10 working days ] }, start: { enter: "
                    "open }, stop: { leave: open }, owner: head }\n"
                    "  c: { due: 5 working days before data.day, start: { event: close }, stop: { "
                    "leave: open }, owner: head }\n"
                    "  d: { due: 3 days after data.day, start: { date: data.day, offset: 4 days }, "
                    "stop: { leave: open }, owner: head }\n"
                    "  e: { due: 2024-05-01, start: { when: has(data.day) }, stop: { last: [ { "
                    "leave: open }, { event: close } ] }, owner: head }\n"
                    "  f: { at_least: 15 days, start: [ { enter: open }, { event: close } ], stop: "
                    "{ leave: open }, binds: citizen }\n" +
                    two_states_text);
  EXPECT_EQ(deadline_of(*definition, "a").limit.kind, Limit::Kind::at_once);
  EXPECT_EQ(deadline_of(*definition, "a").target, working_days(2));
  EXPECT_THAT(deadline_of(*definition, "b").limit.periods, ElementsAre(days(10), working_days(10)));
  EXPECT_EQ(deadline_of(*definition, "c").limit.kind, Limit::Kind::before);
  EXPECT_EQ(deadline_of(*definition, "c").limit.day.date.text(), "data.day");
  EXPECT_EQ(deadline_of(*definition, "d").limit.kind, Limit::Kind::after);
  EXPECT_EQ(deadline_of(*definition, "d").start.any.at(0).offset, days(4));
  EXPECT_EQ(deadline_of(*definition, "e").limit.kind, Limit::Kind::on);
  EXPECT_TRUE(deadline_of(*definition, "e").stop.wait_for_all);
  EXPECT_EQ(deadline_of(*definition, "f").limit.kind, Limit::Kind::at_least);
  EXPECT_TRUE(deadline_of(*definition, "f").binds_citizen);
  EXPECT_EQ(deadline_of(*definition, "f").start.any.size(), 2U);
}

TEST(CompilerModel, a_limit_names_its_day_by_way_of_another) {
  const auto definition = definition_of(
      head_text +
      "data: { day: { type: date }, window: { type: window } }\n"
      "deadlines:\n"
      "  a: { due: day 17 of data.window.to, roll: preceding, start: { enter: open }, stop: { "
      "leave: "
      "open }, owner: head }\n"
      "  b: { due: last working day of 2 months before data.day, start: { enter: open }, stop: { "
      "leave: open }, owner: head }\n"
      "  c: { due: 5 days before 31 December of the year after data.day, start: { enter: open }, "
      "stop: { leave: open }, owner: head }\n"
      "  d: { due: 20 December, start: { enter: open }, stop: { leave: open }, owner: head }\n"
      "  e: { within: { window: data.window }, start: { enter: open }, stop: { leave: open }, "
      "owner: head }\n"
      "  f: { within: { from: first working day of data.day, to: day 14 of the month after "
      "2024-05-01 }, start: { enter: open }, stop: { leave: open }, owner: head }\n"
      "  g: { due: \"earliest(30 days, data.day, 2 days after later(data.day, data.window.to))\", "
      "start: { enter: open }, stop: { leave: open }, owner: head }\n" +
      two_states_text);
  using Day = deadline::DayChoice::Kind;
  const auto& a = deadline_of(*definition, "a");
  EXPECT_EQ(a.limit.kind, Limit::Kind::on);
  EXPECT_EQ(a.limit.day.choice, (deadline::DayChoice{Day::day_of_month, 17, 0, 0, false}));
  EXPECT_EQ(a.limit.day.date.text(), "data.window.to");
  EXPECT_EQ(a.roll, deadline::Roll::preceding);
  const auto& b = deadline_of(*definition, "b");
  EXPECT_EQ(b.limit.day.choice, (deadline::DayChoice{Day::last_working_day, 0, 0, -2, false}));
  const auto& c = deadline_of(*definition, "c");
  EXPECT_EQ(c.limit.kind, Limit::Kind::before);
  EXPECT_EQ(c.limit.period, days(5));
  EXPECT_EQ(c.limit.day.choice, (deadline::DayChoice{Day::day_of_year, 31, 12, 1, false}));
  const auto& d = deadline_of(*definition, "d");
  EXPECT_EQ(d.limit.day.choice, (deadline::DayChoice{Day::day_of_year, 20, 12, 0, true}));
  EXPECT_FALSE(d.limit.day.date);
  const auto& e = deadline_of(*definition, "e");
  EXPECT_EQ(e.limit.kind, Limit::Kind::window);
  EXPECT_EQ(e.limit.from.date.text(), "data.window.from");
  EXPECT_EQ(e.limit.day.date.text(), "data.window.to");
  const auto& f = deadline_of(*definition, "f");
  EXPECT_EQ(f.limit.from.choice.kind, Day::first_working_day);
  EXPECT_EQ(f.limit.day.choice, (deadline::DayChoice{Day::day_of_month, 14, 0, 1, false}));
  const auto& g = deadline_of(*definition, "g");
  EXPECT_EQ(g.limit.kind, Limit::Kind::first_of);
  ASSERT_EQ(g.limit.parts.size(), 3U);
  EXPECT_EQ(g.limit.parts[0].kind, Limit::Kind::within);
  EXPECT_EQ(g.limit.parts[1].kind, Limit::Kind::on);
  EXPECT_EQ(g.limit.parts[2].kind, Limit::Kind::after);
  EXPECT_EQ(g.limit.parts[2].day.date.text(), "later(data.day, data.window.to)");
}

TEST(CompilerModel, a_table_of_periods_may_answer_at_once) {
  const auto definition = definition_of(
      head_text +
      "data: { ready: { type: bool, default: false } }\n"
      "decisions:\n"
      "  t: { hit: unique, inputs: { ready: data.ready }, output: period, rules: [ { ready: true, "
      "then: at once }, { ready: false, then: 10 working days } ] }\n" +
      two_states_text);
  const rule::DecisionTable* table = definition->decision("t");
  ASSERT_NE(table, nullptr);
  EXPECT_EQ(table->rows.at(0).then, Value(Period{}));
  EXPECT_EQ(table->rows.at(1).then, Value(working_days(10)));
}

TEST(CompilerModel, a_definition_s_ladder_is_that_of_every_deadline_of_the_office) {
  Surroundings around;
  Rung rung;
  rung.to = {"owner"};
  around.ladders = {{"standard", {rung}}, {"quiet", {rung, rung}}};
  const auto definition = definition_of(
      head_text +
          "ladder: standard\n"
          "deadlines:\n"
          "  a: { within: 5 days, start: { enter: open }, stop: { leave: open }, owner: head }\n"
          "  b: { within: 5 days, start: { enter: open }, stop: { leave: open }, owner: head, "
          "ladder: quiet }\n"
          "  c: { within: 5 days, start: { enter: open }, stop: { leave: open }, binds: citizen "
          "}\n" +
          two_states_text,
      around);
  EXPECT_EQ(deadline_of(*definition, "a").ladder.rungs.size(), 1U);
  EXPECT_EQ(deadline_of(*definition, "b").ladder.rungs.size(), 2U);
  EXPECT_THAT(deadline_of(*definition, "c").ladder.rungs, IsEmpty());
}

TEST(CompilerModel, cells_of_a_table_are_values_lists_ranges_or_anything) {
  const auto definition =
      definition_of(head_text +
                    "data: { sum: { type: int, default: 0 }, way: { type: choice, of: [ a, b, c ], "
                    "default: a } }\n"
                    "decisions:\n"
                    "  t:\n"
                    "    hit: first\n"
                    "    inputs: { sum: data.sum, way: data.way }\n"
                    "    output: period\n"
                    "    rules:\n"
                    "      - { sum: \"< 5\", way: [ a, b ], then: 5 days, basis: LKN Điều 28 }\n"
                    "      - { sum: 5 .. 9, then: 7 days }\n"
                    "      - { way: -, then: 9 days }\n" +
                    two_states_text);
  const rule::DecisionTable* table = definition->decision("t");
  ASSERT_NE(table, nullptr);
  using Kind = rule::DecisionCell::Kind;
  EXPECT_EQ(table->rows.at(0).cells.at(0).kind, Kind::range);
  EXPECT_FALSE(table->rows[0].cells[0].high_included);
  EXPECT_EQ(table->rows[0].cells.at(1).values.size(), 2U);
  EXPECT_EQ(table->rows[0].basis, "LKN Điều 28");
  EXPECT_EQ(table->rows.at(1).cells.at(0).low, Value(5));
  EXPECT_EQ(table->rows[1].cells.at(1).kind, Kind::anything);
  EXPECT_EQ(table->rows.at(2).cells.at(1).kind, Kind::anything);
  EXPECT_EQ(table->rows[2].then, Value(days(9)));
}

}  // namespace
}  // namespace dunghan::definition
