// Every slip that a map can have, with its place; and what a good one means.
#include "adapters/import/log_map.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "adapters/import/csv_reader.h"
#include "adapters/import/map_expression.h"
#include "engine/definition/issue_codes.h"
#include "tests/unit/import/replay_support.h"

namespace dunghan::adapters::import {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

const char* const good_map = R"yaml(dunghan: 1
map: fines
workflow: it-road-fine
log: { zone: Europe/Rome, precision: day, grouped: true, format: csv }
case:
  id: id
  unit: police
  count_as: plain-days
  recorded: { pay_or_appeal: due }
  differ: [ { name: once, when: recorded == plain + period('6 weeks') } ]
event: { name: what, at: at, only: { state: [ complete, done ] } }
events:
  Create Fine: { open: true, data: { amount: "= decimal(amount)" } }
  Payment: { send: payment, with: { total: "= decimal(column('total paid'))" } }
  "Send*": { note: true }
otherwise: { ignore: true }
)yaml";

MapSurroundings surroundings() {
  static const auto workflow =
      definition_in(source_folder() / "examples" / "traffic-fine" / "v1.yaml");
  MapSurroundings around;
  around.workflow = [](std::string_view) { return workflow; };
  around.workflows = {"it-road-fine"};
  around.counting_rules = {"plain-days"};
  around.columns = {"id", "what", "at", "due", "state", "amount", "total paid"};
  return around;
}

/// The good map with `from` replaced by `to`.
CompiledLogMap changed(const std::string& from, const std::string& to) {
  std::string text = good_map;
  const auto at = text.find(from);
  EXPECT_NE(at, std::string::npos) << from;
  text.replace(at, from.size(), to);
  return compile_log_map(document_of(text), surroundings());
}

TEST(LogMap, a_good_one_has_no_issues_and_means_what_it_says) {
  const auto compiled = compile_log_map(document_of(good_map), surroundings());
  EXPECT_THAT(compiled.issues, IsEmpty()) << compiled.issues.front().message;
  ASSERT_TRUE(compiled.map);
  const LogMap& map = *compiled.map;
  EXPECT_EQ(map.log.zone, "Europe/Rome");
  EXPECT_EQ(map.log.precision, LogPrecision::day);
  EXPECT_EQ(map.log.form, LogForm::csv);
  EXPECT_EQ(map.rule_for("Payment")->target, "payment");
  EXPECT_EQ(map.rule_for("Send Fine")->kind, ActivityRule::Kind::note);
  EXPECT_EQ(map.rule_for("Nothing"), nullptr);
  EXPECT_EQ(map.otherwise, ActivityRule::Kind::ignore);
  EXPECT_THAT(map.event->only.front().values, ElementsAre("complete", "done"));
}

struct Slip {
  const char* from;
  const char* to;
  const char* code;
  int line;
  const char* words;
};

TEST(LogMap, every_slip_has_its_code_its_place_and_its_mending) {
  for (const Slip& slip : {
           Slip{"precision: day", "precison: day", "E0501", 4, "did you mean `precision`?"},
           Slip{"unit: police", "unit: [ a ]", "E0502", 7, "one value"},
           Slip{"grouped: true", "grouped: yes", "E0502", 4, "true or false"},
           Slip{"  id: id\n", "", "E0503", 6, "`id`"},
           Slip{"workflow: it-road-fine", "workflow: it-road-fines", "E0504", 3,
                "did you mean `it-road-fine`?"},
           Slip{"send: payment", "send: paymnt", "E0505", 14, "did you mean `payment`?"},
           Slip{"send: payment", "send: pay_or_appeal.overdue", "E0505", 14, "no event"},
           Slip{"data: { amount:", "data: { amuont:", "E0506", 13, "did you mean `amount`?"},
           Slip{"{ pay_or_appeal: due }", "{ pay_or_apeal: due }", "E0507", 9,
                "did you mean `pay_or_appeal`?"},
           Slip{"count_as: plain-days", "count_as: plain-day", "E0508", 8,
                "did you mean `plain-days`?"},
           Slip{"precision: day", "precision: hour", "E0509", 4, "`instant`, `day`"},
           Slip{"{ note: true }", "{ note: true, ignore: true }", "E0510", 15, "exactly one thing"},
           Slip{"{ note: true }", "{ }", "E0510", 15, "exactly one thing"},
           Slip{"send: payment, with", "note: true, with", "E0510", 14, "`with` goes with"},
           Slip{"  unit: police", "  open: { at: at }\n  unit: police", "E0511", 6, "twice"},
           Slip{"= decimal(amount)", "= decimal(amuont)", "E0512", 13, "amuont"},
           Slip{"= decimal(amount)", "= decimal(amount", "E0512", 13, ""},
           Slip{"recorded == plain", "recorded + plain", "E0512", 10, ""},
           Slip{"at: at", "at: att", "E0513", 11, "did you mean `at`?"},
           Slip{"  \"Send*\": { note: true }",
                "  \"P*\": { note: true }\n  Pay?: { note: true }\n  Penalty: { note: true }",
                "E0514", 16, "put it above"},
           Slip{"unit: police", "unit: amount", "E0515", 7, "column('amount')"},
           Slip{"dunghan: 1", "dunghan: 2", "E0516", 1, "dunghan: 1"},
           Slip{"send: payment, with: { total: \"= decimal(column('total paid'))\" }", "done: file",
                "E0517", 14, "file"},
           Slip{"send: payment, with: { total: \"= decimal(column('total paid'))\" }",
                "extend: notification, ground: once", "E0517", 14, "once"},
       }) {
    const auto compiled = changed(slip.from, slip.to);
    ASSERT_FALSE(compiled.issues.empty()) << slip.from << " -> " << slip.to;
    const auto& issue = compiled.issues.front();
    EXPECT_EQ(issue.code, slip.code) << slip.to << ": " << issue.message;
    EXPECT_EQ(issue.at.line, slip.line) << slip.to << ": " << issue.message;
    EXPECT_THAT(issue.message + "; " + issue.remedy, HasSubstr(slip.words)) << slip.to;
    EXPECT_EQ(compiled.map.has_value(), issue.severity != definition::Severity::error) << slip.to;
    EXPECT_NE(definition::find_issue_code(issue.code), nullptr) << issue.code;
  }
}

TEST(LogMap, all_issues_come_at_once) {
  std::string text = good_map;
  text.replace(text.find("send: payment"), 13, "send: paymnt");
  text.replace(text.find("precision: day"), 14, "precision: hour");
  EXPECT_EQ(compile_log_map(document_of(text), surroundings()).issues.size(), 2U);
}

TEST(LogMap, a_document_that_is_no_map_is_refused) {
  for (const char* text : {"a: 1\n", "[ 1, 2 ]\n", "text\n"}) {
    EXPECT_FALSE(compile_log_map(document_of(text), surroundings()).map) << text;
  }
}

TEST(LogMap, the_maps_of_the_examples_are_sound) {
  for (const auto& [example, workflow] :
       {std::pair("permit-receipt", "examples/permit-receipt/v1.yaml"),
        std::pair("traffic-fine", "examples/traffic-fine/v1.yaml")}) {
    const auto parsed = yaml::read_yaml_file(source_folder() / "examples" / example / "map.yaml");
    ASSERT_TRUE(parsed.document);
    MapSurroundings around;
    const auto definition = definition_in(source_folder() / workflow);
    around.workflow = [&](std::string_view) { return definition; };
    const auto compiled = compile_log_map(*parsed.document, around);
    EXPECT_THAT(compiled.issues, IsEmpty()) << compiled.issues.front().message;
  }
}

TEST(Glob, matches_whole_names_in_characters) {
  struct Row {
    const char* pattern;
    const char* text;
    bool matches;
  };
  for (const Row& row :
       {Row{"T05 *", "T05 Print", true}, Row{"T05 *", "T05", false}, Row{"*", "", true},
        Row{"", "", true}, Row{"", "x", false}, Row{"a*b*c", "a-b-b-c", true},
        Row{"a*b*c", "a-b-b", false}, Row{"?ơn", "Đơn", true}, Row{"?ơn", "ĐĐơn", false},
        Row{"[a]", "a", false}, Row{"Ra*", "Ra quyết định", true}}) {
    EXPECT_EQ(matches_glob(row.pattern, row.text), row.matches) << row.pattern << " " << row.text;
  }
  EXPECT_FALSE(matches_glob(std::string(200, '*') + "x", std::string(20'000, 'a')));  // and soon
}

// ---- values on rows
// ------------------------------------------------------------------------------------------------

Result<std::optional<Value>> value_of(const std::string& expression, TextPosition& at) {
  auto reader = CsvReader::open(text_source("amount,unit,time:timestamp\n12.5,,2024\n"));
  LogRow row;
  EXPECT_TRUE(reader && *(*reader)->next(row));
  const auto compiled = rule::compile(expression, row_environment(expression, {}));
  EXPECT_TRUE(compiled) << expression;
  definition::ValuePlace place;
  place.content = *compiled;
  return value_on(place, row, (*reader)->columns(), at);
}

TEST(MapValues, columns_are_variables_or_are_reached_by_name) {
  TextPosition at;
  EXPECT_EQ(**value_of("decimal(amount)", at), Value(*Decimal::parse("12.5")));
  EXPECT_EQ(**value_of("column('time:timestamp') + '!'", at), Value("2024!"));
  EXPECT_EQ(**value_of("['a', amount].exists(x, x == '12.5')", at), Value(true));
}

TEST(MapValues, an_empty_column_leaves_the_value_out_and_a_wrong_one_says_where) {
  TextPosition at;
  EXPECT_EQ(*value_of("decimal(unit)", at), std::nullopt);
  EXPECT_EQ(*value_of("unit", at), std::nullopt);
  const auto wrong = value_of("decimal(amount + 'x')", at);
  ASSERT_FALSE(wrong);
  EXPECT_EQ(at, (TextPosition{2, 1}));
}

}  // namespace
}  // namespace dunghan::adapters::import
