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

class Fingerprints {
 public:
  /// counted: deadlines whose openness and extensions matter for their own sake (those that lie
  /// inside another), by index.
  Fingerprints(const Subject& subject, const Liveness& liveness, const Domains& domains,
               std::vector<bool> counted);

  /// now: up to when the case's timers have fired.
  [[nodiscard]] std::string of(const cases::Case& state, Instant now) const;
  /// The timers of the case whose firing can make a difference, in order.
  [[nodiscard]] std::vector<cases::Timer> timers(const cases::Case& state, const Live& live) const;

 private:
  class Printer;

  const Subject& subject_;
  const Liveness& liveness_;
  std::vector<bool> counted_;
  std::vector<int> histories_;        // states that some transition comes back to
  std::vector<Domains::Span> spans_;  // by field of the data
  cases::Facts facts_;
};

/// The index of the deadline that a timer is of ("overdue send#2"), or -1.
[[nodiscard]] int deadline_of(const cases::Procedure& procedure, std::string_view timer);

}  // namespace dunghan::verify
