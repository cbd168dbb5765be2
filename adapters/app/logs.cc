#include <ostream>

#include "adapters/app/local_environment.h"

namespace dunghan::adapters::app {

int LocalEnvironment::import(const cli::LogRun&, std::ostream&, std::ostream& err) { err << "x"; return 3; }
int LocalEnvironment::replay(const cli::LogRun&, std::ostream&, std::ostream& err) { err << "x"; return 3; }
int LocalEnvironment::simulate(const cli::SimulateRun&, std::ostream&, std::ostream& err) { err << "x"; return 3; }
int LocalEnvironment::serve(std::ostream&, std::ostream& err) { err << "x"; return 3; }
std::optional<definition::Issues> LocalEnvironment::check_other(const definition::Document&) { return std::nullopt; }

}  // namespace dunghan::adapters::app
