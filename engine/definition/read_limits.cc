// How much time, or until when: `within`, `due`, `at_least`.
#include <algorithm>
#include <cctype>

#include "engine/definition/compilation.h"

namespace dunghan::definition {
namespace {

void check_decision(Compilation& compilation, const Node& node, const Name& table) {
  const rule::DecisionTable* found = compilation.made.decision(table);
  if (found == nullptr) {
    std::vector<std::string> known;
    for (const auto& [name, unused] : compilation.made.decisions) known.push_back(name);
    compilation.issues.error("E0140", node, "there is no decision table " + quoted(table),
                             compilation.did_you_mean(table, known));
  } else if (found->output.kind() != rule::Type::Kind::period) {
    compilation.issues.error(
        "E0145", node,
        "the decision table " + quoted(table) + " gives no period but " + found->output.to_text());
  }
}

Limit read_within(Compilation& compilation, const Node& node) {
  Limit limit;
  limit.at = node.at;
  if (node.is_scalar() && node.text == "at once") {
    limit.kind = Limit::Kind::at_once;
    return limit;
  }
  if (!node.is_mapping()) {
    limit.kind = Limit::Kind::within;
    limit.period = read_period(compilation, node).value_or(Period{});
    return limit;
  }
  check_keys(compilation, node, Block::limit);
  if (const Node* table = node.find("decide")) {
    limit.kind = Limit::Kind::decide;
    limit.table = read_string(compilation, *table, "a decision table").value_or("");
    check_decision(compilation, *table, limit.table);
  } else if (const Node* periods = node.find("earliest")) {
    limit.kind = Limit::Kind::earliest;
    for_one_or_many(*periods, [&](const Node& item) {
      if (const auto period = read_period(compilation, item)) limit.periods.push_back(*period);
    });
  } else {
    compilation.issues.error("E0052", node,
                             "a limit is a period, { decide: TABLE } or { earliest: [ … ] }");
  }
  return limit;
}

// "5 working days before data.x": the first ` before ` or ` after ` parts the period from the date.
bool read_relative(Compilation& compilation, const Node& node, Limit& limit) {
  const std::size_t before = node.text.find(" before ");
  const std::size_t after = node.text.find(" after ");
  const std::size_t split = std::min(before, after);
  if (split == std::string::npos) return false;
  Node period = node;
  period.text = node.text.substr(0, split);
  limit.kind = before < after ? Limit::Kind::before : Limit::Kind::after;
  limit.period = read_period(compilation, period).value_or(Period{});
  const std::size_t lead = split + std::string_view(before < after ? " before " : " after ").size();
  limit.date = read_expression_text(compilation, node, std::string_view(node.text).substr(lead),
                                    lead, Scope{}, Asked::Use::date);
  return true;
}

void check_is_date(Compilation& compilation, const Node& node, const rule::Expression& date) {
  if (!date) return;
  const auto kind = date.type().kind();
  if (kind == rule::Type::Kind::date || kind == rule::Type::Kind::timestamp ||
      kind == rule::Type::Kind::dyn)
    return;
  compilation.issues.error("E0164", node,
                           "here stands a date; this gives " + date.type().to_text());
}

Limit read_due(Compilation& compilation, const Node& node) {
  Limit limit;
  limit.at = node.at;
  limit.kind = Limit::Kind::on;
  if (!read_string(compilation, node, "a date")) return limit;
  if (!read_relative(compilation, node, limit)) {
    const bool fixed_day =
        std::isdigit(static_cast<unsigned char>(node.text.front())) != 0 && !parse_date(node.text);
    if (fixed_day || node.text.starts_with("day ")) {
      compilation.issues.error(
          "E0053", node, "a day of the month or of the year as a limit is not run by this version",
          "name a date of the case: `due: data.x`");
      return limit;
    }
    const std::string text = parse_date(node.text) ? "date('" + node.text + "')" : node.text;
    limit.date = read_expression_text(compilation, node, text, 0, Scope{}, Asked::Use::date);
  }
  check_is_date(compilation, node, limit.date);
  return limit;
}

}  // namespace

Limit read_limit(Compilation& compilation, const Node& owner) {
  Limit limit;
  const Entry* first = nullptr;
  for (const Entry& entry : owner.entries) {
    const std::string& key = entry.key.text;
    if (key != "within" && key != "due" && key != "at_least") continue;
    if (first != nullptr) {
      compilation.issues
          .error("E0201", entry.key,
                 "two limits: " + quoted(first->key.text) + " and " + quoted(key))
          .related = first->key.at;
      continue;
    }
    first = &entry;
    if (key == "within") {
      limit = read_within(compilation, entry.value);
    } else if (key == "due") {
      limit = read_due(compilation, entry.value);
    } else {
      limit.at = entry.value.at;
      limit.kind = Limit::Kind::at_least;
      limit.period = read_period(compilation, entry.value).value_or(Period{});
    }
  }
  return limit;
}

}  // namespace dunghan::definition
