#include "engine/cases/turn.h"

namespace dunghan::cases {

void Turn::emit(const Frame& frame, EventBody what) {
  Event event;
  event.seq = current_.seq + 1;
  event.occurred_at = frame.occasion.at;
  event.recorded_at = recorded_at_;
  event.actor = frame.actor.id;
  event.what = std::move(what);
  apply(current_, event, procedure());
  events_.push_back(std::move(event));
}

void Turn::incident(const Frame& frame, std::string what, std::string detail) {
  emit(frame, IncidentRaised{std::move(what), std::move(detail)});
}

bool Turn::next_raised(std::pair<std::string, Instant>& out) {
  if (later_.empty()) return false;
  out = std::move(later_.front());
  later_.pop_front();
  return true;
}

Decision Turn::finish() && {
  return {std::move(events_), std::move(notifications_), std::move(requests_), std::move(current_),
          std::move(taken_)};
}

}  // namespace dunghan::cases
