// Two names alike: of states; of deadlines, tasks and links together (each raises NAME.overdue,
// NAME.done, ...).
#include <map>

#include "engine/definition/compilation.h"

namespace dunghan::definition {
namespace {

struct Seen {
  Position at;
  std::string_view what;
};

void check_unique(Compilation& compilation, std::map<Name, Seen>& seen,
                  const std::vector<Declared>& names, std::string_view what, std::string_view code,
                  bool may_repeat) {
  for (const Declared& one : names) {
    const auto [found, is_new] = seen.emplace(one.name, Seen{one.at, what});
    if (is_new || (may_repeat && found->second.what == what)) continue;
    compilation.issues
        .error(code, one.at,
               quoted(one.name) + " names a " + std::string(what) + " here and a " +
                   std::string(found->second.what) + " elsewhere",
               "give one of them another name")
        .related = found->second.at;
  }
}

}  // namespace

void check_names(Compilation& compilation) {
  std::map<Name, Seen> states;
  check_unique(compilation, states, compilation.outline.states, "state", "E0241", false);
  std::map<Name, Seen> others;
  check_unique(compilation, others, compilation.outline.deadlines, "deadline", "E0248", false);
  check_unique(compilation, others, compilation.outline.tasks, "task", "E0248", false);
  // Several transitions may open cases under one link.
  check_unique(compilation, others, compilation.outline.links, "link", "E0248", true);
}

}  // namespace dunghan::definition
