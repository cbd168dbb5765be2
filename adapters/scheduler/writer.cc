#include "adapters/scheduler/writer.h"

#include <algorithm>
#include <boost/asio/post.hpp>
#include <utility>

namespace dunghan::adapters::scheduler {
namespace {

Failure stopping() {
  return fail(ErrorCode::unavailable, "the service is stopping", "try again when it runs");
}

}  // namespace

Writer::Writer(service::CaseService& service, WriterLimits limits,
               std::function<void(bool)> on_batch)
    : service_(service), limits_(limits), on_batch_(std::move(on_batch)) {}

Writer::~Writer() {
  stop();
}

Result<service::Answer> Writer::submit(service::Request request) {
  std::future<Result<service::Answer>> answer;
  {
    const std::scoped_lock lock(mutex_);
    if (stopped_) return stopping();
    if (waiting_.size() >= limits_.queue_commands_max) {
      return fail(ErrorCode::unavailable,
                  std::to_string(waiting_.size()) + " commands wait already",
                  "try again in a moment");
    }
    waiting_.push_back({std::move(request), {}});
    answer = waiting_.back().answer.get_future();
    if (!scheduled_) {
      scheduled_ = true;
      boost::asio::post(thread_, [this] { drain(); });
    }
  }
  return answer.get();
}

std::vector<Writer::Waiting> Writer::take_batch() {
  const std::scoped_lock lock(mutex_);
  std::vector<Waiting> batch;
  while (!waiting_.empty() && batch.size() < limits_.batch_commands_max) {
    batch.push_back(std::move(waiting_.front()));
    waiting_.pop_front();
  }
  // More than a batch waits: a new turn, so that other jobs come in between.
  scheduled_ = !waiting_.empty();
  if (scheduled_) boost::asio::post(thread_, [this] { drain(); });
  return batch;
}

void Writer::drain() {
  std::vector<Waiting> batch = take_batch();
  if (batch.empty()) return;
  std::vector<service::Request> requests;
  requests.reserve(batch.size());
  for (Waiting& one : batch) requests.push_back(std::move(one.request));
  if (on_batch_) on_batch_(true);
  auto answers = service_.handle_batch(requests);
  if (on_batch_) on_batch_(false);
  for (std::size_t index = 0; index < batch.size(); ++index)
    batch[index].answer.set_value(std::move(answers[index]));
  // What these acts asked of other cases comes before the next command; a failure there is tried
  // again by the loop of timers.
  static_cast<void>(service_.deliver_case_messages());
}

Result<void> Writer::run(std::function<Result<void>(service::CaseService&)> job) {
  auto done = std::make_shared<std::promise<Result<void>>>();
  auto outcome = done->get_future();
  {
    const std::scoped_lock lock(mutex_);
    if (stopped_) return stopping();
    boost::asio::post(thread_,
                      [this, done, work = std::move(job)] { done->set_value(work(service_)); });
  }
  return outcome.get();
}

void Writer::stop() {
  {
    const std::scoped_lock lock(mutex_);
    stopped_ = true;
  }
  thread_.join();
}

}  // namespace dunghan::adapters::scheduler
