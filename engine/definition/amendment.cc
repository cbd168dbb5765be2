#include "engine/definition/amendment.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "engine/base/check.h"
#include "engine/definition/edit_distance.h"
#include "engine/definition/issue_sink.h"

namespace dunghan::definition {
namespace {

// Mappings from names that people choose: an amendment names those that it changes, adds or takes
// out, and leaves the others.
constexpr std::array<std::string_view, 11> named{"data",  "roles",   "decisions", "deadlines",
                                                 "tasks", "states",  "parallel",  "on",
                                                 "after", "suspend", "extend"};
// Of these a deadline has one: the new one takes the place of the old.
constexpr std::array<std::string_view, 3> limits{"within", "due", "at_least"};
// What a change says of itself, not of the procedure.
constexpr std::array<std::string_view, 3> of_the_change{"reach", "basis", "moves"};

template <std::size_t N>
bool is_among(const std::array<std::string_view, N>& words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

void stamp(Node& node, int part) {
  node.at.part = part;
  for (Node& item : node.items) stamp(item, part);
  for (Entry& entry : node.entries) {
    stamp(entry.key, part);
    stamp(entry.value, part);
  }
}

Entry* entry_of(Node& node, std::string_view key) {
  const auto found = std::find_if(node.entries.begin(), node.entries.end(),
                                  [key](const Entry& entry) { return entry.key.text == key; });
  return found == node.entries.end() ? nullptr : &*found;
}

void remove(Node& node, std::string_view key) {
  std::erase_if(node.entries, [key](const Entry& entry) { return entry.key.text == key; });
}

class Merger {
 public:
  explicit Merger(IssueSink& issues) : issues_(issues) {}

  /// A thing (a deadline, a state, a role, the workflow itself): each of its keys is replaced as a
  /// whole, but for those that hold other things.
  void merge(Node& thing, const Node& change) {
    for (const Entry& entry : change.entries) {
      const std::string& key = entry.key.text;
      Entry* old = entry_of(thing, key);
      const bool both_mappings =
          old != nullptr && old->value.is_mapping() && entry.value.is_mapping();
      if (entry.value.is_null()) {
        take_out(thing, entry.key);
      } else if (both_mappings && is_among(named, key)) {
        merge_names(old->value, entry.value);
      } else if (both_mappings && key == "resume") {
        merge(old->value, entry.value);
      } else {
        if (is_among(limits, key)) {
          for (const std::string_view limit : limits) remove(thing, limit);
        }
        set(thing, entry);
      }
    }
  }

 private:
  void merge_names(Node& things, const Node& change) {
    for (const Entry& entry : change.entries) {
      Entry* old = entry_of(things, entry.key.text);
      if (entry.value.is_null())
        take_out(things, entry.key);
      else if (old != nullptr && old->value.is_mapping() && entry.value.is_mapping())
        merge(old->value, entry.value);
      else
        set(things, entry);
    }
  }

  static void set(Node& node, const Entry& entry) {
    if (Entry* old = entry_of(node, entry.key.text))
      *old = entry;
    else
      node.entries.push_back(entry);
  }

  void take_out(Node& node, const Node& key) {
    if (entry_of(node, key.text) != nullptr) return remove(node, key.text);
    std::vector<std::string> there;
    for (const Entry& entry : node.entries) there.push_back(entry.key.text);
    issues_.error("E0078", key, "there is no " + quoted(key.text) + " to take out",
                  did_you_mean(key.text, there));
  }

  IssueSink& issues_;
};

std::vector<const Node*> changes_of(const Document& amendment) {
  std::vector<const Node*> changes;
  const Node* all = amendment.root.find("changes");
  if (all == nullptr) return changes;
  for (const Node& change : all->items) {
    if (change.is_mapping()) changes.push_back(&change);
  }
  return changes;
}

bool reaches(const Node& change, std::string_view how) {
  const Node* reach = change.find("reach");
  return reach != nullptr && reach->text == how;
}

bool reaches_running(const Node& change) {
  return reaches(change, "next") || reaches(change, "all");
}

Node without(const Node& change, bool (*leave_out)(std::string_view)) {
  Node kept = change;
  std::erase_if(kept.entries, [&](const Entry& entry) { return leave_out(entry.key.text); });
  return kept;
}

// The head of the amendment: what it calls itself, and the laws that it brings.
void take_head(Node& root, const Node& amendment, bool takes_name) {
  for (const char* key : {"version", "title", "effective"}) {
    const Entry* entry = amendment.find_entry(key);
    if (!takes_name || entry == nullptr) continue;
    if (Entry* old = entry_of(root, key))
      *old = *entry;
    else
      root.entries.push_back(*entry);
  }
  const Entry* laws = amendment.find_entry("laws");
  if (laws == nullptr) return;
  Entry* old = entry_of(root, "laws");
  if (old == nullptr || !old->value.is_mapping() || !laws->value.is_mapping()) {
    remove(root, "laws");
    root.entries.push_back(*laws);
    return;
  }
  for (const Entry& law : laws->value.entries) {
    remove(old->value, law.key.text);
    old->value.entries.push_back(law);
  }
}

constexpr std::string_view several = "# dunghan: versions ";
constexpr std::string_view one_of_several = "# dunghan: octets ";

// The number between the mark at the front of `text` and the end of the line; both are taken off.
std::optional<std::size_t> take_number(std::string_view& text, std::string_view mark) {
  if (!text.starts_with(mark)) return std::nullopt;
  const std::size_t end = text.find('\n');
  if (end == std::string_view::npos) return std::nullopt;
  const std::string_view digits = text.substr(mark.size(), end - mark.size());
  std::size_t number = 0;
  const auto [last, fault] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
  if (fault != std::errc() || last != digits.data() + digits.size()) return std::nullopt;
  text.remove_prefix(end + 1);
  return number;
}

}  // namespace

bool is_amendment(const Document& document) {
  return document.root.find("amends") != nullptr && document.root.find("workflow") != nullptr;
}

std::optional<int> amended_version(const Document& document) {
  const Node* amends = document.root.find("amends");
  const auto version = amends == nullptr ? std::nullopt : amends->as_int();
  constexpr std::int64_t version_max = 1'000'000;
  if (!version || *version < 1 || *version > version_max) return std::nullopt;
  return static_cast<int>(*version);
}

Reach reach_of(const Document& amendment) {
  Reach reach;
  for (const Node* change : changes_of(amendment)) {
    reach.running = reach.running || reaches_running(*change);
    reach.at_once = reach.at_once || reaches(*change, "all");
  }
  return reach;
}

Moves moves_of(const Document& amendment) {
  Moves moves;
  for (const Node* change : changes_of(amendment)) {
    const Node* named_moves = change->find("moves");
    if (named_moves == nullptr) continue;
    for (const Entry& entry : named_moves->entries)
      moves.emplace_back(entry.key.text, entry.value.text);
  }
  return moves;
}

std::vector<std::string> bases_of(const Document& amendment) {
  std::vector<std::string> bases;
  for (const Node* change : changes_of(amendment)) {
    const Node* basis = change->find("basis");
    const bool is_new = basis != nullptr && basis->is_scalar() &&
                        std::find(bases.begin(), bases.end(), basis->text) == bases.end();
    if (is_new) bases.push_back(basis->text);
  }
  return bases;
}

Amended amended(const VersionChain& chain, std::size_t received) {
  DUNGHAN_CHECK(!chain.empty() && received < chain.size());
  const Document& latest = chain.back();
  Amended made;
  made.document.file = latest.file;
  made.document.source = latest.source;
  std::vector<std::string> files{latest.file};
  for (std::size_t index = chain.size() - 1; index-- > 0;) {
    made.document.others.push_back({chain[index].file, chain[index].source});
    files.push_back(chain[index].file);
  }
  const auto part_of = [&](std::size_t index) {
    return static_cast<int>(chain.size() - 1 - index);
  };
  IssueSink issues(files);
  Node& root = made.document.root;
  root = chain.front().root;
  stamp(root, part_of(0));
  for (std::size_t index = 1; index < chain.size(); ++index) {
    Document amendment = chain[index];
    stamp(amendment.root, part_of(index));
    take_head(root, amendment.root, index <= received);
    for (const Node* change : changes_of(amendment)) {
      if (index > received && !reaches_running(*change)) continue;
      Merger(issues).merge(root, without(*change, [](std::string_view key) {
                             return is_among(of_the_change, key);
                           }));
    }
  }
  made.issues = issues.take();
  return made;
}

std::string joined_source(const std::vector<std::string>& texts) {
  if (texts.size() == 1) return texts.front();
  std::string joined = std::string(several) + std::to_string(texts.size()) + "\n";
  for (const std::string& text : texts)
    joined += std::string(one_of_several) + std::to_string(text.size()) + "\n" + text + "\n";
  return joined;
}

std::optional<std::vector<std::string>> split_source(std::string_view source) {
  if (!source.starts_with(several)) return std::vector<std::string>{std::string(source)};
  const auto count = take_number(source, several);
  if (!count || *count < 2 || *count > amended_versions_max) return std::nullopt;
  std::vector<std::string> texts;
  for (std::size_t index = 0; index < *count; ++index) {
    const auto octets = take_number(source, one_of_several);
    if (!octets || *octets >= source.size()) return std::nullopt;
    texts.emplace_back(source.substr(0, *octets));
    source.remove_prefix(*octets + 1);
  }
  if (!source.empty()) return std::nullopt;
  return texts;
}

}  // namespace dunghan::definition
