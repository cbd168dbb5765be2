// THE main path: read this file first.
//
//   requests ─▶ load their cases ─▶ type and seal fields ─▶ decide ─▶ events, rows, timers,
//   messages ─▶ one commit ─▶ answers
//
// Everything that waits is taken as one batch and committed as one transaction (group commit); a
// command alone waits for nobody. A refusal is an answer like any other and disturbs no one. If the
// store fails, the batch is rolled back and its commands are run one by one, so that a command that
// poisons a batch fails alone.
#pragma once

#include <functional>
#include <list>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "engine/cases/decide.h"
#include "engine/cycle/occasions.h"
#include "engine/organisation/organisation.h"
#include "engine/ports/case_store.h"
#include "engine/ports/crypto.h"
#include "engine/ports/definition_store.h"
#include "engine/ports/id_source.h"
#include "engine/ports/time_source.h"
#include "engine/ports/value_codec.h"
#include "engine/service/request.h"

namespace dunghan::service {

struct Dependencies {
  ports::CaseStore* store = nullptr;
  ports::TimeSource* time = nullptr;
  ports::IdSource* ids = nullptr;
  ports::Crypto* crypto = nullptr;
  ports::ValueCodec* codec = nullptr;
  ports::DefinitionStore* definitions = nullptr;
  const organisation::Organisation* organisation = nullptr;
  cases::LegalTime legal_time;
  /// Told of each decision that was made and written; may be empty. For those who watch procedures
  /// being tried (engine/scenario): a batch that is rolled back afterwards has told too.
  std::function<void(const cases::Procedure&, const cases::Decision&)> on_decided = {};
};

struct Limits {
  std::size_t batch_commands_max = 512;
  std::size_t cached_cases_max = 10'000;
  std::size_t case_messages_per_batch = 512;
  std::int64_t cases_opened_at_once = 100;  // of one `for_each`
};

/// A case with the procedure it runs under.
struct LoadedCase {
  cases::Case state;
  cases::ProcedurePtr procedure;
};

/// What one cycle did: how many cases it opened, what opens nothing, and what failed (and is tried
/// again).
struct CycleRun {
  struct Note {
    std::string key, why;
  };
  std::string cycle;
  std::size_t opened = 0;
  std::vector<Note> skipped, failed;
};

class CaseService {
 public:
  explicit CaseService(Dependencies dependencies, Limits limits = {});

  /// Answers in the order of the requests. Every answer that is no error is durable.
  [[nodiscard]] std::vector<Result<Answer>> handle_batch(const std::vector<Request>& requests);
  [[nodiscard]] Result<Answer> handle(const Request& request);

  /// Commands that cases sent to each other, taken up as commands of their own until none is left.
  /// Returns how many.
  [[nodiscard]] Result<std::size_t> deliver_case_messages();

  /// Fires up to `limit` due timers; returns how many cases were woken (0: nothing was due).
  [[nodiscard]] Result<std::size_t> fire_due_timers(std::size_t limit);

  /// Brings running cases under the amendments that reach them on their day; how many were looked
  /// at. To be asked at the start and once a day.
  [[nodiscard]] Result<std::size_t> amend_running_cases();

  /// Opens what the cycles owe up to today. To be asked at the start and once a day; asking more
  /// often opens nothing twice. errors: of reading the cycles.
  [[nodiscard]] Result<std::vector<CycleRun>> open_cycle_cases();

  /// A case as it stands. errors: not_found, corrupt.
  [[nodiscard]] Result<std::shared_ptr<const LoadedCase>> load(std::string_view case_ref);
  [[nodiscard]] Result<std::shared_ptr<const LoadedCase>> load(CaseId case_id);
  /// The case as it was known at `known_at` (recorded then or before). errors: not_found where it
  /// was not yet.
  [[nodiscard]] Result<LoadedCase> load_as_of(CaseId case_id, Instant known_at);
  /// What conditions and roles see around a case; `loaded` must outlive it.
  [[nodiscard]] cases::Facts facts_for(const LoadedCase& loaded) const;
  [[nodiscard]] const Dependencies& dependencies() const { return with_; }

 private:
  friend class Batch;
  [[nodiscard]] std::vector<Result<Answer>> run_alone(const std::vector<Request>& requests);
  void remember(const std::shared_ptr<const LoadedCase>& loaded);
  [[nodiscard]] std::shared_ptr<const LoadedCase> cached(CaseId case_id);
  using DocumentSource = std::function<Result<std::optional<ports::StoredDocument>>(
      const std::string& workflow, int version)>;
  [[nodiscard]] Result<LoadedCase> load_records(CaseId case_id, std::optional<Instant> known_at);
  [[nodiscard]] Result<LoadedCase> assemble(CaseId case_id,
                                            const std::vector<ports::EventRecord>& records,
                                            const DocumentSource& documents);
  /// Takes up to `limit` messages in one transaction; how many there were.
  [[nodiscard]] Result<std::size_t> deliver_some(std::size_t limit);
  [[nodiscard]] Result<CycleRun> run_cycle(const definition::CycleDefinition& cycle);
  [[nodiscard]] Result<cycle::Counting> counting_of(const definition::CycleDefinition& cycle,
                                                    Date day);
  [[nodiscard]] Result<cases::ProcedurePtr> procedure_of(const ports::StoredDocument& document);
  /// How a case is judged that ran under `before` and has come under the version of the document.
  [[nodiscard]] Result<cases::ProcedurePtr> amended_procedure(
      const cases::ProcedurePtr& before, const ports::StoredDocument& document);

  Dependencies with_;
  Limits limits_;
  // Write-through cache, least recently used last.
  std::list<std::shared_ptr<const LoadedCase>> recent_;
  std::unordered_map<CaseId, std::list<std::shared_ptr<const LoadedCase>>::iterator> by_id_;
  std::unordered_map<std::string, cases::ProcedurePtr> procedures_;  // by content hash
  std::map<std::pair<cases::ProcedurePtr, std::string>, cases::ProcedurePtr> amended_;
  // Whether cases may have sent each other something: at the start (what a crash left), then as
  // batches say.
  bool messages_may_wait_ = true;
};

/// What a case that ran under a procedure came under with an amendment.
using AmendedProcedure =
    std::function<Result<cases::ProcedurePtr>(const cases::ProcedurePtr& before, int version)>;
/// errors: corrupt.
[[nodiscard]] Result<cases::Event> event_of(const ports::EventRecord& record);
/// A case out of its events. errors: corrupt, naming the event.
[[nodiscard]] Result<LoadedCase> replay_events(const std::vector<ports::EventRecord>& records,
                                               cases::ProcedurePtr procedure,
                                               const AmendedProcedure& amended);

}  // namespace dunghan::service
