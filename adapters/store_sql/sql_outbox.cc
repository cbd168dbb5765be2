// Delivery of the outbox: short changes of their own, between the units of work.
#include "adapters/store_sql/connection.h"
#include "adapters/store_sql/sql_store.h"

namespace dunghan::adapters::store_sql {
namespace {

template <class Choose>
Result<void> mark(Connection& connection, MessageId id, Instant at, Choose choose) {
  if (connection.unit_is_open) {
    return fail(ErrorCode::unavailable,
                "a unit of work is open; deliveries are marked between them");
  }
  return connection.run([&](Statements& statements) -> Result<void> {
    auto& update = choose(statements);
    update.in = {id, at};
    if (update.run() == 0) return fail(ErrorCode::not_found, "the outbox holds no such message");
    return {};
  });
}

}  // namespace

Result<std::vector<ports::OutboxMessage>> SqlStore::pending_messages(Instant now,
                                                                     std::size_t limit) {
  return connection_->run([&](Statements& statements) -> Result<std::vector<ports::OutboxMessage>> {
    auto& select = statements.select_pending();
    select.in = {now, sql_limit(limit)};
    std::vector<ports::OutboxMessage> messages;
    select.each_row(
        [&messages](const OutboxColumns& columns) { messages.push_back(columns.message); });
    return messages;
  });
}

Result<void> SqlStore::mark_delivered(MessageId id, Instant at) {
  return mark(*connection_, id, at,
              [](Statements& statements) -> auto& { return statements.mark_delivered(); });
}

Result<void> SqlStore::mark_failed(MessageId id, Instant retry_at) {
  return mark(*connection_, id, retry_at,
              [](Statements& statements) -> auto& { return statements.mark_failed(); });
}

}  // namespace dunghan::adapters::store_sql
