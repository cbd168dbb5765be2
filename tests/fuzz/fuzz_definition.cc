// libFuzzer's door to files (entry.h). Half of its changes are made by line (line_mutator.h): a
// change of one octet hardly ever leaves YAML that says anything.
#include <cstddef>
#include <cstdint>

#include "tests/fuzz/entry.h"
#include "tests/fuzz/line_mutator.h"

extern "C" std::size_t LLVMFuzzerMutate(std::uint8_t* octets, std::size_t size,
                                        std::size_t size_max);

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* octets, std::size_t size) {
  dunghan::fuzz::run_definition({reinterpret_cast<const char*>(octets), size});
  return 0;
}

extern "C" std::size_t LLVMFuzzerCustomMutator(std::uint8_t* octets, std::size_t size,
                                               std::size_t size_max, unsigned seed) {
  if (seed % 2 == 0) return LLVMFuzzerMutate(octets, size, size_max);
  const std::string changed =
      dunghan::fuzz::mutate_lines({reinterpret_cast<const char*>(octets), size}, seed / 2);
  const std::size_t count = changed.size() < size_max ? changed.size() : size_max;
  changed.copy(reinterpret_cast<char*>(octets), count);
  return count;
}
