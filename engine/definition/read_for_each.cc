// `for_each`: a case for each item of a list or for each of several units.
#include <algorithm>
#include <array>
#include <charconv>

#include "engine/definition/compilation.h"

namespace dunghan::definition {
namespace {

using Kind = rule::Type::Kind;

class ForEachReader {
 public:
  ForEachReader(Compilation& compilation, const Node& node)
      : compilation_(compilation), node_(node) {}

  ForEach read() {
    made_.at = node_.at;
    if (!check_keys(compilation_, node_, Block::for_each)) return std::move(made_);
    read_over();
    read_as();
    read_open();
    if (const Node* wait = node_.find("wait")) read_wait(*wait);
    made_.later = one_word("later", "allowed", {"allowed"}) == "allowed";
    made_.cancel_rest = one_word("rest", "keep", {"keep", "cancel"}) == "cancel";
    if (const Node* join = node_.find("join")) read_join(*join);
    return std::move(made_);
  }

  ForEach read_units_alone() {
    made_.at = node_.at;
    if (!check_keys(compilation_, node_, Block::cycle_for_each)) return std::move(made_);
    read_over();
    if (made_.over != ForEach::Over::units && node_.find("in") != nullptr)
      compilation_.issues.error("E0061", *node_.find("in"), "a cycle opens cases for units",
                                "write `in: { group: g }` or `in: { levels: [commune] }`");
    read_as();
    return std::move(made_);
  }

 private:
  void read_over() {
    const Node* in = node_.find("in");
    if (in == nullptr) return;  // told by check_keys
    if (in->is_mapping()) {
      read_units(*in);
    } else {
      read_items(*in);
    }
  }

  void read_items(const Node& in) {
    // Only how many there are decides anything; what they hold goes into the new cases unread.
    made_.items = read_expression(compilation_, in, Scope{}, Asked::Use::value);
    if (!made_.items) return;
    const rule::Type& type = made_.items.type();
    if (type.kind() == Kind::list) {
      if (!type.parameters().empty()) item_type_ = type.parameters().front();
    } else if (type.kind() != Kind::dyn) {
      compilation_.issues.error("E0164", in, "here stands a list; this gives " + type.to_text(),
                                "name a field of type `list`");
    }
  }

  void read_units(const Node& in) {
    made_.over = ForEach::Over::units;
    if (!check_keys(compilation_, in, Block::for_each_units)) return;
    const Node* group = in.find("group");
    const Node* levels = in.find("levels");
    if ((group == nullptr) == (levels == nullptr)) {
      compilation_.issues.error("E0052", in, "which units: those of a group, or of some levels",
                                "write `group:` or `levels:`, one of them");
    }
    if (group != nullptr) made_.group = read_string(compilation_, *group, "a group").value_or("");
    if (levels != nullptr) made_.levels = names_of(read_names(compilation_, *levels, "level"));
    if (const Node* existing = in.find("existing")) read_existing(*existing);
  }

  // "on data.day", "during data.window"
  void read_existing(const Node& existing) {
    const auto text = read_string(compilation_, existing, "`on` a day or `during` a window");
    if (!text) return;
    const std::size_t space = text->find(' ');
    const std::string word = text->substr(0, space);
    if ((word != "on" && word != "during") || space == std::string::npos) {
      compilation_.issues.error("E0061", existing, "`existing` is `on` a day or `during` a window",
                                "write `existing: on data.day`, `existing: during data.window`");
      return;
    }
    made_.existing = word == "on" ? ForEach::Existing::on_day : ForEach::Existing::during;
    const std::size_t lead = text->find_first_not_of(' ', space);
    made_.existing_when =
        read_expression_text(compilation_, existing, std::string_view(*text).substr(lead), lead,
                             Scope{}, Asked::Use::condition);
    if (!made_.existing_when) return;
    const Kind kind = made_.existing_when.type().kind();
    const bool fits =
        kind == Kind::dyn || (word == "on" ? kind == Kind::date : kind == Kind::record);
    if (!fits) {
      compilation_.issues.error("E0164", existing,
                                std::string("here stands a ") + (word == "on" ? "date" : "window") +
                                    "; this gives " + made_.existing_when.type().to_text());
    }
  }

  void read_as() {
    const Node* as = node_.find("as");
    if (as == nullptr) return;
    check_name(compilation_, *as, "an item");
    made_.as = read_string(compilation_, *as, "a name").value_or("");
    local_.emplace_back(made_.as, item_type_);
  }

  void read_open() {
    made_.open.kind = Action::Kind::open;
    made_.open.at = node_.at;
    if (const Node* open = node_.find("open")) {
      made_.open.at = open->at;
      read_opened_workflow(compilation_, *open, made_.open);
    }
    read_opening(compilation_, node_, scope(), made_.open);
  }

  void read_wait(const Node& wait) {
    const std::string& text = wait.text;
    if (wait.is_scalar() && text.starts_with('=')) {
      made_.wait = ForEach::Wait::expression;
      made_.wait_expression = read_expression(compilation_, wait, Scope{}, Asked::Use::condition);
      if (!made_.wait_expression) return;
      const Kind kind = made_.wait_expression.type().kind();
      if (kind != Kind::integer && kind != Kind::dyn) {
        compilation_.issues.error(
            "E0164", wait,
            "here stands a number of cases; this gives " + made_.wait_expression.type().to_text());
      }
      return;
    }
    static constexpr std::array words{std::pair{"all", ForEach::Wait::all},
                                      std::pair{"any", ForEach::Wait::any},
                                      std::pair{"none", ForEach::Wait::none}};
    for (const auto& [word, kind] : words) {
      if (text == word) {
        made_.wait = kind;
        return;
      }
    }
    const bool percent = text.ends_with('%');
    const std::string_view digits =
        std::string_view(text).substr(0, text.size() - (percent ? 1 : 0));
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
    const bool whole = wait.is_scalar() && !digits.empty() && error == std::errc{} &&
                       end == digits.data() + digits.size();
    if (!whole || number < 1 || (percent && number > 100)) {
      compilation_.issues.error(
          "E0061", wait, "how many are waited for: all, any, none, a number, a share, or `= CEL`",
          compilation_.did_you_mean(text, {"all", "any", "none"}).empty()
              ? "write `wait: all`, `wait: 3`, `wait: 80%` or `wait: \"= data.needed\"`"
              : compilation_.did_you_mean(text, {"all", "any", "none"}));
      return;
    }
    made_.wait = percent ? ForEach::Wait::percent : ForEach::Wait::count;
    made_.wait_for = number;
  }

  std::string one_word(const char* key, const char* absent, const std::vector<std::string>& words) {
    const Node* node = node_.find(key);
    if (node == nullptr) return std::string(key) == "later" ? std::string() : absent;
    const auto text = read_string(compilation_, *node, "a word");
    if (!text) return absent;
    if (std::find(words.begin(), words.end(), *text) == words.end()) {
      const std::string near = compilation_.did_you_mean(*text, words);
      std::string all;
      for (const std::string& word : words) all += (all.empty() ? "`" : "` or `") + word;
      compilation_.issues.error("E0061", *node, quoted(key) + " is " + all + "`", near);
    }
    return *text;
  }

  void read_join(const Node& join) {
    if (!check_keys(compilation_, join, Block::for_each_join)) return;
    const Node* event = join.find("event");
    const Node* unit = join.find("unit");
    if (event == nullptr || unit == nullptr) return;
    if (made_.over != ForEach::Over::units) {
      compilation_.issues.error("E0062", join,
                                "`join` adds a unit, and these cases are of the items of a list",
                                "append to the list instead: `needs: { item: data.LIST.item }`");
    }
    made_.join_event = read_string(compilation_, *event, "an event").value_or("");
    FieldType type;
    type.kind = FieldKind::unit;
    const std::vector<Field> brought = [&] {
      Field field;
      field.name = "unit";
      field.type = type;
      return std::vector<Field>{field};
    }();
    made_.join_unit = read_value_place(compilation_, *unit, Scope{&brought, nullptr}, &type);
  }

  [[nodiscard]] Scope scope() const { return Scope{nullptr, &local_}; }

  Compilation& compilation_;
  const Node& node_;
  ForEach made_;
  rule::Type item_type_;
  std::vector<std::pair<std::string, rule::Type>> local_;
};

}  // namespace

ForEach read_for_each(Compilation& compilation, const Node& node) {
  return ForEachReader(compilation, node).read();
}

ForEach read_cycle_units(Compilation& compilation, const Node& node) {
  return ForEachReader(compilation, node).read_units_alone();
}

}  // namespace dunghan::definition
