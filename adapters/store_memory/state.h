// What the memory store holds, and how a row's versions follow each other.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <tuple>
#include <vector>

#include "engine/base/check.h"
#include "engine/ports/case_store.h"

namespace dunghan::adapters::store_memory {

inline std::string_view name_in_case(const ports::CaseRow&) {
  return {};
}
inline std::string_view name_in_case(const ports::DeadlineRow& row) {
  return row.name;
}
inline std::string_view name_in_case(const ports::TaskRow& row) {
  return row.name;
}

/// Rows with validity in log positions: [from, to).
template <class Row>
class VersionedRows {
 public:
  struct Version {
    Row row;
    std::int64_t from = 0;
    std::optional<std::int64_t> to;
  };
  using Key = std::pair<std::int64_t, std::string>;
  using Chain = std::vector<Version>;

  static Key key_of(const Row& row) { return {row.case_id.value, std::string(name_in_case(row))}; }

  void put(const Row& row, std::int64_t from) {
    Chain& chain = chains_[key_of(row)];
    if (!chain.empty() && chain.back().from == from) {
      chain.back().row = row;
      return;
    }
    if (!chain.empty()) {
      DUNGHAN_CHECK(chain.back().from < from);
      chain.back().to = from;
    }
    chain.push_back({row, from, std::nullopt});
  }

  /// The chain as it is, to be put back by restore.
  [[nodiscard]] std::optional<Chain> chain(const Key& key) const {
    const auto found = chains_.find(key);
    if (found == chains_.end()) return std::nullopt;
    return found->second;
  }
  void restore(const Key& key, std::optional<Chain> chain) {
    if (chain) {
      chains_[key] = *std::move(chain);
    } else {
      chains_.erase(key);
    }
  }

  /// Calls `visit` with each row (of one case, where that is given) that is valid at `as_of`, or
  /// open where that is empty, in order of key.
  template <class Visit>
  void each_valid(std::optional<std::int64_t> as_of, std::optional<CaseId> case_id,
                  Visit visit) const {
    auto at = case_id ? chains_.lower_bound({case_id->value, {}}) : chains_.begin();
    for (; at != chains_.end() && (!case_id || at->first.first == case_id->value); ++at) {
      for (const Version& version : at->second) {
        const bool valid = as_of ? version.from <= *as_of && (!version.to || *version.to > *as_of)
                                 : !version.to.has_value();
        if (valid) visit(version.row);
      }
    }
  }

 private:
  std::map<Key, Chain> chains_;
};

struct OutboxEntry {
  ports::OutboxMessage message;
  Instant next_try_at{};
};

struct State {
  explicit State(ports::Crypto& the_crypto) : crypto(the_crypto) {}

  ports::Crypto& crypto;
  bool unit_is_open = false;

  std::vector<ports::EventRecord> log;  // position p stands at p - 1
  using Stream = std::pair<ports::StreamKind, std::int64_t>;
  std::map<Stream, std::map<std::int64_t, std::size_t>> streams;  // seq -> index into log

  VersionedRows<ports::CaseRow> cases;
  std::map<std::string, std::set<std::int64_t>, std::less<>>
      cases_by_number;  // ever; the rows decide
  VersionedRows<ports::DeadlineRow> deadlines;
  VersionedRows<ports::TaskRow> tasks;

  using TimerKey = std::tuple<Instant, std::int64_t, std::string>;
  std::map<TimerKey, ports::TimerRow> timers;
  std::map<std::int64_t, std::vector<TimerKey>> timers_of_case;

  std::map<std::string, ports::Receipt, std::less<>> receipts;
  std::map<std::int64_t, OutboxEntry> outbox;
  std::map<std::int64_t, ports::CaseMessage> case_messages;
  std::map<std::tuple<std::string, std::string, int>, ports::StoredDocument> documents;
  std::map<std::string, std::int64_t, std::less<>> series;
  std::map<std::int64_t, std::string> case_keys;

  [[nodiscard]] std::vector<ports::EventRecord> events(ports::StreamKind kind,
                                                       std::int64_t stream_id) const;
  [[nodiscard]] std::optional<CaseId> find_case(std::string_view number) const;
  [[nodiscard]] std::optional<ports::StoredDocument> find_document(std::string_view kind,
                                                                   std::string_view id,
                                                                   int version) const;
  [[nodiscard]] std::optional<std::string> wrapped_key(CaseId case_id) const;
};

/// The unit of work over `state`, which it marks as having one open.
[[nodiscard]] std::unique_ptr<ports::UnitOfWork> make_unit(State& state);

}  // namespace dunghan::adapters::store_memory
