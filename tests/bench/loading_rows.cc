// All shipped calendars, from their files to their bitmaps: what every start of the program costs
// at most. And a definition of 5,000 lines (make_large_definition.py), from its text to all that
// lint has to say of it; of that the parsing alone, which is mostly yaml-cpp's.
#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <sstream>

#include "adapters/system/tzdb_zone_rules.h"
#include "adapters/yaml/calendar_files.h"
#include "adapters/yaml/yaml_document.h"
#include "engine/definition/compiler.h"
#include "tests/bench/inputs.h"
#include "tests/bench/row.h"

namespace dunghan::bench {
namespace {

constexpr double loading_ns = 20e6;
constexpr double linting_ns = 100e6;

/// Stops the program where it is not there: the build makes it.
std::string large_definition() {
  std::ifstream file(DUNGHAN_LARGE_DEFINITION, std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  if (text.str().empty()) {
    std::cerr << "bench: there is no " << DUNGHAN_LARGE_DEFINITION << '\n';
    std::exit(1);
  }
  return text.str();
}

/// The issues that lint finds, and one more; stops the program where the file does not compile.
std::int64_t lint(const std::string& text) {
  const auto parsed = adapters::yaml::parse_yaml(text, "large.yaml");
  const auto compiled = definition::compile(parsed.document.value(), {});
  if (compiled.definition == nullptr) std::exit(1);
  return static_cast<std::int64_t>(compiled.issues.size()) + 1;
}

}  // namespace

void add_loading_rows() {
  static const std::vector<std::string> ids = adapters::yaml::ids_in(calendars_folder());
  for (const std::string& id : ids)
    static_cast<void>(shipped_calendar(id));  // stops where one fails
  add_row(
      {"load and compile all " + std::to_string(ids.size()) + " calendars", loading_ns},
      [](std::size_t) {
        std::int64_t octets = 0;
        adapters::yaml::FilesReadOnce files;
        for (const std::string& id : ids) {
          const auto loaded = adapters::yaml::load_calendar(
              calendars_folder(), id, adapters::system::zone_rules, nullptr, files);
          octets += static_cast<std::int64_t>(loaded.calendar.value().memory_octets());
        }
        return octets;
      },
      1);
  static const std::string text = large_definition();
  const std::string lines = std::to_string(std::count(text.begin(), text.end(), '\n'));
  add_row(
      {"lint a definition of " + lines + " lines", linting_ns},
      [](std::size_t) { return lint(text); }, 1);
  add_row(
      {"parse a definition of " + lines + " lines"},
      [](std::size_t) {
        return static_cast<std::int64_t>(
            adapters::yaml::parse_yaml(text, "large.yaml").document.value().source.size());
      },
      1);
}

}  // namespace dunghan::bench
