// A whole office in memory: the shipped configuration, a clock that a test moves, the case service
// over the memory store.
#pragma once

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

#include "adapters/app/configuration.h"
#include "adapters/app/simulated_office.h"
#include "engine/service/handle_batch.h"
#include "engine/service/queries.h"

namespace dunghan::test {

class OfficeTest : public ::testing::Test {
 protected:
  void SetUp() override;

  /// The instant of a local time in the office's zone: "2024-04-26T09:00".
  [[nodiscard]] Instant at(const std::string& text) const;
  [[nodiscard]] Occurrence occurrence(const std::string& text) const;
  void now(const std::string& text) { office_->set_clock(at(text)); }

  [[nodiscard]] Result<service::Answer> open(const std::string& workflow, const std::string& person,
                                             Map fields, const std::string& when = {});
  [[nodiscard]] Result<service::Answer> send(const std::string& event, const std::string& person,
                                             Map fields = {}, const std::string& when = {});
  [[nodiscard]] Result<service::Answer> submit(service::Request request, const std::string& person,
                                               const std::string& when = {});

  /// The present case (the one opened last).
  [[nodiscard]] const cases::Case& current();
  [[nodiscard]] std::string state();
  [[nodiscard]] const deadline::DeadlineState& deadline(const std::string& name);
  [[nodiscard]] std::string due_on(const std::string& name);
  /// Kinds of the case's events, in order.
  [[nodiscard]] std::vector<std::string> event_kinds();

  std::unique_ptr<adapters::app::Configuration> configuration_;
  std::unique_ptr<adapters::app::SimulatedOffice> office_;
  service::CaseService* service_ = nullptr;
  ports::CaseStore* store_ = nullptr;
  adapters::json::StoredCodec codec_;
  std::string case_;
  std::shared_ptr<const service::LoadedCase> loaded_;
};

/// The reason of a refusal, or the name of another error; "ok" where there is none.
[[nodiscard]] std::string outcome(const Result<service::Answer>& answer);

}  // namespace dunghan::test
