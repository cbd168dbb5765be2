#include "adapters/json/repeated_key.h"

#include <boost/json/basic_parser_impl.hpp>
#include <limits>
#include <unordered_set>
#include <vector>

namespace dunghan::adapters::json {
namespace {

namespace bj = boost::json;

// What basic_parser calls as it reads; every `false` comes with an error that ends the parsing.
// The names of the members are the library's.
class KeyWatch {
 public:
  using Fault = boost::system::error_code;
  static constexpr std::size_t max_object_size = std::numeric_limits<std::size_t>::max();
  static constexpr std::size_t max_array_size = max_object_size;
  static constexpr std::size_t max_key_size = max_object_size;
  static constexpr std::size_t max_string_size = max_object_size;

  bool on_document_begin(Fault&) { return true; }
  bool on_document_end(Fault&) { return true; }
  bool on_object_begin(Fault&) {
    objects_.emplace_back();
    return true;
  }
  bool on_object_end(std::size_t, Fault&) {
    objects_.pop_back();
    return true;
  }
  bool on_array_begin(Fault&) { return true; }
  bool on_array_end(std::size_t, Fault&) { return true; }
  bool on_key_part(bj::string_view part, std::size_t, Fault&) {
    key_.append(part.data(), part.size());
    return true;
  }
  bool on_key(bj::string_view part, std::size_t, Fault& fault) {
    key_.append(part.data(), part.size());
    if (!objects_.back().insert(key_).second) {
      repeated_ = key_;
      fault = bj::error::extra_data;
      return false;
    }
    key_.clear();
    return true;
  }
  bool on_string_part(bj::string_view, std::size_t, Fault&) { return true; }
  bool on_string(bj::string_view, std::size_t, Fault&) { return true; }
  bool on_number_part(bj::string_view, Fault&) { return true; }
  bool on_int64(std::int64_t, bj::string_view, Fault&) { return true; }
  bool on_uint64(std::uint64_t, bj::string_view, Fault&) { return true; }
  bool on_double(double, bj::string_view, Fault&) { return true; }
  bool on_bool(bool, Fault&) { return true; }
  bool on_null(Fault&) { return true; }
  bool on_comment_part(bj::string_view, Fault&) { return true; }
  bool on_comment(bj::string_view, Fault&) { return true; }

  [[nodiscard]] const std::optional<std::string>& repeated() const { return repeated_; }

 private:
  std::vector<std::unordered_set<std::string>> objects_;  // keys seen, of each that is open
  std::string key_;
  std::optional<std::string> repeated_;
};

}  // namespace

std::optional<RepeatedKey> find_repeated_key(std::string_view text, std::size_t depth_max) {
  bj::parse_options options;
  options.max_depth = depth_max;
  bj::basic_parser<KeyWatch> parser(options);
  boost::system::error_code fault;
  const std::size_t read = parser.write_some(false, text.data(), text.size(), fault);
  const auto& repeated = parser.handler().repeated();
  if (!repeated) return std::nullopt;
  return RepeatedKey{*repeated, read};
}

}  // namespace dunghan::adapters::json
