#include "adapters/scheduler/command_socket.h"

#include <sys/socket.h>
#include <unistd.h>

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/read_until.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/write.hpp>
#include <memory>

#include "adapters/scheduler/command_wire.h"
#include "adapters/scheduler/offload.h"

namespace dunghan::adapters::scheduler {
namespace {

namespace asio = boost::asio;
using Socket = asio::local::stream_protocol::socket;

// The folder's rights keep others out; this holds where a copy of them is made more generous.
bool is_same_user(Socket& socket) {
  ucred peer{};
  socklen_t size = sizeof(peer);
  return getsockopt(socket.native_handle(), SOL_SOCKET, SO_PEERCRED, &peer, &size) == 0 &&
         peer.uid == geteuid();
}

struct Connections {
  std::size_t open = 0;
};

struct Counted {
  explicit Counted(std::shared_ptr<Connections> connections)
      : connections_(std::move(connections)) {
    ++connections_->open;
  }
  Counted(Counted&& other) noexcept = default;
  Counted(const Counted&) = delete;
  Counted& operator=(const Counted&) = delete;
  Counted& operator=(Counted&&) = delete;
  ~Counted() {
    if (connections_) --connections_->open;
  }

 private:
  std::shared_ptr<Connections> connections_;
};

constexpr int refused_call_exit = 2;  // as for arguments that are wrong

using Acceptor = asio::local::stream_protocol::acceptor;

// Calls one after the other until the caller closes, or the service accepts no more; a line that is
// none of ours is answered with what is wrong, and ends the connection.
asio::awaitable<void> serve_connection(Socket socket, const Acceptor& acceptor,
                                       asio::thread_pool& workers, CommandHandler handler,
                                       Counted counted) {
  static_cast<void>(counted);
  std::string buffer;
  while (acceptor.is_open()) {
    auto [read_fault, octets] = co_await asio::async_read_until(
        socket, asio::dynamic_buffer(buffer, socket_line_octets_max), '\n',
        asio::as_tuple(asio::use_awaitable));
    if (read_fault) co_return;
    const auto call = call_of(std::string_view(buffer).substr(0, octets));
    buffer.erase(0, octets);
    CommandOutcome outcome{refused_call_exit, {}, call ? std::string() : call.error().message};
    if (call) {
      auto run = [&handler, &call] { return handler(*call); };
      outcome = co_await offload(workers, std::move(run));
    }
    const std::string line = line_of(outcome);
    auto [write_fault, written] =
        co_await asio::async_write(socket, asio::buffer(line), asio::as_tuple(asio::use_awaitable));
    if (!call || write_fault || written != line.size()) co_return;
  }
}

}  // namespace

asio::awaitable<void> serve_commands(Acceptor& acceptor, asio::thread_pool& workers,
                                     CommandHandler handler) {
  auto connections = std::make_shared<Connections>();
  const auto executor = co_await asio::this_coro::executor;
  while (acceptor.is_open()) {
    auto [fault, socket] = co_await acceptor.async_accept(asio::as_tuple(asio::use_awaitable));
    if (fault == asio::error::operation_aborted || fault == asio::error::bad_descriptor) co_return;
    const bool usable =
        !fault && connections->open < socket_connections_max && is_same_user(socket);
    if (usable) {
      asio::co_spawn(
          executor,
          serve_connection(std::move(socket), acceptor, workers, handler, Counted(connections)),
          asio::detached);
      continue;
    }
    // Too many connections, or no descriptor left: give those that run a moment to end.
    asio::steady_timer pause(executor, std::chrono::milliseconds(20));
    co_await pause.async_wait(asio::as_tuple(asio::use_awaitable));
  }
}

}  // namespace dunghan::adapters::scheduler
