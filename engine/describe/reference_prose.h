// The sentences of the reference page that no table can give, in both languages.
#pragma once

#include <span>
#include <string_view>

#include "engine/definition/local_text.h"

namespace dunghan::describe {

/// A heading and what stands below it, as Markdown.
struct ProseSection {
  std::string_view id;
  definition::LocalText title;
  definition::LocalText text;
};

/// What stands before the tables, in order; the smallest procedure is shown behind the first.
[[nodiscard]] std::span<const ProseSection> opening_sections();
/// What stands above the names and functions of conditions.
[[nodiscard]] const ProseSection& conditions_section();
[[nodiscard]] const ProseSection& events_section();

/// Headings and table heads.
struct PageWords {
  definition::LocalText page, generated, contents, forms, forms_intro, blocks_intro,
      conditions_names, conditions_functions, key, value, meaning, example, required, stands_under,
      keys_of, later, faults, faults_intro, whole, whole_intro, code, fault, why;
};
[[nodiscard]] const PageWords& page_words();

}  // namespace dunghan::describe
