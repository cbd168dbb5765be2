// Blocking work on a pool, awaited by a coroutine that stays on its own executor.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/thread_pool.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <type_traits>
#include <utility>

namespace dunghan::adapters::scheduler {

/// Runs `work` on `pool`; its result comes back on the caller's executor.
template <class Work>
boost::asio::awaitable<std::invoke_result_t<Work>> offload(boost::asio::thread_pool& pool,
                                                           Work work) {
  // Named on purpose: g++ 12 destroys a closure twice that is a temporary of a co_await expression.
  auto job = [run =
                  std::move(work)]() mutable -> boost::asio::awaitable<std::invoke_result_t<Work>> {
    co_return run();
  };
  co_return co_await boost::asio::co_spawn(pool, std::move(job), boost::asio::use_awaitable);
}

}  // namespace dunghan::adapters::scheduler
