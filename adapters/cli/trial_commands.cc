// simulate and test: procedures tried on virtual time before they touch a case.
#include <charconv>
#include <ostream>

#include "adapters/cli/commands.h"
#include "adapters/cli/exit_code.h"
#include "adapters/cli/output.h"

namespace dunghan::adapters::cli {
namespace {

struct SimulateOptions {
  SimulateRun run;
  CLI::Option* random = nullptr;  // --random; the seed may stand behind it or behind --seed
  std::string random_seed, seed;
};

std::optional<std::uint64_t> seed_of(const std::string& text) {
  std::uint64_t seed = 0;
  const auto* end = text.data() + text.size();
  const auto read = std::from_chars(text.data(), end, seed);
  return read.ec == std::errc() && read.ptr == end && !text.empty() ? std::optional(seed)
                                                                    : std::nullopt;
}

int simulate(Invocation& invocation, SimulateOptions& options) {
  const auto usage = [&](std::string_view vi, std::string_view en) {
    invocation.err << "dunghan simulate: " << say(invocation.language(), vi, en) << '\n';
    return static_cast<int>(exit_usage);
  };
  const bool random = options.random->count() > 0 || !options.seed.empty();
  if (random == !options.run.scenario.empty())
    return usage("hãy nêu một trong hai: --scenario TỆP hoặc --random SỐ",
                 "say one of the two: --scenario FILE or --random SEED");
  const std::string& seed = options.seed.empty() ? options.random_seed : options.seed;
  if (!seed.empty()) {
    const auto number = seed_of(seed);
    if (!number)
      return usage("hạt giống là một số nguyên không âm, như 42",
                   "a seed is a whole number that is not negative, like 42");
    options.run.seed = *number;
  }
  return invocation.environment.simulate(options.run, invocation.out, invocation.err);
}

}  // namespace

void add_simulate_command(CLI::App& app, Invocation& invocation) {
  auto options = std::make_shared<SimulateOptions>();
  CLI::App* command = add_command(
      app, invocation, "simulate", "Run a case on virtual time and print its timeline",
      "  dunghan simulate workflows/…/v1.yaml --scenario workflows/…/scenarios/decided-late.yaml\n"
      "  dunghan simulate workflows/…/v1.yaml --random 42 --steps 60\n"
      "  dunghan simulate workflows/…/v1.yaml --random 42 --gantt case.svg\n"
      "\nThe same seed gives the same case.\n",
      [&invocation, options] { return simulate(invocation, *options); });
  command->add_option("file", options->run.file, "the definition")->required();
  command->add_option("--scenario", options->run.scenario, "the steps to play");
  options->random =
      command
          ->add_option("--random", options->random_seed,
                       "no scenario: what is allowed, by chance, from this seed (default 1)")
          ->expected(0, 1)
          ->type_name("SEED");
  command->add_option("--seed", options->seed, "the seed of --random");
  command->add_option("--steps", options->run.steps, "acts of --random, at most (default 40)")
      ->check(CLI::Range(1, SimulateRun::steps_max));
  command->add_option("--first", options->run.first, "day on which --random opens the case");
  command->add_option("--gantt", options->run.gantt,
                      "write the case as a Gantt chart (SVG) to this file");
}

void add_test_command(CLI::App& app, Invocation& invocation) {
  auto run = std::make_shared<TestRun>();
  CLI::App* command = add_command(
      app, invocation, "test",
      "Play the scenarios beside definitions; say what they cover, or (--mutate) what they notice",
      "  dunghan test workflows\n"
      "  dunghan test workflows/complaint/complaint-first-instance/v1.yaml --min-coverage 100\n"
      "  dunghan test workflows/complaint/complaint-first-instance/v1.yaml --mutate\n"
      "  dunghan test scenarios/decided-late.yaml\n"
      "\nThe scenarios of a definition are the .yaml files in the folder scenarios/ beside it; an\n"
      "organisation.yaml beside it is the office they are played in, else the configured one.\n"
      "How they are written: workflows/SCENARIOS.md.\n"
      "Exit status 0: all passed and the bounds are kept; 1: else.\n",
      [&invocation, run] {
        return invocation.environment.test(*run, invocation.out, invocation.err);
      });
  command->add_option("path", run->paths, "definitions, scenarios, folders of definitions")
      ->required();
  command->add_flag("--mutate", run->mutate)
      ->description("make the definition wrong in every small way; which scenario notices?");
  command
      ->add_option("--min-coverage", run->min_coverage,
                   "percent of states, transitions and deadlines; below it, exit status 1")
      ->check(CLI::Range(0, 100));
  command
      ->add_option("--min-killed", run->min_killed,
                   "percent of mutants that must be noticed (default 95)")
      ->check(CLI::Range(0, 100));
}

}  // namespace dunghan::adapters::cli
