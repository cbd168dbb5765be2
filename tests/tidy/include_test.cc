// Who may include whom (ARCHITECTURE.md, "Layers"): the table of the house, the includes of every
// source, and CMake's link lists must agree.
#include <gtest/gtest.h>

#include <map>
#include <regex>
#include <set>

#include "tests/tidy/source_tree.h"

namespace dunghan::tidy {
namespace {

using Folders = std::set<std::string>;

// What each folder stands on directly; what those stand on follows.
const std::map<std::string, Folders> stands_on{
    {"base", {}},
    {"calendar", {"base"}},
    {"deadline", {"calendar"}},
    {"rule", {"base"}},
    {"statechart", {"rule"}},
    {"proof", {"base"}},
    {"organisation", {"base"}},
    {"definition", {"deadline", "statechart", "proof", "organisation"}},
    {"cycle", {"definition"}},
    {"measure", {"definition"}},
    {"draw", {"definition"}},
    {"describe", {"definition"}},
    {"cases", {"definition"}},
    {"verify", {"cases"}},
    {"ports", {"cases", "cycle"}},
    {"service", {"ports"}},
    {"scenario", {"service", "draw"}},
};

// Headers that would bring I/O, the present, chance or threads into the core.
const Folders banned_headers{
    "iostream",  "fstream",    "sstream",      "ostream",
    "istream",   "streambuf",  "iomanip",      "syncstream",
    "cstdio",    "ctime",      "random",       "filesystem",
    "thread",    "mutex",      "shared_mutex", "condition_variable",
    "future",    "atomic",     "latch",        "barrier",
    "semaphore", "stop_token", "coroutine",    "csignal",
};

Folders everything_below(const std::string& layer) {
  Folders found;
  for (const std::string& next : stands_on.at(layer)) {
    found.insert(next);
    found.merge(everything_below(next));
  }
  return found;
}

bool engine_may_include_header(const std::string& path, const std::string& header) {
  if (header == "tl/expected.hpp") return true;
  if (header == "re2/re2.h") return folder_of(path) == "engine/rule";
  if (header == "cstdio" && path == "engine/base/check.cc") return true;  // prints, then aborts
  const bool standard = header.find_first_of("./") == std::string::npos;
  return standard && !banned_headers.contains(header);
}

// "rule" of "engine/rule/sub/x.h", "json" of "adapters/json/x.h".
std::string layer_of(const std::string& path) {
  const std::size_t start = path.find('/') + 1;
  return path.substr(start, path.find('/', start) - start);
}

std::string objection(const std::string& path, const std::string& included) {
  const bool from_engine = path.starts_with("engine/");
  if (included.starts_with("tests/"))
    return path.starts_with("tests/") ? "" : "tests are included by tests alone";
  if (path.starts_with("tests/") || layer_of(path) == layer_of(included)) return "";
  if (included.starts_with("engine/")) {
    if (!from_engine) return "";
    if (!stands_on.contains(layer_of(path))) return "folder unknown to stands_on";
    return everything_below(layer_of(path)).contains(layer_of(included))
               ? ""
               : "a lower layer includes a higher one, or a sister";
  }
  // Made by the build from adapters/store_sql/schema/.
  if (path.starts_with("adapters/store_sql/") && included == "store_sql_schema.h") return "";
  if (!included.starts_with("adapters/")) return "written from the root: engine/…, adapters/…";
  if (from_engine) return "the core includes an adapter";
  const bool allowed = layer_of(path) == "app" || layer_of(included) == "json";
  return allowed ? "" : "an adapter includes another";
}

Findings check_includes(const std::string& path, const std::string& text) {
  static const std::regex include(R"re(^\s*#\s*include\s*([<"])([^>"]+)[>"])re");
  Findings findings;
  std::size_t number = 0;
  const std::string code = without_comments(text, Keep::code_and_strings);
  for (const std::string_view line : lines_of(code)) {
    ++number;
    std::match_results<std::string_view::const_iterator> match;
    if (!std::regex_search(line.begin(), line.end(), match, include)) continue;
    const std::string included = match[2];
    const bool own = match[1] == "\"";
    if (own) {
      const std::string why = objection(path, included);
      if (!why.empty()) findings.push_back(finding(path, number, included + ": " + why));
    } else if (path.starts_with("engine/") && !engine_may_include_header(path, included)) {
      findings.push_back(finding(path, number, "<" + included + "> has no place in the core"));
    }
  }
  return findings;
}

TEST(Includes, a_breach_of_direction_is_found) {
  struct Row {
    const char* path;
    const char* line;
    bool found;
  };
  const Row rows[] = {
      {"engine/base/x.h", "#include \"engine/calendar/y.h\"", true},
      {"engine/rule/x.h", "#include \"engine/calendar/y.h\"", true},
      {"engine/cases/x.h", "#include \"engine/verify/y.h\"", true},
      {"engine/cases/x.h", "#include \"engine/rule/y.h\"", false},
      {"engine/service/x.h", "#include \"engine/base/y.h\"", false},
      {"engine/service/x.h", "#include \"adapters/json/y.h\"", true},
      {"engine/strange/x.h", "#include \"engine/base/y.h\"", true},
      {"engine/base/x.h", "#include \"y.h\"", true},
      {"engine/base/x.h", "#include <boost/json.hpp>", true},
      {"engine/base/x.h", "#include <re2/re2.h>", true},
      {"engine/rule/x.cc", "#include <re2/re2.h>", false},
      {"engine/base/x.h", "#include <mutex>", true},
      {"engine/base/x.h", "#include <unistd.h>", true},
      {"engine/base/x.h", "#include <vector>", false},
      {"engine/base/x.h", "// #include <mutex>", false},
      {"adapters/yaml/x.h", "#include \"adapters/cli/y.h\"", true},
      {"adapters/yaml/x.h", "#include \"adapters/json/y.h\"", false},
      {"adapters/app/main.cc", "#include \"adapters/cli/y.h\"", false},
      {"adapters/yaml/x.h", "#include \"store_sql_schema.h\"", true},
      {"adapters/store_sql/x.cc", "#include \"store_sql_schema.h\"", false},
      {"adapters/yaml/x.h", "#include \"tests/fakes/y.h\"", true},
      {"tests/unit/base/x.cc", "#include \"adapters/cli/y.h\"", false},
  };
  for (const Row& row : rows) {
    EXPECT_EQ(!check_includes(row.path, row.line).empty(), row.found) << row.path << row.line;
  }
}

TEST(Includes, every_source_keeps_the_direction) {
  Findings findings;
  for (const SourceFile& file : cpp_files()) {
    for (std::string& each : check_includes(file.path, file.text)) findings.push_back(each);
  }
  EXPECT_EQ(report(findings), "");
}

// One throwing or heavy library, one folder that knows it; adapters/app joins them.
TEST(Includes, each_library_is_known_to_its_own_adapter_alone) {
  const std::map<std::string, Folders> homes{
      {"soci/", {"store_sql"}},
      {"yaml-cpp/", {"yaml"}},
      {"sodium.h", {"crypto"}},
      {"date/", {"system"}},
      {"expat.h", {"import"}},
      {"CLI/", {"cli"}},
      {"boost/asio", {"scheduler", "http"}},
  };
  Findings findings;
  for (const SourceFile& file : files_below({"adapters"}, {".h", ".cc"})) {
    for (const auto& [library, folders] : homes) {
      const bool used = file.text.find("#include <" + library) != std::string::npos;
      const std::string layer = layer_of(file.path);
      if (used && layer != "app" && !folders.contains(layer)) {
        findings.push_back(finding(file.path, 1, library + " is not this folder's library"));
      }
    }
  }
  EXPECT_EQ(report(findings), "");
}

// layer -> (folder, layers it links), from the dunghan_layer(…) lines.
std::map<std::string, std::pair<std::string, Folders>> cmake_layers() {
  static const std::regex call(R"(dunghan_layer\((\w+)\s+((?:engine|adapters)/\w+)([^)]*)\))");
  static const std::regex link(R"(dunghan_(\w+))");
  std::map<std::string, std::pair<std::string, Folders>> layers;
  const std::string text = files_below({"CMakeLists.txt"}, {}).at(0).text;
  for (std::sregex_iterator it(text.begin(), text.end(), call), end; it != end; ++it) {
    const std::string links = (*it)[3];
    Folders linked;
    for (std::sregex_iterator each(links.begin(), links.end(), link); each != end; ++each) {
      linked.insert((*each)[1]);
    }
    layers[(*it)[1]] = {(*it)[2], linked};
  }
  return layers;
}

TEST(Includes, the_link_lists_of_cmake_keep_the_direction_too) {
  const auto layers = cmake_layers();
  ASSERT_GE(layers.size(), 20U);
  Findings findings;
  for (const auto& [name, layer] : layers) {
    for (const std::string& linked : layer.second) {
      ASSERT_TRUE(layers.contains(linked)) << linked;
      const std::string why = objection(layer.first + "/x.h", layers.at(linked).first + "/y.h");
      if (!why.empty()) findings.push_back(name + " links " + linked + ": " + why);
    }
  }
  EXPECT_EQ(report(findings), "");
}

}  // namespace
}  // namespace dunghan::tidy
