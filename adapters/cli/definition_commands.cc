// lint, import, replay, serve, version.
#include <ostream>

#include "adapters/cli/commands.h"
#include "adapters/cli/exit_code.h"
#include "adapters/cli/lint_sarif.h"
#include "adapters/cli/output.h"
#include "engine/definition/issue_codes.h"
#include "engine/definition/issue_text.h"

namespace dunghan::adapters::cli {
namespace {

struct LintOptions {
  std::vector<std::string> files;
  std::string explain;
  bool sarif = false;
};

definition::Issues issues_of(Environment& environment, const std::string& file,
                             std::string& source) {
  ParsedFile parsed = environment.parse(file);
  if (!parsed.document) return parsed.issues;
  source = parsed.document->source;
  definition::Issues issues = std::move(parsed.issues);
  definition::Issues more;
  if (auto other = environment.check_other(*parsed.document))
    more = std::move(*other);
  else
    more = environment.compile(*parsed.document).issues;
  issues.insert(issues.end(), more.begin(), more.end());
  return issues;
}

int lint(Invocation& invocation, const LintOptions& options) {
  int exit = exit_ok;
  for (const std::string& file : options.files) {
    std::string source;
    const definition::Issues issues = issues_of(invocation.environment, file, source);
    if (definition::has_errors(issues)) exit = exit_findings;
    if (invocation.options().json) {
      for (const auto& issue : issues) print_json(invocation.out, issue_json(issue));
      continue;
    }
    if (issues.empty())
      invocation.out << file << say(invocation.language(), ": không có lỗi\n", ": no findings\n");
    for (const auto& issue : issues)
      invocation.out << definition::to_text(issue, issue.file == file ? source : std::string());
    if (!issues.empty()) invocation.out << definition::summary_of(issues) << '\n';
  }
  return exit;
}

int lint_for_machines(Invocation& invocation, const LintOptions& options) {
  definition::Issues all;
  for (const std::string& file : options.files) {
    std::string source;
    for (auto& issue : issues_of(invocation.environment, file, source)) all.push_back(issue);
  }
  invocation.out << sarif_of(all, invocation.language()) << '\n';
  return definition::has_errors(all) ? exit_findings : exit_ok;
}

int explain_code(Invocation& invocation, const std::string& code) {
  const definition::IssueCode* found = definition::find_issue_code(code);
  if (found == nullptr) {
    return report_error(invocation.options(),
                        Error{ErrorCode::not_found, "there is no code `" + code + "`", {}, {}, {}},
                        invocation.out, invocation.err);
  }
  const Language language = invocation.language();
  const auto in = [&](const definition::LocalText& text) {
    return say(language, text.vi, text.en);
  };
  if (invocation.options().json) {
    print_json(invocation.out, Map{{"code", found->code},
                                   {"title", in(found->title)},
                                   {"explanation", in(found->explanation)},
                                   {"example", found->example}});
    return exit_ok;
  }
  invocation.out << found->code << ": " << in(found->title) << "\n\n"
                 << in(found->explanation) << '\n';
  if (!found->example.empty())
    invocation.out << '\n' << found->example << (found->example.back() == '\n' ? "" : "\n");
  return exit_ok;
}

}  // namespace

Map issue_json(const definition::Issue& issue) {
  Map map{{"file", issue.file},
          {"line", std::int64_t{issue.at.line}},
          {"column", std::int64_t{issue.at.column}},
          {"severity", definition::name_of(issue.severity)},
          {"code", issue.code},
          {"message", issue.message}};
  if (!issue.remedy.empty()) map.push_back({"remedy", issue.remedy});
  return map;
}

std::optional<LoadedDefinition> definition_in(Invocation& invocation, const std::string& file) {
  ParsedFile parsed = invocation.environment.parse(file);
  definition::Issues issues = std::move(parsed.issues);
  LoadedDefinition loaded;
  definition::Compiled compiled;
  if (parsed.document) {
    loaded.source = parsed.document->source;
    compiled = invocation.environment.compile(*parsed.document);
    issues.insert(issues.end(), compiled.issues.begin(), compiled.issues.end());
  }
  loaded.definition = std::move(compiled.definition);
  if (loaded.definition != nullptr && !definition::has_errors(issues)) return loaded;
  for (const definition::Issue& issue : issues)
    invocation.err << definition::to_text(issue,
                                          issue.file == file ? loaded.source : std::string());
  invocation.err << definition::summary_of(issues) << '\n';
  return std::nullopt;
}

int print_issues(const Invocation& invocation, const definition::Issues& issues) {
  for (const auto& issue : issues) {
    if (invocation.options().json)
      print_json(invocation.out, issue_json(issue));
    else
      invocation.out << definition::to_text(issue, {});
  }
  if (!invocation.options().json) invocation.out << definition::summary_of(issues) << '\n';
  return definition::has_errors(issues) ? exit_findings : exit_ok;
}

void add_definition_commands(CLI::App& app, Invocation& invocation) {
  auto options = std::make_shared<LintOptions>();
  CLI::App* command = add_command(
      app, invocation, "lint",
      "Check definitions, calendars, maps: every fault, with its place and its remedy",
      "  dunghan lint workflows/complaint/complaint-first-instance/v1.yaml\n  dunghan lint "
      "--explain E0123\n",
      [&invocation, options] {
        if (!options->explain.empty()) return explain_code(invocation, options->explain);
        if (options->files.empty()) {
          invocation.err << say(invocation.language(), "dunghan lint: hãy nêu tệp cần kiểm tra\n",
                                "dunghan lint: name the files to check\n");
          return static_cast<int>(exit_usage);
        }
        if (options->sarif) return lint_for_machines(invocation, *options);
        return lint(invocation, *options);
      });
  command->add_flag("--sarif", options->sarif)
      ->description("SARIF 2.1.0, for code hosts and editors");
  command->add_option("files", options->files);
  command->add_option("--explain", options->explain, "what a code means and how to mend it");
}

void add_log_commands(CLI::App& app, Invocation& invocation) {
  auto import = std::make_shared<LogRun>();
  CLI::App* import_command = add_command(
      app, invocation, "import",
      "Take a register (CSV) into the database; every refused row is reported",
      "  dunghan import register.csv --map map.yaml --dry-run\n", [&invocation, import] {
        return invocation.environment.import(*import, invocation.out, invocation.err);
      });
  import_command->add_option("file", import->log)->required();
  import_command->add_option("--map", import->map, "which column is what")->required();
  import_command->add_flag("--dry-run", import->dry_run)->description("report, write nothing");

  auto replay = std::make_shared<LogRun>();
  CLI::App* replay_command = add_command(
      app, invocation, "replay",
      "Run another system's log through a definition on virtual time; say what was late",
      "  dunghan replay log.csv --map map.yaml --json\n", [&invocation, replay] {
        return invocation.environment.replay(*replay, invocation.out, invocation.err);
      });
  replay_command->add_option("log", replay->log, "CSV or XES")->required();
  replay_command->add_option("--map", replay->map, "which activity is what")->required();
  replay_command->add_flag("--differences", replay->differences)
      ->description("print every difference");
}

void add_service_commands(CLI::App& app, Invocation& invocation) {
  auto serve = std::make_shared<ServeRun>();
  CLI::App* service =
      add_command(app, invocation, "serve",
                  "The service: fires timers, delivers messages, answers other command lines",
                  "  dunghan serve --db office.db\n", [&invocation, serve] {
                    return invocation.environment.serve(*serve, invocation.out, invocation.err);
                  });
  service->add_option("--batch-marker", serve->batch_marker,
                      "for crash tests: a file that holds 1 while a batch is under way");
  add_command(app, invocation, "version", "Print the version", "  dunghan version\n",
              [&invocation] {
                if (invocation.options().json)
                  print_json(invocation.out, Map{{"version", DUNGHAN_VERSION}});
                else
                  invocation.out << "dunghan " << DUNGHAN_VERSION << '\n';
                return static_cast<int>(exit_ok);
              });
}

}  // namespace dunghan::adapters::cli
