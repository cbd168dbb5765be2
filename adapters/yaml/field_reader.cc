// See field_reader.h.
#include "adapters/yaml/field_reader.h"

#include <algorithm>
#include <utility>

#include "engine/base/check.h"
#include "engine/definition/edit_distance.h"

namespace dunghan::adapters::yaml {
namespace {

using definition::Node;

std::string quote(std::string_view text) {
  return "`" + std::string(text) + "`";
}

/// What stands there, for "… is wanted, but this is …".
std::string sort_of(const Node& node) {
  switch (node.kind) {
    case Node::Kind::null: return "nothing";
    case Node::Kind::scalar:
      return node.quoted ? "a text in quotes" : quote(node.text.substr(0, node.text.find('\n')));
    case Node::Kind::sequence: return "a list";
    case Node::Kind::mapping: break;
  }
  return "a mapping";
}

}  // namespace

FieldReader::FieldReader(const Node& node, std::string what, const FieldCodes& codes,
                         IssueList& issues, definition::Block block)
    : node_(node), block_(block), what_(std::move(what)), codes_(codes), issues_(issues) {
  if (block_ != definition::Block::none) keys_ = definition::keys_of(block_);
  if (!node.is_mapping()) {
    issues_.add(codes_.wrong_type, node.at,
                what_ + " should be a mapping of keys and values, but this is " + sort_of(node));
  }
}

const definition::Key& FieldReader::row_of(std::string_view key) const {
  const auto row = std::find_if(keys_.begin(), keys_.end(),
                                [key](const definition::Key& one) { return one.name == key; });
  DUNGHAN_CHECK(row != keys_.end());
  return *row;
}

const Node* FieldReader::node(std::string_view key) {
  if (block_ == definition::Block::none)
    known_.emplace_back(key);
  else
    static_cast<void>(row_of(key));
  return node_.find(key);
}

void FieldReader::wrong_type(std::string_view key, const Node& value, std::string_view wanted) {
  issues_.add(codes_.wrong_type, value.at,
              quote(key) + " of " + what_ + " should be " + std::string(wanted) + ", but this is " +
                  sort_of(value));
}

void FieldReader::missing(std::string_view key, std::string_view code, std::string_view example) {
  if (node_.is_mapping())
    issues_.add(std::string(code), node_.at, what_ + " lacks " + quote(key),
                "add `" + std::string(key) + ": " + std::string(example) + "`");
}

std::optional<std::string> FieldReader::text(std::string_view key) {
  const Node* value = node(key);
  if (value == nullptr) return std::nullopt;
  if (value->is_scalar() && !value->text.empty()) return value->text;
  wrong_type(key, *value, "a text");
  return std::nullopt;
}

std::optional<bool> FieldReader::flag(std::string_view key) {
  const Node* value = node(key);
  if (value == nullptr) return std::nullopt;
  const std::optional<bool> result = value->as_bool();
  if (!result) wrong_type(key, *value, "true or false (not yes, no, on or off, and not in quotes)");
  return result;
}

std::optional<Date> FieldReader::date(std::string_view key) {
  const Node* value = node(key);
  if (value == nullptr) return std::nullopt;
  const std::optional<Date> result = value->is_scalar() ? parse_date(value->text) : std::nullopt;
  if (!result) {
    issues_.add(codes_.not_a_date, value->at,
                quote(key) + " of " + what_ + " should be a date that exists, but this is " +
                    sort_of(*value),
                "write year-month-day, like 2025-07-01");
  }
  return result;
}

std::optional<std::int64_t> FieldReader::integer_of(std::string_view key, const Node& value,
                                                    std::int64_t least, std::int64_t most) {
  const std::optional<std::int64_t> result = value.as_int();
  if (!result) {
    wrong_type(key, value, "a whole number");
  } else if (*result < least || *result > most) {
    issues_.add(codes_.out_of_range, value.at,
                quote(key) + " of " + what_ + " should be from " + std::to_string(least) + " to " +
                    std::to_string(most) + ", but is " + value.text);
    return std::nullopt;
  }
  return result;
}

std::optional<std::int64_t> FieldReader::integer(std::string_view key, std::int64_t least,
                                                 std::int64_t most) {
  const Node* value = node(key);
  if (value == nullptr) return std::nullopt;
  return integer_of(key, *value, least, most);
}

std::optional<std::int64_t> FieldReader::integer(std::string_view key) {
  const definition::Shape& shape = row_of(key).shape;
  return integer(key, shape.least, shape.most);
}

std::optional<std::size_t> FieldReader::word(std::string_view key) {
  const auto word = text(key);
  if (!word) return std::nullopt;
  const auto words = row_of(key).shape.words;
  const auto found = std::find(words.begin(), words.end(), *word);
  if (found != words.end()) return static_cast<std::size_t>(found - words.begin());
  std::string all;
  for (const std::string_view one : words) all += (all.empty() ? "" : ", ") + quote(one);
  issues_.add(codes_.wrong_type, position_of(key),
              quote(*word) + " is no value of " + quote(key) + " of " + what_, "one of " + all);
  return std::nullopt;
}

void FieldReader::both_languages(std::string_view key, std::string& vi, std::string& en) {
  const Node* value = node(key);
  if (value == nullptr) return;
  if (!value->is_mapping()) {
    vi = en = text(key).value_or("");
    return;
  }
  FieldReader both(*value, quote(key) + " of " + what_, codes_, issues_, definition::Block::text);
  vi = both.text("vi").value_or("");
  en = both.text("en").value_or("");
  both.refuse_other_keys();
  if (both.node_.entries.empty())
    issues_.add(codes_.missing, value->at, quote(key) + " of " + what_ + " is in neither language",
                "write `vi: …`, `en: …` or both");
  if (vi.empty()) vi = en;
  if (en.empty()) en = vi;
}

std::vector<std::int64_t> FieldReader::integers(std::string_view key) {
  const Node* value = node(key);
  const std::int64_t least = row_of(key).shape.least;
  const std::int64_t most = row_of(key).shape.most;
  std::vector<std::int64_t> result;
  if (value == nullptr) return result;
  const auto add = [&](const Node& item) {
    if (const auto number = integer_of(key, item, least, most)) result.push_back(*number);
  };
  if (!value->is_sequence()) add(*value);
  for (const Node& item : value->items) add(item);
  return result;
}

std::vector<std::string> FieldReader::texts(std::string_view key) {
  const Node* value = node(key);
  std::vector<std::string> result;
  if (value == nullptr) return result;
  if (value->is_scalar() && !value->text.empty()) return {value->text};
  for (const Node& item : value->items) {
    if (item.is_scalar() && !item.text.empty())
      result.push_back(item.text);
    else
      wrong_type(key, item, "a list of texts");
  }
  if (!value->is_sequence()) wrong_type(key, *value, "a list of texts");
  return result;
}

const Node* FieldReader::sequence(std::string_view key) {
  const Node* value = node(key);
  if (value == nullptr || value->is_sequence()) return value;
  wrong_type(key, *value, "a list");
  return nullptr;
}

const Node* FieldReader::mapping(std::string_view key) {
  const Node* value = node(key);
  if (value == nullptr || value->is_mapping()) return value;
  wrong_type(key, *value, "a mapping of keys and values");
  return nullptr;
}

std::string FieldReader::required_text(std::string_view key) {
  const bool absent = node_.find(key) == nullptr;
  std::string result = text(key).value_or("");
  if (absent && block_ == definition::Block::none) missing(key, codes_.missing, "…");
  return result;
}

std::optional<Date> FieldReader::required_date(std::string_view key) {
  if (node_.find(key) == nullptr && block_ == definition::Block::none)
    missing(key, codes_.missing, "…");
  return date(key);
}

bool FieldReader::is_known(std::string_view key) const {
  if (block_ == definition::Block::none)
    return std::find(known_.begin(), known_.end(), key) != known_.end();
  return std::any_of(keys_.begin(), keys_.end(),
                     [key](const definition::Key& one) { return one.name == key && one.runs(); });
}

void FieldReader::refuse_other_keys() {
  if (block_ != definition::Block::none) {
    const std::string_view usual = definition::Key{}.missing;
    for (const definition::Key& key : keys_) {
      if (!key.required() || node_.find(key.name) != nullptr) continue;
      missing(key.name, key.missing == usual ? codes_.missing : key.missing, key.example);
    }
  }
  for (const definition::Entry& entry : node_.entries) {
    if (is_known(entry.key.text)) continue;
    std::vector<std::string> free;  // a key that is there already is not what was meant
    if (block_ != definition::Block::none) known_ = definition::key_names(block_);
    for (const std::string& known : known_) {
      if (node_.find(known) == nullptr) free.push_back(known);
    }
    issues_.add(codes_.unknown_key, entry.key.at, what_ + " has no key " + quote(entry.key.text),
                definition::did_you_mean(entry.key.text, free));
  }
}

definition::Position FieldReader::position_of(std::string_view key) const {
  const Node* value = node_.find(key);
  return value == nullptr ? node_.at : value->at;
}

}  // namespace dunghan::adapters::yaml
