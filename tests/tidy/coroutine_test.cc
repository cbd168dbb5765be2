// Statements with co_await that g++ 12.2 compiles wrongly: in a full expression that awaits, a
// temporary closure or aggregate with members that need destroying is destroyed twice. Nothing
// warns; the program aborts or worse.
//
// House rule: give the closure, struct or list a name of its own first, then await; no ?: beside
// co_await.
#include <gtest/gtest.h>

#include <cctype>
#include <regex>

#include "tests/tidy/source_tree.h"

namespace dunghan::tidy {
namespace {

// After clang-format the "{" of a block stands behind a blank; that of an initialiser does not, or
// behind ( , =.
bool opens_a_block(std::string_view code, std::size_t brace) {
  std::size_t at = brace;
  while (at > 0 && std::isspace(static_cast<unsigned char>(code[at - 1])) != 0) --at;
  if (at == brace) return false;
  const char before = at == 0 ? ';' : code[at - 1];
  return before != '(' && before != ',' && before != '=' && !code.substr(0, at).ends_with("return");
}

// Where the full expression around `at` starts: behind the ; or block brace before it.
std::size_t start_of_statement(std::string_view code, std::size_t at) {
  int closed = 0;
  while (at > 0) {
    const char c = code[at - 1];
    if (c == ')' || c == ']' || c == '}') {
      if (c == '}' && closed == 0) return at;
      ++closed;
    } else if (c == '(' || c == '[' || c == '{') {
      if (closed > 0) {
        --closed;
      } else if (c == '{' && opens_a_block(code, at - 1)) {
        return at;
      }
    } else if (c == ';' && closed == 0) {
      return at;
    }
    --at;
  }
  return 0;
}

// Where it ends: at the ; or the block that follows a condition.
std::size_t end_of_statement(std::string_view code, std::size_t start) {
  int open = 0;
  for (std::size_t at = start; at < code.size(); ++at) {
    const char c = code[at];
    if (c == ';' && open <= 0) return at;
    if (c == '{' && open <= 0 && opens_a_block(code, at)) return at;
    if (c == '(' || c == '[' || c == '{') ++open;
    if (c == ')' || c == ']' || c == '}') --open;
  }
  return code.size();
}

std::string what_is_wrong(const std::string& statement) {
  // A capture by value: not [], [&], [&x, &y] or [this].
  static const std::regex closure(
      R"((^|[(,={]|co_await|return)\s*\[(?!\s*\]|&\s*\]|this\s*\]|\s*&\w+(\s*,\s*&\w+)*\s*\]))");
  static const std::regex designated(R"(\{\s*\.\w)");
  static const std::regex braced_call(R"([(,]\s*\{)");
  static const std::regex temporary(R"([\w>]\{)");
  if (statement.find('?') != std::string::npos) return "?: in one expression with co_await";
  if (std::regex_search(statement, closure))
    return "a closure with captures in one expression with co_await";
  if (std::regex_search(statement, designated) || std::regex_search(statement, braced_call) ||
      std::regex_search(statement, temporary)) {
    return "a braced temporary in one expression with co_await";
  }
  return {};
}

Findings check_awaits(const SourceFile& file) {
  Findings findings;
  const std::string code = without_comments(file.text, Keep::code);
  std::size_t last_start = std::string::npos;
  for (std::size_t at = code.find("co_await"); at != std::string::npos;
       at = code.find("co_await", at + 1)) {
    const std::size_t start = start_of_statement(code, at);
    if (start == last_start) continue;
    last_start = start;
    const std::string why =
        what_is_wrong(code.substr(start, end_of_statement(code, start) - start));
    if (!why.empty())
      findings.push_back(finding(file.path, line_at(code, at), why + ": name it first"));
  }
  return findings;
}

TEST(Coroutines, each_form_that_is_compiled_wrongly_is_found) {
  for (const char* bad : {
           "co_await co_spawn(ex, [s = str]() -> awaitable<void> { co_return; }, use_awaitable);",
           "co_await f([s] { return s; });",
           "co_await [s]() -> awaitable<void> { co_return; }();",
           "co_await f({.a = x, .b = y});",
           "co_await f(Agg{x, y});",
           "Agg x{(co_await g()).s, std::make_shared<T>()};",
           "auto x = c ? co_await f() : g();",
           "auto x = (co_await c()) ? a : b;",
           "co_await f(std::vector<int>{1, 2, 3});",
           "co_await f({a, b});",
           "if (co_await f(Agg{x})) {\n  y();\n}",
       }) {
    EXPECT_EQ(check_awaits({"x.cc", bad}).size(), 1U) << bad;
  }
}

TEST(Coroutines, the_forms_that_are_fine_are_let_be) {
  for (const char* fine : {
           "auto job = [s = str]() -> awaitable<void> { co_return; };\nco_await f(std::move(job));",
           "co_await f([&x] { return x; });",
           "co_await f([&] { return x; });",
           "co_await timer.async_wait(use_awaitable);",
           "co_spawn(ex, [s] { return run(s); }, detached);",
           "awaitable<void> f() {\n  const auto x = c ? a : b;\n  co_await g(x);\n}",
           "for (const auto& row : co_await rows()) {\n  use(Agg{row});\n}",
           "if (co_await f()) {\n  y(c ? 1 : 2);\n}",
           "const auto [error, size] = co_await read(buffer);",
           "table[i] = co_await f(list[2]);",
           "auto job = [s]() -> awaitable<void> {\n  co_await f();\n};",
           "// co_await f({.a = x});",
       }) {
    EXPECT_EQ(report(check_awaits({"x.cc", fine})), "") << fine;
  }
}

TEST(Coroutines, no_statement_awaits_beside_a_temporary_that_would_be_destroyed_twice) {
  Findings findings;
  for (const SourceFile& file : files_below({"adapters", "tests"}, {".h", ".cc"})) {
    for (std::string& each : check_awaits(file)) findings.push_back(each);
  }
  EXPECT_EQ(report(findings), "");
}

}  // namespace
}  // namespace dunghan::tidy
