#include "tests/scenario/office_fixture.h"

namespace dunghan::test {

void OfficeTest::SetUp() {
  const std::string root = DUNGHAN_SOURCE_DIR;
  auto configuration = adapters::app::Configuration::load(root + "/config/dunghan.yaml");
  ASSERT_TRUE(configuration) << configuration.error().message;
  configuration_ = std::move(*configuration);
  auto office = adapters::app::SimulatedOffice::make(
      *configuration_, {root + "/workflows", root + "/tests/scenario/definitions"});
  ASSERT_TRUE(office) << office.error().message;
  office_ = std::move(*office);
  service_ = &office_->service();
  store_ = &office_->store();
}

Occurrence OfficeTest::occurrence(const std::string& text) const {
  const auto calendar = configuration_->calendar("vn-public-administration");
  return parse_occurrence(text, (*calendar)->zone()).value();
}

Instant OfficeTest::at(const std::string& text) const {
  return occurrence(text).at;
}

Result<service::Answer> OfficeTest::submit(service::Request request, const std::string& person,
                                           const std::string& when) {
  request.actor.id = person;
  if (!when.empty()) request.occurred = occurrence(when);
  return service_->handle(request);
}

Result<service::Answer> OfficeTest::open(const std::string& workflow, const std::string& person,
                                         Map fields, const std::string& when) {
  service::Request request;
  request.what = service::OpenRequest{workflow, "so-noi-vu", std::move(fields), {}, {}, {}};
  auto answer = submit(std::move(request), person, when);
  if (answer) case_ = find(*answer, "number")->as_string();
  return answer;
}

Result<service::Answer> OfficeTest::send(const std::string& event, const std::string& person,
                                         Map fields, const std::string& when) {
  service::Request request;
  request.what = service::SendRequest{event, std::move(fields)};
  request.case_ref = case_;
  return submit(std::move(request), person, when);
}

const cases::Case& OfficeTest::current() {
  loaded_ = service_->load(case_).value();
  return loaded_->state;
}

std::string OfficeTest::state() {
  static_cast<void>(current());
  return cases::state_text(loaded_->state, *loaded_->procedure);
}

const deadline::DeadlineState& OfficeTest::deadline(const std::string& name) {
  return current().latest_deadline(name)->state;
}

std::string OfficeTest::due_on(const std::string& name) {
  return to_text(deadline(name).due->due_on);
}

std::vector<std::string> OfficeTest::event_kinds() {
  std::vector<std::string> kinds;
  const auto records = store_->events(ports::StreamKind::cases, current().id.value);
  for (const auto& record : *records) kinds.push_back(record.kind);
  return kinds;
}

std::string outcome(const Result<service::Answer>& answer) {
  if (answer) return "ok";
  return answer.error().reason.empty() ? std::string(name_of(answer.error().code))
                                       : answer.error().reason;
}

}  // namespace dunghan::test
