// The composition root of `dunghan`: makes the environment that the commands run in, and nothing
// else.
#include <csignal>
#include <iostream>
#include <string>
#include <vector>

#include "adapters/app/local_environment.h"
#include "adapters/cli/program.h"

int main(int argc, char** argv) {
  // A full disk or a size limit must come back as an error of the write, a closed pipe as an error
  // of the output.
  std::signal(SIGXFSZ, SIG_IGN);
  std::signal(SIGPIPE, SIG_IGN);
  const std::vector<std::string> arguments(argv + 1, argv + argc);
  dunghan::adapters::app::LocalEnvironment environment(
      dunghan::adapters::cli::read_global_options(arguments));
  return dunghan::adapters::cli::run_program(arguments, environment, std::cout, std::cerr);
}
