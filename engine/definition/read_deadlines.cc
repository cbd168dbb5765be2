// One deadline, of the case or of a state.
#include <algorithm>

#include "engine/definition/compilation.h"

namespace dunghan::definition {
namespace {

void read_reference(Compilation& compilation, const Node* node, std::string_view code,
                    const char* what, const std::vector<std::string>& known, Name& into) {
  if (node == nullptr) return;
  into = read_string(compilation, *node, what).value_or("");
  if (into.empty() || known.empty() || std::find(known.begin(), known.end(), into) != known.end())
    return;
  compilation.issues.error(code, *node, std::string("there is no ") + what + " " + quoted(into),
                           compilation.did_you_mean(into, known));
}

void read_roll(Compilation& compilation, const Node& node, Deadline& deadline) {
  const auto roll = read_word(compilation, node, Block::deadline, "roll");
  if (roll == "none") deadline.roll = deadline::Roll::none;
  if (roll == "following") deadline.roll = deadline::Roll::following;
  if (roll == "preceding") deadline.roll = deadline::Roll::preceding;
}

void read_owner(Compilation& compilation, const Node& name, const Node& node, Deadline& deadline) {
  const Node* owner = node.find("owner");
  if (owner != nullptr && deadline.binds_citizen) {
    compilation.issues.error("E0204", *owner, "what binds a citizen has no owner in the office",
                             "take out `owner`, or `binds: citizen`");
  }
  if (owner == nullptr) {
    if (!deadline.binds_citizen) {
      compilation.issues.error("E0204", name, "nobody owes this deadline",
                               "write `owner:` a role, or `binds: citizen`");
    }
    return;
  }
  const auto roles = read_roles_list(compilation, *owner);
  if (roles.size() > 1) compilation.issues.error("E0204", *owner, "a deadline has one owner");
  if (!roles.empty()) deadline.owner = roles.front();
}

// A limit of a state begins and ends with it; one of the case must say how.
void check_lifetime(Compilation& compilation, const Node& name, const Node& node) {
  if (node.find("start") == nullptr && node.find("restart") == nullptr) {
    compilation.issues.error("E0212", name, "the deadline " + quoted(name.text) + " never starts",
                             "write `start: { enter: STATE }`");
  }
  if (node.find("stop") == nullptr && node.find("cancel") == nullptr) {
    compilation.issues.error(
        "E0202", name, "the deadline " + quoted(name.text) + " can be neither met nor cancelled",
        "write `stop:` what meets it");
  }
}

void read_lifetime(Compilation& compilation, const Node& node, Deadline& deadline) {
  const std::pair<const char*, Triggers*> parts[] = {{"start", &deadline.start},
                                                     {"stop", &deadline.stop},
                                                     {"cancel", &deadline.cancel},
                                                     {"restart", &deadline.restart},
                                                     {"reopen", &deadline.reopen}};
  for (const auto& [key, triggers] : parts) {
    if (const Node* part = node.find(key)) *triggers = read_triggers(compilation, *part);
  }
}

void read_inside(Compilation& compilation, const Node* node, Deadline& deadline) {
  if (node == nullptr) return;
  deadline.inside = read_string(compilation, *node, "a deadline");
  if (!deadline.inside) return;
  if (*deadline.inside != deadline.name) {
    check_declared(compilation, {*deadline.inside, node->at}, compilation.outline.deadlines,
                   "E0205", "deadline");
    return;
  }
  compilation.issues.error("E0205", *node, "a deadline does not lie inside itself");
}

}  // namespace

Deadline read_deadline(Compilation& compilation, const Node& name, const Node& node,
                       const Name& state) {
  Deadline deadline;
  deadline.name = name.text;
  deadline.at = name.at;
  deadline.state = state;
  deadline.calendar = compilation.made.calendar;
  deadline.counting = compilation.made.counting;
  check_name(compilation, name, "a deadline");
  const Block block = state.empty() ? Block::deadline : Block::state_deadline;
  if (!check_keys(compilation, node, block, name.at)) return deadline;
  if (const Node* title = node.find("title")) deadline.title = read_text(compilation, *title);
  deadline.limit = read_limit(compilation, node);
  if (deadline.limit.kind == Limit::Kind::none) {
    compilation.issues.error("E0200", name, "how long, or until when, is missing",
                             "write `within:`, `due:` or `at_least:`");
  }
  if (const Node* when = node.find("when"))
    deadline.when = read_condition(compilation, *when, Scope{});
  if (const Node* follow = node.find("follow")) deadline.follow = read_bool(compilation, *follow);
  if (const Node* target = node.find("target")) deadline.target = read_period(compilation, *target);
  read_roll(compilation, node, deadline);
  deadline.binds_citizen = read_word(compilation, node, Block::deadline, "binds") == "citizen";
  read_owner(compilation, name, node, deadline);
  read_inside(compilation, node.find("inside"), deadline);
  read_reference(compilation, node.find("calendar"), "E0071", "calendar",
                 compilation.around.calendars, deadline.calendar);
  read_reference(compilation, node.find("counting"), "E0072", "counting rule",
                 compilation.around.counting_rules, deadline.counting);
  if (state.empty()) check_lifetime(compilation, name, node);
  read_lifetime(compilation, node, deadline);
  if (const Node* basis = node.find("basis")) deadline.basis = read_basis(compilation, *basis);
  if (const Node* suspend = node.find("suspend"))
    deadline.suspend = read_suspend(compilation, *suspend);
  if (const Node* extend = node.find("extend")) deadline.extend = read_extend(compilation, *extend);
  // A citizen's limit has no owner to remind: the definition's ladder is the office's.
  const Node* own = node.find("ladder");
  if (own != nullptr || !deadline.binds_citizen)
    deadline.ladder = read_ladder(compilation, own, deadline.owner);
  return deadline;
}

}  // namespace dunghan::definition
