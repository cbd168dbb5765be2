// What the commands ask of the world around them. adapters/app implements it; a command knows no
// other adapter.
#pragma once

#include <filesystem>
#include <functional>
#include <iosfwd>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "engine/definition/compiler.h"
#include "engine/definition/document.h"
#include "engine/organisation/organisation.h"
#include "engine/service/calendar_change.h"
#include "engine/service/handle_batch.h"

namespace dunghan::adapters::cli {

enum class Language { vi, en };

struct GlobalOptions {
  std::string db;  // file; empty: the configured one
  std::string config;
  std::string as;   // person; empty: the configured one
  std::string now;  // rehearsal databases only
  Language language = Language::en;
  bool json = false;
};

/// The database: opened by this process, or reached through the service that holds it.
class Session {
 public:
  virtual ~Session() = default;
  /// Decided, durable, answered.
  [[nodiscard]] virtual Result<service::Answer> submit(const service::Request& request) = 0;
  /// Runs `query` where the store may be read.
  [[nodiscard]] virtual Result<void> read(
      const std::function<Result<void>(service::CaseService&)>& query) = 0;
};

struct ParsedFile {
  std::optional<definition::Document> document;
  definition::Issues issues;
};

struct LogRun {
  std::string log, map;
  bool dry_run = false;
  bool differences = false;  // replay: every difference as a line of its own
};

/// A case on virtual time: by a scenario or, where none is given, by chance from a seed.
struct SimulateRun {
  static constexpr int steps_max = 10'000;
  std::string file, scenario;
  std::uint64_t seed = 1;
  int steps = 40;
  std::string first;  // day of the opening, by chance where empty
  std::string gantt;  // SVG file to write; empty: none
};

struct TestRun {
  std::vector<std::string> paths;  // definitions, scenarios, folders
  bool mutate = false;
  int min_coverage = 0, min_killed = 95;  // percent
};

/// The calendars as a file would make them.
struct PlannedCalendars {
  std::string id;                              // of the calendar, or of the list's
  definition::Issues issues;                   // with errors: nothing else is there
  const calendar::Calendar* before = nullptr;  // in force; null where there is none yet
  const calendar::Calendar* after = nullptr;
  /// Any calendar as it would be; null where it stays as it is.
  service::PlannedCalendar planned;
};

struct ServeRun {
  std::string batch_marker;  // file whose one octet is 1 while a batch is under way; empty: none
};

class Environment {
 public:
  virtual ~Environment() = default;
  [[nodiscard]] virtual GlobalOptions& options() = 0;
  /// Runs a command that needs the database in the service that holds it. Nothing: no service does,
  /// so it is run here.
  [[nodiscard]] virtual std::optional<int> forward(const std::vector<std::string>& arguments,
                                                   std::ostream& out, std::ostream& err) = 0;
  /// Opened at first use, created and migrated where it is not there. errors: unavailable, corrupt,
  /// ….
  [[nodiscard]] virtual Result<Session*> session() = 0;
  [[nodiscard]] virtual Result<Instant> now() = 0;
  [[nodiscard]] virtual Result<std::string> acting_person() = 0;

  [[nodiscard]] virtual ParsedFile parse(const std::string& path) = 0;
  [[nodiscard]] virtual definition::Compiled compile(const definition::Document& document) = 0;
  /// The definition of a file as the office would run it, with the hash of its content. Files that
  /// changed meanwhile are read anew. errors: invalid_argument with the first fault; also where the
  /// file lies in none of the folders in which the office looks.
  [[nodiscard]] virtual Result<definition::DefinitionPtr> definition_of_office(
      const std::string& path) = 0;
  /// All issues of a file that is no workflow definition: calendar, counting rule, organisation,
  /// ladders, map. Nothing: not such a file.
  [[nodiscard]] virtual std::optional<definition::Issues> check_other(
      const definition::Document& document) = 0;

  [[nodiscard]] virtual Result<const organisation::Organisation*> organisation() = 0;
  /// The office that a definition is checked against, proved and tried in: the organisation.yaml in
  /// its folder, else the configured one. errors: invalid_argument with its first fault.
  [[nodiscard]] virtual Result<const organisation::Organisation*> organisation_beside(
      const std::string& definition) = 0;
  /// By id or by file.
  [[nodiscard]] virtual Result<const calendar::Calendar*> calendar(
      const std::string& id_or_file) = 0;
  [[nodiscard]] virtual Result<const deadline::CountingRule*> counting_rule(
      const std::string& id_or_file) = 0;
  /// file: a calendar or an official list that is to come into force.
  [[nodiscard]] virtual PlannedCalendars plan_calendars(const std::string& file) = 0;
  [[nodiscard]] virtual std::string default_calendar() = 0;
  [[nodiscard]] virtual std::string default_counting_rule() = 0;
  [[nodiscard]] virtual Result<std::string> read_file(const std::string& path) = 0;
  /// A file of many lines, or standard input for `-`.
  [[nodiscard]] virtual Result<std::string> read_input(const std::string& path) = 0;
  /// A whole file, in place of what stood there. errors: unavailable.
  [[nodiscard]] virtual Result<void> write_file(const std::string& path,
                                                const std::string& text) = 0;
  /// The folder, made where it is not there. errors: unavailable.
  [[nodiscard]] virtual Result<void> make_folder(const std::string& path) = 0;
  /// Octets of main memory that this process holds; 0 where that is not known.
  [[nodiscard]] virtual std::size_t memory_in_use() = 0;
  /// A graph in DOT, drawn as SVG by Graphviz. errors: unavailable where that is not installed,
  /// limit_exceeded where it takes too long, invalid_argument with what it complained of.
  [[nodiscard]] virtual Result<std::string> draw_svg(const std::string& dot) = 0;
  /// The zone of an IANA name; nothing where there is none.
  [[nodiscard]] virtual std::optional<ZoneRules> zone(std::string_view name) = 0;

  [[nodiscard]] virtual int import(const LogRun& run, std::ostream& out, std::ostream& err) = 0;
  [[nodiscard]] virtual int replay(const LogRun& run, std::ostream& out, std::ostream& err) = 0;
  [[nodiscard]] virtual int simulate(const SimulateRun& run, std::ostream& out,
                                     std::ostream& err) = 0;
  [[nodiscard]] virtual int test(const TestRun& run, std::ostream& out, std::ostream& err) = 0;
  [[nodiscard]] virtual int serve(const ServeRun& run, std::ostream& out, std::ostream& err) = 0;
};

}  // namespace dunghan::adapters::cli
