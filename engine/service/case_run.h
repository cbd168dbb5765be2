// One case of a log on its way through the procedure: opened, its acts in order of time, closed,
// and what came of it added to the replay's figures. Made and thrown away by Replay::run.
#pragma once

#include <string>
#include <vector>

#include "engine/cases/case.h"
#include "engine/service/replay.h"

namespace dunghan::service {

class CaseRun {
 public:
  CaseRun(Replay& replay, const LoggedCase& logged);
  void run();

 private:
  [[nodiscard]] std::vector<const LoggedAct*> in_order();
  [[nodiscard]] bool open(const std::vector<const LoggedAct*>& acts);
  void play(const LoggedAct& act);
  [[nodiscard]] bool lies_within(const LoggedAct& act);
  void send(const LoggedAct& act);
  void expect(const LoggedAct& act);
  void close();
  void catch_up();
  void add_figures();
  void compare_recorded();

  [[nodiscard]] Result<void> decide(const cases::Command& command);
  [[nodiscard]] cases::Command command_at(const Occurrence& at,
                                          std::optional<Instant> recorded_at) const;
  [[nodiscard]] Result<Map> typed(const Map& raw) const;
  [[nodiscard]] bool is_before(const Occurrence& left, const Occurrence& right) const;
  void reject(const std::string& reason, const LoggedAct* act, std::string message,
              std::string remedy = {});
  void refuse(const Error& error, const LoggedAct* act);

  /// The other system's due date beside ours, in both columns.
  void compare(const std::string& deadline, Date recorded, std::int64_t line);
  [[nodiscard]] std::string group_of(const DueDifference& difference) const;
  [[nodiscard]] Result<deadline::DeadlineState> by_main_rule(
      const cases::DeadlineInstance& instance) const;
  [[nodiscard]] const cases::DeadlineSpec& spec_of(const cases::DeadlineInstance& instance) const;
  [[nodiscard]] const ZoneRules& zone() const { return plan_.procedure->zone(); }

  Replay& replay_;
  const ReplayPlan& plan_;
  const LoggedCase& logged_;
  cases::Facts facts_;
  cases::Case case_;
  const LoggedAct* opening_ = nullptr;  // the act that opened the case, where one did
  std::optional<Occurrence> opened_;
  Instant last_recorded_{};                // up to where timers may be fired
  std::vector<std::string> rejected_for_;  // reasons, each once
};

}  // namespace dunghan::service
