// How much one YAML file may ask of us. A file beyond a limit gets an issue, never a slow or a
// large process.
#pragma once

#include <cstddef>

namespace dunghan::adapters::yaml {

/// Larger files are refused before they are read. A procedure of five hundred lines takes about 40
/// kB.
inline constexpr std::size_t file_octets_max = 2 * 1024 * 1024;
/// Mappings and sequences inside each other. A definition needs about 12.
inline constexpr std::size_t depth_max = 64;
/// Scalars, sequences and mappings, counted after aliases are written out. A definition needs about
/// 5,000.
inline constexpr std::size_t nodes_max = 100'000;
/// How far the parser may read ahead of what it has understood: one text, or one value in { } or [
/// ]. yaml-cpp keeps all of such a value in memory before it says anything about it (240 octets a
/// bracket), so this bound is also one on memory.
inline constexpr std::size_t lookahead_octets_max = 64 * 1024;
/// Octets of all scalars after aliases are written out.
inline constexpr std::size_t written_octets_max = 8 * 1024 * 1024;
/// More issues than these of one file help nobody; the last one says that there were more.
inline constexpr std::size_t issues_max = 100;

}  // namespace dunghan::adapters::yaml
