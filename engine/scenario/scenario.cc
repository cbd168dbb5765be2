#include "engine/scenario/scenario.h"

namespace dunghan::scenario {

std::string_view name_of(Step::Verb verb) {
  switch (verb) {
    case Step::Verb::open: return "open";
    case Step::Verb::send: return "send";
    case Step::Verb::done: return "done";
    case Step::Verb::claim: return "claim";
    case Step::Verb::release: return "release";
    case Step::Verb::delegate: return "delegate";
    case Step::Verb::reassign: return "reassign";
    case Step::Verb::suspend: return "suspend";
    case Step::Verb::resume: return "resume";
    case Step::Verb::extend: return "extend";
    case Step::Verb::look: break;
  }
  return "look";
}

std::string_view name_of(StatedFact::About about) {
  using About = StatedFact::About;
  switch (about) {
    case About::version: return "version";
    case About::state: return "state";
    case About::closed: return "closed";
    case About::unit: return "unit";
    case About::tasks: return "tasks";
    case About::with: return "with";
    case About::data: return "data";
    case About::letters: return "letters";
    case About::due_on: return "due_on";
    case About::due_at: return "due_at";
    case About::target_on: return "target_on";
    case About::status: return "status";
    case About::late: return "late";
    case About::overdue: return "overdue";
    case About::told: return "told";
    case About::basis: return "basis";
    case About::owner: break;
  }
  return "owner";
}

bool is_about_deadline(StatedFact::About about) {
  return about >= StatedFact::About::due_on;
}

std::string words_of(const Step& step) {
  if (step.verb == Step::Verb::look) return "look";
  std::string words = std::string(name_of(step.verb)) + " " + step.subject;
  if (!step.to.empty()) words += " to " + step.to;
  if (!step.event.empty()) words += " " + step.event;
  if (!step.ground.empty()) words += " (" + step.ground + ")";
  return words;
}

// A test holds this list against the calls of refuse() in the core.
const std::vector<std::string>& refusal_codes() {
  static const std::vector<std::string> codes{
      "backdated", "before_opening", "calendar_exhausted", "case_ended", "closed", "conflict",
      "decision_gap", "decision_overlap", "endless", "event_not_allowed", "extended_too_often",
      "extension_too_late", "extension_too_long", "extension_too_short", "guard_failed",
      "impossible_order", "in_the_future", "invalid_argument", "limit_exceeded", "needs_missing",
      "not_extendable", "not_found", "not_in_force", "not_permitted", "not_running",
      "not_suspended", "suspended_too_often", "unknown_field", "unknown_unit", "unknown_case",
      "sealed_value", "too_many_cases", "already_there", "already_taken", "not_delegable",
      "not_of_the_act", "another_version",
      // of conditions and values that cannot be answered
      "divide_by_zero", "duplicate_key", "modulus_by_zero", "no_such_attribute", "no_such_key",
      "no_such_overload", "overflow", "sealed", "unbound_function", "unsupported_key_type"};
  return codes;
}

}  // namespace dunghan::scenario
