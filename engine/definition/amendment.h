// Amendments: a version that is written as an amending law is written, by what it changes of the
// version before.
//
//   v1 ─────────────▶ v1 with every change of v2       cases received from v2's date on: "2"
//     └─────────────▶ v1 with those that reach further  cases received before it: "1+2"
//
// Both are put together from the texts of the versions, on the level of documents; what comes out
// is compiled like any other definition, and each of its places still knows the file it is from.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/definition/document.h"
#include "engine/definition/issue.h"

namespace dunghan::definition {

/// Most versions of which each amends the one before.
inline constexpr std::size_t amended_versions_max = 50;

/// Whether the file says `amends`, and so is no whole definition by itself.
[[nodiscard]] bool is_amendment(const Document& document);
/// The version that it amends; nothing where it says none, or no number.
[[nodiscard]] std::optional<int> amended_version(const Document& document);

/// How far the changes of an amendment reach.
struct Reach {
  bool running = false;  // some reach cases that run already: with their next event …
  bool at_once = false;  // … or on its date
};
[[nodiscard]] Reach reach_of(const Document& amendment);

/// What became of states that an amendment renames or takes out: from the old name to the new.
using Moves = std::vector<std::pair<std::string, std::string>>;
[[nodiscard]] Moves moves_of(const Document& amendment);

/// What its changes rest on, each once.
[[nodiscard]] std::vector<std::string> bases_of(const Document& amendment);

/// Versions of a procedure, oldest first; each but the first amends the one before.
using VersionChain = std::vector<Document>;

struct Amended {
  Document document;
  Issues issues;  // what an amendment takes out although it is not there
};
/// The text by which a case is judged that was received under `chain[received]` and has lived to
/// see the last: all changes of versions up to that one, of later ones those that reach running
/// cases.
[[nodiscard]] Amended amended(const VersionChain& chain, std::size_t received);

/// The texts of a chain as one, as they are kept with the cases; a single text stays as it is.
[[nodiscard]] std::string joined_source(const std::vector<std::string>& texts);
/// The inverse. Nothing where the text claims to be several and is not.
[[nodiscard]] std::optional<std::vector<std::string>> split_source(std::string_view source);

}  // namespace dunghan::definition
