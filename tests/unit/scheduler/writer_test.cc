// The one writer: every command gets its own answer, batches form while it is busy, nothing is
// lost.

#include "adapters/scheduler/writer.h"

#include <gtest/gtest.h>

#include <latch>
#include <set>
#include <thread>

#include "tests/unit/scheduler/office_under_load.h"

namespace dunghan::adapters::scheduler {
namespace {

using service::CaseService;
using test::OfficeUnderLoad;
using WriterTest = OfficeUnderLoad;

// Stands in a job of the writer from the beginning until release(): what is submitted meanwhile
// waits.
class WriterHeld {
 public:
  explicit WriterHeld(Writer& writer)
      : thread_([this, &writer] {
          static_cast<void>(writer.run([this](CaseService&) -> Result<void> {
            holds_.count_down();
            released_.get_future().wait();
            return {};
          }));
        }) {
    holds_.wait();
  }
  void release() { released_.set_value(); }

 private:
  std::promise<void> released_;
  std::latch holds_{1};
  std::jthread thread_;  // last: it uses the others
};

TEST_F(WriterTest, many_threads_get_each_their_own_answer) {
  constexpr int threads = 8, each = 25;
  int batches = 0;
  std::mutex mutex;
  std::set<std::string> numbers;
  {
    Writer writer(office_->service(), {}, [&](bool begins) { batches += begins ? 1 : 0; });
    std::vector<std::jthread> clients;
    for (int client = 0; client < threads; ++client) {
      clients.emplace_back([&, client] {
        for (int count = 0; count < each; ++count) {
          const auto answer = writer.submit(
              open_errand("m" + std::to_string(client) + "-" + std::to_string(count)));
          ASSERT_TRUE(answer) << answer.error().message;
          const std::scoped_lock lock(mutex);
          numbers.insert(find(*answer, "number")->as_string());
        }
      });
    }
  }
  EXPECT_EQ(numbers.size(), static_cast<std::size_t>(threads * each));
  EXPECT_LE(batches, threads * each);
}

TEST_F(WriterTest, a_repeat_with_the_same_key_gets_the_first_answer) {
  Writer writer(office_->service(), {});
  const auto first = writer.submit(open_errand("same"));
  const auto again = writer.submit(open_errand("same"));
  ASSERT_TRUE(first && again);
  EXPECT_EQ(find(*first, "number")->as_string(), find(*again, "number")->as_string());
}

// The writer stands in a job while commands pile up: beyond the queue's length they are told so at
// once, the others are all answered when the job ends.
TEST_F(WriterTest, a_full_queue_refuses_at_once_and_loses_nothing_that_it_took) {
  constexpr std::size_t length = 3;
  Writer writer(office_->service(), {512, length});
  WriterHeld held(writer);
  // Whichever of these come first wait; the others are refused while the job still stands.
  constexpr std::size_t sent = length + 4;
  std::atomic<std::size_t> done{0}, refused{0};
  std::latch all_refused(sent - length);
  {
    std::vector<std::jthread> clients;
    for (std::size_t client = 0; client < sent; ++client) {
      clients.emplace_back([&, client] {
        const auto answer = writer.submit(open_errand("q" + std::to_string(client)));
        if (answer) {
          ++done;
          return;
        }
        EXPECT_EQ(answer.error().code, ErrorCode::unavailable);
        ++refused;
        all_refused.count_down();
      });
    }
    all_refused.wait();
    held.release();
  }
  EXPECT_EQ(done, length);
  EXPECT_EQ(refused, sent - length);
}

TEST_F(WriterTest, what_waits_while_another_job_runs_is_committed_as_one_batch) {
  constexpr std::size_t waiting = 5;
  int batches = 0;
  Writer writer(office_->service(), {512, waiting},
                [&](bool begins) { batches += begins ? 1 : 0; });
  WriterHeld held(writer);
  {
    // One more than fits: once a command is refused, all the others wait in the queue.
    std::latch full(1);
    std::vector<std::jthread> clients;
    for (std::size_t client = 0; client <= waiting; ++client) {
      clients.emplace_back([&, client] {
        if (!writer.submit(open_errand("b" + std::to_string(client)))) full.count_down();
      });
    }
    full.wait();
    held.release();
  }
  writer.stop();
  EXPECT_EQ(batches, 1);
}

TEST_F(WriterTest, a_stopped_writer_refuses) {
  Writer writer(office_->service(), {});
  ASSERT_TRUE(writer.submit(open_errand("before")));
  writer.stop();
  const auto after = writer.submit(open_errand("after"));
  ASSERT_FALSE(after);
  EXPECT_EQ(after.error().code, ErrorCode::unavailable);
  EXPECT_FALSE(writer.run([](CaseService&) { return Result<void>(); }));
}

TEST_F(WriterTest, an_error_of_a_job_comes_back_to_who_asked) {
  Writer writer(office_->service(), {});
  const auto done = writer.run(
      [](CaseService&) -> Result<void> { return fail(ErrorCode::invalid_argument, "of the job"); });
  ASSERT_FALSE(done);
  EXPECT_EQ(done.error().message, "of the job");
}

}  // namespace
}  // namespace dunghan::adapters::scheduler
