// Texts in one of the two languages.
#pragma once

#include <string>

#include "engine/deadline/explanation.h"
#include "engine/definition/local_text.h"

namespace dunghan::describe {

using deadline::Tongue;

[[nodiscard]] inline std::string in(Tongue tongue, const definition::LocalText& text) {
  return std::string(tongue == Tongue::vi ? text.vi : text.en);
}

}  // namespace dunghan::describe
