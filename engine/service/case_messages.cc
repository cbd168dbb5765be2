#include "engine/service/case_messages.h"

#include <array>

namespace dunghan::service {
namespace {

using Kind = cases::CaseRequest::Kind;

constexpr std::array<std::pair<const char*, Kind>, 6> kinds{{{"open", Kind::open},
                                                             {"emit", Kind::emit},
                                                             {"report", Kind::report},
                                                             {"watch", Kind::watch},
                                                             {"cancel", Kind::cancel},
                                                             {"open_planned", Kind::open_planned}}};

void put_names(Map& map, const char* key, const std::vector<std::string>& names) {
  if (!names.empty()) map.push_back({key, List(names.begin(), names.end())});
}

std::vector<std::string> names_in(const Map& map, const char* key) {
  std::vector<std::string> names;
  const Value* value = find(map, key);
  if (value == nullptr || value->kind() != ValueKind::list) return names;
  for (const Value& name : value->as_list()) {
    if (name.kind() == ValueKind::string) names.push_back(name.as_string());
  }
  return names;
}

std::string text_in(const Map& map, const char* key) {
  const Value* value = find(map, key);
  return value != nullptr && value->kind() == ValueKind::string ? value->as_string()
                                                                : std::string();
}

Map map_in(const Map& map, const char* key) {
  const Value* value = find(map, key);
  return value != nullptr && value->kind() == ValueKind::map ? value->as_map() : Map{};
}

Map encode(const cases::CaseReport& report) {
  return Map{{"number", report.number}, {"unit", report.unit},   {"state", report.state},
             {"done", report.done},     {"facts", report.facts}, {"body", report.body}};
}

cases::CaseReport decode_report(const Map& map, CaseId from) {
  cases::CaseReport report;
  report.from = from;
  report.number = text_in(map, "number");
  report.unit = text_in(map, "unit");
  report.state = text_in(map, "state");
  const Value* done = find(map, "done");
  report.done = done != nullptr && done->kind() == ValueKind::boolean && done->as_bool();
  report.facts = map_in(map, "facts");
  report.body = map_in(map, "body");
  return report;
}

}  // namespace

ports::CaseMessage message_of(const cases::CaseRequest& request, int hops) {
  ports::CaseMessage message;
  for (const auto& [name, kind] : kinds) {
    if (kind == request.kind) message.kind = name;
  }
  message.to = request.to;
  message.workflow = request.workflow;
  message.unit = request.unit;
  message.event = request.event;
  message.link = request.link;
  message.with = request.with;
  message.occurred_at = request.occurred_at;
  put_names(message.details, "share", request.share);
  put_names(message.details, "fields", request.fields);
  if (request.kind == Kind::report) message.details.push_back({"report", encode(request.report)});
  if (hops > 0) message.details.push_back({"hops", std::int64_t{hops}});
  return message;
}

Result<cases::CaseRequest> request_of(const ports::CaseMessage& message) {
  cases::CaseRequest request;
  bool known = false;
  for (const auto& [name, kind] : kinds) {
    if (message.kind != name) continue;
    request.kind = kind;
    known = true;
  }
  if (!known)
    return fail(ErrorCode::corrupt, "stored message of unknown kind `" + message.kind + "`");
  request.to = message.to;
  request.workflow = message.workflow;
  request.unit = message.unit;
  request.event = message.event;
  request.link = message.link;
  request.with = message.with;
  request.share = names_in(message.details, "share");
  request.fields = names_in(message.details, "fields");
  request.report = decode_report(map_in(message.details, "report"), message.from);
  request.occurred_at = message.occurred_at;
  return request;
}

int hops_of(const ports::CaseMessage& message) {
  const Value* hops = find(message.details, "hops");
  return hops != nullptr && hops->kind() == ValueKind::integer ? static_cast<int>(hops->as_int())
                                                               : 0;
}

std::size_t taken_together(const std::vector<ports::CaseMessage>& messages, std::size_t begin) {
  std::size_t end = begin + 1;
  if (messages[begin].kind != "report") return 1;
  while (end < messages.size() && messages[end].kind == "report" &&
         messages[end].to == messages[begin].to) {
    ++end;
  }
  return end - begin;
}

}  // namespace dunghan::service
