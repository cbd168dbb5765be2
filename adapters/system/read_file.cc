// Reads at most one octet more than allowed, so a file that grows meanwhile is caught too.
#include "adapters/system/read_file.h"

#include <fstream>
#include <iostream>
#include <system_error>

namespace dunghan::adapters::system {
namespace {

Failure too_large(const std::filesystem::path& path, std::size_t octets_max) {
  return fail(
      ErrorCode::limit_exceeded,
      path.string() + " is larger than the " + std::to_string(octets_max) + " octets allowed here",
      "is it the right file?");
}

}  // namespace

Result<std::string> read_file(const std::filesystem::path& path, std::size_t octets_max) {
  std::error_code error;
  const auto status = std::filesystem::status(path, error);
  if (status.type() == std::filesystem::file_type::not_found) {
    return fail(ErrorCode::not_found, "there is no file " + path.string(), "check the path");
  }
  if (!std::filesystem::is_regular_file(status)) {
    return fail(ErrorCode::unavailable, path.string() + " is not a file that can be read",
                "name the file itself, and check its permissions");
  }
  const std::uintmax_t size = std::filesystem::file_size(path, error);
  if (error || size > octets_max) return too_large(path, octets_max);
  std::ifstream stream(path, std::ios::binary);
  if (!stream) {
    return fail(ErrorCode::unavailable, path.string() + " cannot be read", "check its permissions");
  }
  std::string text(static_cast<std::size_t>(size) + 1, '\0');
  stream.read(text.data(), static_cast<std::streamsize>(text.size()));
  if (stream.bad()) return fail(ErrorCode::unavailable, "reading " + path.string() + " failed");
  const auto count = static_cast<std::size_t>(stream.gcount());
  if (count > octets_max) return too_large(path, octets_max);
  text.resize(count);
  return text;
}

Result<std::string> read_standard_input(std::size_t octets_max) {
  constexpr std::size_t step = 65'536;
  std::string text;
  while (std::cin && text.size() <= octets_max) {
    const std::size_t before = text.size();
    text.resize(before + step);
    std::cin.read(text.data() + before, step);
    text.resize(before + static_cast<std::size_t>(std::cin.gcount()));
  }
  if (text.size() > octets_max) return too_large("standard input", octets_max);
  if (std::cin.bad()) return fail(ErrorCode::unavailable, "reading standard input failed");
  return text;
}

}  // namespace dunghan::adapters::system
