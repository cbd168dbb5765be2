// Value places, conditions and facts: what is a literal, what is CEL, and what stays in the record.
#include <gmock/gmock.h>

#include "tests/unit/definition/definition_text.h"

namespace dunghan::definition {
namespace {

using ::testing::HasSubstr;
using ::testing::SizeIs;

struct Form {
  const char* written;
  const char* expression;  // the CEL that it is, or null for a literal
};

TEST(CompilerValues, what_begins_with_an_equals_sign_a_bare_path_and_a_listed_call_are_cel) {
  const Form forms[] = {{"\"= data.rounds + 1\"", "data.rounds + 1"},
                        {"data.rounds", "data.rounds"},
                        {"event.count", "event.count"},
                        {"size(data.names)", "size(data.names)"},
                        {"3", nullptr}};
  for (const Form& form : forms) {
    const auto definition = definition_of(
        head_text + "data: { rounds: { type: int }, names: { type: list, of: text } }\n" +
        "states:\n  open:\n    initial: true\n    on: { go: { to: closed, by: head, needs: { "
        "count: int }, set: { rounds: " +
        form.written + " } } }\n  closed: { final: true }\n");
    const Action& action = definition->states.at(1).on.at(0).actions.at(0);
    ASSERT_TRUE(action.value.has_value());
    ASSERT_EQ(action.value->is_literal(), form.expression == nullptr) << form.written;
    if (form.expression == nullptr) {
      EXPECT_EQ(std::get<Value>(action.value->content), Value(3));
    } else {
      EXPECT_EQ(std::get<rule::Expression>(action.value->content).text(), form.expression);
    }
  }
}

TEST(CompilerValues, words_that_only_look_like_cel_stay_words) {
  const auto definition = definition_of(
      head_text + "data: { a: { type: text }, b: { type: text }, c: { type: text } }\n" +
      "states:\n  open:\n    initial: true\n    on: { go: { to: closed, by: head, set: { a: "
      "\"data.b\", b: v1.2, c: Sở (tỉnh) } } }\n  closed: { final: true }\n");
  for (const Action& action : definition->states.at(1).on.at(0).actions) {
    EXPECT_TRUE(action.value->is_literal()) << action.name;
  }
}

TEST(CompilerValues, a_literal_is_read_by_the_type_of_where_it_goes) {
  const auto definition = definition_of(
      head_text +
      "data: { sum: { type: money }, day: { type: date }, term: { type: period }, no: { type: text "
      "} }\n" +
      "states:\n  open:\n    initial: true\n    on: { go: { to: closed, by: head, set: { sum: "
      "12.50, day: 2024-05-07, term: 5 ngày làm việc, no: 12 } } }\n  closed: { final: true }\n");
  const auto& actions = definition->states.at(1).on.at(0).actions;
  const auto literal = [&](std::size_t i) { return std::get<Value>(actions.at(i).value->content); };
  EXPECT_EQ(literal(0), Value(*Decimal::parse("12.5")));
  EXPECT_EQ(literal(1), Value(*parse_date("2024-05-07")));
  EXPECT_EQ(literal(2), Value(working_days(5)));
  EXPECT_EQ(literal(3), Value("12"));
}

TEST(CompilerValues, a_fault_in_a_condition_is_shown_where_it_stands_in_the_file) {
  struct Place {
    const char* written;
    int line, column;
  };
  // The value of `when` begins at column 15 of line 18.
  const Place places[] = {{"case.unt == ''", 18, 20},
                          {"\"case.unt == ''\"", 18, 21},
                          {"= case.unt == ''", 18, 22},
                          {"case.number == 'Đã' && case.unt == ''", 18, 43},
                          {"|\n          true ||\n            case.unt == ''", 20, 18}};
  for (const Place& place : places) {
    const Compiled result = compiled(
        head_text +
        "states:\n  open:\n    initial: true\n    on:\n      x:\n        by: head\n        when: " +
        place.written + "\n");
    ASSERT_THAT(result.issues, SizeIs(1)) << place.written << "\n" << lines(result.issues);
    EXPECT_EQ(result.issues[0].at, (Position{place.line, place.column})) << place.written;
  }
}

TEST(CompilerValues, conditions_see_the_fields_of_their_own_event_only) {
  const std::string states =
      "states:\n"
      "  open:\n"
      "    initial: true\n"
      "    on:\n"
      "      pay:   { to: closed, by: clerk, needs: { total: money }, when: event.total > 5 }\n"
      "      close: { to: closed, by: head, when: event.total > 5 }\n"
      "  closed: { final: true }\n";
  const Compiled result = compiled(head_text + states);
  ASSERT_THAT(result.issues, SizeIs(1)) << lines(result.issues);
  EXPECT_EQ(result.issues[0].code, "E0162");
  EXPECT_EQ(result.issues[0].at.line, 17);
}

TEST(CompilerValues, texts_and_persons_are_body_unless_a_condition_reads_them) {
  const Compiled result = compiled(
      head_text +
      "data:\n"
      "  name:    { type: text }\n"
      "  code:    { type: text }\n"
      "  persons: { type: list, of: person }\n"
      "  matters: { type: list, of: { kind: { type: choice, of: [ a, b ] }, count: int } }\n"
      "  day:     { type: date }\n"
      "  secret:  { type: date, sealed: head }\n"
      "states:\n"
      "  open: { initial: true, on: { close: { to: closed, by: head, when: data.code == 'x' && "
      "has(data.name) } } }\n"
      "  closed: { final: true }\n");
  ASSERT_NE(result.definition, nullptr) << lines(result.issues);
  const auto is_fact = [&](const char* name) { return result.definition->field(name)->is_fact; };
  EXPECT_FALSE(is_fact("name")) << "asked for presence only";
  EXPECT_TRUE(is_fact("code"));
  EXPECT_FALSE(is_fact("persons"));
  EXPECT_TRUE(is_fact("matters"));
  EXPECT_TRUE(is_fact("day"));
  EXPECT_FALSE(is_fact("secret"));
  ASSERT_THAT(result.issues, SizeIs(1)) << lines(result.issues);
  EXPECT_EQ(result.issues[0].code, "E0108");
  EXPECT_EQ(result.issues[0].severity, Severity::note);
}

TEST(CompilerValues, the_environment_of_a_definition_is_that_of_its_conditions) {
  const auto definition = definition_in("workflows/denunciation/denunciation/v1.yaml");
  const rule::Environment environment = condition_environment(*definition, {});
  for (const char* text :
       {"deadlines.resolution.overdue && tasks.demand.done", "deadlines.demand.days_left < 3",
        "in('accepted.verifying') || in_time('resolution')", "superior(case.unit) != ''",
        "today > date('2024-01-01')", "size(data.criteria) == 0", "has(data.denouncer)",
        "parent.number == ''", "event.name == 'accept'"}) {
    EXPECT_TRUE(rule::compile(text, environment).has_value()) << text;
  }
  for (const char* text : {"now > today", "data.denouncer == 'x'", "tasks.nothing.done"}) {
    EXPECT_FALSE(rule::compile(text, environment).has_value()) << text;
  }
}

TEST(CompilerValues, ladders_of_a_file_are_read_without_knowing_any_role) {
  auto parsed = adapters::yaml::parse_yaml(
      "dunghan: 1\n"
      "ladders:\n"
      "  quick:\n"
      "    - { before: 3 working days, to: owner }\n"
      "    - { at: due, to: [ owner, owner.head ], urgent: true }\n"
      "    - { every: 5 working days, from: due, to: inspector, at_most: 12, reassign: head }\n",
      "ladders.yaml");
  ASSERT_TRUE(parsed.document.has_value());
  const CompiledLadders result = compile_ladders(*parsed.document);
  EXPECT_THAT(result.issues, SizeIs(0)) << lines(result.issues);
  ASSERT_THAT(result.ladders, SizeIs(1));
  const auto& rungs = result.ladders[0].rungs;
  ASSERT_THAT(rungs, SizeIs(3));
  EXPECT_EQ(rungs[0].kind, Rung::Kind::before);
  EXPECT_TRUE(rungs[1].urgent);
  EXPECT_EQ(rungs[2].at_most, 12);
  EXPECT_EQ(rungs[2].reassign, "head");
}

TEST(CompilerValues, a_file_full_of_faults_gives_a_bounded_list) {
  std::string text = head_text + "states:\n  open: { initial: true, on: {";
  for (int i = 0; i < 2'000; ++i) text += " e" + std::to_string(i) + ": { to: nowhere },";
  const Compiled result = compiled(text + " } }\n");
  EXPECT_EQ(result.definition, nullptr);
  EXPECT_THAT(result.issues, SizeIs(::testing::Le(500U)));
  EXPECT_THAT(lines(result.issues), HasSubstr("there is no state `nowhere`"));
}

}  // namespace
}  // namespace dunghan::definition
