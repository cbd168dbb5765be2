// One step of a scenario: when, what is done to which case, by whom, and what must be refused.
#include <algorithm>
#include <array>

#include "engine/definition/chart_walk.h"
#include "engine/scenario/reading.h"

namespace dunghan::scenario {
namespace {

using definition::quoted;
using Verb = Step::Verb;

constexpr std::array verbs{Verb::open,    Verb::send,     Verb::done,     Verb::claim,
                           Verb::release, Verb::delegate, Verb::reassign, Verb::suspend,
                           Verb::resume,  Verb::extend};
const std::vector<std::string> step_keys{
    "at",       "recorded", "open",   "send",   "done",   "claim",  "release", "delegate",
    "reassign", "suspend",  "resume", "extend", "then",   "as",     "case",    "event",
    "ground",   "with",     "to",     "by",     "reason", "amount", "until",   "refused"};

/// Which keys go with which verbs; those that are not here go with every act.
struct KeyOf {
  std::string key;
  std::vector<Verb> verbs;
};
const std::vector<KeyOf> keys_of_verbs{
    {"case",
     {Verb::send, Verb::done, Verb::claim, Verb::release, Verb::delegate, Verb::reassign,
      Verb::suspend, Verb::resume, Verb::extend}},
    {"to", {Verb::delegate, Verb::reassign}},
    {"event", {Verb::done}},
    {"ground", {Verb::suspend, Verb::resume, Verb::extend}},
    {"with", {Verb::send, Verb::done, Verb::suspend, Verb::resume, Verb::extend}},
    {"amount", {Verb::extend}},
    {"until", {Verb::extend}},
};

std::string all_verbs() {
  std::string text;
  for (const Verb verb : verbs)
    text += std::string(text.empty() ? "" : ", ") + std::string(name_of(verb));
  return text;
}

class StepReader {
 public:
  StepReader(Reading& reading, const Node& node) : reading_(reading), node_(node) {}

  void read() {
    if (!reading_.keys(node_, "a step", step_keys)) return;
    step_.position = node_.at;
    if (!find_verb()) return;
    if (!read_moment()) {
      // What is said of its case further down is not wrong for that.
      if (step_.verb == Verb::open) add_case({});
      return;
    }
    if (step_.verb == Verb::look) {
      if (const Node* then = node_.find("then")) step_.then = read_expectations(reading_, *then);
    } else {
      read_act();
    }
    reading_.made.steps.push_back(std::move(step_));
  }

 private:
  const Node& value() const { return *node_.find(name_of(step_.verb)); }

  bool find_verb() {
    std::vector<Verb> found;
    for (const Verb verb : verbs)
      if (node_.find(name_of(verb)) != nullptr) found.push_back(verb);
    if (found.empty() && node_.find("then") != nullptr) found.push_back(Verb::look);
    // A mistyped one has been told already.
    if (found.empty() && has_unknown_key()) return false;
    if (found.empty() || found.size() > 1) {
      reading_.issues.error(
          "E0604", node_.at, found.empty() ? "this step does nothing" : "a step does one thing",
          "it has one of: " + all_verbs() + ", or `then` to look at what has come of it");
      return false;
    }
    step_.verb = found.front();
    refuse_keys_of_others();
    return true;
  }

  static bool is_known(const std::string& key) {
    return std::find(step_keys.begin(), step_keys.end(), key) != step_keys.end();
  }

  bool has_unknown_key() const {
    return std::any_of(node_.entries.begin(), node_.entries.end(),
                       [](const definition::Entry& entry) { return !is_known(entry.key.text); });
  }

  void refuse_keys_of_others() {
    for (const auto& entry : node_.entries) {
      if (!is_known(entry.key.text)) continue;  // told already
      const auto row = std::find_if(keys_of_verbs.begin(), keys_of_verbs.end(),
                                    [&](const KeyOf& one) { return one.key == entry.key.text; });
      const bool of_acts = row == keys_of_verbs.end();
      const bool fits =
          of_acts ? step_.verb != Verb::look || entry.key.text == "at" || entry.key.text == "then"
                  : std::find(row->verbs.begin(), row->verbs.end(), step_.verb) != row->verbs.end();
      const bool looks_too = entry.key.text == "then" && step_.verb != Verb::look;
      if (fits && !looks_too) continue;
      reading_.issues.error(
          "E0604", entry.key,
          quoted(entry.key.text) + " has no meaning beside " + quoted(name_of_verb()),
          looks_too ? "write a step of its own below: `{ at: …, then: [ … ] }`" : "take it out");
    }
  }

  std::string name_of_verb() const {
    return step_.verb == Verb::look ? "then" : std::string(name_of(step_.verb));
  }

  bool read_moment() {
    const Node* at = reading_.needed(node_, "at", "a step");
    const auto moment = at == nullptr ? std::nullopt : reading_.moment(*at);
    if (!moment) return false;
    step_.at = *moment;
    Occurrence typed_in = *moment;
    if (const Node* recorded = node_.find("recorded")) {
      const auto given = reading_.moment(*recorded);
      if (!given) return false;
      if (given->at < moment->at)
        reading_.issues.error("E0605", *recorded, "it is recorded before it happens",
                              "`at` is when the act counts, `recorded` when it is typed in");
      typed_in = *given;
    }
    return in_order(typed_in, *at);
  }

  /// A day alone means the opening of the office on that day, or later where the step above was.
  bool in_order(const Occurrence& typed_in, const Node& at) {
    const Instant opening = typed_in.date_only && reading_.calendar != nullptr
                                ? reading_.calendar->opening_of(reading_.zone.date_of(typed_in.at))
                                : typed_in.at;
    const auto& above = reading_.made.steps;
    const std::optional<Instant> before = !above.empty()      ? std::optional(above.back().typed_in)
                                          : reading_.made.now ? std::optional(reading_.made.now->at)
                                                              : std::nullopt;
    step_.typed_in = before ? std::max(*before, opening) : opening;
    const bool same_day = before && typed_in.date_only &&
                          reading_.zone.date_of(*before) == reading_.zone.date_of(typed_in.at);
    if (!before || opening >= *before || same_day) return true;
    reading_.issues.error("E0605", at, "the steps go back in time: the one above is later",
                          "for an act that is typed in late, say `recorded: …` beside its `at`");
    return false;
  }

  void read_act() {
    step_.reason = reading_.text(node_, "reason");
    step_.opens_as = reading_.texts(node_, "as");
    step_.by = reading_.text(node_, "by");
    step_.refused = reading_.text(node_, "refused");
    if (!step_.refused.empty())
      reading_.check_name(*node_.find("refused"), "refusal", "E0616", refusal_codes());
    if (step_.verb == Verb::open)
      read_open();
    else
      read_act_on_case();
  }

  void check_with(const Node* with, const Versions& versions) {
    if (with == nullptr) return;
    if (!with->is_mapping()) return reading_.wrong_shape(*with, "`with`", "a mapping of fields");
    step_.with = written_value(*with).as_map();
    if (versions.empty() || !step_.refused.empty()) return;
    const auto known = field_names(versions);
    for (const auto& entry : with->entries)
      if (entry.key.text != "reason") reading_.check_name(entry.key, "field", "E0612", known);
  }

  void read_open() {
    const Node& open = value();
    if (!reading_.keys(open, "`open`", {"workflow", "unit", "with"})) return;
    const Node* workflow = reading_.needed(open, "workflow", "`open`");
    const Node* unit = reading_.needed(open, "unit", "`open`");
    step_.subject = reading_.text(open, "workflow");
    step_.unit = reading_.text(open, "unit");
    if (unit != nullptr && step_.refused.empty()) reading_.check_unit(*unit);
    const Versions versions = workflow == nullptr ? Versions{} : versions_of(*workflow);
    check_with(open.find("with"), versions);
    if (const Node* by = node_.find("by")) reading_.check_actor(*by, versions);
    if (step_.refused.empty()) add_case(versions);
  }

  Versions versions_of(const Node& node) {
    if (!reading_.around.workflow) return {};
    const auto found = reading_.around.workflow(node.text, reading_.zone.date_of(step_.at.at));
    if (found) return reading_.with_amendments(*found);
    if (step_.refused.empty())
      reading_.issues.error("E0606", node, found.error().message, found.error().remedy);
    return {};
  }

  void add_case(const Versions& versions) {
    if (step_.opens_as.empty()) step_.opens_as = reading_.texts(node_, "as");
    if (step_.opens_as.empty() && reading_.cases.empty()) step_.opens_as = {"case"};
    if (step_.opens_as.empty()) {
      reading_.issues.error("E0613", node_.at, "where several cases are opened, each has a name",
                            "add `as: NAME`");
      return;
    }
    for (const std::string& name : step_.opens_as) {
      const bool taken = std::any_of(reading_.cases.begin(), reading_.cases.end(),
                                     [&](const KnownCase& known) { return known.name == name; });
      if (taken) {
        const Node* as = node_.find("as");
        reading_.issues.error("E0613", as == nullptr ? node_ : *as,
                              "there is a case " + quoted(name) + " already",
                              "give this one another name");
      }
      // Beside the case that is opened itself stand those that it opens at once.
      const bool of_another = step_.verb == Verb::open && &name != &step_.opens_as.front();
      reading_.cases.push_back({name, of_another ? Versions{} : versions});
    }
  }

  void read_act_on_case() {
    const Node& subject = value();
    if (!subject.is_scalar() || subject.text.empty())
      return reading_.wrong_shape(subject, quoted(name_of(step_.verb)), "a name");
    step_.subject = subject.text;
    step_.event = reading_.text(node_, "event");
    step_.ground = reading_.text(node_, "ground");
    step_.to = reading_.text(node_, "to");
    if (takes_person() && reading_.needed(node_, "to", quoted(name_of_verb())) != nullptr)
      reading_.check_person(*node_.find("to"));
    read_extent();
    const KnownCase* of = reading_.case_of(node_);
    if (of == nullptr) return;
    step_.case_name = of->name;
    const Versions versions = of->versions;
    if (const Node* by = node_.find("by")) reading_.check_actor(*by, versions);
    check_with(node_.find("with"), versions);
    if (!versions.empty() && step_.refused.empty()) check_subject(subject, versions);
    // What it opens, another case's workflow, is known only once it is played.
    if (!step_.opens_as.empty()) add_case(opened_by(versions));
  }

  bool takes_person() const { return step_.verb == Verb::delegate || step_.verb == Verb::reassign; }

  /// What the case is judged by that the event opens, where it opens one.
  Versions opened_by(const Versions& versions) const {
    if (versions.empty() || !reading_.around.workflow) return {};
    const std::string& event = step_.event.empty() ? step_.subject : step_.event;
    for (const auto& state : versions.front()->states) {
      for (const auto& transition : state.on) {
        if (transition.event != event) continue;
        for (const auto& action : transition.actions) {
          if (action.kind != definition::Action::Kind::open) continue;
          const auto found =
              reading_.around.workflow(action.name, reading_.zone.date_of(step_.at.at));
          return found ? reading_.with_amendments(*found) : Versions{};
        }
      }
    }
    return {};
  }

  void read_extent() {
    if (const Node* amount = node_.find("amount")) {
      const auto period = parse_period(amount->text);
      if (period)
        step_.amount = *period;
      else
        reading_.issues.error("E0617", *amount, period.error().message, period.error().remedy);
    }
    if (const Node* until = node_.find("until")) step_.until = reading_.date(*until);
  }

  void check_subject(const Node& subject, const Versions& versions) {
    if (step_.verb == Verb::send)
      return reading_.check_name(subject, "event", "E0607", event_names(versions));
    const bool of_task = step_.verb == Verb::done || step_.verb == Verb::claim ||
                         step_.verb == Verb::release || takes_person();
    if (of_task) {
      Node plain = subject;  // `visit#2` is the second of that name
      plain.text = subject.text.substr(0, subject.text.find('#'));
      reading_.check_name(plain, "task", "E0608", task_names(versions));
      if (const Node* event = node_.find("event"))
        reading_.check_name(*event, "event", "E0607", event_names(versions));
      return;
    }
    reading_.check_name(subject, "deadline", "E0609", deadline_names(versions));
    check_ground(subject.text, versions);
  }

  void check_ground(const std::string& name, const Versions& versions) {
    const Node* ground = node_.find("ground");
    if (ground == nullptr) return;
    std::vector<std::string> known;
    const auto collect = [&](const definition::Deadline& deadline) {
      if (deadline.name != name) return;
      if (step_.verb == Verb::extend)
        for (const auto& one : deadline.extend) known.push_back(one.name);
      else
        for (const auto& one : deadline.suspend) known.push_back(one.name);
    };
    for (const auto& version : versions) definition::each_deadline(*version, collect);
    if (known.empty()) return;  // no such deadline: told already
    reading_.check_name(*ground, "ground", "E0610", known);
  }

  Reading& reading_;
  const Node& node_;
  Step step_;
};

}  // namespace

void read_step(Reading& reading, const Node& node) {
  StepReader(reading, node).read();
}

}  // namespace dunghan::scenario
