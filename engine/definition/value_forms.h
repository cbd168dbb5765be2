// What a value of the language may be where it is no mapping of keys: a period, a condition, the
// name of a role. One row a form: its name, how it is written, and examples. Read by the JSON
// Schema and by the reference page (engine/describe); the compiler's readers are its other half,
// and tests/contract/schema_agreement.py holds both together.
#pragma once

#include <span>
#include <string_view>

#include "engine/definition/local_text.h"

namespace dunghan::definition {

enum class Form {
  none,
  language_version,
  id,
  text,
  flag,
  only_true,
  count,
  whole,
  date,
  period,
  limit,
  day,
  named_day,
  state,
  event,
  deadline,
  task,
  task_reference,
  field,
  table,
  role,
  link,
  workflow,
  calendar,
  counting,
  post,
  letter_text,
  articles,
  number_text,
  type,
  element,
  word,
  condition,
  expression,
  date_expression,
  persons,
  window,
  texts,
  month_and_day,
  weekday_of_month,
  time_of_day,
  office_hours,
  value,
  unit,
  receiver,
  literal,
  cell,
  needs,
  triggers,
  ladder
};

struct FormText {
  Form form;
  std::string_view id;  // of its definition in the schema, and of its place on the reference page
  LocalText name;       // as it stands in tables: "a period"
  LocalText says;       // how it is written, in a sentence or a few
  std::string_view examples;  // values, one a line; may be empty
};

/// All but `none`, in the order of the reference page.
[[nodiscard]] std::span<const FormText> value_forms();
/// errors: `none` is a bug of ours.
[[nodiscard]] const FormText& text_of(Form form);

}  // namespace dunghan::definition
