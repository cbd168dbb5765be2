#include "adapters/import/log_row.h"

#include <cstring>

#include "engine/base/check.h"

namespace dunghan::adapters::import {
namespace {

void put_number(std::string& octets, std::uint64_t number) {
  do {
    const auto low = static_cast<unsigned char>(number & 0x7fU);
    number >>= 7U;
    octets.push_back(static_cast<char>(number == 0 ? low : low | 0x80U));
  } while (number != 0);
}

std::uint64_t take_number(std::string_view& octets) {
  std::uint64_t number = 0;
  for (unsigned shift = 0;; shift += 7) {
    DUNGHAN_CHECK(!octets.empty() && shift < 64);
    const auto octet = static_cast<unsigned char>(octets.front());
    octets.remove_prefix(1);
    number |= static_cast<std::uint64_t>(octet & 0x7fU) << shift;
    if ((octet & 0x80U) == 0) return number;
  }
}

}  // namespace

int ColumnTable::index_of(std::string_view name) const {
  const auto found = places_.find(name);
  return found == places_.end() ? -1 : found->second;
}

int ColumnTable::add(std::string_view name) {
  if (const int known = index_of(name); known >= 0) return known;
  names_.emplace_back(name);
  places_.emplace(std::string(name), size() - 1);
  return size() - 1;
}

std::optional<std::string_view> LogRow::value(int column) const {
  if (column < 0 || static_cast<std::size_t>(column) >= spans_.size()) return std::nullopt;
  const Span& span = spans_[static_cast<std::size_t>(column)];
  if (span.length == 0) return std::nullopt;
  return std::string_view(text_).substr(span.begin, span.length);
}

TextPosition LogRow::position(int column) const {
  if (column >= 0 && static_cast<std::size_t>(column) < spans_.size()) {
    const Span& span = spans_[static_cast<std::size_t>(column)];
    if (span.at.line != 0) return span.at;
  }
  return {line, 1};
}

void LogRow::clear() {
  line = 0;
  trace = 0;
  fault.reset();
  text_.clear();
  spans_.clear();
}

void LogRow::set(int column, std::string_view value, TextPosition at) {
  const std::size_t begin = text_.size();
  text_.append(value);
  set_span(column, begin, value.size(), at);
}

void LogRow::set_span(int column, std::size_t begin, std::size_t length, TextPosition at) {
  const auto place = static_cast<std::size_t>(column);
  if (place >= spans_.size()) spans_.resize(place + 1);
  spans_[place] = {begin, length, at};
}

void LogRow::write_to(std::string& octets) const {
  put_number(octets, static_cast<std::uint64_t>(line));
  put_number(octets, static_cast<std::uint64_t>(trace));
  put_number(octets, spans_.size());
  for (const Span& span : spans_) {
    put_number(octets, static_cast<std::uint64_t>(span.at.line));
    put_number(octets, static_cast<std::uint64_t>(span.at.column));
    put_number(octets, span.length);
    octets.append(text_, span.begin, span.length);
  }
}

void LogRow::read_from(std::string_view octets) {
  clear();
  line = static_cast<std::int64_t>(take_number(octets));
  trace = static_cast<std::int64_t>(take_number(octets));
  const auto count = take_number(octets);
  for (std::uint64_t column = 0; column < count; ++column) {
    TextPosition at;
    at.line = static_cast<std::int64_t>(take_number(octets));
    at.column = static_cast<std::int64_t>(take_number(octets));
    const auto length = static_cast<std::size_t>(take_number(octets));
    DUNGHAN_CHECK(length <= octets.size());
    set(static_cast<int>(column), octets.substr(0, length), at);
    octets.remove_prefix(length);
  }
  DUNGHAN_CHECK(octets.empty());
}

}  // namespace dunghan::adapters::import
