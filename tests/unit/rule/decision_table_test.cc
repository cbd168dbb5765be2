// Decision tables: hit policies, ranges, gaps and overlaps.
#include "engine/rule/decision_table.h"

#include <algorithm>

#include "engine/rule/decision_check.h"
#include "tests/unit/rule/expressions.h"

namespace dunghan::rule {
namespace {

using Kind = Type::Kind;
using Finding = TableFinding::Kind;

DecisionCell is(Value value) {
  return {DecisionCell::Kind::one_of, {std::move(value)}, {}, {}, true, true};
}
DecisionCell one_of(std::vector<Value> values) {
  return {DecisionCell::Kind::one_of, std::move(values), {}, {}, true, true};
}
DecisionCell any() {
  return {};
}
DecisionCell from_to(std::optional<Value> low, std::optional<Value> high, bool low_included = true,
                     bool high_included = true) {
  return {DecisionCell::Kind::range, {},           std::move(low),
          std::move(high),           low_included, high_included};
}

/// Inputs "remote" (bool) and "rounds" (int) of the complaint.
DecisionTable table_of(HitPolicy hit, std::vector<DecisionRow> rows) {
  DecisionTable table;
  table.name = "first_limit";
  table.hit = hit;
  table.inputs = {{"remote", *compile("data.remote_area", complaint_environment())},
                  {"rounds", *compile("data.rounds", complaint_environment())}};
  table.output = Kind::period;
  table.rows = std::move(rows);
  return table;
}

DecisionRow row(DecisionCell remote, DecisionCell rounds, Value then, int line = 0) {
  return {{std::move(remote), std::move(rounds)}, std::move(then), "", line};
}

Result<DecisionOutcome> decide(const DecisionTable& table) {
  return decide_table(table, ComplaintActivation());
}

// The complaint's data: remote_area is true, rounds is 2.

TEST(DecisionTable, gives_what_follows_from_the_row_that_fits) {
  const auto outcome = decide(table_of(
      HitPolicy::unique, {row(is(false), any(), days(30)), row(is(true), any(), days(45))}));
  ASSERT_TRUE(outcome);
  EXPECT_EQ(outcome->value, Value(days(45)));
  EXPECT_EQ(outcome->rows, std::vector<std::size_t>{1});
}

TEST(DecisionTable, reads_ranges_with_open_closed_and_absent_ends) {
  const auto fits = [](DecisionCell cell) {
    return decide(table_of(HitPolicy::unique, {row(any(), std::move(cell), days(1))})).has_value();
  };
  EXPECT_TRUE(fits(from_to(Value(2), Value(2))));
  EXPECT_TRUE(fits(from_to(Value(2), std::nullopt)));
  EXPECT_TRUE(fits(from_to(std::nullopt, Value(2))));
  EXPECT_FALSE(fits(from_to(Value(2), std::nullopt, false)));
  EXPECT_FALSE(fits(from_to(std::nullopt, Value(2), true, false)));
  EXPECT_TRUE(fits(from_to(Value(*Decimal::parse("1.5")), Value(*Decimal::parse("2.5")))));
  EXPECT_FALSE(fits(from_to(Value(make_date(2024, 1, 1)), std::nullopt)));
  EXPECT_TRUE(fits(one_of({Value(1), Value(*Decimal::parse("2.0"))})));
}

TEST(DecisionTable, refuses_a_case_that_no_row_fits_unless_there_is_a_default) {
  DecisionTable table = table_of(HitPolicy::unique, {row(is(false), any(), days(30))});
  auto outcome = decide(table);
  ASSERT_FALSE(outcome);
  EXPECT_EQ(outcome.error().reason, "decision_gap");
  table.default_output = Value(days(10));
  outcome = decide(table);
  ASSERT_TRUE(outcome);
  EXPECT_EQ(outcome->value, Value(days(10)));
  EXPECT_TRUE(outcome->rows.empty());
}

TEST(DecisionTable, resolves_several_rows_by_its_hit_policy) {
  const std::vector<DecisionRow> rows = {row(is(false), any(), days(60), 10),
                                         row(any(), is(2), days(30), 11),
                                         row(is(true), any(), days(60), 12)};
  const auto unique = decide(table_of(HitPolicy::unique, rows));
  ASSERT_FALSE(unique);
  EXPECT_EQ(unique.error().reason, "decision_overlap");
  EXPECT_EQ(
      unique.error().message,
      "in the decision \"first_limit\" row 2 (line 11) and row 3 (line 12) both fit this case");
  EXPECT_EQ(decide(table_of(HitPolicy::first, rows))->value, Value(days(30)));
  EXPECT_EQ(decide(table_of(HitPolicy::first, rows))->rows, std::vector<std::size_t>{1});
  EXPECT_EQ(decide(table_of(HitPolicy::any, rows)).error().reason, "decision_overlap");
  // 60 days stands first in the table, so it outranks 30 days.
  EXPECT_EQ(decide(table_of(HitPolicy::priority, rows))->value, Value(days(60)));
  EXPECT_EQ(decide(table_of(HitPolicy::collect, rows))->value, Value(List{days(30), days(60)}));
}

TEST(DecisionTable, takes_equal_answers_for_one_under_any) {
  const auto outcome = decide(
      table_of(HitPolicy::any, {row(any(), is(2), days(30)), row(is(true), any(), days(30))}));
  ASSERT_TRUE(outcome);
  EXPECT_EQ(outcome->value, Value(days(30)));
  EXPECT_EQ(outcome->rows, (std::vector<std::size_t>{0, 1}));
}

TEST(DecisionTable, collects_nothing_as_an_empty_list) {
  EXPECT_EQ(decide(table_of(HitPolicy::collect, {row(is(false), any(), days(1))}))->value,
            Value(List{}));
}

TEST(DecisionTable, hands_on_the_error_of_an_input) {
  DecisionTable table = table_of(HitPolicy::unique, {row(any(), any(), days(1))});
  table.inputs[0].second = *compile("deadlines.acceptance.late", complaint_environment());
  EXPECT_EQ(decide(table).error().reason, "no_such_key");
}

// ---- gaps and overlaps
// ------------------------------------------------------------------------------------------

std::vector<InputDomain> domains(std::optional<Value> low = Value(0),
                                 std::optional<Value> high = std::nullopt) {
  return {InputDomain{Kind::boolean, {}, {}, {}, false},
          InputDomain{Kind::integer, {}, std::move(low), std::move(high), false}};
}

std::vector<std::string> told(const std::vector<TableFinding>& findings) {
  std::vector<std::string> lines;
  for (const TableFinding& finding : findings) {
    std::string line = finding.kind == Finding::gap        ? "gap"
                       : finding.kind == Finding::overlap  ? "overlap"
                       : finding.kind == Finding::dead_row ? "dead"
                                                           : "too large";
    for (const std::size_t index : finding.rows) line += " " + std::to_string(index + 1);
    const std::string example = to_text(finding.example);
    lines.push_back(example.empty() ? line : line + ": " + example);
  }
  return lines;
}

using Lines = std::vector<std::string>;

TEST(DecisionCheck, finds_nothing_in_a_table_without_gaps_and_overlaps) {
  const DecisionTable table = table_of(
      HitPolicy::unique,
      {row(is(false), any(), days(30)), row(is(true), from_to(std::nullopt, Value(3)), days(45)),
       row(is(true), from_to(Value(3), std::nullopt, false), days(60))});
  EXPECT_EQ(told(find_gaps_and_overlaps(table, domains())), Lines{});
}

TEST(DecisionCheck, finds_the_one_number_that_two_ranges_leave_out) {
  const DecisionTable table = table_of(
      HitPolicy::unique, {row(any(), from_to(std::nullopt, Value(3), true, false), days(30)),
                          row(any(), from_to(Value(3), std::nullopt, false), days(45))});
  EXPECT_EQ(told(find_gaps_and_overlaps(table, domains())), (Lines{"gap: rounds = 3"}));
}

TEST(DecisionCheck, finds_the_one_number_that_two_ranges_share) {
  const DecisionTable table =
      table_of(HitPolicy::unique, {row(any(), from_to(std::nullopt, Value(3)), days(30)),
                                   row(any(), from_to(Value(3), std::nullopt), days(45))});
  EXPECT_EQ(told(find_gaps_and_overlaps(table, domains())),
            (Lines{"overlap 1 2: remote = false, rounds = 3"}));
}

TEST(DecisionCheck, looks_between_and_beyond_the_numbers_that_the_rows_name) {
  const DecisionTable table =
      table_of(HitPolicy::unique, {row(any(), is(1), days(30)), row(any(), is(5), days(45))});
  EXPECT_EQ(told(find_gaps_and_overlaps(table, domains(Value(1), Value(9)))),
            (Lines{"gap: rounds = 2"}));
  EXPECT_EQ(told(find_gaps_and_overlaps(table, domains(Value(5), Value(5)))), (Lines{"dead 1"}));
}

TEST(DecisionCheck, lets_a_default_fill_gaps_and_an_order_settle_overlaps) {
  DecisionTable table =
      table_of(HitPolicy::first, {row(is(true), any(), days(30)), row(is(true), is(1), days(45))});
  EXPECT_EQ(told(find_gaps_and_overlaps(table, domains())),
            (Lines{"gap: remote = false", "dead 2"}));
  table.default_output = Value(days(1));
  EXPECT_EQ(told(find_gaps_and_overlaps(table, domains())), (Lines{"dead 2"}));
}

TEST(DecisionCheck, counts_as_an_overlap_under_any_only_what_contradicts) {
  DecisionTable table =
      table_of(HitPolicy::any, {row(any(), any(), days(30)), row(is(true), any(), days(30))});
  EXPECT_EQ(told(find_gaps_and_overlaps(table, domains())), Lines{});
  table.rows[1].then = Value(days(45));
  EXPECT_EQ(told(find_gaps_and_overlaps(table, domains())),
            (Lines{"overlap 1 2: remote = true, rounds = 0"}));
}

TEST(DecisionCheck, knows_choices_texts_dates_amounts_and_absence) {
  DecisionTable table;
  table.inputs = {{"input", {}}};
  const auto findings = [&](std::vector<DecisionCell> cells, InputDomain domain) {
    table.rows.clear();
    for (DecisionCell& cell : cells) table.rows.push_back({{std::move(cell)}, Value(1), "", 0});
    return told(find_gaps_and_overlaps(table, {std::move(domain)}));
  };
  EXPECT_EQ(findings({is("a"), is("b")}, {Kind::string, {"a", "b", "c"}, {}, {}, false}),
            (Lines{"gap: input = c"}));
  EXPECT_EQ(findings({is("a"), is("d")}, {Kind::string, {"a"}, {}, {}, false}), (Lines{"dead 2"}));
  EXPECT_EQ(findings({is("a")}, {Kind::string, {}, {}, {}, false}),
            (Lines{"gap: input = (another)"}));
  EXPECT_EQ(findings({from_to(std::nullopt, Value(make_date(2026, 6, 30))),
                      from_to(Value(make_date(2026, 7, 2)), std::nullopt)},
                     {Kind::date, {}, {}, {}, false}),
            (Lines{"gap: input = 2026-07-01"}));
  EXPECT_EQ(findings({from_to(std::nullopt, Value(1)), from_to(Value(2), std::nullopt)},
                     {Kind::decimal, {}, {}, {}, false}),
            (Lines{"gap: input = 1.5"}));
  EXPECT_EQ(findings({any()}, {Kind::boolean, {}, {}, {}, true}), Lines{});
  EXPECT_EQ(findings({one_of({Value(true), Value(false)})}, {Kind::boolean, {}, {}, {}, true}),
            (Lines{"gap: input = (absent)"}));
  EXPECT_EQ(findings({is(days(1))}, {Kind::period, {}, {}, {}, false}),
            (Lines{"gap: input = 2 days"}));
}

TEST(DecisionCheck, tells_each_gap_once_with_the_inputs_that_matter) {
  const DecisionTable table =
      table_of(HitPolicy::unique, {row(is(true), from_to(Value(3), std::nullopt), days(30))});
  EXPECT_EQ(told(find_gaps_and_overlaps(table, domains())),
            (Lines{"gap: rounds = 0", "gap: remote = false"}));
  EXPECT_EQ(told(find_gaps_and_overlaps(table_of(HitPolicy::unique, {}), domains())),
            (Lines{"gap"}));
}

TEST(DecisionCheck, gives_up_where_there_is_too_much_to_try) {
  DecisionTable table;
  std::vector<InputDomain> wide;
  for (int i = 0; i < 9; ++i) {
    table.inputs.emplace_back("input", Expression());
    wide.push_back({Kind::integer, {}, {}, {}, false});
  }
  for (int i = 0; i < 9; ++i) {
    DecisionRow one;
    for (int j = 0; j < 9; ++j) one.cells.push_back(from_to(Value(i * 10 + j), std::nullopt));
    table.rows.push_back(one);
  }
  EXPECT_EQ(told(find_gaps_and_overlaps(table, wide)), (Lines{"too large"}));
  table.rows.assign(10'000, DecisionRow{});
  EXPECT_EQ(told(find_gaps_and_overlaps(table, wide)), (Lines{"too large"}));
}

TEST(DecisionCheck, agrees_with_deciding_every_case_of_a_small_domain) {
  // All tables of two rows whose ranges lie within 0..4, against trying each number.
  for (int code = 0; code < 5 * 5 * 5 * 5; ++code) {
    const int low[] = {code % 5, code / 25 % 5};
    const int high[] = {code / 5 % 5, code / 125 % 5};
    DecisionTable table;
    table.inputs = {{"n", {}}};
    for (int i = 0; i < 2; ++i)
      table.rows.push_back({{from_to(Value(low[i]), Value(high[i]))}, Value(i), "", 0});
    bool gap = false;
    bool overlap = false;
    for (int n = 0; n <= 4; ++n) {
      const auto rows = matching_rows(table, {Value(n)});
      gap = gap || rows->empty();
      overlap = overlap || rows->size() == 2;
    }
    const auto findings =
        find_gaps_and_overlaps(table, {{Kind::integer, {}, Value(0), Value(4), false}});
    const auto has = [&](Finding kind) {
      return std::any_of(findings.begin(), findings.end(),
                         [&](const auto& f) { return f.kind == kind; });
    };
    EXPECT_EQ(has(Finding::gap), gap) << code;
    EXPECT_EQ(has(Finding::overlap), overlap) << code;
  }
}

}  // namespace
}  // namespace dunghan::rule
