// What comes in from outside: a command in the caller's words. Fields are still untyped and
// unsealed, cases go by number or id.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>

#include "engine/base/time.h"
#include "engine/base/value.h"
#include "engine/cases/command.h"

namespace dunghan::service {

struct OpenRequest {
  std::string workflow, unit;
  Map fields;
  std::string link;
  CaseId parent{};
  std::string parent_number;
};
struct SendRequest {
  std::string event;
  Map fields;
};
struct DoneRequest {
  std::string task, event;
  Map fields;
};
struct SuspendRequest {
  std::string deadline, ground;
  Map fields;
};
struct ResumeRequest {
  std::string deadline, ground;
  Map fields;
};
struct ExtendRequest {
  std::string deadline, ground;
  std::optional<Period> by;
  std::optional<Date> until;
  Map fields;
};
struct FireRequest {};
struct NoteRequest {
  std::string name;
  Map fields;
};

struct Request {
  std::variant<OpenRequest, SendRequest, DoneRequest, SuspendRequest, ResumeRequest, ExtendRequest,
               FireRequest, NoteRequest>
      what;
  std::string case_ref;  // number or id; empty for OpenRequest
  std::string key;       // idempotency key; empty: none was given, a repeat is a second act
  cases::Actor actor;
  std::optional<Occurrence> occurred;  // absent: now
  std::string reason;
  std::optional<std::int64_t> expected_seq;
  bool imported = false;  // back-dating unbounded, nobody is told of what lies in the past
};

/// The answer in the form of the surfaces page:
/// {"case","number","version","seq","state","tasks","deadlines","allowed"}.
using Answer = Map;

}  // namespace dunghan::service
