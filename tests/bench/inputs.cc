#include "tests/bench/inputs.h"

#include <array>
#include <cstdio>
#include <cstdlib>
#include <map>

#include "adapters/system/tzdb_zone_rules.h"
#include "adapters/yaml/calendar_files.h"
#include "adapters/yaml/counting_files.h"
#include "tests/bench/row.h"

namespace dunghan::bench {
namespace {

using std::chrono::days;

[[noreturn]] void give_up(const std::string& what, const definition::Issues& issues) {
  std::fprintf(stderr, "bench: %s does not load\n", what.c_str());
  for (const definition::Issue& issue : issues)
    std::fprintf(stderr, "  %s: %s\n", issue.file.c_str(), issue.message.c_str());
  std::exit(1);
}

/// One value an input, drawn by `make(draw, index)`.
template <class Make>
auto table(std::uint64_t seed, Make make) {
  Draw draw(seed);
  std::vector<decltype(make(draw, std::size_t{0}))> values;
  values.reserve(input_count);
  for (std::size_t index = 0; index < input_count; ++index) values.push_back(make(draw, index));
  return values;
}

deadline::Operation operation(deadline::OperationKind kind, Instant at, std::int64_t seq) {
  deadline::Operation made;
  made.kind = kind;
  made.at = at;
  made.seq = seq;
  return made;
}

}  // namespace

std::filesystem::path calendars_folder() {
  return std::filesystem::path(DUNGHAN_SOURCE_DIR) / "config/calendars";
}

const calendar::Calendar& shipped_calendar(std::string_view id) {
  static std::map<std::string, calendar::Calendar, std::less<>> known;
  const auto found = known.find(id);
  if (found != known.end()) return found->second;
  auto loaded = adapters::yaml::load_calendar(calendars_folder(), id, adapters::system::zone_rules);
  if (!loaded.calendar) give_up("calendar " + std::string(id), loaded.issues);
  return known.emplace(id, *std::move(loaded.calendar)).first->second;
}

const calendar::Calendar& viet_nam() {
  static const calendar::Calendar& loaded = shipped_calendar("vn-public-administration");
  return loaded;
}
const calendar::Calendar& netherlands() {
  static const calendar::Calendar& loaded = shipped_calendar("nl");
  return loaded;
}

const deadline::CountingRule& civil_code() {
  static const deadline::CountingRule rule = [] {
    const auto folder = std::filesystem::path(DUNGHAN_SOURCE_DIR) / "config/counting";
    auto loaded = adapters::yaml::load_counting_rule(folder, "vn-civil-code-2015");
    if (!loaded.rule) give_up("counting rule vn-civil-code-2015", loaded.issues);
    return *std::move(loaded.rule);
  }();
  return rule;
}

const std::vector<Date>& dates() {
  static const auto drawn = table(1, [](Draw& draw, std::size_t) {
    const std::int64_t span = (make_date(2197, 12, 31) - make_date(1901, 1, 1)).count();
    return make_date(1901, 1, 1) + days{draw.between(0, span)};
  });
  return drawn;
}

const std::vector<Date>& dates_near() {
  static const auto drawn = table(2, [](Draw& draw, std::size_t index) {
    return std::max(dates()[index] + days{draw.between(-730, 730)}, make_date(1901, 1, 1));
  });
  return drawn;
}

const std::vector<Instant>& moments() {
  static const auto drawn = table(3, [](Draw& draw, std::size_t index) {
    const auto minute = std::chrono::minutes{draw.between(0, 1439)};
    return viet_nam().zone().to_instant(LocalTime{dates()[index]} + minute);
  });
  return drawn;
}

const std::vector<std::int32_t>& lengths() {
  static const auto drawn = table(
      4, [](Draw& draw, std::size_t) { return static_cast<std::int32_t>(draw.between(1, 250)); });
  return drawn;
}

std::vector<Typed> typed(std::string_view period) {
  return table(5, [&](Draw&, std::size_t index) {
    return Typed{std::string(period), to_text(dates()[index])};
  });
}

std::vector<Typed> typed_in_all_forms() {
  constexpr std::array<std::string_view, 8> units{"days", "working days",  "months", "weeks",
                                                  "ngày", "ngày làm việc", "tháng",  "hours"};
  constexpr std::array<std::string_view, 4> behind{"", "T08:30", "T16:45:30", "T08:30+07:00"};
  return table(6, [&](Draw& draw, std::size_t index) {
    const std::string amount = std::to_string(draw.between(1, 60));
    const auto form = static_cast<std::size_t>(draw.between(0, units.size() + 1));
    Typed made;
    if (form < units.size()) {
      made.period = amount + " " + std::string(units[form]);
    } else {
      made.period = form == units.size() ? "P" + amount + "D" : "1 month " + amount + " days";
    }
    made.from = to_text(dates()[index]);
    made.from += behind[static_cast<std::size_t>(draw.between(0, behind.size() - 1))];
    return made;
  });
}

const std::vector<std::vector<deadline::Operation>>& suspended_and_extended() {
  using deadline::OperationKind;
  static const auto drawn = [] {
    Draw draw(7);
    std::vector<std::vector<deadline::Operation>> folds;
    for (std::size_t index = 0; index < fold_count; ++index) {
      const Instant begun = moments()[index];
      const Instant suspended = begun + days{draw.between(2, 10)};
      auto start = operation(OperationKind::start, begun, 1);
      auto resumed = operation(OperationKind::resume, suspended + days{draw.between(3, 20)}, 3);
      auto extend = operation(OperationKind::extend, resumed.at + days{1}, 4);
      start.limit.period = index % 2 == 0 ? dunghan::days(30) : working_days(20);
      extend.by = index % 2 == 0 ? dunghan::days(15) : working_days(10);
      folds.push_back({start, operation(OperationKind::suspend, suspended, 2), resumed, extend});
    }
    return folds;
  }();
  return drawn;
}

}  // namespace dunghan::bench
