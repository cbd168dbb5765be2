#include "adapters/system/memory_in_use.h"

#include <unistd.h>

#include <fstream>

namespace dunghan::adapters::system {

std::size_t memory_in_use() {
  std::ifstream statm("/proc/self/statm");
  std::size_t pages_all = 0, pages_resident = 0;
  if (!(statm >> pages_all >> pages_resident)) return 0;
  return pages_resident * static_cast<std::size_t>(sysconf(_SC_PAGESIZE));
}

}  // namespace dunghan::adapters::system
