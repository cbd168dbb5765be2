// A sentence in both languages of the house.
#pragma once

#include <string_view>

namespace dunghan::definition {

struct LocalText {
  std::string_view vi, en;
};

}  // namespace dunghan::definition
