#include "tests/golden/limit_table.h"

#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

namespace dunghan::test {
namespace {

std::string trimmed(const std::string& text) {
  const std::size_t first = text.find_first_not_of(' ');
  if (first == std::string::npos) return {};
  return text.substr(first, text.find_last_not_of(' ') - first + 1);
}

std::vector<std::string> cells_of(const std::string& line, char between) {
  std::vector<std::string> cells;
  std::istringstream parts(line);
  for (std::string cell; std::getline(parts, cell, between);) cells.push_back(trimmed(cell));
  return cells;
}

std::string behind(const std::string& word, const std::string& cell) {
  EXPECT_TRUE(cell.starts_with(word + " ")) << "`" << cell << "` does not begin with " << word;
  return cell.size() > word.size() ? trimmed(cell.substr(word.size())) : std::string();
}

void read_file_line(const std::vector<std::string>& cells, std::vector<LimitFile>& files) {
  ASSERT_EQ(cells.size(), 3U) << cells[0];
  LimitFile file;
  file.path = behind("file", cells[0]);
  file.start = behind("start", cells[1]);
  file.reference = behind("reference", cells[2]);
  files.push_back(std::move(file));
}

void read_change(const std::vector<std::string>& cells, LimitRow& row) {
  LimitChange change;
  if (cells[0].starts_with("variant ")) {
    ASSERT_EQ(cells.size(), 2U) << cells[0];
    change.condition = {behind("variant", cells[0])};
    change.period = cells[1];
  } else {
    ASSERT_TRUE(cells.size() == 3 || cells.size() == 4) << cells[0];
    change.ground = behind("extend", cells[0]);
    ASSERT_TRUE(cells[1] == "each" || cells[1] == "total") << cells[1];
    change.total = cells[1] == "total";
    change.period = cells[2];
    if (cells.size() == 4) change.condition = cells_of(cells[3], ' ');
  }
  row.changes.push_back(std::move(change));
}

void read_row(const std::vector<std::string>& cells, int line, LimitFile& file) {
  ASSERT_TRUE(cells.size() == 5 || cells.size() == 6) << "line " << line;
  LimitRow row{cells[0], cells[1], cells[2], cells[3], cells[4], {}, {}, line};
  if (cells.size() == 6) row.count = cells[5];
  file.rows.push_back(std::move(row));
}

}  // namespace

std::vector<LimitFile> read_limit_table(const std::string& path) {
  std::vector<LimitFile> files;
  std::ifstream in(path);
  EXPECT_TRUE(in.good()) << path;
  int number = 0;
  for (std::string line; std::getline(in, line);) {
    ++number;
    if (line.empty() || line[0] == '#') continue;
    const auto cells = cells_of(line, '|');
    if (line.starts_with("file ")) {
      read_file_line(cells, files);
    } else if (files.empty()) {
      ADD_FAILURE() << path << ":" << number << ": no file stands above it";
    } else if (line[0] != ' ') {
      read_row(cells, number, files.back());
    } else if (files.back().rows.empty()) {
      ADD_FAILURE() << path << ":" << number << ": no limit stands above it";
    } else {
      read_change(cells, files.back().rows.back());
    }
  }
  return files;
}

}  // namespace dunghan::test
