#include "adapters/scheduler/command_client.h"

#include <boost/asio/io_context.hpp>
#include <boost/asio/read_until.hpp>
#include <boost/asio/write.hpp>

#include "adapters/scheduler/command_wire.h"

namespace dunghan::adapters::scheduler {

namespace asio = boost::asio;

Result<std::optional<CommandOutcome>> call_service(const std::filesystem::path& socket_file,
                                                   const CommandCall& call) {
  std::error_code ignored;
  if (!std::filesystem::exists(socket_file, ignored)) return std::optional<CommandOutcome>();
  asio::io_context context;
  asio::local::stream_protocol::socket socket(context);
  boost::system::error_code fault;
  socket.connect(asio::local::stream_protocol::endpoint(socket_file.string()), fault);
  if (fault) return std::optional<CommandOutcome>();
  const Failure in_doubt =
      fail(ErrorCode::unknown_outcome,
           "the service stopped before it answered: the command may or may not have been done",
           "send it again with the same --key, or look with `dunghan show`");
  asio::write(socket, asio::buffer(line_of(call)), fault);
  if (fault) return in_doubt;
  std::string answer;
  asio::read_until(socket, asio::dynamic_buffer(answer, socket_line_octets_max), '\n', fault);
  if (fault) return in_doubt;
  const auto outcome = outcome_of(answer);
  if (!outcome) return in_doubt;
  return std::optional(*outcome);
}

}  // namespace dunghan::adapters::scheduler
