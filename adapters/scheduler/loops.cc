#include "adapters/scheduler/loops.h"

#include <spdlog/spdlog.h>

#include <algorithm>
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>

#include "adapters/scheduler/offload.h"

namespace dunghan::adapters::scheduler {
namespace {

namespace asio = boost::asio;
using Wait = std::chrono::milliseconds;

asio::awaitable<void> sleep(Wait wait) {
  asio::steady_timer timer(co_await asio::this_coro::executor);
  timer.expires_after(wait);
  co_await timer.async_wait(asio::as_tuple(asio::use_awaitable));
}

// How long until `next`; at once where it is past, never more than `most`.
Wait until(std::optional<Instant> next, Instant now, Wait most) {
  if (!next) return most;
  return std::clamp(std::chrono::ceil<Wait>(*next - now), Wait{0}, most);
}

// One turn: fires what is due, and says how long nothing more will be.
Result<Wait> fire_turn(service::CaseService& service, ports::TimeSource& time,
                       const LoopSettings& settings) {
  // Also what a crash left; costs nothing where no case asked another for anything.
  DUNGHAN_TRY_VOID(service.deliver_case_messages());
  DUNGHAN_TRY(auto next, service.dependencies().store->next_timer());
  if (next && *next <= time.now()) {
    DUNGHAN_TRY(const std::size_t woken, service.fire_due_timers(settings.timers_max));
    if (woken > 0) spdlog::debug("woke {} cases", woken);
    DUNGHAN_TRY_VOID(service.deliver_case_messages());
    DUNGHAN_TRY(next, service.dependencies().store->next_timer());
  }
  return until(next, time.now(), settings.idle_wait);
}

Wait fire_or_wait(Writer& writer, ports::TimeSource& time, const LoopSettings& settings) {
  Wait wait = settings.idle_wait;
  const auto done = writer.run([&](service::CaseService& service) -> Result<void> {
    DUNGHAN_TRY(wait, fire_turn(service, time, settings));
    return {};
  });
  if (!done) spdlog::warn("due timers: {}", done.error().message);
  return wait;
}

// Fetches on the writer, hands over here (a slow channel keeps nobody waiting), records on the
// writer.
Result<std::size_t> deliver_turn(LoopContext context, const LoopSettings& settings) {
  std::vector<ports::OutboxMessage> messages;
  DUNGHAN_TRY_VOID(context.writer.run([&](service::CaseService& service) -> Result<void> {
    DUNGHAN_TRY(messages, service.dependencies().store->pending_messages(
                              context.time.now(), settings.outbox_messages_max));
    return {};
  }));
  if (messages.empty()) return std::size_t{0};
  const auto deliveries = service::deliver_all(messages, context.notifier);
  DUNGHAN_TRY_VOID(context.writer.run([&](service::CaseService& service) {
    return service::record_deliveries(*service.dependencies().store, deliveries, context.time.now(),
                                      settings.retry);
  }));
  const auto failed = std::count_if(deliveries.begin(), deliveries.end(),
                                    [](const auto& one) { return !one.delivered; });
  if (failed > 0)
    spdlog::warn("{} of {} messages could not be delivered; they are tried again", failed,
                 deliveries.size());
  return deliveries.size();
}

Wait deliver_or_wait(LoopContext context, const LoopSettings& settings) {
  const auto delivered = deliver_turn(context, settings);
  if (!delivered) spdlog::warn("outbox: {}", delivered.error().message);
  const bool more = delivered && *delivered == settings.outbox_messages_max;
  return more ? Wait{0} : settings.idle_wait;
}

void report(const service::CycleRun& run) {
  if (run.opened > 0) spdlog::info("cycle {}: opened {} cases", run.cycle, run.opened);
  for (const auto& skipped : run.skipped)
    spdlog::info("cycle {}: {} opens nothing: {}", run.cycle, skipped.key, skipped.why);
  for (const auto& failed : run.failed)
    spdlog::warn("cycle {}: {} could not be opened: {}; it is tried again", run.cycle, failed.key,
                 failed.why);
}

void amend_running_cases(Writer& writer) {
  std::size_t looked_at = 0;
  const auto done = writer.run([&](service::CaseService& service) -> Result<void> {
    DUNGHAN_TRY(looked_at, service.amend_running_cases());
    return {};
  });
  if (!done) spdlog::warn("amendments: {}; they are tried again", done.error().message);
  if (looked_at > 0) spdlog::info("amendments: {} running cases were looked at", looked_at);
}

void open_cycles(Writer& writer) {
  std::vector<service::CycleRun> runs;
  const auto done = writer.run([&](service::CaseService& service) -> Result<void> {
    DUNGHAN_TRY(runs, service.open_cycle_cases());
    return {};
  });
  if (!done) spdlog::warn("cycles: {}", done.error().message);
  for (const service::CycleRun& run : runs) report(run);
}

}  // namespace

asio::awaitable<void> daily_loop(LoopContext context, LoopSettings settings) {
  auto next = std::chrono::steady_clock::now();
  while (!context.stopping) {
    if (std::chrono::steady_clock::now() >= next) {
      next = std::chrono::steady_clock::now() + settings.cycles_wait;
      auto turn = [&] {
        amend_running_cases(context.writer);
        open_cycles(context.writer);
        return true;
      };
      static_cast<void>(co_await offload(context.workers, std::move(turn)));
    }
    // Short waits, so that stopping is soon seen.
    if (!context.stopping) co_await sleep(settings.idle_wait);
  }
}

asio::awaitable<void> fire_timers_loop(LoopContext context, LoopSettings settings) {
  while (!context.stopping) {
    auto turn = [&] { return fire_or_wait(context.writer, context.time, settings); };
    const Wait wait = co_await offload(context.workers, std::move(turn));
    if (!context.stopping && wait > Wait::zero()) co_await sleep(wait);
  }
}

asio::awaitable<void> deliver_outbox_loop(LoopContext context, LoopSettings settings) {
  while (!context.stopping) {
    auto turn = [&] { return deliver_or_wait(context, settings); };
    const Wait wait = co_await offload(context.workers, std::move(turn));
    if (!context.stopping && wait > Wait::zero()) co_await sleep(wait);
  }
}

}  // namespace dunghan::adapters::scheduler
