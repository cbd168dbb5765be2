// Counts the limits of definitions: those of a fixture in a case of its own, whose acts all fall on
// one day, through the whole service; those of a shipped procedure by the limit alone, since their
// scenarios already lead cases through it.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "adapters/app/configuration.h"
#include "adapters/app/simulated_office.h"
#include "engine/definition/compiler.h"
#include "tests/golden/limit_table.h"

namespace dunghan::test {

struct CountedLimit {
  std::optional<Date> due_on;
  std::optional<Instant> due_at, not_before;
  bool least_time = false;
};

class LimitOffice {
 public:
  LimitOffice();

  [[nodiscard]] const calendar::Calendar& calendar() const { return *calendar_; }
  [[nodiscard]] const definition::Compiled& compiled(const std::string& path);
  /// "NAME", or "NAME.GROUND" of a suspension: then the deadline NAME.
  [[nodiscard]] const definition::Deadline* deadline(const std::string& path,
                                                     const std::string& name);

  /// The limit started on file.start, with file.reference as every date of the case; extended by
  /// `ground` on the day after, where one is given.
  [[nodiscard]] Result<CountedLimit> count(const LimitFile& file, const std::string& name,
                                           const std::vector<std::string>& condition,
                                           const std::string* ground);

 private:
  [[nodiscard]] Map data_of(const LimitFile& file, const std::vector<std::string>& condition);
  [[nodiscard]] Result<CountedLimit> count_in_case(const LimitFile& file, const std::string& name,
                                                   Map data, const std::string* ground);
  [[nodiscard]] Result<CountedLimit> count_alone(const LimitFile& file, const std::string& name,
                                                 Map data, const std::string* ground);
  [[nodiscard]] Result<std::string> open(const LimitFile& file, Map data);
  [[nodiscard]] Result<void> begin(const LimitFile& file, const std::string& number,
                                   const definition::Deadline* only);
  [[nodiscard]] Result<service::Answer> submit(const std::string& number,
                                               decltype(service::Request::what) what);
  [[nodiscard]] Instant at(const std::string& text) const;

  std::unique_ptr<adapters::app::Configuration> configuration_;
  std::unique_ptr<adapters::app::SimulatedOffice> office_;
  const calendar::Calendar* calendar_ = nullptr;
  std::map<std::string, definition::Compiled> compiled_;  // by path
};

}  // namespace dunghan::test
