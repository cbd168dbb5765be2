// Ladders: of config/ladders.yaml, and in place.
#include <algorithm>
#include <set>

#include "engine/definition/compilation.h"

namespace dunghan::definition {
namespace {

const std::vector<std::string>& owner_names() {
  static const std::vector<std::string> names{"owner", "owner.head"};
  return names;
}

std::optional<Rung::Kind> rung_kind(std::string_view key) {
  if (key == "before") return Rung::Kind::before;
  if (key == "at") return Rung::Kind::at_due;
  if (key == "after") return Rung::Kind::after;
  if (key == "every") return Rung::Kind::every;
  return std::nullopt;
}

void read_rung_moment(Compilation& compilation, const Node& node, Rung& rung) {
  const Entry* first = nullptr;
  for (const Entry& entry : node.entries) {
    const auto kind = rung_kind(entry.key.text);
    if (!kind) continue;
    if (first != nullptr) {
      compilation.issues.error("E0062", entry.key,
                               quoted(entry.key.text) + " beside " + quoted(first->key.text) +
                                   ": a rung has one moment");
      continue;
    }
    first = &entry;
    rung.kind = *kind;
    if (*kind != Rung::Kind::at_due) {
      rung.period = read_period(compilation, entry.value).value_or(Period{});
    } else {
      static_cast<void>(word_of(compilation, entry.value, Block::rung, "at"));
    }
  }
  if (first == nullptr)
    compilation.issues.error("E0052", node, "a rung has a moment: before, at, after or every");
}

// Every receiver must exist; who "owner" is, is known when the deadline is.
void read_receivers(Compilation& compilation, const Node& node, bool roles_known, Rung& rung) {
  const Node* to = node.find("to");
  if (to == nullptr) return;
  if (!roles_known) {
    rung.to = names_of(read_names(compilation, *to, "role"));
    return;
  }
  rung.to = read_roles_list(compilation, *to, owner_names());
}

Rung read_rung(Compilation& compilation, const Node& node, bool roles_known) {
  Rung rung;
  rung.at = node.at;
  if (!check_keys(compilation, node, Block::rung)) return rung;
  read_rung_moment(compilation, node, rung);
  read_receivers(compilation, node, roles_known, rung);
  if (const Node* reassign = node.find("reassign")) {
    const auto names = roles_known ? read_roles_list(compilation, *reassign)
                                   : names_of(read_names(compilation, *reassign, "role"));
    if (!names.empty()) rung.reassign = names.front();
  }
  const Node* at_most = node.find("at_most");
  if (at_most != nullptr) rung.at_most = read_count(compilation, *at_most, "`at_most`");
  if (rung.kind == Rung::Kind::every && at_most == nullptr) {
    compilation.issues.error("E0206", node, "this rung would tell for ever",
                             "say how often: `at_most: 12`");
  }
  const Node* from = node.find("from");
  if (from != nullptr && rung.kind != Rung::Kind::every)
    compilation.issues.error("E0206", *from, "`from: due` stands beside `every` only");
  static_cast<void>(read_word(compilation, node, Block::rung, "from"));
  if (const Node* urgent = node.find("urgent")) rung.urgent = read_bool(compilation, *urgent);
  return rung;
}

// A named ladder speaks of roles that this definition must have.
void check_named(Compilation& compilation, const Node& node, const Ladder& ladder,
                 const Name& owner) {
  std::set<Name> told;
  for (const Rung& rung : ladder.rungs) {
    std::vector<Name> receivers = rung.to;
    if (rung.reassign) receivers.push_back(*rung.reassign);
    for (const Name& name : receivers) {
      if (!told.insert(name).second) continue;
      const bool is_owner = name == "owner" || name == "owner.head";
      if (is_owner ? !owner.empty() : compilation.made.role(name) != nullptr) continue;
      compilation.issues.error(
          "E0203", node,
          "the ladder " + quoted(ladder.name) + " tells " + quoted(name) +
              (is_owner ? ", but nobody owns this deadline" : ", which is no role here"),
          is_owner ? "name an `owner`" : "declare the role, or use another ladder");
    }
  }
}

const Ladder* ladder_named(const Compilation& compilation, const Name& name) {
  const auto& ladders = compilation.around.ladders;
  const auto found = std::find_if(ladders.begin(), ladders.end(),
                                  [&](const Ladder& ladder) { return ladder.name == name; });
  return found == ladders.end() ? nullptr : &*found;
}

}  // namespace

Ladder read_rungs(Compilation& compilation, const Node& node, bool roles_known) {
  Ladder ladder;
  for_one_or_many(node, [&](const Node& item) {
    ladder.rungs.push_back(read_rung(compilation, item, roles_known));
  });
  return ladder;
}

Ladder read_ladder(Compilation& compilation, const Node* own, const Name& owner) {
  const Node* node = own != nullptr ? own : compilation.document.root.find("ladder");
  if (node == nullptr) return {};
  if (!node->is_scalar()) return read_rungs(compilation, *node, true);
  const Ladder* named = ladder_named(compilation, node->text);
  if (named == nullptr) {
    Ladder unknown;
    unknown.name = node->text;
    if (compilation.around.ladders.empty()) return unknown;
    std::vector<std::string> known;
    for (const Ladder& ladder : compilation.around.ladders) known.push_back(ladder.name);
    // The definition's own key is judged once, not again for each deadline.
    if (own != nullptr)
      compilation.issues.error("E0073", *node, "there is no ladder " + quoted(node->text),
                               compilation.did_you_mean(node->text, known));
    return unknown;
  }
  if (own != nullptr) check_named(compilation, *node, *named, owner);
  return *named;
}

CompiledLadders compile_ladders(const Document& document) {
  const Surroundings nothing;
  Compilation compilation(document, nothing);
  CompiledLadders result;
  if (check_keys(compilation, document.root, Block::ladders_file)) {
    const Node* ladders = document.root.find("ladders");
    if (ladders != nullptr && check_mapping(compilation, *ladders, "`ladders`")) {
      for (const Entry& entry : ladders->entries) {
        Ladder ladder = read_rungs(compilation, entry.value, false);
        ladder.name = entry.key.text;
        result.ladders.push_back(std::move(ladder));
      }
    }
  }
  result.issues = compilation.issues.take();
  return result;
}

}  // namespace dunghan::definition
