// graph: a definition as a picture (SVG, DOT, Mermaid), or its control flow as SCXML.
#include <array>
#include <ostream>

#include "adapters/cli/commands.h"
#include "adapters/cli/exit_code.h"
#include "adapters/cli/output.h"
#include "engine/draw/dot.h"
#include "engine/draw/mermaid.h"
#include "engine/draw/scxml.h"

namespace dunghan::adapters::cli {
namespace {

struct GraphOptions {
  std::string file, format, output;
};

struct Ending {
  const char* ending;
  const char* format;
};
constexpr std::array<Ending, 6> endings{{{".svg", "svg"},
                                         {".dot", "dot"},
                                         {".gv", "dot"},
                                         {".mmd", "mermaid"},
                                         {".mermaid", "mermaid"},
                                         {".scxml", "scxml"}}};

std::string format_of(const GraphOptions& options) {
  if (!options.format.empty()) return options.format;
  for (const Ending& each : endings)
    if (options.output.ends_with(each.ending)) return each.format;
  return "dot";
}

Result<std::string> drawing_of(Invocation& invocation, const std::string& format,
                               const definition::WorkflowDefinition& definition) {
  if (format == "scxml") return draw::scxml_of(definition);
  const draw::Chart chart = draw::chart_of(definition, tongue_of(invocation.language()));
  if (format == "mermaid") return draw::mermaid_of(chart);
  if (format == "dot") return draw::dot_of(chart);
  return invocation.environment.draw_svg(draw::dot_of(chart));
}

int graph(Invocation& invocation, const GraphOptions& options) {
  const auto loaded = definition_in(invocation, options.file);
  if (!loaded) return exit_findings;
  const auto failed = [&](const Error& error) {
    return report_error(invocation.options(), error, invocation.out, invocation.err);
  };
  const auto drawing = drawing_of(invocation, format_of(options), *loaded->definition);
  if (!drawing) return failed(drawing.error());
  if (options.output.empty()) {
    invocation.out << *drawing;
    return exit_ok;
  }
  if (const auto written = invocation.environment.write_file(options.output, *drawing); !written)
    return failed(written.error());
  return exit_ok;
}

}  // namespace

void add_graph_command(CLI::App& app, Invocation& invocation) {
  auto options = std::make_shared<GraphOptions>();
  CLI::App* command = add_command(
      app, invocation, "graph", "Draw a procedure: states, who acts, conditions, deadlines",
      "  dunghan graph workflows/complaint/complaint-first-instance/v1.yaml --output "
      "complaint.svg\n"
      "  dunghan graph v1.yaml --format mermaid --lang vi\n"
      "  dunghan graph v1.yaml --output v1.scxml      # the control flow, for statechart tools\n",
      [&invocation, options] { return graph(invocation, *options); });
  command->add_option("file", options->file, "the definition")->required();
  command
      ->add_option("--format", options->format,
                   "by the output's name; else dot. SVG needs Graphviz")
      ->check(CLI::IsMember({"svg", "dot", "mermaid", "scxml"}));
  command->add_option("--output", options->output, "file to write (default: standard output)");
}

}  // namespace dunghan::adapters::cli
