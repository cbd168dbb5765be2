// What cases say to each other, as the store keeps it on the way: a request of one decision becomes
// a message, and the message a command for another case.
#pragma once

#include <string_view>
#include <vector>

#include "engine/cases/decide.h"
#include "engine/ports/records.h"
#include "engine/service/request.h"

namespace dunghan::service {

/// Everything but the message's id and sender. hops: of the command that caused it.
[[nodiscard]] ports::CaseMessage message_of(const cases::CaseRequest& request, int hops);

/// The request as it was sent. errors: corrupt, where it is none that this program wrote.
[[nodiscard]] Result<cases::CaseRequest> request_of(const ports::CaseMessage& message);
/// Through how many cases the message came.
[[nodiscard]] int hops_of(const ports::CaseMessage& message);

/// How many of the messages from `begin` on are one command: reports to the same case are heard
/// together, everything else alone.
[[nodiscard]] std::size_t taken_together(const std::vector<ports::CaseMessage>& messages,
                                         std::size_t begin);

}  // namespace dunghan::service
