// `dunghan test --mutate`: each definition made wrong in every small way, and which scenario
// notices.
#include "adapters/app/test_mutants.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <ostream>

#include "adapters/app/local_environment.h"
#include "adapters/app/test_scenarios.h"
#include "adapters/cli/exit_code.h"
#include "adapters/cli/output.h"
#include "engine/definition/issue_text.h"

namespace dunghan::adapters::app {
namespace {

namespace fs = std::filesystem;
using cli::say;
using scenario::Mutation;

struct KindWords {
  Mutation::Kind kind;
  std::string_view vi, en;
};
constexpr std::array<KindWords, 10> words{{
    {Mutation::Kind::deadline_dropped, "bỏ thời hạn", "deadline dropped"},
    {Mutation::Kind::guard_negated, "đảo điều kiện", "guard negated"},
    {Mutation::Kind::period_longer, "kéo dài một đơn vị", "period longer by one"},
    {Mutation::Kind::row_changed, "đổi kết quả một dòng", "row's result changed"},
    {Mutation::Kind::target_changed, "đổi đích", "target changed"},
    {Mutation::Kind::transition_dropped, "bỏ bước chuyển", "transition dropped"},
    {Mutation::Kind::trigger_dropped, "bỏ mốc", "trigger dropped"},
    {Mutation::Kind::ground_dropped, "bỏ căn cứ", "ground dropped"},
    {Mutation::Kind::count_raised, "thêm một lần", "count raised"},
    {Mutation::Kind::set_dropped, "bỏ phép gán", "set dropped"},
}};

std::string_view words_of(cli::Language language, Mutation::Kind kind) {
  for (const KindWords& one : words)
    if (one.kind == kind) return say(language, one.vi, one.en);
  return {};
}

struct Ready {
  fs::path file;
  scenario::Scenario scenario;
};

Result<bool> passes(Trial& trial, const scenario::Scenario& scenario) {
  DUNGHAN_TRY(auto office, trial.office());
  DUNGHAN_TRY(const auto played, scenario::play(scenario, *office));
  return played.faults.empty();
}

Result<std::vector<Ready>> ready_scenarios(Trial& trial, const std::vector<fs::path>& files) {
  std::vector<Ready> ready;
  for (const fs::path& file : files) {
    auto read = trial.read(file);
    const bool sound = read.scenario && passes(trial, *read.scenario).value_or(false);
    if (!sound)
      return fail(ErrorCode::invalid_argument,
                  "the scenario " + file.lexically_normal().string() + " does not pass as it is",
                  "mend it first: dunghan test " + file.lexically_normal().string());
    ready.push_back({file, std::move(*read.scenario)});
  }
  if (ready.empty())
    return fail(ErrorCode::invalid_argument, "there is no scenario that could notice anything",
                "scenarios stand in the folder scenarios/ beside the definition");
  return ready;
}

class MutantTester {
 public:
  MutantTester(LocalEnvironment& environment, Configuration& configuration, const cli::TestRun& run,
               std::ostream& out)
      : environment_(environment), configuration_(configuration), run_(run), out_(out) {}

  Result<int> test() {
    std::vector<fs::path> paths;
    for (const std::string& path : run_.paths) paths.push_back(environment_.resolve(path));
    DUNGHAN_TRY(const auto folders, find_trials(paths));
    bool below = false;
    for (const TrialFolder& folder : folders) {
      for (const fs::path& file : folder.definitions) {
        DUNGHAN_TRY(auto trial, Trial::make(configuration_, folder.folder));
        DUNGHAN_TRY(const auto definition, trial->definition(file));
        DUNGHAN_TRY(const auto tried, try_mutations(*trial, definition, folder.scenarios));
        below = print(file, tried) < run_.min_killed || below;
      }
    }
    return below ? cli::exit_findings : cli::exit_ok;
  }

 private:
  cli::Language language() const { return environment_.options().language; }

  /// Percent noticed, rounded down.
  int print(const fs::path& file, const std::vector<TriedMutation>& tried) {
    const auto noticed = static_cast<std::size_t>(
        std::count_if(tried.begin(), tried.end(),
                      [](const TriedMutation& one) { return !one.noticed_by.empty(); }));
    const int percent = tried.empty() ? 100 : static_cast<int>(noticed * 100 / tried.size());
    if (environment_.options().json)
      print_json(file, tried, noticed, percent);
    else
      print_text(file, tried, noticed, percent);
    return percent;
  }

  void print_text(const fs::path& file, const std::vector<TriedMutation>& tried,
                  std::size_t noticed, int percent) {
    out_ << file.lexically_normal().string() << '\n';
    for (const KindWords& kind : words) {
      std::size_t all = 0, seen = 0;
      for (const TriedMutation& one : tried) {
        if (one.mutation.kind != kind.kind) continue;
        ++all;
        seen += one.noticed_by.empty() ? 0U : 1U;
      }
      if (all == 0) continue;
      out_ << fmt::format("  {:<22} {:>3} {} {:>3}\n", say(language(), kind.vi, kind.en), seen,
                          say(language(), "trên", "of"), all);
    }
    for (const TriedMutation& one : tried) {
      if (one.noticed_by.empty()) out_ << definition::to_text(issue_of(file, one.mutation), {});
    }
    out_ << fmt::format("  {} {} {} {}, {} % ({} {} %)\n", noticed, say(language(), "trên", "of"),
                        tried.size(), say(language(), "sai sót bị nhận ra", "mutants noticed"),
                        percent, say(language(), "mức", "bound"), run_.min_killed);
  }

  definition::Issue issue_of(const fs::path& file, const Mutation& mutation) const {
    definition::Issue issue;
    issue.severity = definition::Severity::warning;
    issue.code = "E0622";
    issue.file = file.lexically_normal().string();
    issue.at = mutation.at;
    issue.message =
        std::string(say(language(), "không kịch bản nào nhận ra: ", "no scenario notices: ")) +
        std::string(words_of(language(), mutation.kind)) + ", " + mutation.of;
    if (!mutation.change.empty()) issue.message += " (" + mutation.change + ")";
    return issue;
  }

  void print_json(const fs::path& file, const std::vector<TriedMutation>& tried,
                  std::size_t noticed, int percent) {
    for (const TriedMutation& one : tried) {
      cli::print_json(out_,
                      Map{{"mutant", scenario::name_of(one.mutation.kind)},
                          {"of", one.mutation.of},
                          {"change", one.mutation.change},
                          {"file", file.lexically_normal().string()},
                          {"line", std::int64_t{one.mutation.at.line}},
                          {"column", std::int64_t{one.mutation.at.column}},
                          {"noticed_by", one.noticed_by.empty()
                                             ? Value()
                                             : Value(one.noticed_by.lexically_normal().string())}});
    }
    cli::print_json(out_, Map{{"definition", file.lexically_normal().string()},
                              {"mutants", static_cast<std::int64_t>(tried.size())},
                              {"noticed", static_cast<std::int64_t>(noticed)},
                              {"percent", std::int64_t{percent}},
                              {"ok", percent >= run_.min_killed}});
  }

  LocalEnvironment& environment_;
  Configuration& configuration_;
  const cli::TestRun& run_;
  std::ostream& out_;
};

}  // namespace

Result<std::vector<TriedMutation>> try_mutations(Trial& trial,
                                                 const definition::DefinitionPtr& definition,
                                                 const std::vector<fs::path>& scenarios) {
  DUNGHAN_TRY(std::vector<Ready> ready, ready_scenarios(trial, scenarios));
  std::vector<TriedMutation> tried;
  std::size_t place = 0;
  for (scenario::Mutation& mutation : scenario::mutations_of(*definition)) {
    const std::size_t here = place++;
    if (mutation.at.part != 0) continue;  // the version's that it amends
    TriedMutation one{std::move(mutation), {}};
    trial.definitions().put_in_place(scenario::mutant_of(*definition, here));
    for (auto at = ready.begin(); at != ready.end() && one.noticed_by.empty(); ++at) {
      // A mutant that cannot even be played has been noticed.
      if (passes(trial, at->scenario).value_or(false)) continue;
      one.noticed_by = at->file;
      std::rotate(ready.begin(), at, at + 1);  // it is likely to notice the next one too
    }
    tried.push_back(std::move(one));
  }
  trial.definitions().put_in_place(nullptr);
  return tried;
}

Result<int> test_mutants(LocalEnvironment& environment, Configuration& configuration,
                         const cli::TestRun& run, std::ostream& out) {
  return MutantTester(environment, configuration, run, out).test();
}

}  // namespace dunghan::adapters::app
