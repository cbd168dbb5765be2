#include "adapters/app/served_environment.h"

namespace dunghan::adapters::app {

Result<cli::Session*> ServedEnvironment::session() {
  if (!options().now.empty()) {
    return refuse("not_a_rehearsal", "a running service goes by its own clock",
                  "stop the service to rehearse on its database");
  }
  return &session_;
}

Result<Office*> ServedEnvironment::office() {
  return refuse("served", "the database is held by the running service");
}

}  // namespace dunghan::adapters::app
