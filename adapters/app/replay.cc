// `dunghan replay`: another system's log through a definition, on virtual time, with no database.
#include <unistd.h>

#include <chrono>
#include <filesystem>
#include <ostream>

#include "adapters/app/local_environment.h"
#include "adapters/app/map_file.h"
#include "adapters/cli/exit_code.h"
#include "adapters/cli/output.h"
#include "adapters/crypto/sodium_crypto.h"
#include "adapters/import/log_cases.h"
#include "adapters/import/replay_json.h"
#include "adapters/import/replay_text.h"
#include "adapters/yaml/organisation_file.h"

namespace dunghan::adapters::app {
namespace {

class Lines final : public service::ReplaySink {
 public:
  Lines(const cli::GlobalOptions& options, bool wanted, std::ostream& out)
      : options_(options), wanted_(wanted), out_(out) {}

  void difference(const service::DueDifference& difference) override {
    if (!wanted_) return;
    if (options_.json)
      out_ << import::to_json_line(difference) << '\n';
    else
      out_ << import::to_text(difference, options_.language == cli::Language::vi) << '\n';
  }
  void rejected(const service::Rejection& rejection) override {
    if (wanted_ && options_.json) out_ << import::to_json_line(rejection) << '\n';
  }

 private:
  const cli::GlobalOptions& options_;
  bool wanted_;
  std::ostream& out_;
};

// On a terminal alone: what is read of what there is, redrawn in place.
std::function<void(std::uint64_t)> progress_bar(std::optional<std::uint64_t> size,
                                                std::ostream& err) {
  if (isatty(STDERR_FILENO) == 0 || !size || *size == 0) return {};
  return [size = *size, &err, shown = std::uint64_t{101}](std::uint64_t read) mutable {
    const std::uint64_t percent = std::min<std::uint64_t>(100, read * 100 / size);
    if (percent == shown) return;
    shown = percent;
    err << '\r' << '[' << std::string(percent / 5, '#') << std::string(20 - percent / 5, '.')
        << "] " << percent << " %" << (percent == 100 ? "\r\033[K" : "") << std::flush;
  };
}

// An example brings its own organisation; else the configured one stands, and units that only the
// log knows are added.
Result<organisation::Organisation> organisation_for(Configuration& configuration,
                                                    const std::filesystem::path& map) {
  const auto beside = map.parent_path() / "organisation.yaml";
  if (std::filesystem::exists(beside)) DUNGHAN_TRY_VOID(configuration.use_organisation(beside));
  DUNGHAN_TRY(const auto* organisation, configuration.organisation());
  return *organisation;
}

Result<int> run_replay(LocalEnvironment& environment, const cli::LogRun& run, std::ostream& out,
                       std::ostream& err) {
  const auto began = std::chrono::steady_clock::now();
  DUNGHAN_TRY(Configuration* const configuration, environment.configuration());
  const std::filesystem::path map = std::filesystem::absolute(run.map);
  DUNGHAN_TRY(auto organisation, organisation_for(*configuration, map));
  DUNGHAN_TRY(auto surroundings, configuration->surroundings());
  DUNGHAN_TRY(const auto crypto, crypto::SodiumCrypto::ephemeral());
  auto folders = configuration->settings().definitions;
  folders.insert(folders.begin(), map.parent_path());
  yaml::DefinitionFiles definitions(
      std::move(folders), std::move(surroundings),
      [&](std::string_view text) { return hex(crypto->sha256(text)); });
  DUNGHAN_TRY(PreparedLog prepared, prepare_log(*configuration, definitions, run));
  service::ReplayPlan plan;
  DUNGHAN_TRY(plan.procedure,
              cases::Procedure::make(prepared.definition, configuration->legal_time()));
  plan.consequences = prepared.map.consequences;
  if (!prepared.map.cases.count_as.empty()) {
    DUNGHAN_TRY(plan.count_as, configuration->counting_rule(prepared.map.cases.count_as));
  }
  plan.differ = prepared.map.cases.differ;
  plan.organisation = std::move(organisation);
  Lines lines(environment.options(), run.differences, out);
  service::Replay replay(std::move(plan), &lines);
  import::LogReplayOptions options;
  options.progress = progress_bar(prepared.log.size, err);
  DUNGHAN_TRY(const auto outcome, import::replay_log(*prepared.log.reader, prepared.map,
                                                     *prepared.clock, replay, options));
  const double seconds =
      std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count();
  if (environment.options().json) {
    out << import::to_json_line(replay.report(), seconds) << '\n';
    return cli::exit_ok;
  }
  import::ReplayTextOptions text;
  text.vietnamese = environment.options().language == cli::Language::vi;
  text.seconds = seconds;
  text.main_rule = prepared.map.cases.count_as;
  text.statutory_rule = prepared.definition->counting;
  text.returned = outcome.returned;
  out << import::to_text(replay.report(), *prepared.definition, text);
  return cli::exit_ok;
}

}  // namespace

int LocalEnvironment::replay(const cli::LogRun& run, std::ostream& out, std::ostream& err) {
  const auto exit = run_replay(*this, run, out, err);
  return exit ? *exit : cli::report_error(options_, exit.error(), out, err);
}

}  // namespace dunghan::adapters::app
