// Commands that cases send to each other: taken up in the order in which they were sent, each with
// its effect in one transaction, until none is left.
#include <algorithm>

#include "engine/service/batch.h"
#include "engine/service/case_messages.h"
#include "engine/service/sealing.h"

namespace dunghan::service {
namespace {

using Kind = cases::CaseRequest::Kind;

// The field of the sending case that a sealed value came from: its ciphertext is bound to that
// field.
std::string field_holding(const cases::Case& from, const Value& sealed) {
  for (const MapEntry& entry : from.data) {
    if (entry.value == sealed) return entry.key.as_string();
  }
  return {};
}

cases::Actor sender(CaseId from) {
  return {cases::Actor::Kind::another_case, to_text(from)};
}

bool is_shared(const cases::CaseRequest& sent, const std::string& field) {
  return std::find(sent.share.begin(), sent.share.end(), field) != sent.share.end();
}

class Delivery {
 public:
  Delivery(const Dependencies& with, Batch& batch) : with_(with), batch_(batch) {}

  /// Takes up messages that are one command. errors: the store's alone; what the other case does
  /// not take is told to the sender.
  [[nodiscard]] Result<void> take(const std::vector<ports::CaseMessage>& together) {
    auto done = carry_out(together);
    if (!done && batch_.is_poisoned()) return done;
    if (!done && together.size() > 1) {
      // One of them is not taken: the others are, alone.
      for (const ports::CaseMessage& message : together) DUNGHAN_TRY_VOID(take({message}));
      return {};
    }
    if (!done) DUNGHAN_TRY_VOID(tell_sender(together.front(), done.error()));
    for (const ports::CaseMessage& message : together)
      DUNGHAN_TRY_VOID(batch_.unit().take_case_message(message.id));
    return {};
  }

 private:
  Result<void> carry_out(const std::vector<ports::CaseMessage>& together) {
    const ports::CaseMessage& first = together.front();
    DUNGHAN_TRY(const cases::CaseRequest sent, request_of(first));
    Request request;
    request.actor = sender(first.from);
    request.occurred = Occurrence{first.occurred_at, false};
    request.case_ref = to_text(first.to);
    request.hops = hops_of(first);
    switch (sent.kind) {
      case Kind::open: {
        DUNGHAN_TRY(request.what, opening(first.from, sent));
        request.case_ref.clear();
        break;
      }
      case Kind::emit: {
        SendRequest send;
        send.event = sent.event;
        DUNGHAN_TRY(send.fields, unsealed(first.from, sent, send.readers));
        request.what = std::move(send);
        break;
      }
      case Kind::report: {
        DUNGHAN_TRY(request.what, heard(together));
        request.hops = most_hops(together);
        request.occurred.reset();
        break;
      }
      case Kind::watch: request.what = cases::BeginWatch{first.from, sent.fields}; break;
      case Kind::cancel: request.what = cases::CancelCase{}; break;
      case Kind::open_planned: request.what = cases::OpenPlanned{sent.event}; break;
    }
    return batch_.run(request).map([](const Answer&) {});
  }

  Result<OpenRequest> opening(CaseId from, const cases::CaseRequest& sent) {
    DUNGHAN_TRY(const auto parent, batch_.load(from));
    OpenRequest open;
    open.workflow = sent.workflow;
    open.unit = sent.unit;
    open.link = sent.link;
    open.id = sent.to;
    open.parent = from;
    open.parent_number = parent->state.number;
    open.told_fields = sent.fields;
    DUNGHAN_TRY(open.fields, unsealed(from, sent, open.readers));
    return open;
  }

  static Result<cases::HearCases> heard(const std::vector<ports::CaseMessage>& together) {
    cases::HearCases hear;
    for (const ports::CaseMessage& message : together) {
      DUNGHAN_TRY(cases::CaseRequest sent, request_of(message));
      hear.told.push_back({std::move(sent.report), message.occurred_at});
    }
    return hear;
  }

  static int most_hops(const std::vector<ports::CaseMessage>& together) {
    int most = 0;
    for (const ports::CaseMessage& message : together) most = std::max(most, hops_of(message));
    return most;
  }

  // Sealed values are opened with the sender's key, to be sealed again with the receiver's; who may
  // read them there must have been a reader here, unless they are shared.
  Result<Map> unsealed(CaseId from, const cases::CaseRequest& sent, Readers& readers) {
    Map fields;
    DUNGHAN_TRY(const auto sending, batch_.load(from));
    Sealer sealer(*with_.crypto, *with_.codec);
    for (const MapEntry& entry : sent.with) {
      if (entry.value.kind() != ValueKind::sealed) {
        fields.push_back(entry);
        continue;
      }
      const std::string field = field_holding(sending->state, entry.value);
      DUNGHAN_TRY(const auto key, with_.store->wrapped_key(from));
      DUNGHAN_TRY(Value plain, sealer.open(from, field, key.value_or(std::string()), entry.value));
      fields.push_back({entry.key, std::move(plain)});
      const auto* declared = sending->procedure->definition().field(field);
      if (declared == nullptr) continue;
      readers[entry.key.as_string()] =
          is_shared(sent, field) ? std::nullopt : std::optional(declared->sealed_for);
    }
    return fields;
  }

  Result<void> tell_sender(const ports::CaseMessage& message, const Error& error) {
    Request request;
    request.actor = {cases::Actor::Kind::engine, "engine"};
    request.case_ref = to_text(message.from);
    const bool opens = message.kind == "open";
    const std::string what =
        opens ? "`" + message.workflow + "` could not be opened: "
              : "case `" + to_text(message.to) + "` did not take `" + message.kind + "`: ";
    request.what = cases::NoteFailure{message.to, opens, what + error.message};
    const auto told = batch_.run(request);
    return told || !batch_.is_poisoned() ? Result<void>() : Failure(told.error());
  }

  const Dependencies& with_;
  Batch& batch_;
};

}  // namespace

Result<std::size_t> CaseService::deliver_case_messages() {
  std::size_t delivered = 0;
  while (messages_may_wait_) {
    auto taken = deliver_some(limits_.case_messages_per_batch);
    // One that makes the store fail must not hold up the others.
    if (!taken && limits_.case_messages_per_batch > 1) taken = deliver_some(1);
    if (!taken) return Failure(taken.error());
    delivered += *taken;
    messages_may_wait_ = *taken > 0;
  }
  return delivered;
}

Result<std::size_t> CaseService::deliver_some(std::size_t limit) {
  DUNGHAN_TRY(auto unit, with_.store->begin());
  DUNGHAN_TRY(const auto messages, unit->case_messages(limit));
  if (messages.empty()) return std::size_t{0};
  Batch batch(*this, std::move(unit), with_.time->now());
  Delivery delivery(with_, batch);
  for (std::size_t i = 0; i < messages.size();) {
    const std::size_t count = taken_together(messages, i);
    const auto begin = messages.begin() + static_cast<std::ptrdiff_t>(i);
    DUNGHAN_TRY_VOID(delivery.take({begin, begin + static_cast<std::ptrdiff_t>(count)}));
    i += count;
  }
  DUNGHAN_TRY_VOID(batch.commit());
  return messages.size();
}

}  // namespace dunghan::service
