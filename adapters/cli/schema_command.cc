// schema: the language as JSON Schema, for editors and other programs, and as a page for people.
#include <algorithm>
#include <ostream>

#include "adapters/cli/commands.h"
#include "adapters/cli/exit_code.h"
#include "adapters/cli/output.h"
#include "adapters/json/pretty_json.h"
#include "adapters/json/value_json.h"
#include "engine/definition/edit_distance.h"
#include "engine/describe/json_schema.h"
#include "engine/describe/reference.h"

namespace dunghan::adapters::cli {
namespace {

struct SchemaOptions {
  std::string sort = "workflow";
  bool reference = false;
};

std::vector<std::string> sort_names() {
  std::vector<std::string> names;
  for (const definition::FileSort& sort : definition::file_sorts()) names.emplace_back(sort.name);
  return names;
}

int schema(Invocation& invocation, const SchemaOptions& options) {
  const auto tongue = tongue_of(invocation.language());
  if (options.reference) {
    invocation.out << describe::reference_page(tongue);
    return exit_ok;
  }
  const auto sorts = definition::file_sorts();
  const auto found = std::find_if(sorts.begin(), sorts.end(),
                                  [&](const auto& sort) { return sort.name == options.sort; });
  if (found != sorts.end()) {
    const Value made(describe::json_schema(*found, tongue));
    invocation.out << json::to_pretty_json(json::to_public_json(made));
    return exit_ok;
  }
  std::string remedy = definition::did_you_mean(options.sort, sort_names());
  if (remedy.empty()) {
    for (const std::string& name : sort_names()) remedy += (remedy.empty() ? "" : ", ") + name;
    remedy = "there are: " + remedy;
  }
  const Error unknown{ErrorCode::invalid_argument,
                      "there is no sort of file `" + options.sort + "`",
                      {},
                      remedy,
                      {}};
  return report_error(invocation.options(), unknown, invocation.out, invocation.err);
}

}  // namespace

void add_schema_command(CLI::App& app, Invocation& invocation) {
  auto options = std::make_shared<SchemaOptions>();
  CLI::App* command = add_command(
      app, invocation, "schema", "Print the language: JSON Schema (2020-12), or its reference page",
      "  dunghan schema workflow --lang en > workflow.schema.json\n"
      "  dunghan schema --reference --lang vi\n",
      [&invocation, options] { return schema(invocation, *options); });
  std::string all;
  for (const std::string& name : sort_names()) all += (all.empty() ? "" : ", ") + name;
  command->add_option("sort", options->sort, "which sort of file: " + all);
  command->add_flag("--reference", options->reference)
      ->description("every key with its value, meaning and example, as Markdown");
}

}  // namespace dunghan::adapters::cli
