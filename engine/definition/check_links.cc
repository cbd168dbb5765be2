// Other cases: those that a procedure speaks to or asks must be there some time.
#include <algorithm>
#include <string>

#include "engine/definition/chart_walk.h"
#include "engine/definition/compilation.h"

namespace dunghan::definition {
namespace {

bool opens_cases(const WorkflowDefinition& made) {
  const auto opens = [](const std::vector<Action>& actions) {
    return std::any_of(actions.begin(), actions.end(),
                       [](const Action& action) { return action.kind == Action::Kind::open; });
  };
  bool found = false;
  each_transition(
      made, [&](int, const Transition& transition) { found = found || opens(transition.actions); });
  return found || std::any_of(made.states.begin(), made.states.end(), [&](const State& state) {
           return state.for_each || opens(state.entry) || opens(state.exit);
         });
}

bool is_word(char c) {
  return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_';
}

void add_once(std::vector<Name>& names, Name name) {
  if (std::find(names.begin(), names.end(), name) == names.end()) names.push_back(std::move(name));
}

// `X.data.field` for any X: this case's own data begins the path, another's stands behind it.
void collect_asked(const std::string& text, std::vector<Name>& fields) {
  static constexpr std::string_view middle = ".data.";
  for (std::size_t at = text.find(middle); at != std::string::npos;
       at = text.find(middle, at + 1)) {
    const std::size_t begin = at + middle.size();
    std::size_t end = begin;
    while (end < text.size() && is_word(text[end])) ++end;
    if (end > begin) add_once(fields, text.substr(begin, end - begin));
  }
}

}  // namespace

void check_links(Compilation& compilation) {
  const WorkflowDefinition& made = compilation.made;
  if (opens_cases(made)) return;
  const auto report = [&](Position at, const std::string& what) {
    compilation.issues.error("E0224", at,
                             what + " `children`, but this procedure opens no other case",
                             "open one (`open:`, `for_each:`), or name who is meant");
  };
  const auto check = [&](const std::vector<Action>& actions) {
    for (const Action& action : actions) {
      if (action.kind == Action::Kind::emit && action.link == "children")
        report(action.at, quoted(action.name) + " is sent to");
    }
  };
  each_transition(made, [&](int, const Transition& transition) {
    check(transition.actions);
    if (std::find(transition.by.begin(), transition.by.end(), "children") != transition.by.end())
      report(transition.at, quoted(transition.event) + " comes from");
  });
  for (const State& state : made.states) {
    check(state.entry);
    check(state.exit);
  }
}

void mark_asked_of_others(Compilation& compilation) {
  WorkflowDefinition& made = compilation.made;
  for (const Asked& asked : compilation.asked) {
    collect_asked(asked.expression.text(), made.asked_of_others);
    for (const std::string& path : asked.expression.reads()) {
      const bool of_parent = path.starts_with("parent.") || path == "parent";
      if (of_parent && path != "parent.number" && path != "parent.unit") made.asks_parent = true;
    }
  }
}

}  // namespace dunghan::definition
