// How a definition says a limit, in one line: for the table that limits_test.cc prints.
#pragma once

#include <string>

#include "engine/definition/definition.h"

namespace dunghan::test {

/// "within 30 days; extend complex total 45 days; binds citizen".
[[nodiscard]] std::string said(const definition::Deadline& deadline);

}  // namespace dunghan::test
