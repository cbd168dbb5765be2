// Grounds on which a deadline stands still or is prolonged.
#include <algorithm>

#include "engine/definition/compilation.h"

namespace dunghan::definition {
namespace {

// `used` or `free`: whether an edge day of a suspension counts.
std::optional<bool> read_edge_day(Compilation& compilation, const Node& node,
                                  std::string_view key) {
  const auto word = read_word(compilation, node, Block::suspend, key);
  return word ? std::optional(*word == "used") : std::nullopt;
}

void read_while(Compilation& compilation, const Node& node, SuspendGround& ground) {
  const auto states = read_names(compilation, node, "state");
  for (const Declared& state : states)
    check_declared(compilation, state, compilation.outline.states, "E0240", "state");
  ground.while_states = names_of(states);
}

ResumeRule read_resume(Compilation& compilation, const Node& node) {
  ResumeRule resume;
  if (!check_keys(compilation, node, Block::resume)) return resume;
  if (const Node* by = node.find("by")) resume.by = read_roles_list(compilation, *by);
  if (const Node* needs = node.find("needs")) resume.needs = read_needs(compilation, *needs);
  const std::vector<Field> fields = fields_of(resume.needs);
  if (const Node* tasks = node.find("tasks"))
    resume.tasks = read_tasks(compilation, *tasks, Scope{&fields});
  return resume;
}

// A ground of suspension is a command of somebody, or a level of the states; never both.
void check_suspend_form(Compilation& compilation, const Node& name, const Node& node) {
  const Node* during = node.find("while");
  if (during == nullptr) {
    if (node.find("by") == nullptr) {
      compilation.issues.error("E0123", name, "nobody may suspend on this ground",
                               "write `by:` a role, or `while:` a state");
    }
    if (node.find("resume") == nullptr && node.find("at_most") == nullptr) {
      compilation.issues.error("E0207", name, "what is suspended on this ground could never go on",
                               "write `resume: { by: … }` or `at_most:`");
    }
    return;
  }
  for (const char* key : {"by", "resume", "needs"}) {
    if (const Entry* entry = node.find_entry(key)) {
      compilation.issues
          .error("E0207", entry->key,
                 "with `while` the state says when, so " + quoted(key) + " has no meaning")
          .related = during->at;
    }
  }
}

SuspendGround read_suspend_ground(Compilation& compilation, const Node& name, const Node& node) {
  SuspendGround ground;
  ground.name = name.text;
  ground.at = name.at;
  check_name(compilation, name, "a ground");
  if (!check_keys(compilation, node, Block::suspend, name.at)) return ground;
  check_suspend_form(compilation, name, node);
  if (const Node* title = node.find("title")) ground.title = read_text(compilation, *title);
  if (const Node* needs = node.find("needs")) ground.needs = read_needs(compilation, *needs);
  const std::vector<Field> fields = fields_of(ground.needs);
  const Scope scope{&fields};
  if (const Node* by = node.find("by")) ground.by = read_roles_list(compilation, *by);
  if (const Node* when = node.find("when")) ground.when = read_condition(compilation, *when, scope);
  if (const Node* at_most = node.find("at_most"))
    ground.at_most = read_period(compilation, *at_most);
  if (const Node* times = node.find("times"))
    ground.times = read_count(compilation, *times, "`times`");
  ground.first_day_counts = read_edge_day(compilation, node, "first_day");
  ground.last_day_counts = read_edge_day(compilation, node, "last_day");
  if (const Node* basis = node.find("basis")) ground.basis = read_basis(compilation, *basis);
  if (const Node* tasks = node.find("tasks")) ground.tasks = read_tasks(compilation, *tasks, scope);
  if (const Node* states = node.find("while")) read_while(compilation, *states, ground);
  if (const Node* resume = node.find("resume")) ground.resume = read_resume(compilation, *resume);
  return ground;
}

Limit read_amount(Compilation& compilation, const Node& node) {
  // The amount is a limit's `within` under another key.
  Node owner;
  owner.kind = Node::Kind::mapping;
  Entry entry;
  entry.key.kind = Node::Kind::scalar;
  entry.key.text = "within";
  entry.key.at = node.at;
  entry.value = node;
  owner.entries.push_back(std::move(entry));
  Limit limit = read_limit(compilation, owner);
  if (limit.kind != Limit::Kind::within && limit.kind != Limit::Kind::decide) {
    compilation.issues.error("E0208", node, "an extension is a period or { decide: TABLE }");
  }
  const rule::DecisionTable* table =
      limit.kind == Limit::Kind::decide ? compilation.made.decision(limit.table) : nullptr;
  const bool at_once =
      table != nullptr && std::any_of(table->rows.begin(), table->rows.end(), [](const auto& row) {
        return row.then.kind() == ValueKind::period && row.then.as_period().is_zero();
      });
  if (at_once) {
    compilation.issues.error("E0208", node,
                             "the table " + quoted(limit.table) +
                                 " may answer `at once`, and nobody is given no time more");
  }
  return limit;
}

void read_extend_amount(Compilation& compilation, const Node& name, const Node& node,
                        ExtendGround& ground) {
  const Entry* first = nullptr;
  for (const Entry& entry : node.entries) {
    const std::string& key = entry.key.text;
    if (key != "each" && key != "total" && key != "until_date") continue;
    if (first != nullptr) {
      compilation.issues
          .error("E0062", entry.key,
                 quoted(key) + " beside " + quoted(first->key.text) + ": which of them?")
          .related = first->key.at;
      continue;
    }
    first = &entry;
    if (key == "until_date") {
      ground.kind = ExtendGround::Kind::until_date;
      if (!read_bool(compilation, entry.value) && entry.value.as_bool()) {
        compilation.issues.error("E0061", entry.value, "`until_date` can only be `true`",
                                 "leave it out");
      }
      continue;
    }
    ground.kind = key == "each" ? ExtendGround::Kind::each : ExtendGround::Kind::total;
    ground.amount = read_amount(compilation, entry.value);
  }
  if (first == nullptr) {
    compilation.issues.error("E0208", name, "how much this ground gives is missing",
                             "write `each:`, `total:` or `until_date: true`");
  }
}

ExtendGround read_extend_ground(Compilation& compilation, const Node& name, const Node& node) {
  ExtendGround ground;
  ground.name = name.text;
  ground.at = name.at;
  check_name(compilation, name, "a ground");
  if (!check_keys(compilation, node, Block::extend, name.at)) return ground;
  if (const Node* title = node.find("title")) ground.title = read_text(compilation, *title);
  if (const Node* needs = node.find("needs")) ground.needs = read_needs(compilation, *needs);
  const std::vector<Field> fields = fields_of(ground.needs);
  const Scope scope{&fields};
  if (const Node* when = node.find("when")) ground.when = read_condition(compilation, *when, scope);
  read_extend_amount(compilation, name, node, ground);
  if (const Node* times = node.find("times"))
    ground.times = read_count(compilation, *times, "`times`");
  ground.any_time = read_word(compilation, node, Block::extend, "until") == "any time";
  if (const Node* by = node.find("by")) ground.by = read_roles_list(compilation, *by);
  if (const Node* notify = node.find("notify")) {
    for_one_or_many(*notify, [&](const Node& item) {
      ground.notify.push_back(read_letter(compilation, item, scope));
    });
  }
  if (const Node* basis = node.find("basis")) ground.basis = read_basis(compilation, *basis);
  if (const Node* tasks = node.find("tasks")) ground.tasks = read_tasks(compilation, *tasks, scope);
  return ground;
}

}  // namespace

std::vector<SuspendGround> read_suspend(Compilation& compilation, const Node& node) {
  std::vector<SuspendGround> grounds;
  if (!check_mapping(compilation, node, "`suspend`")) return grounds;
  for (const Entry& entry : node.entries)
    grounds.push_back(read_suspend_ground(compilation, entry.key, entry.value));
  return grounds;
}

std::vector<ExtendGround> read_extend(Compilation& compilation, const Node& node) {
  std::vector<ExtendGround> grounds;
  if (!check_mapping(compilation, node, "`extend`")) return grounds;
  for (const Entry& entry : node.entries)
    grounds.push_back(read_extend_ground(compilation, entry.key, entry.value));
  return grounds;
}

}  // namespace dunghan::definition
