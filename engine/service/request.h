// What comes in from outside: a command in the caller's words. Fields are still untyped and
// unsealed, cases go by number or id.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "engine/base/time.h"
#include "engine/base/value.h"
#include "engine/cases/command.h"

namespace dunghan::service {

/// Of fields whose values come out of another case's seal: the roles that may read them there. Here
/// they must be sealed too, for no others (without a list: they are shared, so for any).
using Readers = std::map<std::string, std::optional<std::vector<std::string>>>;

struct OpenRequest {
  std::string workflow, unit;
  Map fields;
  std::string link;
  CaseId parent{};
  std::string parent_number;
  CaseId id{};  // of the new case where its parent chose one
  std::vector<std::string> told_fields =
      {};  // of the new case's data: what the parent asks to be told
  Readers readers = {};
};
struct SendRequest {
  std::string event;
  Map fields;
  Readers readers = {};
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
/// Corrects the act that event `seq` of the case is: its day, values that it wrote, or both.
struct CorrectRequest {
  std::int64_t seq = 0;
  std::optional<Occurrence> to;
  Map fields;
};
struct FireRequest {};
struct NoteRequest {
  std::string name;
  Map fields;
};

struct Request {
  std::variant<OpenRequest, SendRequest, DoneRequest, SuspendRequest, ResumeRequest, ExtendRequest,
               CorrectRequest, FireRequest, NoteRequest, cases::HandTask, cases::HearCases,
               cases::BeginWatch, cases::OpenPlanned, cases::CancelCase, cases::NoteFailure,
               cases::NoteIncident>
      what;              // those behind HandTask come from other cases and from the service itself
  std::string case_ref;  // number or id; empty for OpenRequest
  std::string key;       // idempotency key; empty: none was given, a repeat is a second act
  cases::Actor actor;
  std::optional<Occurrence> occurred;  // absent: now
  std::string reason;
  std::optional<std::int64_t> expected_seq;
  int hops = 0;           // through how many cases it came
  bool imported = false;  // back-dating unbounded, nobody is told of what lies in the past
};

/// The answer in the form of the surfaces page:
/// {"case","number","version","seq","state","tasks","deadlines","allowed"}.
using Answer = Map;

}  // namespace dunghan::service
