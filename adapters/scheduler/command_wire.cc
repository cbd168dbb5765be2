#include "adapters/scheduler/command_wire.h"

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

namespace dunghan::adapters::scheduler {
namespace {

namespace json = boost::json;

Result<json::object> object_of(std::string_view line) {
  boost::system::error_code fault;
  json::value value = json::parse(line, fault);
  if (fault || !value.is_object())
    return fail(ErrorCode::invalid_argument, "the line on the socket is no JSON object");
  return std::move(value.as_object());
}

Failure wrong() {
  return fail(ErrorCode::invalid_argument, "the line on the socket is of another kind");
}

std::string text_of(const json::object& object, std::string_view key) {
  const json::value* value = object.if_contains(key);
  return value != nullptr && value->is_string() ? std::string(value->as_string()) : std::string();
}

}  // namespace

std::string line_of(const CommandCall& call) {
  json::array arguments(call.arguments.begin(), call.arguments.end());
  return json::serialize(
             json::object{{"arguments", std::move(arguments)}, {"folder", call.folder}}) +
         "\n";
}

std::string line_of(const CommandOutcome& outcome) {
  return json::serialize(
             json::object{{"exit", outcome.exit}, {"out", outcome.out}, {"err", outcome.err}}) +
         "\n";
}

Result<CommandCall> call_of(std::string_view line) {
  DUNGHAN_TRY(const json::object object, object_of(line));
  const json::value* arguments = object.if_contains("arguments");
  if (arguments == nullptr || !arguments->is_array()) return wrong();
  CommandCall call;
  for (const json::value& argument : arguments->as_array()) {
    if (!argument.is_string()) return wrong();
    call.arguments.emplace_back(argument.as_string());
  }
  call.folder = text_of(object, "folder");
  return call;
}

Result<CommandOutcome> outcome_of(std::string_view line) {
  DUNGHAN_TRY(const json::object object, object_of(line));
  const json::value* exit = object.if_contains("exit");
  if (exit == nullptr || !exit->is_int64()) return wrong();
  return CommandOutcome{static_cast<int>(exit->as_int64()), text_of(object, "out"),
                        text_of(object, "err")};
}

}  // namespace dunghan::adapters::scheduler
