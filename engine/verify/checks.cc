#include "engine/verify/checks.h"

#include "engine/definition/issue_sink.h"

namespace dunghan::verify {

Finding& Inquiry::add(std::string_view code, definition::Severity severity, definition::Position at,
                      std::string about, std::string message, std::string remedy,
                      std::optional<Timeline> timeline) const {
  Finding finding;
  finding.issue.severity = severity;
  finding.issue.code = code;
  finding.issue.file = definition().file_at(at);
  finding.issue.at = at;
  finding.issue.message = std::move(message);
  finding.issue.remedy = std::move(remedy);
  finding.about = std::move(about);
  finding.timeline = std::move(timeline);
  findings.push_back(std::move(finding));
  return findings.back();
}

std::vector<bool> can_reach(const Exploration& exploration, const std::vector<bool>& targets,
                            const std::function<bool(const Edge&)>& through) {
  const auto incoming = exploration.incoming();
  std::vector<bool> reached = targets;
  std::vector<int> to_visit;
  for (std::size_t i = 0; i < targets.size(); ++i) {
    if (targets[i]) to_visit.push_back(static_cast<int>(i));
  }
  while (!to_visit.empty()) {
    const auto node = static_cast<std::size_t>(to_visit.back());
    to_visit.pop_back();
    for (const int index : incoming[node]) {
      const Edge& edge = exploration.edges[static_cast<std::size_t>(index)];
      if (reached[static_cast<std::size_t>(edge.from)] || (through && !through(edge))) continue;
      reached[static_cast<std::size_t>(edge.from)] = true;
      to_visit.push_back(edge.from);
    }
  }
  return reached;
}

std::string quoted(std::string_view name) {
  return definition::quoted(name);
}

std::string states_text(const definition::WorkflowDefinition& definition,
                        const statechart::Configuration& configuration) {
  std::string text;
  for (const int state : configuration) {
    const auto& each = definition.states[static_cast<std::size_t>(state)];
    const bool leaf = each.children.empty();
    if (leaf) text += (text.empty() ? "" : ", ") + each.name;
  }
  return text;
}

}  // namespace dunghan::verify
