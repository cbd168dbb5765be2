// WorkflowDefinition: one version of a procedure, compiled from YAML, checked and immutable.
//
// This is the shape that everything else reads: the statechart interpreter, the deadline engine,
// the verifier, the drawings. definition/compiler.h makes it from a Document (and lists every issue
// where it cannot); nothing else constructs one. Names of states are unique in a definition, and so
// are those of deadlines and tasks together.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "engine/base/period.h"
#include "engine/base/value.h"
#include "engine/deadline/limit.h"
#include "engine/definition/issue.h"
#include "engine/rule/decision_table.h"
#include "engine/rule/expression.h"

namespace dunghan::definition {

using Name = std::string;

/// A text in both languages of the product; a file that gives one string gives it for both.
struct Text {
  std::string vi;
  std::string en;
  [[nodiscard]] bool empty() const { return vi.empty() && en.empty(); }
};

/// What a thing rests on, as written ("LKN Điều 27"), with the law resolved. `policy`: not a law.
struct Basis {
  enum class Kind { none, law, policy, document };
  enum class Confidence { verified, secondary, recalled, unconfirmed };
  Kind kind = Kind::none;
  std::string text;        // as written: "LKN Điều 28"
  std::string law_number;  // "02/2011/QH13" for Kind::law
  Confidence confidence = Confidence::verified;
  rule::Expression document;  // Kind::document: where the document is
};

/// A place for a value: a literal, or CEL (what begins with `=`, a bare path from a known root, a
/// listed function).
struct ValuePlace {
  std::variant<Value, rule::Expression> content;
  Position at{};
  [[nodiscard]] bool is_literal() const { return std::holds_alternative<Value>(content); }
};

// ---- data
// ---------------------------------------------------------------------------------------------------------

enum class FieldKind {
  text,
  integer,
  decimal,
  money,
  boolean,
  date,
  instant,
  choice,
  choices,
  period,
  unit,
  person,
  party,
  case_reference,
  window,
  file,
  table,
  list,
  record
};
/// As they are written, in the order of the language page.
[[nodiscard]] std::vector<std::string> field_kind_names();

struct Field;

struct FieldType {
  FieldKind kind = FieldKind::text;
  std::vector<std::string> choices;  // choice, choices
  std::vector<FieldType> element;    // list: exactly one
  std::vector<Field> record;         // record, table
  std::string workflow;              // case_reference
};

struct Field {
  Name name;
  FieldType type;
  bool required = false;
  std::vector<Name> sealed_for;  // roles that may read it; empty: not sealed
  Text label;
  std::optional<std::int64_t> max;  // text: characters; list: items; numbers: greatest value
  std::optional<Value> default_value;
  /// Ids, kinds, dates, numbers, codes, and any field that some condition reads: kept in the
  /// *facts* of events, which are what every later decision may read. The rest (texts, persons,
  /// files) is *body*, and can be erased.
  bool is_fact = true;
  Position at{};
  [[nodiscard]] bool is_sealed() const { return !sealed_for.empty(); }
};

// ---- who
// ----------------------------------------------------------------------------------------------------------

struct Pick {
  enum class Kind { offer, least_loaded, same_as };
  Kind kind = Kind::offer;
  Name task;                            // same_as
  Kind otherwise = Kind::least_loaded;  // same_as, where that person is gone
};

/// `quorum: { agree: 2, of: 3 }`: an event counts when so many people sent it; at most `of` may
/// vote.
struct Quorum {
  int agree = 1;
  int of = 1;
};

struct Role {
  Name name;
  ValuePlace unit;  // unit id, or an expression that gives one
  Name post;
  std::optional<rule::Expression> never;  // persons who may not
  Pick pick;
  bool else_superior = false;
  bool deputy_allowed = true;
  Position at{};
};

// ---- limits and deadlines
// ---------------------------------------------------------------------------------------------

/// A day, as a limit names it: `data.x`, `day 17 of data.x`, `20 December`.
struct NamedDay {
  rule::Expression date;  // empty where `choice` needs none
  deadline::DayChoice choice;
};

/// How much time, or until when.
struct Limit {
  enum class Kind {
    none,
    within,    // `period` after the start
    decide,    // a period given by decision table `table`, or at once
    earliest,  // the earliest of `periods` after the start
    at_once,   // no length; shown as elapsed, overdue only by `target`
    before,    // `period` before `day`
    after,     // `period` after `day`
    on,        // on `day`
    at_least,  // the state must last `period` (posting)
    window,    // not before `from`, not after `day`
    first_of   // the first of `parts` to end
  };
  Kind kind = Kind::none;
  Period period;
  std::vector<Period> periods;
  Name table;
  NamedDay day, from;
  std::vector<Limit> parts;  // each within, before, after or on
  Position at{};
};

struct Trigger {
  enum class Kind { enter, leave, event, date, when };
  Kind kind = Kind::enter;
  std::vector<Name> names;       // states (enter, leave) or events; any of them
  rule::Expression expression;   // date, when
  std::optional<Period> offset;  // date
  Position at{};
};

struct Triggers {
  std::vector<Trigger> any;
  bool wait_for_all = false;  // `{ last: [ … ] }`
  [[nodiscard]] bool empty() const { return any.empty(); }
};

struct Letter {
  Name template_name;
  std::vector<ValuePlace> to;
};  // a role name as literal text, or a party of the data

struct Task;

/// What must come with an event or a command: a field of the case (its type), or one of the event
/// alone.
struct Need {
  Field field;
  bool stored_in_data = false;  // the name is in `data`
  Name appended_to;             // `item of data.x`: the list that the value is appended to
};

struct ResumeRule {
  std::vector<Name> by;
  std::vector<Need> needs;
  std::vector<Task> tasks;
};

struct SuspendGround {
  Name name;
  Text title;
  std::vector<Name> by;
  std::optional<rule::Expression> when;
  std::vector<Need> needs;
  std::optional<Period> at_most;
  std::optional<int> times;
  std::optional<bool>
      first_day_counts;                 // the day of the suspension; absent: the counting rule says
  std::optional<bool> last_day_counts;  // the day of the resumption
  Basis basis;
  std::vector<Task> tasks;
  std::vector<Name>
      while_states;  // a level: suspended while in any of these; then no command is needed
  ResumeRule resume;
  Position at{};
};

struct ExtendGround {
  enum class Kind { each, total, until_date };
  Name name;
  Text title;
  std::optional<rule::Expression> when;
  Kind kind = Kind::each;
  Limit amount;  // within or decide (each, total); until_date: the date comes with the command
  std::optional<int> times;  // counts all extensions of the deadline so far
  bool any_time = false;     // `until: any time`: may be decided after due
  std::vector<Name> by;
  std::vector<Need> needs;
  std::vector<Letter> notify;
  Basis basis;
  std::vector<Task> tasks;
  Position at{};
};

struct Rung {
  enum class Kind { before, at_due, after, every };
  Kind kind = Kind::at_due;
  Period period;                 // not for at_due
  std::vector<Name> to;          // "owner", "owner.head", or a role of the definition
  std::optional<Name> reassign;  // role that takes the task over
  std::optional<int> at_most;    // every
  bool urgent = false;
  Position at{};
};

struct Ladder {
  Name name;
  std::vector<Rung> rungs;
};

struct Deadline {
  Name name;
  Text title;
  Limit limit;
  std::optional<rule::Expression> when;  // applies only if
  bool follow = false;                   // recomputed when its facts change
  bool binds_citizen = false;
  std::optional<Period> target;        // policy beside the law
  std::optional<deadline::Roll> roll;  // of its own; absent: as the counting rule says
  std::optional<Name> inside;          // name of the outer deadline
  Name calendar;                       // ids, already resolved against the definition's
  Name counting;
  Triggers start, stop, cancel, restart, reopen;
  Name owner;  // role; empty where binds_citizen
  Basis basis;
  std::vector<SuspendGround> suspend;
  std::vector<ExtendGround> extend;
  Ladder ladder;  // resolved; may be empty
  /// Where it lives: empty = the whole case; else the state it belongs to (starts on entering,
  /// stops on leaving).
  Name state;
  Position at{};
};

// ---- tasks, actions, transitions, states
// -----------------------------------------------------------------------------

struct Task {
  Name name;
  Text title;
  Name role;
  std::optional<rule::Expression> when;
  Name deadline;  // a deadline declared elsewhere that this task serves, or empty
  /// The task's own limit as a deadline of the same name (`within`, `due`, `at_least`), or absent.
  std::optional<Deadline> own_deadline;
  std::vector<Name> form;  // fields of data that it fills
  std::vector<Need> needs;
  std::vector<Name> done;  // events; sending any of them finishes the task
  Name not_by;             // `task X`: not the person who did X
  std::optional<Pick> pick;
  std::optional<Quorum> quorum;
  std::vector<Name> delegate_to;  // roles that it may be handed on to; empty: to none
  std::optional<Letter> send;
  /// `keep`: what was done must last so long. Starts when the task is done, named "TASK.kept".
  std::optional<Deadline> kept;
  Triggers cancel;
  Basis basis;
  Position at{};
};

struct Action {
  enum class Kind { set, raise, notify, send_letter, open, emit, cancel_task };
  Kind kind = Kind::set;
  Name name;  // set: field; raise, emit: event; open: workflow; cancel_task: task
  std::optional<ValuePlace> value;                // set
  Letter letter;                                  // notify, send_letter
  std::optional<ValuePlace> unit;                 // open
  Name link;                                      // open, emit
  std::vector<std::pair<Name, ValuePlace>> with;  // open, emit
  std::vector<Name> share;  // open: sealed fields that go along although others may read them there
  Position at{};
};

/// `for_each`: a case for each item of a list, or for each of several units.
struct ForEach {
  enum class Over { items, units };
  Over over = Over::items;
  rule::Expression items;  // Over::items: a list
  Name group;              // Over::units: those of a group, or of `levels`
  std::vector<Name> levels;
  /// Which units: those there today, on a day, or at any time during a window.
  enum class Existing { today, on_day, during };
  Existing existing = Existing::today;
  rule::Expression existing_when;  // a date, or a window
  Name as;                         // what `open` calls the item
  Action open;                     // workflow, unit, with
  /// How many must have ended before the state is done.
  enum class Wait { all, any, count, percent, expression, none };
  Wait wait = Wait::all;
  std::int64_t wait_for = 0;         // count, percent
  rule::Expression wait_expression;  // gives a count
  bool later = false;                // items that come while the state lasts are opened too
  bool cancel_rest = false;          // leaving the state ends the cases that have not ended
  Name join_event;                   // an event by which one more unit joins; empty: none
  std::optional<ValuePlace> join_unit;
  Position at{};
};

struct Transition {
  Name event;  // empty for always, after, done
  Text title;
  Name to;                  // empty: targetless
  bool to_history = false;  // `to: { history: X }`; then `to` is X
  bool history_fresh = false;
  bool history_shallow = false;
  std::optional<rule::Expression> when;
  std::vector<Name> by;      // empty where engine-raised
  std::vector<Name> not_by;  // roles
  Name not_by_task;          // nor the person who did this task
  std::vector<Need> needs;
  std::optional<rule::Expression> occurs;  // the day on which the act counts in law
  std::optional<Period> grace;
  std::vector<Action> actions;  // those of one kind in written order
  std::vector<Task> tasks;
  std::optional<ValuePlace> hand_to;
  Basis basis;
  bool note_only = false;    // from `note: [e]`: recorded, stays
  int done_of = 0;           // `done`: so many parts must be final; 0: all
  bool leaves_rest = false;  // `done`: the tasks of the other parts stay open
  Position at{};
};

/// `after: { 30 days: { to: … } }`: a state's unnamed deadline whose consequence is the transition.
struct After {
  Deadline deadline;  // named "STATE.after" or "STATE.after2", …
  Transition transition;
};

/// The region that holds the states of a workflow which has `parallel` beside them. Its end is the
/// end of the case.
inline constexpr std::string_view main_region = "main";

struct State {
  enum class Kind { atomic, compound, parallel, final };
  Name name;
  Text title;
  Kind kind = Kind::atomic;
  int parent = -1;            // index into WorkflowDefinition::states; the root is 0 with parent -1
  std::vector<int> children;  // in document order; regions of a parallel state
  int initial = -1;           // index of the initial child (compound)
  std::optional<rule::Expression> region_when;  // region of a parallel state
  std::vector<Transition> on;                   // in written order, several per event allowed
  std::vector<Transition> always;
  std::vector<After> after;
  std::vector<Action> entry, exit;
  std::vector<Task> tasks;
  std::vector<Deadline> deadlines;
  std::optional<Transition> done;
  std::vector<Name> defer;
  std::optional<ForEach> for_each;
  Position at{};
};

// ---- the whole
// ----------------------------------------------------------------------------------------------------

struct NumberSeries {
  /// Pieces of "KN-{unit.code}-{year}-{seq:5}": literal text, or a name in braces with the width
  /// behind the colon.
  struct Piece {
    /// field: the code of the unit, or the id of the window, in the field `text`.
    enum class Kind { literal, unit_code, year, seq, parent, field } kind;
    std::string text;
    int width = 0;
  };
  std::vector<Piece> pieces;
  bool per_unit = false, per_year = false, per_parent = false;
  std::vector<Name> per_fields;  // of type unit or window
  bool has_sequence = true;
};

struct BackdateRule {
  std::vector<Name> by;
  std::optional<Period> at_most;
  std::vector<Name> beyond_by;
  std::vector<Need> beyond_needs;
  Position at{};
};

struct Access {
  std::vector<Name> existence, content, sealed;
  std::optional<rule::Expression> exclude;
};

struct Law {
  Name key;
  std::string number;
  Text name;
};

struct WorkflowDefinition {
  Name id;  // kebab-case
  int version = 1;
  Text title;
  Date effective_from{};
  std::optional<Date> effective_to;
  /// The version that this one amends; 0: it stands by itself.
  int amends = 0;
  /// Of a case that was received before: the amendments that it has come under since, and with the
  /// last of them what became of states that are no more (amendment.h).
  std::vector<int> amended_by;
  std::vector<std::pair<Name, Name>> moves;
  bool reaches_running = false, reaches_at_once = false;  // of the amendment
  std::vector<std::string> changed_by;                    // the bases of its changes, as written
  std::string content_hash;  // SHA-256 of the file, hex: set by the loader's caller
  std::string source;        // the YAML, kept for the record
  std::string file;
  std::vector<std::string> other_files;  // of what it amends: those of places whose `part` is 1, …
  std::vector<Law> laws;
  Name calendar, counting;
  NumberSeries number;
  std::vector<Name> opened_by;  // roles; empty with opened_by_parent: no person may
  bool opened_by_parent = false;
  std::optional<BackdateRule> backdate;
  std::vector<Field> data;
  std::vector<Role> roles;
  std::vector<std::pair<Name, rule::DecisionTable>> decisions;
  std::vector<Deadline> deadlines;  // of the case, in file order
  std::vector<Task> tasks;          // of the case: made at opening
  std::optional<Access> access;
  /// What expressions ask of other cases (`parent.data.x`, `children[0].data.x`, a link): the names
  /// of the fields. The others tell these and nothing else.
  std::vector<Name> asked_of_others;
  bool asks_parent = false;   // some expression reads more of the parent than its number and unit
  std::vector<State> states;  // document order; states[0] is the workflow itself (root)

  /// The file that a place of it lies in.
  [[nodiscard]] const std::string& file_at(Position at) const;
  /// "2"; "1+2" of a case that was received under 1 and has come under 2.
  [[nodiscard]] std::string version_label() const;
  [[nodiscard]] const Field* field(const Name& name) const;
  [[nodiscard]] const Role* role(const Name& name) const;
  [[nodiscard]] const rule::DecisionTable* decision(const Name& name) const;
  [[nodiscard]] int state_index(const Name& name) const;  // -1 where there is none
};

using DefinitionPtr = std::shared_ptr<const WorkflowDefinition>;

}  // namespace dunghan::definition
