#include "engine/rule/checker.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "engine/rule/call_checker.h"
#include "engine/rule/function_table.h"
#include "engine/rule/resolver.h"
#include "engine/rule/suggestion.h"
#include "engine/rule/unification.h"

namespace dunghan::rule {
namespace {

using Kind = Type::Kind;
using IssueKind = ExpressionIssue::Kind;

class Checker {
 public:
  Checker(SyntaxTree& tree, const Environment& environment)
      : tree_(tree), environment_(environment) {}

  Checked run() {
    const NodeKind kind = tree_.at(tree_.root).kind;
    const bool is_path = kind == NodeKind::name || kind == NodeKind::select;
    const Type type =
        is_path && environment_.sealed_result_allowed ? visit(tree_.root) : usable(tree_.root);
    return Checked{types_.resolve(type, Substitution::Unknown::is_dyn), std::move(faults_)};
  }

 private:
  void report(IssueKind kind, Span span, std::string message, std::string remedy = {}) {
    if (faults_.size() < faults_max)
      faults_.push_back(Fault{kind, span, std::move(message), std::move(remedy)});
  }

  /// The type of a node whose value is used: anywhere but as the operand of a select.
  Type usable(NodeIndex index) {
    Type type = types_.resolve(visit(index));
    if (type.kind() != Kind::sealed) return type;
    report(IssueKind::wrong_type, tree_.at(index).span,
           "this value is sealed and cannot be used in a condition",
           "ask only whether it is there: has(data.x)");
    return Kind::error;
  }

  Type visit(NodeIndex index) {
    // Looking for the nearest name costs more than anything else here: what is not told is not
    // looked for.
    if (faults_.size() >= faults_max) return Kind::error;
    switch (tree_.at(index).kind) {
      case NodeKind::literal: return literal(tree_.at(index).literal);
      case NodeKind::name: return name(index);
      case NodeKind::select: return select(index);
      case NodeKind::presence: return presence(index);
      case NodeKind::call: return call(index);
      case NodeKind::list: return list(index);
      case NodeKind::map: return map(index);
      case NodeKind::comprehension: return comprehension(index);
      case NodeKind::conjunction:
      case NodeKind::disjunction: return logical(index);
      case NodeKind::conditional: return conditional(index);
    }
    return Kind::error;
  }

  static Type literal(const Value& value) {
    switch (value.kind()) {
      case ValueKind::null: return Kind::null;
      case ValueKind::boolean: return Kind::boolean;
      case ValueKind::integer: return Kind::integer;
      case ValueKind::unsigned_integer: return Kind::unsigned_integer;
      case ValueKind::floating: return Kind::floating;
      case ValueKind::string: return Kind::string;
      default: return Kind::bytes;
    }
  }

  // ---- names and fields
  // ---------------------------------------------------------------------------------------

  [[nodiscard]] const Type* local(const std::string& name) const {
    for (auto it = locals_.rbegin(); it != locals_.rend(); ++it) {
      if (it->first == name) return &it->second;
    }
    return nullptr;
  }

  [[nodiscard]] const Type* variable(const std::string& name) const {
    for (const auto& [declared, type] : environment_.variables) {
      if (declared == name) return &type;
    }
    return nullptr;
  }

  /// The declared variable that the dotted name of `index` means, in the container's order; its
  /// name is left in the node.
  const Type* declared(NodeIndex index) {
    const std::string dotted = dotted_name(tree_, index);
    if (dotted.empty()) return nullptr;
    const Node& first = tree_.at(first_name(tree_, index));
    if (!first.is_absolute && local(first.name) != nullptr) return nullptr;
    for (std::string& candidate :
         resolution_order(environment_.container, dotted, first.is_absolute)) {
      if (const Type* type = variable(candidate)) {
        tree_.at(index).variables = {std::move(candidate)};
        return type;
      }
    }
    return nullptr;
  }

  /// A name that denotes a type becomes that literal.
  std::optional<Type> denotation(NodeIndex index) {
    const auto type = denoted_type(dotted_name(tree_, index));
    if (!type) return std::nullopt;
    Node& node = tree_.at(index);
    node.kind = NodeKind::literal;
    node.literal = Value(*type);
    return Type::type_of(Kind::dyn);
  }

  Type name(NodeIndex index) {
    Node& node = tree_.at(index);
    if (const Type* type = node.is_absolute ? nullptr : local(node.name)) {
      node.is_local = true;
      return *type;
    }
    if (const Type* type = declared(index)) return *type;
    if (const auto type = denotation(index)) return *type;
    std::vector<std::string> known;
    for (const auto& local_variable : locals_) known.push_back(local_variable.first);
    for (const auto& variable : environment_.variables) known.push_back(variable.first);
    std::string remedy = suggestion(node.name, known);
    // A name that nothing is asked of may be a text without its quotes.
    if (nearest(node.name, known).empty() && !has_fields_asked(index))
      remedy +=
          (remedy.empty() ? "" : "; ") + ("a text stands in single quotes: '" + node.name + "'");
    report(IssueKind::unknown_name, node.span, "there is no \"" + node.name + "\" here",
           std::move(remedy));
    return Kind::error;
  }

  [[nodiscard]] bool has_fields_asked(NodeIndex index) const {
    return std::any_of(tree_.nodes.begin(), tree_.nodes.end(), [index](const Node& node) {
      return node.kind == NodeKind::select && node.children[0] == index;
    });
  }

  Type select(NodeIndex index) {
    if (const Type* type = declared(index)) return *type;
    if (const auto type = denotation(index)) return *type;
    const Node& node = tree_.at(index);
    return field_of(types_.resolve(visit(node.children[0])), tree_.at(node.children[0]).span,
                    node.name, node.name_span);
  }

  Type field_of(const Type& operand, Span operand_span, const std::string& field, Span field_span) {
    switch (operand.kind()) {
      case Kind::dyn:
      case Kind::error: return operand;
      case Kind::parameter:
        // Nothing is known of it: whatever it turns out to be, it must be able to have fields.
        types_.assign(Kind::dyn, operand);
        return Kind::dyn;
      case Kind::map: return operand.parameters()[1];
      case Kind::record: return field_of_record(operand, field, field_span);
      case Kind::sealed:
        report(IssueKind::wrong_type, operand_span,
               "this value is sealed and cannot be used in a condition",
               "ask only whether it is there: has(data.x)");
        return Kind::error;
      default:
        report(IssueKind::wrong_type, operand_span,
               "a value of type " + operand.to_text() + " has no fields");
        return Kind::error;
    }
  }

  Type field_of_record(const Type& record, const std::string& field, Span span) {
    std::vector<std::string> known;
    for (const auto& [name, type] : record.fields()) {
      if (name == field) return type;
      known.push_back(name);
    }
    report(IssueKind::unknown_field, span, "\"" + record.name() + "\" has no \"" + field + "\"",
           suggestion(field, known));
    return Kind::error;
  }

  Type presence(NodeIndex index) {
    const Node& node = tree_.at(index);
    const Type operand = types_.resolve(visit(node.children[0]));
    // The one place where a sealed field may be named.
    field_of(operand, tree_.at(node.children[0]).span, node.name, node.name_span);
    return Kind::boolean;
  }

  // ---- calls
  // --------------------------------------------------------------------------------------------------

  Type call(NodeIndex index) {
    make_namespaced(index);
    CallChecker checker(tree_, environment_, types_);
    std::vector<Type> arguments;
    const bool are_values = !checker.is_macro_slip(tree_.at(index));
    for (std::size_t i = 0; are_values && i < tree_.at(index).children.size(); ++i) {
      arguments.push_back(usable(tree_.at(index).children[i]));
    }
    Node& node = tree_.at(index);
    if (node.name == "[]" && arguments[0].kind() == Kind::record) {
      return element_of_record(index, arguments[0]);
    }
    Type result = checker.check(node, arguments);
    if (auto fault = checker.take_fault()) {
      report(fault->kind, fault->span, std::move(fault->message), std::move(fault->remedy));
    }
    return result;
  }

  /// `optional.of(x)`: a member call whose receiver is no variable but the first half of a declared
  /// function's name.
  void make_namespaced(NodeIndex index) {
    const Node& node = tree_.at(index);
    const std::string receiver =
        node.is_member ? dotted_name(tree_, node.children[0]) : std::string{};
    if (node.is_member && receiver.empty()) return;
    const bool is_absolute = node.is_member
                                 ? tree_.at(first_name(tree_, node.children[0])).is_absolute
                                 : node.is_absolute;
    if (node.is_member && local(tree_.at(first_name(tree_, node.children[0])).name) != nullptr)
      return;
    const std::string full = node.is_member ? receiver + "." + node.name : node.name;
    for (std::string& candidate : resolution_order(environment_.container, full, is_absolute)) {
      const bool exists =
          std::any_of(environment_.functions.begin(), environment_.functions.end(),
                      [&](const auto& f) { return !f.is_member && f.name == candidate; });
      if (!exists) continue;
      Node& changed = tree_.at(index);
      if (changed.is_member) changed.children.erase(changed.children.begin());
      changed.is_member = false;
      changed.name = std::move(candidate);
      return;
    }
  }

  /// data['x'] is data.x, seen as such where the key is written out.
  Type element_of_record(NodeIndex index, const Type& record) {
    tree_.at(index).overloads = standard_functions().find("[]");
    const Node& key = tree_.at(tree_.at(index).children[1]);
    if (key.kind != NodeKind::literal || key.literal.kind() != ValueKind::string) return Kind::dyn;
    return field_of_record(record, key.literal.as_string(), key.span);
  }

  // ---- literals of many parts
  // -----------------------------------------------------------------------------------

  Type list(NodeIndex index) {
    Type element = types_.fresh();
    bool first = true;
    for (const NodeIndex child : tree_.at(index).children) {
      const Type type = usable(child);
      element = first ? type : types_.common(element, type);
      first = false;
    }
    return Type::list_of(element);
  }

  Type map(NodeIndex index) {
    Type key = types_.fresh();
    Type value = types_.fresh();
    const std::vector<NodeIndex>& children = tree_.at(index).children;
    for (std::size_t i = 0; i + 1 < children.size(); i += 2) {
      const Type key_type = usable(children[i]);
      require_key(key_type, tree_.at(children[i]).span);
      const Type value_type = usable(children[i + 1]);
      key = i == 0 ? key_type : types_.common(key, key_type);
      value = i == 0 ? value_type : types_.common(value, value_type);
    }
    return Type::map_of(key, value);
  }

  void require_key(const Type& type, Span span) {
    switch (type.kind()) {
      case Kind::boolean:
      case Kind::integer:
      case Kind::unsigned_integer:
      case Kind::string:
      case Kind::dyn:
      case Kind::parameter:
      case Kind::error: return;
      default:
        report(IssueKind::wrong_type, span,
               "a key of a map is a string, a whole number or a bool, not " + type.to_text());
    }
  }

  // ---- comprehensions and logic
  // ---------------------------------------------------------------------------------

  Type comprehension(NodeIndex index) {
    const NodeIndex range = tree_.at(index).children[0];
    const Type element = element_of(usable(range), tree_.at(range).span);
    locals_.emplace_back(tree_.at(index).name, element);
    Type result = steps(index, element);
    locals_.pop_back();
    return result;
  }

  Type steps(NodeIndex index, const Type& element) {
    const Node& node = tree_.at(index);
    switch (node.macro) {
      case Macro::map: return Type::list_of(usable(node.children[1]));
      case Macro::map_where:
        require_bool(node.children[1]);
        return Type::list_of(usable(tree_.at(index).children[2]));
      case Macro::filter: require_bool(node.children[1]); return Type::list_of(element);
      default: require_bool(node.children[1]); return Kind::boolean;
    }
  }

  Type element_of(const Type& range, Span span) {
    switch (range.kind()) {
      case Kind::list:
      case Kind::map: return range.parameters()[0];
      case Kind::record: return Kind::string;
      case Kind::dyn:
      case Kind::error: return range;
      case Kind::parameter: types_.assign(Kind::dyn, range); return Kind::dyn;
      default:
        report(IssueKind::wrong_type, span,
               "only a list or a map has elements to go through, not " + range.to_text());
        return Kind::error;
    }
  }

  void require_bool(NodeIndex index) {
    const Type type = usable(index);
    if (types_.assign(type, Kind::boolean)) return;
    report(IssueKind::wrong_type, tree_.at(index).span,
           "a condition is wanted here, not " + type.to_text(),
           type.kind() == Kind::string || type.kind() == Kind::integer ? "compare it: ... == ..."
                                                                       : "");
  }

  Type logical(NodeIndex index) {
    for (std::size_t i = 0; i < tree_.at(index).children.size(); ++i)
      require_bool(tree_.at(index).children[i]);
    return Kind::boolean;
  }

  Type conditional(NodeIndex index) {
    const std::vector<NodeIndex> parts = tree_.at(index).children;
    require_bool(parts[0]);
    const Type then = usable(parts[1]);
    const Type otherwise = usable(parts[2]);
    const Type result = types_.fresh();
    if (types_.assign_all({then, otherwise}, {result, result})) return types_.resolve(result);
    report(IssueKind::wrong_type, join(tree_.at(parts[1]).span, tree_.at(parts[2]).span),
           "both sides of \":\" must be of one type; here are " + types_.resolve(then).to_text() +
               " and " + types_.resolve(otherwise).to_text());
    return Kind::error;
  }

  SyntaxTree& tree_;
  const Environment& environment_;
  Substitution types_;
  std::vector<std::pair<std::string, Type>> locals_;
  std::vector<Fault> faults_;
};

}  // namespace

Checked check(SyntaxTree& tree, const Environment& environment) {
  return Checker(tree, environment).run();
}

}  // namespace dunghan::rule
