// SARIF 2.1.0; see lint_sarif.h.
#include "adapters/cli/lint_sarif.h"

#include <algorithm>
#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>
#include <map>

#include "adapters/cli/output.h"
#include "engine/definition/issue_codes.h"
#include "engine/definition/issue_text.h"

namespace dunghan::adapters::cli {
namespace {

namespace json = boost::json;

/// A URI reference (RFC 3986): what may not stand in a path is percent-encoded, octet by octet. A
/// relative path stays one; a colon in it would read as a scheme, and is encoded too.
std::string uri_of(const std::string& path) {
  static constexpr std::string_view plain = "-._~/!$&'()*+,;=@";
  static constexpr std::string_view digits = "0123456789ABCDEF";
  const auto is_plain = [](char octet) {
    return (octet >= 'a' && octet <= 'z') || (octet >= 'A' && octet <= 'Z') ||
           (octet >= '0' && octet <= '9') || plain.find(octet) != std::string_view::npos;
  };
  std::string uri = path.starts_with('/') ? "file://" : "";
  for (const char octet : path) {
    if (is_plain(octet)) {
      uri += octet;
      continue;
    }
    const auto value = static_cast<unsigned char>(octet);
    uri += '%';
    uri += digits[value >> 4U];
    uri += digits[value & 0xFU];
  }
  return uri;
}

json::object message(std::string_view text) {
  return {{"text", text}};
}

json::object location(const definition::Issue& issue, definition::Position at, int length) {
  json::object physical{{"artifactLocation", json::object{{"uri", uri_of(issue.file)}}}};
  if (at.line > 0) {
    json::object region{{"startLine", at.line}};
    if (at.column > 0) {
      region["startColumn"] = at.column;
      region["endColumn"] = at.column + std::max(length, 1);
    }
    physical["region"] = std::move(region);
  }
  return {{"physicalLocation", std::move(physical)}};
}

json::object rule_of(const std::string& code, Language language) {
  json::object rule{{"id", code}};
  const definition::IssueCode* known = definition::find_issue_code(code);
  if (known == nullptr) return rule;
  const auto in = [language](const definition::LocalText& text) {
    return say(language, text.vi, text.en);
  };
  rule["shortDescription"] = message(in(known->title));
  rule["fullDescription"] = message(in(known->explanation));
  std::string help(in(known->explanation));
  if (!known->example.empty()) help += "\n\n" + std::string(known->example);
  rule["help"] = message(help);
  return rule;
}

json::object result_of(const definition::Issue& issue, std::int64_t rule, Language language) {
  std::string text = issue.message;
  if (!issue.remedy.empty()) text += "; " + issue.remedy;
  json::object result{{"ruleId", issue.code},
                      {"ruleIndex", rule},
                      {"level", definition::name_of(issue.severity)},
                      {"message", message(text)},
                      {"locations", json::array{location(issue, issue.at, issue.length)}}};
  if (issue.related.line > 0) {
    json::object related = location(issue, issue.related, 1);
    related["message"] =
        message(say(language, "mâu thuẫn với chỗ này", "it clashes with this place"));
    result["relatedLocations"] = json::array{std::move(related)};
  }
  return result;
}

}  // namespace

std::string sarif_of(const definition::Issues& issues, Language language) {
  std::map<std::string, std::int64_t> rules;
  for (const definition::Issue& issue : issues) rules.emplace(issue.code, 0);
  json::array described;
  for (auto& [code, index] : rules) {
    index = static_cast<std::int64_t>(described.size());
    described.push_back(rule_of(code, language));
  }
  json::array results;
  for (const definition::Issue& issue : issues)
    results.push_back(result_of(issue, rules.at(issue.code), language));
  const json::object run{
      {"tool", json::object{{"driver", json::object{{"name", "dunghan"},
                                                    {"version", DUNGHAN_VERSION},
                                                    {"rules", std::move(described)}}}}},
      {"columnKind", "unicodeCodePoints"},
      {"results", std::move(results)}};
  return json::serialize(json::object{{"$schema", "https://json.schemastore.org/sarif-2.1.0.json"},
                                      {"version", "2.1.0"},
                                      {"runs", json::array{run}}});
}

}  // namespace dunghan::adapters::cli
