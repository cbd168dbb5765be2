// What may come to a case as it stands: every event that somebody may send, by each role that may,
// with each combination of values worth telling apart; the acts on its deadlines and tasks; time.
//
// Nothing is decided here: decide() takes or refuses what is proposed.
#pragma once

#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "engine/verify/domains.h"
#include "engine/verify/fingerprint.h"
#include "engine/verify/liveness.h"
#include "engine/verify/step.h"

namespace dunghan::verify {

class Moves {
 public:
  Moves(const Subject& subject, const Liveness& liveness, const Domains& domains,
        const Fingerprints& prints);

  /// The openings: in each unit worth trying, with each combination of fields, on day `day`.
  [[nodiscard]] std::vector<Step> openings(Date day) const;
  /// What may be done at `at`.
  [[nodiscard]] std::vector<Step> acts(const cases::Case& state, Instant at) const;
  /// Time alone: up to the next timer that matters; where conditions ask for the time and nothing
  /// is awaited, a day, some weeks, more than a year.
  [[nodiscard]] std::vector<Step> waits(const cases::Case& state, Instant now) const;

  /// When acts may come after `now`: soon, and as late as they can before the next timer fires (the
  /// same twice where that is soon). Nothing where none fits before it.
  struct Moments {
    Instant soon{}, late{};
  };
  [[nodiscard]] std::optional<Moments> moments(const cases::Case& state, Instant now) const;

  /// The step that finishes an open task, by the first of its events where it has any.
  [[nodiscard]] Step finishing(const cases::Case& state, const cases::TaskInstance& task,
                               Instant at) const;

  /// Acts of which not all combinations of values were tried.
  [[nodiscard]] const std::set<std::string>& cut_short() const { return cut_short_; }
  /// The unit in which cases are opened first.
  [[nodiscard]] std::string first_unit() const;

 private:
  /// A field that comes with an act, and what it may be; null stands for "not given".
  struct Offer {
    std::string field;
    std::vector<Value> values;
  };
  class Node;  // one case at one moment (moves.cc)

  [[nodiscard]] std::vector<std::string> units(Date day) const;
  [[nodiscard]] std::vector<Map> combinations(const std::vector<Offer>& offers,
                                              const std::string& act) const;

  const Subject& subject_;
  const Liveness& liveness_;
  const Domains& domains_;
  const Fingerprints& prints_;
  cases::Facts facts_;
  mutable std::set<std::string> cut_short_;
};

}  // namespace dunghan::verify
