// What the parts of the compiler share while one file is read: the document, what exists around it,
// the definition as far as it is made, the names that the file declares anywhere, and every
// expression met (for the checks at the end).
//
// The parts: compiler.cc (the order of work), read_*.cc (one block of the language each),
// check_*.cc (what can only be seen when all is read). Each reader makes what it can of a faulty
// block and reports every fault, so that one run shows all.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/definition/block_keys.h"
#include "engine/definition/compiler.h"
#include "engine/definition/definition.h"
#include "engine/definition/document.h"
#include "engine/definition/issue_sink.h"

namespace dunghan::definition {

/// A name and where it was declared.
struct Declared {
  Name name;
  Position at;
};

/// The names that a file declares, found before any body is read: conditions may speak of what
/// stands further down.
struct Outline {
  std::vector<Declared> states, deadlines, tasks, links;
  std::vector<Name> own_limits;  // tasks with a limit of their own
};

/// An expression of the file, and what it is used for.
struct Asked {
  enum class Use { condition, person_list, date, decision_input, value, recipient };
  rule::Expression expression;
  Position at;
  Use use = Use::condition;
};

/// What an expression may say of the event at hand: its declared fields, or nothing where no event
/// is.
struct Scope {
  const std::vector<Field>* event_fields = nullptr;
  /// Names that hold here alone (`as:`), with their types.
  const std::vector<std::pair<std::string, rule::Type>>* local = nullptr;
};

class Compilation {
 public:
  Compilation(const Document& document, const Surroundings& around);

  const Document& document;
  const Surroundings& around;
  IssueSink issues;
  WorkflowDefinition made;
  Outline outline;
  std::vector<Asked> asked;
  bool of_cycle = false;  // the file is one of cycles: its expressions speak of `window` and `day`

  /// The environment of conditions, with `event` of this scope.
  [[nodiscard]] rule::Environment environment(const Scope& scope) const;
  /// "did you mean …", as long as one more issue is of any use: looking for near names costs more
  /// than finding the fault.
  [[nodiscard]] std::string did_you_mean(std::string_view word,
                                         const std::vector<std::string>& candidates) const;
  /// To be called once `made.data` and `outline` are there.
  void fix_environment();
  /// Of a file of cycles: what its expressions may speak of.
  void fix_cycle_environment();
  /// The place of character `column` (0-based) of line `line` of the text that `node` holds, `lead`
  /// octets into it.
  [[nodiscard]] Position place_in(const Node& node, int line, int column, std::size_t lead) const;
  /// What stands before `at` on its line.
  [[nodiscard]] std::string_view line_before(Position at) const;

 private:
  std::vector<std::vector<std::string_view>> lines_;  // by part of the document
  rule::Environment base_;
};

// ---- scalars and small shapes: read_basics.cc
// -------------------------------------------------------------------------

/// Reports unknown keys, keys that this version does not run, and those that must be there and are
/// not (at `at`: the name of the block, where it has one). False (and an issue) where `node` is no
/// mapping.
bool check_keys(Compilation& compilation, const Node& node, Block block);
bool check_keys(Compilation& compilation, const Node& node, Block block, Position at);
/// Only the last of these, for blocks that also have keys of names that people choose.
void check_required(Compilation& compilation, const Node& node, Block block, Position at);
/// The word under `key` of the block `node`, one of those that the table names; nothing where the
/// key is absent or, with an issue, has another.
[[nodiscard]] std::optional<std::string_view> read_word(Compilation& compilation, const Node& node,
                                                        Block block, std::string_view key);
/// The same of a value that stands there already, or of one entry of a list.
[[nodiscard]] std::optional<std::string_view> word_of(Compilation& compilation, const Node& value,
                                                      Block block, std::string_view key);
/// False (and an issue) where `node` is no mapping; for mappings from names to things.
bool check_mapping(Compilation& compilation, const Node& node, std::string_view what);
[[nodiscard]] bool is_identifier(std::string_view text);
[[nodiscard]] bool is_kebab_case(std::string_view text);
/// Reports a name that no condition could speak of.
void check_name(Compilation& compilation, const Node& node, std::string_view what);

[[nodiscard]] std::optional<std::string> read_string(Compilation& compilation, const Node& node,
                                                     std::string_view what);
[[nodiscard]] Text read_text(Compilation& compilation, const Node& node);
[[nodiscard]] bool read_bool(Compilation& compilation, const Node& node);
[[nodiscard]] std::optional<int> read_count(Compilation& compilation, const Node& node,
                                            std::string_view what);
[[nodiscard]] std::optional<Period> read_period(Compilation& compilation, const Node& node);
[[nodiscard]] std::optional<Date> read_date(Compilation& compilation, const Node& node);
/// One name or a list of names, with their places.
[[nodiscard]] std::vector<Declared> read_names(Compilation& compilation, const Node& node,
                                               std::string_view what);
[[nodiscard]] std::vector<Name> names_of(const std::vector<Declared>& declared);
[[nodiscard]] bool declares(const std::vector<Declared>& declared, std::string_view name);
/// Reports the name where `among` does not declare it. `what`: "state".
void check_declared(Compilation& compilation, const Declared& one,
                    const std::vector<Declared>& among, std::string_view code,
                    std::string_view what);
/// Reports a name that is no field of `data`.
void check_field(Compilation& compilation, const Declared& one);
[[nodiscard]] std::vector<std::string> field_names(const Compilation& compilation);
/// One of the mapping or a list of mappings: calls `read` with each.
template <class Read>
void for_one_or_many(const Node& node, const Read& read) {
  if (!node.is_sequence()) return read(node);
  for (const Node& item : node.items) read(item);
}
/// "task X" -> X, checked to be a task.
[[nodiscard]] Name read_task_reference(Compilation& compilation, const Node& node);
/// Role names, checked. `others`: names that may stand beside roles ("owner").
[[nodiscard]] std::vector<Name> read_roles_list(Compilation& compilation, const Node& node,
                                                const std::vector<std::string>& others = {});
[[nodiscard]] Basis read_basis(Compilation& compilation, const Node& node);
/// The law that a basis as written begins with is one of `laws`, or it is "policy".
void check_basis_text(Compilation& compilation, const Node& node, Basis& basis);

// ---- expressions and values: read_expressions.cc
// ----------------------------------------------------------------------

/// A condition: CEL that gives yes or no.
[[nodiscard]] std::optional<rule::Expression> read_condition(Compilation& compilation,
                                                             const Node& node, const Scope& scope);
/// CEL that gives a date.
[[nodiscard]] rule::Expression read_date_expression(Compilation& compilation, const Node& node,
                                                    const Scope& scope);
/// CEL of any type; empty (and issues) where it is faulty.
[[nodiscard]] rule::Expression read_expression(Compilation& compilation, const Node& node,
                                               const Scope& scope, Asked::Use use);
/// The same for a part of the node's text, which begins `lead` octets into it.
[[nodiscard]] rule::Expression read_expression_text(Compilation& compilation, const Node& node,
                                                    std::string_view text, std::size_t lead,
                                                    const Scope& scope, Asked::Use use);
/// A literal, `= CEL`, a bare path or a call of a listed function. `expected`: the type wanted, or
/// null.
[[nodiscard]] ValuePlace read_value_place(Compilation& compilation, const Node& node,
                                          const Scope& scope, const FieldType* expected,
                                          Asked::Use use = Asked::Use::value);
/// A value place that names a unit.
[[nodiscard]] ValuePlace read_unit_place(Compilation& compilation, const Node& node,
                                         const Scope& scope, Asked::Use use = Asked::Use::value);
/// Whether the text of a value place is CEL.
[[nodiscard]] bool is_expression_text(const Compilation& compilation, const Node& node,
                                      const Scope& scope = {});

// ---- types: field_types.cc
// --------------------------------------------------------------------------------------------

[[nodiscard]] std::optional<FieldKind> field_kind(std::string_view name);
[[nodiscard]] std::string_view name_of(FieldKind kind);
[[nodiscard]] rule::Type type_of(const FieldType& type);
/// As conditions see it: sealed where it is sealed.
[[nodiscard]] rule::Type type_of(const Field& field);
/// Whether a value of CEL type `from` may stand in a field of type `to`.
[[nodiscard]] bool is_assignable(const rule::Type& from, const FieldType& to);
/// The literal as a value of the type; nothing (no issue) where it is none.
[[nodiscard]] std::optional<Value> literal_of(const Node& node, const FieldType& type);
/// The literal by its looks: true, 3, 1.5, text.
[[nodiscard]] Value plain_literal_of(const Node& node);
/// Texts, persons, parties, files and tables, and what contains them: erasable, hence no facts by
/// themselves.
[[nodiscard]] bool is_body(const FieldType& type);

// ---- blocks
// -----------------------------------------------------------------------------------------------------------

void collect_outline(Compilation& compilation);                // outline.cc
void read_head(Compilation& compilation);                      // read_head.cc
void read_cycle_head(Compilation& compilation);                // read_head.cc
void read_access(Compilation& compilation, const Node& node);  // read_head.cc
void read_data(Compilation& compilation, const Node& node);    // read_data.cc
[[nodiscard]] Field read_field(Compilation& compilation, const Node& name,
                               const Node& node);  // read_data.cc
[[nodiscard]] std::vector<Need> read_needs(Compilation& compilation,
                                           const Node& node);                // read_data.cc
[[nodiscard]] std::vector<Field> fields_of(const std::vector<Need>& needs);  // read_data.cc
void read_roles(Compilation& compilation, const Node& node);                 // read_roles.cc
[[nodiscard]] Pick read_pick(Compilation& compilation, const Node& node);    // read_roles.cc
void read_decisions(Compilation& compilation, const Node& node);             // read_decisions.cc

/// What a limit is written into: a deadline, a task with its own limit, the key of an `after`.
[[nodiscard]] Limit read_limit(Compilation& compilation, const Node& owner);  // read_limits.cc
/// What stands behind `due:`: a day, or so long before or after one.
[[nodiscard]] Limit read_due_text(Compilation& compilation, const Node& node);  // read_limits.cc
/// A part of a node's text, and where it begins in it.
struct TextPart {
  std::string_view text;
  std::size_t lead = 0;
};
/// A day as `part` names it: a date, `day 17 of …`, `20 December`.
[[nodiscard]] NamedDay read_named_day(Compilation& compilation, const Node& node,
                                      TextPart part);  // read_named_days.cc
/// Whether the text names a day by way of another, and is not an expression alone.
[[nodiscard]] bool names_a_day(std::string_view text);  // read_named_days.cc
[[nodiscard]] Triggers read_triggers(Compilation& compilation,
                                     const Node& node);  // read_triggers.cc
[[nodiscard]] Deadline read_deadline(Compilation& compilation, const Node& name, const Node& node,
                                     const Name& state);
[[nodiscard]] Ladder read_rungs(Compilation& compilation, const Node& node,
                                bool roles_known);  // read_ladders.cc
/// The ladder of a deadline: its own key, else the definition's. `node` may be null.
[[nodiscard]] Ladder read_ladder(Compilation& compilation, const Node* node,
                                 const Name& owner);  // read_ladders.cc
[[nodiscard]] std::vector<SuspendGround> read_suspend(Compilation& compilation,
                                                      const Node& node);  // read_grounds.cc
[[nodiscard]] std::vector<ExtendGround> read_extend(Compilation& compilation,
                                                    const Node& node);  // read_grounds.cc
[[nodiscard]] std::vector<Task> read_tasks(Compilation& compilation, const Node& node,
                                           const Scope& scope);  // read_tasks.cc
[[nodiscard]] Letter read_letter(Compilation& compilation, const Node& node,
                                 const Scope& scope);  // read_actions.cc
/// The actions among the keys of `node`, in written order.
[[nodiscard]] std::vector<Action> read_actions(Compilation& compilation, const Node& node,
                                               const Scope& scope);
/// parts: of a `done`, how many regions its state has.
[[nodiscard]] Transition read_transition(
    Compilation& compilation, const Name& event, const Node& node,
    std::optional<std::size_t> parts = std::nullopt);  // read_transitions.cc
/// `on`, `always`, `after`, `done`, `note`, `defer` of a state.
void read_state_events(Compilation& compilation, const Node& node,
                       State& state);        // read_transitions.cc
void read_states(Compilation& compilation);  // read_states.cc
[[nodiscard]] ForEach read_for_each(Compilation& compilation,
                                    const Node& node);  // read_for_each.cc
/// Of a cycle: the units alone, and what one is called.
[[nodiscard]] ForEach read_cycle_units(Compilation& compilation, const Node& node);
/// What an `open` says beside the procedure: unit, data, sealed fields shared.
void read_opening(Compilation& compilation, const Node& node, const Scope& scope,
                  Action& action);  // read_actions.cc
/// The procedure that is opened, checked to exist where others are known.
void read_opened_workflow(Compilation& compilation, const Node& node, Action& action);

/// An amendment, with the versions that it rests on; and what cases that run already would become.
[[nodiscard]] Compiled compile_amendment(const Document& document, const Surroundings& surroundings,
                                         const VersionChain& earlier);  // read_amendment.cc

// ---- checks of the whole
// ----------------------------------------------------------------------------------------------

void check_names(Compilation& compilation);   // check_names.cc: two alike
void check_events(Compilation& compilation);  // check_events.cc: handled, raised, permitted
void check_states(Compilation& compilation);  // check_states.cc: reachable
void check_loops(Compilation& compilation);   // check_loops.cc
void check_stops(Compilation& compilation);   // check_stops.cc
void check_deadlines(
    Compilation& compilation);                // check_deadlines.cc: can end, consequences, owners
void check_sealed(Compilation& compilation);  // check_data.cc: where sealed values go
void mark_asked_of_others(Compilation& compilation);  // check_links.cc
void check_links(Compilation& compilation);  // check_links.cc: other cases that are never there
void mark_facts(
    Compilation& compilation);  // check_data.cc: what conditions read stays in the record

}  // namespace dunghan::definition
