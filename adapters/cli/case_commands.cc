// open, send, done, suspend, resume, extend: one act on one case, answered with how the case
// stands.
#include <algorithm>
#include <ostream>

#include "adapters/cli/commands.h"
#include "adapters/cli/exit_code.h"
#include "adapters/cli/output.h"
#include "adapters/json/value_json.h"
#include "engine/base/check.h"
#include "engine/service/queries.h"

namespace dunghan::adapters::cli {
namespace {

// What every case command takes.
struct ActOptions {
  std::string at, reason, key;
  std::vector<std::string> with;
  std::int64_t if_seq = -1;
};

void add_record_options(CLI::App* command, ActOptions& options) {
  command->add_option("--reason", options.reason, "why, for the record");
  command->add_option("--key", options.key, "idempotency key: a repeat gets the first answer");
  command->add_option("--if-seq", options.if_seq,
                      "only if the case still stands at this event (else exit 5)");
}

void add_act_options(CLI::App* command, ActOptions& options) {
  command->add_option("--at", options.at,
                      "when it counts in law: a date, a local time, or an instant (default: now)");
  command
      ->add_option("--with", options.with,
                   "FIELD=VALUE, or @FILE.json with several; may be repeated")
      ->allow_extra_args(false);
  add_record_options(command, options);
}

Result<void> add_json_fields(Environment& environment, const std::string& path, Map& fields) {
  DUNGHAN_TRY(const std::string text, environment.read_file(path));
  DUNGHAN_TRY(const auto parsed, json::parse_public_json(text));
  DUNGHAN_TRY(const Value value, json::from_public_json(parsed));
  if (value.kind() != ValueKind::map)
    return fail(ErrorCode::invalid_argument, "`" + path + "` must hold one JSON object of fields");
  for (const MapEntry& entry : value.as_map()) put(fields, entry.key.as_string(), entry.value);
  return {};
}

// "name=value", "name=@file.json" (the value is the file's JSON), "name={…}" or "name=[…]" (JSON in
// place), "@file.json".
Result<Map> fields_of(Environment& environment, const std::vector<std::string>& with) {
  Map fields;
  for (const std::string& one : with) {
    if (!one.empty() && one.front() == '@') {
      DUNGHAN_TRY_VOID(add_json_fields(environment, one.substr(1), fields));
      continue;
    }
    const auto equals = one.find('=');
    if (equals == std::string::npos || equals == 0) {
      return fail(ErrorCode::invalid_argument,
                  "`--with " + one + "` is neither FIELD=VALUE nor @FILE.json",
                  "for example: --with subject=\"…\"");
    }
    const std::string name = one.substr(0, equals);
    std::string text = one.substr(equals + 1);
    const bool from_file = text.size() > 1 && text.front() == '@';
    if (from_file) {
      DUNGHAN_TRY(text, environment.read_file(text.substr(1)));
    }
    const bool is_json =
        from_file || (!text.empty() && (text.front() == '{' || text.front() == '['));
    if (!is_json) {
      put(fields, name, Value(text));
      continue;
    }
    DUNGHAN_TRY(const auto parsed, json::parse_public_json(text));
    DUNGHAN_TRY(Value value, json::from_public_json(parsed));
    put(fields, name, std::move(value));
  }
  return fields;
}

Result<Occurrence> occurrence_of(Environment& environment, const std::string& text) {
  DUNGHAN_TRY(const calendar::Calendar* calendar,
              environment.calendar(environment.default_calendar()));
  return parse_occurrence(text, calendar->zone());
}

Result<service::Request> request_of(Environment& environment, const ActOptions& options,
                                    const std::string& case_ref) {
  service::Request request;
  request.case_ref = case_ref;
  request.key = options.key;
  request.reason = options.reason;
  if (options.if_seq >= 0) request.expected_seq = options.if_seq;
  DUNGHAN_TRY(request.actor.id, environment.acting_person());
  if (options.at.empty()) return request;
  DUNGHAN_TRY(request.occurred, occurrence_of(environment, options.at));
  return request;
}

const Value& at(const Map& map, std::string_view key) {
  const Value* value = find(map, key);
  DUNGHAN_CHECK(value != nullptr);
  return *value;
}

}  // namespace

void print_deadlines(const Invocation& invocation, const Map& answer) {
  const Language language = invocation.language();
  std::vector<std::vector<std::string>> rows;
  for (const Value& item : at(answer, "deadlines").as_list()) {
    const Map& deadline = item.as_map();
    const bool overdue = at(deadline, "overdue").as_bool();
    const bool late = at(deadline, "late").as_bool();
    std::string status = status_text(language, at(deadline, "status").as_string());
    if (overdue) status += std::string(say(language, ", quá hạn", ", overdue"));
    if (late) status += std::string(say(language, ", muộn", ", late"));
    if (at(deadline, "early").as_bool())
      status += std::string(say(language, ", quá sớm", ", too early"));
    std::string due = value_text(language, at(deadline, "due_on"));
    if (at(deadline, "least_time").as_bool())
      due.insert(0, say(language, "ít nhất đến ", "at least to "));
    if (const Value& target = at(deadline, "target_on"); !target.is_null()) {
      due += say(language, " (mục tiêu ", " (target ");
      due += value_text(language, target);
      due += ')';
    }
    if (at(deadline, "provisional").as_bool())
      due += std::string(say(language, " (tạm tính)", " (provisional)"));
    rows.push_back({at(deadline, "name").as_string(), std::move(status), std::move(due),
                    value_text(language, at(deadline, "owner")),
                    value_text(language, at(deadline, "basis"))});
  }
  if (rows.empty()) return;
  invocation.out << '\n';
  print_table(invocation.out,
              {std::string(say(language, "thời hạn", "deadline")),
               std::string(say(language, "tình trạng", "status")),
               std::string(say(language, "hạn", "due on")),
               std::string(say(language, "người giữ", "owner")),
               std::string(say(language, "căn cứ", "basis"))},
              rows);
}

namespace {

void print_answer(const Invocation& invocation, const Map& answer) {
  const Language language = invocation.language();
  std::ostream& out = invocation.out;
  out << at(answer, "number").as_string() << "  (" << at(answer, "case").as_string() << ")  "
      << say(language, "trạng thái: ", "state: ") << value_text(language, at(answer, "state"))
      << '\n';
  for (const Value& item : at(answer, "tasks").as_list()) {
    const Map& task = item.as_map();
    const std::string who = at(task, "assignee").is_null()
                                ? at(task, "post").as_string() + "@" + at(task, "unit").as_string()
                                : at(task, "assignee").as_string();
    out << say(language, "  việc: ", "  task: ") << at(task, "task").as_string() << " – "
        << value_text(language,
                      at(at(task, "title").as_map(), language == Language::vi ? "vi" : "en"))
        << " → " << who << '\n';
  }
  const List& allowed = at(answer, "allowed").as_list();
  if (!allowed.empty())
    out << say(language, "  được phép lúc này: ", "  allowed now: ")
        << value_text(language, at(answer, "allowed")) << '\n';
  print_deadlines(invocation, answer);
}

int submit(Invocation& invocation, const Result<service::Request>& request) {
  if (!request)
    return report_error(invocation.options(), request.error(), invocation.out, invocation.err);
  auto session = invocation.environment.session();
  if (!session)
    return report_error(invocation.options(), session.error(), invocation.out, invocation.err);
  const auto answer = (*session)->submit(*request);
  if (!answer)
    return report_error(invocation.options(), answer.error(), invocation.out, invocation.err);
  if (invocation.options().json)
    print_json(invocation.out, *answer);
  else
    print_answer(invocation, *answer);
  return exit_ok;
}

// Puts the fields and the case into a request of one kind, then submits it.
template <class Make>
int act(Invocation& invocation, const ActOptions& options, const std::string& case_ref,
        const Make& make) {
  const auto request = [&]() -> Result<service::Request> {
    DUNGHAN_TRY(service::Request made, request_of(invocation.environment, options, case_ref));
    DUNGHAN_TRY(Map fields, fields_of(invocation.environment, options.with));
    DUNGHAN_TRY(made.what, make(std::move(fields)));
    return made;
  }();
  return submit(invocation, request);
}

using What = Result<decltype(service::Request::what)>;

void add_open(CLI::App& app, Invocation& invocation) {
  struct Options : ActOptions {
    std::string workflow, unit;
  };
  auto options = std::make_shared<Options>();
  CLI::App* command =
      add_command(app, invocation, "open", "Open a case",
                  "  dunghan open complaint-first-instance --unit so-noi-vu --as p-snv-tiep-nhan "
                  "--with subject=\"…\" --with complainant=\"…\"\n",
                  [&invocation, options] {
                    return act(invocation, *options, {}, [&](Map fields) -> What {
                      return service::OpenRequest{
                          options->workflow, options->unit, std::move(fields), {}, {}, {}};
                    });
                  });
  command->add_option("workflow", options->workflow, "id of the procedure")->required();
  command->add_option("--unit", options->unit, "the unit whose case it is")->required();
  add_act_options(command, *options);
}

void add_send(CLI::App& app, Invocation& invocation) {
  struct Options : ActOptions {
    std::string case_ref, event;
  };
  auto options = std::make_shared<Options>();
  CLI::App* command =
      add_command(app, invocation, "send", "Send an event to a case",
                  "  dunghan send KN-SNV-2024-00001 accept --with accepted_on=2024-04-26\n",
                  [&invocation, options] {
                    return act(invocation, *options, options->case_ref, [&](Map fields) -> What {
                      return service::SendRequest{options->event, std::move(fields)};
                    });
                  });
  command->add_option("case", options->case_ref, "number or id")->required();
  command->add_option("event", options->event)->required();
  add_act_options(command, *options);
}

// "CASE/TASK", or the task's name alone where only one open task bears it.
Result<std::pair<std::string, std::string>> case_and_task(Invocation& invocation,
                                                          const std::string& text,
                                                          const std::string& case_ref) {
  if (!case_ref.empty()) return std::pair(case_ref, text);
  const auto slash = text.rfind('/');
  if (slash != std::string::npos) return std::pair(text.substr(0, slash), text.substr(slash + 1));
  DUNGHAN_TRY(Session * session, invocation.environment.session());
  std::vector<CaseId> cases;
  DUNGHAN_TRY_VOID(session->read([&](service::CaseService& service) -> Result<void> {
    DUNGHAN_TRY(const auto tasks, service::list_tasks(service, {}));
    for (const auto& task : tasks) {
      if (task.name == text) cases.push_back(task.case_id);
    }
    return {};
  }));
  if (cases.size() == 1) return std::pair(to_text(cases.front()), text);
  return fail(cases.empty() ? ErrorCode::not_found : ErrorCode::invalid_argument,
              cases.empty()
                  ? "there is no open task `" + text + "`"
                  : std::to_string(cases.size()) + " cases have an open task `" + text + "`",
              "write CASE/TASK, as `dunghan tasks` prints it");
}

void add_done(CLI::App& app, Invocation& invocation) {
  struct Options : ActOptions {
    std::string task, event, case_ref;
  };
  auto options = std::make_shared<Options>();
  CLI::App* command = add_command(
      app, invocation, "done", "Finish a task",
      "  dunghan done KN-SNV-2024-00001/check accept --with accepted_on=2024-04-26 --with "
      "remote_area=true\n",
      [&invocation, options] {
        const auto place = case_and_task(invocation, options->task, options->case_ref);
        if (!place)
          return report_error(invocation.options(), place.error(), invocation.out, invocation.err);
        return act(invocation, *options, place->first, [&](Map fields) -> What {
          return service::DoneRequest{place->second, options->event, std::move(fields)};
        });
      });
  command->add_option("task", options->task, "CASE/TASK, as `dunghan tasks` prints it")->required();
  command->add_option("event", options->event, "which of the events that end the task");
  command->add_option("--case", options->case_ref, "the case, where TASK is a bare name");
  add_act_options(command, *options);
}

struct Hand {
  const char* name;
  const char* what;
  const char* examples;
  cases::HandTask::How how;
  bool to_person;
};

constexpr Hand hands[] = {
    {"claim", "Take up a task that is offered to your post",
     "  dunghan claim KN-SNV-2024-00001/verify\n", cases::HandTask::How::claim, false},
    {"release", "Give a task back to the post it is for",
     "  dunghan release KN-SNV-2024-00001/verify\n", cases::HandTask::How::release, false},
    {"delegate", "Hand your task to another, where the procedure allows it",
     "  dunghan delegate KN-SNV-2024-00001/verify p-0305\n", cases::HandTask::How::delegate, true},
    {"reassign", "Give a task of your unit to another of its post (the head)",
     "  dunghan reassign KN-SNV-2024-00001/verify p-0305 --reason \"on leave\"\n",
     cases::HandTask::How::reassign, true}};

void add_hand(CLI::App& app, Invocation& invocation, const Hand& hand) {
  struct Options : ActOptions {
    std::string task, person, case_ref;
  };
  auto options = std::make_shared<Options>();
  CLI::App* command = add_command(
      app, invocation, hand.name, hand.what, hand.examples, [&invocation, options, how = hand.how] {
        const auto place = case_and_task(invocation, options->task, options->case_ref);
        if (!place)
          return report_error(invocation.options(), place.error(), invocation.out, invocation.err);
        return act(invocation, *options, place->first, [&](const Map&) -> What {
          return cases::HandTask{how, place->second, options->person};
        });
      });
  command->add_option("task", options->task, "CASE/TASK, as `dunghan tasks` prints it")->required();
  if (hand.to_person)
    command->add_option("person", options->person, "id of the person")->required();
  command->add_option("--case", options->case_ref, "the case, where TASK is a bare name");
  add_act_options(command, *options);
}

template <class Make>
void add_on_deadline(CLI::App& app, Invocation& invocation, const std::string& name,
                     const std::string& what, const std::string& examples, bool needs_ground,
                     const Make& make) {
  struct Options : ActOptions {
    std::string case_ref, deadline, ground, by, until;
  };
  auto options = std::make_shared<Options>();
  CLI::App* command =
      add_command(app, invocation, name, what, examples, [&invocation, options, make] {
        return act(invocation, *options, options->case_ref,
                   [&](Map fields) -> What { return make(*options, std::move(fields)); });
      });
  command->add_option("case", options->case_ref, "number or id")->required();
  command->add_option("deadline", options->deadline)->required();
  auto* ground = command->add_option("--ground", options->ground,
                                     "the ground of law, by its name in the procedure");
  if (needs_ground) ground->required();
  if (name == "extend") {
    command->add_option("--by", options->by,
                        "how much, e.g. \"10 days\" (default: all that the ground allows)");
    command->add_option("--until", options->until, "the agreed date");
  }
  add_act_options(command, *options);
}

void add_correct(CLI::App& app, Invocation& invocation) {
  struct Options : ActOptions {
    std::string case_ref, occurred_at;
    std::int64_t seq = 0;
  };
  auto options = std::make_shared<Options>();
  CLI::App* command = add_command(
      app, invocation, "correct", "Correct the day of an act on record, or a value it wrote",
      "  dunghan correct KN-SNV-2024-00001 7 --occurred-at 2024-04-25 --reason \"…\"\n"
      "  dunghan correct KN-SNV-2024-00001 1 --set remote_area=true --reason \"…\"\n",
      [&invocation, options] {
        return act(invocation, *options, options->case_ref, [&](Map fields) -> What {
          service::CorrectRequest request{options->seq, std::nullopt, std::move(fields)};
          if (!options->occurred_at.empty()) {
            DUNGHAN_TRY(request.to, occurrence_of(invocation.environment, options->occurred_at));
          }
          return request;
        });
      });
  command->add_option("case", options->case_ref, "number or id")->required();
  command->add_option("seq", options->seq, "the act's number in `dunghan show CASE`")->required();
  command->add_option("--occurred-at", options->occurred_at, "when it counts in law");
  command
      ->add_option("--set", options->with,
                   "FIELD=VALUE as it should have been, or @FILE.json; may be repeated")
      ->allow_extra_args(false);
  add_record_options(command, *options);
}

}  // namespace

void add_case_commands(CLI::App& app, Invocation& invocation) {
  add_open(app, invocation);
  add_send(app, invocation);
  add_done(app, invocation);
  add_correct(app, invocation);
  for (const Hand& hand : hands) add_hand(app, invocation, hand);
  add_on_deadline(
      app, invocation, "suspend", "Suspend a deadline by a ground of law",
      "  dunghan suspend TC-SNV-2024-0001 resolution --ground other_outcome --with ground=\"…\" "
      "--with decision=qd-12.pdf\n",
      true, [](const auto& options, Map fields) -> What {
        return service::SuspendRequest{options.deadline, options.ground, std::move(fields)};
      });
  add_on_deadline(
      app, invocation, "resume", "Let a suspended deadline run on",
      "  dunghan resume TC-SNV-2024-0001 resolution --with decision=qd-13.pdf\n", false,
      [](const auto& options, Map fields) -> What {
        return service::ResumeRequest{options.deadline, options.ground, std::move(fields)};
      });
  add_on_deadline(
      app, invocation, "extend", "Extend a deadline, as far as its ground allows",
      "  dunghan extend KN-SNV-2024-00001 resolution --ground complex --with reason=\"…\"\n", false,
      [](const auto& options, Map fields) -> What {
        service::ExtendRequest request{options.deadline, options.ground, std::nullopt, std::nullopt,
                                       std::move(fields)};
        if (!options.by.empty()) {
          DUNGHAN_TRY(request.by, parse_period(options.by));
        }
        if (!options.until.empty()) {
          request.until = parse_date(options.until);
          if (!request.until)
            return fail(ErrorCode::invalid_argument, "`--until " + options.until + "` is no date",
                        "year-month-day");
        }
        return request;
      });
}

}  // namespace dunghan::adapters::cli
