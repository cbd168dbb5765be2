// The order in which a definition is read and checked. Names first (conditions speak of what stands
// further down), then the blocks that others refer to, then states; the checks of the whole come
// last.
#include "engine/definition/compiler.h"

#include <algorithm>

#include "engine/definition/compilation.h"

namespace dunghan::definition {
namespace {

template <class Read>
void read_block(Compilation& compilation, const char* key, const Read& read) {
  if (const Node* node = compilation.document.root.find(key)) read(compilation, *node);
}

// Roles come before whatever names one; they themselves may read data, so the environment comes
// before them.
void read_all(Compilation& compilation) {
  read_block(compilation, "data", read_data);
  compilation.fix_environment();
  read_block(compilation, "roles", read_roles);
  read_head(compilation);
  read_block(compilation, "access", read_access);
  read_block(compilation, "decisions", read_decisions);
  if (const Node* ladder = compilation.document.root.find("ladder"); ladder != nullptr) {
    static_cast<void>(read_ladder(
        compilation, ladder, "owner"));  // judged once here, used by every deadline without its own
  }
  read_block(compilation, "deadlines", [](Compilation& to, const Node& node) {
    if (!check_mapping(to, node, "`deadlines`")) return;
    for (const Entry& entry : node.entries)
      to.made.deadlines.push_back(read_deadline(to, entry.key, entry.value, {}));
  });
  read_block(compilation, "tasks", [](Compilation& to, const Node& node) {
    to.made.tasks = read_tasks(to, node, Scope{});
  });
  read_states(compilation);
}

void check_all(Compilation& compilation) {
  check_names(compilation);
  check_events(compilation);
  check_states(compilation);
  check_deadlines(compilation);
  check_sealed(compilation);
  check_links(compilation);
  mark_facts(compilation);
  mark_asked_of_others(compilation);
}

}  // namespace

bool is_cycle(const Document& document) {
  return document.root.find("cycle") != nullptr && document.root.find("workflow") == nullptr;
}

Compiled compile(const Document& document, const Surroundings& surroundings) {
  Compilation compilation(document, surroundings);
  Compiled result;
  if (!document.root.is_mapping()) {
    compilation.issues.error("E0055", document.root.at,
                             "this is no workflow: it has no keys at all",
                             "begin with `dunghan: 1` and `workflow: some-name`");
  } else {
    check_keys(compilation, document.root, Block::workflow);
    collect_outline(compilation);
    read_all(compilation);
    check_all(compilation);
  }
  result.issues = compilation.issues.take();
  if (has_errors(result.issues)) return result;
  compilation.made.file = document.file;
  compilation.made.source = document.source;
  result.definition = std::make_shared<const WorkflowDefinition>(std::move(compilation.made));
  return result;
}

}  // namespace dunghan::definition
