#include "engine/describe/reference.h"

#include <algorithm>
#include <vector>

#include "engine/definition/block_keys.h"
#include "engine/definition/definition.h"
#include "engine/definition/issue_codes.h"
#include "engine/describe/condition_words.h"
#include "engine/describe/reference_prose.h"
#include "engine/describe/samples.h"

namespace dunghan::describe {
namespace {

using definition::Block;
using definition::BlockText;
using definition::Form;
using definition::Key;
using definition::LocalText;
using definition::Part;
using definition::Rule;
using definition::Shape;

std::string code(std::string_view text) {
  // A backquote or a bar inside would end the code, or the cell.
  std::string escaped;
  for (const char c : text) escaped += c == '|' ? std::string("\\|") : std::string{c};
  return "`" + escaped + "`";
}

std::string link(const std::string& text, std::string_view id) {
  return "[" + text + "](#" + std::string(id) + ")";
}

std::string row(const std::vector<std::string>& cells) {
  std::string line = "|";
  for (const std::string& cell : cells) line += " " + cell + " |";
  return line + "\n";
}

std::string head_of(const std::vector<std::string>& cells) {
  return row(cells) + row(std::vector<std::string>(cells.size(), "---"));
}

std::string in_yaml(std::string_view text) {
  return "```yaml\n" + std::string(text) + (text.ends_with('\n') ? "" : "\n") + "```\n";
}

class Page {
 public:
  explicit Page(Tongue tongue) : tongue_(tongue) {}

  std::string write() {
    heading(1, "", words().page);
    text_ += say(words().generated) + "\n\n";
    contents();
    for (const ProseSection& section : opening_sections()) {
      prose(section);
      if (section.id == opening_sections().front().id)
        text_ += in_yaml(smallest_procedure()) + "\n";
    }
    blocks();
    forms();
    conditions();
    prose(events_section());
    faults();
    whole();
    return std::move(text_);
  }

 private:
  [[nodiscard]] static const PageWords& words() { return page_words(); }
  [[nodiscard]] std::string say(const LocalText& text) const { return in(tongue_, text); }

  void heading(int level, std::string_view id, const LocalText& title) {
    if (!id.empty()) text_ += "<a id=\"" + std::string(id) + "\"></a>\n\n";
    text_ += std::string(static_cast<std::size_t>(level), '#') + " " + say(title) + "\n\n";
  }

  void prose(const ProseSection& section) {
    heading(2, section.id, section.title);
    text_ += say(section.text) + "\n\n";
  }

  void contents() {
    const auto line = [this](const LocalText& title, std::string_view id) {
      text_ += "- " + link(say(title), id) + "\n";
    };
    for (const ProseSection& section : opening_sections()) line(section.title, section.id);
    for (const definition::FileSort& sort : definition::file_sorts()) {
      text_ += "- " + say(sort.title) + ": ";
      bool first = true;
      for (const BlockText* block : inside(sort.root)) {
        text_ += (first ? "" : " · ") + link(say(block->title), block->id);
        first = false;
      }
      text_ += "\n";
    }
    line(words().forms, "forms");
    line(conditions_section().title, conditions_section().id);
    line(events_section().title, events_section().id);
    line(words().faults, "faults");
    line(words().whole, "whole");
    text_ += "\n";
  }

  /// The blocks that a file of this root may hold, in the order of the table, the root first.
  [[nodiscard]] static std::vector<const BlockText*> inside(Block root) {
    std::vector<Block> reached{root};
    const auto reach = [&reached](Block block) {
      if (block != Block::none && std::find(reached.begin(), reached.end(), block) == reached.end())
        reached.push_back(block);
    };
    for (std::size_t i = 0; i < reached.size(); ++i) {
      for (const Key& key : definition::keys_of(reached[i])) {
        reach(key.shape.block);
        for (const Block block : definition::blocks_of(key.shape.form)) reach(block);
      }
    }
    std::vector<const BlockText*> rows{&definition::text_of(root)};
    for (const BlockText& block : definition::blocks()) {
      if (block.block != root &&
          std::find(reached.begin(), reached.end(), block.block) != reached.end())
        rows.push_back(&block);
    }
    return rows;
  }

  void blocks() {
    std::vector<Block> written;
    for (const definition::FileSort& sort : definition::file_sorts()) {
      heading(2, "", sort.title);
      text_ += say(words().blocks_intro) + "\n\n";
      for (const BlockText* block : inside(sort.root)) {
        if (std::find(written.begin(), written.end(), block->block) != written.end()) continue;
        written.push_back(block->block);
        block_section(*block);
      }
    }
  }

  void block_section(const BlockText& block) {
    heading(3, block.id, block.title);
    if (!block.says.en.empty()) text_ += say(block.says) + "\n\n";
    const std::string where = places_of(block.block);
    if (!where.empty()) text_ += say(words().stands_under) + ": " + where + ".\n\n";
    if (const BlockText* twin = same_keys_before(block)) {
      text_ += say(words().keys_of) + " " + link(say(twin->title), twin->id) + ".\n\n";
      rules_of(block);
      return;
    }
    text_ +=
        head_of({say(words().key), say(words().value), say(words().meaning), say(words().example)});
    std::string later;
    for (const Key& key : block.keys) {
      if (!key.runs()) {
        later += (later.empty() ? "" : ", ") + code(key.name);
        continue;
      }
      text_ += row({code(key.name) + (key.required() ? " **" + say(words().required) + "**" : ""),
                    value_of(key.shape), say(key.says), example_of(key)});
    }
    text_ += "\n";
    rules_of(block);
    if (!later.empty()) text_ += say(words().later) + ": " + later + ".\n\n";
  }

  void rules_of(const BlockText& block) {
    for (const Rule& rule : block.rules) text_ += "- " + sentence_of(rule) + "\n";
    if (!block.rules.empty()) text_ += "\n";
  }

  /// A block of the table above this one that has the very same keys.
  [[nodiscard]] static const BlockText* same_keys_before(const BlockText& block) {
    for (const BlockText& other : definition::blocks()) {
      if (&other == &block) return nullptr;
      if (other.keys.data() == block.keys.data()) return &other;
    }
    return nullptr;
  }

  [[nodiscard]] static std::string example_of(const Key& key) {
    if (key.example.empty()) return "";
    return code(std::string(key.name) + ": " + std::string(key.example));
  }

  /// "`data` of a workflow, `needs` of a task".
  [[nodiscard]] std::string places_of(Block wanted) const {
    std::string places;
    for (const BlockText& block : definition::blocks()) {
      if (same_keys_before(block) != nullptr) continue;
      for (const Key& key : block.keys) {
        const auto by_form = definition::blocks_of(key.shape.form);
        const bool holds = key.shape.block == wanted ||
                           std::find(by_form.begin(), by_form.end(), wanted) != by_form.end();
        if (!holds) continue;
        places += (places.empty() ? "" : ", ") + code(key.name) + " · " +
                  link(say(block.title), block.id);
      }
    }
    return places;
  }

  [[nodiscard]] std::string value_of(const Shape& shape) const {
    std::string one;
    if (shape.form == Form::word) {
      for (const std::string_view word : shape.words) one += (one.empty() ? "" : ", ") + code(word);
    } else if (shape.form != Form::none) {
      const auto& form = definition::text_of(shape.form);
      one = link(say(form.name), form.id);
      if (shape.least != shape.most)
        one += " " + std::to_string(shape.least) + " … " + std::to_string(shape.most);
    }
    if (shape.block != Block::none) {
      const auto& block = definition::text_of(shape.block);
      one += (one.empty() ? "" : say({", hoặc ", ", or "})) + link(say(block.title), block.id);
    }
    switch (shape.many) {
      case Shape::Many::one: return one;
      case Shape::Many::list: return say({"danh sách: ", "a list: "}) + one;
      case Shape::Many::some: return one + say({"; một hay danh sách", "; one or a list"});
      case Shape::Many::named: return say(name_of(shape.names)) + one;
      case Shape::Many::named_some:
        return say(name_of(shape.names)) + one + say({"; một hay danh sách", "; one or a list"});
    }
    return one;
  }

  [[nodiscard]] static LocalText name_of(definition::Names names) {
    switch (names) {
      case definition::Names::event: return {"mỗi sự kiện: ", "to each event: "};
      case definition::Names::period: return {"mỗi khoảng thời gian: ", "to each period: "};
      case definition::Names::law: return {"mỗi khóa của luật: ", "to each key of a law: "};
      case definition::Names::input: return {"mỗi đầu vào: ", "to each input: "};
      default: return {"mỗi tên: ", "to each name: "};
    }
  }

  [[nodiscard]] static std::string list_of(std::span<const Part> parts) {
    std::string list;
    for (const Part& part : parts) {
      const std::string word = part.word.empty() ? "" : ": " + std::string(part.word);
      list += (list.empty() ? "" : ", ") + code(std::string(part.key) + word);
    }
    return list;
  }

  [[nodiscard]] std::string sentence_of(const Rule& rule) const {
    const auto parts = rule.parts();
    const std::string all = list_of(parts);
    const std::string first = list_of(parts.first(1));
    const std::string rest = list_of(parts.subspan(1));
    switch (rule.kind) {
      case Rule::Kind::one_of: return say({"đúng một trong ", "exactly one of "}) + all;
      case Rule::Kind::any_of: return say({"ít nhất một trong ", "at least one of "}) + all;
      case Rule::Kind::at_most_one: return say({"nhiều nhất một trong ", "at most one of "}) + all;
      case Rule::Kind::needs: return first + say({" cần ", " needs "}) + rest;
      case Rule::Kind::refuses: return first + say({" không đi với ", " stands without "}) + rest;
      case Rule::Kind::only_with:
        return first + say({" chỉ đứng cùng ", " stands only with "}) + rest;
    }
    return {};
  }

  void forms() {
    heading(2, "forms", words().forms);
    text_ += say(words().forms_intro) + "\n\n";
    for (const auto& form : definition::value_forms()) {
      if (form.form == Form::word) continue;
      heading(4, form.id, form.name);
      text_ += say(form.says) + "\n\n";
      if (!form.examples.empty()) text_ += examples_of(form.examples) + "\n\n";
    }
  }

  [[nodiscard]] std::string examples_of(std::string_view lines) const {
    std::string text = say(words().example) + ": ";
    bool first = true;
    while (!lines.empty()) {
      const std::string_view line = lines.substr(0, lines.find('\n'));
      lines.remove_prefix(std::min(line.size() + 1, lines.size()));
      text += (first ? "" : " · ") + code(line);
      first = false;
    }
    return text;
  }

  void words_table(const LocalText& what, std::span<const ConditionWord> list) {
    text_ += head_of({say(what), say(words().meaning)});
    for (const ConditionWord& word : list) text_ += row({code(word.written), say(word.says)});
    text_ += "\n";
  }

  void conditions() {
    prose(conditions_section());
    words_table(words().conditions_names, condition_names());
    words_table(words().conditions_functions, condition_functions());
  }

  void faults() {
    heading(2, "faults", words().faults);
    text_ += say(words().faults_intro) + "\n\n";
    text_ += head_of({say(words().code), say(words().fault), say(words().why)});
    for (const auto codes :
         {definition::definition_issue_codes(), definition::procedure_issue_codes(),
          definition::organisation_issue_codes(), definition::calendar_issue_codes()}) {
      for (const auto& one : codes)
        text_ += row({code(one.code), say(one.title), say(one.explanation)});
    }
    text_ += "\n";
  }

  void whole() {
    heading(2, "whole", words().whole);
    text_ += say(words().whole_intro) + "\n\n" + in_yaml(whole_procedure());
  }

  Tongue tongue_;
  std::string text_;
};

}  // namespace

std::string reference_page(Tongue tongue) {
  return Page(tongue).write();
}

}  // namespace dunghan::describe
