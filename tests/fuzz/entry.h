// What the fuzzers and the corpora are run through: octets in, nothing out. A run either comes back
// or stops the program, with the reason on the error output, where something that must always hold
// did not.
//
// The same code stands behind libFuzzer (fuzz_*.cc, built with DUNGHAN_FUZZ) and behind
// corpus_test.cc, which runs every kept input once with every build.
#pragma once

#include <string_view>

namespace dunghan::fuzz {

/// A file as an administrator writes it: loaded, read by the compiler of its sort (by its keys, as
/// `dunghan lint` does), and every issue told as text. Holds: a file either has errors or gives its
/// result; every issue has a code of the table, words, and a place within the file.
void run_definition(std::string_view octets);

/// A condition and, behind the first octet 0, what the values of its variables are made from:
/// parsed, checked and evaluated within a bounded cost, and once more unchecked. Holds: faults lie
/// within the text; a value is of the type that the checker promised; a lower bound of cost gives
/// the same or runs out.
void run_expression(std::string_view octets);

/// Stops the program where `holds` is false. `what`: what should have held.
void demand(bool holds, std::string_view what);

}  // namespace dunghan::fuzz
