// The keys of the language, block by block, in one table: what the compiler accepts, what it says
// this version does not run yet, and what the JSON Schema and the reference page are made from
// (engine/describe).
//
// The rows stand in block_keys_*.cc, by what they are about; block_keys.cc joins them.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/definition/local_text.h"
#include "engine/definition/value_forms.h"

namespace dunghan::definition {

enum class Block {
  none,
  workflow,
  amendment,
  change,
  text,
  effective,
  law,
  number,
  backdate,
  backdate_beyond,
  access,
  field,
  role,
  pick,
  decision,
  decision_row,
  deadline,
  state_deadline,
  limit,
  amount,
  trigger,
  last,
  suspend,
  resume,
  extend,
  rung,
  basis,
  task,
  quorum,
  keep,
  letter,
  open,
  for_each,
  for_each_units,
  for_each_join,
  cycle,
  cycle_window,
  cycle_every,
  cycle_day,
  cycle_for_each,
  emit,
  state,
  region,
  transition,
  history,
  actions,
  ladders_file,
  calendar,
  horizon,
  holiday,
  day_off,
  day_worked,
  official_days,
  counting,
  roll,
  roll_limit,
  minimum,
  cutoff,
  suspension_days,
  step_basis,
  open_question,
  organisation,
  unit,
  person,
  holding,
  absence
};

/// What the names of a mapping are, where people choose them.
enum class Names { any, identifier, role, law, input, event, period, weekdays, office_id };

/// What a value may be: a value of `form`, a block, or either; one of them, one or a list of them,
/// a list of them, or a mapping from names that people choose to one (or one or a list) of them.
struct Shape {
  enum class Many { one, some, list, named, named_some };

  Form form = Form::none;
  Block block = Block::none;
  Many many = Many::one;
  Names names = Names::any;
  std::span<const std::string_view> words = {};  // of Form::word: those that may stand
  std::int64_t least = 0, most = 0;  // of Form::whole: the range, both included; 0, 0: any
  bool may_be_empty = false;         // of a list of values of `form`
};

struct Key {
  enum class Presence { optional, required, later };  // later: of the language, not run yet

  std::string_view name;
  Shape shape;
  LocalText says;                 // what it means, in a few words
  std::string_view example = {};  // a value, as YAML on one line
  Presence presence = Presence::optional;
  std::string_view missing = "E0052";  // the code where a required key is not there

  [[nodiscard]] constexpr bool runs() const { return presence != Presence::later; }
  [[nodiscard]] constexpr bool required() const { return presence == Presence::required; }
};

/// A key, or a key with one of its words.
struct Part {
  std::string_view key, word = {};
};

/// What must hold between the keys of a block.
struct Rule {
  enum class Kind {
    one_of,       // exactly one of the parts
    any_of,       // at least one
    at_most_one,  // none, or one
    needs,        // the first does not stand without all the others
    refuses,      // the first does not stand beside any of the others
    only_with     // the first stands only beside one of the others
  };
  static constexpr std::size_t parts_max = 14;

  Kind kind = Kind::one_of;
  std::array<Part, parts_max> room = {};  // filled from the front

  [[nodiscard]] constexpr std::span<const Part> parts() const {
    std::size_t count = 0;
    while (count < room.size() && !room[count].key.empty()) ++count;
    return std::span(room).first(count);
  }
};

struct BlockText {
  Block block;
  std::string_view id;    // of its definition in the schema, and of its place on the page
  std::string_view name;  // "a deadline", as it stands in messages
  LocalText title;        // on the page
  LocalText says;         // what it is for, in a sentence or a few
  std::span<const Key> keys;
  std::span<const Rule> rules = {};
  Form others = Form::none;  // what keys of names that people choose hold; none: there are none
};

/// A sort of file: its name for `dunghan schema`, and the block that it is as a whole.
struct FileSort {
  std::string_view name;
  Block root;
  LocalText title;
};

[[nodiscard]] std::span<const FileSort> file_sorts();
/// All blocks, in the order of the page.
[[nodiscard]] std::span<const BlockText> blocks();
[[nodiscard]] const BlockText& text_of(Block block);

/// The blocks that a value of this form may be (beside those that its shape names): `triggers` are
/// triggers.
[[nodiscard]] std::vector<Block> blocks_of(Form form);

[[nodiscard]] std::span<const Key> keys_of(Block block);
/// "a deadline", as it stands in messages.
[[nodiscard]] std::string_view name_of(Block block);
[[nodiscard]] const Key* find_key(Block block, std::string_view name);
/// The names that may be written, for "did you mean".
[[nodiscard]] std::vector<std::string> key_names(Block block);

// The parts of the table, each in the file that its comment names.
[[nodiscard]] std::span<const BlockText> head_blocks();       // block_keys_head.cc
[[nodiscard]] std::span<const BlockText> data_blocks();       // block_keys_data.cc
[[nodiscard]] std::span<const BlockText> deadline_blocks();   // block_keys_deadlines.cc
[[nodiscard]] std::span<const BlockText> state_blocks();      // block_keys_states.cc
[[nodiscard]] std::span<const BlockText> work_blocks();       // block_keys_work.cc
[[nodiscard]] std::span<const BlockText> many_blocks();       // block_keys_many.cc
[[nodiscard]] std::span<const BlockText> amendment_blocks();  // block_keys_amendments.cc
[[nodiscard]] std::span<const BlockText> calendar_blocks();   // block_keys_calendars.cc
[[nodiscard]] std::span<const BlockText> counting_blocks();   // block_keys_counting.cc
[[nodiscard]] std::span<const BlockText> office_blocks();     // block_keys_office.cc

}  // namespace dunghan::definition
