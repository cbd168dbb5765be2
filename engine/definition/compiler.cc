// The order in which a definition is read and checked. Names first (conditions speak of what stands
// further down), then the blocks that others refer to, then states; the checks of the whole come
// last.
#include "engine/definition/compiler.h"

#include <algorithm>

#include "engine/definition/compilation.h"
#include "engine/definition/issue_text.h"

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
  check_loops(compilation);
  check_deadlines(compilation);
  check_stops(compilation);
  check_sealed(compilation);
  check_links(compilation);
  mark_facts(compilation);
  mark_asked_of_others(compilation);
}

}  // namespace

bool is_cycle(const Document& document) {
  return document.root.find("cycle") != nullptr && document.root.find("workflow") == nullptr;
}

namespace {

Compiled compile_whole(const Document& document, const Surroundings& surroundings) {
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
  for (const SourcePart& part : document.others) compilation.made.other_files.push_back(part.file);
  compilation.made.source = document.source;
  result.definition = std::make_shared<const WorkflowDefinition>(std::move(compilation.made));
  return result;
}

}  // namespace

Compiled compile(const Document& document, const Surroundings& surroundings,
                 const VersionChain& earlier) {
  return is_amendment(document) ? compile_amendment(document, surroundings, earlier)
                                : compile_whole(document, surroundings);
}

Compiled compile_running(const VersionChain& chain, std::size_t received,
                         const Surroundings& surroundings) {
  Amended put_together = amended(chain, received);
  Compiled made = compile_whole(put_together.document, surroundings);
  made.issues.insert(made.issues.begin(), put_together.issues.begin(), put_together.issues.end());
  sort_issues(made.issues);
  if (has_errors(made.issues)) made.definition = nullptr;
  if (made.definition == nullptr || chain.size() == 1) return made;
  auto finished = std::make_shared<WorkflowDefinition>(*made.definition);
  finished->amends = amended_version(chain.back()).value_or(0);
  const Reach reach = reach_of(chain.back());
  finished->reaches_running = reach.running;
  finished->reaches_at_once = reach.at_once;
  finished->moves = moves_of(chain.back());
  finished->changed_by = bases_of(chain.back());
  for (std::size_t index = received + 1; index < chain.size(); ++index) {
    const Node* version = chain[index].root.find("version");
    if (reach_of(chain[index]).running && version != nullptr)
      finished->amended_by.push_back(static_cast<int>(version->as_int().value_or(0)));
  }
  made.definition = std::move(finished);
  return made;
}

}  // namespace dunghan::definition
