#include "adapters/app/batch_marker.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

namespace dunghan::adapters::app {

Result<std::unique_ptr<BatchMarker>> BatchMarker::make(const std::filesystem::path& file) {
  const auto refuse_file = [&] {
    return fail(ErrorCode::unavailable, "the batch marker `" + file.string() + "` cannot be made");
  };
  const int descriptor = ::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (descriptor < 0) return refuse_file();
  const bool sized = ::ftruncate(descriptor, 1) == 0;
  void* memory =
      sized ? ::mmap(nullptr, 1, PROT_READ | PROT_WRITE, MAP_SHARED, descriptor, 0) : MAP_FAILED;
  ::close(descriptor);
  if (memory == MAP_FAILED) return refuse_file();
  std::unique_ptr<BatchMarker> marker(
      new BatchMarker(static_cast<volatile unsigned char*>(memory)));
  marker->set(false);
  return marker;
}

BatchMarker::~BatchMarker() {
  ::munmap(const_cast<unsigned char*>(octet_), 1);
}

}  // namespace dunghan::adapters::app
