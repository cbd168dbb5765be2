#include "tests/golden/limit_office.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "adapters/yaml/yaml_document.h"
#include "engine/cases/turn.h"
#include "engine/deadline/deadline.h"

namespace dunghan::test {
namespace {

using deadline::Operation;
using std::chrono::days;

const std::string root = DUNGHAN_SOURCE_DIR;
constexpr const char* unit = "so-noi-vu";
constexpr const char* head = "p-0301";

/// The month, week, quarter or year that a day lies in, by the name of the field.
Value window_around(const std::string& field, Date date) {
  const std::chrono::year_month_day civil_date = civil(date);
  const auto month = civil_date.year() / civil_date.month();
  Date from{month / std::chrono::day{1}};
  Date to{month / std::chrono::last};
  if (field == "week") {
    from = date - (std::chrono::weekday{date} - std::chrono::Monday);
    to = from + days{6};
  } else if (field == "quarter") {
    const unsigned first = (static_cast<unsigned>(civil_date.month()) - 1) / 3 * 3 + 1;
    from = Date{civil_date.year() / std::chrono::month{first} / std::chrono::day{1}};
    to = Date{civil_date.year() / std::chrono::month{first + 2} / std::chrono::last};
  } else if (field == "year") {
    from = Date{civil_date.year() / std::chrono::January / std::chrono::day{1}};
    to = Date{civil_date.year() / std::chrono::December / std::chrono::day{31}};
  }
  return Map{{"from", from}, {"to", to}};
}

CountedLimit counted_of(const deadline::DeadlineState& state) {
  CountedLimit counted;
  counted.least_time = state.least_time;
  counted.not_before = state.not_before;
  if (!state.due) return counted;
  counted.due_on = state.due->due_on;
  counted.due_at = state.due->due_at;
  return counted;
}

/// Whether a "NAME.GROUND" names a ground of suspension of the deadline NAME.
const definition::SuspendGround* ground_named(const definition::Deadline& deadline,
                                              const std::string& name) {
  const std::size_t dot = name.find('.');
  if (dot == std::string::npos) return nullptr;
  for (const auto& ground : deadline.suspend) {
    if (ground.name == name.substr(dot + 1)) return &ground;
  }
  return nullptr;
}

}  // namespace

LimitOffice::LimitOffice() {
  auto configuration = adapters::app::Configuration::load(root + "/config/dunghan.yaml");
  EXPECT_TRUE(configuration) << configuration.error().message;
  configuration_ = std::move(*configuration);
  auto office =
      adapters::app::SimulatedOffice::make(*configuration_, {root + "/tests/golden/limits"});
  EXPECT_TRUE(office) << office.error().message;
  office_ = std::move(*office);
  calendar_ = configuration_->calendar("vn-public-administration").value();
}

Instant LimitOffice::at(const std::string& text) const {
  return parse_occurrence(text, calendar_->zone()).value().at;
}

const definition::Compiled& LimitOffice::compiled(const std::string& path) {
  const auto known = compiled_.find(path);
  if (known != compiled_.end()) return known->second;
  const auto parsed = adapters::yaml::read_yaml_file(root + "/" + path);
  definition::Compiled made{nullptr, parsed.issues};
  if (parsed.document)
    made = definition::compile(*parsed.document, configuration_->surroundings().value());
  return compiled_.emplace(path, std::move(made)).first->second;
}

const definition::Deadline* LimitOffice::deadline(const std::string& path,
                                                  const std::string& name) {
  const definition::DefinitionPtr& definition = compiled(path).definition;
  if (definition == nullptr) return nullptr;
  const auto procedure = cases::Procedure::make(definition, configuration_->legal_time());
  if (!procedure) return nullptr;
  for (const auto& spec : (*procedure)->deadlines()) {
    if (spec.definition->name == name) return spec.definition;
  }
  const std::size_t dot = name.find('.');
  const auto* owner = dot == std::string::npos ? nullptr : deadline(path, name.substr(0, dot));
  return owner != nullptr && ground_named(*owner, name) != nullptr ? owner : nullptr;
}

Map LimitOffice::data_of(const LimitFile& file, const std::vector<std::string>& condition) {
  const Date reference = parse_date(file.reference).value();
  Map data;
  for (const auto& field : compiled(file.path).definition->data) {
    switch (field.type.kind) {
      case definition::FieldKind::date: data.push_back({field.name, reference}); break;
      case definition::FieldKind::instant:
        data.push_back({field.name, at(file.reference + "T08:00")});
        break;
      case definition::FieldKind::window:
        data.push_back({field.name, window_around(field.name, reference)});
        break;
      case definition::FieldKind::boolean: data.push_back({field.name, false}); break;
      default: break;
    }
  }
  for (const std::string& one : condition)
    put(data, one.substr(0, one.find('=')), Value(one.ends_with("=true")));
  return data;
}

Result<CountedLimit> LimitOffice::count(const LimitFile& file, const std::string& name,
                                        const std::vector<std::string>& condition,
                                        const std::string* ground) {
  Map data = data_of(file, condition);
  return file.is_fixture() ? count_in_case(file, name, std::move(data), ground)
                           : count_alone(file, name, std::move(data), ground);
}

// ---- a fixture: a case of its own ---------------------------------------------------------------

Result<service::Answer> LimitOffice::submit(const std::string& number,
                                            decltype(service::Request::what) what) {
  service::Request request;
  request.case_ref = number;
  request.actor.id = head;
  request.what = std::move(what);
  return office_->service().handle(request);
}

Result<std::string> LimitOffice::open(const LimitFile& file, Map data) {
  const auto& definition = *compiled(file.path).definition;
  office_->set_clock(at(file.start + "T09:00"));
  DUNGHAN_TRY(const service::Answer answer,
              submit({}, service::OpenRequest{definition.id, unit, std::move(data), {}, {}, {}}));
  if (find(answer, "version")->as_int() != definition.version) {
    return fail(ErrorCode::invalid_argument,
                file.path + " is not the version in force on " + file.start);
  }
  return find(answer, "number")->as_string();
}

/// The acts that start limits, in the order of the file, all at one moment; `only`: of that limit
/// alone, where it has to run on and another's start may be its end.
Result<void> LimitOffice::begin(const LimitFile& file, const std::string& number,
                                const definition::Deadline* only) {
  std::set<std::string> sent;
  for (const auto& limit : compiled(file.path).definition->deadlines) {
    if (only != nullptr && limit.name != only->name) continue;
    for (const auto& trigger : limit.start.any) {
      if (trigger.kind != definition::Trigger::Kind::event) continue;
      if (!sent.insert(trigger.names.front()).second) continue;
      DUNGHAN_TRY_VOID(submit(number, service::SendRequest{trigger.names.front(), {}}));
    }
  }
  return {};
}

Result<CountedLimit> LimitOffice::count_in_case(const LimitFile& file, const std::string& name,
                                                Map data, const std::string* ground) {
  DUNGHAN_TRY(const std::string number, open(file, std::move(data)));
  const definition::Deadline* limit = deadline(file.path, name);
  const auto* pause = ground_named(*limit, name);
  const bool runs_on = ground != nullptr || pause != nullptr;
  DUNGHAN_TRY_VOID(begin(file, number, runs_on ? limit : nullptr));
  if (ground != nullptr) {
    office_->set_clock(at(file.start + "T09:00") + days{1});
    DUNGHAN_TRY_VOID(submit(number, service::ExtendRequest{name, *ground, {}, {}, {}}));
  }
  if (pause != nullptr)
    DUNGHAN_TRY_VOID(submit(number, service::SuspendRequest{limit->name, pause->name, {}}));
  DUNGHAN_TRY(const auto loaded, office_->service().load(number));
  const auto* instance = loaded->state.latest_deadline(limit->name);
  if (instance == nullptr) return fail(ErrorCode::not_found, name + " never started");
  if (pause == nullptr) return counted_of(instance->state);
  // The day on which the pause ends by itself.
  const auto& spec = loaded->procedure->deadlines()[static_cast<std::size_t>(instance->spec)];
  DUNGHAN_TRY(const auto ends,
              deadline::resumes_by_itself(instance->operations, *spec.rule, *spec.calendar));
  CountedLimit counted;
  if (ends) counted.due_on = calendar_->zone().date_of(*ends);
  return counted;
}

// ---- a shipped procedure: the limit alone -------------------------------------------------------

Result<CountedLimit> LimitOffice::count_alone(const LimitFile& file, const std::string& name,
                                              Map data, const std::string* ground) {
  DUNGHAN_TRY(const auto procedure,
              cases::Procedure::make(compiled(file.path).definition, configuration_->legal_time()));
  cases::Case current_case;
  current_case.data = std::move(data);
  cases::Facts facts;
  facts.procedure = procedure.get();
  facts.organisation = configuration_->organisation().value();
  cases::Occasion occasion;
  occasion.at = at(file.start + "T09:00");
  const cases::CaseConditions conditions(current_case, occasion, facts);
  const int index = procedure->deadline_index(name);
  const auto& spec = procedure->deadlines()[static_cast<std::size_t>(index)];
  std::vector<Operation> operations(1);
  operations[0].at = occasion.at;
  DUNGHAN_TRY(operations[0].limit, cases::resolve_limit(*spec.definition, *procedure, conditions));
  for (const auto& one : spec.definition->extend) {
    if (ground == nullptr || one.name != *ground) continue;
    definition::Deadline amount;
    amount.limit = one.amount;
    DUNGHAN_TRY(const auto resolved, cases::resolve_limit(amount, *procedure, conditions));
    Operation extension;
    extension.kind = deadline::OperationKind::extend;
    extension.at = occasion.at + days{1};
    extension.seq = 1;
    const bool total = one.kind == definition::ExtendGround::Kind::total;
    (total ? extension.total : extension.by) = resolved.period;
    operations.push_back(std::move(extension));
  }
  DUNGHAN_TRY(const auto state, deadline::fold(operations, *spec.rule, *spec.calendar));
  return counted_of(state);
}

}  // namespace dunghan::test
