// The loops of the service on a clock that stands still: timers fire, messages go out, a channel
// may fail.

#include "adapters/scheduler/loops.h"

#include <gtest/gtest.h>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>

#include "tests/fakes/manual_time_source.h"
#include "tests/unit/scheduler/office_under_load.h"

namespace dunghan::adapters::scheduler {
namespace {

namespace asio = boost::asio;

// Refuses the first `failures` messages, remembers the others; says when it has `wanted`.
class Channel final : public ports::Notifier {
 public:
  Channel(int failures, std::size_t wanted, std::function<void()> enough)
      : failures_(failures), wanted_(wanted), enough_(std::move(enough)) {}
  [[nodiscard]] Result<void> deliver(const ports::OutboxMessage& message) override {
    if (failures_ > 0) {
      --failures_;
      return fail(ErrorCode::unavailable, "the channel is down");
    }
    delivered.push_back(message);
    if (delivered.size() == wanted_) enough_();
    return {};
  }
  std::vector<ports::OutboxMessage> delivered;

 private:
  int failures_;
  std::size_t wanted_;
  std::function<void()> enough_;
};

class LoopsTest : public test::OfficeUnderLoad {
 protected:
  void open_errands(int count) {
    for (int index = 0; index < count; ++index) {
      ASSERT_TRUE(office_->service().handle(open_errand("m" + std::to_string(index))));
    }
  }

  // Both loops until the channel has `wanted` messages.
  std::vector<ports::OutboxMessage> run_loops(int failures, std::size_t wanted) {
    asio::io_context context;
    Writer writer(office_->service(), {});
    asio::thread_pool workers(2);
    bool stopping = false;
    Channel channel(failures, wanted, [&] { asio::post(context, [&] { stopping = true; }); });
    // What failed is tried again at once: the loops' clock stands still.
    LoopSettings settings;
    settings.idle_wait = std::chrono::milliseconds(1);
    settings.timers_max = 2;
    settings.outbox_messages_max = 2;
    settings.retry = {std::chrono::milliseconds(0), std::chrono::milliseconds(0)};
    fakes::ManualTimeSource time(office_->now());
    const LoopContext loops{writer, time, channel, workers, stopping};
    asio::co_spawn(context, fire_timers_loop(loops, settings), asio::detached);
    asio::co_spawn(context, deliver_outbox_loop(loops, settings), asio::detached);
    context.run();
    workers.join();
    writer.stop();
    return channel.delivered;
  }
};

TEST_F(LoopsTest, due_timers_fire_and_what_they_tell_is_delivered_once) {
  open_errands(5);
  office_->set_clock(opened_ + std::chrono::hours(2));
  const auto delivered = run_loops(0, 5);
  std::set<std::int64_t> ids, cases;
  for (const auto& message : delivered) {
    EXPECT_EQ(message.deadline, "reply");
    ids.insert(message.id.value);
    cases.insert(message.case_id.value);
  }
  EXPECT_EQ(ids.size(), 5U);
  EXPECT_EQ(cases.size(), 5U);
  const auto pending = office_->store().pending_messages(office_->now(), 100);
  ASSERT_TRUE(pending);
  EXPECT_TRUE(pending->empty());
}

TEST_F(LoopsTest, a_channel_that_fails_gets_every_message_in_the_end) {
  open_errands(3);
  office_->set_clock(opened_ + std::chrono::hours(2));
  EXPECT_EQ(run_loops(4, 3).size(), 3U);
}

TEST(RetryPlan, waits_double_from_the_first_up_to_the_most) {
  using std::chrono::milliseconds;
  const service::RetryPlan plan{milliseconds(1'000), milliseconds(6'000)};
  EXPECT_EQ(service::retry_after(1, plan), milliseconds(1'000));
  EXPECT_EQ(service::retry_after(2, plan), milliseconds(2'000));
  EXPECT_EQ(service::retry_after(3, plan), milliseconds(4'000));
  EXPECT_EQ(service::retry_after(4, plan), milliseconds(6'000));
  EXPECT_EQ(service::retry_after(1'000'000, plan), milliseconds(6'000));
}

}  // namespace
}  // namespace dunghan::adapters::scheduler
