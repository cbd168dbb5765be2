// `dunghan test`: the scenarios beside definitions, and which states, transitions and deadlines
// they go through.
#include "adapters/app/test_scenarios.h"

#include <fmt/format.h>

#include <ostream>

#include "adapters/app/local_environment.h"
#include "adapters/app/test_mutants.h"
#include "adapters/cli/exit_code.h"
#include "adapters/cli/output.h"
#include "engine/definition/issue_text.h"

namespace dunghan::adapters::app {
namespace {

namespace fs = std::filesystem;
using cli::say;
using scenario::Coverage;

struct Kind {
  std::string_view vi, en;
  const std::vector<scenario::CoverageItem>& (Coverage::*items)() const;
};
constexpr std::array<Kind, 3> kinds{{{"trạng thái", "states", &Coverage::states},
                                     {"bước chuyển", "transitions", &Coverage::transitions},
                                     {"thời hạn", "deadlines", &Coverage::deadlines}}};

class Tester {
 public:
  Tester(LocalEnvironment& environment, Configuration& configuration, const cli::TestRun& run,
         std::ostream& out, std::ostream& err)
      : environment_(environment), configuration_(configuration), run_(run), out_(out), err_(err) {}

  Result<int> test() {
    std::vector<fs::path> paths;
    for (const std::string& path : run_.paths) paths.push_back(environment_.resolve(path));
    DUNGHAN_TRY(const auto folders, find_trials(paths));
    for (const TrialFolder& folder : folders) {
      // A definition with faults hides no other.
      const auto tested = test(folder);
      if (tested) continue;
      cli::report_error(environment_.options(), tested.error(), out_, err_);
      ++failed_;
    }
    print_sum();
    return failed_ == 0 && uncovered_ == 0 ? cli::exit_ok : cli::exit_findings;
  }

 private:
  cli::Language language() const { return environment_.options().language; }
  bool json() const { return environment_.options().json; }

  Result<void> test(const TrialFolder& folder) {
    DUNGHAN_TRY(auto trial, Trial::make(configuration_, folder.folder));
    std::vector<Coverage> covered;
    for (const fs::path& file : folder.definitions) {
      DUNGHAN_TRY(auto definition, trial->definition(file));
      covered.emplace_back(std::move(definition));
    }
    const auto watch = [&](const cases::Procedure& procedure, const cases::Decision& decision) {
      for (Coverage& one : covered) one.add(procedure, decision);
    };
    if (!json()) out_ << folder.folder.lexically_normal().string() << '\n';
    for (const fs::path& file : folder.scenarios) {
      DUNGHAN_TRY(const ScenarioResult result, play_file(*trial, file, watch));
      print(result);
    }
    if (folder.scenarios.empty() && !json())
      out_ << say(language(), "  không có kịch bản: hãy viết một tệp trong scenarios/\n",
                  "  no scenarios: write a file into scenarios/\n");
    for (std::size_t i = 0; i < covered.size(); ++i) print(covered[i], folder.definitions[i]);
    return {};
  }

  void print(const ScenarioResult& result) {
    ++played_;
    if (!result.passed()) ++failed_;
    if (json()) {
      List faults;
      for (const auto& fault : result.faults) faults.emplace_back(cli::issue_json(fault));
      cli::print_json(out_, Map{{"scenario", result.file.lexically_normal().string()},
                                {"title", cli::say(language(), result.title)},
                                {"ok", result.passed()},
                                {"cases", static_cast<std::int64_t>(result.cases)},
                                {"faults", std::move(faults)}});
      return;
    }
    out_ << (result.passed() ? say(language(), "  đạt   ", "  ok    ")
                             : say(language(), "  HỎNG  ", "  FAIL  "))
         << result.file.filename().string();
    if (!result.title.empty()) out_ << ": " << cli::say(language(), result.title);
    out_ << '\n';
    for (const auto& fault : result.faults) out_ << definition::to_text(fault, {});
  }

  void print(const Coverage& coverage, const fs::path& file) {
    const auto sum = coverage.count();
    if (sum.percent() < run_.min_coverage) ++uncovered_;
    if (json()) return print_json(coverage, file);
    out_ << "  " << file.filename().string() << ": " << coverage.definition().id
         << say(language(), ", phiên bản ", ", version ") << coverage.definition().version << '\n';
    for (const Kind& kind : kinds) {
      const auto& items = (coverage.*kind.items)();
      const auto count = Coverage::count(items);
      out_ << fmt::format("    {:<12} {:>3} {} {:>3}  {:>3} %\n", say(language(), kind.vi, kind.en),
                          count.covered, say(language(), "trên", "of"), count.all, count.percent());
      for (const auto& item : items) {
        if (item.covered) continue;
        out_ << "      " << file.lexically_normal().string() << ':' << item.at.line << ':'
             << item.at.column << ": " << say(language(), "chưa qua: ", "not covered: ")
             << item.name << '\n';
      }
    }
  }

  void print_json(const Coverage& coverage, const fs::path& file) {
    Map counts;
    for (const Kind& kind : kinds) {
      const auto& items = (coverage.*kind.items)();
      const auto count = Coverage::count(items);
      List missing;
      for (const auto& item : items) {
        if (!item.covered)
          missing.emplace_back(Map{{"name", item.name},
                                   {"line", std::int64_t{item.at.line}},
                                   {"column", std::int64_t{item.at.column}}});
      }
      counts.push_back({kind.en, Map{{"covered", static_cast<std::int64_t>(count.covered)},
                                     {"of", static_cast<std::int64_t>(count.all)},
                                     {"missing", std::move(missing)}}});
    }
    cli::print_json(out_, Map{{"definition", file.lexically_normal().string()},
                              {"workflow", coverage.definition().id},
                              {"version", std::int64_t{coverage.definition().version}},
                              {"coverage", std::move(counts)},
                              {"percent", std::int64_t{coverage.count().percent()}},
                              {"ok", coverage.count().percent() >= run_.min_coverage}});
  }

  void print_sum() {
    if (json()) return;
    out_ << fmt::format("{} {}, {} {}", played_, say(language(), "kịch bản", "scenarios"), failed_,
                        say(language(), "hỏng", "failed"));
    if (run_.min_coverage > 0)
      out_ << fmt::format("; {} {} {} {} %", uncovered_,
                          say(language(), "quy trình có độ phủ dưới", "definitions covered less"),
                          say(language(), "mức", "than"), run_.min_coverage);
    out_ << '\n';
  }

  LocalEnvironment& environment_;
  Configuration& configuration_;
  const cli::TestRun& run_;
  std::ostream& out_;
  std::ostream& err_;
  std::size_t played_ = 0, failed_ = 0, uncovered_ = 0;
};

}  // namespace

Result<ScenarioResult> play_file(Trial& trial, const fs::path& file, const Trial::Watch& watch) {
  ScenarioResult result;
  result.file = file;
  auto read = trial.read(file);
  if (!read.scenario) {
    result.faults = std::move(read.issues);
    return result;
  }
  result.title = read.scenario->title;
  DUNGHAN_TRY(auto office, trial.office(watch));
  DUNGHAN_TRY(auto played, scenario::play(*read.scenario, *office));
  result.cases = played.cases.size();
  result.faults = std::move(played.faults);
  definition::sort_issues(result.faults);
  return result;
}

int LocalEnvironment::test(const cli::TestRun& run, std::ostream& out, std::ostream& err) {
  const auto exit = [&]() -> Result<int> {
    DUNGHAN_TRY(Configuration* const configured, configuration());
    if (run.mutate) return test_mutants(*this, *configured, run, out);
    return Tester(*this, *configured, run, out, err).test();
  }();
  return exit ? *exit : cli::report_error(options_, exit.error(), out, err);
}

}  // namespace dunghan::adapters::app
