// The socket beside the database: a command line that finds it hands its arguments over and prints
// what comes back. One JSON line each way; the file is its owner's alone (mode 0600).
//
//   {"arguments":["show","KN-SNV-2024-00001"],"folder":"/home/…"}   ──▶
//   ◀──   {"exit":0,"out":"…","err":"…"}
#pragma once

#include <boost/asio/awaitable.hpp>
#include <boost/asio/local/stream_protocol.hpp>
#include <boost/asio/thread_pool.hpp>
#include <functional>
#include <string>
#include <vector>

namespace dunghan::adapters::scheduler {

/// One request line, and one answer line, at most.
inline constexpr std::size_t socket_line_octets_max = 8UL * 1024 * 1024;
inline constexpr std::size_t socket_connections_max = 256;

struct CommandCall {
  std::vector<std::string> arguments;
  std::string folder;  // the caller's working folder: relative paths start there
};

struct CommandOutcome {
  int exit = 0;
  std::string out, err;
};

using CommandHandler = std::function<CommandOutcome(const CommandCall&)>;

/// Accepts until the acceptor is closed, from when on open connections end after the call under
/// way; every call runs on `workers`. The acceptor outlives the connections' last answers.
[[nodiscard]] boost::asio::awaitable<void> serve_commands(
    boost::asio::local::stream_protocol::acceptor& acceptor, boost::asio::thread_pool& workers,
    CommandHandler handler);

}  // namespace dunghan::adapters::scheduler
