// `dunghan import`: a register into the database, in the order of law time; every row that is
// refused is reported, none stops the rest.
#include <algorithm>
#include <filesystem>
#include <map>
#include <ostream>

#include "adapters/app/local_environment.h"
#include "adapters/app/map_file.h"
#include "adapters/app/simulated_office.h"
#include "adapters/cli/exit_code.h"
#include "adapters/cli/output.h"
#include "adapters/import/register_import.h"
#include "adapters/import/replay_json.h"

namespace dunghan::adapters::app {
namespace {

struct Tally {
  std::int64_t rows = 0, acts = 0, cases = 0, refused = 0;
};

class ImportRun {
 public:
  ImportRun(const cli::GlobalOptions& options, std::ostream& out) : options_(options), out_(out) {}

  void refuse(const service::Rejection& why) {
    ++tally_.refused;
    if (options_.json) {
      out_ << import::to_json_line(why) << '\n';
      return;
    }
    out_ << cli::say(options_.language, "dòng ", "row ") << why.line;
    if (why.column > 0) out_ << cli::say(options_.language, ", cột ", ", column ") << why.column;
    out_ << ": " << why.message;
    if (!why.remedy.empty()) out_ << "; " << why.remedy;
    out_ << '\n';
  }

  // One act: its case is the one that was opened for the register's case id.
  using Submit = std::function<Result<service::Answer>(const service::Request&)>;
  Result<void> submit(const Submit& submit_request, import::ImportAct& act) {
    ++tally_.acts;
    const bool opens = std::holds_alternative<service::OpenRequest>(act.request.what);
    if (!opens) {
      const auto known = numbers_.find(act.case_id);
      if (known == numbers_.end()) {
        refuse({"no_case", act.case_id, act.activity, act.line, 0,
                "case `" + act.case_id + "` was not opened",
                "its opening row is missing or was refused"});
        return {};
      }
      act.request.case_ref = known->second;
    }
    const auto answer = submit_request(act.request);
    if (!answer) {
      const bool environment = cli::exit_code(answer.error().code) == cli::exit_environment;
      if (environment) return Failure(answer.error());
      refuse({answer.error().reason.empty() ? std::string(name_of(answer.error().code))
                                            : answer.error().reason,
              act.case_id, act.activity, act.line, 0, answer.error().message,
              answer.error().remedy});
      return {};
    }
    if (opens) {
      numbers_[act.case_id] = find(*answer, "number")->as_string();
      ++tally_.cases;
    }
    return {};
  }

  void summary(bool dry_run) {
    if (options_.json) {
      cli::print_json(out_, Map{{"rows", tally_.rows},
                                {"acts", tally_.acts},
                                {"cases", tally_.cases},
                                {"refused", tally_.refused},
                                {"dry_run", dry_run}});
      return;
    }
    out_ << cli::say(options_.language, "Đã nhận ", "Taken in: ") << tally_.cases
         << cli::say(options_.language, " hồ sơ, ", " cases, ") << tally_.acts
         << cli::say(options_.language, " việc từ ", " acts from ") << tally_.rows
         << cli::say(options_.language, " dòng; từ chối ", " rows; refused: ") << tally_.refused
         << (dry_run ? cli::say(options_.language, " (chạy thử, không ghi gì)",
                                " (dry run, nothing written)")
                     : "")
         << ".\n";
  }

  [[nodiscard]] Tally& tally() { return tally_; }

 private:
  const cli::GlobalOptions& options_;
  std::ostream& out_;
  Tally tally_;
  std::map<std::string, std::string> numbers_;
};

// What the acts run in: the real office (a rehearsal's clock goes along with the register), or one
// in memory for a dry run.
struct Target {
  ImportRun::Submit submit;
  ports::DefinitionStore* definitions = nullptr;
  std::function<Result<void>(Instant)> advance;  // empty: the clock is the world's
};

Result<void> run_acts(const cli::LogRun& run, Configuration& configuration, const Target& target,
                      ImportRun& importing, Instant until) {
  DUNGHAN_TRY(PreparedLog prepared, prepare_log(configuration, *target.definitions, run));
  DUNGHAN_TRY(const auto* organisation, configuration.organisation());
  import::RegisterImport rows(
      prepared.map, *prepared.clock, *organisation,
      [&](const service::Rejection& why) { importing.refuse(why); },
      std::filesystem::temp_directory_path());
  DUNGHAN_TRY_VOID(rows.read(*prepared.log.reader));
  importing.tally().rows = rows.rows();
  import::ImportAct act;
  for (;;) {
    DUNGHAN_TRY(const bool more, rows.next(act));
    if (!more) break;
    if (target.advance && act.request.occurred)
      DUNGHAN_TRY_VOID(target.advance(std::min(act.request.occurred->at, until)));
    DUNGHAN_TRY_VOID(importing.submit(target.submit, act));
  }
  return target.advance ? target.advance(until) : Result<void>{};
}

Result<void> import_for_real(LocalEnvironment& environment, const cli::LogRun& run,
                             ImportRun& importing) {
  DUNGHAN_TRY(Configuration* const configuration, environment.configuration());
  DUNGHAN_TRY(cli::Session* const session, environment.session());
  DUNGHAN_TRY(const Instant now, environment.now());
  Target target;
  target.submit = [session](const service::Request& request) { return session->submit(request); };
  DUNGHAN_TRY(target.definitions, environment.definitions());
  if (!environment.options().now.empty()) {
    DUNGHAN_TRY(Office* const office, environment.office());
    office->clock().set(Instant{});
    target.advance = [office](Instant instant) {
      return advance_clock(office->service(), office->store(), office->clock(), instant);
    };
  }
  return run_acts(run, *configuration, target, importing, now);
}

Result<void> import_in_memory(LocalEnvironment& environment, const cli::LogRun& run,
                              ImportRun& importing) {
  DUNGHAN_TRY(Configuration* const configuration, environment.configuration());
  DUNGHAN_TRY(auto office,
              SimulatedOffice::make(*configuration, configuration->settings().definitions));
  DUNGHAN_TRY(const Instant now, environment.now());
  Target target;
  target.submit = [&](const service::Request& request) {
    auto answer = office->service().handle(request);
    if (answer) static_cast<void>(office->service().deliver_case_messages());
    return answer;
  };
  target.definitions = &office->definitions();
  target.advance = [&](Instant instant) { return office->advance_to(instant); };
  return run_acts(run, *configuration, target, importing, now);
}

}  // namespace

int LocalEnvironment::import(const cli::LogRun& asked, std::ostream& out, std::ostream& err) {
  cli::LogRun run = asked;
  run.log = resolve(asked.log).string();
  run.map = resolve(asked.map).string();
  ImportRun importing(options_, out);
  const auto done = run.dry_run ? import_in_memory(*this, run, importing)
                                : import_for_real(*this, run, importing);
  if (!done) return cli::report_error(options_, done.error(), out, err);
  importing.summary(run.dry_run);
  return importing.tally().refused == 0 ? cli::exit_ok : cli::exit_findings;
}

}  // namespace dunghan::adapters::app
