// Two procedures that the reference page shows: the smallest that is sound, and one in which every
// block of the language stands once. Both are linted by a test, and every example of the table is
// tried inside the second (tests/golden/reference_test.cc).
#pragma once

#include <string_view>

namespace dunghan::describe {

[[nodiscard]] std::string_view smallest_procedure();
[[nodiscard]] std::string_view whole_procedure();

}  // namespace dunghan::describe
