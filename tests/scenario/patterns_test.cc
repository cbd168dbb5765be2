// The control-flow patterns, each a definition with one trace that must run and one that must be
// refused: both come out as written, they notice when the definition is made into a neighbouring
// pattern, and workflows/PATTERNS.md says of each what is so.
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <map>
#include <regex>
#include <sstream>

#include "adapters/app/test_mutants.h"
#include "adapters/app/test_scenarios.h"
#include "adapters/yaml/yaml_document.h"
#include "engine/definition/issue_text.h"
#include "tests/fakes/temporary_folder.h"
#include "tests/scenario/pattern_neighbours.h"

namespace dunghan::test {
namespace {

namespace fs = std::filesystem;
using namespace adapters::app;
using definition::Action;

const fs::path root = DUNGHAN_SOURCE_DIR;
const fs::path patterns = root / "tests/scenario/patterns";
constexpr int control_flow_patterns = 43;

std::string text_in(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  std::ostringstream text;
  text << in.rdbuf();
  return text.str();
}

/// A row of a table of PATTERNS.md.
struct Row {
  std::string number;   // "WCP-1", "Direct allocation"
  std::string support;  // "direct", "with help", "no", …
  std::string folder;   // empty: none
  std::string why;      // how it is said, or why not
};

std::vector<Row> rows_of(const std::string& first) {
  std::vector<Row> rows;
  std::istringstream text(text_in(root / "workflows/PATTERNS.md"));
  const std::regex row(R"(\| ()" + first +
                       R"([^|]*) \| [^|]+ \| ([^|]+) \| ([^|]*) \| ([^|]+(?:\|[^|]+)*) \|)");
  const std::regex link(R"(\[`([a-z0-9-]+)`\]\(\.\./tests/scenario/patterns/([a-z0-9-]+)/?\))");
  for (std::string line; std::getline(text, line);) {
    std::smatch cells, target;
    if (!std::regex_match(line, cells, row)) continue;
    Row one{cells[1], cells[2], {}, cells[4]};
    const std::string place = cells[3];
    if (std::regex_search(place, target, link)) {
      EXPECT_EQ(target[1], target[2]) << line;
      one.folder = target[1];
    }
    rows.push_back(std::move(one));
  }
  return rows;
}

bool is_supported(const Row& row) {
  return row.support == "direct" || row.support == "with help";
}

std::vector<fs::path> folders() {
  std::vector<fs::path> found;
  for (const auto& entry : fs::directory_iterator(patterns)) found.push_back(entry.path());
  std::sort(found.begin(), found.end());
  return found;
}

class Patterns : public ::testing::Test {
 protected:
  void SetUp() override {
    auto loaded = Configuration::load((root / "config/dunghan.yaml").string());
    ASSERT_TRUE(loaded) << loaded.error().message;
    configuration_ = std::move(*loaded);
  }

  std::unique_ptr<Trial> trial(const fs::path& folder) {
    auto made = Trial::make(*configuration_, folder);
    EXPECT_TRUE(made) << made.error().message;
    return made ? std::move(*made) : nullptr;
  }

  /// The definitions of a folder: the pattern's own, and those of the cases that it opens.
  std::vector<definition::DefinitionPtr> definitions(Trial& trying, const fs::path& folder) {
    std::vector<definition::DefinitionPtr> all;
    for (const auto& entry : fs::directory_iterator(folder)) {
      if (entry.path().extension() != ".yaml" || entry.path().filename() == "organisation.yaml")
        continue;
      auto read = trying.definition(entry.path());
      EXPECT_TRUE(read) << entry.path() << ": " << read.error().message;
      if (read) all.push_back(*read);
    }
    return all;
  }

  std::unique_ptr<Configuration> configuration_;
};

TEST_F(Patterns, each_trace_comes_out_as_written_and_one_is_of_what_must_be_refused) {
  for (const fs::path& folder : folders()) {
    SCOPED_TRACE(folder.filename().string());
    const auto trying = trial(folder);
    std::vector<scenario::Coverage> coverage;
    for (const auto& one : definitions(*trying, folder)) coverage.emplace_back(one);
    ASSERT_FALSE(coverage.empty());
    for (const char* name : {"run", "refused"}) {
      const fs::path file = folder / "scenarios" / (std::string(name) + ".yaml");
      const auto read = trying->read(file);
      ASSERT_TRUE(read.scenario) << file << ": " << definition::to_line(read.issues.front());
      const auto& steps = read.scenario->steps;
      const bool refuses = std::any_of(steps.begin(), steps.end(),
                                       [](const auto& step) { return !step.refused.empty(); });
      EXPECT_EQ(refuses, std::string_view(name) == "refused") << file;
      const auto result =
          play_file(*trying, file, [&](const auto& procedure, const auto& decision) {
            for (auto& one : coverage) one.add(procedure, decision);
          });
      ASSERT_TRUE(result) << result.error().message;
      for (const auto& fault : result->faults) ADD_FAILURE() << definition::to_line(fault);
    }
    for (const auto& one : coverage) {
      for (const auto* items : {&one.states(), &one.transitions(), &one.deadlines()}) {
        for (const auto& item : *items)
          EXPECT_TRUE(item.covered)
              << one.definition().id << ":" << item.at.line << ": " << item.name;
      }
    }
  }
}

TEST_F(Patterns, the_table_names_each_of_the_43_once_and_each_that_is_supported_has_its_folder) {
  const std::vector<Row> rows = rows_of("WCP-");
  ASSERT_EQ(rows.size(), static_cast<std::size_t>(control_flow_patterns));
  int supported = 0;
  for (int number = 1; number <= control_flow_patterns; ++number) {
    const Row& row = rows[static_cast<std::size_t>(number - 1)];
    EXPECT_EQ(row.number, "WCP-" + std::to_string(number));
    EXPECT_TRUE(is_supported(row) || row.support == "no") << row.number << ": " << row.support;
    EXPECT_FALSE(row.why.empty());
    supported += is_supported(row) ? 1 : 0;
    const std::string digits = (number < 10 ? "0" : "") + std::to_string(number);
    EXPECT_EQ(is_supported(row), row.folder.rfind("wcp-" + digits + "-", 0) == 0) << row.number;
  }
  EXPECT_GE(supported, 40);
}

TEST_F(Patterns, every_folder_stands_in_a_table_and_what_is_told_of_as_supported_is_there) {
  std::vector<std::string> named;
  for (const char* first : {"WCP-", "(?:WRP-|ours)"}) {
    for (const Row& row : rows_of(first)) {
      if (row.folder.empty()) {
        EXPECT_FALSE(is_supported(row)) << row.number;
        continue;
      }
      EXPECT_TRUE(fs::exists(patterns / row.folder / "v1.yaml")) << row.number;
      named.push_back(row.folder);
    }
  }
  for (const fs::path& folder : folders())
    EXPECT_NE(std::find(named.begin(), named.end(), folder.filename().string()), named.end())
        << folder.filename() << " stands in no table";
}

// What `direct` means, as PATTERNS.md says it.
class Directness {
 public:
  explicit Directness(const definition::WorkflowDefinition& of) : of_(of) {}

  void check() const {
    for (const auto& state : of_.states) {
      for (const auto* actions : {&state.entry, &state.exit}) check(*actions);
      for (const auto& one : state.on) check(one);
      for (const auto& one : state.always) check(one.actions);
      for (const auto& one : state.after) check(one.transition.actions);
      if (state.done) check(state.done->actions);
    }
  }

 private:
  void check(const definition::Transition& one) const {
    check(one.actions);
    if (one.event.find('.') != std::string::npos) return;  // the engine raises it
    EXPECT_FALSE(one.title.vi.empty() || one.title.en.empty())
        << of_.id << ": `" << one.event << "` is no act that people have a name for";
    EXPECT_FALSE(one.by.empty()) << of_.id << ": nobody sends `" << one.event << "`";
    for (const auto& role : one.by)
      EXPECT_NE(of_.role(role), nullptr) << of_.id << ": `" << one.event << "` by " << role;
  }
  void check(const std::vector<Action>& actions) const {
    for (const Action& action : actions) {
      EXPECT_NE(action.kind, Action::Kind::set) << of_.id << " keeps a count or a mark in data";
      EXPECT_NE(action.kind, Action::Kind::raise) << of_.id << " has a helper event";
      EXPECT_NE(action.kind, Action::Kind::emit) << of_.id << " has a helper event";
    }
  }

  const definition::WorkflowDefinition& of_;
};

TEST_F(Patterns, what_is_called_direct_has_no_helper_event_and_no_count_in_data) {
  int direct = 0;
  for (const Row& row : rows_of("WCP-")) {
    if (row.support != "direct") continue;
    ++direct;
    const auto trying = trial(patterns / row.folder);
    for (const auto& one : definitions(*trying, patterns / row.folder)) Directness(*one).check();
  }
  EXPECT_GE(direct, 38);
}

TEST_F(Patterns, their_traces_notice_every_mutant_of_the_pattern) {
  std::size_t mutants = 0;
  for (const fs::path& folder : folders()) {
    const auto trying = trial(folder);
    const std::vector<fs::path> scenarios{folder / "scenarios/run.yaml",
                                          folder / "scenarios/refused.yaml"};
    for (const auto& one : definitions(*trying, folder)) {
      const auto tried = try_mutations(*trying, one, scenarios);
      ASSERT_TRUE(tried) << tried.error().message;
      mutants += tried->size();
      for (const TriedMutation& each : *tried)
        EXPECT_FALSE(each.noticed_by.empty()) << one->id << ":" << each.mutation.at.line << ": "
                                              << each.mutation.of << " " << each.mutation.change;
    }
  }
  EXPECT_GE(mutants, 200U);
}

std::string made_into(std::string text, const Neighbour& neighbour) {
  for (const auto& [from, to] : neighbour.edits) {
    if (from.empty()) continue;
    const auto at = text.find(from);
    EXPECT_NE(at, std::string::npos) << neighbour.folder << " no longer has: " << from;
    if (at != std::string::npos) text.replace(at, from.size(), to);
  }
  return text;
}

TEST_F(Patterns, made_into_a_neighbouring_pattern_a_trace_no_longer_comes_out) {
  const fakes::TemporaryFolder temporary;
  std::map<std::string, int> tried;
  for (const Neighbour& neighbour : neighbours()) {
    const std::string folder(neighbour.folder);
    SCOPED_TRACE(folder + " as " + std::string(neighbour.pattern));
    ++tried[folder];
    const fs::path copy = temporary.path() / (folder + std::string(neighbour.pattern));
    fs::copy(patterns / folder, copy, fs::copy_options::recursive);
    std::ofstream(copy / "v1.yaml", std::ios::binary)
        << made_into(text_in(patterns / folder / "v1.yaml"), neighbour);
    const auto trying = trial(copy);
    ASSERT_TRUE(trying->definition(copy / "v1.yaml"))
        << trying->definition(copy / "v1.yaml").error().message;
    bool noticed = false;
    for (const char* name : {"run", "refused"}) {
      const auto result =
          play_file(*trying, copy / "scenarios" / (std::string(name) + ".yaml"), {});
      ASSERT_TRUE(result) << result.error().message;
      noticed = noticed || !result->passed();
      // Played to its end: what no longer comes out, not what can no longer be read.
      for (const auto& fault : result->faults)
        EXPECT_TRUE(fault.code >= "E0618" && fault.code <= "E0620") << definition::to_line(fault);
    }
    EXPECT_TRUE(noticed);
  }
  for (const Row& row : rows_of("WCP-")) {
    if (!is_supported(row)) continue;
    EXPECT_GE(tried[row.folder], 1) << row.folder << " has no neighbour";
  }
}

}  // namespace
}  // namespace dunghan::test
