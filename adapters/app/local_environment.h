// The command line's world, on this machine: configuration from files, the database opened by this
// process.
#pragma once

#include <map>
#include <memory>
#include <optional>

#include "adapters/app/calendar_planning.h"
#include "adapters/app/configuration.h"
#include "adapters/app/office.h"
#include "adapters/cli/environment.h"

namespace dunghan::adapters::app {

/// A session on a database that this process holds.
class LocalSession final : public cli::Session {
 public:
  explicit LocalSession(Office& office) : office_(office) {}
  [[nodiscard]] Result<service::Answer> submit(const service::Request& request) override;
  [[nodiscard]] Result<void> read(
      const std::function<Result<void>(service::CaseService&)>& query) override {
    return query(office_.service());
  }

 private:
  Office& office_;
};

class LocalEnvironment : public cli::Environment {
 public:
  explicit LocalEnvironment(cli::GlobalOptions options) : options_(std::move(options)) {}

  [[nodiscard]] cli::GlobalOptions& options() override { return options_; }
  [[nodiscard]] std::optional<int> forward(const std::vector<std::string>& arguments,
                                           std::ostream& out, std::ostream& err) override;
  [[nodiscard]] Result<cli::Session*> session() override;
  [[nodiscard]] Result<Instant> now() override;
  [[nodiscard]] Result<std::string> acting_person() override;
  [[nodiscard]] cli::ParsedFile parse(const std::string& path) override;
  [[nodiscard]] definition::Compiled compile(const definition::Document& document) override;
  [[nodiscard]] std::optional<definition::Issues> check_other(
      const definition::Document& document) override;
  [[nodiscard]] Result<const organisation::Organisation*> organisation() override;
  [[nodiscard]] Result<const organisation::Organisation*> organisation_beside(
      const std::string& definition) override;
  [[nodiscard]] Result<const calendar::Calendar*> calendar(const std::string& id_or_file) override;
  [[nodiscard]] Result<const deadline::CountingRule*> counting_rule(
      const std::string& id_or_file) override;
  [[nodiscard]] cli::PlannedCalendars plan_calendars(const std::string& file) override;
  [[nodiscard]] std::string default_calendar() override { return "vn-public-administration"; }
  [[nodiscard]] std::string default_counting_rule() override { return "vn-civil-code-2015"; }
  [[nodiscard]] Result<std::string> read_file(const std::string& path) override;
  [[nodiscard]] Result<std::string> read_input(const std::string& path) override;
  [[nodiscard]] Result<void> write_file(const std::string& path, const std::string& text) override;
  [[nodiscard]] Result<void> make_folder(const std::string& path) override;
  [[nodiscard]] std::size_t memory_in_use() override;
  [[nodiscard]] Result<std::string> draw_svg(const std::string& dot) override;
  [[nodiscard]] std::optional<ZoneRules> zone(std::string_view name) override;
  [[nodiscard]] int import(const cli::LogRun& run, std::ostream& out, std::ostream& err) override;
  [[nodiscard]] int replay(const cli::LogRun& run, std::ostream& out, std::ostream& err) override;
  [[nodiscard]] int simulate(const cli::SimulateRun& run, std::ostream& out,
                             std::ostream& err) override;
  [[nodiscard]] int test(const cli::TestRun& run, std::ostream& out, std::ostream& err) override;
  [[nodiscard]] int serve(const cli::ServeRun& run, std::ostream& out, std::ostream& err) override;

  [[nodiscard]] Result<definition::DefinitionPtr> definition_of_office(
      const std::string& path) override;

  [[nodiscard]] virtual Result<Configuration*> configuration();
  /// The database opened by this process. errors: also refused where a service holds it.
  [[nodiscard]] virtual Result<Office*> office();
  [[nodiscard]] Result<std::filesystem::path> database();
  [[nodiscard]] virtual Result<ports::DefinitionStore*> definitions();
  /// A path as the caller wrote it, from the caller's folder.
  [[nodiscard]] virtual std::filesystem::path resolve(const std::string& path) const {
    return path;
  }

 private:
  [[nodiscard]] Result<std::optional<Instant>> rehearsal_now();

  cli::GlobalOptions options_;
  std::unique_ptr<Configuration> configuration_;
  std::unique_ptr<CalendarPlanning> planning_;
  std::unique_ptr<Office> office_;
  std::unique_ptr<LocalSession> session_;
  std::map<std::filesystem::path, organisation::Organisation> beside_;
};

}  // namespace dunghan::adapters::app
