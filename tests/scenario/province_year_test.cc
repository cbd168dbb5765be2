// The demonstration's year, 300 cases through the real import, against expected.csv, which a
// program that shares no code with ours worked out day by day.
#include <gtest/gtest.h>

#include <fstream>
#include <set>
#include <sstream>

#include "adapters/app/local_environment.h"
#include "adapters/cli/program.h"
#include "tests/fakes/temporary_folder.h"

namespace dunghan::test {
namespace {

const std::string root = DUNGHAN_SOURCE_DIR;
const std::string examples = root + "/examples/province-year";

class ProvinceYear : public ::testing::Test {
 protected:
  // Exit code of one command; what it printed is in `printed_`.
  int run(std::vector<std::string> arguments) {
    const std::vector<std::string> options = {
        "--db",     (folder_ / "year.db").string(), "--now", "2024-12-31T23:59:59+07:00",
        "--config", root + "/config/dunghan.yaml",  "--json"};
    arguments.insert(arguments.end(), options.begin(), options.end());
    environment_ = std::make_unique<adapters::app::LocalEnvironment>(
        adapters::cli::read_global_options(arguments));
    std::ostringstream out;
    std::ostringstream err;
    const int exit = adapters::cli::run_program(arguments, *environment_, out, err);
    printed_ = out.str() + err.str();
    return exit;
  }

  [[nodiscard]] std::vector<std::string> numbers() {
    EXPECT_EQ(run({"list", "--all"}), 0) << printed_;
    std::vector<std::string> found;
    const std::string mark = "\"number\":\"";
    for (std::size_t at = printed_.find(mark); at != std::string::npos;
         at = printed_.find(mark, at + 1)) {
      const std::size_t begin = at + mark.size();
      found.push_back(printed_.substr(begin, printed_.find('"', begin) - begin));
    }
    return found;
  }

  fakes::TemporaryFolder folder_;
  std::unique_ptr<adapters::app::LocalEnvironment> environment_;
  std::string printed_;
};

// "… (mẫu 107)" is the subject of the register's case mau-107.
std::string sample_of(const cases::Case& state) {
  const Value* subject = find(state.data, "subject");
  if (subject == nullptr) return "without a subject";
  const std::string text = subject->as_string();
  const std::string mark = "(mẫu ";
  const std::size_t begin = text.rfind(mark) + mark.size();
  return "mau-" + text.substr(begin, text.rfind(')') - begin);
}

std::string verdict_of(const deadline::DeadlineState& state, Instant end) {
  if (state.ended_at) return state.late ? "late" : "in time";
  return state.due && state.due->due_at <= end ? "overdue" : "not yet due";
}

void add_rows(const service::LoadedCase& loaded, Instant end, std::multiset<std::string>& rows) {
  const ZoneRules& zone = loaded.procedure->zone();
  for (const cases::DeadlineInstance& instance : loaded.state.deadlines) {
    const auto& spec = loaded.procedure->deadlines()[static_cast<std::size_t>(instance.spec)];
    if (spec.scope == cases::DeadlineSpec::Scope::after) continue;  // a state's own, without a name
    const deadline::DeadlineState& state = instance.state;
    rows.insert(sample_of(loaded.state) + "," + loaded.state.unit + "," + instance.key + "," +
                to_text(state.due->due_on) + "," + std::string(name_of(state.status)) + "," +
                (state.ended_at ? to_text(zone.date_of(*state.ended_at)) : std::string()) + "," +
                verdict_of(state, end));
  }
}

std::multiset<std::string> expected_rows() {
  std::ifstream file(examples + "/expected.csv");
  std::multiset<std::string> rows;
  std::string line;
  std::getline(file, line);  // the header
  while (std::getline(file, line)) {
    if (!line.empty() && line.back() == '\r') line.pop_back();
    rows.insert(line);
  }
  return rows;
}

TEST_F(ProvinceYear, every_limit_of_every_case_comes_out_as_counted_by_hand) {
  ASSERT_EQ(run({"import", examples + "/register.csv", "--map", examples + "/map.yaml"}), 0)
      << printed_;
  const auto cases = numbers();
  ASSERT_EQ(cases.size(), 300U);
  const auto session = environment_->session();
  ASSERT_TRUE(session) << session.error().message;
  std::multiset<std::string> rows;
  const auto end = environment_->now();
  ASSERT_TRUE(end);
  const auto read = (*session)->read([&](service::CaseService& service) -> Result<void> {
    for (const std::string& number : cases) {
      DUNGHAN_TRY(const auto loaded, service.load(number));
      add_rows(*loaded, *end, rows);
    }
    return {};
  });
  ASSERT_TRUE(read) << read.error().message;
  const auto expected = expected_rows();
  ASSERT_GT(expected.size(), 700U);
  std::vector<std::string> missing;
  std::vector<std::string> surplus;
  std::set_difference(expected.begin(), expected.end(), rows.begin(), rows.end(),
                      std::back_inserter(missing));
  std::set_difference(rows.begin(), rows.end(), expected.begin(), expected.end(),
                      std::back_inserter(surplus));
  EXPECT_EQ(missing, std::vector<std::string>());
  EXPECT_EQ(surplus, std::vector<std::string>());
}

}  // namespace
}  // namespace dunghan::test
