// Reading events back. One row a kind; a version that changes meaning gets its upcaster here.
#include <algorithm>
#include <string_view>
#include <utility>

#include "engine/cases/event_codec.h"

namespace dunghan::cases {
namespace {

// ---- reading
// ----------------------------------------------------------------------------------------------------------------

// Reads typed fields of one map; remembers the first that is missing or of another kind.
class Reader {
 public:
  Reader(const Map& map, std::string what) : map_(map), what_(std::move(what)) {}

  std::string text(const char* key) {
    const Value* value = optional(key, ValueKind::string);
    return value == nullptr ? std::string() : value->as_string();
  }
  bool flag(const char* key) {
    const Value* value = optional(key, ValueKind::boolean);
    return value != nullptr && value->as_bool();
  }
  std::optional<bool> optional_flag(const char* key) {
    const Value* value = optional(key, ValueKind::boolean);
    return value == nullptr ? std::nullopt : std::optional(value->as_bool());
  }
  std::int64_t count(const char* key) {
    const Value* value = optional(key, ValueKind::integer);
    return value == nullptr ? 0 : value->as_int();
  }
  std::optional<Instant> instant(const char* key) {
    const Value* value = optional(key, ValueKind::timestamp);
    return value == nullptr ? std::nullopt : std::optional(value->as_timestamp());
  }
  Instant required_instant(const char* key) {
    const auto value = instant(key);
    if (!value) miss(key);
    return value.value_or(Instant{});
  }
  std::optional<Date> date(const char* key) {
    const Value* value = optional(key, ValueKind::date);
    return value == nullptr ? std::nullopt : std::optional(value->as_date());
  }
  std::optional<Period> period(const char* key) {
    const Value* value = optional(key, ValueKind::period);
    return value == nullptr ? std::nullopt : std::optional(value->as_period());
  }
  Map map(const char* key) {
    const Value* value = optional(key, ValueKind::map);
    return value == nullptr ? Map{} : value->as_map();
  }
  std::vector<std::string> texts(const char* key) {
    std::vector<std::string> out;
    const Value* value = optional(key, ValueKind::list);
    if (value == nullptr) return out;
    for (const Value& item : value->as_list()) {
      if (item.kind() != ValueKind::string)
        miss(key);
      else
        out.push_back(item.as_string());
    }
    return out;
  }
  std::vector<Map> maps(const char* key) {
    std::vector<Map> out;
    const Value* value = optional(key, ValueKind::list);
    if (value == nullptr) return out;
    for (const Value& item : value->as_list()) {
      if (item.kind() != ValueKind::map)
        miss(key);
      else
        out.push_back(item.as_map());
    }
    return out;
  }
  std::vector<Period> periods(const char* key) {
    std::vector<Period> out;
    const Value* value = optional(key, ValueKind::list);
    if (value == nullptr) return out;
    for (const Value& item : value->as_list()) {
      if (item.kind() != ValueKind::period)
        miss(key);
      else
        out.push_back(item.as_period());
    }
    return out;
  }
  std::string required_text(const char* key) {
    std::string value = text(key);
    if (value.empty()) miss(key);
    return value;
  }
  void miss(const char* key) {
    if (fault_.empty()) fault_ = what_ + ": `" + key + "` is missing or of another kind";
  }
  void take_fault_of(const Reader& other) {
    if (fault_.empty()) fault_ = other.fault_;
  }
  [[nodiscard]] const std::string& fault() const { return fault_; }

 private:
  const Value* optional(const char* key, ValueKind kind) {
    const Value* value = find(map_, key);
    if (value != nullptr && value->kind() != kind) {
      miss(key);
      return nullptr;
    }
    return value;
  }
  const Map& map_;
  std::string what_;
  std::string fault_;
};

// A name of one of our tables, as the enumerator in its place.
template <class Enum, std::size_t count>
Enum named(Reader& in, const char* key, const std::string& name,
           const std::array<const char*, count>& names) {
  const auto found = std::find(names.begin(), names.end(), name);
  if (found != names.end()) return static_cast<Enum>(found - names.begin());
  in.miss(key);
  return Enum{};
}

deadline::DayChoice decode_day(const Map& map, Reader& outer) {
  Reader in(map, "day");
  deadline::DayChoice choice;
  if (map.empty()) return choice;
  choice.kind =
      named<deadline::DayChoice::Kind>(in, "kind", in.required_text("kind"), day_choice_names);
  choice.day = static_cast<int>(in.count("day"));
  choice.month = static_cast<int>(in.count("month"));
  choice.shift = static_cast<int>(in.count("shift"));
  choice.next_from_start = in.flag("next_from_start");
  const bool of_month = choice.kind == deadline::DayChoice::Kind::day_of_month;
  const bool of_year = choice.kind == deadline::DayChoice::Kind::day_of_year;
  if ((of_month || of_year) && (choice.day < 1 || choice.day > 31)) in.miss("day");
  if (of_year && (choice.month < 1 || choice.month > 12)) in.miss("month");
  outer.take_fault_of(in);
  return choice;
}

deadline::ResolvedLimit decode_limit(const Map& map, Reader& outer) {
  Reader in(map, "limit");
  deadline::ResolvedLimit limit;
  limit.kind =
      named<deadline::ResolvedLimit::Kind>(in, "kind", in.required_text("kind"), limit_kind_names);
  limit.period = in.period("period").value_or(Period{});
  limit.periods = in.periods("periods");
  limit.date = in.date("date");
  limit.day = decode_day(in.map("day"), in);
  limit.moment = in.instant("moment");
  limit.from = in.date("from");
  limit.from_day = decode_day(in.map("from_day"), in);
  for (const Map& part : in.maps("parts")) limit.parts.push_back(decode_limit(part, in));
  if (const std::string roll = in.text("roll"); !roll.empty())
    limit.roll = named<deadline::Roll>(in, "roll", roll, roll_names);
  limit.target = in.period("target");
  outer.take_fault_of(in);
  return limit;
}

deadline::Operation decode_operation(const Map& map, Reader& outer) {
  Reader in(map, "operation");
  deadline::Operation operation;
  const auto kind = deadline::operation_kind(in.required_text("kind"));
  if (!kind) in.miss("kind");
  operation.kind = kind.value_or(deadline::OperationKind::start);
  operation.at = in.required_instant("at");
  operation.seq = in.count("seq");
  const Map limit = in.map("limit");
  if (!limit.empty()) operation.limit = decode_limit(limit, in);
  operation.ahead = in.flag("ahead");
  operation.ground = in.text("ground");
  operation.by = in.period("by");
  operation.total = in.period("total");
  operation.until = in.date("until");
  operation.first_day_counts = in.optional_flag("first_day_counts");
  operation.last_day_counts = in.optional_flag("last_day_counts");
  operation.at_most = in.period("at_most");
  operation.basis = in.text("basis");
  outer.take_fault_of(in);
  return operation;
}

deadline::Status decode_status(const std::string& name, Reader& in) {
  using deadline::Status;
  for (const Status status : {Status::idle, Status::running, Status::suspended, Status::met,
                              Status::cancelled, Status::lapsed}) {
    if (deadline::name_of(status) == name) return status;
  }
  in.miss("status");
  return Status::idle;
}

deadline::DeadlineState decode_state(const Map& map, Reader& outer) {
  Reader in(map, "state");
  deadline::DeadlineState state;
  state.status = decode_status(in.text("status"), in);
  state.started_at = in.instant("started_at");
  if (const auto due_at = in.instant("due_at")) {
    state.due = deadline::Due{in.date("due_on").value_or(Date{}), *due_at,
                              in.date("unrolled").value_or(Date{}), in.flag("provisional"),
                              in.flag("clock")};
  }
  state.least_time = in.flag("least_time");
  state.not_before = in.instant("not_before");
  if (const auto target_at = in.instant("target_at")) {
    state.target = deadline::Due{in.date("target_on").value_or(Date{}), *target_at,
                                 in.date("target_unrolled").value_or(Date{}),
                                 in.flag("target_provisional"), in.flag("target_clock")};
  }
  state.ended_at = in.instant("ended_at");
  state.suspended_since = in.instant("suspended_since");
  state.suspended_days = in.count("suspended_days");
  state.times_extended = static_cast<int>(in.count("times_extended"));
  state.times_suspended = static_cast<int>(in.count("times_suspended"));
  state.late = in.flag("late");
  state.early = in.flag("early");
  state.superseded = static_cast<int>(in.count("superseded"));
  state.superseded_late = static_cast<int>(in.count("superseded_late"));
  outer.take_fault_of(in);
  return state;
}

using Decoder = EventBody (*)(Reader& facts, Reader& body, const EncodedEvent& record);

EventBody decode_opened(Reader& facts, Reader&, const EncodedEvent&) {
  CaseOpened event;
  event.workflow = facts.required_text("workflow");
  event.version = static_cast<int>(facts.count("version"));
  event.content_hash = facts.text("content_hash");
  event.unit = facts.text("unit");
  event.number = facts.text("number");
  event.parent = CaseId{facts.count("parent")};
  event.parent_number = facts.text("parent_number");
  event.link = facts.text("link");
  return event;
}

EventBody decode_changed(Reader& facts, Reader&, const EncodedEvent&) {
  DeadlineChanged event;
  event.deadline = facts.required_text("deadline");
  event.follows = facts.flag("follows");
  event.operation = decode_operation(facts.map("operation"), facts);
  event.state = decode_state(facts.map("state"), facts);
  event.owner = {facts.text("role"), facts.text("unit"), facts.text("owner")};
  event.basis = facts.text("basis");
  return event;
}

EventBody decode_task_made(Reader& facts, Reader&, const EncodedEvent&) {
  return TaskMade{facts.required_text("task"), facts.text("role"),     facts.text("unit"),
                  facts.text("post"),          facts.text("assignee"), facts.text("deadline"),
                  facts.texts("steps")};
}

// One row a kind; a version that changes meaning gets its upcaster here, before the decoder of the
// newest.
using DecoderRow = std::pair<std::string_view, Decoder>;

const DecoderRow decoder_table[] = {
    {"case_opened", decode_opened},
    {"data_set",
     [](Reader&, Reader&, const EncodedEvent& record) -> EventBody {
       return DataSet{record.facts, record.body};
     }},
    {"event_taken",
     [](Reader& facts, Reader& body, const EncodedEvent&) -> EventBody {
       return EventTaken{facts.required_text("name"), facts.map("fields"), body.map("fields"),
                         body.text("reason")};
     }},
    {"activity_noted",
     [](Reader& facts, Reader& body, const EncodedEvent&) -> EventBody {
       return ActivityNoted{facts.required_text("name"), facts.map("fields"), body.map("fields")};
     }},
    {"states_moved",
     [](Reader& facts, Reader&, const EncodedEvent&) -> EventBody {
       return StatesMoved{facts.texts("left"), facts.texts("entered")};
     }},
    {"deadline_armed",
     [](Reader& facts, Reader&, const EncodedEvent&) -> EventBody {
       DeadlineArmed event{facts.required_text("deadline"),
                           static_cast<int>(facts.count("trigger")), facts.required_instant("at")};
       if (const std::string list = facts.text("list"); !list.empty())
         event.list = named<TriggerList>(facts, "list", list, trigger_list_names);
       event.released = facts.flag("released");
       return event;
     }},
    {"deadline_changed", decode_changed},
    {"deadline_overdue",
     [](Reader& facts, Reader&, const EncodedEvent&) -> EventBody {
       return DeadlineOverdue{facts.required_text("deadline"), facts.required_instant("due_at"),
                              facts.instant("consequence_at")};
     }},
    {"consequence_drawn",
     [](Reader& facts, Reader&, const EncodedEvent&) -> EventBody {
       return ConsequenceDrawn{facts.required_text("deadline"), facts.flag("taken")};
     }},
    {"rung_told",
     [](Reader& facts, Reader&, const EncodedEvent&) -> EventBody {
       return RungTold{facts.required_text("deadline"), static_cast<int>(facts.count("rung")),
                       static_cast<int>(facts.count("number")), facts.texts("to")};
     }},
    {"deadline_cleared",
     [](Reader& facts, Reader&, const EncodedEvent&) -> EventBody {
       return DeadlineCleared{facts.required_text("deadline"), facts.texts("timers_superseded")};
     }},
    {"task_made", decode_task_made},
    {"task_ended",
     [](Reader& facts, Reader&, const EncodedEvent&) -> EventBody {
       return TaskEnded{facts.required_text("task"), facts.flag("completed"), facts.flag("left")};
     }},
    {"task_resumed",
     [](Reader& facts, Reader&, const EncodedEvent&) -> EventBody {
       return TaskResumed{facts.required_text("task")};
     }},
    {"task_reassigned",
     [](Reader& facts, Reader&, const EncodedEvent&) -> EventBody {
       return TaskReassigned{facts.required_text("task"), facts.text("unit"), facts.text("post"),
                             facts.text("assignee"),      facts.text("why"),  facts.texts("steps")};
     }},
    {"vote_cast",
     [](Reader& facts, Reader& body, const EncodedEvent&) -> EventBody {
       return VoteCast{facts.required_text("task"), facts.required_text("event"),
                       facts.map("fields"), body.map("fields")};
     }},
    {"case_handed_over",
     [](Reader& facts, Reader&, const EncodedEvent&) -> EventBody {
       return CaseHandedOver{facts.required_text("unit")};
     }},
    {"event_deferred",
     [](Reader& facts, Reader& body, const EncodedEvent&) -> EventBody {
       return EventDeferred{facts.required_text("name"), facts.map("fields"), body.map("fields")};
     }},
    {"link_opened",
     [](Reader& facts, Reader&, const EncodedEvent&) -> EventBody {
       return LinkOpened{facts.text("link"),  facts.required_text("workflow"),
                         facts.text("unit"),  CaseId{facts.count("case")},
                         facts.text("state"), facts.count("item")};
     }},
    {"fan_out_planned",
     [](Reader& facts, Reader&, const EncodedEvent&) -> EventBody {
       return FanOutPlanned{facts.required_text("state"), facts.flag("begins"),
                            facts.count("items"), facts.texts("units")};
     }},
    {"fan_out_done",
     [](Reader& facts, Reader&, const EncodedEvent&) -> EventBody {
       return FanOutDone{facts.required_text("state")};
     }},
    {"link_failed",
     [](Reader& facts, Reader&, const EncodedEvent&) -> EventBody {
       return LinkFailed{CaseId{facts.count("case")}, facts.text("why")};
     }},
    {"case_reported",
     [](Reader& facts, Reader& body, const EncodedEvent&) -> EventBody {
       return CaseReported{CaseId{facts.count("case")},
                           facts.text("number"),
                           facts.text("unit"),
                           facts.text("state"),
                           facts.flag("done"),
                           facts.map("data"),
                           body.map("data")};
     }},
    {"watch_begun",
     [](Reader& facts, Reader&, const EncodedEvent&) -> EventBody {
       return WatchBegun{CaseId{facts.count("case")}, facts.texts("fields")};
     }},
    {"event_ignored",
     [](Reader& facts, Reader&, const EncodedEvent&) -> EventBody {
       return EventIgnored{facts.required_text("name"), facts.text("why")};
     }},
    {"case_cancelled",
     [](Reader&, Reader&, const EncodedEvent&) -> EventBody { return CaseCancelled{}; }},
    {"case_amended",
     [](Reader& facts, Reader&, const EncodedEvent&) -> EventBody {
       return CaseAmended{static_cast<int>(facts.count("version")),
                          facts.required_text("content_hash"), facts.texts("bases")};
     }},
    {"act_corrected",
     [](Reader& facts, Reader& body, const EncodedEvent&) -> EventBody {
       return ActCorrected{
           facts.count("seq"),           facts.text("name"), facts.required_instant("was"),
           facts.required_instant("is"), facts.map("data"),  body.map("data"),
           facts.texts("starts"),        body.text("reason")};
     }},
    {"letter_sent",
     [](Reader& facts, Reader&, const EncodedEvent&) -> EventBody {
       return LetterSent{facts.text("recipient"), facts.text("template")};
     }},
    {"incident_raised",
     [](Reader& facts, Reader&, const EncodedEvent&) -> EventBody {
       return IncidentRaised{facts.required_text("what"), facts.text("detail")};
     }},
    {"case_closed",
     [](Reader&, Reader&, const EncodedEvent&) -> EventBody { return CaseClosed{}; }},
};

// Version 2 of link_opened names the new case; of version 1 it stays unknown.
int newest_version(std::string_view kind) {
  return kind == "link_opened" ? 2 : 1;
}

}  // namespace

Result<EventBody> decode(const EncodedEvent& record) {
  for (const auto& [kind, decoder] : decoder_table) {
    if (kind != record.kind) continue;
    if (record.version < 1 || record.version > newest_version(record.kind)) {
      return fail(ErrorCode::corrupt, "event kind `" + record.kind + "` has version " +
                                          std::to_string(record.version) +
                                          ", which a newer program wrote");
    }
    Reader facts(record.facts, record.kind);
    Reader body(record.body, record.kind);
    EventBody event = decoder(facts, body, record);
    facts.take_fault_of(body);
    if (!facts.fault().empty())
      return fail(ErrorCode::corrupt, "stored event of kind " + facts.fault());
    return event;
  }
  return fail(ErrorCode::corrupt, "stored event of unknown kind `" + record.kind + "`");
}

}  // namespace dunghan::cases
