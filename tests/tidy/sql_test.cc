// House rules for SOCI 4.0.3 that guard against silent loss of data; each was seen to happen (see
// the reasons below).
#include <gtest/gtest.h>

#include <cctype>
#include <regex>
#include <set>

#include "tests/tidy/source_tree.h"

namespace dunghan::tidy {
namespace {

struct Rule {
  std::regex pattern;
  std::string why;
};

// Over statements of C++ with their strings, white space folded.
const std::vector<Rule>& statement_rules() {
  static const std::vector<Rule> rules{
      {std::regex(R"(<<\s*\(?\s*(fmt::format|std::format)\s*\()"),
       "SQL built from text; bind by name"},
      {std::regex(R"(<<[^;]*("\s*\+|\+\s*"))"), "SQL built with +; bind by name"},
      {std::regex(R"(\bRETURNING\b)", std::regex::icase),
       "RETURNING into a row runs the statement twice on SQLite when SOCI does not know the "
       "declared type"},
      {std::regex(R"(\bsoci::transaction\b)"),
       "plain BEGIN fails at once with BUSY_SNAPSHOT when it reads, then writes; use \"begin "
       "immediate\""},
      {std::regex(R"(\busing namespace (soci::)?sqlite_api\b)"), "clashes with soci::sqlite3"},
      {std::regex(R"(#\s*include\s*<sqlite3\.h>)"),
       "soci-sqlite3.h includes it inside a namespace; call sqlite_api::"},
  };
  return rules;
}

std::string folded(std::string_view statement) {
  std::string text;
  for (const char c : statement) {
    const bool blank = std::isspace(static_cast<unsigned char>(c)) != 0;
    if (!blank) text += c;
    if (blank && !text.ends_with(' ')) text += ' ';
  }
  return text;
}

// Names of vectors declared in this text.
std::set<std::string> vectors_in(const std::string& code) {
  static const std::regex vector(R"(std::vector<[^;(){}]*>[&\s]+(\w+))");
  std::set<std::string> names;
  for (std::sregex_iterator it(code.begin(), code.end(), vector), end; it != end; ++it)
    names.insert((*it)[1]);
  return names;
}

Findings check_cpp(const SourceFile& file) {
  static const std::regex use(R"(\buse\(\s*(\w+)\s*[,)])");
  Findings findings;
  const std::string code = without_comments(file.text, Keep::code_and_strings);
  const std::set<std::string> vectors = vectors_in(code);
  for (std::size_t start = 0; start < code.size();) {
    const std::size_t end = std::min(code.find(';', start), code.size());
    const std::string statement = folded(std::string_view(code).substr(start, end - start));
    const std::size_t line = line_at(code, code.find_first_not_of(" \n", start));
    for (const Rule& rule : statement_rules()) {
      if (std::regex_search(statement, rule.pattern))
        findings.push_back(finding(file.path, line, rule.why));
    }
    for (std::sregex_iterator it(statement.begin(), statement.end(), use), none; it != none; ++it) {
      if (vectors.contains((*it)[1])) {
        findings.push_back(finding(
            file.path, line, "use() of a vector: re-executed, it sends the first batch again"));
      }
    }
    start = end + 1;
  }
  return findings;
}

Findings check_schema(const SourceFile& file) {
  static const std::regex narrow(R"(\b(INTEGER(?!\s+PRIMARY\s+KEY)|BOOLEAN|TIMESTAMP|DATETIME)\b)",
                                 std::regex::icase);
  Findings findings;
  std::size_t number = 0;
  for (const std::string_view line : lines_of(file.text)) {
    ++number;
    const std::string sql(line.substr(0, line.find("--")));
    if (std::regex_search(sql, narrow)) {
      findings.push_back(
          finding(file.path, number, "SOCI cuts this type to 32 bits in a row; write BIGINT"));
    }
  }
  return findings;
}

TEST(Sql, each_breach_in_code_is_found) {
  for (const char* bad : {
           "session << \"select * from event where id = \" + id, into(x);",
           "session << (\"select \" + name);",
           "session << fmt::format(\"select {}\", id), into(x);",
           "statement = (session.prepare << \"insert into t values (1) returning id\", into(x));",
           "soci::transaction transaction(session);",
           "std::vector<long long> ids;\nsession << \"insert into t values (:id)\", use(ids, "
           "\"id\");",
           "#include <sqlite3.h>\n",
       }) {
    EXPECT_EQ(check_cpp({"x.cc", bad}).size(), 1U) << bad;
  }
}

TEST(Sql, kept_statements_with_bound_names_are_let_be) {
  for (const char* fine : {
           "session << \"begin immediate\";",
           "statement = (session.prepare << \"select id from event where seq > :seq\", use(seq, "
           "\"seq\"), into(id));",
           "text << a + b;",
           "// session << \"select \" + id;",
           "std::vector<long long> ids;\nsession << \"select id from t\", into(ids);",
       }) {
    EXPECT_EQ(report(check_cpp({"x.cc", fine})), "") << fine;
  }
}

TEST(Sql, a_column_that_would_be_cut_to_32_bits_is_found) {
  EXPECT_EQ(
      check_schema({"x.sql", "create table t (\n  id BIGINT,\n  at integer not null\n);"}).size(),
      1U);
  EXPECT_EQ(check_schema({"x.sql", "done BOOLEAN,"}).size(), 1U);
  EXPECT_TRUE(
      check_schema({"x.sql", "id INTEGER PRIMARY KEY,\nat BIGINT, -- not INTEGER\n"}).empty());
}

TEST(Sql, the_store_keeps_the_rules) {
  Findings findings;
  for (const SourceFile& file : files_below({"adapters/store_sql"}, {".h", ".cc"})) {
    for (std::string& each : check_cpp(file)) findings.push_back(each);
  }
  for (const SourceFile& file : files_below({"adapters/store_sql/schema"}, {".sql"})) {
    for (std::string& each : check_schema(file)) findings.push_back(each);
  }
  EXPECT_EQ(report(findings), "");
}

}  // namespace
}  // namespace dunghan::tidy
