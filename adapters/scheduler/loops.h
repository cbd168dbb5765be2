// The two loops of the service: due timers become commands, pending messages go out. Both only ask
// the writer; what they decide is the engine's. Polling is what guarantees progress: a loop sleeps
// until the next timer, at most `idle_wait`.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <boost/asio/thread_pool.hpp>
#include <chrono>

#include "adapters/scheduler/writer.h"
#include "engine/ports/notifier.h"
#include "engine/service/deliver_outbox.h"

namespace dunghan::adapters::scheduler {

struct LoopSettings {
  std::chrono::milliseconds idle_wait{1'000};
  std::chrono::milliseconds cycles_wait{600'000};  // how soon after midnight cycles open cases
  std::size_t timers_max = 256;          // fired in one turn; live commands come in between turns
  std::size_t outbox_messages_max = 64;  // handed over in one turn
  service::RetryPlan retry;
};

/// What the loops work with; all of it must outlive them.
struct LoopContext {
  Writer& writer;
  ports::TimeSource& time;
  ports::Notifier& notifier;
  boost::asio::thread_pool& workers;  // for what blocks: waiting for the writer, the channel's I/O
  const bool& stopping;               // set on the loops' own executor
};

/// Fires due timers until stopping. Ends by itself; errors of the store are logged and tried again
/// after idle_wait.
[[nodiscard]] boost::asio::awaitable<void> fire_timers_loop(LoopContext context,
                                                            LoopSettings settings);
/// What comes with a day and not with an act: amendments that reach running cases, and what cycles
/// owe. At the start and then every cycles_wait, until stopping.
[[nodiscard]] boost::asio::awaitable<void> daily_loop(LoopContext context, LoopSettings settings);
/// Delivers pending messages until stopping.
[[nodiscard]] boost::asio::awaitable<void> deliver_outbox_loop(LoopContext context,
                                                               LoopSettings settings);

}  // namespace dunghan::adapters::scheduler
