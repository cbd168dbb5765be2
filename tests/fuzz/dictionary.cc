#include "tests/fuzz/dictionary.h"

#include <cstdio>
#include <set>
#include <string_view>

#include "engine/definition/block_keys.h"
#include "engine/rule/function_table.h"

namespace dunghan::fuzz {
namespace {

/// libFuzzer leaves out longer ones.
constexpr std::size_t word_octets_max = 64;

using definition::BlockText;
using definition::Key;

std::string escaped(std::string_view word) {
  std::string text;
  for (const char c : word) {
    if (c == '"' || c == '\\') {
      text += std::string("\\") + c;
    } else if (c >= ' ' && c <= '~') {
      text += c;
    } else {
      char code[5];
      std::snprintf(code, sizeof code, "\\x%02X",
                    static_cast<unsigned>(static_cast<unsigned char>(c)));
      text += code;
    }
  }
  return text;
}

std::string written(const std::set<std::string>& words) {
  std::string text;
  for (const std::string& word : words) {
    if (!word.empty() && word.size() <= word_octets_max) text += "\"" + escaped(word) + "\"\n";
  }
  return text;
}

}  // namespace

const std::vector<std::string>& keys_with_examples() {
  static const std::vector<std::string> words = [] {
    std::set<std::string> found;
    for (const BlockText& block : definition::blocks()) {
      for (const Key& key : block.keys) {
        found.insert(std::string(key.name) + ":" +
                     (key.example.empty() ? "" : " " + std::string(key.example)));
      }
    }
    return std::vector<std::string>(found.begin(), found.end());
  }();
  return words;
}

std::string definition_dictionary() {
  std::set<std::string> words{": ",   "- ",     "{ ",    " }",     "[ ",   " ]",   ", ",      "&a ",
                              "*a",   "<<: *a", "\"",    "'",      "= ",   "\n  ", "\n    ",  "|\n",
                              ">-\n", "# ",     "---\n", "!!str ", "null", "true", "\\u00e9", "? "};
  for (const BlockText& block : definition::blocks()) {
    for (const Key& key : block.keys) {
      words.insert(std::string(key.name) + ": ");
      words.insert(std::string(key.example));
      for (const std::string_view word : key.shape.words) words.insert(std::string(word));
    }
  }
  for (const char* type :
       {"text", "int", "decimal", "money", "bool", "date", "instant", "choice", "choices", "period",
        "unit", "person", "party", "case", "window", "file", "table", "list"})
    words.insert(type);
  return written(words);
}

std::string expression_dictionary() {
  std::set<std::string> words{"true",
                              "false",
                              "null",
                              "in",
                              "&&",
                              "||",
                              "!",
                              "==",
                              "!=",
                              "<=",
                              ">=",
                              "? ",
                              " : ",
                              "+",
                              "-",
                              "*",
                              "/",
                              "%",
                              "[",
                              "]",
                              "{",
                              "}",
                              "(",
                              ")",
                              ".",
                              "'",
                              "\"",
                              "r'",
                              "b'",
                              "0x",
                              "u",
                              "e1",
                              "//",
                              ", ",
                              "'''",
                              "9223372036854775807",
                              "-9223372036854775808",
                              "18446744073709551615u",
                              "1e308",
                              "\\u00e9",
                              "\\x41",
                              "\\101",
                              "has(r.a)",
                              "l.all(x, ",
                              "l.exists(x, ",
                              "l.exists_one(x, ",
                              "l.map(x, ",
                              "l.map(x, true, ",
                              "l.filter(x, ",
                              "date('2024-02-29')",
                              "period('5 working days')",
                              "decimal('0.1')",
                              "timestamp('2024-02-29T12:00:00Z')",
                              "duration('1h30m')",
                              "in_time('x')",
                              "superior(s)"};
  for (const std::string& word : rule::standard_functions().words()) {
    words.insert(word + "(");
    words.insert("." + word + "(");
  }
  for (const char* name :
       {"b", "i", "n", "d", "s", "y", "l", "t", "m", "day", "p", "c", "at", "span", "x", "r", "w"})
    words.insert(name);
  return written(words);
}

}  // namespace dunghan::fuzz
