// verify: proves a definition, or shows on which days of which case it fails (engine/verify).
#include "engine/verify/verify.h"

#include <algorithm>
#include <chrono>
#include <map>
#include <ostream>

#include "adapters/cli/commands.h"
#include "adapters/cli/exit_code.h"
#include "adapters/cli/output.h"
#include "engine/definition/issue_text.h"
#include "engine/verify/scenario.h"

namespace dunghan::adapters::cli {
namespace {

using SteadyTime = std::chrono::steady_clock::time_point;

struct VerifyOptions {
  std::vector<std::string> files;
  std::string from, write;
  int years = 10;
  std::chrono::milliseconds time_limit = std::chrono::seconds{60};
  std::size_t memory_limit = std::size_t{1'000'000'000};
};

struct Verified {
  verify::Subject subject;
  verify::Report report;
  std::chrono::milliseconds took{};
  std::vector<std::string> written;  // by finding; empty: no scenario
};

// ---- what is asked

Result<verify::Subject> subject_of(Invocation& invocation, const VerifyOptions& options,
                                   const std::string& file) {
  verify::Subject subject;
  subject.years = options.years;
  DUNGHAN_TRY(subject.organisation, invocation.environment.organisation_beside(file));
  if (options.from.empty()) {
    DUNGHAN_TRY(const Instant now, invocation.environment.now());
    DUNGHAN_TRY(const auto* calendar,
                invocation.environment.calendar(invocation.environment.default_calendar()));
    subject.from = calendar->zone().date_of(now);
    return subject;
  }
  const auto from = parse_date(options.from);
  if (!from) {
    return fail(ErrorCode::invalid_argument, "`--from " + options.from + "` is no date",
                "--from 2025-01-01");
  }
  subject.from = *from;
  return subject;
}

cases::LegalTime legal_time(Environment& environment) {
  return {[&environment](std::string_view id) {
            return environment.calendar(std::string(id)).value_or(nullptr);
          },
          [&environment](std::string_view id) {
            return environment.counting_rule(std::string(id)).value_or(nullptr);
          }};
}

Result<Verified> prove(Invocation& invocation, const VerifyOptions& options,
                       const std::string& file, const cases::Procedure& procedure,
                       SteadyTime started) {
  Verified verified;
  DUNGHAN_TRY(verified.subject, subject_of(invocation, options, file));
  verified.subject.procedure = &procedure;
  verify::Bounds bounds;
  bounds.memory_octets_max = options.memory_limit;
  bounds.time_is_up = [started, &options] {
    return std::chrono::steady_clock::now() - started >= options.time_limit;
  };
  // What the process held before is not the proof's.
  if (const std::size_t before = invocation.environment.memory_in_use(); before > 0)
    bounds.octets_in_use = [&invocation, before] {
      const std::size_t now = invocation.environment.memory_in_use();
      return now - std::min(before, now);
    };
  verified.report = verify::verify(verified.subject, bounds);
  verified.took = std::chrono::duration_cast<std::chrono::milliseconds>(
      std::chrono::steady_clock::now() - started);
  return verified;
}

// ---- counter-examples

Result<void> write_scenarios(Invocation& invocation, const VerifyOptions& options,
                             Verified& verified) {
  if (options.write.empty()) return {};
  DUNGHAN_TRY_VOID(invocation.environment.make_folder(options.write));
  std::map<std::string, int> used;
  for (const verify::Finding& finding : verified.report.findings) {
    verified.written.emplace_back();
    if (!finding.timeline || !finding.timeline->writable) continue;
    std::string name = file_name_of(finding, verified.subject);
    if (const int count = ++used[name]; count > 1)
      name.insert(name.rfind('.'), "-" + std::to_string(count));
    const std::string path = options.write + "/" + name;
    DUNGHAN_TRY_VOID(
        invocation.environment.write_file(path, verify::scenario_of(finding, verified.subject)));
    verified.written.back() = path;
  }
  return {};
}

std::string act_text(const verify::Step& step) {
  using Kind = verify::Step::Kind;
  switch (step.kind) {
    case Kind::open: return "open @" + step.subject;
    case Kind::send: return "send " + step.subject;
    case Kind::done: return "done " + step.subject + (step.event.empty() ? "" : " " + step.event);
    case Kind::suspend: return "suspend " + step.subject + " --ground " + step.ground;
    case Kind::resume: return "resume " + step.subject + " --ground " + step.ground;
    case Kind::extend: return "extend " + step.subject + " --ground " + step.ground;
    case Kind::outside: return step.subject;
    case Kind::wait: return "";
  }
  return "";
}

std::string fields_text(Language language, const Map& fields) {
  std::string text;
  for (const MapEntry& field : fields) {
    text += (text.empty() ? "" : ", ") + field.key.as_string() + "=" +
            value_text(language, field.value);
  }
  return text;
}

std::string standing_text(Language language, const verify::Standing& standing) {
  std::string text = standing.deadline + " " + status_text(language, standing.status);
  if (standing.due_on)
    text += std::string(say(language, ", hạn ", ", due ")) + to_text(*standing.due_on);
  return text;
}

void print_timeline(Invocation& invocation, const verify::Timeline& timeline,
                    const ZoneRules& zone) {
  const Language language = invocation.language();
  std::ostream& out = invocation.out;
  for (const verify::Step& step : timeline.steps) {
    out << "    " << moment_text(language, step.at, zone) << "  " << act_text(step);
    if (!step.fields.empty()) out << "  " << fields_text(language, step.fields);
    if (step.actor.is_person()) out << "  (" << step.actor.id << ")";
    if (!step.refused.empty())
      out << "  " << say(language, "bị từ chối: ", "refused: ") << step.refused;
    out << '\n';
  }
  out << "    " << say(language, "khi đó: trạng thái ", "then: state ") << timeline.state << '\n';
  for (const verify::Standing& standing : timeline.deadlines)
    out << "      " << standing_text(language, standing) << '\n';
}

// ---- telling

std::string seconds_text(std::chrono::milliseconds took) {
  const std::int64_t tenths = (took.count() + 50) / 100;
  return std::to_string(tenths / 10) + "." + std::to_string(tenths % 10) + " s";
}

void print_summary(Invocation& invocation, const std::string& file, const Verified& verified) {
  const Language language = invocation.language();
  const verify::Report& report = verified.report;
  std::ostream& out = invocation.out;
  for (const std::string& what : report.not_proved)
    out << file << ": " << say(language, "chưa chứng minh: ", "not proved: ") << what << '\n';
  definition::Issues issues;
  for (const verify::Finding& finding : report.findings) issues.push_back(finding.issue);
  const bool clean = issues.empty() && report.not_proved.empty();
  out << file << ": "
      << (clean ? std::string(say(language, "không có lỗi", "no findings"))
                : definition::summary_of(issues))
      << "; " << report.cases << say(language, " tình huống, ", " situations, ") << report.steps
      << say(language, " bước đã thử, ", " steps tried, ");
  if (report.start_dates > 0)
    out << report.start_dates << say(language, " ngày bắt đầu, ", " start dates, ");
  out << to_text(verified.subject.from) << say(language, " đến ", " to ")
      << to_text(verified.subject.until()) << ", " << seconds_text(verified.took) << '\n';
}

Map timeline_json(const verify::Timeline& timeline) {
  List steps, deadlines;
  for (const verify::Step& step : timeline.steps) {
    Map map{{"at", step.at}, {"act", act_text(step)}};
    if (step.actor.is_person()) map.push_back({"by", step.actor.id});
    if (!step.fields.empty()) map.push_back({"with", step.fields});
    if (!step.refused.empty()) map.push_back({"refused", step.refused});
    steps.emplace_back(std::move(map));
  }
  for (const verify::Standing& standing : timeline.deadlines) {
    Map map{{"deadline", standing.deadline}, {"status", standing.status}};
    if (standing.due_on) map.push_back({"due_on", *standing.due_on});
    deadlines.emplace_back(std::move(map));
  }
  return Map{
      {"steps", std::move(steps)}, {"state", timeline.state}, {"deadlines", std::move(deadlines)}};
}

void print_report_json(Invocation& invocation, const std::string& file, const Verified& verified) {
  const verify::Report& report = verified.report;
  List findings;
  for (std::size_t i = 0; i < report.findings.size(); ++i) {
    const verify::Finding& finding = report.findings[i];
    Map map = issue_json(finding.issue);
    if (finding.timeline) map.push_back({"counter_example", timeline_json(*finding.timeline)});
    if (i < verified.written.size() && !verified.written[i].empty())
      map.push_back({"written", verified.written[i]});
    findings.emplace_back(std::move(map));
  }
  const List not_proved(report.not_proved.begin(), report.not_proved.end());
  print_json(invocation.out, Map{{"file", file},
                                 {"findings", std::move(findings)},
                                 {"not_proved", not_proved},
                                 {"bound_hit", report.bound_hit},
                                 {"situations", static_cast<std::int64_t>(report.cases)},
                                 {"steps", static_cast<std::int64_t>(report.steps)},
                                 {"start_dates", static_cast<std::int64_t>(report.start_dates)},
                                 {"from", verified.subject.from},
                                 {"to", verified.subject.until()},
                                 {"milliseconds", std::int64_t{verified.took.count()}}});
}

void print_report(Invocation& invocation, const std::string& file, const std::string& source,
                  const cases::Procedure& procedure, const Verified& verified) {
  if (invocation.options().json) return print_report_json(invocation, file, verified);
  const auto& findings = verified.report.findings;
  for (std::size_t i = 0; i < findings.size(); ++i) {
    invocation.out << definition::to_text(findings[i].issue, source);
    if (findings[i].timeline) print_timeline(invocation, *findings[i].timeline, procedure.zone());
    if (i < verified.written.size() && !verified.written[i].empty())
      invocation.out << "    " << say(invocation.language(), "kịch bản: ", "scenario: ")
                     << verified.written[i] << '\n';
  }
  print_summary(invocation, file, verified);
}

/// Findings, or a proof that was not finished: neither lets a build pass.
bool fails(const verify::Report& report) {
  return report.bound_hit ||
         std::any_of(report.findings.begin(), report.findings.end(),
                     [](const verify::Finding& finding) {
                       return finding.issue.severity == definition::Severity::error;
                     });
}

Result<int> verify_file(Invocation& invocation, const VerifyOptions& options,
                        const std::string& file) {
  const auto started = std::chrono::steady_clock::now();
  const auto loaded = definition_in(invocation, file);
  if (!loaded) return static_cast<int>(exit_findings);
  DUNGHAN_TRY(const auto procedure,
              cases::Procedure::make(loaded->definition, legal_time(invocation.environment)));
  DUNGHAN_TRY(Verified verified, prove(invocation, options, file, *procedure, started));
  DUNGHAN_TRY_VOID(write_scenarios(invocation, options, verified));
  print_report(invocation, file, loaded->source, *procedure, verified);
  return static_cast<int>(fails(verified.report) ? exit_findings : exit_ok);
}

int verify_files(Invocation& invocation, const VerifyOptions& options) {
  int exit = exit_ok;
  for (const std::string& file : options.files) {
    const auto answer = verify_file(invocation, options, file);
    if (!answer)
      return report_error(invocation.options(), answer.error(), invocation.out, invocation.err);
    exit = std::max(exit, *answer);
  }
  return exit;
}

}  // namespace

void add_verify_command(CLI::App& app, Invocation& invocation) {
  auto options = std::make_shared<VerifyOptions>();
  auto time = std::make_shared<std::int64_t>(60'000);
  auto memory = std::make_shared<std::uint64_t>(options->memory_limit);
  CLI::App* command = add_command(
      app, invocation, "verify",
      "Prove a definition: every case goes on and ends, limits fit, or a dated counter-example",
      "  dunghan verify workflows/complaint/complaint-first-instance/v1.yaml --from 2025-01-01\n"
      "  dunghan verify v1.yaml --from 2025-01-01 --write found && dunghan simulate v1.yaml "
      "--scenario found/complaint-E0707-resolution.yaml\n",
      [&invocation, options, time, memory] {
        options->time_limit = std::chrono::milliseconds(*time);
        options->memory_limit = *memory;
        return verify_files(invocation, *options);
      });
  command->add_option("files", options->files, "definitions")->required();
  command->add_option("--from", options->from, "the first start date (default: today)");
  command->add_option("--years", options->years, "of start dates")
      ->check(CLI::Range(1, verify::years_max));
  command->add_option("--write", options->write,
                      "folder for the counter-examples, as scenario files");
  command->add_option("--time-limit", *time, "for each file: 60s, 2m")
      ->transform(CLI::AsNumberWithUnit(
          std::map<std::string, std::int64_t>{{"ms", 1}, {"s", 1'000}, {"m", 60'000}},
          CLI::AsNumberWithUnit::UNIT_REQUIRED, "TIME"));
  command->add_option("--memory-limit", *memory, "that the proof may take: 1GB, 512MB")
      ->transform(CLI::AsSizeValue(true));
}

}  // namespace dunghan::adapters::cli
