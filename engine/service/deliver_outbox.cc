#include "engine/service/deliver_outbox.h"

#include <algorithm>

namespace dunghan::service {

std::chrono::milliseconds retry_after(int attempts, const RetryPlan& plan) {
  std::chrono::milliseconds wait = plan.first;
  for (int attempt = 1; attempt < attempts && wait < plan.most; ++attempt) wait *= 2;
  return std::min(wait, plan.most);
}

std::vector<DeliveredMessage> deliver_all(const std::vector<ports::OutboxMessage>& messages,
                                          ports::Notifier& notifier) {
  std::vector<DeliveredMessage> deliveries;
  deliveries.reserve(messages.size());
  for (const ports::OutboxMessage& message : messages) {
    deliveries.push_back({message, notifier.deliver(message).has_value()});
  }
  return deliveries;
}

Result<void> record_deliveries(ports::CaseStore& store,
                               const std::vector<DeliveredMessage>& deliveries, Instant now,
                               const RetryPlan& plan) {
  for (const DeliveredMessage& delivery : deliveries) {
    if (delivery.delivered) {
      DUNGHAN_TRY_VOID(store.mark_delivered(delivery.message.id, now));
    } else {
      DUNGHAN_TRY_VOID(store.mark_failed(delivery.message.id,
                                         now + retry_after(delivery.message.attempts + 1, plan)));
    }
  }
  return {};
}

}  // namespace dunghan::service
