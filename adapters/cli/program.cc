#include "adapters/cli/program.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <ostream>

#include "adapters/cli/commands.h"
#include "adapters/cli/exit_code.h"
#include "adapters/json/utf8.h"

namespace dunghan::adapters::cli {
namespace {

// The value of an option given as "--name value" or "--name=value"; empty where it is not given.
std::string option_value(const std::vector<std::string>& arguments, const std::string& name) {
  for (std::size_t index = 0; index < arguments.size(); ++index) {
    if (arguments[index] == name && index + 1 < arguments.size()) return arguments[index + 1];
    if (arguments[index].rfind(name + "=", 0) == 0) return arguments[index].substr(name.size() + 1);
  }
  return {};
}

Language language_of(const std::string& asked) {
  if (!asked.empty()) return asked.rfind("vi", 0) == 0 ? Language::vi : Language::en;
  for (const char* variable : {"LC_ALL", "LC_MESSAGES", "LANG"}) {
    // Read once at the start, before any thread.
    const char* value = std::getenv(variable);  // NOLINT(concurrency-mt-unsafe)
    if (value != nullptr && *value != '\0')
      return std::string_view(value).rfind("vi", 0) == 0 ? Language::vi : Language::en;
  }
  return Language::en;
}

// The commands that a running service does in the caller's place.
bool needs_database(const CLI::App& app) {
  static constexpr std::array<std::string_view, 19> names = {
      "open",    "send",    "done",   "claim",   "release", "delegate", "reassign",
      "suspend", "resume",  "extend", "correct", "explain", "show",     "list",
      "tasks",   "overdue", "report", "import",  "deploy"};
  const auto chosen = app.get_subcommands();
  if (chosen.empty()) return false;
  const std::string& name = chosen.front()->get_name();
  if (name == "calendar") return chosen.front()->got_subcommand("diff");
  return std::find(names.begin(), names.end(), name) != names.end();
}

void add_global_options(CLI::App& app, GlobalOptions& options) {
  // Their values were read before (read_global_options); declared here so that help shows them and
  // parsing accepts them anywhere.
  static_cast<void>(options);
  for (const auto& [name, what] :
       {std::pair{"--db", "database file (default: in the state folder)"},
        std::pair{"--config", "configuration file"}, std::pair{"--as", "the person who acts"},
        std::pair{"--lang", "vi or en (default: by LANG)"},
        std::pair{"--now", "the present, on a rehearsal database only"}}) {
    app.add_option(name, what)->group("Global options");
  }
  app.add_flag("--json")->description("machine-readable output")->group("Global options");
}

}  // namespace

GlobalOptions read_global_options(const std::vector<std::string>& arguments) {
  GlobalOptions options;
  options.db = option_value(arguments, "--db");
  options.config = option_value(arguments, "--config");
  options.as = option_value(arguments, "--as");
  options.now = option_value(arguments, "--now");
  options.language = language_of(option_value(arguments, "--lang"));
  for (const std::string& argument : arguments) options.json = options.json || argument == "--json";
  return options;
}

CLI::App* add_command(CLI::App& app, Invocation& invocation, const std::string& name,
                      const std::string& what, const std::string& examples,
                      std::function<int()> run) {
  CLI::App* command = app.add_subcommand(name, what);
  command->fallthrough();  // global options may stand behind the subcommand
  command->footer("Examples:\n" + examples);
  // A command that has forms of its own (`calendar diff`) is called back after the form chosen.
  command->callback([&invocation, command, run = std::move(run)] {
    if (command->get_subcommands().empty()) invocation.chosen = run;
  });
  return command;
}

int run_program(const std::vector<std::string>& arguments, Environment& environment,
                std::ostream& out, std::ostream& err) {
  if (const auto wrong = std::find_if(arguments.begin(), arguments.end(),
                                      [](const auto& one) { return !json::is_utf8(one); });
      wrong != arguments.end()) {
    err << "dunghan: argument " << wrong - arguments.begin() + 1
        << " is not UTF-8\n  how to mend: set the terminal to UTF-8\n";
    return exit_usage;
  }
  CLI::App app("dunghan: workflow and legal deadlines for public administration", "dunghan");
  app.require_subcommand(1);
  Invocation invocation{environment, out, err};
  add_global_options(app, environment.options());
  add_due_command(app, invocation);
  add_calendar_command(app, invocation);
  add_eval_command(app, invocation);
  add_explain_command(app, invocation);
  add_definition_commands(app, invocation);
  add_simulate_command(app, invocation);
  add_test_command(app, invocation);
  add_graph_command(app, invocation);
  add_verify_command(app, invocation);
  add_deploy_command(app, invocation);
  add_schema_command(app, invocation);
  add_case_commands(app, invocation);
  add_show_command(app, invocation);
  add_list_commands(app, invocation);
  add_log_commands(app, invocation);
  add_service_commands(app, invocation);
  try {
    std::vector<std::string> reversed(arguments.rbegin(),
                                      arguments.rend());  // CLI11 takes them from the back
    app.parse(reversed);
  } catch (const CLI::Success& success) {
    return app.exit(success, out, err);
  } catch (const CLI::ParseError& fault) {
    app.exit(fault, out, err);
    return exit_usage;
  }
  if (needs_database(app)) {
    if (const auto exit = environment.forward(arguments, out, err)) return *exit;
  }
  return invocation.chosen ? invocation.chosen() : static_cast<int>(exit_usage);
}

}  // namespace dunghan::adapters::cli
