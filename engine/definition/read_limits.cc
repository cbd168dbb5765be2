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
  } else if (found->hit == rule::HitPolicy::collect) {
    compilation.issues.error("E0145", node,
                             "the decision table " + quoted(table) +
                                 " collects: it gives a list, and a limit is one period",
                             "give the table `hit: unique`, `first` or `priority`");
  }
}

NamedDay read_day(Compilation& compilation, const Node& node) {
  if (!read_string(compilation, node, "a date")) return {};
  return read_named_day(compilation, node, {node.text, 0});
}

// `{ window: data.window }`: from the first to the last day of it.
void read_window(Compilation& compilation, const Node& node, Limit& limit) {
  limit.kind = Limit::Kind::window;
  const rule::Expression window = read_expression(compilation, node, Scope{}, Asked::Use::date);
  if (!window) return;
  using Kind = rule::Type::Kind;
  const bool is_window = window.type().kind() == Kind::dyn ||
                         (window.type().kind() == Kind::record && window.type().name() == "window");
  if (!is_window) {
    compilation.issues.error("E0164", node,
                             "here stands a window; this gives " + window.type().to_text(),
                             "write `from:` and `to:` for two dates");
    return;
  }
  const auto part = [&](const char* field) {
    return read_expression_text(compilation, node, node.text + field, 0, Scope{}, Asked::Use::date);
  };
  limit.from.date = part(".from");
  limit.day.date = part(".to");
}

void read_from_to(Compilation& compilation, const Node& node, Limit& limit) {
  limit.kind = Limit::Kind::window;
  const Node* from = node.find("from");
  const Node* to = node.find("to");
  if (from == nullptr || to == nullptr) {
    compilation.issues.error("E0052", node, "a window has a first and a last day",
                             "write `{ from: data.x, to: data.y }`");
    return;
  }
  limit.from = read_day(compilation, *from);
  limit.day = read_day(compilation, *to);
}

// `decide`, `earliest`, `window` and `from` to `to` are four ways to say one thing.
void check_one_way(Compilation& compilation, const Node& node) {
  const Entry* first = nullptr;
  for (const Entry& entry : node.entries) {
    if (entry.key.text == "to" || find_key(Block::limit, entry.key.text) == nullptr) continue;
    if (first != nullptr) {
      compilation.issues
          .error("E0062", entry.key,
                 quoted(entry.key.text) + " beside " + quoted(first->key.text) + ": which of them?")
          .related = first->key.at;
      continue;
    }
    first = &entry;
  }
  if (first != nullptr && first->key.text != "from" && node.find("to") != nullptr) {
    compilation.issues.error("E0062", node.find_entry("to")->key, "`to` stands beside `from` only");
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
  check_one_way(compilation, node);
  if (const Node* table = node.find("decide")) {
    limit.kind = Limit::Kind::decide;
    limit.table = read_string(compilation, *table, "a decision table").value_or("");
    check_decision(compilation, *table, limit.table);
  } else if (const Node* periods = node.find("earliest")) {
    limit.kind = Limit::Kind::earliest;
    if (periods->is_sequence() && periods->items.empty())
      compilation.issues.error("E0057", *periods, "an empty list: at least one period is wanted");
    for_one_or_many(*periods, [&](const Node& item) {
      if (const auto period = read_period(compilation, item)) limit.periods.push_back(*period);
    });
  } else if (const Node* window = node.find("window")) {
    read_window(compilation, *window, limit);
  } else if (node.find("from") != nullptr || node.find("to") != nullptr) {
    read_from_to(compilation, node, limit);
  } else {
    limit.kind = Limit::Kind::within;
    compilation.issues.error("E0052", node,
                             "a limit is a period, { decide: TABLE }, { earliest: [ … ] }, "
                             "{ window: … } or { from: …, to: … }");
  }
  return limit;
}

std::optional<Period> read_period_part(Compilation& compilation, const Node& node, TextPart part) {
  Node period = node;
  period.text = std::string(part.text);
  period.at = compilation.place_in(node, 0, 0, part.lead);
  return read_period(compilation, period);
}

// "5 working days before data.x": the first ` before ` or ` after ` parts the period from the day.
Limit read_due_part(Compilation& compilation, const Node& node, TextPart part) {
  Limit limit;
  limit.at = compilation.place_in(node, 0, 0, part.lead);
  const std::size_t before = part.text.find(" before ");
  const std::size_t after = part.text.find(" after ");
  const std::size_t split = std::min(before, after);
  if (names_a_day(part.text) || split == std::string_view::npos) {
    limit.kind = Limit::Kind::on;
    limit.day = read_named_day(compilation, node, part);
    return limit;
  }
  limit.kind = before < after ? Limit::Kind::before : Limit::Kind::after;
  limit.period = read_period_part(compilation, node, {part.text.substr(0, split), part.lead})
                     .value_or(Period{});
  const std::size_t lead = split + std::string_view(before < after ? " before " : " after ").size();
  limit.day = read_named_day(compilation, node, {part.text.substr(lead), part.lead + lead});
  return limit;
}

// The parts of a list, which commas part outside of brackets and quotes; without blanks around.
std::vector<TextPart> parts_of(TextPart list) {
  std::vector<TextPart> parts;
  const auto add = [&](std::size_t from, std::size_t to) {
    while (from < to && list.text[from] == ' ') ++from;
    while (to > from && list.text[to - 1] == ' ') --to;
    parts.push_back({list.text.substr(from, to - from), list.lead + from});
  };
  std::size_t from = 0;
  int depth = 0;
  char quote = 0;
  for (std::size_t i = 0; i < list.text.size(); ++i) {
    const char c = list.text[i];
    if (quote != 0) {
      quote = c == quote ? '\0' : quote;
    } else if (c == '\'' || c == '"') {
      quote = c;
    } else if (c == '(' || c == '[' || c == '{') {
      ++depth;
    } else if (c == ')' || c == ']' || c == '}') {
      --depth;
    } else if (c == ',' && depth == 0) {
      add(from, i);
      from = i + 1;
    }
  }
  add(from, list.text.size());
  return parts;
}

// A part of `earliest(…)` is a day, so long before or after one, or a period from the start.
Limit read_first_of_part(Compilation& compilation, const Node& node, TextPart part) {
  const bool counted = !part.text.empty() &&
                       std::isdigit(static_cast<unsigned char>(part.text.front())) != 0 &&
                       !parse_date(part.text) && parse_period(part.text);
  if (!counted) return read_due_part(compilation, node, part);
  Limit limit;
  limit.kind = Limit::Kind::within;
  limit.at = compilation.place_in(node, 0, 0, part.lead);
  limit.period = *parse_period(part.text);
  return limit;
}

}  // namespace

Limit read_due_text(Compilation& compilation, const Node& node) {
  constexpr std::string_view function = "earliest(";
  Limit limit;
  limit.at = node.at;
  limit.kind = Limit::Kind::on;
  if (!read_string(compilation, node, "a date")) return limit;
  const std::string_view text = node.text;
  if (!text.starts_with(function) || !text.ends_with(')'))
    return read_due_part(compilation, node, {text, 0});
  limit.kind = Limit::Kind::first_of;
  const std::string_view list = text.substr(function.size(), text.size() - function.size() - 1);
  for (const TextPart& part : parts_of({list, function.size()}))
    limit.parts.push_back(read_first_of_part(compilation, node, part));
  if (limit.parts.size() < 2) {
    compilation.issues.error("E0214", node, "the earliest of several: here stands one",
                             "part them by commas: `earliest(data.x, 30 days)`");
  }
  return limit;
}

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
      limit = read_due_text(compilation, entry.value);
    } else {
      limit.at = entry.value.at;
      limit.kind = Limit::Kind::at_least;
      limit.period = read_period(compilation, entry.value).value_or(Period{});
    }
  }
  return limit;
}

}  // namespace dunghan::definition
