// Deadlines that never run, and grounds to suspend or prolong them that can never be used.
#include <algorithm>

#include "engine/verify/checks.h"

namespace dunghan::verify {
namespace {

using definition::Severity;

class Use {
 public:
  explicit Use(const Inquiry& inquiry) : inquiry_(inquiry), found_(inquiry.exploration) {}

  void run(int index) {
    if (inquiry_.others.any()) return;  // what is never seen may come after what others tell
    const cases::DeadlineSpec& spec =
        inquiry_.subject.procedure->deadlines()[static_cast<std::size_t>(index)];
    const bool begins_with_state = spec.state < 0 || found_.states_seen.contains(spec.state);
    if (spec.definition->when && begins_with_state && !found_.deadlines_started.contains(index))
      never_applies(spec);
    for (const auto& ground : spec.definition->suspend) {
      if (ground.while_states.empty()) check_ground(index, ground.name, ground.when, ground.at);
    }
    for (const auto& ground : spec.definition->extend)
      check_ground(index, ground.name, ground.when, ground.at);
  }

 private:
  void never_applies(const cases::DeadlineSpec& spec) {
    const definition::Deadline& deadline = *spec.definition;
    inquiry_.add("E0712", Severity::error, deadline.at, deadline.name,
                 "the deadline " + quoted(deadline.name) +
                     " never runs: whatever values are given, `" + deadline.when->text() +
                     "` does not hold when it would begin",
                 "mend the condition, or take the deadline out",
                 inquiry_.witness.in_state(std::max(spec.state, 0)));
  }

  void check_ground(int index, const std::string& ground,
                    const std::optional<rule::Expression>& when, definition::Position at) {
    const auto key = std::pair(index, ground);
    if (!when || !found_.grounds_asked.contains(key) || found_.grounds_used.contains(key)) return;
    const definition::Deadline& deadline =
        *inquiry_.subject.procedure->deadlines()[static_cast<std::size_t>(index)].definition;
    int node = -1;
    for (std::size_t i = 0; i < found_.nodes.size() && node < 0; ++i) {
      if (found_.nodes[i].open[static_cast<std::size_t>(index)]) node = static_cast<int>(i);
    }
    inquiry_.add("E0712", Severity::error, at, deadline.name + "-" + ground,
                 "the ground " + quoted(ground) + " of " + quoted(deadline.name) +
                     " can never be used: whatever values are given, `" + when->text() +
                     "` does not hold while it runs",
                 "mend the condition, or take the ground out",
                 node < 0 ? std::nullopt : inquiry_.witness.at(node));
  }

  const Inquiry& inquiry_;
  const Exploration& found_;
};

}  // namespace

void check_use(const Inquiry& inquiry, int deadline) {
  if (inquiry.exploration.complete) Use(inquiry).run(deadline);
}

}  // namespace dunghan::verify
