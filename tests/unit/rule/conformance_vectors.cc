#include "tests/unit/rule/conformance_vectors.h"

#include <array>
#include <boost/json.hpp>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <stdexcept>

namespace dunghan::rule {
namespace {

namespace json = boost::json;
using Kind = Type::Kind;

std::string text_of(const json::value& value) {
  return std::string(value.as_string());
}

std::string from_base64(const std::string& text) {
  static const std::string alphabet =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string octets;
  unsigned bits = 0;
  int count = 0;
  for (const char letter : text) {
    const auto digit = alphabet.find(letter);
    if (digit == std::string::npos) break;
    bits = bits << 6U | static_cast<unsigned>(digit);
    count += 6;
    if (count < 8) continue;
    count -= 8;
    octets.push_back(static_cast<char>(bits >> static_cast<unsigned>(count) & 0xFFU));
  }
  return octets;
}

Value value_of(const json::object& encoded) {
  const std::string type = text_of(encoded.at("type"));
  if (type == "null") return {};
  const json::value& content = encoded.at("value");
  if (type == "bool") return Value(content.as_bool());
  if (type == "int") return Value(std::int64_t{std::stoll(text_of(content))});
  if (type == "uint") return Value(std::uint64_t{std::stoull(text_of(content))});
  if (type == "double") return Value(std::strtod(text_of(content).c_str(), nullptr));
  if (type == "string") return Value(text_of(content));
  if (type == "bytes") return Value(Bytes{from_base64(text_of(content))});
  if (type == "type") return Value(TypeName{text_of(content)});
  if (type == "list") {
    List list;
    for (const json::value& element : content.as_array())
      list.push_back(value_of(element.as_object()));
    return Value(std::move(list));
  }
  if (type != "map") throw std::runtime_error("unknown value type " + type);
  Map map;
  for (const json::value& pair : content.as_array()) {
    map.push_back(
        {value_of(pair.as_array().at(0).as_object()), value_of(pair.as_array().at(1).as_object())});
  }
  return Value(std::move(map));
}

const json::value& only(const json::value& array) {
  return array.as_array().at(0);
}

Kind primitive(const std::string& name) {
  static const std::array<std::pair<const char*, Kind>, 6> kinds = {
      {{"INT64", Kind::integer},
       {"UINT64", Kind::unsigned_integer},
       {"BOOL", Kind::boolean},
       {"DOUBLE", Kind::floating},
       {"STRING", Kind::string},
       {"BYTES", Kind::bytes}}};
  for (const auto& [known, kind] : kinds) {
    if (name == known) return kind;
  }
  throw std::runtime_error("unknown primitive type " + name);
}

Type type_of(const json::object& encoded);

std::vector<Type> types_of(const json::object& holder, const char* key) {
  std::vector<Type> types;
  if (!holder.contains(key)) return types;
  for (const json::value& type : holder.at(key).as_array())
    types.push_back(type_of(type.as_object()));
  return types;
}

Type type_of(const json::object& encoded) {
  const auto& [key, value] = *encoded.begin();
  if (key == "primitive") return primitive(text_of(only(value)));
  if (key == "null") return Kind::null;
  if (key == "dyn") return Kind::dyn;
  if (key == "type_param") return Type::parameter(text_of(only(value)));
  const json::object& parts = only(value).as_object();
  if (key == "list_type") return Type::list_of(types_of(parts, "elem_type").at(0));
  if (key == "map_type")
    return Type::map_of(types_of(parts, "key_type").at(0), types_of(parts, "value_type").at(0));
  if (key == "abstract_type")
    return Type::opaque(text_of(only(parts.at("name"))), types_of(parts, "parameter_types"));
  throw std::runtime_error("unknown type " + std::string(key));
}

void declare(const json::object& declaration, Environment& environment) {
  const std::string name = text_of(only(declaration.at("name")));
  if (declaration.contains("ident")) {
    environment.variables.emplace_back(
        name, types_of(only(declaration.at("ident")).as_object(), "type").at(0));
    return;
  }
  for (const json::value& overload :
       only(declaration.at("function")).as_object().at("overloads").as_array()) {
    environment.functions.push_back({name, false, types_of(overload.as_object(), "params"),
                                     types_of(overload.as_object(), "result_type").at(0)});
  }
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
    for (const json::value& declaration : encoded.at("type_env").as_array())
      declare(declaration.as_object(), test.environment);
  }
  if (test.check_only) declare_optionals(test.environment);
  if (encoded.contains("bindings")) {
    for (const auto& [name, value] : encoded.at("bindings").as_object()) {
      put(test.bindings, std::string_view(name.data(), name.size()), value_of(value.as_object()));
    }
  }
  if (encoded.contains("error")) test.error = text_of(only(encoded.at("error")));
  if (encoded.contains("value")) test.value = value_of(encoded.at("value").as_object());
  if (encoded.contains("deduced_type")) test.type = type_of(encoded.at("deduced_type").as_object());
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
