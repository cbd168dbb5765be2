// Runs a command line as main() does, within the test: what it printed and how it ended.
#pragma once

#include <sstream>
#include <string>
#include <vector>

#include "adapters/app/local_environment.h"
#include "adapters/cli/program.h"

namespace dunghan::test {

struct Answer {
  int exit = 0;
  std::string out, err;
};

/// With the shipped settings, or those of another file. For commands that need no database.
inline Answer run(std::vector<std::string> arguments,
                  const std::string& settings = "config/dunghan.yaml") {
  const std::string root = DUNGHAN_SOURCE_DIR;
  arguments.insert(arguments.end(), {"--config", root + "/" + settings});
  adapters::app::LocalEnvironment environment(adapters::cli::read_global_options(arguments));
  std::ostringstream out;
  std::ostringstream err;
  const int exit = adapters::cli::run_program(arguments, environment, out, err);
  return {exit, out.str(), err.str()};
}

inline bool has(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

}  // namespace dunghan::test
