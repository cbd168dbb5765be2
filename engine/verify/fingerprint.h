// What is alike of two cases, as one string: of two with the same fingerprint the exploration goes
// on with the first.
//
// In it: the active states and their histories, the fields that some condition may still read, how
// each deadline stands as far as that can still matter, the tasks that conditions or events look
// at, in which order the coming timers will fire, and the present answers of conditions that time
// may change. Not in it: dates themselves, texts, persons, what is over for good.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/cases/decide.h"
#include "engine/verify/domains.h"
#include "engine/verify/liveness.h"
#include "engine/verify/subject.h"

namespace dunghan::verify {

/// Deadlines that are looked at for their own sake, by index.
struct Focus {
  /// Openness and extensions matter: what lies inside another, and what it lies in.
  std::vector<bool> counted;
  /// How it stands is told apart, though nothing else may depend on it.
  std::vector<bool> followed;
};

class Fingerprints {
 public:
  Fingerprints(const Subject& subject, const Liveness& liveness, const Domains& domains,
               Focus focus);

  /// now: up to when the case's timers have fired.
  [[nodiscard]] std::string of(const cases::Case& state, Instant now) const;
  /// The timers of the case whose firing can make a difference, in order.
  [[nodiscard]] std::vector<cases::Timer> timers(const cases::Case& state, const Live& live) const;
  /// Whether the deadline's running out makes a difference.
  [[nodiscard]] bool is_watched(const Live& live, std::size_t deadline) const;

 private:
  class Printer;

  const Subject& subject_;
  const Liveness& liveness_;
  Focus focus_;
  std::vector<int> histories_;        // states that some transition comes back to
  std::vector<Domains::Span> spans_;  // by field of the data
  cases::Facts facts_;
};

/// The index of the deadline that a timer is of ("overdue send#2"), or -1.
[[nodiscard]] int deadline_of(const cases::Procedure& procedure, std::string_view timer);

}  // namespace dunghan::verify
