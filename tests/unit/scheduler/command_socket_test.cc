// The socket between a command and the running service: one line each way, whatever is sent.

#include "adapters/scheduler/command_socket.h"

#include <gtest/gtest.h>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/read_until.hpp>
#include <boost/asio/write.hpp>
#include <optional>
#include <thread>

#include "adapters/scheduler/command_client.h"
#include "adapters/scheduler/command_wire.h"
#include "tests/fakes/temporary_folder.h"

namespace dunghan::adapters::scheduler {
namespace {

namespace asio = boost::asio;
using asio::local::stream_protocol;

// A service that says back what it was asked, on a thread of its own.
class EchoService {
 public:
  explicit EchoService(const std::filesystem::path& file)
      : acceptor_(context_, stream_protocol::endpoint(file.string())) {
    CommandHandler handler = [](const CommandCall& call) {
      CommandOutcome outcome{3, call.folder, {}};
      for (const std::string& argument : call.arguments) outcome.err += "[" + argument + "]";
      return outcome;
    };
    asio::co_spawn(context_, serve_commands(acceptor_, workers_, std::move(handler)),
                   asio::detached);
    thread_ = std::jthread([this] { context_.run(); });
  }
  ~EchoService() {
    asio::post(context_, [this] {
      acceptor_.close();
      context_.stop();
    });
    thread_.join();
    workers_.join();
  }
  EchoService(const EchoService&) = delete;
  EchoService& operator=(const EchoService&) = delete;

 private:
  asio::thread_pool workers_{2};
  asio::io_context context_{1};
  stream_protocol::acceptor acceptor_;
  std::jthread thread_;
};

class CommandSocketTest : public ::testing::Test {
 protected:
  // One line as it stands, and the line that comes back.
  [[nodiscard]] std::string talk(const std::string& line) const {
    asio::io_context context;
    stream_protocol::socket socket(context);
    socket.connect(stream_protocol::endpoint(file_.string()));
    asio::write(socket, asio::buffer(line));
    std::string answer;
    boost::system::error_code fault;
    asio::read_until(socket, asio::dynamic_buffer(answer), '\n', fault);
    return answer;
  }
  fakes::TemporaryFolder folder_;
  std::filesystem::path file_ = folder_.path() / "db.sock";
};

TEST_F(CommandSocketTest, arguments_and_answers_come_through_unchanged) {
  const EchoService service(file_);
  const std::string strange = "Tiếng Việt \"quoted\"\n\t";
  const auto outcome = call_service(file_, {{"send", strange, ""}, "/home/sample"});
  ASSERT_TRUE(outcome) << outcome.error().message;
  ASSERT_TRUE(*outcome);
  EXPECT_EQ((*outcome)->exit, 3);
  EXPECT_EQ((*outcome)->out, "/home/sample");
  EXPECT_EQ((*outcome)->err, "[send][" + strange + "][]");
}

TEST_F(CommandSocketTest, many_callers_at_once_get_their_own_answers) {
  const EchoService service(file_);
  std::vector<std::jthread> callers;
  for (int caller = 0; caller < 8; ++caller) {
    callers.emplace_back([&, caller] {
      const std::string mine = std::to_string(caller);
      for (int count = 0; count < 20; ++count) {
        const auto outcome = call_service(file_, {{mine}, ""});
        ASSERT_TRUE(outcome && *outcome);
        EXPECT_EQ((*outcome)->err, "[" + mine + "]");
      }
    });
  }
}

TEST_F(CommandSocketTest, no_file_or_one_left_behind_means_no_service) {
  const auto missing = call_service(file_, {});
  ASSERT_TRUE(missing);
  EXPECT_FALSE(*missing);
  { const EchoService service(file_); }
  ASSERT_TRUE(std::filesystem::exists(file_));
  const auto left = call_service(file_, {});
  ASSERT_TRUE(left);
  EXPECT_FALSE(*left);
}

TEST_F(CommandSocketTest, a_line_of_another_kind_is_answered_and_harms_nobody) {
  const EchoService service(file_);
  for (const std::string line : {"GET / HTTP/1.1\r\n", "[]\n", "{}\n", "{\"arguments\":[1]}\n",
                                 "{\"arguments\":[\"\xff\"]}\n", "\n"}) {
    const auto outcome = outcome_of(talk(line));
    ASSERT_TRUE(outcome) << line;
    EXPECT_EQ(outcome->exit, 2) << line;
    EXPECT_NE(outcome->err.find("socket"), std::string::npos) << outcome->err;
  }
  EXPECT_TRUE(*call_service(file_, {{"still"}, ""}));
}

TEST_F(CommandSocketTest, a_service_that_falls_silent_leaves_the_outcome_unknown) {
  asio::io_context context;
  stream_protocol::acceptor acceptor(context, stream_protocol::endpoint(file_.string()));
  std::jthread silent([&] { acceptor.accept().close(); });
  const auto outcome = call_service(file_, {{"open"}, ""});
  ASSERT_FALSE(outcome);
  EXPECT_EQ(outcome.error().code, ErrorCode::unknown_outcome);
}

}  // namespace
}  // namespace dunghan::adapters::scheduler
