// The shape of a scenario, by the table alone: its keys, their values, and what must hold between
// them. Whether its steps can be taken shows when it is played.
#include <algorithm>

#include "engine/base/check.h"
#include "engine/definition/compilation.h"

namespace dunghan::definition {
namespace {

class ShapeCheck {
 public:
  explicit ShapeCheck(Compilation& compilation) : compilation_(compilation) {}

  void block(const Node& node, Block block) {
    if (!check_keys(compilation_, node, block)) return;
    for (const Entry& entry : node.entries) {
      const Key* key = find_key(block, entry.key.text);
      if (key != nullptr && key->runs()) value(entry.value, *key, block);
    }
    for (const Rule& rule : text_of(block).rules) check_rule(node, block, rule);
  }

 private:
  void value(const Node& node, const Key& key, Block block_of_key) {
    const Shape& shape = key.shape;
    switch (shape.many) {
      case Shape::Many::one: return one(node, key, block_of_key);
      case Shape::Many::list:
        if (!node.is_sequence()) {
          compilation_.issues.error("E0050", node, quoted(key.name) + " is a list");
          return;
        }
        break;
      case Shape::Many::named:
        if (!check_mapping(compilation_, node, quoted(key.name))) return;
        for (const Entry& entry : node.entries) one(entry.value, key, block_of_key);
        return;
      case Shape::Many::some:
      case Shape::Many::named_some: DUNGHAN_CHECK(false); return;  // no scenario has such
    }
    for (const Node& item : node.items) one(item, key, block_of_key);
  }

  void one(const Node& node, const Key& key, Block block_of_key) {
    const Shape& shape = key.shape;
    if (shape.block == Block::text) return static_cast<void>(read_text(compilation_, node));
    if (shape.block != Block::none) return block(node, shape.block);
    switch (shape.form) {
      case Form::value: return;
      case Form::flag: return static_cast<void>(read_bool(compilation_, node));
      case Form::period: return static_cast<void>(read_period(compilation_, node));
      case Form::word:
        return static_cast<void>(word_of(compilation_, node, block_of_key, key.name));
      default: return static_cast<void>(read_string(compilation_, node, quoted(key.name)));
    }
  }

  [[nodiscard]] static const Entry* standing(const Node& node, const Part& part) {
    return node.find_entry(part.key);
  }

  void check_rule(const Node& node, Block block, const Rule& rule) {
    std::string all;
    const Entry* first = nullptr;
    const Entry* second = nullptr;
    for (const Part& part : rule.parts()) {
      all += (all.empty() ? "" : ", ") + quoted(part.key);
      const Entry* entry = standing(node, part);
      if (entry == nullptr) continue;
      (first == nullptr ? first : second) = entry;
    }
    const std::string name(name_of(block));
    if (rule.kind == Rule::Kind::only_with) {
      const Entry* lone = standing(node, rule.parts().front());
      if (lone != nullptr && second == nullptr)
        compilation_.issues.error("E0062", lone->key, "of " + all + " the first needs another");
    } else if (first == nullptr) {
      compilation_.issues.error("E0052", node, name + " has one of " + all);
    } else if (rule.kind == Rule::Kind::one_of && second != nullptr) {
      compilation_.issues
          .error(
              "E0062", second->key,
              quoted(second->key.text) + " beside " + quoted(first->key.text) + ": which of them?")
          .related = first->key.at;
    }
  }

  Compilation& compilation_;
};

}  // namespace

Issues check_scenario(const Document& document) {
  const Surroundings nothing;
  Compilation compilation(document, nothing);
  ShapeCheck(compilation).block(document.root, Block::scenario);
  return compilation.issues.take();
}

}  // namespace dunghan::definition
