// Every subcommand registers itself: its options, its help with examples, and what it does. One
// file a group of commands.
#pragma once

#include <CLI/CLI.hpp>
#include <functional>
#include <iosfwd>

#include "adapters/cli/environment.h"

namespace dunghan::adapters::cli {

/// What a command needs while it runs, and where it leaves its exit status.
struct Invocation {
  Environment& environment;
  std::ostream& out;
  std::ostream& err;
  std::function<int()> chosen = {};  // set by the parsed subcommand
  [[nodiscard]] const GlobalOptions& options() const { return environment.options(); }
  [[nodiscard]] Language language() const { return environment.options().language; }
};

void add_due_command(CLI::App& app, Invocation& invocation);
void add_calendar_diff_command(CLI::App& calendar, Invocation& invocation);
void add_calendar_command(CLI::App& app, Invocation& invocation);
/// `calendar lunar`, below the command `calendar`.
void add_lunar_command(CLI::App& calendar_command, Invocation& invocation);
void add_recurrence_commands(CLI::App& calendar,
                             Invocation& invocation);  // calendar recur, calendar windows
void add_eval_command(CLI::App& app, Invocation& invocation);
void add_explain_command(CLI::App& app, Invocation& invocation);
void add_definition_commands(CLI::App& app, Invocation& invocation);  // lint, simulate
void add_simulate_command(CLI::App& app, Invocation& invocation);
void add_test_command(CLI::App& app, Invocation& invocation);
void add_graph_command(CLI::App& app, Invocation& invocation);
void add_verify_command(CLI::App& app, Invocation& invocation);
void add_deploy_command(CLI::App& app, Invocation& invocation);
void add_schema_command(CLI::App& app, Invocation& invocation);
void add_case_commands(CLI::App& app,
                       Invocation& invocation);  // open, send, done, suspend, resume, extend
void add_list_commands(CLI::App& app,
                       Invocation& invocation);  // list, tasks, overdue, report
void add_show_command(CLI::App& app, Invocation& invocation);
void add_log_commands(CLI::App& app, Invocation& invocation);      // import, replay
void add_service_commands(CLI::App& app, Invocation& invocation);  // serve, version

/// A definition without errors, and its text. Nothing where it has some, which are then told.
struct LoadedDefinition {
  definition::DefinitionPtr definition;
  std::string source;
};
[[nodiscard]] std::optional<LoadedDefinition> definition_in(Invocation& invocation,
                                                            const std::string& file);

/// One finding in a file, as JSON.
[[nodiscard]] Map issue_json(const definition::Issue& issue);

/// The table of deadlines of an answer (`answer_of`, `show_of`); nothing where it has none.
void print_deadlines(const Invocation& invocation, const Map& answer);

/// Findings in files, as lines of JSON or for people; gives the exit status.
int print_issues(const Invocation& invocation, const definition::Issues& issues);

/// A subcommand with its help; `run` is called once everything is parsed.
CLI::App* add_command(CLI::App& app, Invocation& invocation, const std::string& name,
                      const std::string& what, const std::string& examples,
                      std::function<int()> run);

}  // namespace dunghan::adapters::cli
