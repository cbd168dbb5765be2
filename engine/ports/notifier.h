// A way out for one notification: spool folder, SMTP, webhook.
#pragma once

#include "engine/base/result.h"
#include "engine/ports/records.h"

namespace dunghan::ports {

class Notifier {
 public:
  virtual ~Notifier() = default;
  /// Hands the message over; doing it twice with one message id has no second effect where the
  /// channel can tell.
  [[nodiscard]] virtual Result<void> deliver(const OutboxMessage& message) = 0;
};

}  // namespace dunghan::ports
