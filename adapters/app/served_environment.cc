#include "adapters/app/served_environment.h"

namespace dunghan::adapters::app {

std::vector<Result<service::Answer>> ServedSession::submit_all(
    const std::vector<service::Request>& requests) {
  std::vector<Result<service::Answer>> answers;
  const auto done = writer_.run([&](service::CaseService& service) -> Result<void> {
    answers = service.handle_batch(requests);
    return {};
  });
  if (!done) answers.assign(requests.size(), Failure(done.error()));
  return answers;
}

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
