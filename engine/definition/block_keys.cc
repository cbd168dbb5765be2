// Joins the parts of the table.
#include "engine/definition/block_keys.h"

#include "engine/base/check.h"

namespace dunghan::definition {
namespace {

using PartOfTable = std::span<const BlockText> (*)();

constexpr PartOfTable parts[] = {head_blocks,     data_blocks,  deadline_blocks,  state_blocks,
                                 work_blocks,     many_blocks,  amendment_blocks, calendar_blocks,
                                 counting_blocks, office_blocks};

constexpr FileSort sorts[] = {
    {"workflow", Block::workflow, {"Quy trình", "Procedures"}},
    {"amendment", Block::amendment, {"Văn bản sửa đổi", "Amendments"}},
    {"cycle", Block::cycle, {"Chu kỳ", "Cycles"}},
    {"ladders", Block::ladders_file, {"Các bậc đôn đốc", "Ladders"}},
    {"organisation", Block::organisation, {"Tổ chức", "The organisation"}},
    {"calendar", Block::calendar, {"Lịch", "Calendars"}},
    {"official-days",
     Block::official_days,
     {"Ngày nghỉ chính thức của một năm", "Official days of a year"}},
    {"counting", Block::counting, {"Cách tính thời hạn", "Counting rules"}}};

std::vector<BlockText> joined() {
  std::vector<BlockText> all;
  for (const PartOfTable part : parts) {
    const auto rows = part();
    all.insert(all.end(), rows.begin(), rows.end());
  }
  return all;
}

}  // namespace

std::span<const FileSort> file_sorts() {
  return sorts;
}

std::span<const BlockText> blocks() {
  static const std::vector<BlockText> all = joined();
  return all;
}

const BlockText& text_of(Block block) {
  // Asked for with each thing of a file: by place, not by a search.
  static const std::vector<const BlockText*> by_block = [] {
    std::vector<const BlockText*> rows;
    for (const BlockText& row : blocks()) {
      const auto place = static_cast<std::size_t>(row.block);
      if (rows.size() <= place) rows.resize(place + 1, nullptr);
      rows[place] = &row;
    }
    return rows;
  }();
  const auto place = static_cast<std::size_t>(block);
  DUNGHAN_CHECK(place < by_block.size() && by_block[place] != nullptr);
  return *by_block[place];
}

std::vector<Block> blocks_of(Form form) {
  switch (form) {
    case Form::triggers: return {Block::trigger, Block::last};
    case Form::ladder: return {Block::rung};
    case Form::needs:
    case Form::element: return {Block::field};
    default: return {};
  }
}

std::span<const Key> keys_of(Block block) {
  return text_of(block).keys;
}

std::string_view name_of(Block block) {
  return text_of(block).name;
}

const Key* find_key(Block block, std::string_view name) {
  for (const Key& key : keys_of(block)) {
    if (key.name == name) return &key;
  }
  return nullptr;
}

std::vector<std::string> key_names(Block block) {
  std::vector<std::string> names;
  for (const Key& key : keys_of(block)) {
    if (key.runs()) names.emplace_back(key.name);
  }
  return names;
}

}  // namespace dunghan::definition
