// libFuzzer's door to conditions (entry.h).
#include <cstddef>
#include <cstdint>

#include "tests/fuzz/entry.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* octets, std::size_t size) {
  dunghan::fuzz::run_expression({reinterpret_cast<const char*>(octets), size});
  return 0;
}
