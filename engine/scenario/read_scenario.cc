#include "engine/scenario/read_scenario.h"

#include <algorithm>

#include "engine/cases/fields.h"
#include "engine/definition/chart_walk.h"
#include "engine/definition/edit_distance.h"
#include "engine/scenario/reading.h"

namespace dunghan::scenario {
namespace {

using definition::quoted;
using definition::WorkflowDefinition;

std::string listed(const std::vector<std::string>& names) {
  constexpr std::size_t shown_max = 12;
  std::string text;
  for (std::size_t i = 0; i < names.size() && i < shown_max; ++i)
    text += (i == 0 ? "" : ", ") + quoted(names[i]);
  return names.size() > shown_max ? text + ", …" : text;
}

std::string remedy_for(std::string_view word, const std::vector<std::string>& known) {
  std::string near = definition::did_you_mean(word, known);
  return near.empty() ? "there are: " + listed(known) : near;
}

definition::Text title_of(Reading& reading, const Node& root) {
  definition::Text title;
  const Node* node = root.find("scenario");
  if (node == nullptr) return title;
  if (node->is_mapping()) {
    reading.keys(*node, "a title", {"vi", "en"});
    title.vi = reading.text(*node, "vi");
    title.en = reading.text(*node, "en");
    if (title.vi.empty()) title.vi = title.en;
    if (title.en.empty()) title.en = title.vi;
    return title;
  }
  title.vi = title.en = reading.text(root, "scenario");
  return title;
}

void read_given(Reading& reading, const Node& root) {
  const Node* given = root.find("given");
  if (given == nullptr || !reading.keys(*given, "`given`", {"now"})) return;
  if (const Node* now = given->find("now")) reading.made.now = reading.moment(*now);
}

/// Each name once, in the order in which they are met.
template <class Collect>
std::vector<std::string> names_in(const Versions& versions, const Collect& collect) {
  std::vector<std::string> names;
  const auto add = [&names](const std::string& name) {
    if (std::find(names.begin(), names.end(), name) == names.end()) names.push_back(name);
  };
  for (const auto& version : versions) collect(*version, add);
  return names;
}

}  // namespace

Reading::Reading(const definition::Document& document, const Surroundings& surroundings)
    : around(surroundings), issues(document.file) {
  made.file = document.file;
  made.then_at = document.root.at;
  find_zone(document);
}

// The zone must be known before the first moment is read, and hangs on the first workflow.
void Reading::find_zone(const definition::Document& document) {
  const Node* steps = document.root.find("steps");
  if (steps == nullptr || !around.workflow || !around.calendar) return;
  for (const Node& step : steps->items) {
    const Node* open = step.find("open");
    const Node* workflow = open == nullptr ? nullptr : open->find("workflow");
    const Node* at = step.find("at");
    if (workflow == nullptr || at == nullptr) continue;
    const auto moment = parse_occurrence(at->text, ZoneRules());
    if (!moment) continue;
    const auto found = around.workflow(workflow->text, ZoneRules().date_of(moment->at));
    if (!found) continue;
    calendar = around.calendar((*found)->calendar);
    if (calendar != nullptr) zone = calendar->zone();
    return;
  }
}

bool Reading::keys(const Node& node, std::string_view what, const std::vector<std::string>& known) {
  if (!node.is_mapping()) {
    issues.error("E0602", node, std::string(what) + " should be a mapping",
                 "its keys: " + listed(known));
    return false;
  }
  for (const auto& entry : node.entries) {
    if (std::find(known.begin(), known.end(), entry.key.text) != known.end()) continue;
    issues.error("E0601", entry.key,
                 "unknown key " + quoted(entry.key.text) + " in " + std::string(what),
                 remedy_for(entry.key.text, known));
  }
  return true;
}

const Node* Reading::needed(const Node& node, std::string_view key, std::string_view what) {
  const Node* found = node.find(key);
  if (found == nullptr) {
    issues.error("E0603", node.at, std::string(what) + " lacks " + quoted(key),
                 "add `" + std::string(key) + ": …`");
  }
  return found;
}

void Reading::wrong_shape(const Node& node, std::string_view what, std::string_view wanted) {
  issues.error("E0602", node, std::string(what) + " should be " + std::string(wanted));
}

std::string Reading::text(const Node& node, std::string_view key) {
  const Node* found = node.find(key);
  if (found == nullptr) return {};
  if (found->is_scalar() && !found->text.empty()) return found->text;
  wrong_shape(*found, quoted(key), "a text that is not empty");
  return {};
}

std::vector<std::string> Reading::texts(const Node& node, std::string_view key) {
  const Node* found = node.find(key);
  if (found == nullptr || !found->is_sequence()) {
    std::string one = text(node, key);
    return one.empty() ? std::vector<std::string>{} : std::vector<std::string>{std::move(one)};
  }
  std::vector<std::string> several;
  for (const Node& item : found->items) {
    if (item.is_scalar() && !item.text.empty())
      several.push_back(item.text);
    else
      wrong_shape(item, quoted(key), "a text that is not empty, or a list of them");
  }
  return several;
}

std::vector<Node> Reading::list(const Node& node, std::string_view key) {
  const Node* found = node.find(key);
  if (found == nullptr || found->is_null()) return {};
  if (found->is_sequence()) return found->items;
  wrong_shape(*found, quoted(key), "a list");
  return {};
}

std::optional<Occurrence> Reading::moment(const Node& node) {
  auto parsed = node.is_scalar() ? parse_occurrence(node.text, zone)
                                 : fail(ErrorCode::invalid_argument, "this is no moment",
                                        "write 2024-04-26 or 2024-04-26T08:30");
  if (parsed) return *parsed;
  issues.error("E0605", node, parsed.error().message, parsed.error().remedy);
  return std::nullopt;
}

std::optional<Date> Reading::date(const Node& node) {
  const auto parsed = node.is_scalar() ? parse_date(node.text) : std::nullopt;
  if (!parsed)
    issues.error("E0605", node, "this is no day", "write year-month-day, like 2024-05-27");
  return parsed;
}

void Reading::check_name(const Node& node, std::string_view what, std::string_view code,
                         const std::vector<std::string>& known) {
  if (std::find(known.begin(), known.end(), node.text) != known.end()) return;
  issues.error(code, node, "there is no " + std::string(what) + " " + quoted(node.text),
               remedy_for(node.text, known));
}

void Reading::check_unit(const Node& node) {
  if (around.organisation == nullptr || around.organisation->unit(node.text) != nullptr) return;
  std::vector<std::string> ids;
  for (const auto& unit : around.organisation->units()) ids.push_back(unit.id);
  check_name(node, "unit", "E0615", ids);
}

void Reading::check_person(const Node& node) {
  if (around.organisation == nullptr) return;
  std::vector<std::string> ids;
  for (const auto& person : around.organisation->people()) ids.push_back(person.id);
  check_name(node, "person", "E0614", ids);
}

void Reading::check_actor(const Node& node, const Versions& versions) {
  if (around.organisation == nullptr || versions.empty()) return;
  std::vector<std::string> known = names_in(versions, [](const auto& of, const auto& add) {
    for (const auto& role : of.roles) add(role.name);
  });
  for (const std::string& post : around.organisation->posts()) known.push_back(post);
  for (const auto& person : around.organisation->people()) known.push_back(person.id);
  check_name(node, "role, post or person", "E0614", known);
}

const KnownCase* Reading::case_of(const Node& node) {
  const Node* named = node.find("case");
  if (named == nullptr && cases.size() == 1) return &cases.front();
  std::vector<std::string> names;
  for (const KnownCase& known : cases) names.push_back(known.name);
  if (named == nullptr) {
    issues.error("E0613", node.at,
                 cases.empty() ? "no case is open yet" : "which case is this about?",
                 cases.empty() ? "a step above opens one: `open: { workflow: …, unit: … }`"
                               : "write `case: …`: " + listed(names));
    return nullptr;
  }
  for (const KnownCase& known : cases)
    if (known.name == named->text) return &known;
  if (cases.empty()) {
    issues.error("E0613", *named, "no case is open yet",
                 "a step above opens it: `open: { … }, as: " + named->text + "`");
  } else {
    check_name(*named, "case", "E0613", names);
  }
  return nullptr;
}

Value written_value(const Node& node) {
  switch (node.kind) {
    case Node::Kind::null: return {};
    case Node::Kind::scalar:
      if (const auto flag = node.as_bool()) return *flag;
      if (const auto number = node.as_int()) return *number;
      return node.text;
    case Node::Kind::sequence: {
      List list;
      for (const Node& item : node.items) list.push_back(written_value(item));
      return list;
    }
    case Node::Kind::mapping: break;
  }
  Map map;
  for (const auto& entry : node.entries)
    map.push_back({entry.key.text, written_value(entry.value)});
  return map;
}

Versions Reading::with_amendments(definition::DefinitionPtr definition) const {
  Versions versions{std::move(definition)};
  if (!around.amendments) return versions;
  for (auto& amendment : around.amendments(versions.front()->id).value_or(Versions{})) {
    if (amendment->version > versions.front()->version) versions.push_back(std::move(amendment));
  }
  return versions;
}

std::vector<std::string> event_names(const Versions& of) {
  return names_in(of, [](const WorkflowDefinition& one, const auto& add) {
    for (const auto& state : one.states) {
      for (const auto& transition : state.on) {
        // What the engine raises cannot be sent.
        if (transition.event.find('.') == std::string::npos) add(transition.event);
      }
      for (const auto& event : state.defer) add(event);
    }
  });
}

std::vector<std::string> state_names(const Versions& of) {
  return names_in(of, [](const WorkflowDefinition& one, const auto& add) {
    for (std::size_t index = 1; index < one.states.size(); ++index) add(one.states[index].name);
  });
}

std::vector<std::string> field_names(const Versions& of) {
  return names_in(of, [](const WorkflowDefinition& one, const auto& add) {
    for (const auto* field : cases::declared_fields(one)) add(field->name);
  });
}

std::vector<std::string> task_names(const Versions& of) {
  return names_in(of, [](const WorkflowDefinition& one, const auto& add) {
    definition::each_task(one, [&](const definition::Task& task) { add(task.name); });
  });
}

std::vector<std::string> deadline_names(const Versions& of) {
  return names_in(of, [](const WorkflowDefinition& one, const auto& add) {
    definition::each_deadline(one,
                              [&](const definition::Deadline& deadline) { add(deadline.name); });
  });
}

bool looks_like_scenario(const definition::Document& document) {
  const Node& root = document.root;
  return (root.find("steps") != nullptr || root.find("scenario") != nullptr) &&
         root.find("workflow") == nullptr;
}

ReadScenario read_scenario(const definition::Document& document, const Surroundings& around) {
  Reading reading(document, around);
  const Node& root = document.root;
  ReadScenario read;
  if (reading.keys(root, "a scenario", {"scenario", "given", "steps", "then"})) {
    reading.made.title = title_of(reading, root);
    read_given(reading, root);
    if (reading.needed(root, "steps", "a scenario") != nullptr) {
      for (const Node& step : reading.list(root, "steps")) read_step(reading, step);
    }
    if (const Node* then = root.find("then")) {
      reading.made.then = read_expectations(reading, *then);
      reading.made.then_at = then->at;
    }
  }
  const bool sound = reading.issues.error_count() == 0;
  read.issues = reading.issues.take();
  if (sound) read.scenario = std::move(reading.made);
  return read;
}

}  // namespace dunghan::scenario
