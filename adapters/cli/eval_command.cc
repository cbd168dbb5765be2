// eval: tries a condition. One expression with its bindings, or one conformance vector a line.
#include <algorithm>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <ostream>
#include <sstream>

#include "adapters/cli/commands.h"
#include "adapters/cli/exit_code.h"
#include "adapters/cli/output.h"
#include "adapters/json/cel_json.h"
#include "adapters/json/repeated_key.h"
#include "adapters/json/value_json.h"

namespace dunghan::adapters::cli {
namespace {

namespace bj = boost::json;
using rule::ExpressionIssue;

struct EvalOptions {
  std::string expression, bindings, types, container;
  bool no_check = false, lines = false;
};

/// One expression and all that it may mention.
struct Trial {
  std::string text;
  rule::Environment environment;
  Map bindings;
  bool check_only = false;
};

/// What came of it: a value, or a type (check_only), or a fault with its kind.
struct Outcome {
  std::optional<Value> value;
  std::optional<rule::Type> type;
  std::string fault, message, remedy;
};

class TrialActivation final : public rule::Activation {
 public:
  TrialActivation(const Map& bindings, Environment& environment)
      : bindings_(bindings), environment_(environment) {}
  [[nodiscard]] std::optional<Value> find(std::string_view name) const override {
    const Value* value = dunghan::find(bindings_, name);
    return value == nullptr ? std::nullopt : std::optional(*value);
  }
  [[nodiscard]] std::optional<ZoneRules> zone(std::string_view name) const override {
    return environment_.zone(name);
  }

 private:
  const Map& bindings_;
  Environment& environment_;
};

/// The kind of error that running the expression would have ended with, had it not been refused.
std::string_view kind_of(ExpressionIssue::Kind kind) {
  switch (kind) {
    case ExpressionIssue::Kind::syntax: return "syntax";
    case ExpressionIssue::Kind::unknown_name: return "no_such_attribute";
    case ExpressionIssue::Kind::unknown_field: return "no_such_field";
    case ExpressionIssue::Kind::unknown_function: return "unbound_function";
    case ExpressionIssue::Kind::wrong_type: return "no_such_overload";
    case ExpressionIssue::Kind::too_large: return "limit_exceeded";
  }
  return "syntax";
}

Outcome outcome_of(const Trial& trial, Environment& environment) {
  Outcome outcome;
  const auto expression = rule::compile(trial.text, trial.environment);
  if (!expression) {
    const ExpressionIssue& issue = expression.error().front();
    outcome.fault = kind_of(issue.kind);
    outcome.message = std::to_string(issue.line + 1) + ":" + std::to_string(issue.column + 1) +
                      ": " + issue.message;
    outcome.remedy = issue.remedy;
    return outcome;
  }
  outcome.type = expression->type();
  if (trial.check_only) return outcome;
  auto value = rule::evaluate(*expression, TrialActivation(trial.bindings, environment));
  if (value) {
    outcome.value = std::move(*value);
    return outcome;
  }
  const Error& error = value.error();
  outcome.fault = error.code == ErrorCode::limit_exceeded ? "limit_exceeded" : error.reason;
  outcome.message = error.message;
  outcome.remedy = error.remedy;
  return outcome;
}

bj::value json_of(const Outcome& outcome) {
  if (outcome.value) return json::to_cel_json(*outcome.value);
  if (outcome.fault.empty())
    return bj::object{{"deduced_type", json::type_to_cel_json(*outcome.type)}};
  bj::object object{{"error", outcome.fault}, {"message", outcome.message}};
  if (!outcome.remedy.empty()) object["remedy"] = outcome.remedy;
  return object;
}

Result<bj::value> parsed(std::string_view text, const std::string& what) {
  bj::error_code error;
  bj::parse_options options;
  options.max_depth = 4 * json::public_depth_max;  // a map takes several levels to be written
  bj::value value = bj::parse(text, error, {}, options);
  if (error) {
    return fail(ErrorCode::invalid_argument, what + " is no JSON: " + error.message(),
                "check it with a JSON editor");
  }
  if (const auto repeated = json::find_repeated_key(text, options.max_depth)) {
    return fail(ErrorCode::invalid_argument,
                what + " has the key `" + repeated->key + "` twice in one object",
                "keep one of them");
  }
  return value;
}

/// {"x": V, …}: each in the form of the vectors, or as plain JSON.
Result<void> bind(const bj::value& json, const std::string& what, Trial& trial) {
  if (!json.is_object()) return fail(ErrorCode::invalid_argument, what + " is no JSON object");
  for (const auto& [name, encoded] : json.get_object()) {
    const bj::object* object = encoded.if_object();
    const bj::value* type = object == nullptr ? nullptr : object->if_contains("type");
    const bool of_vectors = type != nullptr && type->is_string() &&
                            object->size() == (object->contains("value") ? 2U : 1U);
    DUNGHAN_TRY(Value value,
                of_vectors ? json::from_cel_json(encoded) : json::from_public_json(encoded));
    put(trial.bindings, std::string_view(name.data(), name.size()), std::move(value));
  }
  return {};
}

/// What has a value and no declaration may be anything.
void declare_the_rest(Trial& trial) {
  auto& variables = trial.environment.variables;
  for (const MapEntry& entry : trial.bindings) {
    const std::string& name = entry.key.as_string();
    const bool declared = std::any_of(variables.begin(), variables.end(),
                                      [&](const auto& known) { return known.first == name; });
    if (!declared) variables.emplace_back(name, rule::Type());
  }
}

Result<Trial> trial_of(const EvalOptions& options, Environment& environment) {
  Trial trial;
  trial.text = options.expression;
  trial.environment.container = options.container;
  trial.environment.check = !options.no_check;
  if (!options.types.empty()) {
    DUNGHAN_TRY(const std::string text, environment.read_file(options.types));
    DUNGHAN_TRY(const bj::value json, parsed(text, options.types));
    DUNGHAN_TRY_VOID(json::declare_from_cel_json(json, trial.environment));
  }
  if (!options.bindings.empty()) {
    DUNGHAN_TRY(const std::string text, environment.read_file(options.bindings));
    DUNGHAN_TRY(const bj::value json, parsed(text, options.bindings));
    DUNGHAN_TRY_VOID(bind(json, options.bindings, trial));
  }
  declare_the_rest(trial);
  return trial;
}

Result<Trial> trial_of_vector(const bj::value& json) {
  const bj::object* vector = json.if_object();
  const bj::value* text = vector == nullptr ? nullptr : vector->if_contains("expr");
  if (text == nullptr || !text->is_string())
    return fail(ErrorCode::invalid_argument, "the line is no object with an `expr`");
  const auto is_set = [&](std::string_view key) {
    const bj::value* flag = vector->if_contains(key);
    return flag != nullptr && *flag != false;
  };
  Trial trial;
  trial.text = text->get_string();
  if (const bj::value* container = vector->if_contains("container")) {
    if (!container->is_string()) return fail(ErrorCode::invalid_argument, "`container` is no text");
    trial.environment.container = container->get_string();
  }
  trial.environment.check = !is_set("disable_check");
  trial.check_only = is_set("check_only");
  if (const bj::value* types = vector->if_contains("type_env"))
    DUNGHAN_TRY_VOID(json::declare_from_cel_json(*types, trial.environment));
  if (const bj::value* bindings = vector->if_contains("bindings"))
    DUNGHAN_TRY_VOID(bind(*bindings, "`bindings`", trial));
  if (!vector->contains("type_env")) declare_the_rest(trial);
  return trial;
}

/// A line that cannot be tried is answered like one that fails, so that answers and lines stay in
/// step.
bj::value answer_line(const std::string& line, Environment& environment) {
  const auto tried = [&]() -> Result<bj::value> {
    DUNGHAN_TRY(const bj::value json, parsed(line, "the line"));
    DUNGHAN_TRY(const Trial trial, trial_of_vector(json));
    return json_of(outcome_of(trial, environment));
  }();
  if (tried) return *tried;
  return bj::object{{"error", "unreadable"}, {"message", tried.error().message}};
}

int run_lines(Invocation& invocation, const EvalOptions& options) {
  const auto text =
      invocation.environment.read_input(options.expression.empty() ? "-" : options.expression);
  if (!text)
    return report_error(invocation.options(), text.error(), invocation.out, invocation.err);
  std::istringstream lines(*text);
  std::string line;
  while (std::getline(lines, line)) {
    if (line.find_first_not_of(" \t\r") == std::string::npos) continue;
    invocation.out << bj::serialize(answer_line(line, invocation.environment)) << '\n';
  }
  return exit_ok;
}

void print_outcome(Invocation& invocation, const Trial& trial, const Outcome& outcome) {
  const Language language = invocation.language();
  if (outcome.value) {
    invocation.out << value_text(language, *outcome.value) << "  ("
                   << name_of(outcome.value->kind()) << ")\n";
    return;
  }
  invocation.err << "dunghan: " << trial.text << '\n'
                 << "  " << outcome.fault << ": " << outcome.message << '\n';
  if (!outcome.remedy.empty())
    invocation.err << "  " << say(language, "cách sửa: ", "how to mend: ") << outcome.remedy
                   << '\n';
}

int run_eval(Invocation& invocation, const EvalOptions& options) {
  if (options.lines) return run_lines(invocation, options);
  const auto failed = [&](const Error& error) {
    return report_error(invocation.options(), error, invocation.out, invocation.err);
  };
  if (options.expression.empty()) {
    return failed(Error{ErrorCode::invalid_argument,
                        "no expression is given",
                        {},
                        "for example: dunghan eval \"1 + 2\"",
                        {}});
  }
  const auto trial = trial_of(options, invocation.environment);
  if (!trial) return failed(trial.error());
  const Outcome outcome = outcome_of(*trial, invocation.environment);
  if (invocation.options().json) {
    invocation.out << bj::serialize(json_of(outcome)) << '\n';
  } else {
    print_outcome(invocation, *trial, outcome);
  }
  return outcome.fault.empty() ? exit_ok : exit_findings;
}

}  // namespace

void add_eval_command(CLI::App& app, Invocation& invocation) {
  auto options = std::make_shared<EvalOptions>();
  CLI::App* command = add_command(
      app, invocation, "eval", "Try a condition: one expression of CEL, with its values",
      "  dunghan eval \"date('2024-04-26') + period('5 days')\"\n"
      "  dunghan eval \"data.complex && data.parties > 3\" --bindings values.json\n"
      "  dunghan eval \"size(x) > 2\" --types types.json --bindings values.json --json\n"
      "  dunghan eval --lines vectors.jsonl\n",
      [&invocation, options] { return run_eval(invocation, *options); });
  command->add_option("expression", options->expression,
                      "the expression; with --lines a file (default: standard input)");
  command->add_option(
      "--bindings", options->bindings,
      "JSON file of values: {\"x\": 5}, or typed {\"x\": {\"type\":\"uint\",\"value\":"
      "\"5\"}}");
  command->add_option("--types", options->types,
                      "JSON file of declarations, as `type_env` of the conformance vectors");
  command->add_option("--container", options->container, "namespace in which names are looked up");
  command->add_flag("--no-check", options->no_check)
      ->description("parse and run without checking types first");
  command->add_flag("--lines", options->lines)
      ->description("one conformance vector a line in, one answer a line out");
}

}  // namespace dunghan::adapters::cli
