#include "adapters/store_sql/file_check.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <string_view>
#include <system_error>

namespace dunghan::adapters::store_sql {
namespace {

namespace fs = std::filesystem;

// sqlite.org/fileformat2.html, section 1.3
constexpr std::size_t header_octets = 100;
constexpr std::size_t application_id_offset = 68;
constexpr std::string_view magic{"SQLite format 3\0", 16};

class File {
 public:
  explicit File(int descriptor) : descriptor_(descriptor) {}
  ~File() {
    if (descriptor_ >= 0) ::close(descriptor_);
  }
  File(const File&) = delete;
  File& operator=(const File&) = delete;
  [[nodiscard]] int get() const { return descriptor_; }

 private:
  int descriptor_;
};

Failure trouble(const fs::path& path, const char* what) {
  return fail(ErrorCode::unavailable, "the database " + path.string() + " cannot be " + what +
                                          ": " + std::system_category().message(errno));
}

std::uint32_t big_endian_at(std::string_view octets, std::size_t offset) {
  std::uint32_t number = 0;
  for (std::size_t i = 0; i < 4; ++i) {
    number = number << 8U | static_cast<unsigned char>(octets[offset + i]);
  }
  return number;
}

}  // namespace

Failure not_ours(const fs::path& path, const char* what) {
  return fail(ErrorCode::invalid_argument,
              path.string() + " is not a dunghan database: " + what + "; it was left as it is",
              "name another file");
}

Result<FileState> check_file(const fs::path& path) {
  const File file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
  if (file.get() < 0) {
    if (errno == ENOENT) return FileState::missing;
    return trouble(path, "read");
  }
  struct stat facts {};
  if (::fstat(file.get(), &facts) != 0) return trouble(path, "read");
  if (S_ISDIR(facts.st_mode)) return not_ours(path, "it is a folder");
  if (!S_ISREG(facts.st_mode)) return not_ours(path, "it is not a regular file");
  if (facts.st_size == 0) return FileState::empty;
  std::array<char, header_octets> header{};
  const ssize_t read = ::pread(file.get(), header.data(), header.size(), 0);
  if (read < 0) return trouble(path, "read");
  const std::string_view octets(header.data(), static_cast<std::size_t>(read));
  if (octets.size() < header_octets || !octets.starts_with(magic)) {
    return not_ours(path, "it is a file of another kind");
  }
  if (big_endian_at(octets, application_id_offset) != application_id) {
    return not_ours(path, "another program made it");
  }
  return FileState::ours;
}

Result<void> create_file(const fs::path& path) {
  constexpr mode_t folder_mode = 0700;
  constexpr mode_t file_mode = 0600;
  fs::path folder;
  for (const fs::path& part : path.parent_path()) {
    folder /= part;
    if (::mkdir(folder.c_str(), folder_mode) != 0 && errno != EEXIST) {
      const int reason = errno;
      std::error_code ignored;
      if (fs::is_directory(folder, ignored)) continue;  // read-only systems and automounters
      errno = reason;
      return trouble(path, "made");
    }
  }
  const File file(::open(path.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC, file_mode));
  if (file.get() < 0) return trouble(path, "made");
  return {};
}

}  // namespace dunghan::adapters::store_sql
