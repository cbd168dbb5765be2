#include "engine/service/replay.h"

#include <algorithm>

#include "engine/base/check.h"
#include "engine/service/case_run.h"

namespace dunghan::service {

rule::Environment differ_environment() {
  using Kind = rule::Type::Kind;
  rule::Environment environment;
  for (const char* date : {"recorded", "plain", "statutory"})
    environment.variables.emplace_back(date, rule::Type(Kind::date));
  environment.variables.emplace_back("activities", rule::Type::list_of(rule::Type(Kind::string)));
  return environment;
}

Replay::Replay(ReplayPlan plan, ReplaySink* sink) : plan_(std::move(plan)), sink_(sink) {
  DUNGHAN_CHECK(plan_.procedure != nullptr);
  for (const cases::DeadlineSpec& spec : plan_.procedure->deadlines()) {
    if (spec.scope != cases::DeadlineSpec::Scope::after) (void)figures_of(spec.definition->name);
  }
}

void Replay::run(const LoggedCase& logged) {
  ++report_.cases;
  know_unit(logged.unit);
  CaseRun(*this, logged).run();
}

void Replay::reject(const Rejection& rejection) {
  report_.rejected.add(rejection.reason);
  report_.first_rejected.try_emplace(rejection.reason, rejection);
  if (sink_ != nullptr) sink_->rejected(rejection);
}

// A log may name units that no organisation file knows; its cases run all the same. Beyond the
// bound they are refused one by one, as unknown.
void Replay::know_unit(const std::string& unit) {
  const auto& known = plan_.organisation;
  if (unit.empty() || known.unit(unit) != nullptr || known.units().size() >= replay_units_max)
    return;
  std::vector<organisation::UnitRecord> units = known.units();
  organisation::UnitRecord record;
  record.id = record.code = record.name_vi = record.name_en = unit;
  units.push_back(std::move(record));
  plan_.organisation =
      organisation::Organisation({}, std::move(units), known.posts(), known.people());
}

DeadlineReport& Replay::figures_of(const std::string& deadline) {
  const auto found = std::find_if(report_.deadlines.begin(), report_.deadlines.end(),
                                  [&](const DeadlineReport& one) { return one.name == deadline; });
  if (found != report_.deadlines.end()) return *found;
  report_.deadlines.emplace_back();
  report_.deadlines.back().name = deadline;
  return report_.deadlines.back();
}

}  // namespace dunghan::service
