// A definition proved before it runs: every way that its cases can take is tried with the code that
// runs cases (exploration.h), and what is found is held against what a procedure owes its users:
// each state can be reached, each case goes on and ends, each deadline ends, somebody is told, the
// roles are filled, and limits that lie inside others fit into them on every day of ten years.
//
// What is proved, how, and what is not: workflows/VERIFY.md. Read next: exploration.h, span_sum.h.
#pragma once

#include "engine/verify/finding.h"
#include "engine/verify/subject.h"

namespace dunghan::verify {

/// The findings in order of their place in the file. subject: a procedure without errors; its
/// `from` moved on to the day from which the definition is in force, if that is later.
[[nodiscard]] Report verify(Subject subject, const Bounds& bounds);

}  // namespace dunghan::verify
