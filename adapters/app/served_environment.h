// The world of a command that came in through the service's socket: the service's configuration and
// database, the caller's folder.
#pragma once

#include "adapters/app/local_environment.h"
#include "adapters/scheduler/writer.h"

namespace dunghan::adapters::app {

/// A session that goes through the writer's queue.
class ServedSession final : public cli::Session {
 public:
  explicit ServedSession(scheduler::Writer& writer) : writer_(writer) {}
  [[nodiscard]] Result<service::Answer> submit(const service::Request& request) override {
    return writer_.submit(request);
  }
  [[nodiscard]] Result<void> read(
      const std::function<Result<void>(service::CaseService&)>& query) override {
    return writer_.run(query);
  }

 private:
  scheduler::Writer& writer_;
};

class ServedEnvironment final : public LocalEnvironment {
 public:
  /// configuration, office and writer outlive this.
  ServedEnvironment(cli::GlobalOptions options, std::filesystem::path folder,
                    Configuration& configuration, Office& office, scheduler::Writer& writer)
      : LocalEnvironment(std::move(options)),
        folder_(std::move(folder)),
        configuration_(configuration),
        office_(office),
        session_(writer) {}

  [[nodiscard]] std::optional<int> forward(const std::vector<std::string>&, std::ostream&,
                                           std::ostream&) override {
    return std::nullopt;
  }
  [[nodiscard]] Result<Configuration*> configuration() override { return &configuration_; }
  [[nodiscard]] Result<cli::Session*> session() override;
  [[nodiscard]] Result<Instant> now() override { return office_.clock().now(); }
  [[nodiscard]] Result<Office*> office() override;
  [[nodiscard]] Result<ports::DefinitionStore*> definitions() override {
    return &office_.definitions();
  }
  [[nodiscard]] std::filesystem::path resolve(const std::string& path) const override {
    return folder_ / path;
  }

 private:
  std::filesystem::path folder_;
  Configuration& configuration_;
  Office& office_;
  ServedSession session_;
};

}  // namespace dunghan::adapters::app
