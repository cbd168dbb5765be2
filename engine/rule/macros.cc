#include "engine/rule/macros.h"

namespace dunghan::rule {

Macro macro_of(std::string_view function, std::size_t argument_count) {
  if (function == "map" && argument_count == 3) return Macro::map_where;
  if (argument_count != 2) return Macro::none;
  if (function == "all") return Macro::all;
  if (function == "exists") return Macro::exists;
  if (function == "exists_one") return Macro::exists_one;
  if (function == "filter") return Macro::filter;
  if (function == "map") return Macro::map;
  return Macro::none;
}

Parsed<Node> expand_macro(const SyntaxTree& tree, Node call, Macro macro) {
  const Node& variable = tree.at(call.children[1]);
  if (variable.kind != NodeKind::name || variable.is_absolute) {
    return syntax_fault(variable.span,
                        "the first argument of " + call.name + "() is a name for each element",
                        "write " + call.name + "(x, ...)");
  }
  call.kind = NodeKind::comprehension;
  call.macro = macro;
  call.name = variable.name;
  call.name_span = variable.span;
  call.children.erase(call.children.begin() + 1);
  return call;
}

Parsed<Node> expand_has(const SyntaxTree& tree, Node call) {
  const Node& argument = tree.at(call.children[0]);
  if (argument.kind != NodeKind::select) {
    return syntax_fault(argument.span, "has() asks for a field", "write has(data.x)");
  }
  Node presence = argument;
  presence.kind = NodeKind::presence;
  presence.span = call.span;
  return presence;
}

}  // namespace dunghan::rule
