// What conditions may speak of, in words: the names of definition/condition_environment.cc and the
// functions that are worth knowing. A test holds this list and the environment together.
#pragma once

#include <span>
#include <string_view>

#include "engine/definition/local_text.h"

namespace dunghan::describe {

struct ConditionWord {
  std::string_view written;  // "case.unit", "deadlines.NAME.due_on", "in_time('NAME')"
  definition::LocalText says;
};

/// Names, with the fields of what has fields. NAME stands for a name that the file declares.
[[nodiscard]] std::span<const ConditionWord> condition_names();
/// Functions and operators, each as a call that can be read.
[[nodiscard]] std::span<const ConditionWord> condition_functions();

}  // namespace dunghan::describe
