// deploy: a version of a procedure is put in force; `--plan` says before what that does to the
// cases that run.
#include <ostream>

#include "adapters/cli/commands.h"
#include "adapters/cli/exit_code.h"
#include "adapters/cli/output.h"
#include "engine/definition/chart_walk.h"
#include "engine/service/deploy.h"

namespace dunghan::adapters::cli {
namespace {

using service::DeadlineFate;

struct DeployOptions {
  std::string file;
  bool plan = false, accept_unverified = false;
};

// What rests on a basis that nobody has looked up yet, by name.
std::vector<std::string> unverified_in(const definition::WorkflowDefinition& definition) {
  std::vector<std::string> names;
  const auto look_at = [&names](const definition::Basis& basis, const std::string& name) {
    if (basis.confidence == definition::Basis::Confidence::unconfirmed)
      names.push_back("`" + name + "` (" + basis.text + ")");
  };
  definition::each_deadline(definition, [&](const definition::Deadline& deadline) {
    look_at(deadline.basis, deadline.name);
    for (const auto& ground : deadline.suspend)
      look_at(ground.basis, deadline.name + "." + ground.name);
    for (const auto& ground : deadline.extend)
      look_at(ground.basis, deadline.name + "." + ground.name);
  });
  definition::each_task(definition, [&](const definition::Task& task) {
    if (!task.own_deadline) look_at(task.basis, task.name);
  });
  definition::each_transition(definition, [&](int, const definition::Transition& transition) {
    look_at(transition.basis, transition.event);
  });
  return names;
}

Result<void> check_bases(const definition::WorkflowDefinition& definition, bool accepted) {
  const std::vector<std::string> unverified = unverified_in(definition);
  if (unverified.empty() || accepted) return {};
  std::string names;
  for (const std::string& name : unverified) names += (names.empty() ? "" : ", ") + name;
  return refuse("basis_unconfirmed", "the legal basis is not confirmed of: " + names,
                "look it up and take `unconfirmed` out, or deploy with --accept-unverified");
}

std::string_view words_of(Language language, DeadlineFate::Kind kind) {
  switch (kind) {
    case DeadlineFate::Kind::kept: return say(language, "giữ", "kept");
    case DeadlineFate::Kind::armed: return say(language, "bắt đầu", "armed");
    case DeadlineFate::Kind::dropped: break;
  }
  return say(language, "bỏ", "dropped");
}

Map json_of(const definition::WorkflowDefinition& definition, const service::DeploymentPlan& plan,
            bool done) {
  List reached;
  for (const service::CaseFate& fate : plan.reached) {
    List deadlines;
    for (const DeadlineFate& deadline : fate.deadlines) {
      deadlines.emplace_back(Map{{"name", deadline.deadline},
                                 {"fate", service::name_of(deadline.kind)},
                                 {"due_on", deadline.due_on ? Value(*deadline.due_on) : Value()}});
    }
    Map one{{"number", fate.number},
            {"unit", fate.unit},
            {"state", fate.state},
            {"state_after", fate.state_after},
            {"deadlines", std::move(deadlines)}};
    if (!fate.fault.empty()) one.push_back({"fault", fate.fault});
    reached.emplace_back(std::move(one));
  }
  return {{"workflow", definition.id},
          {"version", std::int64_t{definition.version}},
          {"from", definition.effective_from},
          {"content_hash", definition.content_hash},
          {"in_force", plan.is_in_force || done},
          {"deployed", done},
          {"running", plan.running},
          {"reached", std::move(reached)}};
}

class Teller {
 public:
  explicit Teller(Invocation& invocation)
      : out_(invocation.out), language_(invocation.language()) {}

  void tell(const definition::WorkflowDefinition& definition, const service::DeploymentPlan& plan,
            bool done) {
    out_ << definition.id << ' ' << definition.version << say(language_, ", từ ", ", from ")
         << to_text(definition.effective_from) << ": " << standing(plan.is_in_force, done) << '\n';
    out_ << plan.running << say(language_, " hồ sơ đang giải quyết", " running cases");
    if (definition.amends != 0) {
      out_ << ", " << plan.reached.size()
           << say(language_, " theo phiên bản này", " come under this version");
      if (definition.reaches_running)
        out_ << (definition.reaches_at_once
                     ? say(language_, ", ngay từ ngày ấy", ", on its day")
                     : say(language_, ", từ sự kiện kế tiếp", ", with their next event"));
    }
    out_ << '\n';
    for (const service::CaseFate& fate : plan.reached) tell(fate);
  }

 private:
  std::string_view standing(bool is_in_force, bool done) const {
    if (done) return say(language_, "đã đưa vào áp dụng", "put in force");
    return is_in_force ? say(language_, "đã áp dụng từ trước", "in force already")
                       : say(language_, "chưa áp dụng", "not in force yet");
  }

  void tell(const service::CaseFate& fate) {
    out_ << "  " << fate.number << "  " << fate.state;
    if (!fate.fault.empty()) {
      out_ << say(language_, ": không chuyển được: ", ": cannot come under it: ") << fate.fault
           << '\n';
      return;
    }
    if (fate.state_after != fate.state) out_ << " -> " << fate.state_after;
    out_ << '\n';
    for (const DeadlineFate& deadline : fate.deadlines) {
      out_ << "    " << words_of(language_, deadline.kind) << "  " << deadline.deadline;
      if (deadline.due_on && deadline.kind != DeadlineFate::Kind::dropped)
        out_ << say(language_, ", hạn ", ", due ") << to_text(*deadline.due_on);
      out_ << '\n';
    }
  }

  std::ostream& out_;
  Language language_;
};

Result<void> deploy(Invocation& invocation, const DeployOptions& options) {
  DUNGHAN_TRY(Session* const session, invocation.environment.session());
  DUNGHAN_TRY(const auto definition, invocation.environment.definition_of_office(options.file));
  DUNGHAN_TRY_VOID(check_bases(*definition, options.accept_unverified));
  service::DeploymentPlan plan;
  bool done = false;
  DUNGHAN_TRY_VOID(session->read([&](service::CaseService& service) -> Result<void> {
    DUNGHAN_TRY(plan, service::plan_deployment(service, *definition));
    if (options.plan) return {};
    DUNGHAN_TRY(done, service::deploy(service, *definition));
    return {};
  }));
  if (invocation.options().json)
    print_json(invocation.out, json_of(*definition, plan, done));
  else
    Teller(invocation).tell(*definition, plan, done);
  return {};
}

}  // namespace

void add_deploy_command(CLI::App& app, Invocation& invocation) {
  auto options = std::make_shared<DeployOptions>();
  CLI::App* command = add_command(
      app, invocation, "deploy",
      "Put a version of a procedure in force; cases that run keep theirs",
      "  dunghan deploy workflows/complaint/complaint-first-instance/v2.yaml --plan\n",
      [&invocation, options] {
        // Every fault of the file, not the first alone.
        if (!definition_in(invocation, options->file)) return static_cast<int>(exit_findings);
        const auto deployed = deploy(invocation, *options);
        if (deployed) return static_cast<int>(exit_ok);
        return report_error(invocation.options(), deployed.error(), invocation.out, invocation.err);
      });
  command->add_option("file", options->file, "the definition")->required();
  command->add_flag("--plan", options->plan)
      ->description("say what it does to running cases, and do nothing");
  command->add_flag("--accept-unverified", options->accept_unverified)
      ->description("also where a legal basis is `unconfirmed`");
}

}  // namespace dunghan::adapters::cli
