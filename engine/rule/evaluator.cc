// Walks a checked tree. Every node costs a step, every element that is made or looked at costs its
// share, so an evaluation ends whatever the text says; && and || absorb the errors of one side
// where the other decides.
#include <optional>
#include <utility>

#include "engine/base/check.h"
#include "engine/rule/evaluation.h"
#include "engine/rule/function_table.h"
#include "engine/rule/program.h"
#include "engine/rule/resolver.h"

namespace dunghan::rule {
namespace {

constexpr int result_depth_max = 512;
/// A walk over so many entries of a map takes as long as a node.
constexpr std::size_t entries_per_step = 16;

Failure sealed_error() {
  return evaluation_error("sealed", "a sealed value cannot be used in a condition",
                          "ask only whether it is there: has(data.x)");
}

/// Running out of steps is no value's fault: nothing may absorb it.
bool may_be_absorbed(const Error& error) {
  return error.code != ErrorCode::limit_exceeded;
}

class Evaluation {
 public:
  Evaluation(const CheckedProgram& program, const Activation& activation, std::int64_t cost_max)
      : tree_(program.tree),
        activation_(activation),
        meter_(cost_max),
        sealed_root_(program.sealed_result_allowed ? std::optional(program.tree.root)
                                                   : std::nullopt) {}

  Result<Value> run() {
    DUNGHAN_TRY(Value result, visit(tree_.root));
    DUNGHAN_TRY_VOID(charge_for_result(result, sealed_root_ ? 0 : 1));
    return result;
  }

 private:
  Result<Value> visit(NodeIndex index) {
    DUNGHAN_TRY_VOID(meter_.charge(1));
    const Node& node = tree_.at(index);
    switch (node.kind) {
      case NodeKind::literal: return node.literal;
      case NodeKind::name: return unsealed(index, name(node));
      case NodeKind::select: return unsealed(index, select(node));
      case NodeKind::presence: return presence(node);
      case NodeKind::call: return unsealed(index, call(node));
      case NodeKind::list: return list(node);
      case NodeKind::map: return map(node);
      case NodeKind::comprehension: return comprehension(node);
      case NodeKind::conjunction: return logical(node, false);
      case NodeKind::disjunction: return logical(node, true);
      case NodeKind::conditional: return conditional(node);
    }
    DUNGHAN_CHECK(false);
  }

  /// A sealed value ends the evaluation where it is met, unless it is the whole result and may be.
  Result<Value> unsealed(NodeIndex index, Result<Value> value) const {
    if (value && value->kind() == ValueKind::sealed && index != sealed_root_) return sealed_error();
    return value;
  }

  // ---- names and fields
  // ---------------------------------------------------------------------------------------

  std::optional<Value> variable(const Node& node) const {
    for (const std::string& candidate : node.variables) {
      if (auto value = activation_.find(candidate)) return value;
    }
    if (!node.variables.empty()) {
      if (auto type = denoted_type(node.variables.back())) return Value(*std::move(type));
    }
    return std::nullopt;
  }

  Result<Value> name(const Node& node) const {
    if (node.is_local) {
      for (auto it = locals_.rbegin(); it != locals_.rend(); ++it) {
        if (*it->first == node.name) return it->second;
      }
    }
    if (auto value = variable(node)) return *std::move(value);
    return evaluation_error("no_such_attribute", "\"" + node.name + "\" has no value here");
  }

  Result<Value> select(const Node& node) {
    if (auto value = variable(node)) return *std::move(value);
    DUNGHAN_TRY(const Value operand, visit(node.children[0]));
    DUNGHAN_TRY(const Value* field, field_of(operand, node.name));
    if (field == nullptr) {
      return evaluation_error("no_such_key", "\"" + node.name + "\" is not there",
                              "ask first whether it is: has(...)");
    }
    return *field;
  }

  Result<const Value*> field_of(const Value& operand, const std::string& field) {
    if (operand.kind() != ValueKind::map) {
      return evaluation_error("no_such_overload", "a value of type " +
                                                      std::string(name_of(operand.kind())) +
                                                      " has no field \"" + field + "\"");
    }
    DUNGHAN_TRY_VOID(meter_.charge(operand.as_map().size() / entries_per_step));
    return find(operand.as_map(), field);
  }

  Result<Value> presence(const Node& node) {
    DUNGHAN_TRY(const Value operand, visit(node.children[0]));
    DUNGHAN_TRY(const Value* field, field_of(operand, node.name));
    return Value(field != nullptr);
  }

  // ---- calls
  // --------------------------------------------------------------------------------------------------

  Result<Value> call(const Node& node) {
    std::vector<Value> arguments;
    arguments.reserve(node.children.size());
    for (const NodeIndex child : node.children) {
      DUNGHAN_TRY(Value argument, visit(child));
      arguments.push_back(std::move(argument));
    }
    CallContext context{meter_, activation_};
    const CallStyle style = node.is_member ? CallStyle::member : CallStyle::global;
    if (node.overloads != nullptr) {
      for (const Overload& overload : node.overloads->overloads) {
        if (accepts(overload, style, arguments)) return overload.run(arguments, context);
      }
    }
    if (auto result = activation_.call(node.name, arguments)) return *std::move(result);
    if (node.overloads == nullptr)
      return evaluation_error("unbound_function",
                              "there is no function \"" + node.name + "\" here");
    return no_such_overload("\"" + node.name + "\"", arguments);
  }

  // ---- literals of many parts
  // -----------------------------------------------------------------------------------

  Result<Value> list(const Node& node) {
    List elements;
    elements.reserve(node.children.size());
    for (const NodeIndex child : node.children) {
      DUNGHAN_TRY(Value element, visit(child));
      elements.push_back(std::move(element));
    }
    return Value(std::move(elements));
  }

  static bool may_be_key(ValueKind kind) {
    return kind == ValueKind::boolean || kind == ValueKind::integer ||
           kind == ValueKind::unsigned_integer || kind == ValueKind::string;
  }

  Result<Value> map(const Node& node) {
    Map entries;
    entries.reserve(node.children.size() / 2);
    for (std::size_t i = 0; i + 1 < node.children.size(); i += 2) {
      DUNGHAN_TRY(Value key, visit(node.children[i]));
      DUNGHAN_TRY(Value value, visit(node.children[i + 1]));
      if (!may_be_key(key.kind())) {
        return evaluation_error("unsupported_key_type",
                                "a key of a map is a string, a whole number or a bool, not " +
                                    std::string(name_of(key.kind())));
      }
      DUNGHAN_TRY(const Value* present, find_key(entries, key, meter_));
      if (present != nullptr) return evaluation_error("duplicate_key", "this map has a key twice");
      entries.push_back(MapEntry{std::move(key), std::move(value)});
    }
    return Value(std::move(entries));
  }

  // ---- logic
  // --------------------------------------------------------------------------------------------------

  Result<bool> condition(NodeIndex index, std::string_view wanted_by) {
    DUNGHAN_TRY(const Value value, visit(index));
    if (value.kind() == ValueKind::boolean) return value.as_bool();
    return evaluation_error("no_such_overload", std::string(wanted_by) + " wants a bool, not " +
                                                    std::string(name_of(value.kind())));
  }

  /// `decisive`: the value that ends it, whatever the other parts are: false for &&, true for ||.
  Result<Value> logical(const Node& node, bool decisive) {
    std::optional<Error> pending;
    for (const NodeIndex child : node.children) {
      auto part = condition(child, decisive ? "||" : "&&");
      if (!part && !may_be_absorbed(part.error())) return tl::unexpected(std::move(part).error());
      if (part && *part == decisive) return Value(decisive);
      if (!part && !pending) pending = std::move(part).error();
    }
    if (pending) return tl::unexpected(*std::move(pending));
    return Value(!decisive);
  }

  Result<Value> conditional(const Node& node) {
    DUNGHAN_TRY(const bool holds, condition(node.children[0], "the condition of ?:"));
    return visit(node.children[holds ? 1 : 2]);
  }

  // ---- comprehensions
  // -------------------------------------------------------------------------------------------

  Result<Value> comprehension(const Node& node) {
    DUNGHAN_TRY(const Value range, visit(node.children[0]));
    const bool is_list = range.kind() == ValueKind::list;
    if (!is_list && range.kind() != ValueKind::map) {
      return evaluation_error("no_such_overload",
                              "only a list or a map has elements to go through, not " +
                                  std::string(name_of(range.kind())));
    }
    locals_.emplace_back(&node.name, Value());
    const std::size_t slot = locals_.size() - 1;
    const std::size_t count = is_list ? range.as_list().size() : range.as_map().size();
    const auto bind = [&](std::size_t i) {
      locals_[slot].second = is_list ? range.as_list()[i] : range.as_map()[i].key;
    };
    auto result = over_elements(node, count, slot, bind);
    locals_.pop_back();
    return result;
  }

  template <class Bind>
  Result<Value> over_elements(const Node& node, std::size_t count, std::size_t slot,
                              const Bind& bind) {
    switch (node.macro) {
      case Macro::all: return quantify(node, count, bind, false);
      case Macro::exists: return quantify(node, count, bind, true);
      case Macro::exists_one: return exists_one(node, count, bind);
      default: return collect(node, count, slot, bind);
    }
  }

  template <class Bind>
  Result<Value> quantify(const Node& node, std::size_t count, const Bind& bind, bool decisive) {
    std::optional<Error> pending;
    for (std::size_t i = 0; i < count; ++i) {
      bind(i);
      auto part = condition(node.children[1], decisive ? "exists()" : "all()");
      if (!part && !may_be_absorbed(part.error())) return tl::unexpected(std::move(part).error());
      if (part && *part == decisive) return Value(decisive);
      if (!part && !pending) pending = std::move(part).error();
    }
    if (pending) return tl::unexpected(*std::move(pending));
    return Value(!decisive);
  }

  template <class Bind>
  Result<Value> exists_one(const Node& node, std::size_t count, const Bind& bind) {
    std::size_t found = 0;
    for (std::size_t i = 0; i < count; ++i) {
      bind(i);
      DUNGHAN_TRY(const bool holds, condition(node.children[1], "exists_one()"));
      if (holds) ++found;
    }
    return Value(found == 1);
  }

  /// filter, map with and without a predicate.
  template <class Bind>
  Result<Value> collect(const Node& node, std::size_t count, std::size_t slot, const Bind& bind) {
    List elements;
    for (std::size_t i = 0; i < count; ++i) {
      bind(i);
      if (node.macro != Macro::map) {
        DUNGHAN_TRY(
            const bool holds,
            condition(node.children[1], node.macro == Macro::filter ? "filter()" : "map()"));
        if (!holds) continue;
      }
      if (node.macro == Macro::filter) {
        elements.push_back(locals_[slot].second);
      } else {
        DUNGHAN_TRY(Value element, visit(node.children.back()));
        elements.push_back(std::move(element));
      }
    }
    return Value(std::move(elements));
  }

  /// Parts may be shared inside, and whoever writes the result out will walk them one by one: they
  /// are paid for here, so that a small text cannot give a huge value. `depth` 0 lets a sealed
  /// value pass.
  Result<void> charge_for_result(const Value& value, int depth) {
    DUNGHAN_TRY_VOID(meter_.charge(1));
    if (depth > result_depth_max)
      return fail(ErrorCode::limit_exceeded, "the result is nested too deep");
    switch (value.kind()) {
      case ValueKind::sealed:
        if (depth > 0) return sealed_error();
        return {};
      case ValueKind::string: return meter_.charge_bytes(value.as_string().size());
      case ValueKind::bytes: return meter_.charge_bytes(value.as_bytes().size());
      case ValueKind::list:
        for (const Value& element : value.as_list())
          DUNGHAN_TRY_VOID(charge_for_result(element, depth + 1));
        return {};
      case ValueKind::map:
        for (const MapEntry& entry : value.as_map()) {
          DUNGHAN_TRY_VOID(charge_for_result(entry.key, depth + 1));
          DUNGHAN_TRY_VOID(charge_for_result(entry.value, depth + 1));
        }
        return {};
      default: return {};
    }
  }

  const SyntaxTree& tree_;
  const Activation& activation_;
  Meter meter_;
  std::optional<NodeIndex> sealed_root_;
  std::vector<std::pair<const std::string*, Value>> locals_;
};

}  // namespace

Result<Value> evaluate(const Expression& expression, const Activation& activation,
                       std::int64_t cost_max) {
  DUNGHAN_CHECK(expression.program() != nullptr);
  return Evaluation(*expression.program(), activation, cost_max).run();
}

}  // namespace dunghan::rule
