// Where the octets of a log come from: a file read in pieces, standard input, or a text in memory
// (tests).
//
// The readers (csv_reader.h, xes_reader.h) know nothing of files; what they hold at a time is one
// piece.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>

#include "engine/base/result.h"

namespace dunghan::adapters::import {

/// Octets asked for at a time: large enough that the system call does not show, small enough to be
/// nothing.
inline constexpr std::size_t piece_octets = 64UL * 1024;

class ByteSource {
 public:
  virtual ~ByteSource() = default;
  /// Fills at most `room` octets; 0 only at the end. errors: unavailable where reading fails.
  [[nodiscard]] virtual Result<std::size_t> read(char* into, std::size_t room) = 0;
  /// Octets in all, where that is known beforehand (a regular file): for progress.
  [[nodiscard]] virtual std::optional<std::uint64_t> size() const = 0;
};

/// Opens a file; "-" is standard input.
/// errors: not_found; invalid_argument for a folder; unavailable where it may not be read.
[[nodiscard]] Result<std::unique_ptr<ByteSource>> open_file(const std::filesystem::path& path);

[[nodiscard]] std::unique_ptr<ByteSource> text_source(std::string text);

}  // namespace dunghan::adapters::import
