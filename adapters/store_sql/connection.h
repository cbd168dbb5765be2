// What the store and its unit of work share: the session, which is opened anew when it became
// doubtful.
#pragma once

#include "adapters/store_sql/session.h"

namespace dunghan::adapters::store_sql {

struct Connection {
  OpenOptions options;
  ports::Crypto& crypto;
  std::unique_ptr<Session> session;
  bool unit_is_open = false;

  /// Runs `work` on the session.
  template <class Work>
  auto run(Work work) -> decltype(work(std::declval<Statements&>())) {
    if (!session || session->is_doubtful()) {
      session.reset();  // closed first: an exclusive lock would keep ourselves out
      DUNGHAN_TRY(session, Session::open(options, crypto));
    }
    return session->run(std::move(work));
  }
};

/// Begins a transaction and gives the unit of work over it.
[[nodiscard]] Result<std::unique_ptr<ports::UnitOfWork>> begin_unit(Connection& connection);

// Reads that the store and the unit share.
[[nodiscard]] Result<std::vector<ports::EventRecord>> read_events(Statements& statements,
                                                                  ports::StreamKind kind,
                                                                  std::int64_t stream_id);
[[nodiscard]] std::optional<CaseId> read_case_id(Statements& statements, std::string_view number);
[[nodiscard]] std::optional<ports::StoredDocument> read_document(Statements& statements,
                                                                 std::string_view kind,
                                                                 std::string_view id, int version);
[[nodiscard]] std::optional<std::string> read_wrapped_key(Statements& statements, CaseId case_id);
[[nodiscard]] std::int64_t read_last_position(Statements& statements);

/// A limit as SQL wants it; no more rows are ever asked for than fit.
[[nodiscard]] std::int64_t sql_limit(std::size_t limit);

}  // namespace dunghan::adapters::store_sql
