// The keys of the language, block by block, in one table: what the compiler accepts, what it says
// this version does not run yet, and (later) what the JSON Schema and the reference page are made
// from.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace dunghan::definition {

enum class Block {
  workflow,
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
  deadline,
  limit,
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
  ladders_file
};

struct Key {
  std::string_view name;
  std::string_view says;  // what it means, in a few words
  bool runs = true;       // false: of the language, but not run by this version
};

[[nodiscard]] std::span<const Key> keys_of(Block block);
/// "a deadline", as it stands in messages.
[[nodiscard]] std::string_view name_of(Block block);
[[nodiscard]] const Key* find_key(Block block, std::string_view name);
/// The names that may be written, for "did you mean".
[[nodiscard]] std::vector<std::string> key_names(Block block);

}  // namespace dunghan::definition
