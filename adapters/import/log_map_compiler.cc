#include "adapters/import/log_map_compiler.h"

#include <algorithm>

#include "adapters/import/map_expression.h"
#include "engine/cases/fields.h"
#include "engine/definition/edit_distance.h"

namespace dunghan::adapters::import {
namespace {

using definition::Node;
using Kind = ActivityRule::Kind;

constexpr std::int64_t map_language_version = 1;

/// What the workflow of the map knows by name; nothing is checked where it is not at hand.
struct WorkflowNames {
  bool at_hand = false;
  std::vector<std::string> events, fields, deadlines, tasks, grounds;
};

void sort_unique(std::vector<std::string>& names) {
  std::sort(names.begin(), names.end());
  names.erase(std::unique(names.begin(), names.end()), names.end());
}

void add_deadline(const definition::Deadline& deadline, WorkflowNames& names) {
  names.deadlines.push_back(deadline.name);
  for (const auto& ground : deadline.suspend) names.grounds.push_back(ground.name);
  for (const auto& ground : deadline.extend) names.grounds.push_back(ground.name);
}

void add_tasks(const std::vector<definition::Task>& tasks, WorkflowNames& names) {
  for (const auto& task : tasks) {
    names.tasks.push_back(task.name);
    if (task.own_deadline) add_deadline(*task.own_deadline, names);
  }
}

void add_state(const definition::State& state, WorkflowNames& names) {
  for (const auto& deadline : state.deadlines) add_deadline(deadline, names);
  add_tasks(state.tasks, names);
  for (const auto& transition : state.on) {
    add_tasks(transition.tasks, names);
    const bool of_engine = transition.event.find('.') != std::string::npos;
    if (!of_engine) names.events.push_back(transition.event);
  }
  for (const auto& transition : state.always) add_tasks(transition.tasks, names);
  names.events.insert(names.events.end(), state.defer.begin(), state.defer.end());
}

WorkflowNames names_of(const definition::WorkflowDefinition& workflow) {
  WorkflowNames names;
  names.at_hand = true;
  for (const auto& deadline : workflow.deadlines) add_deadline(deadline, names);
  add_tasks(workflow.tasks, names);
  for (const auto& state : workflow.states) add_state(state, names);
  for (const auto* field : cases::declared_fields(workflow)) names.fields.push_back(field->name);
  for (auto* list : {&names.events, &names.deadlines, &names.tasks, &names.grounds})
    sort_unique(*list);
  return names;
}

class MapCompiler {
 public:
  MapCompiler(const definition::Document& document, const MapSurroundings& surroundings)
      : shapes_(document, surroundings) {}

  CompiledLogMap run() {
    const Node& root = shapes_.document().root;
    map_.file = shapes_.document().file;
    if (shapes_.mapping(root, "the map",
                        {"dunghan", "map", "workflow", "consequences", "log", "case", "event",
                         "events", "otherwise", "title"})) {
      read_head(root);
      if (const Node* log = root.find("log")) read_log(*log);
      if (const Node* one = shapes_.needed(root, "case", "the map")) read_case(*one);
      if (const Node* event = root.find("event")) read_event(*event);
      if (const Node* events = root.find("events")) read_events(*events);
      if (const Node* otherwise = root.find("otherwise")) read_otherwise(*otherwise);
      check_openings(root);
    }
    CompiledLogMap compiled;
    compiled.issues = shapes_.take();
    std::stable_sort(compiled.issues.begin(), compiled.issues.end(),
                     [](const auto& left, const auto& right) { return left.at < right.at; });
    if (!definition::has_errors(compiled.issues)) compiled.map = std::move(map_);
    return compiled;
  }

 private:
  void read_head(const Node& root) {
    if (const Node* version = shapes_.needed(root, "dunghan", "the map")) {
      if (version->as_int() != map_language_version) {
        shapes_.issue("E0516", *version, "this program reads maps of version 1",
                      "write `dunghan: 1`");
      }
    }
    if (const Node* name = shapes_.needed(root, "map", "the map"))
      map_.name = shapes_.text(*name, "map");
    if (const Node* consequences = root.find("consequences")) {
      map_.consequences = shapes_.one_of(*consequences, "consequences", {"record", "draw"}) == 0
                              ? service::Consequences::record
                              : service::Consequences::draw;
    }
    const Node* workflow = shapes_.needed(root, "workflow", "the map");
    if (workflow == nullptr) return;
    const MapSurroundings& around = shapes_.surroundings();
    map_.workflow = shapes_.known(*workflow, "workflow", around.workflows, "E0504");
    if (!around.workflow || map_.workflow.empty()) return;
    if (const auto definition = around.workflow(map_.workflow)) names_ = names_of(*definition);
  }

  // A name that the workflow must know.
  std::string named(const Node& node, std::string_view what, const std::vector<std::string>& names,
                    std::string code) {
    if (names_.at_hand && names.empty()) {
      std::string name = shapes_.text(node, what);
      shapes_.issue(std::move(code), node,
                    "there is no " + std::string(what) + " `" + name + "`: the workflow has none");
      return name;
    }
    return shapes_.known(node, what, names, std::move(code));
  }

  void read_log(const Node& log) {
    if (!shapes_.mapping(log, "`log`", {"zone", "precision", "grouped", "format", "dates"})) return;
    if (const Node* zone = log.find("zone")) map_.log.zone = shapes_.text(*zone, "the zone");
    if (const Node* precision = log.find("precision")) {
      const auto which = shapes_.one_of(*precision, "precision", {"instant", "day"});
      map_.log.precision = which == 1 ? LogPrecision::day : LogPrecision::instant;
    }
    if (const Node* grouped = log.find("grouped"))
      map_.log.grouped = shapes_.flag(*grouped, "grouped");
    if (const Node* format = log.find("format")) {
      map_.log.form =
          shapes_.one_of(*format, "format", {"csv", "xes"}) == 0 ? LogForm::csv : LogForm::xes;
    }
    if (const Node* dates = log.find("dates")) {
      map_.log.day_first = shapes_.one_of(*dates, "dates", {"year-first", "day-first"}) == 1;
    }
  }

  void read_case(const Node& one) {
    if (!shapes_.mapping(one, "`case`",
                         {"id", "unit", "unit_else", "open", "steps", "close", "data", "recorded",
                          "count_as", "differ"})) {
      return;
    }
    if (const Node* id = shapes_.needed(one, "id", "`case`"))
      map_.cases.id = shapes_.column(*id, "the case's id");
    if (const Node* unit = shapes_.needed(one, "unit", "`case`"))
      map_.cases.unit = shapes_.value(*unit, "the unit");
    if (const Node* other = one.find("unit_else"))
      map_.cases.unit_else = shapes_.text(*other, "unit_else");
    if (const Node* open = one.find("open");
        open != nullptr && shapes_.mapping(*open, "`open`", {"at"})) {
      if (const Node* at = shapes_.needed(*open, "at", "`open`"))
        map_.cases.opened_at = shapes_.column(*at, "`at`");
    }
    if (const Node* close = one.find("close")) map_.cases.close = column_event(*close, "`close`");
    if (const Node* steps = one.find("steps")) read_steps(*steps);
    if (const Node* fields = one.find("data")) map_.cases.data = read_fields(*fields, "`data`");
    if (const Node* recorded = one.find("recorded")) read_recorded(*recorded);
    if (const Node* rule = one.find("count_as")) {
      map_.cases.count_as =
          shapes_.known(*rule, "counting rule", shapes_.surroundings().counting_rules, "E0508");
    }
    if (const Node* differ = one.find("differ")) read_differ(*differ);
  }

  std::optional<ColumnEvent> column_event(const Node& node, std::string_view what) {
    if (!shapes_.mapping(node, what, {"send", "at", "with"})) return std::nullopt;
    ColumnEvent event;
    const Node* send = shapes_.needed(node, "send", what);
    const Node* at = shapes_.needed(node, "at", what);
    if (send == nullptr || at == nullptr) return std::nullopt;
    event.event = named(*send, "event", names_.events, "E0505");
    event.at = shapes_.column(*at, "`at`");
    if (const Node* fields = node.find("with")) event.fields = read_fields(*fields, "`with`");
    return event;
  }

  void read_steps(const Node& steps) {
    if (!steps.is_sequence()) {
      shapes_.issue("E0502", steps, "`steps` must be a list of { send, at, with }");
      return;
    }
    for (const Node& item : steps.items) {
      if (auto step = column_event(item, "a step")) map_.cases.steps.push_back(*std::move(step));
    }
  }

  std::vector<MapField> read_fields(const Node& fields, std::string_view what) {
    std::vector<MapField> read;
    if (!fields.is_mapping()) {
      shapes_.issue("E0502", fields, std::string(what) + " must be a mapping of fields to values");
      return read;
    }
    for (const auto& entry : fields.entries) {
      std::string name = named(entry.key, "field", names_.fields, "E0506");
      read.push_back({std::move(name), shapes_.value(entry.value, "the field's value")});
    }
    return read;
  }

  void read_recorded(const Node& recorded) {
    if (!recorded.is_mapping()) {
      shapes_.issue("E0502", recorded, "`recorded` must be a mapping of deadlines to columns");
      return;
    }
    for (const auto& entry : recorded.entries) {
      std::string name = named(entry.key, "deadline", names_.deadlines, "E0507");
      map_.cases.recorded.emplace_back(std::move(name), shapes_.column(entry.value, "the column"));
    }
  }

  void read_differ(const Node& differ) {
    if (!differ.is_sequence()) {
      shapes_.issue("E0502", differ, "`differ` must be a list of { name, when }");
      return;
    }
    const rule::Environment environment = service::differ_environment();
    for (const Node& item : differ.items) {
      if (!shapes_.mapping(item, "a group of `differ`", {"name", "when"})) continue;
      const Node* name = shapes_.needed(item, "name", "a group of `differ`");
      const Node* when = shapes_.needed(item, "when", "a group of `differ`");
      if (name == nullptr || when == nullptr) continue;
      const std::string text = shapes_.text(*when, "`when`");
      if (text.empty()) continue;
      map_.cases.differ.push_back(
          {shapes_.text(*name, "the group's name"), condition(*when, text, environment)});
    }
  }

  rule::Expression condition(const Node& node, const std::string& text,
                             const rule::Environment& environment) {
    rule::Expression when = shapes_.expression(node, text, 0, environment);
    const auto kind = when ? when.type().kind() : rule::Type::Kind::dyn;
    if (kind != rule::Type::Kind::boolean && kind != rule::Type::Kind::dyn) {
      shapes_.issue("E0512", node,
                    "the condition gives " + when.type().to_text() + ", not yes or no");
    }
    return when;
  }

  void read_event(const Node& node) {
    if (!shapes_.mapping(node, "`event`", {"name", "at", "recorded_at", "actor", "id", "only"}))
      return;
    LogMap::EventColumns event;
    const auto optional_column = [&](const char* key) -> std::optional<ColumnName> {
      const Node* found = node.find(key);
      if (found == nullptr) return std::nullopt;
      return shapes_.column(*found, key);
    };
    if (const Node* name = shapes_.needed(node, "name", "`event`"))
      event.name = shapes_.column(*name, "`name`");
    if (const Node* at = shapes_.needed(node, "at", "`event`"))
      event.at = shapes_.column(*at, "`at`");
    event.recorded_at = optional_column("recorded_at");
    event.actor = optional_column("actor");
    event.id = optional_column("id");
    if (const Node* only = node.find("only")) event.only = read_only(*only);
    map_.event = std::move(event);
  }

  std::vector<LogMap::Only> read_only(const Node& node) {
    std::vector<LogMap::Only> filters;
    if (!node.is_mapping()) {
      shapes_.issue("E0502", node,
                    "`only` must be a mapping of columns to the values that are kept");
      return filters;
    }
    for (const auto& entry : node.entries) {
      LogMap::Only filter{shapes_.column(entry.key, "a column"), {}};
      if (entry.value.is_sequence()) {
        for (const Node& item : entry.value.items)
          filter.values.push_back(shapes_.text(item, "a value"));
      } else {
        filter.values.push_back(shapes_.text(entry.value, "the value"));
      }
      filters.push_back(std::move(filter));
    }
    return filters;
  }

  void read_events(const Node& events) {
    if (!events.is_mapping()) {
      shapes_.issue("E0502", events, "`events` must be a mapping of activities to what they mean");
      return;
    }
    for (const auto& entry : events.entries) {
      const auto hides = [&entry](const ActivityRule& before) {
        return matches_glob(before.pattern, entry.key.text);
      };
      const auto hidden = std::find_if(map_.events.begin(), map_.events.end(), hides);
      if (hidden != map_.events.end()) {
        shapes_.issue("E0514", entry.key,
                      "`" + entry.key.text + "` is never reached: `" + hidden->pattern +
                          "` stands before it and matches the same",
                      "put it above", definition::Severity::warning);
      }
      read_activity(entry.key, entry.value);
    }
  }

  void read_activity(const Node& key, const Node& node) {
    if (!shapes_.mapping(node, "`" + key.text + "`",
                         {"open", "data", "send", "with", "done", "event", "suspend", "resume",
                          "extend", "ground", "by", "expect", "note", "ignore"})) {
      return;
    }
    ActivityRule rule;
    rule.pattern = shapes_.text(key, "the activity");
    rule.at = key.at;
    int meanings = 0;
    for (const auto& entry : node.entries) {
      if (is_detail(entry.key.text)) continue;
      ++meanings;
      read_meaning(entry, rule);
    }
    if (meanings != 1) {
      shapes_.issue("E0510", key, "`" + key.text + "` must mean exactly one thing",
                    "write one of open, send, done, suspend, resume, extend, expect, note, ignore");
      return;
    }
    read_details(key, node, rule);
    map_.events.push_back(std::move(rule));
  }

  // Keys that say more about a meaning, and are none themselves.
  static bool is_detail(std::string_view key) {
    constexpr std::string_view details[] = {"data", "with", "event", "ground", "by"};
    return std::find(std::begin(details), std::end(details), key) != std::end(details);
  }

  void read_meaning(const definition::Entry& entry, ActivityRule& rule) {
    const std::string& word = entry.key.text;
    const Node& value = entry.value;
    if (word == "send") {
      rule.kind = Kind::send;
      rule.target = named(value, "event", names_.events, "E0505");
    } else if (word == "done") {
      rule.kind = Kind::done;
      rule.target = named(value, "task", names_.tasks, "E0517");
    } else if (word == "suspend" || word == "resume" || word == "extend") {
      rule.kind = word == "suspend"  ? Kind::suspend
                  : word == "resume" ? Kind::resume
                                     : Kind::extend;
      rule.target = named(value, "deadline", names_.deadlines, "E0507");
    } else if (word == "expect") {
      rule.kind = Kind::expect;
      if (!shapes_.mapping(value, "`expect`", {"deadline"})) return;
      const Node* deadline = shapes_.needed(value, "deadline", "`expect`");
      if (deadline != nullptr)
        rule.target = named(*deadline, "deadline", names_.deadlines, "E0507");
    } else {
      rule.kind = word == "open" ? Kind::open : word == "ignore" ? Kind::ignore : Kind::note;
      if (!shapes_.flag(value, word)) {
        shapes_.issue("E0510", value, "`" + word + "` can only be true", "leave it out");
      }
    }
  }

  void read_details(const Node& key, const Node& node, ActivityRule& rule) {
    const bool on_ground =
        rule.kind == Kind::suspend || rule.kind == Kind::resume || rule.kind == Kind::extend;
    const bool takes_with = on_ground || rule.kind == Kind::send || rule.kind == Kind::done;
    const auto detail = [&](std::string_view name, bool fits,
                            std::string_view with) -> const Node* {
      const Node* found = node.find(name);
      if (found == nullptr || fits) return found;
      shapes_.issue("E0510", *found, "`" + std::string(name) + "` goes with " + std::string(with));
      return nullptr;
    };
    if (const Node* data = detail("data", rule.kind == Kind::open, "`open`"))
      rule.fields = read_fields(*data, "`data`");
    if (const Node* with = detail("with", takes_with, "what is sent"))
      rule.fields = read_fields(*with, "`with`");
    if (const Node* event = detail("event", rule.kind == Kind::done, "`done`")) {
      rule.event = named(*event, "event", names_.events, "E0505");
    }
    if (const Node* ground = detail("ground", on_ground, "suspend, resume and extend")) {
      rule.ground = named(*ground, "ground", names_.grounds, "E0517");
    } else if (on_ground) {
      shapes_.issue("E0503", key, "`" + key.text + "` lacks the key `ground`");
    }
    if (const Node* by = detail("by", rule.kind == Kind::extend, "`extend`")) {
      auto period = parse_period(by->text);
      if (period) rule.by = *period;
      if (!period) shapes_.issue("E0502", *by, period.error().message, period.error().remedy);
    }
  }

  void read_otherwise(const Node& node) {
    if (!shapes_.mapping(node, "`otherwise`", {"note", "ignore", "refuse"})) return;
    if (node.entries.size() != 1) {
      shapes_.issue("E0510", node, "`otherwise` must mean exactly one thing",
                    "write note, ignore or refuse");
      return;
    }
    const auto& entry = node.entries.front();
    if (!shapes_.flag(entry.value, entry.key.text)) return;
    map_.otherwise = entry.key.text == "ignore" ? Kind::ignore : Kind::note;
    map_.otherwise_refused = entry.key.text == "refuse";
  }

  // One way to open a case, and only one: a column of the case, or activities.
  void check_openings(const Node& root) {
    const bool by_activity =
        std::any_of(map_.events.begin(), map_.events.end(),
                    [](const ActivityRule& rule) { return rule.kind == Kind::open; });
    const Node* one = root.find("case");
    if (one == nullptr || !one->is_mapping()) return;
    if (map_.cases.opened_at && by_activity) {
      shapes_.issue("E0511", *one,
                    "cases are opened twice: by the column `" + map_.cases.opened_at->name +
                        "` and by an activity",
                    "keep one of them");
    }
    if (!map_.cases.opened_at && !by_activity) {
      shapes_.issue("E0511", *one, "nothing opens a case",
                    "write `case.open: { at: COLUMN }`, or `open: true` at an activity");
    }
    if (!map_.event && root.find("events") != nullptr) {
      shapes_.issue("E0503", root, "activities are named, but not where in the log they stand",
                    "write `event: { name: COLUMN, at: COLUMN }`");
    }
  }

  MapShapes shapes_;
  LogMap map_;
  WorkflowNames names_;
};

}  // namespace

CompiledLogMap compile_log_map(const definition::Document& document,
                               const MapSurroundings& surroundings) {
  return MapCompiler(document, surroundings).run();
}

}  // namespace dunghan::adapters::import
