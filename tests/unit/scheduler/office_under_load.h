// A small office on a fixed clock whose one procedure falls due an hour after the opening.
#pragma once

#include <gtest/gtest.h>

#include <memory>
#include <string>

#include "adapters/app/configuration.h"
#include "adapters/app/simulated_office.h"

namespace dunghan::test {

class OfficeUnderLoad : public ::testing::Test {
 protected:
  void SetUp() override {
    const std::string root = DUNGHAN_SOURCE_DIR;
    auto configuration = adapters::app::Configuration::load(root + "/config/dunghan.yaml");
    ASSERT_TRUE(configuration) << configuration.error().message;
    configuration_ = std::move(*configuration);
    auto office =
        adapters::app::SimulatedOffice::make(*configuration_, {root + "/tests/long/errand"});
    ASSERT_TRUE(office) << office.error().message;
    office_ = std::move(*office);
    office_->set_clock(opened_);
  }

  [[nodiscard]] static service::Request open_errand(const std::string& mark) {
    service::Request request;
    request.what = service::OpenRequest{"errand", "so-noi-vu", {{"mark", Value(mark)}}, {}, {}, {}};
    request.actor.id = "p-0303";
    request.key = mark;
    return request;
  }

  const Instant opened_ =
      std::chrono::sys_days{std::chrono::April / 26 / 2024} + std::chrono::hours(2);
  std::unique_ptr<adapters::app::Configuration> configuration_;
  std::unique_ptr<adapters::app::SimulatedOffice> office_;
};

}  // namespace dunghan::test
