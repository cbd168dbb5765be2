// The outbox loop's one step: what is due to be told is handed to the channel; what fails is tried
// again later, ever less often.
#pragma once

#include <chrono>
#include <cstddef>
#include <vector>

#include "engine/base/result.h"
#include "engine/ports/case_store.h"
#include "engine/ports/notifier.h"

namespace dunghan::service {

struct RetryPlan {
  std::chrono::milliseconds first{1'000};
  std::chrono::milliseconds most{3'600'000};
};

/// When a message that failed for the `attempts`-th time (from 1) is tried again: doubling from
/// `first` up to `most`.
[[nodiscard]] std::chrono::milliseconds retry_after(int attempts, const RetryPlan& plan);

struct DeliveredMessage {
  ports::OutboxMessage message;
  bool delivered = false;
};

/// Hands each message to the channel. No store is touched: the channel may be slow.
[[nodiscard]] std::vector<DeliveredMessage> deliver_all(
    const std::vector<ports::OutboxMessage>& messages, ports::Notifier& notifier);

/// Puts on record what was delivered, and when the rest is tried again. errors: the store's.
[[nodiscard]] Result<void> record_deliveries(ports::CaseStore& store,
                                             const std::vector<DeliveredMessage>& deliveries,
                                             Instant now, const RetryPlan& plan);

}  // namespace dunghan::service
