// An amendment: what it says of itself, and whether what comes out of it is sound, for the cases
// that it finds as for those that come.
#include <algorithm>

#include "engine/definition/compilation.h"
#include "engine/definition/issue_text.h"

namespace dunghan::definition {
namespace {

class AmendmentReader {
 public:
  AmendmentReader(const Document& document, const Surroundings& around, const VersionChain& earlier)
      : document_(document), around_(around), head_(document, around), chain_(earlier) {
    chain_.push_back(document);
  }

  Compiled run() {
    Compiled made;
    if (read_head()) {
      made = compile_running(chain_, chain_.size() - 1, around_);
      add(std::move(made.issues));
      if (made.definition != nullptr) check_bases(made.definition->laws);
      if (reach_of(document_).running) check_running();
    }
    add(head_.issues.take());
    made.issues = std::move(issues_);
    sort_issues(made.issues);
    if (has_errors(made.issues)) made.definition = nullptr;
    return made;
  }

 private:
  const Node& root() const { return document_.root; }

  bool read_head() {
    check_keys(head_, root(), Block::amendment);
    if (const Node* changes = root().find("changes")) {
      if (!changes->is_sequence() || changes->items.empty())
        head_.issues.error("E0050", *changes, "`changes` is a list", "- reach: new");
      for (const Node& change : changes->items) read_change(change);
    }
    if (const Node* version = root().find("version"))
      head_.made.version = read_count(head_, *version, "a version").value_or(1);
    find_amended();
    return head_.issues.error_count() == 0;
  }

  void read_change(const Node& change) {
    if (!check_keys(head_, change, Block::change)) return;
    (void)read_word(head_, change, Block::change, "reach");
    if (const Node* moves = change.find("moves")) {
      if (!check_mapping(head_, *moves, "`moves`")) return;
      for (const Entry& move : moves->entries) (void)read_string(head_, move.value, "a state");
    }
  }

  void find_amended() {
    const Node* amends = root().find("amends");
    const auto version = read_count(head_, *amends, "a version");
    if (!version) return;
    const Document* before = chain_.size() > 1 ? &chain_[chain_.size() - 2] : nullptr;
    const Node* found = before == nullptr ? nullptr : before->root.find("version");
    if (found == nullptr || found->as_int() != std::int64_t{*version}) {
      head_.issues.error(
          "E0077", *amends, "there is no version " + std::to_string(*version) + " beside this file",
          "its file lies in the same folder, and says `version: " + std::to_string(*version) + "`");
    } else if (*version >= head_.made.version) {
      head_.issues.error("E0077", *amends, "a version amends an earlier one");
    }
  }

  void check_bases(const std::vector<Law>& laws) {
    head_.made.laws = laws;
    for (const Node& change : root().find("changes")->items) {
      if (const Node* basis = change.find("basis")) (void)read_basis(head_, *basis);
    }
  }

  // What a case would be judged by that was received under an earlier version.
  void check_running() {
    VersionChain before = chain_;
    before.pop_back();
    for (std::size_t received = 0; received < before.size(); ++received) {
      const Compiled was = compile_running(before, received, around_);
      Compiled becomes = compile_running(chain_, received, around_);
      add(std::move(becomes.issues));
      if (was.definition == nullptr || becomes.definition == nullptr) continue;
      check_moves(*was.definition, *becomes.definition);
    }
  }

  void check_moves(const WorkflowDefinition& was, const WorkflowDefinition& becomes) {
    std::vector<std::string> names;
    for (const State& state : becomes.states) names.push_back(state.name);
    for (const auto& [from, to] : becomes.moves) {
      if (was.state_index(from) < 0 && !is_told("E0079", from))
        head_.issues.error("E0079", place_of_move(from),
                           quoted(from) + " is no state of what is amended");
      if (becomes.state_index(to) < 0 && !is_told("E0079", to))
        head_.issues.error("E0079", place_of_move(from),
                           quoted(to) + " is no state of what comes out",
                           head_.did_you_mean(to, names));
    }
    for (const State& state : was.states) {
      const bool may_be_there = state.kind == State::Kind::atomic;
      const bool is_moved = std::any_of(becomes.moves.begin(), becomes.moves.end(),
                                        [&](const auto& move) { return move.first == state.name; });
      if (!may_be_there || is_moved || becomes.state_index(state.name) >= 0) continue;
      if (!is_told("E0079", state.name))
        head_.issues.error("E0079", root().find_entry("changes")->key.at,
                           "cases may be in " + quoted(state.name) + ", which is taken out",
                           "say where they go: moves: { " + state.name + ": … }");
    }
  }

  Position place_of_move(std::string_view from) const {
    for (const Node& change : root().find("changes")->items) {
      const Node* moves = change.find("moves");
      const Entry* entry = moves == nullptr ? nullptr : moves->find_entry(from);
      if (entry != nullptr) return entry->key.at;
    }
    return root().at;
  }

  // The same is found for each version under which cases may have been received.
  bool is_told(std::string code, std::string name) {
    auto mark = std::pair(std::move(code), std::move(name));
    if (std::find(told_.begin(), told_.end(), mark) != told_.end()) return true;
    told_.push_back(std::move(mark));
    return false;
  }

  void add(Issues more) {
    for (Issue& issue : more) {
      // What is noted of the version before is told where that is looked at.
      if (issue.severity != Severity::error && issue.at.part != 0) continue;
      const bool is_known = std::any_of(issues_.begin(), issues_.end(), [&](const Issue& known) {
        return known.code == issue.code && known.file == issue.file && known.at == issue.at &&
               known.message == issue.message;
      });
      if (!is_known) issues_.push_back(std::move(issue));
    }
  }

  const Document& document_;
  const Surroundings& around_;
  Compilation head_;
  VersionChain chain_;
  Issues issues_;
  std::vector<std::pair<std::string, std::string>> told_;
};

}  // namespace

Compiled compile_amendment(const Document& document, const Surroundings& surroundings,
                           const VersionChain& earlier) {
  return AmendmentReader(document, surroundings, earlier).run();
}

}  // namespace dunghan::definition
