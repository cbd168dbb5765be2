#include "tests/unit/rule/conformance_vectors.h"

#include <boost/json.hpp>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <stdexcept>

#include "adapters/json/cel_json.h"

namespace dunghan::rule {
namespace {

namespace json = boost::json;

std::string text_of(const json::value& value) {
  return std::string(value.as_string());
}

/// What the codec gives, of vectors that are known to be well-formed.
template <class T>
T sound(Result<T> read) {
  if (!read) throw std::runtime_error(read.error().message);
  return std::move(*read);
}

const json::value& only(const json::value& array) {
  return array.as_array().at(0);
}

/// The vectors take the optional library for granted; where only types are asked for, its two
/// makers are all they use.
void declare_optionals(Environment& environment) {
  const Type inner = Type::parameter("T");
  environment.functions.push_back(
      {"optional.of", false, {inner}, Type::opaque("optional_type", {inner})});
  environment.functions.push_back(
      {"optional.none", false, {}, Type::opaque("optional_type", {inner})});
}

ConformanceCase case_of(const std::string& file, const json::object& encoded) {
  ConformanceCase test;
  test.file = file;
  test.section = text_of(encoded.at("section"));
  test.name = text_of(encoded.at("name"));
  test.text = text_of(encoded.at("expr"));
  if (encoded.contains("container")) test.environment.container = text_of(encoded.at("container"));
  test.environment.check = !encoded.contains("disable_check");
  test.check_only = encoded.contains("check_only");
  if (encoded.contains("type_env")) {
    if (const auto declared =
            adapters::json::declare_from_cel_json(encoded.at("type_env"), test.environment);
        !declared)
      throw std::runtime_error(declared.error().message);
  }
  if (test.check_only) declare_optionals(test.environment);
  if (encoded.contains("bindings")) {
    for (const auto& [name, value] : encoded.at("bindings").as_object()) {
      put(test.bindings, std::string_view(name.data(), name.size()),
          sound(adapters::json::from_cel_json(value)));
    }
  }
  if (encoded.contains("error")) test.error = text_of(only(encoded.at("error")));
  if (encoded.contains("value"))
    test.value = sound(adapters::json::from_cel_json(encoded.at("value")));
  if (encoded.contains("deduced_type"))
    test.type = sound(adapters::json::type_from_cel_json(encoded.at("deduced_type")));
  return test;
}

}  // namespace

std::optional<std::string> conformance_folder() {
  const char* shared = std::getenv("DUNGHAN_SHARED");
  const std::string folder =
      (shared != nullptr ? std::string(shared) : DUNGHAN_SOURCE_DIR "/../shared") + "/data/cel";
  if (!std::filesystem::is_directory(folder)) return std::nullopt;
  return folder;
}

std::vector<ConformanceCase> read_conformance_file(const std::string& folder,
                                                   const std::string& file) {
  std::ifstream stream(folder + "/" + file + ".json", std::ios::binary);
  const std::string content{std::istreambuf_iterator<char>(stream),
                            std::istreambuf_iterator<char>()};
  const json::value document = json::parse(content);
  std::vector<ConformanceCase> cases;
  for (const json::value& encoded : document.as_object().at("tests").as_array()) {
    if (!encoded.as_object().contains("needs")) cases.push_back(case_of(file, encoded.as_object()));
  }
  return cases;
}

}  // namespace dunghan::rule
