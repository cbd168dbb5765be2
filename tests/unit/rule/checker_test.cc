// What the checker of CEL refuses, in which words, and what it deduces.
#include "tests/unit/rule/expressions.h"

namespace dunghan::rule {
namespace {

TEST(Checker, deduces_types) {
  struct Row {
    const char* text;
    const char* type;
  };
  const std::vector<Row> rows = {{"data.remote_area && data.rounds > 1", "bool"},
                                 {"today - data.received_on", "int"},
                                 {"today + period('6 weeks')", "date"},
                                 {"data.fee * 2", "decimal"},
                                 {"data.items.map(i, string(i))", "list(string)"},
                                 {"data.items.filter(i, i > 1)", "list(int)"},
                                 {"{'a': [1]}", "map(string, list(int))"},
                                 {"[1, 'a']", "list(dyn)"},
                                 {"[]", "list(dyn)"},
                                 {"parent.number", "dyn"},
                                 {"data['rounds']", "int"},
                                 {"data.remote_area ? data.closed_on : null", "date"},
                                 {"[null, data.received_on]", "list(date)"},
                                 {"group('x').map(u, superior(u))", "list(string)"},
                                 {"deadlines.resolution.due_on", "date"},
                                 {"type(1)", "type(int)"}};
  for (const Row& row : rows) EXPECT_EQ(type_of(row.text), row.type) << row.text;
}

TEST(Checker, asks_did_you_mean) {
  struct Row {
    const char* text;
    const char* issue;
  };
  const std::vector<Row> rows = {
      {"data.remote_aera", "0:5+11 \"data\" has no \"remote_aera\"; did you mean \"remote_area\"?"},
      {"data['round']", "0:5+7 \"data\" has no \"round\"; did you mean \"rounds\"?"},
      {"dat.rounds == 1", "0:0+3 there is no \"dat\" here; did you mean \"data\"?"},
      {"deadlines.resolution.dueon == today",
       "0:21+5 \"deadline\" has no \"dueon\"; did you mean \"due_on\"?"},
      {"deadlines.appeal.late",
       "0:10+6 \"deadlines\" has no \"appeal\"; known are: acceptance, resolution"},
      {"in_tiem('resolution')",
       "0:0+7 there is no function \"in_tiem\"; did you mean \"in_time\"?"},
      {"data.subject.startswith('a')",
       "0:13+10 there is no function \"startswith\"; did you mean \"startsWith\"?"},
      {"data.items.exist(i, i > 1)",
       "0:11+5 there is no function \"exist\"; did you mean \"exists\"?"},
      {"frobnicate(1)", "0:0+10 there is no function \"frobnicate\""},
      {"has(data.complainnt)",
       "0:9+10 \"data\" has no \"complainnt\"; did you mean \"complainant\"?"},
      {"data.items.all(x, y > 1)",
       "0:18+1 there is no \"y\" here; known are: x, data, deadlines, parent, today; a text "
       "stands in single quotes: 'y'"},
      {"other.subject == 'a'",
       "0:0+5 there is no \"other\" here; known are: data, deadlines, parent, today"},
  };
  for (const Row& row : rows) EXPECT_EQ(issue_of(row.text), row.issue) << row.text;
}

TEST(Checker, says_which_types_do_not_go_together_and_how_to_mend_it) {
  struct Row {
    const char* text;
    const char* issue;
  };
  const std::vector<Row> rows = {
      {"data.rounds == '2'", "0:0+18 \"==\" cannot compare int and string"},
      {"today > '2024-05-07'",
       "0:0+20 \">\" cannot compare date and string; write the date as date('2024-05-07')"},
      {"today + 3", "0:0+9 \"+\" does not take date and int; add a period: ... + period('3 days')"},
      {"data.limit < period('1 month')",
       "0:0+30 \"<\" cannot compare period and period; periods have no order (1 month is 28 to 31 "
       "days): compare the dates they "
       "lead to, or use =="},
      {"data.limit == '30 days'",
       "0:0+23 \"==\" cannot compare period and string; write the period as period('6 weeks')"},
      {"data.fee > 0.5",
       "0:0+14 \">\" cannot compare decimal and double; write the number as decimal('0.5')"},
      {"data.rounds / 2.0",
       "0:0+17 \"/\" does not take int and double; write whole numbers with .0, or double(...)"},
      {"data.subject && true",
       "0:0+12 a condition is wanted here, not string; compare it: ... == ..."},
      {"data.rounds ? 1 : 2", "0:0+11 a condition is wanted here, not int; compare it: ... == ..."},
      {"true ? 1 : 'a'", "0:7+7 both sides of \":\" must be of one type; here are int and string"},
      {"data.rounds.x", "0:0+11 a value of type int has no fields"},
      {"data.rounds.exists(x, true)",
       "0:0+11 only a list or a map has elements to go through, not int"},
      {"data.items['a']", "0:0+15 list(int) has no element at a place of type string"},
      {"in_time(1)", "0:0+7 in_time() does not take int; it takes string"},
      {"in_time()", "0:0+7 in_time() does not take no arguments; it takes string"},
      {"data.items.exists(x)",
       "0:0+20 exists() is not called like this; write list.exists(x, ...)"},
      {"{1.5: 2}", "0:1+3 a key of a map is a string, a whole number or a bool, not double"},
      {"!data.rounds", "0:0+12 \"!\" does not take int"},
      {"-data.subject", "0:0+13 \"-\" does not take string"},
  };
  for (const Row& row : rows) EXPECT_EQ(issue_of(row.text), row.issue) << row.text;
}

TEST(Checker, refuses_literals_that_can_never_be_right) {
  EXPECT_EQ(issue_of("today == date('2024-02-30')"),
            "0:14+12 \"2024-02-30\" is no date; write date('2024-05-07')");
  EXPECT_EQ(issues_of("today + period('10d') == today").size(), 1U);
  EXPECT_EQ(issue_of("data.fee == decimal('1,5')"),
            "0:20+5 \"1,5\" is no decimal number; write decimal('12.50')");
  EXPECT_EQ(issue_of("data.subject.matches('(')").substr(0, 34),
            "0:21+3 this is no pattern of RE2: ");
}

TEST(Checker, tells_all_faults_in_order_of_their_place) {
  const auto issues = issues_of("data.foo == 1 &&\n today > 5 && nothing");
  ASSERT_EQ(issues.size(), 3U);
  EXPECT_EQ(issues[0].line, 0);
  EXPECT_EQ(issues[0].kind, ExpressionIssue::Kind::unknown_field);
  EXPECT_EQ(issues[1].line, 1);
  EXPECT_EQ(issues[1].kind, ExpressionIssue::Kind::wrong_type);
  EXPECT_EQ(issues[2].kind, ExpressionIssue::Kind::unknown_name);
}

TEST(Checker, lets_a_sealed_field_be_asked_for_presence_and_nothing_else) {
  EXPECT_EQ(value_of("has(data.complainant)"), Value(true));
  const std::string message =
      "this value is sealed and cannot be used in a condition; ask only whether it is there: "
      "has(data.x)";
  EXPECT_EQ(issue_of("data.complainant == 'Nam'"), "0:0+16 " + message);
  EXPECT_EQ(issue_of("data['complainant'] != null"), "0:0+19 " + message);
  EXPECT_EQ(issue_of("string(data.complainant)"), "0:7+16 " + message);
  EXPECT_EQ(issue_of("[data.complainant].size() > 0"), "0:1+16 " + message);
  EXPECT_EQ(issue_of("has(data.complainant.name)"), "0:4+16 " + message);
  EXPECT_EQ(issue_of("data.complainant"), "0:0+16 " + message);
  EXPECT_EQ(issue_of("data.remote_area ? data.complainant : data.complainant").substr(0, 8),
            "2 issues");
  EXPECT_EQ(issue_of("dyn(data.complainant) == 1"), "0:4+16 " + message);
  EXPECT_EQ(issue_of("type(data.complainant) == string"), "0:5+16 " + message);
}

TEST(Checker, lets_a_sealed_value_pass_whole_only_where_the_place_allows_it) {
  Environment environment = complaint_environment();
  environment.sealed_result_allowed = true;
  const auto path = compile("data.complainant", environment);
  ASSERT_TRUE(path);
  EXPECT_EQ(path->type().kind(), Type::Kind::sealed);
  EXPECT_EQ(*evaluate(*path, ComplaintActivation()), Value(Sealed{"a ciphertext"}));
  EXPECT_FALSE(compile("data.complainant == null", environment));
  EXPECT_FALSE(compile("[data.complainant]", environment));
}

TEST(Checker, refuses_sealed_values_when_it_runs_too_where_their_type_is_not_known) {
  for (const char* text :
       {"data.complainant", "data['complainant']", "data.complainant == data.complainant",
        "[data.complainant]", "data == data", "data in [data]", "{'a': data.complainant}", "[data]",
        "data", "type(data.complainant)", "[data].exists(d, d.complainant == 'x')",
        "data.complainant ? 1 : 2"}) {
    EXPECT_EQ(unchecked_reason_of(text), "sealed") << text;
  }
  EXPECT_EQ(unchecked_reason_of("has(data.complainant)"), "");
}

TEST(Checker, compares_anything_optional_with_null) {
  EXPECT_EQ(value_of("data.closed_on == null"), Value(true));
  EXPECT_EQ(value_of("null != data.received_on"), Value(true));
  EXPECT_EQ(value_of("data.subject == null"), Value(false));
  EXPECT_EQ(value_of("data.limit != null && data.fee != null"), Value(true));
  EXPECT_EQ(reason_of("data.closed_on < today"), "no_such_overload");
}

TEST(Checker, stops_telling_after_a_bounded_number_of_faults) {
  std::string text = "x0";
  for (int i = 1; i < 1'500; ++i) text += " || x" + std::to_string(i);
  EXPECT_EQ(issues_of(text).size(), 50U);
}

TEST(Checker, resolves_names_in_their_container_and_lets_element_names_hide_them) {
  Environment environment;
  environment.container = "a.b";
  environment.variables = {
      {"a.b.x", Type::Kind::integer}, {"a.x", Type::Kind::string}, {"x", Type::Kind::boolean}};
  const auto type = [&](const char* text) {
    const auto expression = compile(text, environment);
    return expression ? expression->type().to_text() : std::string("refused");
  };
  EXPECT_EQ(type("x"), "int");
  EXPECT_EQ(type(".x"), "bool");
  EXPECT_EQ(type("a.x"), "string");
  EXPECT_EQ(type("['s'].map(x, x)"), "list(string)");
}

TEST(Checker, knows_which_paths_are_read_and_which_only_asked_for) {
  const auto expression = compile(
      "has(data.complainant) && (has(data.fee) && data.fee > 1 || data.items.exists(i, i > "
      "data['rounds'])) && "
      "deadlines.resolution.status == 'running' && today > date('2024-01-01')",
      complaint_environment());
  ASSERT_TRUE(expression);
  EXPECT_EQ(expression->reads(),
            (std::vector<std::string>{"data.complainant", "data.fee", "data.items", "data.rounds",
                                      "deadlines.resolution.status", "today"}));
  EXPECT_EQ(expression->asks_presence_of(), (std::vector<std::string>{"data.complainant"}));
  EXPECT_EQ(expression->text().substr(0, 4), "has(");
}

}  // namespace
}  // namespace dunghan::rule
