// The one thread that writes. Whatever waits while a batch commits is the next batch (group
// commit); a command alone waits for nobody. Reads that need the store run here too, between
// batches: the store is one thread's.
//
//   submit(request) ──▶ waiting ──▶ [ one batch: decide, commit ] ──▶ answer to each
//   run(job)        ──▶ ─────────── between batches ─────────────▶ done
#pragma once

#include <boost/asio/thread_pool.hpp>
#include <deque>
#include <functional>
#include <future>
#include <mutex>
#include <vector>

#include "engine/service/handle_batch.h"

namespace dunghan::adapters::scheduler {

struct WriterLimits {
  std::size_t batch_commands_max = 512;
  std::size_t queue_commands_max = 4096;
};

class Writer {
 public:
  /// service: used by this writer's thread alone until stop(). on_batch: called at the beginning
  /// (true) and the end (false) of every batch; may be empty.
  Writer(service::CaseService& service, WriterLimits limits,
         std::function<void(bool)> on_batch = {});
  ~Writer();
  Writer(const Writer&) = delete;
  Writer& operator=(const Writer&) = delete;

  /// Decided, durable, answered; waits. errors: unavailable at once when the queue is full or the
  /// writer stopped; else those of CaseService::handle. Any thread but the writer's.
  [[nodiscard]] Result<service::Answer> submit(service::Request request);
  /// Runs `job` between batches and waits for it. errors: unavailable when the writer stopped; else
  /// the job's.
  [[nodiscard]] Result<void> run(std::function<Result<void>(service::CaseService&)> job);

  /// Finishes what waits, takes no more. Waits.
  void stop();

 private:
  struct Waiting {
    service::Request request;
    std::promise<Result<service::Answer>> answer;
  };

  void drain();
  [[nodiscard]] std::vector<Waiting> take_batch();

  service::CaseService& service_;
  WriterLimits limits_;
  std::function<void(bool)> on_batch_;
  std::mutex mutex_;  // guards what follows
  std::deque<Waiting> waiting_;
  bool scheduled_ = false;  // a drain() is posted and will see whatever waits
  bool stopped_ = false;
  boost::asio::thread_pool thread_{1};
};

}  // namespace dunghan::adapters::scheduler
