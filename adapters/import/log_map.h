// MAP.yaml: what the columns of a log or register mean to a procedure. compile_log_map() makes it
// from a Document, or gives every issue found (codes E0500-E0549).
//
// Column names stand where a column is asked for (`id`, `at`, `actor`, `recorded`, …). In value
// places (`unit`, `data`, `with`) stand literals, or CEL after `=`: columns whose names are
// identifiers are its variables, every column is reached as column("case:startdate"). An empty
// column makes a value be left out, not wrong.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "adapters/import/log_reader.h"
#include "engine/definition/definition.h"
#include "engine/definition/document.h"
#include "engine/definition/issue.h"
#include "engine/service/replay.h"

namespace dunghan::adapters::import {

/// A column, and where the map names it.
struct ColumnName {
  std::string name;
  definition::Position at{};
};

struct MapField {
  std::string name;
  definition::ValuePlace value;
};

struct ActivityRule {
  enum class Kind { open, send, done, suspend, resume, extend, expect, note, ignore };
  std::string pattern;  // a name; `*` stands for anything, `?` for one character
  Kind kind = Kind::note;
  std::string target;        // send: event; done: task; suspend, resume, extend, expect: deadline
  std::string ground;        // suspend, resume, extend
  std::string event;         // done: which of the events that finish the task; may be empty
  std::optional<Period> by;  // extend; absent: all that the ground allows
  std::vector<MapField> fields;  // open: `data`; else `with`
  definition::Position at{};
};

/// An event of a case that stands in a column of its own: its date, where it is not empty.
struct ColumnEvent {
  std::string event;
  ColumnName at;
  std::vector<MapField> fields;
};

enum class LogPrecision { instant, day };

struct LogMap {
  std::string file, name, workflow;
  service::Consequences consequences = service::Consequences::record;

  struct {
    std::string zone;  // IANA name; empty: the workflow's calendar's
    LogPrecision precision = LogPrecision::instant;
    bool grouped = false;    // rows of a case stand together
    bool day_first = false;  // dates as 26/04/2024
    std::optional<LogForm> form;
  } log;

  struct {
    ColumnName id;
    definition::ValuePlace unit;  // literal "" where the map names none
    std::string unit_else;
    std::optional<ColumnName> opened_at;
    std::optional<ColumnEvent> close;
    std::vector<ColumnEvent> steps;
    std::vector<MapField> data;
    std::vector<std::pair<std::string, ColumnName>> recorded;  // deadline, column
    std::string count_as;
    std::vector<service::DifferGroup> differ;
  } cases;

  struct Only {
    ColumnName column;
    std::vector<std::string> values;
  };
  struct EventColumns {
    ColumnName name, at;
    std::optional<ColumnName> recorded_at, actor, id;
    std::vector<Only> only;
  };
  std::optional<EventColumns> event;  // absent: one row is one case
  std::vector<ActivityRule> events;   // in written order: the first that matches
  ActivityRule::Kind otherwise = ActivityRule::Kind::note;
  bool otherwise_refused = false;

  /// The rule of an activity, or null pointer: `otherwise`.
  [[nodiscard]] const ActivityRule* rule_for(std::string_view activity) const;
  /// Every column that the map names outside CEL.
  [[nodiscard]] std::vector<ColumnName> columns() const;
};

/// `*` any number of characters, `?` exactly one; nothing else is special.
[[nodiscard]] bool matches_glob(std::string_view pattern, std::string_view text);

/// What exists around a map. An empty list, or a null function: not known here, and not checked.
struct MapSurroundings {
  std::function<definition::DefinitionPtr(std::string_view id)> workflow;
  std::vector<std::string> workflows, counting_rules;
  std::vector<std::string> columns;  // of the log's header
};

struct CompiledLogMap {
  std::optional<LogMap> map;  // absent where there are errors
  definition::Issues issues;
};

[[nodiscard]] CompiledLogMap compile_log_map(const definition::Document& document,
                                             const MapSurroundings& surroundings);

}  // namespace dunghan::adapters::import
