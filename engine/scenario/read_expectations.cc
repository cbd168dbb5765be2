// The entries of `then`: what must hold of a case, or of one of its deadlines.
#include <algorithm>
#include <array>

#include "engine/deadline/deadline.h"
#include "engine/scenario/reading.h"

namespace dunghan::scenario {
namespace {

using definition::quoted;
using About = StatedFact::About;

const std::vector<std::string> entry_keys{"case",    "deadline", "version",   "state",  "closed",
                                          "unit",    "tasks",    "with",      "data",   "letters",
                                          "due_on",  "due_at",   "target_on", "status", "late",
                                          "overdue", "told",     "basis",     "owner"};
constexpr std::array facts{
    About::version, About::state,   About::closed, About::unit,   About::tasks,     About::with,
    About::data,    About::letters, About::due_on, About::due_at, About::target_on, About::status,
    About::late,    About::overdue, About::told,   About::basis,  About::owner};

/// What stands for "there is none" in place of a day or a moment.
constexpr std::string_view none = "none";

class EntryReader {
 public:
  EntryReader(Reading& reading, const Node& node) : reading_(reading), node_(node) {}

  std::optional<Expectation> read() {
    if (!reading_.keys(node_, "an entry of `then`", entry_keys)) return std::nullopt;
    const KnownCase* of = reading_.case_of(node_);
    if (of == nullptr) return std::nullopt;
    versions_ = of->versions;
    made_.case_name = of->name;
    made_.at = node_.at;
    read_deadline();
    for (const About about : facts) {
      if (const Node* value = node_.find(name_of(about))) read_fact(about, *value);
    }
    if (made_.facts.empty() && sound_)
      reading_.issues.error("E0603", node_.at, "this entry says nothing that could fail",
                            made_.deadline.empty()
                                ? "add `state: …`, or a deadline and its `due_on`"
                                : "add `due_on: …`");
    return std::move(made_);
  }

 private:
  void read_deadline() {
    const Node* name = node_.find("deadline");
    if (name == nullptr) return;
    made_.deadline = reading_.text(node_, "deadline");
    if (versions_.empty() || made_.deadline.empty()) return;
    Node plain = *name;
    plain.text = std::string(made_.deadline).substr(0, made_.deadline.find('#'));
    reading_.check_name(plain, "deadline", "E0609", deadline_names(versions_));
  }

  void read_fact(About about, const Node& node) {
    const bool of_deadline = is_about_deadline(about);
    if (of_deadline == made_.deadline.empty()) {
      sound_ = false;
      reading_.issues.error("E0603", node_.find_entry(name_of(about))->key,
                            of_deadline
                                ? quoted(name_of(about)) + " is of a deadline, and none is named"
                                : quoted(name_of(about)) + " is of the case, not of a deadline",
                            of_deadline ? "add `deadline: …`" : "write it as an entry of its own");
      return;
    }
    auto wanted = value_of(about, node);
    if (!wanted) {
      sound_ = false;
      return;
    }
    made_.facts.push_back({about, std::move(*wanted), node.at});
  }

  std::optional<Value> value_of(About about, const Node& node) {
    switch (about) {
      case About::version: return version(node);
      case About::closed:
      case About::late:
      case About::overdue: return flag(node);
      case About::state: return names(node, "state", "E0611", states());
      case About::tasks: return names(node, "task", "E0608", tasks());
      case About::with: return holders(node);
      case About::letters: return names(node, "letter", "", {});
      case About::told: return days(node);
      case About::due_on:
      case About::target_on: return day_or_none(node);
      case About::due_at: return moment_or_none(node);
      case About::status: return status(node);
      case About::data: return fields(node);
      case About::unit: reading_.check_unit(node); [[fallthrough]];
      case About::basis:
      case About::owner: break;
    }
    if (node.is_scalar()) return Value(node.text);
    return wrong(node, "a text");
  }

  std::vector<std::string> states() const { return state_names(versions_); }
  std::vector<std::string> tasks() const { return task_names(versions_); }

  std::optional<Value> wrong(const Node& node, std::string_view wanted) {
    reading_.wrong_shape(node, "this", wanted);
    return std::nullopt;
  }

  std::optional<Value> number(const Node& node) {
    if (const auto whole = node.as_int()) return Value(*whole);
    return wrong(node, "a whole number");
  }

  // "1+2": received under 1, and reached by an amendment since.
  std::optional<Value> version(const Node& node) {
    const bool is_label = node.is_scalar() && node.text.find('+') != std::string::npos &&
                          node.text.find_first_not_of("0123456789+") == std::string::npos;
    return is_label ? std::optional(Value(node.text)) : number(node);
  }

  std::optional<Value> flag(const Node& node) {
    if (const auto truth = node.as_bool()) return Value(*truth);
    return wrong(node, "true or false");
  }

  std::optional<Value> names(const Node& node, std::string_view what, std::string_view code,
                             const std::vector<std::string>& known) {
    List list;
    const auto add = [&](const Node& one) {
      if (!known.empty()) {
        Node plain = one;
        if (what == "task") plain.text = one.text.substr(0, one.text.find('#'));
        reading_.check_name(plain, what, code, known);
      }
      list.emplace_back(one.text);
    };
    if (node.is_scalar()) add(node);
    for (const Node& item : node.items) add(item);
    if (node.is_mapping()) return wrong(node, "a name or a list of names");
    return Value(std::move(list));
  }

  std::optional<Value> holders(const Node& node) {
    if (!node.is_mapping()) return wrong(node, "a mapping of tasks to persons");
    for (const auto& entry : node.entries) {
      Node task = entry.key;
      task.text = entry.key.text.substr(0, entry.key.text.find('#'));
      if (!versions_.empty()) reading_.check_name(task, "task", "E0608", tasks());
      if (entry.value.text != none) reading_.check_person(entry.value);
    }
    return written_value(node);
  }

  std::optional<Value> days(const Node& node) {
    if (!node.is_scalar() && !node.is_sequence())
      return wrong(node, "a day, a list of days, or `none`");
    List list;
    const auto add = [&](const Node& one) {
      const auto day = reading_.date(one);
      if (day) list.emplace_back(*day);
      return day.has_value();
    };
    if (node.is_scalar() && node.text != none && !add(node)) return std::nullopt;
    for (const Node& item : node.items)
      if (!add(item)) return std::nullopt;
    return Value(std::move(list));
  }

  std::optional<Value> day_or_none(const Node& node) {
    if (node.is_scalar() && node.text == none) return Value();
    const auto day = reading_.date(node);
    return day ? std::optional(Value(*day)) : std::nullopt;
  }

  std::optional<Value> moment_or_none(const Node& node) {
    if (node.is_scalar() && node.text == none) return Value();
    const auto moment = reading_.moment(node);
    return moment ? std::optional(Value(moment->at)) : std::nullopt;
  }

  std::optional<Value> status(const Node& node) {
    static const std::vector<std::string> known = [] {
      using deadline::Status;
      std::vector<std::string> names;
      for (const Status status :
           {Status::running, Status::suspended, Status::met, Status::cancelled, Status::lapsed})
        names.emplace_back(deadline::name_of(status));
      return names;
    }();
    reading_.check_name(node, "status", "E0616", known);
    return Value(node.text);
  }

  std::optional<Value> fields(const Node& node) {
    if (!node.is_mapping()) return wrong(node, "a mapping of fields");
    if (!versions_.empty()) {
      std::vector<std::string> known;
      for (const auto& version : versions_)
        for (const auto& field : version->data) known.push_back(field.name);
      for (const auto& entry : node.entries)
        reading_.check_name(entry.key, "field", "E0612", known);
    }
    return written_value(node);
  }

  Reading& reading_;
  const Node& node_;
  Versions versions_;
  Expectation made_;
  bool sound_ = true;
};

}  // namespace

std::vector<Expectation> read_expectations(Reading& reading, const Node& node) {
  std::vector<Expectation> made;
  if (!node.is_sequence()) {
    reading.wrong_shape(node, "`then`", "a list");
    return made;
  }
  for (const Node& item : node.items) {
    if (auto one = EntryReader(reading, item).read()) made.push_back(std::move(*one));
  }
  return made;
}

}  // namespace dunghan::scenario
