// One batch in the making: one unit of work, the cases it touched, the answers so far. Used by
// handle_batch.cc alone.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "engine/service/handle_batch.h"

namespace dunghan::service {

class Batch {
 public:
  Batch(CaseService& service, std::unique_ptr<ports::UnitOfWork> unit, Instant now)
      : service_(service), unit_(std::move(unit)), now_(now) {}

  /// Decides and writes one request. A refusal leaves no trace in the unit; an error of the store
  /// poisons it.
  [[nodiscard]] Result<Answer> run(const Request& request);
  [[nodiscard]] Result<void> commit();
  /// A case as it stands within this batch, by number or id. errors: not_found, corrupt.
  [[nodiscard]] Result<std::shared_ptr<const LoadedCase>> load(const std::string& case_ref);
  [[nodiscard]] Result<std::shared_ptr<const LoadedCase>> load(CaseId case_id);
  /// Whether the last error came from the store: the batch as a whole is lost then.
  [[nodiscard]] bool is_poisoned() const { return poisoned_; }
  [[nodiscard]] ports::UnitOfWork& unit() { return *unit_; }
  [[nodiscard]] const std::vector<CaseId>& touched() const { return touched_order_; }

 private:
  struct Typed {
    cases::Command command;
    std::string key;
    std::string digest;
  };

  [[nodiscard]] Result<Answer> decide_and_write(const Request& request);
  [[nodiscard]] Result<LoadedCase> new_case(const Request& request, const OpenRequest& open,
                                            cases::OpenCase& command);
  [[nodiscard]] Result<cases::ProcedurePtr> procedure_in_force(const std::string& workflow,
                                                               const Occurrence& occurred);
  /// The text of a version as it was put in force; this puts it in force where it was not.
  /// errors: refused (definition_changed).
  [[nodiscard]] Result<ports::StoredDocument> put_in_force(
      const definition::WorkflowDefinition& definition);
  /// The case under the amendments that have reached it by `at`.
  [[nodiscard]] Result<std::shared_ptr<const LoadedCase>> under_law_of(
      std::shared_ptr<const LoadedCase> loaded, Instant at);
  [[nodiscard]] Result<std::shared_ptr<const LoadedCase>> under_todays_law(
      std::shared_ptr<const LoadedCase> loaded);
  [[nodiscard]] Result<definition::DefinitionPtr> next_amendment(const LoadedCase& loaded,
                                                                 Instant at);
  [[nodiscard]] Result<std::shared_ptr<const LoadedCase>> amended(
      const LoadedCase& loaded, const definition::WorkflowDefinition& amendment);
  [[nodiscard]] Result<Map> prepare_fields(const LoadedCase& loaded, const Map& raw,
                                           const Readers& readers = {});
  [[nodiscard]] Result<void> check_given_links(const LoadedCase& loaded, const Map& typed);
  [[nodiscard]] Result<void> note_endless(const Request& request, const LoadedCase& before,
                                          const Error& error);
  [[nodiscard]] Result<cases::Command> command_of(const Request& request, const LoadedCase& loaded);
  [[nodiscard]] Result<cases::RecordedAct> act_to_correct(const LoadedCase& loaded,
                                                          const CorrectRequest& correct);
  /// facts: those of the case afterwards.
  [[nodiscard]] Result<void> write(const LoadedCase& before, const cases::Decision& decision,
                                   const cases::Facts& facts, int hops);
  void touch(std::shared_ptr<const LoadedCase> after);
  [[nodiscard]] Result<void> write_rows(const LoadedCase& before, const cases::Case& after,
                                        const cases::Procedure& now_under, std::int64_t position);
  [[nodiscard]] Result<void> write_messages(const cases::Decision& decision,
                                            const cases::Procedure& procedure, int hops);
  [[nodiscard]] cases::Facts facts_for(const LoadedCase& loaded, const Request& request);
  template <class T>
  [[nodiscard]] Result<T> stored(Result<T> result) {
    if (!result) poisoned_ = true;
    return result;
  }

  CaseService& service_;
  std::unique_ptr<ports::UnitOfWork> unit_;
  Instant now_;
  bool poisoned_ = false;
  std::map<CaseId, std::shared_ptr<const LoadedCase>> touched_;  // as they stand within this batch
  std::vector<CaseId> touched_order_;
  std::map<std::string, std::int64_t> series_;  // number series as used so far
  std::map<CaseId, std::string> drawn_from_;    // the series of each new case
};

}  // namespace dunghan::service
