// Procedures written as text in a test, made ready to be verified with the shipped calendars.
#pragma once

#include <gtest/gtest.h>

#include <memory>
#include <string>

#include "adapters/app/configuration.h"
#include "adapters/yaml/yaml_document.h"
#include "engine/verify/containment.h"
#include "engine/verify/exploration.h"

namespace dunghan::verify {

/// The settings of the office that planted definitions are verified in.
inline const std::string office_settings =
    std::string(DUNGHAN_SOURCE_DIR) + "/tests/golden/verify/office/dunghan.yaml";

/// A head without data: what stands before `data:`, `deadlines:` or `states:`.
inline std::string with_head(const std::string& body) {
  return R"(dunghan: 1
workflow: tried
version: 1
title: Tried
effective: { from: 2000-01-01 }
calendar: vn-public-administration
counting: vn-civil-code-2015
number: { text: "T-{year}-{seq:4}", per: [ year ] }
opened_by: reception
backdate: { by: reception, at_most: 30 working days }
roles:
  reception: { unit: case.unit, post: reception }
  handler:   { unit: case.unit, post: handler }
  head:      { unit: case.unit, post: head }
)" + body;
}

[[nodiscard]] inline std::vector<bool> all_of(const cases::Procedure& procedure) {
  return std::vector<bool>(procedure.deadlines().size(), true);
}

class Tried {
 public:
  explicit Tried(const std::string& text, const std::string& settings = office_settings) {
    auto configuration = adapters::app::Configuration::load(settings);
    EXPECT_TRUE(configuration) << configuration.error().message;
    configuration_ = std::move(*configuration);
    auto parsed = adapters::yaml::parse_yaml(text, "tried.yaml");
    EXPECT_TRUE(parsed.document.has_value());
    auto around = configuration_->surroundings();
    const auto compiled = definition::compile(*parsed.document, *around);
    for (const auto& issue : compiled.issues) {
      if (issue.severity == definition::Severity::error) ADD_FAILURE() << issue.message;
    }
    auto procedure = cases::Procedure::make(compiled.definition, configuration_->legal_time());
    EXPECT_TRUE(procedure) << procedure.error().message;
    procedure_ = *procedure;
    subject_.procedure = procedure_.get();
    subject_.organisation = *configuration_->organisation();
    subject_.from = make_date(2025, 1, 1);
  }

  [[nodiscard]] Subject& subject() { return subject_; }
  [[nodiscard]] const cases::Procedure& procedure() const { return *procedure_; }

 private:
  std::unique_ptr<adapters::app::Configuration> configuration_;
  cases::ProcedurePtr procedure_;
  Subject subject_;
};

}  // namespace dunghan::verify
